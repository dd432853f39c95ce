"""How closely the picture follows the hand: from a slider's value to the screen, in the real window.

    python -m benchmarks.slider_latency [--seconds 5] [--hz 60] [--style starry-night] [--photo PATH] [--long-side 1536]

Opens the window on the installed engines (offscreen unless a display is there), waits for the first full picture, drags
the style weight to and fro for some seconds and lets go. A value is answered by the first paint of the result view
that shows the picture of that value or of a newer one; values between two drafts are answered by the next one. Fails
if a frame was older than one shown before, or if the last picture is not that of the last value.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.fresh_home import fresh_home

if TYPE_CHECKING:
    from studio.ui.window.main_window import MainWindow

PATIENCE_S = 240  # for the engines to load and the first picture
STALL_TICK_MS = 5


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the way from a slider to the screen.")
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--hz", type=float, default=60.0, help="values a second")
    parser.add_argument("--style", default="starry-night")
    parser.add_argument("--photo", type=Path, help="any picture; without one, the example is used")
    parser.add_argument("--long-side", type=int, default=1536, help="of the example, in pixels")
    args = parser.parse_args()
    with fresh_home() as home:
        return _run(args, home / "photo.png")


def _run(args: argparse.Namespace, path: Path) -> int:
    from PySide6.QtWidgets import QApplication

    from studio import app as application
    from studio.core.picture_io import save_picture
    from studio.ui.canvas.example import example_picture

    application.make_application()
    if args.photo is None:
        save_picture(example_picture(args.long_side, args.long_side * 2 // 3), path)
    service, window = application.create_window()
    window.first_shown.connect(service.start)
    window.show()
    window.open_photo(args.photo or path)
    window.panel.picker.style_chosen.emit(args.style)
    failures: list[str] = []
    window.painter.failed.connect(lambda sentence, _ask: failures.append(sentence))
    opened = time.perf_counter()

    def calm() -> bool:
        return bool(failures) or (window.bench.shown is not None and window.bench.shown.live and at_rest(window))

    try:
        if not until(calm) or failures:
            print(failures[0] if failures else f"nothing was painted within {PATIENCE_S} s")
            return 1
        print(f"platform:            {QApplication.platformName()}, {window.painter.device}")
        print(f"first full picture:  {time.perf_counter() - opened:.2f} s after the window, loading included")
        return _Drag(window, args.seconds, args.hz).measure()
    finally:
        application.close_down(service, window)


def at_rest(window: MainWindow) -> bool:
    return not window.painter.flow.wanted and not window.painter.asks


def until(done: Callable[[], bool]) -> bool:
    """Runs the event loop until `done`; False if that takes too long."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop, limit = QEventLoop(), time.monotonic() + PATIENCE_S
    timer = QTimer(interval=20)
    timer.timeout.connect(lambda: loop.quit() if done() or time.monotonic() > limit else None)
    timer.start()
    loop.exec()
    return done()


class _Drag:
    """One drag of the style weight, and what was seen of it."""

    def __init__(self, window: MainWindow, seconds: float, hz: float) -> None:
        self.window, self.seconds, self.hz = window, seconds, hz
        self.values: list[tuple[float, float]] = []  # (when, value)
        self.paints: list[tuple[float, int, int, bool]] = []  # (when, ticket, number of the value, full size)
        self.gaps: list[float] = []
        self.number_of: dict[int, int] = {}  # document id to the number of its newest value
        self.kept: list[object] = []  # the documents, so that their ids stay theirs
        self.foreign = 0

    def measure(self) -> int:
        """Drags, waits until all is calm, prints; returns the exit code."""
        from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
        from PySide6.QtGui import QPaintEvent

        drag, view = self, self.window.canvas.result_view

        class Watch(QObject):
            def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
                if not isinstance(event, QPaintEvent):
                    return False
                view.paintEvent(event)  # here, so that the clock is read after it
                drag.painted(time.perf_counter())
                return True

        watch = Watch()
        slider = self.window.panel.sliders["strength"]
        pulse = QTimer(interval=STALL_TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        hand = QTimer(interval=round(1000 / self.hz), timerType=Qt.TimerType.PreciseTimer)
        began = last = time.perf_counter()

        def beat() -> None:
            nonlocal last
            now = time.perf_counter()
            self.gaps.append(1000 * (now - last) - STALL_TICK_MS)
            last = now

        def move() -> None:
            passed = time.perf_counter() - began
            if passed >= self.seconds:
                hand.stop()
                slider.value_settled.emit(slider.value)
                loop.quit()
                return
            value = round(0.5 - 0.45 * math.cos(2 * math.pi * passed / 2.5), 6)
            self.values.append((time.perf_counter(), value))
            slider.value_changed.emit(value)
            document = self.window.session.document
            self.kept.append(document)
            self.number_of[id(document)] = len(self.values) - 1

        view.installEventFilter(watch)
        pulse.timeout.connect(beat)
        hand.timeout.connect(move)
        loop = QEventLoop()
        pulse.start()
        hand.start()
        loop.exec()
        released = time.perf_counter()
        until(lambda: at_rest(self.window) and bool(self.paints) and self.paints[-1][3])
        pulse.stop()
        view.removeEventFilter(watch)
        return self.report(began, released)

    def painted(self, now: float) -> None:
        """The result view has been painted."""
        shown = self.window.bench.shown
        if shown is None or shown.ask is None or shown.picture is not self.window.canvas.result_view.picture:
            self.foreign += 1
            return
        if shown.document.photo is not self.window.session.photo:
            self.foreign += 1
        number = self.number_of.get(id(shown.document), -1)
        self.paints.append((now, shown.ask.ticket, number, not shown.draft))

    def report(self, began: float, released: float) -> int:
        """Prints what was measured; 1 if a frame was wrong."""
        tickets, numbers = [paint[1] for paint in self.paints], [paint[2] for paint in self.paints]
        stale = self.foreign + sum(after < before for row in (tickets, numbers) for before, after in pairwise(row))
        waits, at = [], 0
        for number, (when, _) in enumerate(self.values):
            while at < len(self.paints) and self.paints[at][2] < number:
                at += 1
            if at < len(self.paints):
                waits.append(1000 * (self.paints[at][0] - when))
        unanswered = len(self.values) - len(waits)
        during = [paint for paint in self.paints if paint[0] <= released]
        frames = len({paint[1] for paint in during if paint[2] >= 0})
        shown = self.window.bench.shown
        last = shown.document.choices.strength if shown else None
        right = last == self.values[-1][1] and shown is not None and not shown.draft and not unanswered
        seconds = released - began
        print(f"values:              {len(self.values)} in {seconds:.1f} s")
        if waits:
            p50, p95 = np.percentile(waits, [50, 95])
            print(f"slider to screen:    {p50:.0f} ms median, {p95:.0f} ms p95, {max(waits):.0f} ms longest")
        print(f"frames:              {frames / seconds:.1f} a second")
        print(f"let go to full size: {1000 * (self.paints[-1][0] - released):.0f} ms" if self.paints else "no paints")
        print(f"longest stall:       {max(self.gaps, default=0):.0f} ms of the event loop")
        print(f"stale frames:        {stale}")
        print(
            f"last picture:        {'that of the last value' if right else f'WRONG: {last}, not {self.values[-1][1]}'}"
        )
        return 0 if right and not stale else 1


if __name__ == "__main__":
    raise SystemExit(main())

"""How closely the photo follows the pen: from a tablet's event to the screen, in the real window's sketch room.

    python -m benchmarks.stroke_latency [--seconds 8] [--hz 120] [--model sketch-to-photo] [--size 768 512]
                                        [--drawing mountains-lake]

Opens the window on the installed engines (offscreen unless a display is there) and draws twice with synthetic tablet
events: with live off, which is the pen alone, and with live on. An event is answered by the first paint of the result
that shows the picture of the drawing with that event in it; events between two drafts are answered by the next one.
Events count from when they were due, as a tablet's would that had to wait. Those that left no mark do not count. Fails
if a photo was older than one shown before, or if the last one is not that of the finished drawing at full size.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.drawings import strokes
from benchmarks.drawn_scenes import DRAWINGS
from benchmarks.slider_latency import PATIENCE_S, STALL_TICK_MS, until

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from studio.ui.window.main_window import MainWindow

HOVER_S = 0.12  # between two strokes
LIMIT_MS, STALL_LIMIT_MS = 150.0, 30.0
PRESS, MOVE, RELEASE = range(3)
Event = tuple[int, float, float, float]  # what, x and y as shares of the sheet, pressure


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the way from the pen to the photo.")
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--hz", type=float, default=120.0, help="tablet events a second")
    parser.add_argument("--model", default="sketch-to-photo")
    parser.add_argument("--size", type=int, nargs=2, default=[768, 512], metavar=("WIDTH", "HEIGHT"))
    parser.add_argument("--drawing", default="mountains-lake", choices=list(DRAWINGS))
    args = parser.parse_args()
    from studio.core.heap import reuse_memory

    reuse_memory()
    if sys.platform.startswith("linux") and "DISPLAY" not in os.environ and "WAYLAND_DISPLAY" not in os.environ:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        os.environ.setdefault("ATELIER_HOME", home)
        return _run(args)


def _run(args: argparse.Namespace) -> int:
    from PySide6.QtWidgets import QApplication

    from studio import app as application
    from studio.ui.window.command import SKETCH_ROOM

    application.make_application()
    service, window = application.create_window()
    window.first_shown.connect(service.start)
    window.show()
    window.rooms.show(SKETCH_ROOM)
    room, failures = window.sketch, []
    room.desk.flow.failed.connect(failures.append)
    service.unavailable.connect(failures.append)
    try:
        if room.generation.find(args.model) is None:
            print(f"the model {args.model} is not installed")
            return 1
        room.generation.change(model=args.model)
        opened = time.perf_counter()
        if _draw(window, args, 0.5, True, failures) is None:
            return 1
        print(f"platform:         {QApplication.platformName()}, {window.painter.device}")
        print(f"first full photo: {time.perf_counter() - opened:.2f} s after the window, loading included")
        alone = _draw(window, args, args.seconds, False, failures)
        live = _draw(window, args, args.seconds, True, failures)
        return report(alone, live) if alone and live else 1
    finally:
        application.close_down(service, window)


def _draw(window: MainWindow, args: argparse.Namespace, seconds: float, live: bool, failures: list) -> Drawing | None:
    """Draws on a new sheet; None, and a line about it, if the photo does not come."""
    window.sketch.set_live(live)
    window.sketch.session.new(*args.size)
    drawing = Drawing(window, events(args.drawing, seconds, args.hz), args.hz)
    drawing.draw()
    came = not live or until(lambda: bool(failures) or drawing.calm())
    drawing.end()
    if came and not failures:
        return drawing
    print(failures[0] if failures else f"no photo of the finished drawing came within {PATIENCE_S} s")
    return None


def events(name: str, seconds: float, hz: float) -> list[Event | None]:
    """What a tablet tells, `hz` times a second, while one draws the scene; None where the pen is in the air."""
    told: list[Event | None] = []
    for stroke in strokes(name):
        told += [(MOVE if number else PRESS, *point) for number, point in enumerate(stroke)]
        told.append((RELEASE, *stroke[-1][:2], 0.0))
        told += [None] * round(HOVER_S * hz)
        if len(told) >= seconds * hz:
            break
    return told


@dataclass
class Seen:
    """What was measured in one pass; all times in seconds on one clock.

    marks: when each event that left a mark was due. lines: when the drawing was painted, and how many marks it showed.
    photos: when the result was painted, of how many marks, and whether at full size.
    """

    marks: list[float] = field(default_factory=list)
    lines: list[tuple[float, int]] = field(default_factory=list)
    photos: list[tuple[float, int, bool]] = field(default_factory=list)
    gaps_ms: list[float] = field(default_factory=list)
    released: float = 0.0
    began: float = 0.0

    def waits_ms(self, shown: Sequence[tuple[float, int]]) -> list[float]:
        """Milliseconds from every mark to the first paint that shows it; marks that none showed are left out."""
        waits, at = [], 0
        for number, due in enumerate(self.marks, start=1):
            while at < len(shown) and shown[at][1] < number:
                at += 1
            if at == len(shown):
                break
            waits.append(1000 * (shown[at][0] - due))
        return waits

    @property
    def stale(self) -> int:
        """Photos that were older than one before them."""
        return sum(after[1] < before[1] for before, after in pairwise(self.photos))


class Drawing:
    """Draws once in the window and watches."""

    def __init__(self, window: MainWindow, told: list[Event | None], hz: float) -> None:
        self.room, self.told, self.hz = window.sketch, told, hz
        self.view, self.result = self.room.canvas.view, self.room.canvas.result_view
        self.seen = Seen()
        self._marked = False
        self._numbers: dict[int, tuple[object, int]] = {}  # by id: a picture of the lines, and the marks it has
        document = self.room.session.document
        look = document.source

        def source():
            picture = look()
            self._numbers[id(picture)] = picture, len(self.seen.marks)
            return picture

        document.source = source  # type: ignore[method-assign]

    def draw(self) -> None:
        """Runs the event loop until the last event has been sent."""
        from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
        from PySide6.QtGui import QPaintEvent

        drawing, seen = self, self.seen

        class Watch(QObject):
            def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
                if not isinstance(event, QPaintEvent):
                    return False
                watched.paintEvent(event)  # type: ignore[attr-defined]  # here, so that the clock is read after it
                drawing._painted(watched, time.perf_counter())
                return True

        self._watch = Watch()
        for view in (self.view, self.result):
            view.installEventFilter(self._watch)
        self.room.session.edited.connect(self._mark)
        self._pulse = QTimer(interval=STALL_TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        hand = QTimer(interval=max(1, round(500 / self.hz)), timerType=Qt.TimerType.PreciseTimer)
        loop = QEventLoop()
        send, at = _pen(self.view), 0
        seen.began = last = time.perf_counter()

        def beat() -> None:
            nonlocal last
            now = time.perf_counter()
            seen.gaps_ms.append(1000 * (now - last) - STALL_TICK_MS)
            last = now

        def move() -> None:
            nonlocal at
            while at < len(self.told) and (due := seen.began + at / self.hz) <= time.perf_counter():
                event, at = self.told[at], at + 1
                if event is not None:
                    self._marked = False
                    seen.marks.append(due)  # so that what is captured within has it already
                    send(event)
                    if not self._marked:
                        seen.marks.pop()
            if at == len(self.told):
                hand.stop()
                loop.quit()

        self._pulse.timeout.connect(beat)
        hand.timeout.connect(move)
        self._pulse.start()
        hand.start()
        loop.exec()
        seen.released = time.perf_counter()

    def calm(self) -> bool:
        """Whether the photo of the finished drawing is on screen at full size."""
        photos = self.seen.photos
        finished = bool(photos) and photos[-1][2] and photos[-1][1] == len(self.seen.marks)
        return finished and not self.room.desk.flow.wanted

    def end(self) -> None:
        """Stops watching."""
        self._pulse.stop()
        for view in (self.view, self.result):
            view.removeEventFilter(self._watch)
        self.room.session.edited.disconnect(self._mark)

    def _mark(self) -> None:
        self._marked = True

    def _painted(self, view: object, now: float) -> None:
        if view is self.view:
            self.seen.lines.append((now, len(self.seen.marks)))
            return
        shown = self.room.desk.shown
        if shown is None or shown.made is None or self.result.picture is not shown.picture:
            return
        _, number = self._numbers.get(id(shown.made.request.source), (None, 0))
        self.seen.photos.append((now, number, shown.made.full))


def _pen(view: QWidget) -> Callable[[Event], None]:
    """Sends tablet events of a pressure-sensitive pen to `view`, the sketch."""
    from PySide6.QtCore import QEvent, QPointF, Qt
    from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
    from PySide6.QtWidgets import QApplication

    from studio.ui.sketch.view import SketchView

    assert isinstance(view, SketchView)
    kinds = {PRESS: QEvent.Type.TabletPress, MOVE: QEvent.Type.TabletMove, RELEASE: QEvent.Type.TabletRelease}
    able = QInputDevice.Capability.Position | QInputDevice.Capability.Pressure
    device = QPointingDevice(
        "pen", 7, QInputDevice.DeviceType.Stylus, QPointingDevice.PointerType.Pen, able, 1, 2
    )  # fmt: skip
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton

    def send(event: Event) -> None:
        kind, x, y, pressure = event
        document = view.session.document
        at = view.to_view(x * document.width, y * document.height)
        told = QTabletEvent(
            kinds[kind], device, at, QPointF(view.mapToGlobal(at)), pressure, 0, 0, 0, 0, 0,
            Qt.KeyboardModifier.NoModifier, none if kind == MOVE else left, none if kind == RELEASE else left,
        )  # fmt: skip
        QApplication.sendEvent(view, told)

    return send


def report(alone: Drawing, live: Drawing) -> int:
    """Prints what was measured; 1 if a photo was wrong."""
    seen, seconds = live.seen, live.seen.released - live.seen.began
    waits = seen.waits_ms([(when, number) for when, number, _ in seen.photos])
    answered, right = len(waits) == len(seen.marks), live.calm()
    during = len({number for when, number, _ in seen.photos if when <= seen.released})
    print(f"pen events:       {len(seen.marks)} that left a mark, in {seconds:.1f} s")
    if waits:
        p50, p95 = np.percentile(waits, [50, 95])
        print(
            f"stroke to photo:  {p50:.0f} ms median, {p95:.0f} ms p95, {max(waits):.0f} ms longest{_met(p50, LIMIT_MS)}"
        )
        print(f"let go to full:   {1000 * (seen.photos[-1][0] - seen.released):.0f} ms")
    print(f"photos:           {during / seconds:.1f} a second")
    for name, drawing in (("live off", alone), ("live", live)):
        lines = drawing.seen.waits_ms(drawing.seen.lines)
        if lines:
            p50, p95 = np.percentile(lines, [50, 95])
            print(f"pen to line:      {p50:.1f} ms median, {p95:.1f} ms p95, {max(lines):.0f} ms longest, {name}")
    print(f"longest stall:    {max(alone.seen.gaps_ms, default=0):.0f} ms of the event loop, live off")
    stall = max(seen.gaps_ms, default=0)
    print(f"longest stall:    {stall:.0f} ms of the event loop, live{_met(stall, STALL_LIMIT_MS)}")
    print(f"stale photos:     {seen.stale}")
    print(f"last photo:       {'that of the finished drawing' if right and answered else 'WRONG'}")
    return 0 if right and answered and not seen.stale else 1


def _met(value: float, limit: float) -> str:
    return f" (limit {limit:g} ms: {'met' if value <= limit else 'MISSED'})"


if __name__ == "__main__":
    raise SystemExit(main())

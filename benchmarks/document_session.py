"""A long session on a large drawing, in the real window: memory, undo back to the start, and saving meanwhile.

    python -m benchmarks.document_session [--edits 2000] [--side 4096] [--seed 1] [--undo-memory 256] [--engines]

Opens the window (offscreen unless a display is there) with a drawing of six layers and makes steps of every kind by
chance, as a hand would, autosave running beside it. Then the document is saved as OpenRaster while a timer of 1 ms
tells how long the window ever stood still. In the end everything is undone; every hundredth state must be there again
bit for bit. --engines loads them too, for the memory of a session in which photos follow the pen.

Fails if a state differs, if steps were forgotten, if memory went beyond 2 GB (without the engines), if saving took 3 s
or more or held the window up for 50 ms.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.fresh_home import fresh_home

if TYPE_CHECKING:
    from studio.document.document import Document
    from studio.ui.window.main_window import MainWindow

EVERY = 100  # steps between two states that are compared
BEAT_MS = 1
MOST_GB, MOST_S, MOST_MS = 2.0, 3.0, 50.0
PATIENCE_S = 120


def main() -> int:
    parser = argparse.ArgumentParser(description="Work for long on a large drawing.")
    parser.add_argument("--edits", type=int, default=2000)
    parser.add_argument("--side", type=int, default=4096, help="of the drawing, in pixels")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--undo-memory", type=int, default=256, help="what undo may take, in MiB")
    parser.add_argument("--engines", action="store_true", help="load the engines, too")
    args = parser.parse_args()
    with fresh_home() as home:
        return _run(args, home)


def _run(args: argparse.Namespace, home: Path) -> int:
    from benchmarks.document_hand import large_drawing
    from studio import app as application
    from studio.library.palettes import load_palette

    application.make_application()
    service, window = application.create_window()
    try:
        if args.engines:
            window.first_shown.connect(service.start)
        window.resize(1600, 1000)
        window.show()
        window.rooms.show("sketch")
        window.commands["live"].setChecked(args.engines)  # without engines, nothing follows the pen
        rng, palette = np.random.default_rng(args.seed), load_palette("materials")
        drawing = window.sketch.session
        drawing.set_undo_memory(args.undo_memory << 20)
        drawing.open(large_drawing(args.side, palette, rng))
        session = Session(window, rng, args.edits)
        failures = session.work(palette)
        failures += session.save(home / "drawing.ora")
        failures += session.undo()
        failures += [f"{peak_gb():.2f} GB of memory"] if not args.engines and peak_gb() >= MOST_GB else []
        print("\n".join(failures) or "all as it should be")
        return 1 if failures else 0
    finally:
        window.documents.settle()
        application.close_down(service, window)


class Session:
    """Works, saves, undoes; each prints its figures and returns what is wrong."""

    def __init__(self, window: MainWindow, rng: np.random.Generator, edits: int) -> None:
        self.window, self.rng, self.edits = window, rng, edits
        self.drawing = window.sketch.session
        self._made = 0
        self._states: dict[int, bytes] = {0: state(self.drawing.document)}

    def work(self, palette) -> list[str]:
        from benchmarks.document_hand import DocumentHand

        hand, times = DocumentHand(self.drawing, palette, self.rng), defaultdict(list)
        self.drawing.undo_changed.connect(self._count)
        print(f"the drawing:       {peak_gb():.2f} GB, {len(self.drawing.document.layers)} layers")
        began = time.perf_counter()
        while self._made < self.edits:
            start, before = time.thread_time(), self._made
            deed = hand.work()
            times[deed].append(time.thread_time() - start)
            pump(0.0)
            if self._made > before and self._made % EVERY == 0:
                self._states[self._made] = state(self.drawing.document)
                print(f"  {self._made} steps, {time.perf_counter() - began:.0f} s, {peak_gb():.2f} GB", flush=True)
        took = time.perf_counter() - began
        self.drawing.undo_changed.disconnect(self._count)
        counts = Counter({deed: len(each) for deed, each in times.items()})
        print(
            f"steps:             {self._made} in {took:.0f} s: "
            + ", ".join(f"{n} {d}" for d, n in counts.most_common())
        )
        median = ", ".join(f"{deed} {1000 * np.median(each):.0f}" for deed, each in sorted(times.items()))
        print(f"medians in ms:     {median} (of the thread's own time, without the painting)")
        until(lambda: not self.drawing.history.tidy())
        held = self.drawing.history.nbytes / 2**20
        print(f"undo:              {len(self.drawing.history)} steps, {held:.0f} MiB; peak memory {peak_gb():.2f} GB")
        kept = len(self.drawing.history)
        return [f"{self._made - kept} steps were forgotten"] if kept < self._made else []

    def _count(self) -> None:
        self._made += 1

    def save(self, path: Path) -> list[str]:
        """Saves as the window does, once to be warm and once to be measured."""
        from studio.project.openraster_read import load_ora

        idle = Heart()
        until(lambda: False, 2.0)
        print(f"nothing to do:     the machine itself holds the window up for {idle.stop()[0]:.0f} ms at most")
        took = worst = 0.0
        for _ in range(2):
            done: list[float] = []
            heart, start = Heart(), time.perf_counter()
            self.window.documents.save_to(path, lambda done=done: done.append(time.perf_counter()))
            if not until(lambda done=done: bool(done)):
                return ["the document was not saved"]
            took, (worst, most) = done[0] - start, heart.stop()
            print(
                f"saved:             {took:.2f} s, {path.stat().st_size / 2**20:.1f} MiB; the window stood still for "
                f"{worst:.0f} ms at most, 99 % of beats within {most:.0f} ms; peak {peak_gb():.2f} GB"
            )
        start = time.perf_counter()
        project = load_ora(path).project
        document = self.drawing.document
        same = len(project.layers) == len(document.layers) and all(
            np.array_equal(one.pixels, layer.pixels) and (one.name, one.opacity) == (layer.name, layer.opacity)
            for one, layer in zip(project.layers, document.layers, strict=True)
        )
        print(f"opened again:      {time.perf_counter() - start:.2f} s, {'the same' if same else 'NOT the same'}")
        return [
            *([] if same else ["what was saved is not what was drawn"]),
            *([f"saving took {took:.2f} s"] if took >= MOST_S else []),
            *([f"saving held the window up for {worst:.0f} ms"] if worst >= MOST_MS else []),
        ]

    def undo(self) -> list[str]:
        """Takes everything back that is kept, and compares on the way."""
        history, wrong, compared = self.drawing.history, 0, 0
        at, began = self._made, time.perf_counter()
        while len(history):
            self.drawing.undo()
            pump(0.0)
            at -= 1
            if at in self._states:
                compared += 1
                wrong += state(self.drawing.document) != self._states[at]
        took = time.perf_counter() - began
        print(f"undone:            to step {at} in {took:.0f} s; {compared} states compared, {wrong} differ")
        return [f"{wrong} states were not restored"] if wrong else []


class Heart:
    """Beats every millisecond, if it is let."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._beats = [time.perf_counter()]
        self._pulse = QTimer(interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)  # pyright: ignore[reportCallIssue]
        self._pulse.timeout.connect(lambda: self._beats.append(time.perf_counter()))
        self._pulse.start()

    def stop(self) -> tuple[float, float]:
        """The longest time between two beats, and that which 99 % of them kept to, in ms."""
        self._pulse.stop()
        gaps = 1000 * np.diff([*self._beats, time.perf_counter()])
        return float(gaps.max()), float(np.quantile(gaps, 0.99))


def state(document: Document) -> bytes:
    """A digest of all there is to a document, every pixel of it."""
    digest = hashlib.blake2b(repr((document.width, document.height, document.active)).encode())
    for layer in document.layers:
        facts = layer.id, layer.name, layer.kind, layer.visible, layer.opacity, layer.locked, layer.blend, layer.note
        digest.update(repr(facts).encode())
        digest.update(layer.pixels.data)
    return digest.digest()


def peak_gb() -> float:
    """The most memory that the process ever had, in units of 10^9 bytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9


def pump(seconds: float) -> None:
    """Lets the window do what it has to."""
    from PySide6.QtWidgets import QApplication

    end = time.perf_counter() + seconds
    QApplication.processEvents()
    while time.perf_counter() < end:
        QApplication.processEvents()


def until(done, patience: float = PATIENCE_S) -> bool:
    """Runs the event loop until `done`; False if that takes too long."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop, end = QEventLoop(), time.perf_counter() + patience
    look = QTimer(interval=5)  # pyright: ignore[reportCallIssue]
    look.timeout.connect(lambda: loop.quit() if done() or time.perf_counter() > end else None)
    look.start()
    loop.exec()
    return done()


if __name__ == "__main__":
    sys.exit(main())

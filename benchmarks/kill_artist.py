"""An artist who never stops: paints in the real window, saves now and then, and writes down what the drawing is.

One line of the log for every change: seconds on the monotonic clock, seconds since 1970, a word, the drawing's digest.
"""

from __future__ import annotations

import os
import random
import time
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from benchmarks.pen_events import MOVE, PRESS, RELEASE, pen

if TYPE_CHECKING:
    from studio.document.document import Document
    from studio.ui.window.main_window import MainWindow

TICK_MS = 33  # between two events of the pen
NAME = "Lake.ora"


class Drawn(Protocol):
    """What a layer looks like, in the window and on the disk."""

    @property
    def pixels(self) -> np.ndarray: ...


def digest(width: int, height: int, layers: Iterable[Drawn], checks: Iterable[int]) -> str:
    """Equal for equal drawings. checks: of the layers' pixels."""
    kept = ("name", "kind", "visible", "locked", "blend", "note")
    told = [(*(str(getattr(layer, name)) for name in kept), round(getattr(layer, "opacity"), 4)) for layer in layers]  # noqa: B009
    return f"{zlib.crc32(repr((width, height, told, list(checks))).encode()):08x}"


def check(pixels: np.ndarray) -> int:
    """A checksum."""
    return zlib.crc32(np.ascontiguousarray(pixels).data)


def digest_of(width: int, height: int, layers: Iterable[Drawn]) -> str:
    """The same of what was recovered."""
    layers = tuple(layers)
    return digest(width, height, layers, [check(layer.pixels) for layer in layers])


class Diary:
    """The log, and the digest of the drawing kept up to date: only layers that changed are read again."""

    def __init__(self, window: MainWindow, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._drawing = window.parts.drawing
        self._checks: dict[int, int] = {}
        self._document: Document | None = None

    def write(self, word: str) -> None:
        """What the drawing is now."""
        document = self._drawing.document
        if document is not self._document:
            self._document = document
            document.watch(self._changed)
            self._checks.clear()
        for layer in document.layers:
            if layer.id not in self._checks:
                self._checks[layer.id] = check(layer.pixels)
        now = digest(
            document.width, document.height, document.layers, [self._checks[layer.id] for layer in document.layers]
        )
        os.write(self._file, f"{time.monotonic():.4f} {time.time():.4f} {word} {now}\n".encode())

    def _changed(self, layer_id: int, rect: object) -> None:
        if rect is None:
            self._checks.clear()
        self._checks.pop(layer_id, None)


class Artist:
    """Opens what a crash left behind, or the file, then paints until the end of the world.

    expected: "unsaved" (a dialog offers it), "file", or "" for a new drawing.
    """

    def __init__(self, window: MainWindow, home: Path, expected: str, seed: int, diary: Diary) -> None:
        from PySide6.QtCore import QTimer

        self.window, self.diary, self.random = window, diary, random.Random(seed)
        self._file, self._expected = home / NAME, expected
        self._drawing = window.parts.drawing
        self._told: list[tuple[int, float, float, float]] = []
        self._rest = 0
        self._view = window.sketch.canvas.view
        self._pen = pen(self._view)
        self._watch = QTimer(window, interval=10)
        self._hand = QTimer(window, interval=TICK_MS)
        self._hand.timeout.connect(self._tick)
        window.first_shown.connect(self._begin)

    def _begin(self) -> None:
        self.window.rooms.show("sketch")
        if self._expected == "unsaved":
            self._watch.timeout.connect(self._look_for_dialog)
            self._watch.start()
        elif self._expected == "file":
            self._drawing.document_changed.connect(self._opened)
            self.window.documents.open(self._file)
        else:
            if self.random.random() < 0.3:
                self.window.documents.new(2048, 1536)
            self._opened()

    def _look_for_dialog(self) -> None:
        from studio.ui.project.recovery_dialog import RecoveryDialog

        for dialog in self.window.findChildren(RecoveryDialog):
            if dialog.isVisible():
                self._watch.stop()
                self._drawing.document_changed.connect(self._opened)
                dialog.list.setCurrentRow(0)
                dialog.open_button.click()

    def _opened(self) -> None:
        from PySide6.QtCore import QTimer

        if self._expected:
            self._drawing.document_changed.disconnect(self._opened)

        def begin() -> None:
            self.window.rooms.show("sketch")
            self.diary.write("opened")
            self._hand.start()

        QTimer.singleShot(0, self.window, begin)

    # --- painting ----------------------------------------------------------------------------------------------------

    def _tick(self) -> None:
        if self._rest > 0:
            self._rest -= 1
        elif self._told:
            self._pen(self._told.pop(0))
            self.diary.write("pen")
        elif self.random.random() < 0.6:
            self._told = self._stroke()
        else:
            act = self.random.choice(self._acts())
            act()
            self.diary.write(act.__name__.strip("_"))
            self._rest = self.random.choice((0, 0, 1, 3, 10, 60))

    def _stroke(self) -> list[tuple[int, float, float, float]]:
        pick = self.random.uniform
        x, y, dx, dy = pick(0.1, 0.9), pick(0.1, 0.9), pick(-0.02, 0.02), pick(-0.02, 0.02)
        told = [(PRESS, x, y, pick(0.3, 1.0))]
        for _ in range(self.random.randrange(2, 40)):
            x, y = x + dx + pick(-0.01, 0.01), y + dy + pick(-0.01, 0.01)
            told.append((MOVE, x, y, pick(0.3, 1.0)))
        return [*told, (RELEASE, x, y, 0.0)]

    def _acts(self) -> tuple[Callable[[], object], ...]:
        return (
            self._undo, self._undo, self._redo, self._save, self._save, self._flip, self._add, self._set, self._shift,
            self._adopt, self._remove, self._clear, self._activate,
        )  # fmt: skip

    def _undo(self) -> None:
        self._drawing.undo()

    def _redo(self) -> None:
        self._drawing.redo()

    def _save(self) -> None:
        self.window.documents.save_to(self._file)

    def _flip(self) -> None:
        self._drawing.flip(self.random.random() < 0.5)

    def _add(self) -> None:
        from studio.document.layer import Kind

        if len(self._drawing.document.layers) < 7:
            self._drawing.add_layer(self.random.choice((Kind.SKETCH, Kind.HINTS)))

    def _set(self) -> None:
        from studio.document.layer import Blend

        value: dict[str, Any] = self.random.choice(
            ({"opacity": round(self.random.random(), 3)}, {"name": f"Näme {self.random.randrange(99)}"},
             {"visible": self.random.random() < 0.7}, {"blend": self.random.choice(list(Blend))})
        )  # fmt: skip
        self._drawing.set_layer(self._drawing.document.active, **value)

    def _shift(self) -> None:
        self._drawing.shift_layer(self._drawing.document.active, self.random.choice((-1, 1)))

    def _adopt(self) -> None:
        from studio.core.picture import Picture

        if len(self._drawing.document.layers) < 7:
            noise = np.random.default_rng(self.random.randrange(1 << 30)).integers(0, 255, (96, 144, 3), np.uint8)
            self._drawing.adopt(Picture(noise), "Result", '{"seed": 1}')

    def _remove(self) -> None:
        if len(self._drawing.document.layers) > 3:
            self._drawing.remove_layer(self._drawing.document.active)

    def _clear(self) -> None:
        if self.random.random() < 0.3:
            self._drawing.clear_layer()

    def _activate(self) -> None:
        self._drawing.activate(self.random.choice(self._drawing.document.layers).id)


def paint(home: Path, expected: str, seed: int, log: Path) -> None:
    """The whole session; ends only when it is killed."""
    from PySide6.QtWidgets import QApplication

    from studio import app as application
    from studio.service import EngineSet

    application.make_application()
    _service, window = application.create_window(lambda: EngineSet({}, "none"), tuple)
    artist = Artist(window, home, expected, seed, Diary(window, log))  # Qt would not keep it alive
    window.show()
    QApplication.exec()
    del artist

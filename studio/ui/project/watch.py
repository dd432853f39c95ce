"""A file that another program saves, read again each time it has changed and come to rest."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from studio.core.picture import Picture
from studio.core.picture_io import load_picture
from studio.project.flatten import on_paper
from studio.project.open import is_document, open_any
from studio.ui.widgets.background import Background

LOOK_MS = 400  # between two looks; a file that is the same twice is at rest
Stamp = tuple[int, int, int]  # when it was written, its size, which file it is


class FileWatch(QObject):
    """Follows `path` until `stop`; programs may write into the file, or put another one in its place.

    The file system says when something happens, where it can; looking now and then finds what it does not say.
    """

    came = Signal(object)  # Picture: flat, on paper
    refused = Signal(str)  # a sentence: the file is at rest and cannot be read

    def __init__(self, path: Path, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path, self._background = path, background
        self._seen: Stamp | None = None  # at the last look
        self._read: Stamp | None = None  # what was read last, well or not
        self._looking = self._stopped = False
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._system = QFileSystemWatcher([str(path), str(path.parent)], self)
        self._system.fileChanged.connect(self._look)
        self._system.directoryChanged.connect(self._look)
        self._timer.start()
        self._look()

    def stop(self) -> None:
        """Nothing is told any more."""
        self._stopped = True
        self._timer.stop()
        self._system.deleteLater()
        self.deleteLater()

    def _look(self) -> None:
        if not self._looking and not self._stopped:
            self._looking = True
            self._background.run(lambda: stamp_of(self.path), self._on_stamp, self._on_trouble)

    def _on_stamp(self, stamp: Stamp | None) -> None:
        self._looking = False
        before, self._seen = self._seen, stamp
        if self._stopped or stamp is None or stamp == self._read or stamp != before:
            return
        self._read, self._looking = stamp, True
        self._background.run(lambda: _flat(self.path), self._on_picture, self._on_trouble)

    def _on_picture(self, picture: Picture) -> None:
        self._looking = False
        if not self._stopped:
            self.came.emit(picture)

    def _on_trouble(self, sentence: str) -> None:
        self._looking = False
        if not self._stopped:
            self.refused.emit(sentence)


def stamp_of(path: Path) -> Stamp | None:
    """Tells one state of a file from another; None while there is none, as for a moment when it is replaced."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _flat(path: Path) -> Picture:
    return on_paper(open_any(path).project) if is_document(path) else load_picture(path)

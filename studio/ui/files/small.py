"""Small pictures of recent files, for the menu: out of the document itself, or kept when a photo was opened."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap

from studio.core.errors import StudioError
from studio.core.picture import Picture
from studio.core.picture_io import load_picture, save_picture
from studio.core.resize import fit
from studio.document.blend import on_white
from studio.project.open import ORA_SUFFIX
from studio.project.openraster_read import read_thumbnail
from studio.ui.widgets.background import Background
from studio.ui.widgets.images import to_qimage

SIDE = 96  # pixels: crisp at 200 %
SHOWN = QSize(48, 36)
MOST = 40  # files in the folder; the oldest go first


class RecentPictures(QObject):
    """Small pictures by the path of a file; those of photos are kept in `folder`, which may be deleted at any time."""

    def __init__(self, folder: Path, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder, self._background = folder, background

    def keep(self, path: Path, picture: Picture) -> None:
        """Remembers how the photo at `path` looks. picture: all of it, but it may be small already."""
        target, folder = self._file(path), self._folder

        def work() -> None:
            folder.mkdir(parents=True, exist_ok=True)
            small = fit(picture, SIDE, enlarge=False)
            save_picture(Picture(small.as_uint8().copy()), target)
            _thin_out(folder)

        self._background.run(work, lambda _: None, lambda _: None)

    def fetch(self, path: Path, done: Callable[[QIcon], object]) -> None:
        """Calls `done` with the icon for a file as soon as it has been read; never, if there is none."""
        kept = self._file(path)

        def work() -> QImage | None:
            try:
                picture = read_thumbnail(path) if path.suffix.lower() == ORA_SUFFIX else None
                if picture is None and kept.is_file():
                    picture = load_picture(kept)
            except (StudioError, OSError):
                return None
            if picture is None:
                return None
            small = fit(picture, SIDE, enlarge=False).as_uint8()
            return to_qimage(Picture(on_white(small) if small.shape[2] == 4 else small)).copy()

        def arrived(image: QImage | None) -> None:
            if image is not None:
                done(_icon(image))

        self._background.run(work, arrived, lambda _: None)

    def forget(self) -> None:
        """Removes what was kept."""
        folder = self._folder
        self._background.run(lambda: _thin_out(folder, 0), lambda _: None, lambda _: None)

    def _file(self, path: Path) -> Path:
        return self._folder / (hashlib.sha256(os.fsencode(path)).hexdigest()[:24] + ".png")


def _icon(image: QImage) -> QIcon:
    """In the middle of a picture of the common size, so that names stand below one another."""
    mode = Qt.TransformationMode.SmoothTransformation
    scaled = image.scaled(SHOWN * 2, Qt.AspectRatioMode.KeepAspectRatio, mode)
    pixmap = QPixmap(SHOWN * 2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.drawImage((pixmap.width() - scaled.width()) // 2, (pixmap.height() - scaled.height()) // 2, scaled)
    painter.end()
    return QIcon(pixmap)


def _thin_out(folder: Path, most: int = MOST) -> None:
    files = sorted(folder.glob("*.png"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files[most:]:
        file.unlink(missing_ok=True)

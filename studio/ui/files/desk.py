"""Opening and saving without holding up the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from studio.core.picture import Picture
from studio.core.picture_io import load_picture
from studio.ui.files.save_dialog import quality_for
from studio.ui.files.web_picture import fetch_picture, name_of
from studio.ui.provenance.writing import Planner, Written, plain
from studio.ui.session.session import Photo, make_photo
from studio.ui.widgets.background import Background
from studio.ui.window.settings import SaveSettings


class FileDesk(QObject):
    """Reads photos and writes results in the background. Of several photos asked for, the last one is opened."""

    opening = Signal(str)  # name
    opened = Signal(object)  # Photo
    open_failed = Signal(str)  # sentence
    saved = Signal(object, object)  # Path, what was given to `save` as token
    save_failed = Signal(str, object)  # sentence, token
    unsigned = Signal(object)  # Path: what the photo had of content credentials is not in this file

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._newest = 0
        self._closed = False
        self.provenance: Planner | None = None  # without it, files say nothing of how they were made

    def open_path(self, path: Path) -> None:
        """Opens the file at `path`."""
        self._open(path.name, lambda: make_photo(load_picture(path), path.name, path.absolute()))

    def open_picture(self, picture: Picture, name: str) -> None:
        """Takes `picture` (pasted, dropped, drawn) as the photo."""
        self._open(name, lambda: make_photo(picture, name))

    def open_address(self, address: str) -> None:
        """Downloads and opens a picture."""
        name = name_of(address)
        self._open(name, lambda: make_photo(fetch_picture(address, lambda: self._closed), name))

    def adopt(self, picture: Picture, photo: Photo, step: str) -> None:
        """Takes `picture`, painted from `photo` in the style called `step`, as the photo."""
        original = photo.original or photo
        self._open(
            photo.name, lambda: make_photo(picture, photo.name, photo.path, (*photo.steps, step), original), quiet=True
        )

    def save(
        self, picture: Picture, path: Path, saving: SaveSettings, token: object = None, made: object = None
    ) -> None:
        """Writes `picture`; `saved` or `save_failed` tells `token` how it went.

        made: what the file is to say it comes from, as in `Planner.plan`; else that is `token`.
        """
        made = token if made is None else made
        plan = self.provenance.plan(made, saving) if self.provenance is not None else plain(saving)

        def done(written: Written) -> None:
            self.saved.emit(written.path, token)
            if written.unsigned:
                self.unsigned.emit(written.path)

        self._background.run(
            lambda: plan(picture, path, quality_for(saving, path)),
            done,
            lambda sentence: self.save_failed.emit(sentence, token),
        )

    def run(self, work: Callable[[], Path], done: Callable[[Path], None], failed: Callable[[str], None]) -> None:
        """Has `work` done in the background: it writes a file and returns where."""
        self._background.run(work, done, failed)

    def close(self) -> None:
        """Lets downloads go; what is being written is still finished."""
        self._closed = True

    def _open(self, name: str, read: Callable[[], Photo], quiet: bool = False) -> None:
        self._newest += 1
        number = self._newest
        if not quiet:
            self.opening.emit(name)

        def done(photo: Photo) -> None:
            if number == self._newest:
                self.opened.emit(photo)

        def failed(sentence: str) -> None:
            if number == self._newest:
                self.open_failed.emit(sentence)

        self._background.run(read, done, failed)

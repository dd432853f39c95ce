"""Maps in files: read and repaired, written as indexed PNG, without holding up the window."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from studio.core.errors import StudioError
from studio.core.label_maps import LabelMap, read_map, write_map
from studio.core.palettes import Palette
from studio.core.picture import Picture
from studio.document.layer import Kind
from studio.provenance.label import labelled
from studio.ui.files.commands import MAP
from studio.ui.files.save_dialog import free_name
from studio.ui.materials.map_session import MapSession
from studio.ui.provenance.origins import origin_of_layers
from studio.ui.provenance.writing import says_of
from studio.ui.widgets.background import Background
from studio.ui.window.settings import SettingsFile
from studio.ui.window.status_line import StatusLine

SUFFIX = ".png"
LARGEST = 2048  # long side of a sheet that takes a map's form


class MapFiles(QObject):
    """Imports and exports the map of `session`. Where nothing is drawn yet, the sheet takes the form of the map."""

    exported = Signal(object)  # the picture of the map that is in the file now

    def __init__(
        self,
        session: MapSession,
        background: Background,
        settings: SettingsFile,
        status: StatusLine,
        window: QWidget,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._background, self._settings = session, background, settings
        self._status, self._window = status, window

    # --- opening -----------------------------------------------------------------------------------------------------

    def import_map(self) -> None:
        """Asks for a file with a map."""
        start = self._settings.current.files.open_folder
        words = self.tr("Maps (*.png *.PNG *.webp *.bmp *.tif *.tiff *.jpg *.jpeg)") + ";;" + self.tr("All files (*)")
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Import Map"), start, words)
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Puts the map at `path` onto the sheet; says what had to be repaired, or why it is no map."""
        palette = self._session.palette

        def arrived(found: LabelMap) -> None:
            if palette == self._session.palette:
                self.place(found.indices, self.tr("Import map"))
                said = self.tr("{} is on the map.").format(path.name)
                self._status.say(" ".join((said, *found.notes)))

        self._background.run(lambda: read_map(path, palette), arrived, self._status.complain)

    def place(self, indices: NDArray[np.uint8], text: str) -> None:
        """Makes the map these classes, HxW; as large as it is where nothing would be lost."""
        session = self._session.session
        height, width = indices.shape
        if not any(layer.pixels[..., 3].any() for layer in session.document.layers):
            scale = min(1.0, LARGEST / max(width, height))
            form = max(1, round(width * scale)), max(1, round(height * scale))
            if form != (session.document.width, session.document.height):
                session.new(*form)
        self._session.set_map(indices, text)

    def is_map(self, picture: Picture) -> bool:
        """Whether a picture that was dropped or opened is a map in exactly the colours of the palette."""
        skip = max(1, max(picture.width, picture.height) // 256)
        small = picture.with_pixels(picture.pixels[::skip, ::skip].copy())
        try:
            return len(np.unique(self._session.palette.exact_indices(small))) > 1
        except StudioError:
            return False

    def take(self, picture: Picture) -> None:
        """Puts such a picture onto the sheet as the map."""
        palette = self._session.palette
        self._background.run(
            lambda: palette.indices(picture),
            lambda indices: self.place(indices, self.tr("Open map")),
            self._status.complain,
        )

    # --- saving ------------------------------------------------------------------------------------------------------

    def export_map(self) -> None:
        """Asks where the map goes."""
        try:
            indices = self._session.indices()
        except StudioError as error:
            self._status.complain(str(error))
            return
        if self._session.labels() is None:
            self._status.say(self.tr("Paint something first; there is no map to save yet."))
            return
        files = self._settings.current.files
        folder = Path(files.save_folder) if files.save_folder and Path(files.save_folder).is_dir() else Path.home()
        start = str(folder / (free_name(folder, MAP, SUFFIX) + SUFFIX))
        name, _ = QFileDialog.getSaveFileName(self._window, self.tr("Export Map"), start, self.tr("PNG (*.png)"))
        if not name:
            return
        path = Path(name)
        if path.suffix.lower() != SUFFIX:  # the dialog asked about the name without it only
            path = path.with_name(free_name(path.parent, path.name, SUFFIX) + SUFFIX)
        self._settings.change("files", save_folder=str(path.parent))
        self.write(path, indices, self._session.palette)

    def write(self, path: Path, indices: NDArray[np.uint8], palette: Palette) -> None:
        """Writes the map; `exported` when it is there."""
        picture, current = self._session.labels(), self._settings.current
        origin = origin_of_layers(self._session.session.document.of_kind(Kind.LABELS))
        xmp = labelled(None, origin, says_of(current.saving, current.provenance))

        def work() -> Path:
            write_map(path, indices, palette, xmp)
            return path

        def done(path: Path) -> None:
            self._status.say(self.tr("Saved as {}.").format(path))
            self.exported.emit(picture)

        self._background.run(work, done, self._status.complain)

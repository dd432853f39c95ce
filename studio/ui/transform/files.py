"""Chain files: opened, saved with their masks, and dropped; and masks that come from a picture."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from studio.core.chain import Chain
from studio.core.picture import Picture
from studio.core.picture_io import PICTURE_SUFFIXES, load_picture
from studio.core.resize import fit
from studio.core.style_masks import MAX_MASK_SIDE
from studio.ui.files.commands import FileCommands
from studio.ui.files.save_dialog import free_name
from studio.ui.transform.chain_store import SUFFIX, open_chain, save_chain
from studio.ui.transform.session import TransformSession
from studio.ui.widgets.background import Background
from studio.ui.window.settings import SettingsFile
from studio.ui.window.status_line import StatusLine

CHAIN = "chain"  # what a file is called unless the artist says otherwise


class ChainFiles(QObject):
    """The file commands of the Transform room. path: the file that the chain was opened from or saved to last."""

    changed = Signal()  # another chain, or it was saved
    opened = Signal()

    def __init__(
        self,
        session: TransformSession,
        files: FileCommands,
        background: Background,
        settings: SettingsFile,
        status: StatusLine,
        window: QWidget,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._files, self._background = session, files, background
        self._settings, self._status, self._window = settings, status, window
        self.path: Path | None = None
        self._newest = 0

    @property
    def unsaved(self) -> bool:
        """Whether a chain would be lost."""
        return self._session.modified

    @property
    def name(self) -> str:
        """What the chain is called, in the names of files."""
        return self.path.stem if self.path else CHAIN

    # --- opening -----------------------------------------------------------------------------------------------------

    def open(self) -> None:
        """Asks for a chain."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open Chain"), self._folder(), self.tr("Chains (*.toml)")
        )
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> None:
        """Opens the chain at `path`; what was there can be brought back by undo."""
        self._newest += 1
        number = self._newest

        def opened(found: tuple[Chain, dict[str, Picture]]) -> None:
            if number != self._newest:
                return
            chain, masks = found
            self.path = path
            self._settings.change("files", chain_folder=str(path.parent))
            self._session.set_chain(chain, masks, saved=True)
            self._status.say(self.tr("Opened {}, {} steps.").format(path.name, len(chain.steps)))
            self.changed.emit()
            self.opened.emit()

        self._background.run(lambda: open_chain(path), opened, self._status.complain)

    # --- saving ------------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Saves the chain to its file; asks for one the first time."""
        if self.path is None:
            self.save_as()
        else:
            self.save_to(self.path)

    def save_as(self) -> None:
        """Asks where to save the chain."""
        folder = Path(self._folder())
        start = str(self.path or folder / (free_name(folder, CHAIN, SUFFIX) + SUFFIX))
        name, _ = QFileDialog.getSaveFileName(self._window, self.tr("Save Chain"), start, self.tr("Chains (*.toml)"))
        if not name:
            return
        path = Path(name)
        if path.suffix.lower() != SUFFIX:  # the dialog asked about the name without it only
            path = path.with_name(free_name(path.parent, path.name, SUFFIX) + SUFFIX)
        self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Saves the chain, and its masks beside it."""
        work = self._session.work
        masks = dict(work.masks)

        def saved(path: Path) -> None:
            self.path = path
            self._settings.change("files", chain_folder=str(path.parent))
            self._session.mark_saved(work)
            self.changed.emit()

        self._files.write(lambda: save_chain(path, work.chain, masks), saved)

    def save_into(self, folder: Path) -> None:
        """Saves it there under a free name."""
        self.save_to(folder / (free_name(folder, self.name, SUFFIX) + SUFFIX))

    # --- masks -------------------------------------------------------------------------------------------------------

    def load_mask(self, place: int) -> None:
        """Asks for a grey picture that says where the step at `place` works."""
        suffixes = " ".join(f"*{suffix} *{suffix.upper()}" for suffix in PICTURE_SUFFIXES)
        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Load Mask"), self._settings.current.files.open_folder,
            self.tr("Pictures ({})").format(suffixes),
        )  # fmt: skip
        if name:
            self.take_mask(place, Path(name))

    def take_mask(self, place: int, path: Path) -> None:
        """The step at `place` works where the picture at `path` is white."""
        session, chain = self._session, self._session.chain

        def loaded(mask: Picture) -> None:
            if session.chain is chain:  # else the place may be that of another step
                session.set_mask(place, mask)
                self._status.say(self.tr("The step works where {} is white.").format(path.name))

        self._background.run(
            lambda: fit(load_picture(path), MAX_MASK_SIDE, enlarge=False), loaded, self._status.complain
        )

    def _folder(self) -> str:
        folder = self._settings.current.files.chain_folder
        return folder if folder and Path(folder).is_dir() else str(Path.home())

"""Open, paste, drop, save: what the artist does with files, and the questions that go with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from studio.core.errors import StudioError
from studio.core.picture import Picture
from studio.project.open import DOCUMENT_SUFFIXES, is_document
from studio.provenance.origin import Origin, Says, Source
from studio.provenance.write import stamped
from studio.ui.canvas.example import example_picture
from studio.ui.files.desk import FileDesk
from studio.ui.files.drop import contents
from studio.ui.files.open_dialog import ask_open
from studio.ui.files.recent import is_file, remember
from studio.ui.files.save_dialog import SaveOptions, ask_where, free_name
from studio.ui.session.results import Result
from studio.ui.session.session import Photo
from studio.ui.widgets.images import to_qimage
from studio.ui.window.room import Room, Saveable
from studio.ui.window.settings import SettingsFile
from studio.ui.window.status_line import StatusLine
from studio.ui.window.workbench import Workbench

DRAWING, MAP = "drawing", "map"  # names of their files, and what their saving is known by
Unsaved = Callable[[], Picture | None]


class Chains(Protocol):
    """The chain of steps that is worked on."""

    @property
    def unsaved(self) -> bool: ...
    def open_path(self, path: Path) -> None: ...
    def save_into(self, folder: Path) -> None:
        """Saves it there under a free name, by `FileCommands.write`."""
        ...


class FileCommands(QObject):
    """The commands of the File menu, and what is pasted and dropped."""

    all_saved = Signal(bool)  # nothing is being written any more; whether every file of late was
    photo_opened = Signal(object)  # Photo, from a file
    drawing_saved = Signal(str)  # "drawing", or what else `serve` was told

    def __init__(
        self, files: FileDesk, bench: Workbench, settings: SettingsFile, status: StatusLine, window: QWidget
    ) -> None:
        super().__init__(window)
        self._files, self._bench, self._settings = files, bench, settings
        self._status, self.window = status, window
        self._room: Callable[[], Room]
        self._open_document: Callable[[Path], object]
        self._drawings: Mapping[str, Unsaved] = {}
        self._chains: Chains | None = None
        self._remark = ""  # what to say once the photo is open
        self._writing = 0
        self._good = True
        files.opening.connect(lambda name: status.say(self.tr("Opening {}…").format(name)))
        files.opened.connect(self._on_opened)
        files.open_failed.connect(status.complain)
        files.saved.connect(self._on_saved)
        files.save_failed.connect(self._on_save_failed)

    def serve(
        self,
        room: Callable[[], Room],
        drawings: Mapping[str, Unsaved],
        chains: Chains,
        open_document: Callable[[Path], object],
    ) -> None:
        """Opens photos in, and saves the picture of, the room that `room` gives; `open_document` opens documents.

        `drawings` are what artists make with their hands, by name; each gives its picture if it has changed since it
        was last saved.
        """
        self._room, self._drawings, self._chains = room, drawings, chains
        self._open_document = open_document

    def _unsaved(self) -> dict[str, Picture]:
        found = {name: drawing() for name, drawing in self._drawings.items()}
        return {name: picture for name, picture in found.items() if picture is not None}

    @property
    def _shown(self) -> Saveable | None:
        return self._room().shown

    # --- opening -----------------------------------------------------------------------------------------------------

    def open(self) -> bool:
        """Asks for a document or a photo; False if the artist thought better of it."""
        path = ask_open(self.window, self._settings.current.files.open_folder)
        if path is not None:
            self.open_path(path)
        return path is not None

    def open_path(self, path: Path) -> None:
        """Opens a document in place of the one at hand, or a photo in the room that shows."""
        if path.suffix.lower() in DOCUMENT_SUFFIXES or (is_file(path) and is_document(path)):
            self._open_document(path)
        else:
            self._files.open_path(path)

    def open_paths(self, paths: list[Path]) -> None:
        """Opens the first of the files that were dropped or named on the command line; it may be a chain."""
        if paths and paths[0].suffix.lower() == ".toml" and self._chains is not None:
            self._chains.open_path(paths[0])
        elif paths:
            self.open_path(paths[0])
        if len(paths) > 1:
            self._remark = self.tr("The first of {} pictures was opened.").format(len(paths))

    def open_picture(self, picture: Picture) -> None:
        """Opens a picture that came without a file."""
        self._files.open_picture(picture, self.tr("Pasted picture"))

    def open_example(self) -> None:
        """Opens a landscape that the program draws."""
        example = stamped(example_picture(), Origin(Source.COMPUTED), Says())
        self._files.open_picture(example, self.tr("Example"))

    def paste(self) -> None:
        """Opens what is on the clipboard."""
        self.take(
            QGuiApplication.clipboard().mimeData(), self.tr("There is no picture on the clipboard; copy one first.")
        )

    def take(self, mime: QMimeData, otherwise: str = "") -> None:
        """Opens what is in `mime`; says `otherwise` if that is nothing."""
        try:
            found = contents(mime)
        except StudioError as error:
            self._status.complain(str(error))
            return
        if isinstance(found, Picture):
            self.open_picture(found)
        elif isinstance(found, list):
            self.open_paths(found)
        elif isinstance(found, str):
            self._files.open_address(found)
        elif otherwise:
            self._status.say(otherwise)

    def _on_opened(self, photo: Photo) -> None:
        adopted = photo.original is not None
        if photo.path is not None and not adopted:
            files = self._settings.current.files
            recent = remember(files.recent, photo.path)
            self._settings.change("files", recent=recent, open_folder=str(photo.path.parent))
            self.photo_opened.emit(photo)
        remark, self._remark = self._remark, ""
        self._status.say(remark)
        text = self.tr("Use result as photo") if adopted else self.tr("Open photo")
        if adopted:
            self._bench.session.open(photo, text)
        else:
            self._room().take(photo, text)

    # --- saving ------------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Saves the result if it has not been saved yet."""
        shown = self._shown
        if shown is not None and shown.result is not None and shown.result.saved_to is not None:
            self._status.say(self.tr("This result is saved as {}.").format(shown.result.saved_to.name))
        else:
            self.save_as()

    def save_as(self, draft: bool = False) -> None:
        """Asks where to save the result, and how."""
        finished = self._room().finish()
        shown = self._shown
        if shown is None:
            return
        if not finished and not draft:
            sentence, helps = self._room().unfinished()
            self._status.say(sentence, [*helps, (self.tr("Save as It Is"), lambda: self.save_as(draft=True))])
            return
        saving = self._settings.current.saving
        folder = self._folder(shown)
        path = ask_where(self.window, folder, free_name(folder, shown.stem, saving.suffix), saving)
        if path is None:
            return
        options = SaveOptions(saving, path, self.window, self._settings.current.provenance)
        if options.exec():
            self._settings.change("saving", **vars(options.settings()))
            self._settings.change("provenance", **vars(options.told()))
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Saves what is shown at `path`, as the settings say."""
        shown = self._shown
        if shown is not None:
            self._settings.change("files", save_folder=str(path.parent))
            self._status.say(self.tr("Saving {}…").format(path.name))
            self._writing += 1
            self._files.save(shown.picture, path, self._settings.current.saving, shown.result, made=shown)

    @property
    def writing(self) -> bool:
        """Whether files are being written."""
        return self._writing > 0

    def save_all(self, folder: Path) -> None:
        """Saves every unsaved result to `folder` under free names; `all_saved` tells how it went."""
        saving = self._settings.current.saving
        taken: set[str] = set()
        for result in self._bench.results.unsaved:
            stem = free_name(folder, result.stem, saving.suffix, taken)
            taken.add(stem)
            self._save_kept(result, folder / (stem + saving.suffix))
        for name, picture in self._unsaved().items():
            self._save_drawing(picture, folder / (free_name(folder, name, ".png", taken) + ".png"), name)
        if self._chains is not None and self._chains.unsaved:
            self._chains.save_into(folder)

    def write(self, work: Callable[[], Path], done: Callable[[Path], object]) -> None:
        """Has `work` write a file in the background, says how it went, and calls `done` if it went well."""

        def saved(path: Path) -> None:
            done(path)
            self._status.say(self.tr("Saved as {}.").format(path))
            self._count(True)

        def failed(sentence: str) -> None:
            self._status.complain(sentence)
            self._count(False)

        self._writing += 1
        self._files.run(work, saved, failed)

    def save_drawing(self, picture: Picture) -> None:
        """Asks where to save the drawing itself, as it looks on the canvas."""
        files, saving = self._settings.current.files, self._settings.current.saving
        folder = Path(files.save_folder) if files.save_folder and Path(files.save_folder).is_dir() else Path.home()
        path = ask_where(self.window, folder, free_name(folder, DRAWING, ".png"), replace(saving, suffix=".png"))
        if path is not None:
            self._settings.change("files", save_folder=str(path.parent))
            self._save_drawing(picture, path)

    def _save_drawing(self, picture: Picture, path: Path, name: str = DRAWING) -> None:
        self._writing += 1
        self._files.save(picture, path, self._settings.current.saving, name)

    def _save_kept(self, result: Result, path: Path) -> None:
        self._writing += 1
        self._bench.results.fetch(
            result,
            lambda picture: self._files.save(picture, path, self._settings.current.saving, result),
            lambda sentence: self._on_save_failed(sentence, result),
        )

    @property
    def unsaved(self) -> tuple[int, bool]:
        """How many pictures exist nowhere but in the window, and whether the chain of steps does, too."""
        chain = self._chains is not None and self._chains.unsaved
        return len(self._bench.results.unsaved) + len(self._unsaved()), chain

    def copy(self) -> None:
        """Copies what is shown."""
        shown = self._shown
        if shown is not None:
            QGuiApplication.clipboard().setImage(to_qimage(shown.picture).copy())
            self._status.say(self.tr("Copied, {} × {} pixels.").format(shown.picture.width, shown.picture.height))

    def _on_saved(self, path: Path, result: Result | str | None) -> None:
        if isinstance(result, str):
            self.drawing_saved.emit(result)
        elif isinstance(result, Result):
            self._bench.results.mark_saved(result, path)
            self._room().refresh()
        self._status.say(self.tr("Saved as {}.").format(path))
        self._count(True)

    def _on_save_failed(self, sentence: str, result: Result | str | None) -> None:
        self._status.complain(sentence, [(self.tr("Save Elsewhere…"), lambda: self.save_as(draft=True))])
        self._count(False)

    def _count(self, good: bool) -> None:
        self._writing -= 1
        self._good = self._good and good
        if self._writing == 0:
            good, self._good = self._good, True
            self.all_saved.emit(good)

    def _folder(self, shown: Saveable) -> Path:
        """Where the last result went, else where the photo is, else home."""
        for place in (self._settings.current.files.save_folder, str(shown.folder or "")):
            if place and Path(place).is_dir():
                return Path(place)
        return Path.home()

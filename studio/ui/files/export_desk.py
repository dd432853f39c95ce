"""Exporting from the window: asks, copies the drawing between events, and writes in the background."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from studio.core.errors import StudioError
from studio.core.picture import Picture
from studio.document.blend import on_white, stacked
from studio.document.document import Document
from studio.document.edits import Edit
from studio.document.rect import Rect
from studio.project.export.film import history_film
from studio.project.export.material import Film, Material, results_film
from studio.project.export.presets import Need
from studio.project.export.write import export
from studio.project.flatten import on_paper
from studio.project.project import Project, SavedLayer
from studio.project.snapshot import Snapshot
from studio.provenance.origin import Origin, Says, Source
from studio.ui.canvas.captions import Shown
from studio.ui.files.commands import FileCommands
from studio.ui.files.desk import FileDesk
from studio.ui.files.export_dialog import ExportDialog
from studio.ui.files.export_offer import SMALL, Choice, Look, Offer, Take, look_at
from studio.ui.project.parts import Parts
from studio.ui.provenance.origins import origin_of_layers
from studio.ui.provenance.saving import Provenance
from studio.ui.provenance.writing import says_of, signer_of
from studio.ui.transform.desk import Seen as Transforming
from studio.ui.window.settings import SettingsFile
from studio.ui.window.status_line import StatusLine

Copied = Callable[[Project, tuple[Edit, ...]], object]


class ExportDesk(QObject):
    """The Export command."""

    exported = Signal(object)  # Path
    _progress = Signal(float)
    _ended = Signal()

    def __init__(
        self, parts: Parts, commands: FileCommands, files: FileDesk, settings: SettingsFile, status: StatusLine,
        window: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._parts, self._commands, self._files = parts, commands, files
        self._settings, self._status, self._window = settings, status, window
        self._snapshot: Snapshot | None = None
        self._then: Copied | None = None
        self._stopped = False
        self._name = ""
        self._pace = QTimer(self, interval=0)
        self._pace.timeout.connect(self._copy)
        self._progress.connect(self._show_progress)
        self._ended.connect(self._over)

    def ask(self) -> None:
        """Asks how to export, and does it."""
        if self._name:
            self._status.say(self.tr("{} is being exported; wait until it is finished.").format(self._name))
            return
        draft = not self._parts.rooms.current.finish()
        before = self._settings.current.exporting
        dialog = ExportDialog(self.offer(draft), before, self._window)
        if dialog.exec():
            self._settings.change("exporting", **vars(dialog.settings(before)))
            self.export(dialog.choice())
        dialog.deleteLater()

    def offer(self, draft: bool = False) -> Offer:
        """What there is to export now."""
        shown, drawing = self._parts.rooms.current.shown, self._parts.drawing
        photo = _photo_of(shown)
        sheet = _look_at_drawing(drawing.document, len(drawing.history) > 0)
        made = None if shown is None else look_at(photo) if photo is not None else sheet
        results = self._results()
        folder = self._settings.current.files.save_folder or str(getattr(shown, "folder", None) or "")
        return Offer(
            stem=shown.stem if shown is not None else self.tr("drawing"),
            folder=Path(folder) if folder and Path(folder).is_dir() else Path.home(),
            view=look_at(shown.picture) if shown is not None else None,
            before=made, drawing=sheet, layers=len(drawing.document.layers), steps=len(drawing.history),
            results=len(results), last=look_at(results[-1]) if results else None, draft=draft,
        )  # fmt: skip

    def export(self, choice: Choice) -> None:
        """Writes what was chosen. A picture is that of this moment; a drawing is copied first, while one goes on."""
        shown = self._parts.rooms.current.shown
        photo = _photo_of(shown)
        results = self._results()
        provenance, settings = self._files.provenance, self._settings.current
        drawn_by = origin_of_layers(self._parts.drawing.document.layers)
        says, self._name, self._stopped = says_of(settings.saving, settings.provenance), choice.path.name, False

        def origin() -> Origin:
            if isinstance(provenance, Provenance) and shown is not None:
                return provenance.origin_of(shown)
            return Origin(Source.COMPOSITE)

        def write(project: Project | None = None, steps: tuple[Edit, ...] = ()) -> None:
            def material() -> Material:
                picture, before, film, made = None, None, None, Origin()
                if choice.take is Take.VIEW and shown is not None:
                    picture, made = shown.picture, origin()
                    before = photo if photo is not None else on_paper(project) if project else None
                elif choice.take is Take.RESULTS:
                    film = results_film(results)
                elif project is not None and choice.take is Take.HISTORY:
                    film = _film(project, steps, drawn_by)
                elif project is not None and choice.way.need is Need.PICTURE:
                    picture, made = on_paper(project), drawn_by
                return Material(choice.path.stem, picture, before, project, film, made, drawn_by)

            lost = shown is not None and choice.take is Take.VIEW and shown.picture.metadata.credentials

            def done(path: Path) -> None:
                self.exported.emit(path)
                if lost and not settings.provenance.credentials:
                    QTimer.singleShot(0, self, lambda: self._files.unsigned.emit(path))

            self._commands.write(lambda: self._write(material, choice, says), done)

        self._status.say(self.tr("Exporting {}…").format(self._name))
        drawing_needed = choice.take in (Take.DRAWING, Take.HISTORY)
        if drawing_needed or (choice.way.need is Need.PAIR and photo is None):
            self._snapshot, self._then = Snapshot(self._parts.drawing.document), write
            self._pace.start()
        else:
            write()

    def stop(self) -> None:
        """Stops the export under way; nothing is written."""
        self._stopped = True

    def _write(self, material: Callable[[], Material], choice: Choice, says: Says) -> Path:
        """In the background."""
        try:
            signer = signer_of(self._settings.current.provenance)
            with closing(export(material(), choice.way, choice.path, choice.options, says, signer)) as job:
                for step in job:
                    if self._stopped and step.done < 1:
                        raise StudioError(self.tr("The export was stopped; nothing was written."))
                    self._progress.emit(step.done)
        finally:
            self._ended.emit()
        return choice.path

    def _copy(self) -> None:
        """A few megabytes at a time; a stroke under way is not taken half drawn."""
        snapshot, drawing = self._snapshot, self._parts.drawing
        assert snapshot is not None
        if not snapshot.step(hold=drawing.busy):
            return
        self._pace.stop()
        project = Project(snapshot.width, snapshot.height, snapshot.layers, snapshot.active)
        steps = drawing.history.steps()
        snapshot.close()
        then, self._snapshot, self._then = self._then, None, None
        assert then is not None
        then(project, steps)

    def _over(self) -> None:
        self._name = ""

    def _show_progress(self, done: float) -> None:
        if self._name and 0 < done < 1:
            text = self.tr("Exporting {}, {} %").format(self._name, round(100 * done))
            self._status.say(text, [(self.tr("Stop"), self.stop)])

    def _results(self) -> list[Picture]:
        """The results with a star if there are several, else all of them, oldest first."""
        results = self._parts.results
        starred = [result for result in results if result.starred]
        found = [results.look(one.picture) for one in (starred if len(starred) > 1 else results)]
        return [picture for picture in found if picture is not None]


def _film(project: Project, steps: tuple[Edit, ...], origin: Origin) -> Film | None:
    return history_film(project.width, project.height, project.layers, project.active, steps, origin)


def _photo_of(shown: object) -> Picture | None:
    """The photo that the picture in view was made from, as it was opened; None for pictures made from the drawing."""
    if isinstance(shown, Shown):
        photo = shown.document.photo
    elif isinstance(shown, Transforming):
        photo = shown.work.photo
    else:
        return None
    return (photo.original or photo).picture if photo is not None else None


def _look_at_drawing(document: Document, worked_on: bool) -> Look | None:
    """The drawing made small on paper, quick even for very large ones; None if nothing is on it."""
    skip = max(1, max(document.width, document.height) // (2 * SMALL))
    layers = [
        SavedLayer(one.id, one.name, one.kind, one.pixels[::skip, ::skip].copy(), one.visible, one.opacity,
                   blend=one.blend)
        for one in document.layers
    ]  # fmt: skip
    if not layers:
        return None
    height, width = layers[0].pixels.shape[:2]
    pixels = stacked(layers, Rect(0, 0, width, height))
    if not worked_on and not pixels[..., 3].any():
        return None
    return Look(Picture(on_white(pixels)), document.width, document.height)

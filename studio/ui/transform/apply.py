"""A folder of photos led through the chain: asked for, watched, stopped, and what failed told at the end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from studio.core.apply import Applied, ApplyRequest
from studio.service import StudioService
from studio.ui.provenance.writing import signed_by
from studio.ui.transform.session import TransformSession
from studio.ui.widgets.theme import GRID
from studio.ui.window.settings import SettingsFile
from studio.ui.window.status_line import StatusLine


class ApplyDesk(QObject):
    """Applies the chain to folders, one after the other; stopping loses nothing that is finished."""

    changed = Signal()  # busy or not, how far

    def __init__(
        self,
        session: TransformSession,
        service: StudioService,
        settings: SettingsFile,
        status: StatusLine,
        name: Callable[[], str],
        window: QWidget,
        parent: QObject | None = None,
    ) -> None:
        """name: what the chain is called."""
        super().__init__(parent)
        self._session, self._service, self._settings = session, service, settings
        self._status, self._name, self._window = status, name, window
        self._tickets: dict[int, ApplyRequest] = {}
        self._running = 0
        self.done, self.note = 0.0, ""
        service.started.connect(self._on_started)
        service.progressed.connect(self._on_progressed)
        service.finished.connect(self._on_finished)
        service.failed.connect(self._on_failed)
        service.cancelled.connect(self._on_cancelled)

    @property
    def busy(self) -> bool:
        """Whether photos are being worked on, or wait."""
        return bool(self._tickets)

    def ask(self) -> None:
        """Asks for the folder of photos, and for the one where the results go."""
        if not self._session.chain.working:
            self._status.say(self.tr("Add a step first; then it can be applied to a folder of photos."))
            return
        files = self._settings.current.files
        photos = QFileDialog.getExistingDirectory(self._window, self.tr("Folder of Photos"), files.open_folder)
        if not photos:
            return
        out = QFileDialog.getExistingDirectory(self._window, self.tr("Folder for the Results"), photos)
        if out:
            self.apply(Path(photos), Path(out))

    def apply(self, photos: Path, out: Path) -> None:
        """Leads the photos in a folder through the chain as it is now."""
        saving = self._settings.current.saving
        chain, masks = self._session.chain, self._session.masks
        needed = tuple((name, masks[name]) for name in chain.mask_names)
        quality = saving.webp_quality if saving.suffix == ".webp" else saving.jpeg_quality
        told = self._settings.current.provenance
        request = ApplyRequest(
            chain, needed, (photos,), out, self._name(), saving.suffix, quality, saving.keep_metadata,
            told.say_ai, told.recipe, signed_by(told),
        )  # fmt: skip
        self._tickets[self._service.submit(request)] = request
        self._status.say(self.tr("The chain is applied to the photos in {}.").format(photos.name))
        self.changed.emit()

    def stop(self) -> None:
        """Ends the work; what is finished stays, and the same again goes on from there."""
        for ticket in tuple(self._tickets):
            self._service.cancel(ticket)

    # --- the service's signals ---------------------------------------------------------------------------------------

    def _on_started(self, ticket: int) -> None:
        if ticket in self._tickets:
            self._running, self.done, self.note = ticket, 0.0, ""
            self.changed.emit()

    def _on_progressed(self, ticket: int, done: float, note: str) -> None:
        if ticket == self._running and ticket in self._tickets:
            self.done = done
            self.note = note if note.startswith("photo ") else self.note
            self.changed.emit()

    def _on_finished(self, ticket: int, result: object, _seconds: float) -> None:
        request = self._tickets.pop(ticket, None)
        if request is not None and isinstance(result, Applied):
            self._tell(result, request)
            self.changed.emit()

    def _on_failed(self, ticket: int, sentence: str) -> None:
        if self._tickets.pop(ticket, None) is not None:
            self._status.complain(sentence)
            self.changed.emit()

    def _on_cancelled(self, ticket: int) -> None:
        if self._tickets.pop(ticket, None) is not None:
            self._status.say(self.tr("Stopped; applying the chain to the same folders again goes on from there."))
            self.changed.emit()

    def _tell(self, applied: Applied, request: ApplyRequest) -> None:
        words = self.tr("{} of {} pictures are finished in {}.")
        sentence = words.format(applied.finished + applied.before, applied.total, request.out.name)
        if applied.problems:
            show = (self.tr("Show What Failed"), lambda: ProblemsDialog(sentence, applied, self._window).open())
            self._status.complain(f"{sentence} {self.tr('{} failed.').format(len(applied.problems))}", [show])
        else:
            self._status.say(sentence)


class ProblemsDialog(QDialog):
    """The photos that failed, and why, to be read and copied."""

    def __init__(self, sentence: str, applied: Applied, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("What Failed"))
        self.resize(72 * GRID, 40 * GRID)
        self.list = QPlainTextEdit("\n\n".join(applied.problems), readOnly=True)
        self.list.setAccessibleName(self.tr("Photos that failed"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addWidget(QLabel(sentence))
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)

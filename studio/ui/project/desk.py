"""The document of the window: new, open, save, and what the window says of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from studio.project.claim import Claim
from studio.project.open import ORA_SUFFIX, open_any
from studio.project.opened import Opened
from studio.project.project import Project
from studio.ui.files.commands import FileCommands
from studio.ui.files.recent import remember
from studio.ui.project.changes import Changes, State
from studio.ui.project.claims import Claims
from studio.ui.project.leaving import Leaving, Then
from studio.ui.project.parts import Parts
from studio.ui.project.questions import ask_copy, ask_document, ask_over
from studio.ui.project.restore import Ready, blank, prepare, show
from studio.ui.project.saving import Saver
from studio.ui.project.watch import Stamp, stamp_of
from studio.ui.widgets.background import Background
from studio.ui.window.messages import Answer
from studio.ui.window.settings import SettingsFile
from studio.ui.window.status_line import StatusLine


@dataclass(frozen=True, eq=False)
class _Source:
    """Where a document comes from. claim: on its file, if it can be saved there again; unsaved: it is in no file."""

    read: Callable[[], Opened]
    name: str
    path: Path | None = None
    claim: Claim | None = None
    unsaved: bool = False
    then: Then = lambda: None


class DocumentDesk(QObject):
    """The document at hand. path: its file, None as long as it has none."""

    changed = Signal()  # another document, another name, or it was saved
    opened = Signal(object)  # Path: a document was opened from this file or saved to it
    going = Signal()  # the document gives way to another one

    def __init__(
        self,
        parts: Parts,
        files: FileCommands,
        background: Background,
        settings: SettingsFile,
        status: StatusLine,
        claims: Claims,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._parts, self._background, self._settings = parts, background, settings
        self._status, self._window = status, window
        self.path: Path | None = None
        self._title = ""  # what an imported document is called until it is saved
        self._stamp: Stamp | None = None  # of the file as it was read or written last
        self._newest = 0
        self._after: list[Then] = []
        self.claims = claims
        self.changes = Changes(parts, self)
        self.saver = Saver(parts, self.changes, background, self)
        self.leaving = Leaving(self, files, parts.bench.painter, settings, window)
        self.saver.ended.connect(self._on_ended)

    # --- what there is -----------------------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        """What the document is called."""
        return self.path.name if self.path is not None else self._title or self.tr("Untitled")

    @property
    def titled(self) -> bool:
        """Whether it has a name of its own."""
        return self.path is not None or bool(self._title)

    @property
    def modified(self) -> bool:
        """Whether there is work that is in no file."""
        if self.titled:
            return self.changes.modified
        return self.changes.unsaved

    @property
    def precious(self) -> bool:
        """Whether there is work in it that its pictures alone do not hold."""
        return self._parts.photos.masks is not None or (self.titled and self.changes.modified)

    def leave(self, then: Then, closing: bool = False) -> None:
        """Calls `then` when the work may give way: at once, after a question, or when it has been written."""
        if self.saver.busy:
            self._status.say(self.tr("One moment: the document is being written…"))
            self._after.append(lambda: self.leave(then, closing))
        else:
            self.leaving.ask(then, closing)

    # --- opening -----------------------------------------------------------------------------------------------------

    def new(self, width: int, height: int) -> None:
        """An empty document of this size in pixels; the one before is asked about first."""

        def begin() -> None:
            self._newest += 1  # what is being read is not wanted any more
            self._show(blank(width, height), _Source(lambda: Opened(Project(width, height)), ""))
            self._status.say("")

        self.leave(begin)

    def open(self, path: Path) -> None:
        """Opens a document in place of this one."""
        path = path.absolute()
        self.leave(lambda: self._claim_and_read(_Source(lambda: open_any(path), path.name, path)))

    def recover(self, read: Callable[[], Opened], path: Path | None, then: Then) -> None:
        """Opens what `read` gives, called in the background: work that was not saved to `path`. Then calls `then`."""
        name = path.name if path is not None else self.tr("Untitled")
        self.leave(lambda: self._claim_and_read(_Source(read, name, path, unsaved=True, then=then)))

    def _claim_and_read(self, source: _Source) -> None:
        if source.path is not None and source.path.suffix.lower() == ORA_SUFFIX:
            claim = self.claims.ask(source.path)
            if claim is None and not ask_copy(self._window, source.name):
                return
            source = replace(source, claim=claim, path=source.path if claim else None)
        self._read(source)

    def _read(self, source: _Source) -> None:
        self._newest += 1
        number = self._newest
        self._status.say(self.tr("Opening {}…").format(source.name))

        def work() -> tuple[Opened, Ready, Stamp | None]:
            stamp = stamp_of(source.path) if source.path is not None and not source.unsaved else None
            opened = source.read()
            return opened, prepare(opened.project), stamp

        def arrived(found: tuple[Opened, Ready, Stamp | None]) -> None:
            if number != self._newest:
                self.claims.drop(source.claim)
                return
            opened, ready, self._stamp = found
            ours = source.claim is not None and opened.exact
            if not ours:
                self.claims.drop(source.claim)
            remarks = self._show(ready, source if ours else replace(source, claim=None))
            self._status.say(" ".join((*opened.remarks, *remarks)))
            if source.path is not None and not source.unsaved:
                self._remember(source.path)
            source.then()

        def failed(sentence: str) -> None:
            self.claims.drop(source.claim)
            self._status.complain(sentence)

        self._background.run(work, arrived, failed)

    def _show(self, ready: Ready, source: _Source) -> tuple[str, ...]:
        self.going.emit()
        self._parts.bench.painter.stop_all()
        remarks = show(ready, self._parts)
        self.path, self._title = (source.path, "") if source.claim is not None else (None, source.name)
        self.claims.keep(source.claim)
        self._parts.look_round()
        if not source.unsaved:
            self.settle()
        self.changed.emit()
        return remarks

    # --- saving ------------------------------------------------------------------------------------------------------

    def save(self, then: Then | None = None) -> None:
        """Saves to the document's file, and asks for one the first time; then calls `then`."""
        if self.path is None:
            self.save_as(then)
            return
        stamp = stamp_of(self.path)
        if stamp is None or self._stamp in (None, stamp):
            self.save_to(self.path, then)
            return
        match ask_over(self._window, self.name):
            case Answer.DISCARD:
                self.save_to(self.path, then)
            case Answer.DOCUMENT:
                self.save_as(then)

    def save_as(self, then: Then | None = None) -> None:
        """Asks for a file, saves to it and goes on with it."""
        path = ask_document(self._window, self._folder(), self._stem(), self.tr("Save Document"))
        if path is not None:
            self.save_to(path, then)

    def save_copy(self) -> None:
        """Asks for a file and saves to it; one goes on with the document as it is."""
        path = ask_document(self._window, self._folder(), self._stem(), self.tr("Save a Copy"))
        if path is not None:
            self._status.say(self.tr("Saving {}…").format(path.name))
            said = self.tr("A copy is saved as {}.").format(path)
            self.saver.save(path, lambda _: self._status.say(said), self._on_failed)

    def save_to(self, path: Path, then: Then | None = None) -> None:
        """Saves to `path` and goes on with that file."""
        path = path.absolute()
        claim = self.claims.ask(path)
        if claim is None:
            self._on_failed(self.tr("“{}” is open in another window; choose another name.").format(path.name))
            return
        self._status.say(self.tr("Saving {}…").format(path.name))
        self._parts.look_round()
        number = self._newest

        def done(state: State) -> None:
            if number == self._newest:
                self.path, self._title = path, ""
                self.claims.keep(claim)
                self._stamp = stamp_of(path)
                self.settle(state)
            else:
                self.claims.drop(claim)
            self._remember(path)
            self._status.say(self.tr("Saved as {}.").format(path))
            self.changed.emit()
            if then is not None:
                self._after.append(then)

        def failed(sentence: str) -> None:
            self.claims.drop(claim)
            self._on_failed(sentence)

        self.saver.save(path, done, failed)

    def settle(self, state: State | None = None) -> None:
        """The work as it was at `state`, now if None, is in a file."""
        self.changes.settle(state)
        self._parts.sketch.mark_saved()
        self._parts.materials.mark_saved()

    def _on_failed(self, sentence: str) -> None:
        self._after.clear()
        self._status.complain(sentence, [(self.tr("Save Elsewhere…"), self.save_as)])

    def _on_ended(self) -> None:
        after, self._after = self._after, []
        for then in after:
            then()

    def _remember(self, path: Path) -> None:
        recent = remember(self._settings.current.files.recent, path)
        self._settings.change("files", recent=recent, document_folder=str(path.parent))
        self.opened.emit(path)

    def _stem(self) -> str:
        return Path(self.name).stem if self.titled else self.tr("Untitled")

    def _folder(self) -> Path:
        """That of the document, else where the last one went, else home."""
        kept = self._settings.current.files.document_folder
        for place in (str(self.path.parent) if self.path else "", kept):
            if place and Path(place).is_dir():
                return Path(place)
        return Path.home()

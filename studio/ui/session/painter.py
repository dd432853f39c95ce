"""Between the document and the service: who asked for what, and which pictures may still be shown."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from studio.core.errors import ParameterError
from studio.core.picture import Picture
from studio.core.request import LearnStyleRequest, Request
from studio.service import StudioService
from studio.ui.session.asks import Activity, Ask, Kind
from studio.ui.session.live import LiveFlow
from studio.ui.session.session import Document, Session

QUIET_S = 0.4  # live work that is over sooner is not worth a word


class Painter(QObject):
    """Asks the service for pictures of the session's document and reports what comes back.

    A picture is shown only if nothing newer was shown before and its photo is still open: `frame` carries the
    previews of paintings, `live_finished` drafts and full pictures. Finished paintings are always reported
    (`painted`), shown or not.
    """

    frame = Signal(object, object)  # Picture, Ask
    live_finished = Signal(object, object, float)  # Picture, Ask, seconds
    painted = Signal(object, object, float)  # Picture, Ask, seconds
    learned = Signal(object)  # the new style
    failed = Signal(str, object)  # sentence, Ask
    changed = Signal()  # activity, queue or availability; drafts come and go without it

    def __init__(self, session: Session, service: StudioService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._service = session, service
        self._asked: dict[int, Ask] = {}
        self._activities: dict[int, Activity] = {}
        self._barrier = 0  # frames of this ticket and older ones are stale
        self._newest = 0
        self._live_on = False
        self.waiting = 0
        self.device = ""
        self.trouble = ""  # why nothing can be painted, "" if all is well
        self.flow = LiveFlow(session, service, self._note, self)
        service.ready.connect(self._on_ready)
        service.unavailable.connect(self._on_unavailable)
        service.started.connect(self._on_started)
        service.progressed.connect(self._on_progressed)
        service.previewed.connect(self._on_previewed)
        service.finished.connect(self._on_finished)
        service.failed.connect(self._on_failed)
        service.cancelled.connect(self._on_cancelled)
        service.queue_changed.connect(self._on_queue_changed)

    # --- asking ------------------------------------------------------------------------------------------------------

    @property
    def live(self) -> bool:
        return self._live_on

    def set_live(self, on: bool) -> None:
        """Switches live pictures; they start with the document at hand."""
        self._live_on = on
        if on:
            self.touch()
        else:
            self.flow.drop()
        self.changed.emit()

    def touch(self) -> None:
        """The document changed: look again, if live."""
        if self._live_on and self._session.document.ready and not self.trouble:
            self.flow.touch()

    def paint(self) -> Ask:
        """Queues what `Document.request` says. Raises ParameterError if the document is not ready."""
        document = self._session.document
        if not document.ready:
            raise ParameterError(self.tr("Open a photo and pick a painting first."))
        self.flow.drop()
        request = document.request()
        return self._note(self._service.submit(request), Kind.PAINT, document, request)

    def learn(self, path: Path, title: str = "") -> Ask:
        """Queues the picture at `path` to become a style."""
        request = LearnStyleRequest(path, title)
        return self._note(self._service.submit(request), Kind.LEARN, self._session.document, request)

    def look_elsewhere(self) -> None:
        """The artist looks at something else: what was asked for so far does not replace it any more."""
        self._barrier = self._newest
        self.flow.drop()

    def stop(self) -> None:
        """Stops what runs: a live picture at full size, else the current painting, else what has not even begun."""
        sharp = next((ask for ask in self._asked.values() if ask.kind is Kind.SHARP), None)
        current = sharp or (self.activity.ask if self.activity else self.pending)
        if current is not None:
            self._service.cancel(current.ticket)

    def stop_all(self) -> None:
        """Stops what runs and empties the queue."""
        self._service.cancel_all()

    # --- what goes on ------------------------------------------------------------------------------------------------

    @property
    def activity(self) -> Activity | None:
        """What the worker does now and is worth a word; live work goes before paintings."""
        loud = [one for one in self._activities.values() if not self._quiet(one)]
        return min(loud, key=lambda activity: not activity.ask.kind.live, default=None)

    @property
    def pending(self) -> Ask | None:
        """What was asked for and has not begun; the oldest."""
        return next((ask for ticket, ask in self._asked.items() if ticket not in self._activities), None)

    @property
    def asks(self) -> tuple[Ask, ...]:
        """Everything asked for that has not ended, oldest first."""
        return tuple(self._asked.values())

    @property
    def busy(self) -> bool:
        """Whether there is something to stop: drafts that run are over before anybody could."""
        return any(ask.kind is not Kind.DRAFT or not self.device for ask in self._asked.values())

    def shows(self, ask: Ask) -> bool:
        """Whether frames of `ask` may be shown: the same photo is open and nothing newer was shown."""
        return ask.ticket > self._barrier and ask.document.photo is self._session.photo

    # --- the service's signals ---------------------------------------------------------------------------------------

    def _on_ready(self, device: str) -> None:
        self.device = device
        self.changed.emit()

    def _on_unavailable(self, sentence: str) -> None:
        self.trouble = sentence
        self.changed.emit()

    def _on_started(self, ticket: int) -> None:
        if ask := self._asked.get(ticket):
            self._activities[ticket] = Activity(ask, started=time.monotonic())
            self._tell(ask)

    def _on_progressed(self, ticket: int, done: float, note: str) -> None:
        if activity := self._activities.get(ticket):
            self._activities[ticket] = Activity(activity.ask, done, note, activity.started)
            self._tell(activity.ask)

    def _on_previewed(self, ticket: int, picture: Picture) -> None:
        ask = self._asked.get(ticket)
        if ask is not None and ask.kind is Kind.PAINT and self.shows(ask):
            self._barrier = ticket - 1
            self.frame.emit(picture, ask)

    def _on_finished(self, ticket: int, result: object, seconds: float) -> None:
        ask = self._end(ticket)
        if ask is None:
            return
        if ask.kind is Kind.LEARN:
            self.learned.emit(result)
        elif ask.kind is Kind.PAINT:
            self.painted.emit(result, ask, seconds)
            if self.shows(ask):
                self._barrier = ticket
        elif self.shows(ask) and self._service.is_current(ticket):
            self._barrier = ticket
            self.live_finished.emit(result, ask, seconds)
            self.flow.shown(ask)
        else:
            self.flow.cancelled(ask)
        self._tell(ask)

    def _on_failed(self, ticket: int, sentence: str) -> None:
        if ask := self._end(ticket):
            if ask.kind.live:
                self.flow.failed(ask)
            self.failed.emit(sentence, ask)
            self.changed.emit()

    def _on_cancelled(self, ticket: int) -> None:
        if ask := self._end(ticket):
            if ask.kind.live:
                self.flow.cancelled(ask)
            if not (ask.kind is Kind.DRAFT and self.flow.wanted):  # else it gave way to another draft
                self.changed.emit()

    def _on_queue_changed(self, waiting: int) -> None:
        self.waiting = waiting
        self.changed.emit()

    # --- inside ------------------------------------------------------------------------------------------------------

    def _quiet(self, activity: Activity) -> bool:
        kind = activity.ask.kind
        return kind is Kind.DRAFT or (kind is Kind.SHARP and time.monotonic() - activity.started < QUIET_S)

    def _note(self, ticket: int, kind: Kind, document: Document, request: Request) -> Ask:
        ask = Ask(ticket, kind, document, request, time.monotonic())
        self._asked[ticket] = ask
        self._newest = ticket
        self._tell(ask)
        return ask

    def _tell(self, ask: Ask) -> None:
        """Drafts come many times a second and change nothing that is told, once the engines are there."""
        if ask.kind is not Kind.DRAFT or not self.device:
            self.changed.emit()

    def _end(self, ticket: int) -> Ask | None:
        self._activities.pop(ticket, None)
        return self._asked.pop(ticket, None)

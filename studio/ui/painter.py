"""Between the document and the service: who asked for what, and which pictures may still be shown."""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from studio.core.errors import ParameterError
from studio.core.picture import Picture
from studio.core.request import LearnStyleRequest, Request
from studio.service import StudioService
from studio.ui.live import LiveClock
from studio.ui.session import Document, Session


class Kind(Enum):
    """What a ticket is for."""

    LIVE = "live"
    PAINT = "paint"
    LEARN = "learn"


@dataclass(frozen=True, eq=False)
class Ask:
    """One ticket: the document as it was when it was asked for."""

    ticket: int
    kind: Kind
    document: Document
    request: Request
    asked: float


@dataclass(frozen=True)
class Activity:
    """What the worker does now, for the status line. done is 0..1; seconds since it started."""

    ask: Ask
    done: float = 0.0
    note: str = ""
    started: float = 0.0


class Painter(QObject):
    """Asks the service for pictures of the session's document and reports what comes back.

    A frame is shown only if nothing newer was asked for since: `frame` carries such pictures, previews and live
    results alike. Finished paintings are always reported (`painted`), shown or not.
    """

    frame = Signal(object, object)  # Picture, Ask
    live_finished = Signal(object, object, float)  # Picture, Ask, seconds
    painted = Signal(object, object, float)  # Picture, Ask, seconds
    learned = Signal(object)  # the new style
    failed = Signal(str, object)  # sentence, Ask
    changed = Signal()  # activity, queue or availability

    def __init__(self, session: Session, service: StudioService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._service = session, service
        self._asked: dict[int, Ask] = {}
        self._activities: dict[int, Activity] = {}
        self._barrier = 0  # frames of this ticket and older ones are stale
        self._newest = 0
        self._last_live: tuple[Picture, Ask, float] | None = None
        self._live_on = False
        self.waiting = 0
        self.device = ""
        self.trouble = ""  # why nothing can be painted, "" if all is well
        self.clock = LiveClock(self)
        self.clock.due.connect(self._go_live)
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
        """Switches live previews; they start with the document at hand."""
        self._live_on = on
        if on:
            self.touch()
        else:
            self.clock.rest()
            self._service.cancel_live()
        self.changed.emit()

    def touch(self) -> None:
        """The document changed: look again soon, if live."""
        if self._live_on and self._session.document.ready:
            self.clock.touch()

    def paint(self) -> Ask:
        """Queues the document at full quality. Raises ParameterError if it is not ready."""
        document = self._session.document
        if not document.ready:
            raise ParameterError(self.tr("Open a photo and pick a painting first."))
        self.clock.rest()
        self._service.cancel_live()
        self._last_live = None
        request = document.request()
        return self._note(self._service.submit(request), Kind.PAINT, document, request)

    def learn(self, path: Path, title: str = "") -> Ask:
        """Queues the picture at `path` to become a style."""
        request = LearnStyleRequest(path, title)
        return self._note(self._service.submit(request), Kind.LEARN, self._session.document, request)

    def look_elsewhere(self) -> None:
        """The artist looks at something else: what was asked for so far does not replace it any more."""
        self._barrier = self._newest
        self.clock.rest()
        self._service.cancel_live()
        self._last_live = None

    def stop(self) -> None:
        """Stops what runs: live work, else the current painting, else what has not even begun."""
        self.clock.rest()
        current = self.activity.ask if self.activity else self.pending
        if current is not None:
            self._service.cancel(current.ticket)

    def stop_all(self) -> None:
        """Stops what runs and empties the queue."""
        self.clock.rest()
        self._service.cancel_all()

    # --- what goes on ------------------------------------------------------------------------------------------------

    @property
    def activity(self) -> Activity | None:
        """What the worker does now; live work goes before paintings."""
        order = sorted(self._activities.values(), key=lambda activity: activity.ask.kind is not Kind.LIVE)
        return order[0] if order else None

    @property
    def pending(self) -> Ask | None:
        """What was asked for and has not begun; the oldest."""
        return next((ask for ticket, ask in self._asked.items() if ticket not in self._activities), None)

    @property
    def asks(self) -> tuple[Ask, ...]:
        """Everything asked for that has not ended, oldest first."""
        return tuple(self._asked.values())

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
            self.changed.emit()

    def _on_progressed(self, ticket: int, done: float, note: str) -> None:
        if activity := self._activities.get(ticket):
            self._activities[ticket] = Activity(activity.ask, done, note, activity.started)
            self.changed.emit()

    def _on_previewed(self, ticket: int, picture: Picture) -> None:
        ask = self._asked.get(ticket)
        if ask is None or not self.shows(ask) or (ask.kind is Kind.LIVE and not self._service.is_current(ticket)):
            return
        self._barrier = ticket - 1
        self.frame.emit(picture, ask)

    def _on_finished(self, ticket: int, result: object, seconds: float) -> None:
        ask = self._end(ticket)
        if ask is None:
            return
        if ask.kind is Kind.LEARN:
            self.learned.emit(result)
        elif isinstance(result, Picture):
            if ask.kind is Kind.PAINT:
                self.painted.emit(result, ask, seconds)
                if self.shows(ask):
                    self._barrier = ticket
            elif self.shows(ask) and self._service.is_current(ticket):
                self.clock.ran(seconds)
                self._barrier = ticket
                self._last_live = result, ask, seconds
                self.live_finished.emit(result, ask, seconds)
        self.changed.emit()

    def _on_failed(self, ticket: int, sentence: str) -> None:
        if ask := self._end(ticket):
            self.failed.emit(sentence, ask)
            self.changed.emit()

    def _on_cancelled(self, ticket: int) -> None:
        if self._end(ticket):
            self.changed.emit()

    def _on_queue_changed(self, waiting: int) -> None:
        self.waiting = waiting
        self.changed.emit()

    # --- inside ------------------------------------------------------------------------------------------------------

    def _go_live(self) -> None:
        document = self._session.document
        if not (self._live_on and document.ready) or self.trouble:
            return
        request = document.live_request()
        ticket = self._service.live(request)
        if ticket is not None:
            self._note(ticket, Kind.LIVE, document, request)
        elif self._last_live is not None and self._last_live[1].request.key == request.key:  # finished: show it again
            self.live_finished.emit(*self._last_live)

    def _note(self, ticket: int, kind: Kind, document: Document, request: Request) -> Ask:
        ask = Ask(ticket, kind, document, request, time.monotonic())
        self._asked[ticket] = ask
        self._newest = ticket
        self.changed.emit()
        return ask

    def _end(self, ticket: int) -> Ask | None:
        self._activities.pop(ticket, None)
        return self._asked.pop(ticket, None)

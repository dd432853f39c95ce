"""The live picture: a small draft while the hand moves, full size when it rests."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from studio.core.request import InstantRequest
from studio.service import StudioService
from studio.ui.session.asks import Ask, Kind
from studio.ui.session.session import Document, Session

REST_MS = 250  # without a change, the hand rests

Note = Callable[[int, Kind, Document, InstantRequest], Ask]


class LiveFlow(QObject):
    """Asks for the live pictures of the session's document, one at a time.

    A draft that has begun is left to finish, however fast the hand moves: it takes longer than the hand takes between
    two values, so that drafts which give way to the next one would never be seen. What changed meanwhile is the
    document itself, and is asked for when the draft is shown. Full size is asked for when the hand rests and gives
    way at once.
    """

    def __init__(self, session: Session, service: StudioService, note: Note, parent: QObject | None = None) -> None:
        """`note` keeps the ticket of what was asked for."""
        super().__init__(parent)
        self._session, self._service, self._note = session, service, note
        self._wanted = self._resting = False
        self._under_way: Ask | None = None
        self._draft_shown: object = None  # the key of the draft in view, or of the draft of the full picture in view
        self._sharp_shown: object = None  # the key of the full picture in view
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._on_rest)
        session.settled.connect(self._on_rest)

    @property
    def wanted(self) -> bool:
        """Whether the picture in view is not yet the one that is wanted."""
        return self._wanted

    def touch(self) -> None:
        """The document changed: its picture is wanted."""
        self._wanted, self._resting = True, False
        self._rest.start(REST_MS)
        self._go()

    def drop(self) -> None:
        """Something else is looked at: no picture is wanted, and none of those in view counts."""
        self._wanted = False
        self._draft_shown = self._sharp_shown = None
        self._rest.stop()
        self._cancel()

    def shown(self, ask: Ask) -> None:
        """The picture of `ask` is in view; asks for the next one."""
        document = ask.document
        self._draft_shown = document.draft_request().key
        full = ask.kind is Kind.SHARP or not document.sharpens
        self._sharp_shown = document.sharp_request().key if full else None
        self._over(ask)

    def failed(self, ask: Ask) -> None:
        """There is no picture for `ask`; tries again only when the document is another one by now."""
        if ask.document is self._session.document:
            self._wanted = False
        self._over(ask)

    def cancelled(self, ask: Ask) -> None:
        """The artist stopped it, unless something newer was asked for."""
        if ask is self._under_way:
            self._wanted = False
        self._over(ask)

    def _over(self, ask: Ask) -> None:
        if ask is self._under_way:
            self._under_way = None
            self._go()

    def _on_rest(self) -> None:
        self._rest.stop()
        self._resting = True
        self._go()

    def _go(self) -> None:
        """Asks for what the view lacks, unless that is under way."""
        document = self._session.document
        if not self._wanted or not document.ready:
            return
        draft, sharp = document.draft_request(), document.sharp_request()
        ask = self._under_way
        if ask is not None and ask.request.key in (draft.key, sharp.key):
            return
        if self._sharp_shown == sharp.key:
            self._wanted = False
            self._cancel()
        elif self._draft_shown != draft.key:
            if ask is None or not self._worth_waiting_for(ask):
                self._ask(Kind.DRAFT, document, draft)
        elif self._resting:
            self._ask(Kind.SHARP, document, sharp)
        else:
            self._cancel()

    def _worth_waiting_for(self, ask: Ask) -> bool:
        same_photo = ask.document.photo is self._session.photo
        return ask.kind is Kind.DRAFT and same_photo and not self._service.is_waiting(ask.ticket)

    def _ask(self, kind: Kind, document: Document, request: InstantRequest) -> None:
        self._cancel()
        ticket = self._service.live(request)
        if ticket is None:  # it was made before, and something else was looked at since
            self._service.cancel_live()
            ticket = self._service.live(request)
        assert ticket is not None, "the service knows no earlier request"
        self._under_way = self._note(ticket, kind, document, request)

    def _cancel(self) -> None:
        """Ends our own live work; that of another room is none of our business."""
        ask, self._under_way = self._under_way, None
        if ask is not None:
            self._service.cancel(ask.ticket)

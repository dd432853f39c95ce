"""The photo that follows the pen: a small draft while it moves, full size when it rests, nothing made twice."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from studio.core.generate import GenerateRequest
from studio.core.params import MIN_SIZE
from studio.core.picture import Picture
from studio.core.request import Request
from studio.service import StudioService

DRAFT_SIZE = 256  # long side of a draft: small enough to follow the pen on a CPU
REST_MS = 250  # without a change, the pen rests
LIFT_MS = 100  # after a stroke: who hatches has begun the next one by then
LOOK_MS = 15  # what is drawn within so long is looked at once; painting goes first
RETRY_MS = 60  # after other live work has pushed ours aside
QUIET_S = 0.4  # work that is over sooner is not worth a word
CACHE_BYTES = 192 << 20
Wanted = TypeVar("Wanted", bound=Request)


@dataclass(frozen=True, eq=False)
class Made(Generic[Wanted]):
    """A picture and the request that it answers. full: it is as large as was wanted, not a draft.

    seconds: how long it took; None when it was made before and only looked up.
    """

    picture: Picture
    request: Wanted
    full: bool
    seconds: float | None = None


@dataclass(frozen=True, eq=False)
class Asked:
    """One ticket. full: at full size. short: over as soon as a draft is. began: when it was asked for, on the monotonic
    clock."""

    ticket: int
    request: Request
    full: bool
    short: bool
    began: float


class PictureCache:
    """The pictures of the last requests, the most recently used ones up to `budget` bytes."""

    def __init__(self, budget: int = CACHE_BYTES) -> None:
        self._budget = budget
        self._held: OrderedDict[object, Picture] = OrderedDict()

    def get(self, key: object) -> Picture | None:
        if key in self._held:
            self._held.move_to_end(key)
        return self._held.get(key)

    def put(self, key: object, picture: Picture) -> None:
        self._held[key] = picture
        self._held.move_to_end(key)
        while len(self._held) > 1 and sum(one.pixels.nbytes for one in self._held.values()) > self._budget:
            self._held.popitem(last=False)


class SketchFlow(QObject):
    """Asks for the pictures of what is on the canvas, one at a time.

    `capture` gives the request for the canvas as it is now, at full size, or None when there is nothing to make. It is
    only called when something can be asked for, so that a fast pen is not held up. As with the live picture of the
    photo room, a draft that has begun is left to finish: drafts that give way to the next one would never be seen.
    Full size is asked for when the pen rests, and gives way at once. What was made before is shown at once.
    """

    made = Signal(object)  # Made, in the order in which they should be shown
    failed = Signal(str)  # one sentence
    emptied = Signal()  # there is nothing to make a picture of any more
    changed = Signal()  # busy or not, how far

    def __init__(
        self,
        service: StudioService,
        capture: Callable[[], Any],
        parent: QObject | None = None,
        draft: Callable[[Any], Any] | None = None,
    ) -> None:
        """capture: as above, a `Request` or None. draft: the draft of such a request, None where it is as quick as one;
        `draft_of` unless told."""
        super().__init__(parent)
        self._service, self._capture = service, capture
        self._draft_of: Callable[[Any], Request | None] = draft or draft_of
        self._cache = PictureCache()
        self._active = self._wanted = self._resting = False
        self._asked: Asked | None = None
        self._left: set[int] = set()  # tickets of ours that were given up and have not ended
        self._shown: object = None  # the key of the picture that was made known last
        self._refused: object = None  # the key of the request that failed last
        self.done = 0.0  # of the full picture under way, 0..1
        self._rest = self._timer(self.rest)
        self._look = self._timer(self._go)
        self._late = self._timer(self.changed.emit)
        service.started.connect(self._on_started)
        service.progressed.connect(self._on_progressed)
        service.finished.connect(self._on_finished)
        service.failed.connect(self._on_failed)
        service.cancelled.connect(self._on_cancelled)

    # --- what the room says ------------------------------------------------------------------------------------------

    @property
    def wanted(self) -> bool:
        """Whether the picture of the canvas as it is now has still to come."""
        return self._wanted

    @property
    def busy(self) -> bool:
        """Whether a full picture has been under way for so long that a word about it is due."""
        asked = self._asked
        return asked is not None and asked.full and time.monotonic() - asked.began >= QUIET_S

    def set_active(self, on: bool, look: bool = True) -> None:
        """Pauses while the room is hidden or live is off; begins with the canvas as it is if `look`."""
        if on == self._active:
            return
        self._active = on
        if not on:
            self._drop()
        elif look:
            self.touch()
            self.rest()

    def touch(self) -> None:
        """What is on the canvas has changed, or what is to be made of it."""
        if not self._active:
            return
        self._wanted, self._resting = True, False
        self._rest.start(REST_MS)
        if not self._look.isActive():
            self._look.start(LOOK_MS)

    def lift(self) -> None:
        """The pen is up, and may be down again at once."""
        if self._wanted and not self._resting:
            self._rest.start(LIFT_MS)

    def rest(self) -> None:
        """The hand rests."""
        self._rest.stop()
        if self._wanted:
            self._resting = True
            if not self._look.isActive():
                self._look.start(0)

    def once(self) -> None:
        """Makes the full picture of the canvas as it is, although live is off."""
        self._wanted = self._resting = True
        self._refused = None
        self._go()

    def forget_shown(self) -> None:
        """Another picture is in view now: the next one is made known although it is the same as the last."""
        self._shown = None

    def stop(self) -> None:
        """What runs is not wanted any more; the next change begins anew."""
        self._drop()
        self.changed.emit()

    # --- asking ------------------------------------------------------------------------------------------------------

    def _go(self) -> None:
        """Asks for what the view lacks, unless that is under way or a draft that runs is worth waiting for."""
        if not self._wanted or (self._drafting() and not self._resting):
            return
        full: Request | None = self._capture()
        if full is None:
            self._drop()
            self._shown = None
            self.emptied.emit()
            self.changed.emit()
            return
        if full.key == self._refused:
            self._wanted = False
            return
        draft = self._draft_of(full)
        if self._known(full, True):
            self._wanted = False
            self._cancel()
            self.changed.emit()
        elif self._drafting():
            return
        elif draft is not None and not self._known(draft, False):
            self._ask(draft, False, short=True)
        elif draft is None or self._resting:
            self._ask(full, True, short=draft is None)
        elif self._asked is not None and self._asked.request.key != full.key:
            self._cancel()

    def _drafting(self) -> bool:
        asked = self._asked
        return asked is not None and asked.short and not self._service.is_waiting(asked.ticket)

    def _known(self, request: Request, full: bool) -> bool:
        """Whether the picture of `request` was made before; makes it known unless it is the last one that was."""
        picture = self._cache.get(request.key)
        if picture is not None and self._shown != request.key:
            self._shown = request.key
            self.made.emit(Made(picture, request, full))
        return picture is not None

    def _ask(self, request: Request, full: bool, short: bool) -> None:
        if self._asked is not None and self._asked.request.key == request.key:
            return
        self._cancel()
        ticket = self._service.live(request)
        if ticket is None:  # it was made before and has been forgotten since
            self._service.cancel_live()
            ticket = self._service.live(request)
        assert ticket is not None
        self._asked = Asked(ticket, request, full, short, time.monotonic())
        self.done = 0.0
        if full:
            self._late.start(round(QUIET_S * 1000) + 1)

    def _cancel(self) -> None:
        asked, self._asked = self._asked, None
        if asked is not None:
            self._left.add(asked.ticket)
            self._service.cancel(asked.ticket)

    def _drop(self) -> None:
        self._wanted = self._resting = False
        self._rest.stop()
        self._look.stop()
        self._cancel()

    # --- the service's signals ---------------------------------------------------------------------------------------

    def _on_started(self, ticket: int) -> None:
        if self._asked is not None and ticket == self._asked.ticket:
            self.changed.emit()

    def _on_progressed(self, ticket: int, done: float, _note: str) -> None:
        if self._asked is not None and ticket == self._asked.ticket and self._asked.full:
            self.done = done
            self.changed.emit()

    def _on_finished(self, ticket: int, result: object, seconds: float) -> None:
        asked = self._end(ticket)
        if asked is None or not isinstance(result, Picture):
            return
        self._cache.put(asked.request.key, result)
        self._shown = asked.request.key
        self._refused = None
        self.made.emit(Made(result, asked.request, asked.full, seconds))
        self._go()
        self.changed.emit()

    def _on_failed(self, ticket: int, sentence: str) -> None:
        asked = self._end(ticket)
        if asked is None:
            return
        now = self._capture()
        if now is not None and asked.request.key in (now.key, getattr(self._draft_of(now), "key", None)):
            self._refused = now.key
            self._wanted = False
        self.failed.emit(sentence)
        self._go()
        self.changed.emit()

    def _on_cancelled(self, ticket: int) -> None:
        if ticket in self._left:
            self._left.discard(ticket)
        elif self._end(ticket) is not None and self._wanted:
            self._look.start(RETRY_MS)  # not by us: other live work came first
            self.changed.emit()

    def _end(self, ticket: int) -> Asked | None:
        asked = self._asked
        if asked is None or asked.ticket != ticket:
            self._left.discard(ticket)
            return None
        self._asked = None
        return asked

    def _timer(self, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(slot)
        return timer


def draft_of(request: GenerateRequest) -> GenerateRequest | None:
    """The same request at the size of a draft; None when it is no larger than that anyway."""
    if full_side(request) <= DRAFT_SIZE:
        return None
    return replace(request, params=replace(request.params, size=DRAFT_SIZE))


def full_side(request: GenerateRequest) -> int:
    """The long side of what the request asks for, in pixels."""
    return max(MIN_SIZE, request.params.size or max(request.source.width, request.source.height))

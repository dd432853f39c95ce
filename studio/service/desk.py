"""The desk between the UI thread and the worker thread: tickets, three lanes of work, and the mail back.

Everything here is guarded by one lock that is held for a few instructions only, never while an engine runs.
No Qt: the two bells that tell the UI thread to come and look are plain callables.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from studio.core.picture import Picture
from studio.core.request import Request
from studio.core.step import Job
from studio.service.events import Cancelled, End, Event, Failed, Previewed, Progressed, Ready, Started, Unavailable


@dataclass(eq=False, slots=True)
class Work:
    """One ticket's work. The last four belong to the worker thread, the two flags before them to the desk."""

    ticket: int
    request: Request
    cancelled: bool = False
    ended: bool = False  # its end lies in the mail or has been fetched
    job: Job[object] | None = None
    seconds: float = 0.0
    seen: bool = False  # a preview has been rendered
    blind: bool = False  # a preview has failed: no more of them


@dataclass(eq=False, slots=True)
class Lane:
    """Work of one kind: one piece has begun, the others wait in order."""

    begun: Work | None = None
    waiting: deque[Work] = field(default_factory=deque)


class Desk:
    """Takes requests, hands the worker what to do next, keeps its reports until the UI thread fetches them."""

    def __init__(self) -> None:
        self._changed = threading.Condition()  # also the lock of everything below
        self._closed = False
        self._last_ticket = 0
        self._live, self._aside, self._jobs = self._lanes = Lane(), Lane(), Lane()  # in the order of their right of way
        self._open: dict[int, Work] = {}  # every ticket whose end has not been fetched
        self._newest_live = 0
        self._live_key: object = None  # of the newest live work unless it failed or was cancelled
        self._newest_aside: dict[str, int] = {}  # by engine id

        self._mail: deque[Event] = deque()  # at most a start and an end for each ticket
        self._preview: Previewed | None = None  # one slot
        self._progress: dict[int, Progressed] = {}  # the latest of each work that has begun: three at most
        self._mail_rung = self._progress_rung = False
        self._ring_mail: Callable[[], None] = lambda: None
        self._ring_progress: Callable[[], None] = lambda: None

    def connect(self, ring_mail: Callable[[], None], ring_progress: Callable[[], None]) -> None:
        """Sets the bells. Each rings at most once until `mail_seen` or `progress_seen`; they must return at once."""
        self._ring_mail, self._ring_progress = ring_mail, ring_progress

    # --- UI thread: requests ---------------------------------------------------------------------------------------

    def submit(self, request: Request) -> int:
        with self._changed:
            return self._admit(request, self._jobs)

    def live(self, request: Request) -> int | None:
        key = (request.engine, request.key)  # may hash a picture: outside the lock
        with self._changed:
            if key == self._live_key:
                return None
            self._cancel(self._newest_live)
            ticket = self._admit(request, self._live)
            if not self._closed:
                self._newest_live, self._live_key = ticket, key
            return ticket

    def aside(self, request: Request) -> int:
        with self._changed:
            self._cancel(self._newest_aside.get(request.engine, 0))
            ticket = self._admit(request, self._aside)
            self._newest_aside[request.engine] = ticket
            return ticket

    def cancel(self, ticket: int) -> None:
        with self._changed:
            self._cancel(ticket)

    def cancel_live(self) -> None:
        with self._changed:
            self._cancel(self._newest_live)

    def cancel_all(self) -> None:
        with self._changed:
            for ticket in list(self._open):
                self._cancel(ticket)

    def close(self) -> None:
        """Cancels everything and lets the worker go home; later requests are cancelled at once."""
        with self._changed:
            self._closed = True
            self.cancel_all()
            self._changed.notify_all()

    def abandon(self) -> None:
        """Ends the tickets of a worker that does not come back; what it still reports is ignored."""
        with self._changed:
            for work in self._open.values():
                self._end(work, Cancelled(work.ticket))

    def is_current(self, ticket: int) -> bool:
        with self._changed:
            return ticket == self._newest_live != 0

    def is_waiting(self, ticket: int) -> bool:
        with self._changed:
            return any(work.ticket == ticket for lane in self._lanes for work in lane.waiting)

    @property
    def closed(self) -> bool:
        return self._closed

    @property
    def waiting(self) -> int:
        """How many jobs wait."""
        return len(self._jobs.waiting)

    # --- UI thread: mail ---------------------------------------------------------------------------------------------

    def mail_seen(self) -> None:
        """The UI thread comes to fetch; the bell may ring again."""
        with self._changed:
            self._mail_rung = False

    def progress_seen(self) -> None:
        with self._changed:
            self._progress_rung = False

    def fetch(self) -> Event | None:
        """The next event, oldest first and the preview last; a cancelled ticket gives its `Cancelled` only."""
        with self._changed:
            while self._mail:
                event = self._mail.popleft()
                match event:
                    case Ready() | Unavailable():
                        return event
                    case Started(ticket):
                        if not self._open[ticket].cancelled:
                            return event
                    case _:
                        work = self._open.pop(event.ticket)
                        return Cancelled(work.ticket) if work.cancelled else event
            preview, self._preview = self._preview, None
            return preview if preview and self._is_listened_to(preview.ticket) else None

    def fetch_progress(self) -> Progressed | None:
        """The latest progress of one ticket, None if there is no more."""
        with self._changed:
            while self._progress:
                _, progress = self._progress.popitem()
                if self._is_listened_to(progress.ticket):
                    return progress
            return None

    # --- worker thread -----------------------------------------------------------------------------------------------

    def next_work(self) -> Work | None:
        """Waits for something to do: work to stop (its `cancelled` is set), else live work, work aside, or a job.

        What is returned has begun and is returned again and again until `end` is called for it, so that a job
        simply pauses while there is other work. None: the desk is closed and nothing is left to stop.
        """
        with self._changed:
            while True:
                for lane in self._lanes:
                    if lane.begun and lane.begun.cancelled:
                        return lane.begun
                if self._closed:
                    return None
                for lane in self._lanes:
                    if lane.begun is None and lane.waiting:
                        lane.begun = lane.waiting.popleft()
                        self._post(Started(lane.begun.ticket))
                    if lane.begun:
                        return lane.begun
                self._changed.wait()

    def post(self, event: Ready | Unavailable) -> None:
        with self._changed:
            self._post(event)

    def report(self, work: Work, done: float, note: str) -> None:
        """Keeps the latest progress of `work` for the UI thread."""
        with self._changed:
            if not self._is_listened_to(work.ticket):
                return
            self._progress[work.ticket] = Progressed(work.ticket, done, note)
            if not self._progress_rung:
                self._progress_rung = True
                self._ring_progress()

    def wants_preview(self, work: Work) -> bool:
        """Whether the slot is empty and somebody still wants to look at this work."""
        with self._changed:
            return self._preview is None and self._is_listened_to(work.ticket)

    def show(self, work: Work, picture: Picture) -> None:
        """Puts a preview into the slot, unless `work` has been cancelled meanwhile."""
        with self._changed:
            if self._is_listened_to(work.ticket):
                self._preview = Previewed(work.ticket, picture)
                self._wake_window()

    def end(self, work: Work, end: End) -> None:
        """The work has come to its end; its lane is free."""
        with self._changed:
            for lane in self._lanes:
                if lane.begun is work:
                    lane.begun = None
            self._end(work, end)

    # --- with the lock held ------------------------------------------------------------------------------------------

    def _admit(self, request: Request, lane: Lane) -> int:
        self._last_ticket += 1
        work = Work(self._last_ticket, request)
        self._open[work.ticket] = work
        lane.waiting.append(work)
        if self._closed:
            self._cancel(work.ticket)
        self._changed.notify_all()
        self._wake_window()  # the length of the queue may have changed
        return work.ticket

    def _cancel(self, ticket: int) -> None:
        if ticket == self._newest_live:
            self._newest_live, self._live_key = 0, None
        work = self._open.get(ticket)
        if work is None:
            return
        work.cancelled = True
        for lane in self._lanes:
            if work in lane.waiting:
                lane.waiting.remove(work)
                self._end(work, Cancelled(ticket))

    def _end(self, work: Work, end: End) -> None:
        if work.ended:
            return
        work.ended = True
        self._progress.pop(work.ticket, None)
        if isinstance(end, Failed) and work.ticket == self._newest_live:
            self._live_key = None  # asking again means trying again
        self._post(end)

    def _is_listened_to(self, ticket: int) -> bool:
        work = self._open.get(ticket)
        return work is not None and not work.cancelled

    def _post(self, event: Event) -> None:
        self._mail.append(event)
        self._wake_window()

    def _wake_window(self) -> None:
        if not self._mail_rung:
            self._mail_rung = True
            self._ring_mail()

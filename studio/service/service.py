"""The window's side of the service: requests go in, signals come out, both on the UI thread."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from studio.core.request import Request
from studio.service.desk import Desk
from studio.service.engine_set import EngineSet
from studio.service.events import Cancelled, Event, Failed, Finished, Previewed, Progressed, Ready, Started, Unavailable
from studio.service.worker import WorkerThread

PROGRESS_GAP_S = 0.05


class StudioService(QObject):
    """Runs engines on one background thread. Create it, call it and listen to it on the UI thread only.

    Every ticket ends exactly once, with `finished`, `failed` or `cancelled`. All signals are emitted from the
    event loop of the UI thread, never from inside `submit`, `live`, `aside` or `cancel` (only `shutdown` emits at once,
    because no event loop may follow it). Once a ticket has been cancelled or superseded, `cancelled` is the only
    signal it still gives.
    """

    ready = Signal(str)  # the engines are loaded; text for the status line
    unavailable = Signal(str)  # the engines could not be loaded: one sentence
    started = Signal(int)  # ticket
    progressed = Signal(int, float, str)  # ticket, done 0..1, note; paced, the latest wins
    previewed = Signal(int, object)  # ticket, Picture; paced, some are skipped
    finished = Signal(int, object, float)  # ticket, result (usually a Picture), seconds of work
    failed = Signal(int, str)  # ticket, one sentence
    cancelled = Signal(int)  # ticket
    queue_changed = Signal(int)  # how many jobs wait (the running one does not)

    def __init__(self, load_engines: Callable[[], EngineSet], parent: QObject | None = None) -> None:
        """`load_engines` is called once, in the worker thread, after `start()`; it may import torch.

        It reports an installation that cannot work by raising `StudioError`.
        """
        super().__init__(parent)
        # No parent: a QThread that is destroyed while it runs aborts the process, so Qt must never own it.
        self._desk = Desk()
        self._thread = WorkerThread(self._desk, load_engines)
        self._desk.connect(self._thread.mail.emit, self._thread.progress.emit)
        self._thread.mail.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread.progress.connect(self._deliver_progress_in_time, Qt.ConnectionType.QueuedConnection)
        self._progress_timer = QTimer(self, singleShot=True)
        self._progress_timer.timeout.connect(self._deliver_progress)
        self._last_progress = 0.0
        self._last_waiting = 0

    def start(self) -> None:
        """Starts the worker thread, which loads the engines. Requests may be made before; they wait."""
        if not self._desk.closed and not self._thread.isRunning():
            self._thread.begin()

    def submit(self, request: Request) -> int:
        """Adds a job to the end of the queue (first in, first out). Returns its ticket."""
        return self._desk.submit(request)

    def live(self, request: Request) -> int | None:
        """Asks for live work, which goes before all jobs and replaces any earlier live work.

        Returns the ticket, or None if the last live request was the same and waits, runs or has finished.
        """
        return self._desk.live(request)

    def aside(self, request: Request) -> int:
        """Asks for short work that nobody waits for: it goes after live work and before all jobs.

        It replaces earlier work aside of the same engine. Returns the ticket.
        """
        return self._desk.aside(request)

    def cancel(self, ticket: int) -> None:
        """Ends one ticket; work that is under way stops before its next step. An ended ticket is left alone."""
        self._desk.cancel(ticket)

    def cancel_live(self) -> None:
        """Ends the live work; the same request may then be made again."""
        self._desk.cancel_live()

    def cancel_all(self) -> None:
        """Ends everything that waits or runs."""
        self._desk.cancel_all()

    def is_current(self, ticket: int) -> bool:
        """Whether `ticket` is the newest live request and was not cancelled: its pictures may be shown."""
        return self._desk.is_current(ticket)

    def is_waiting(self, ticket: int) -> bool:
        """Whether the worker has not begun with `ticket`, now and not when `started` was last emitted."""
        return self._desk.is_waiting(ticket)

    def shutdown(self, timeout_s: float = 5.0) -> bool:
        """Cancels everything, waits for the thread and emits the last ends. May be called again.

        Returns False if a step is still computing after `timeout_s` seconds. All tickets have ended then too. The
        thread stops after that step; until then it is kept alive, and at the end of the process it is waited for
        once more and, as a last resort, left behind without running destructors (see `WorkerThread.leave`).
        """
        self._desk.close()
        joined = self._thread.join(timeout_s)
        if not joined:
            self._desk.abandon()
        self._progress_timer.stop()
        self._deliver()
        return joined

    @Slot()
    def _deliver(self) -> None:
        """Emits what lies at the desk.

        Events are fetched one at a time, so that a slot may cancel, ask for more or open a dialog with an event
        loop of its own, and all that follows is still emitted in order.
        """
        self._desk.mail_seen()
        while (event := self._desk.fetch()) is not None:
            self._emit(event)
        waiting = self._desk.waiting
        if waiting != self._last_waiting:
            self._last_waiting = waiting
            self.queue_changed.emit(waiting)

    @Slot()
    def _deliver_progress_in_time(self) -> None:
        """Delivers progress now or, if the last one is too recent, a little later: the newest is never lost."""
        wait_s = self._last_progress + PROGRESS_GAP_S - time.monotonic()
        if wait_s <= 0:
            self._deliver_progress()
        elif not self._desk.closed:
            self._progress_timer.start(int(wait_s * 1000) + 1)

    @Slot()
    def _deliver_progress(self) -> None:
        self._deliver()  # a ticket's start comes before its progress
        self._last_progress = time.monotonic()
        self._desk.progress_seen()
        while (event := self._desk.fetch_progress()) is not None:
            self._emit(event)

    def _emit(self, event: Event) -> None:
        match event:
            case Ready(text):
                self.ready.emit(text)
            case Unavailable(sentence):
                self.unavailable.emit(sentence)
            case Started(ticket):
                self.started.emit(ticket)
            case Progressed(ticket, done, note):
                self.progressed.emit(ticket, done, note)
            case Previewed(ticket, picture):
                self.previewed.emit(ticket, picture)
            case Finished(ticket, result, seconds):
                self.finished.emit(ticket, result, seconds)
            case Failed(ticket, sentence):
                self.failed.emit(ticket, sentence)
            case Cancelled(ticket):
                self.cancelled.emit(ticket)

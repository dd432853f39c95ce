"""The worker thread: loads the engines, then advances one step at a time whatever the desk says comes next."""

from __future__ import annotations

import atexit
import contextlib
import logging
import os
import sys
import threading
import time
from collections.abc import Callable

from PySide6.QtCore import QThread, Signal

from studio.core.errors import UnknownChoiceError
from studio.core.heap import Settled
from studio.core.step import Step
from studio.service.desk import Desk, Work
from studio.service.engine_set import EngineSet
from studio.service.events import Cancelled, Failed, Finished, Ready, Unavailable
from studio.service.pace import Pace
from studio.service.sentences import failure_sentence, loading_sentence, log


class WorkerThread(QThread):
    """Generators are created, advanced and closed here and nowhere else. It sleeps while there is nothing to do."""

    mail = Signal()  # something lies at the desk
    progress = Signal()  # progress lies at the desk; no hurry

    LEAVE_S = 10.0  # how long the end of the process waits for a step that does not come back

    def __init__(self, desk: Desk, load_engines: Callable[[], EngineSet]) -> None:
        super().__init__()
        self.setObjectName("studio-service")
        self._desk = desk
        self._load_engines = load_engines
        self._pace = Pace()
        self._settled = Settled()

    # --- UI thread ---------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Starts the thread and makes sure that the process does not end under it."""
        atexit.register(self.leave)
        self.start(QThread.Priority.LowPriority)

    def join(self, timeout_s: float) -> bool:
        """Waits for the thread, whose desk has been closed. Returns False if it is still running."""
        if not self.wait(max(0, int(timeout_s * 1000))):
            return False
        atexit.unregister(self.leave)
        return True

    def leave(self) -> None:
        """At the end of the process: no thread may run while the interpreter and Qt are taken down.

        `atexit` holds this thread object, so that it cannot be destroyed while it runs. If a step still computes
        after `LEAVE_S` seconds, the process ends here and now with status 1: destructors would abort it.
        """
        self._desk.close()
        if self.join(self.LEAVE_S):
            return
        log.error("a step did not end within %g s; the program ends without it", self.LEAVE_S)
        logging.shutdown()
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(Exception):
                stream.flush()
        os._exit(1)

    # --- worker thread -----------------------------------------------------------------------------------------------

    def run(self) -> None:
        """The loop; Qt calls it in the new thread."""
        _be_nice()
        engines, reason = self._load()
        while self._turn(engines, reason):
            pass

    def _turn(self, engines: EngineSet | None, reason: str) -> bool:
        """Waits for work and does one step of it. Returns False when the desk is closed."""
        work = self._desk.next_work()
        if work is None:
            return False
        if work.cancelled:
            self._close(work)
            self._desk.end(work, Cancelled(work.ticket))
        elif engines is None:
            self._desk.end(work, Failed(work.ticket, reason))
        else:
            self._advance(work, engines)
        return True

    def _load(self) -> tuple[EngineSet | None, str]:
        """The engines, or None and the sentence that says why there are none."""
        try:
            engines = self._load_engines()
        except BaseException as error:  # nothing but this frame could catch it
            reason = loading_sentence(error)
            self._desk.post(Unavailable(reason))
            return None, reason
        self._desk.post(Ready(engines.description))
        return engines, ""

    def _advance(self, work: Work, engines: EngineSet) -> None:
        """One step of `work`, then its preview if the time has come."""
        began = time.perf_counter()
        end: Finished | Failed | None = None
        try:
            if work.job is None:
                engine = engines.engines.get(work.request.engine)
                if engine is None:
                    raise UnknownChoiceError(f"There is no engine “{work.request.engine}” here; choose another one.")
                work.job = engine.run(work.request)
            step = next(work.job)
            self._desk.report(work, min(1.0, max(0.0, step.done)), step.note)
            self._look(work, step)
        except StopIteration as stop:
            end = Finished(work.ticket, stop.value, work.seconds + time.perf_counter() - began)
        except BaseException as error:  # RuntimeError and SystemExit too: the thread outlives every engine
            end = Failed(work.ticket, failure_sentence(error))
        work.seconds += time.perf_counter() - began
        if end:
            self._close(work)  # after a failure outside the generator it is still open
            self._desk.end(work, end)
            self._settled.look()

    def _look(self, work: Work, step: Step) -> None:
        """Renders the preview if somebody wants to look; a broken preview does not stop the work."""
        if step.preview is None or work.blind or not self._pace.due(first=not work.seen):
            return
        if not self._desk.wants_preview(work):
            return
        try:
            with self._pace.measured():
                picture = step.preview()
        except Exception:
            work.blind = True
            log.exception("%s goes on without previews, because this one failed", work.request.engine)
        else:
            work.seen = True
            self._desk.show(work, picture)

    def _close(self, work: Work) -> None:
        """Runs the generator's `finally` blocks and lets go of what it holds."""
        try:
            if work.job is not None:
                work.job.close()
        except BaseException:
            log.exception("%s did not clean up after itself", work.request.engine)


def _be_nice() -> None:
    """Lets the pen go before the engines. Qt's priorities do nothing under Linux's normal scheduler; niceness does.

    It holds for this thread and for those that it starts, such as the engines' own.
    """
    if sys.platform == "linux":
        thread = threading.get_native_id()
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, thread, min(19, os.getpriority(os.PRIO_PROCESS, thread) + 5))

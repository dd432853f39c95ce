"""Short work beside the UI thread: reading and writing big files, never painting."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal

from studio.core.errors import StudioError

log = logging.getLogger(__name__)
Result = TypeVar("Result")


class Background(QObject):
    """A few threads for plain functions; answers arrive on the thread that owns this object."""

    _answered = Signal(object)  # Callable[[], None]
    busy_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._open = 0
        self._closed = False
        self._answered.connect(self._answer)

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._open > 0

    def run(self, work: Callable[[], Result], done: Callable[[Result], None], failed: Callable[[str], None]) -> None:
        """Calls `work` on another thread, then `done` with what it returned or `failed` with one sentence.

        After `shutdown` nothing is begun and nobody called.
        """
        if self._closed:
            log.debug("work in the background was asked for too late")
            return

        def task() -> None:
            answer: Callable[[], Any]
            try:
                result = work()
            except StudioError as error:
                sentence = str(error)
                answer = lambda: failed(sentence)  # noqa: E731
            except MemoryError:
                answer = lambda: failed(self.tr("There is not enough memory for this picture; use a smaller one."))  # noqa: E731
            except Exception:
                log.exception("work in the background failed")
                answer = lambda: failed(self.tr("This did not work, and the reason is in the log file."))  # noqa: E731
            else:
                answer = lambda: done(result)  # noqa: E731
            try:
                self._answered.emit(answer)
            except RuntimeError:  # whoever asked is gone with its window
                log.debug("an answer from the background came too late")

        self._open += 1
        self.busy_changed.emit()
        self._pool.start(task)

    def wait(self, timeout: int = 60_000) -> bool:
        """Waits up to `timeout` ms for the work under way: a file that is being written is finished."""
        return self._pool.waitForDone(timeout)

    def shutdown(self, timeout: int = 60_000) -> bool:
        """Waits likewise, and begins nothing more: an answer that comes late may ask for the next piece of work."""
        self._closed = True
        return self.wait(timeout)

    def _answer(self, answer: Callable[[], None]) -> None:
        self._open -= 1
        self.busy_changed.emit()
        answer()

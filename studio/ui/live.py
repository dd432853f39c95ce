"""When to ask for a live picture: at once while the machine keeps up, after a short rest when it does not."""

from __future__ import annotations

import time
from collections import deque
from statistics import fmean

from PySide6.QtCore import QObject, QTimer, Signal

GAP_MS = 100  # between two requests while runs are quick
SLOW_S = 1.5  # mean of the last runs from which on we wait for the hand to rest
REST_MS = 250  # after the last change
PATIENCE_MS = 3000  # after the first change, however busy the hand is


class LiveClock(QObject):
    """Turns a stream of changes (`touch`) into moments at which to look again (`due`). Rests without changes."""

    due = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ring)
        self._runs: deque[float] = deque(maxlen=10)
        self._first: float | None = None
        self._last_rung = float("-inf")

    @property
    def mean(self) -> float | None:
        """Seconds that the last runs took on average, None before the first."""
        return fmean(self._runs) if self._runs else None

    @property
    def waiting(self) -> bool:
        """Whether a change waits for its moment."""
        return self._timer.isActive()

    def ran(self, seconds: float) -> None:
        """A run has finished."""
        self._runs.append(seconds)

    def touch(self) -> None:
        """Something changed."""
        now = time.monotonic()
        if self._first is None:
            self._first = now
        if (self.mean or 0.0) > SLOW_S:
            left = PATIENCE_MS - (now - self._first) * 1000
            self._timer.start(max(0, int(min(REST_MS, left))))
        elif not self._timer.isActive():
            self._timer.start(int(max(0.0, GAP_MS - (now - self._last_rung) * 1000)))

    def rest(self) -> None:
        """Forgets the change that waits."""
        self._timer.stop()
        self._first = None

    def _ring(self) -> None:
        self._first = None
        self._last_rung = time.monotonic()
        self.due.emit()

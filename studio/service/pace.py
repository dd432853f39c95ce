"""When the next preview may be rendered."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Pace:
    """Previews at least `gap_s` seconds apart, and no more than about `share` of the worker's time.

    The first preview of a piece of work only keeps the gap: somebody has just moved a slider and waits for it.
    """

    def __init__(self, gap_s: float = 0.05, share: float = 0.15, clock: Callable[[], float] = time.monotonic) -> None:
        self._gap_s, self._share, self._clock = gap_s, share, clock
        self._gap_ends = self._share_allows = float("-inf")

    def due(self, first: bool = False) -> bool:
        """Whether a preview may be rendered now."""
        now = self._clock()
        return now >= self._gap_ends and (first or now >= self._share_allows)

    @contextmanager
    def measured(self) -> Iterator[None]:
        """Wraps the rendering of one preview: what it costs decides how long the next one waits."""
        began = self._clock()
        try:
            yield
        finally:
            ended = self._clock()
            self._gap_ends = began + self._gap_s
            self._share_allows = ended + (ended - began) * (1 - self._share) / self._share

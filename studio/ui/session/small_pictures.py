"""Small pictures made aside by the models: what a tile shows of a model, a material or a mood."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QObject

from studio.core.generate import GenerateRequest
from studio.core.picture import Picture
from studio.service import StudioService


class Rank(IntEnum):
    """Who is served first."""

    MOODS = 0
    SWATCHES = 1
    TEMPLATES = 2
    PAIRS = 3
    CHANGES = 4


@dataclass(frozen=True, eq=False)
class Errand:
    """One picture to be made. done: gets it, or None when it could not be made."""

    request: GenerateRequest
    done: Callable[[Picture | None], None]


class SmallPictures(QObject):
    """Makes one picture at a time. The service gives up work aside for newer work of its kind, so all that want
    pictures stand in one line here."""

    def __init__(self, service: StudioService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._service = service
        self._lines: dict[Rank, deque[Errand]] = {rank: deque() for rank in Rank}
        self._now: tuple[int, Errand] | None = None
        service.finished.connect(self._on_finished)
        service.failed.connect(lambda ticket, _sentence: self._end(ticket, None))
        service.cancelled.connect(lambda ticket: self._end(ticket, None))

    def want(self, rank: Rank, errands: Iterable[Errand]) -> None:
        """Makes these, in this order; what that rank still waited for is not made, what is being made not again."""
        line = deque(errands)
        if self._now is not None:
            ticket, now = self._now
            again = next((errand for errand in line if errand.request.key == now.request.key), None)
            if again is not None:
                line.remove(again)
                self._now = ticket, again
        self._lines[rank] = line
        self._go()

    def _go(self) -> None:
        if self._now is not None:
            return
        line = next((line for line in self._lines.values() if line), None)
        if line is not None:
            errand = line.popleft()
            self._now = self._service.aside(errand.request), errand

    def _on_finished(self, ticket: int, result: object, _seconds: float) -> None:
        # What is wrong with a failed one is told where the picture itself is made.
        self._end(ticket, result if isinstance(result, Picture) else None)

    def _end(self, ticket: int, picture: Picture | None) -> None:
        if self._now is None or self._now[0] != ticket:
            return
        errand, self._now = self._now[1], None
        errand.done(picture)
        self._go()

"""What each model does, shown by itself: its example before and after, made aside when it comes into view."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from studio.core.generate import GenerateParams, GenerateRequest
from studio.core.picture import Picture
from studio.library.generators import Generator
from studio.service import StudioService
from studio.ui.widgets.background import Background

SIDE = 96  # pixels of one picture of a pair
CALM_MS = 200  # after the room was entered: first it shows

Example = Callable[[str, int, int], Picture]


class PairMaker(QObject):
    """Makes the pairs one at a time: the example's own drawing, then what the model makes of it."""

    before = Signal(str, object)  # model id, Picture
    after = Signal(str, object)  # model id, Picture

    def __init__(
        self, service: StudioService, background: Background, example: Example, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._service, self._background, self._example = service, background, example
        self._waiting: list[Generator] = []
        self._made: set[Generator] = set()
        self._under_way: tuple[int, Generator] | None = None
        self._drawing: Generator | None = None
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.timeout.connect(self._go)
        service.finished.connect(self._on_finished)
        service.failed.connect(self._on_failed)
        service.cancelled.connect(self._on_cancelled)

    def want(self, generators: tuple[Generator, ...]) -> None:
        """Makes the pairs of these models, as far as they have not been made."""
        busy = (self._drawing, self._under_way[1] if self._under_way else None)
        self._waiting = [one for one in generators if one not in self._made and one not in busy]
        self._calm.start(CALM_MS)

    def _go(self) -> None:
        if self._under_way or self._drawing or not self._waiting:
            return
        generator = self._drawing = self._waiting.pop(0)
        self._background.run(
            lambda: self._example(generator.task, SIDE, SIDE),
            lambda picture: self._on_drawn(generator, picture),
            lambda _: self._done(generator),  # a task of somebody else's model has no example
        )

    def _on_drawn(self, generator: Generator, picture: Picture) -> None:
        self._drawing = None
        self.before.emit(generator.id, picture)
        ticket = self._service.aside(GenerateRequest(picture, GenerateParams(generator.id, size=SIDE)))
        self._under_way = ticket, generator

    def _done(self, generator: Generator) -> None:
        self._drawing = None
        self._made.add(generator)
        self._calm.start(0)

    def _take(self, ticket: int) -> Generator | None:
        if self._under_way is None or self._under_way[0] != ticket:
            return None
        generator, self._under_way = self._under_way[1], None
        return generator

    def _on_finished(self, ticket: int, result: object, _seconds: float) -> None:
        if generator := self._take(ticket):
            if isinstance(result, Picture):
                self.after.emit(generator.id, result)
            self._done(generator)

    def _on_failed(self, ticket: int, _sentence: str) -> None:
        # What is wrong is told where the picture itself is made; here the drawing alone has to do.
        if generator := self._take(ticket):
            self._done(generator)

    def _on_cancelled(self, ticket: int) -> None:
        self._take(ticket)  # it is made when it is wanted next

"""What each model does, shown by itself: its example before and after, made aside when it comes into view."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from studio.core.generate import GenerateParams, GenerateRequest
from studio.core.picture import Picture
from studio.library.generators import Generator
from studio.ui.session.small_pictures import Errand, Rank, SmallPictures
from studio.ui.widgets.background import Background

SIDE = 96  # pixels of one picture of a pair
CALM_MS = 200  # after the room was entered: first it shows

Example = Callable[[Generator, int, int], Picture]


class PairMaker(QObject):
    """Makes the pairs one at a time: the example's own drawing, then what the model makes of it."""

    before = Signal(str, object)  # model id, Picture
    after = Signal(str, object)  # model id, Picture

    def __init__(
        self, pictures: SmallPictures, background: Background, example: Example, parent: QObject | None = None
    ) -> None:
        """`example` draws what goes into a model, for a width and a height; StudioError if there is nothing."""
        super().__init__(parent)
        self._pictures, self._background, self._example = pictures, background, example
        self._wanted: list[Generator] = []
        self._drawn: dict[Generator, Picture] = {}
        self._done: set[Generator] = set()
        self._drawing = False
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.timeout.connect(self._go)

    def want(self, generators: tuple[Generator, ...]) -> None:
        """Makes the pairs of these models, as far as they have not been made."""
        self._wanted = [one for one in generators if one not in self._done]
        self._calm.start(CALM_MS)

    def _go(self) -> None:
        missing = next((one for one in self._wanted if one not in self._drawn), None)
        if missing is None:
            self._pictures.want(Rank.PAIRS, [self._errand(one) for one in self._wanted])
        elif not self._drawing:
            self._drawing = True
            self._background.run(
                lambda: self._example(missing, SIDE, SIDE),
                lambda picture: self._on_drawn(missing, picture),
                lambda _: self._on_drawn(missing, None),  # a task of somebody else's model has no example
            )

    def _on_drawn(self, generator: Generator, picture: Picture | None) -> None:
        self._drawing = False
        if picture is None:
            self._finish(generator)
        else:
            self._drawn[generator] = picture
            self.before.emit(generator.id, picture)
        self._go()

    def _errand(self, generator: Generator) -> Errand:
        request = GenerateRequest(self._drawn[generator], GenerateParams(generator.id, size=SIDE))

        def done(picture: Picture | None) -> None:
            if picture is not None:  # else it is made when it is wanted next
                self.after.emit(generator.id, picture)
                self._finish(generator)

        return Errand(request, done)

    def _finish(self, generator: Generator) -> None:
        self._done.add(generator)
        if generator in self._wanted:
            self._wanted.remove(generator)

"""What is to be made of the drawing: which model, which seed, how far its look goes, how large."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from studio.core.generate import LOOK, GenerateParams
from studio.core.moods import Mood
from studio.library.generators import Generator

SEEDS = 1_000_000  # those that are rolled: short enough to read out and type


@dataclass(frozen=True)
class Making:
    """The choices of the panel. size: long side of the result in pixels, None for that of the canvas.

    locked: the seed stays as it is when a new drawing begins. mood: light and colour, None for those of the seed.
    """

    model: str = ""
    seed: int = 0
    look: float = LOOK.default
    size: int | None = None
    locked: bool = False
    mood: Mood | None = None


class Generation(QObject):
    """The choices at hand and the models that there are."""

    changed = Signal()  # the choices
    settled = Signal()  # the hand rests
    model_changed = Signal()  # another model was chosen, or the same id is another model now
    generators_changed = Signal()

    def __init__(self, making: Making | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._making = making or Making()
        self._generators: tuple[Generator, ...] = ()

    @property
    def making(self) -> Making:
        return self._making

    @property
    def generators(self) -> tuple[Generator, ...]:
        return self._generators

    @property
    def generator(self) -> Generator | None:
        """The model that is chosen; None when there is none at all."""
        return self.find(self._making.model)

    def find(self, model: str) -> Generator | None:
        return next((one for one in self._generators if one.id == model), None)

    def params(self) -> GenerateParams:
        """The choices as engines want them. Raises ParameterError when one is out of range."""
        making = self._making
        mood = making.mood if self.generator is not None and self.generator.moods else None
        return GenerateParams(making.model, making.seed, making.look, making.size, mood)

    def set_generators(self, generators: Sequence[Generator]) -> None:
        """Takes over what is installed now; the first one is chosen if the one at hand is not among it."""
        before = self.generator
        if tuple(generators) == self._generators:
            return
        self._generators = tuple(generators)
        if self.generator is None and self._generators:
            self._making = replace(self._making, model=self._generators[0].id)
        self.generators_changed.emit()
        if self.generator != before:
            self.model_changed.emit()
            self.changed.emit()

    def change(self, **values: object) -> None:
        """Changes some choices."""
        self.restore(replace(self._making, **values))  # type: ignore[arg-type]

    def restore(self, making: Making) -> None:
        """Takes over all choices; a model that is gone leaves the one at hand."""
        if self.find(making.model) is None:
            making = replace(making, model=self._making.model)
        if making != self._making:
            before, self._making = self._making, making
            if making.model != before.model:
                self.model_changed.emit()
            self.changed.emit()

    def settle(self) -> None:
        """The hand rests."""
        self.settled.emit()

    def roll(self) -> None:
        """Another seed."""
        self.change(seed=secrets.randbelow(SEEDS))
        self.settle()

    def begin(self) -> None:
        """A new drawing begins: it gets a seed of its own unless the seed is locked."""
        if not self._making.locked:
            self.change(seed=secrets.randbelow(SEEDS))

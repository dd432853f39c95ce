"""A layer: pixels and how they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from studio.core.errors import StudioError

Pixels = NDArray[np.uint8]  # HxWx4, straight alpha
Colour = tuple[int, int, int]  # red, green, blue, 0..255


def words(pixels: Pixels) -> NDArray[np.uint32]:
    """The same memory with one number for each pixel, HxW."""
    return pixels.view(np.uint32)[..., 0]


class LockedError(StudioError):
    """The layer is locked against changes."""


class Kind(StrEnum):
    """What a layer is for: it decides where in the stack the layer lies and what the generator sees of it."""

    SKETCH = "sketch"  # the lines
    HINTS = "hints"  # colours that the result should have
    LABELS = "labels"  # what is where: every pixel see-through, or opaque in one colour of a palette
    REFERENCE = "reference"  # a photo to draw over; the generator does not see it
    RESULT = "result"  # a generated picture that was kept

    @property
    def level(self) -> int:
        """Photos lie below label maps, label maps below colour hints, and hints below lines."""
        return {Kind.SKETCH: 3, Kind.HINTS: 2, Kind.LABELS: 1}.get(self, 0)

    @property
    def hard(self) -> bool:
        """Whether colours must never mix there: every brush is opaque and has crisp edges."""
        return self in (Kind.HINTS, Kind.LABELS)


class Blend(StrEnum):
    """How a layer's colours meet those below it."""

    NORMAL = "normal"
    MULTIPLY = "multiply"
    SCREEN = "screen"


@dataclass(eq=False)
class Layer:
    """One layer of a document.

    id: unique within its document. pixels: HxWx4 uint8, straight alpha, C-contiguous, the size of the document.
    opacity: 0..1. note: how the pixels were made (JSON: model, seed ...), "" when drawn by hand.
    Change a layer through a tool or an edit, or tell the document afterwards (`Document.changed`).
    """

    id: int
    name: str
    kind: Kind
    pixels: Pixels
    visible: bool = True
    opacity: float = 1.0
    locked: bool = False
    note: str = ""
    blend: Blend = Blend.NORMAL

    @property
    def shown(self) -> bool:
        """Whether any of it can be seen."""
        return self.visible and self.opacity > 0

    def check_unlocked(self) -> None:
        """Raises LockedError when the layer must not change."""
        if self.locked:
            raise LockedError(f"The layer “{self.name}” is locked; unlock it to change it.")

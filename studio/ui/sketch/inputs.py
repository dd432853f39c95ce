"""What goes into a model: the lines of a drawing, or the photo below it."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from studio.core.generate import GenerateRequest
from studio.core.picture import Picture
from studio.document.blend import on_white
from studio.document.document import Document
from studio.document.layer import Kind, Pixels
from studio.ui.sketch.generation import Generation
from studio.ui.sketch.session import SketchSession

PAPER = 250  # from this value on, a pixel of the sketch is paper
_ROWS = 64  # looked at at a time


class Input(Protocol):
    """What a room makes pictures of."""

    def request(self) -> GenerateRequest | None:
        """What the model would be asked for now, at full size; None without a model or with nothing to make it of."""
        ...


class CanvasInput:
    """Turns the canvas as it is into a request; what did not change is not looked at again."""

    def __init__(self, session: SketchSession, generation: Generation) -> None:
        self._session, self._generation = session, generation
        self._photo: tuple[np.ndarray, Picture] | None = None  # a layer's pixels as they were, and on white
        self._blank: tuple[Picture, bool] | None = None

    def request(self) -> GenerateRequest | None:
        """What the model would be asked for now, at full size; None without a model or with nothing on the canvas."""
        generator = self._generation.generator
        if generator is None:
            return None
        hints = self._session.hints() if generator.hints else None
        match generator.kind:
            case "picture":
                source = self._reference()
            case _:
                source = self._lines(blank=hints is None)
        return None if source is None else GenerateRequest(source, self._generation.params(), hints)

    def _lines(self, blank: bool) -> Picture | None:
        picture = self._session.source()
        if self._blank is None or self._blank[0] is not picture:
            self._blank = picture, not _drawn(picture)
        return None if blank and self._blank[1] else picture

    def _reference(self) -> Picture | None:
        """The topmost photo below the drawing, in full strength."""
        pixels = reference_pixels(self._session.document)
        if pixels is None:
            return None
        if self._photo is None or not np.array_equal(self._photo[0], pixels):
            self._photo = pixels.copy(), Picture(on_white(pixels))
        return self._photo[1]


def _drawn(picture: Picture) -> bool:
    """Whether anything is on the paper; found soon where there is much."""
    pixels = picture.pixels
    return any(pixels[top : top + _ROWS].min() < PAPER for top in range(0, picture.height, _ROWS))


def reference_pixels(document: Document) -> Pixels | None:
    """The topmost photo below the drawing, HxWx4; None without one."""
    layers = [layer for layer in document.of_kind(Kind.REFERENCE) if layer.visible]
    return layers[-1].pixels if layers else None

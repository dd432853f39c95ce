"""Tools that change a layer in one go. Each makes its change and returns the step, None if nothing changed.

All raise KeyError for an unknown layer and LockedError for a locked one.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from studio.document.brush import Brush
from studio.document.document import Document
from studio.document.edits import Edit, FlipEdit, finish
from studio.document.fill import flood_fill
from studio.document.frame import Cut, FrameEdit
from studio.document.layer import Colour, Kind
from studio.document.patch import Before
from studio.document.rect import Rect
from studio.document.stroke import Stroke, Symmetry

__all__ = ["Move", "clear", "flip", "flood_fill", "line", "move_layer", "pick"]


def line(
    document: Document,
    layer_id: int,
    start: tuple[float, float],
    end: tuple[float, float],
    brush: Brush,
    pressure: float = 1.0,
    symmetry: Symmetry = Symmetry.NONE,
    within: NDArray[np.bool_] | None = None,
) -> Edit | None:
    """A straight stroke between two points (x, y), with one pressure. within: HxW, where pixels may change."""
    stroke = Stroke(document, layer_id, brush, symmetry=symmetry, text="Line", within=within)
    stroke.begin(*start, pressure)
    stroke.move(*end, pressure)
    return stroke.end()


def pick(document: Document, x: float, y: float, kinds: Collection[Kind] | None = None) -> Colour:
    """The colour seen at this point (of layers of these kinds), on white paper; outside, that of the nearest pixel."""
    column = min(max(int(x), 0), document.width - 1)
    row = min(max(int(y), 0), document.height - 1)
    red, green, blue, alpha = (int(value) for value in document.composite(Rect(column, row, 1, 1), kinds)[0, 0])
    red, green, blue = ((value * alpha + 255 * (255 - alpha) + 127) // 255 for value in (red, green, blue))
    return red, green, blue


def clear(document: Document, layer_id: int) -> Edit | None:
    """Empties a layer."""
    layer = document.layer(layer_id)
    layer.check_unlocked()
    before = Before(layer.pixels)
    before.keep(document.rect)
    layer.pixels[...] = 0
    return finish(document, layer_id, before, "Clear")


def flip(document: Document, horizontal: bool, layer_id: int | None = None) -> Edit:
    """Mirrors one layer, or with None the whole drawing. horizontal: left and right change places."""
    layers = document.layers if layer_id is None else (document.layer(layer_id),)
    for layer in layers:
        layer.check_unlocked()
    text = "Flip horizontally" if horizontal else "Flip vertically"
    edit = FlipEdit(text, tuple(layer.id for layer in layers), horizontal)
    edit.redo(document)
    return edit


def move_layer(document: Document, layer_id: int, dx: int, dy: int) -> Edit | None:
    """Shifts a layer by whole pixels; what leaves the document is gone (until undone)."""
    move = Move(document, layer_id)
    move.to(dx, dy)
    return move.end()


class Move:
    """A layer being dragged; its pixels follow the hand."""

    def __init__(self, document: Document, layer_id: int) -> None:
        layer = document.layer(layer_id)
        layer.check_unlocked()
        self.document = document
        self.layer_id = layer_id
        self._pixels = layer.pixels
        self._before = Before(layer.pixels)
        self._before.keep(document.rect)
        self._offset = (0, 0)

    def to(self, dx: int, dy: int) -> Rect | None:
        """Shifts the layer by so much from where it was at first. Returns where pixels changed, None if nowhere."""
        if (dx, dy) == self._offset:
            return None
        self._offset = (dx, dy)
        area = self.document.rect
        target = Rect(dx, dy, area.width, area.height).intersect(area)
        self._pixels[...] = 0
        if not target.is_empty:
            origin = Rect(target.x - dx, target.y - dy, target.width, target.height)
            self._pixels[target.slices] = self._before.pixels[origin.slices]
        self.document.changed(self.layer_id)
        return area

    def end(self) -> Edit | None:
        """Lets go. Returns the finished step, None if nothing changed."""
        before, (dx, dy) = self._before.pixels, self._offset
        if self._offset == (0, 0) or not before.any():
            return None
        frame = Rect(-dx, -dy, self.document.width, self.document.height)
        return FrameEdit("Move", frame, {self.layer_id: Cut(before, frame)}, self.layer_id)

    def abandon(self) -> Rect | None:
        """Puts the layer back. Returns where pixels changed."""
        rect = self._before.restore()
        self.document.changed(self.layer_id, rect)
        return rect

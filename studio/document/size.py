"""Another size of the whole drawing: cropped, given more room, or scaled. Locked layers change with the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from PIL import Image

from studio.core.resize import resize_array
from studio.document.document import MAX_SIDE, Document
from studio.document.edits import Edit
from studio.document.frame import FrameEdit
from studio.document.layer import Kind, Pixels
from studio.document.rect import Rect
from studio.document.store import Store


@dataclass(eq=False)
class SizeEdit:
    """The document was scaled. Here wait the layers as they are on the other side of the step.

    size: width and height there.
    """

    text: str
    size: tuple[int, int]
    layers: dict[int, Store]
    rect: Rect | None = field(default=None, init=False)
    areas: tuple[Rect, ...] = field(default=(), init=False)
    structural: bool = field(default=True, init=False)

    @property
    def nbytes(self) -> int:
        return sum(store.nbytes for store in self.layers.values())

    def undo(self, document: Document) -> None:
        size = document.width, document.height
        here = {layer.id: Store(layer.pixels) for layer in document.layers}
        document.resize(*self.size, {layer_id: store.take() for layer_id, store in self.layers.items()})
        self.size, self.layers = size, here

    redo = undo

    def pack(self, limit: int) -> int:
        done = 0
        for store in self.layers.values():
            done += store.pack(limit - done) if done < limit else 0
        return done

    def twin(self) -> Edit:
        return SizeEdit(self.text, self.size, {layer_id: store.twin() for layer_id, store in self.layers.items()})


def reframe(document: Document, frame: Rect, text: str = "Canvas size") -> Edit | None:
    """Makes `frame` (pixels of the document as it is) the whole of it: what lies outside goes, new room is see-through.

    None if that is what it is already. Raises ValueError for a frame that is empty or longer than 8192 pixels.
    """
    if frame == document.rect:
        return None
    _check(frame.width, frame.height)
    edit = FrameEdit(text, frame, {})
    edit.redo(document)
    return edit


def crop(document: Document, frame: Rect) -> Edit | None:
    """Cuts the document down to `frame`. Raises ValueError when nothing of it lies inside."""
    return reframe(document, frame.intersect(document.rect), "Crop")


def anchored(document: Document, width: int, height: int, across: float = 0.5, down: float = 0.5) -> Rect:
    """The frame for a canvas of another size. across, down: which part of the drawing stays where it is, 0..1.

    0 is the left (upper) edge, so that room is added or taken at the right (below); 0.5 the middle, 1 the other edge.
    """
    x, y = round((document.width - width) * across), round((document.height - height) * down)
    return Rect(x, y, width, height)


def scaled_layers(document: Document, width: int, height: int) -> dict[int, Pixels]:
    """The pixels of every layer, by id, enlarged or reduced to this size. Changes nothing; takes a while.

    Label maps and colour hints keep their hard edges and exactly their colours. Raises ValueError for a wrong size.
    """
    _check(width, height)
    return {layer.id: _scaled(layer.pixels, layer.kind, width, height) for layer in document.layers}


def scale(document: Document, width: int, height: int, layers: Mapping[int, Pixels] | None = None) -> Edit | None:
    """Enlarges or reduces the whole drawing; None if it has this size. ValueError for a size that cannot be.

    layers: what `scaled_layers` gave for the document as it is.
    """
    if (width, height) == (document.width, document.height):
        return None
    pixels = scaled_layers(document, width, height) if layers is None else layers
    return _resized(document, width, height, pixels, "Scale the drawing")


def _scaled(pixels: Pixels, kind: Kind, width: int, height: int) -> Pixels:
    if not pixels.any():
        return np.zeros((height, width, 4), np.uint8)
    if kind.hard:
        image = Image.fromarray(pixels).resize((width, height), Image.Resampling.NEAREST)
        return np.array(image)
    result = np.array(resize_array(pixels, width, height))
    result[result[..., 3] == 0] = 0
    return result


def _resized(document: Document, width: int, height: int, layers: Mapping[int, Pixels], text: str) -> Edit:
    edit = SizeEdit(text, (document.width, document.height), {})
    before = {layer.id: Store(layer.pixels) for layer in document.layers}
    document.resize(width, height, layers)
    edit.layers = before
    return edit


def _check(width: int, height: int) -> None:
    if not (1 <= width <= MAX_SIDE and 1 <= height <= MAX_SIDE):
        raise ValueError(f"a drawing has 1 to {MAX_SIDE} pixels on either side, not {width} x {height}")

"""Another part of the plane becomes the drawing, or a layer: what leaves it is cut off, and kept for the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from studio.document.document import Document
from studio.document.edits import Edit
from studio.document.layer import Layer, Pixels
from studio.document.rect import Rect
from studio.document.store import Store

_ROWS = 64  # looked at at a time


def show(pixels: Pixels, frame: Rect, result: Pixels) -> None:
    """Writes what `frame` shows of `pixels` (HxWx4) into `result`, which is see-through and of the frame's size."""
    whole = Rect(0, 0, pixels.shape[1], pixels.shape[0])
    kept = frame.intersect(whole)
    if kept.is_empty:
        return
    source, target = pixels[kept.slices], result[_moved(kept, -frame.x, -frame.y).slices]
    for top in range(0, kept.height, _ROWS):
        band = source[top : top + _ROWS]
        if band.any():  # zeros cost no memory until something is written there
            target[top : top + _ROWS] = band


class Cut:
    """What of `pixels` lies outside of `frame`. `nbytes`: memory it takes."""

    def __init__(self, pixels: Pixels, frame: Rect) -> None:
        self.size = pixels.shape[1], pixels.shape[0]
        self._parts = [(part, Store(pixels[part.slices].copy())) for part in _outside(self.size, frame)]

    @property
    def nbytes(self) -> int:
        return sum(store.nbytes for _, store in self._parts)

    def back(self, pixels: Pixels, frame: Rect, result: Pixels) -> None:
        """Writes the whole again into `result`, see-through so far: `pixels` are what `frame` showed. Only once."""
        show(pixels, Rect(-frame.x, -frame.y, *self.size), result)
        for part, store in self._parts:
            result[part.slices] = store.take()

    def pack(self, limit: int) -> int:
        """As `Store.pack`."""
        done = 0
        for _, store in self._parts:
            done += store.pack(limit - done) if done < limit else 0
        return done

    def twin(self) -> Cut:
        """As `Store.twin`."""
        other = object.__new__(Cut)
        other.size = self.size
        other._parts = [(part, store.twin()) for part, store in self._parts]
        return other


@dataclass(eq=False)
class FrameEdit:
    """Layers were cut to a frame: the document was (layer_id None), or one layer was moved. cuts: while it is done."""

    text: str
    frame: Rect
    cuts: dict[int, Cut]
    layer_id: int | None = None
    size: tuple[int, int] = (0, 0)  # of the document before it was cut
    rect: Rect | None = field(default=None, init=False)
    areas: tuple[Rect, ...] = field(default=(), init=False)

    @property
    def structural(self) -> bool:
        return self.layer_id is None

    @property
    def nbytes(self) -> int:
        return sum(cut.nbytes for cut in self.cuts.values())

    def undo(self, document: Document) -> None:
        cuts, self.cuts = self.cuts, {}

        def back(layer: Layer, pixels: Pixels) -> None:
            cuts[layer.id].back(layer.pixels, self.frame, pixels)

        if self.layer_id is None:
            width, height = self.size
            document.resize(width, height, _empty(document, width, height), back)
        else:
            self._put(document, back)

    def redo(self, document: Document) -> None:
        layers = document.layers if self.layer_id is None else (document.layer(self.layer_id),)
        self.cuts = {layer.id: Cut(layer.pixels, self.frame) for layer in layers}

        def cut(layer: Layer, pixels: Pixels) -> None:
            show(layer.pixels, self.frame, pixels)

        if self.layer_id is None:
            width, height = self.frame.width, self.frame.height
            self.size = document.width, document.height
            document.resize(width, height, _empty(document, width, height), cut)
        else:
            self._put(document, cut)

    def _put(self, document: Document, fill: Callable[[Layer, Pixels], None]) -> None:
        assert self.layer_id is not None
        layer = document.layer(self.layer_id)
        pixels = np.zeros_like(layer.pixels)
        fill(layer, pixels)
        layer.pixels[...] = pixels
        document.changed(self.layer_id)

    def pack(self, limit: int) -> int:
        done = 0
        for cut in self.cuts.values():
            done += cut.pack(limit - done) if done < limit else 0
        return done

    def twin(self) -> Edit:
        cuts = {layer_id: cut.twin() for layer_id, cut in self.cuts.items()}
        return FrameEdit(self.text, self.frame, cuts, self.layer_id, self.size)


def _empty(document: Document, width: int, height: int) -> dict[int, Pixels]:
    return {layer.id: np.zeros((height, width, 4), np.uint8) for layer in document.layers}


def _moved(rect: Rect, dx: int, dy: int) -> Rect:
    return Rect(rect.x + dx, rect.y + dy, rect.width, rect.height)


def _outside(size: tuple[int, int], frame: Rect) -> list[Rect]:
    """The parts of a picture of this size (width, height) that lie outside of a frame: up to four."""
    whole = Rect(0, 0, *size)
    kept = frame.intersect(whole)
    if kept.is_empty:
        return [whole]
    parts = (
        Rect(0, 0, whole.width, kept.y), Rect(0, kept.bottom, whole.width, whole.height - kept.bottom),
        Rect(0, kept.y, kept.x, kept.height), Rect(kept.right, kept.y, whole.width - kept.right, kept.height),
    )  # fmt: skip
    return [part for part in parts if not part.is_empty]

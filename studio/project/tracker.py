"""Which pixels of a document have changed: taken a few megabytes at a time, so that the hand never waits."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studio.document.document import Document
from studio.document.layer import Layer, Pixels, words
from studio.document.rect import Rect

TILE = 128  # pixels a side


@dataclass(frozen=True, slots=True)
class Fresh:
    """From here on the layer is empty and of this size, whatever was told of it before."""

    layer_id: int
    width: int
    height: int


@dataclass(frozen=True, eq=False, slots=True)
class Tile:
    """Pixels of one tile of a layer, those of column `column` and row `row` of the grid.

    pixels: up to TILE x TILE x 4, a view of the document that holds until the next event, so copy it; None: empty.
    """

    layer_id: int
    row: int
    column: int
    pixels: Pixels | None


Change = Fresh | Tile


class Tracker:
    """Watches a document and hands out its changes tile by tile; at first that is everything there is.

    Whoever applies all changes to what they had before gets the layers as they are when `pending` has become False.
    Layers that are gone are not told of: look at the document's list of layers at that moment.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.version = 0  # grows with every change
        self._known: dict[int, _Known] = {}
        self._settings = True  # names, order and such have changed
        self._unwatch = document.watch(self._note)
        self._sync()

    @property
    def pending(self) -> bool:
        """Whether pixels have changed that nobody has taken yet."""
        self._sync()
        return any(known.fresh or known.dirty.any() for known in self._known.values())

    @property
    def left(self) -> int:
        """Bytes of pixels that are still to be looked at."""
        self._sync()
        return sum(int(np.count_nonzero(known.dirty)) for known in self._known.values()) * TILE * TILE * 4

    @property
    def changed(self) -> bool:
        """Whether anything has changed since `settle`: pixels, or the layers' list, names and settings."""
        return self._settings or self.pending

    def settle(self) -> None:
        """The layers' list, names and settings are known now."""
        self._settings = False

    def take(self, limit: int) -> Iterator[Change]:
        """The next changes, about `limit` bytes of pixels looked at. Use each one before asking for the next."""
        self._sync()
        for layer in self.document.layers:
            known = self._known[layer.id]
            if known.fresh:
                known.fresh, known.begun = False, True
                yield Fresh(layer.id, layer.pixels.shape[1], layer.pixels.shape[0])
            for row, columns in enumerate(known.dirty):
                if not columns.any():
                    continue
                if limit <= 0:
                    return
                limit -= int(np.count_nonzero(columns)) * TILE * TILE * 4
                known.taken[row] |= columns
                yield from _row(layer, row, columns, known.told[row])
                columns[...] = False

    def kept(self) -> None:
        """What was taken so far is safe."""
        for known in self._known.values():
            known.taken[...] = False
            known.begun = False

    def lost(self) -> None:
        """What was taken since `kept` is lost: hand it out again."""
        self._settings = True
        for known in self._known.values():
            if known.begun:
                known.start()
            known.dirty |= known.taken
            known.told |= known.taken

    def restart(self) -> None:
        """Everything that was ever taken is lost: hand it all out again."""
        self._settings = True
        for known in self._known.values():
            known.start()

    def close(self) -> None:
        """Stops watching."""
        if self._unwatch is not None:
            self._unwatch()
            self._unwatch = None

    def _note(self, layer_id: int, rect: Rect | None) -> None:
        self.version += 1
        known = self._known.get(layer_id)
        if rect is None:
            self._settings = True
        elif known is not None and not rect.is_empty:
            top, left = max(0, rect.y) // TILE, max(0, rect.x) // TILE
            known.dirty[top : -(-rect.bottom // TILE), left : -(-rect.right // TILE)] = True

    def _sync(self) -> None:
        """Follows layers that have come, gone, or have other memory than before."""
        layers = self.document.layers
        for layer in layers:
            known = self._known.get(layer.id)
            if known is None or known.source() is not layer.pixels:
                self._known[layer.id] = _Known(layer.pixels)
        if len(self._known) > len(layers):
            present = {layer.id for layer in layers}
            self._known = {key: known for key, known in self._known.items() if key in present}
            self._settings = True


class _Known:
    """One layer, tile by tile.

    fresh: it has yet to be begun. dirty: to be handed out. told: said to have pixels, the others are known to be
    empty. begun, taken: what happened since `kept`.
    """

    def __init__(self, pixels: Pixels) -> None:
        self.source = weakref.ref(pixels)
        height, width = pixels.shape[:2]
        shape = (-(-height // TILE), -(-width // TILE))
        self.dirty, self.told, self.taken = np.zeros((3, *shape), bool)
        self.start()

    def start(self) -> None:
        self.fresh, self.begun = True, False
        self.dirty[...] = True
        self.told[...] = self.taken[...] = False


def _row(layer: Layer, row: int, columns: NDArray[np.bool_], told: NDArray[np.bool_]) -> Iterator[Tile]:
    """The tiles of one row that have changed."""
    band = layer.pixels[row * TILE : (row + 1) * TILE]
    if not told.any() and not words(band).any():
        return
    for column in np.flatnonzero(columns):
        pixels = band[:, column * TILE : (column + 1) * TILE]
        if words(pixels).any():
            told[column] = True
            yield Tile(layer.id, row, int(column), pixels)
        elif told[column]:
            told[column] = False
            yield Tile(layer.id, row, int(column), None)

"""What a gesture changed of a layer's pixels, kept small.

The document is cut into tiles. The first time a gesture touches a tile its pixels are set aside, and in the end each
tile's difference (before XOR after) is kept. A difference takes the pixels either way, exactly, and packs well,
because most of it is zero. It holds only for the pixels it was taken from: every change must go through the history.
"""

from __future__ import annotations

import zlib

import numpy as np
from numpy.typing import NDArray

from studio.document.document import Document
from studio.document.layer import Pixels, words
from studio.document.rect import EMPTY, Rect

TILE = 64  # pixels
_STRIP = 2 * TILE  # pixels
_LEVEL = 1  # of zlib: the fastest


class Patch:
    """The difference a gesture made to one layer. `nbytes`: memory it takes.

    `rect`: where; `areas`: the same more closely, strip by strip, because a long stroke leaves most of its rect alone.
    """

    def __init__(self, layer_id: int, tiles: list[tuple[Rect, NDArray[np.uint32]]]) -> None:
        self.layer_id = layer_id
        self.rect = EMPTY
        strips: dict[int, Rect] = {}
        for rect, _ in tiles:
            self.rect = self.rect.union(rect)
            strips[rect.y // _STRIP] = rect.union(strips.get(rect.y // _STRIP))
        self.areas = tuple(strips.values())
        self._plain = tiles
        self._packed: list[tuple[Rect, bytes]] = []
        self.nbytes = sum(difference.nbytes for _, difference in tiles)

    def apply(self, document: Document) -> None:
        """Turns before into after, or after into before."""
        pixels = words(document.layer(self.layer_id).pixels)
        for rect, difference in self._plain:
            pixels[rect.slices] ^= difference
        for rect, packed in self._packed:
            pixels[rect.slices] ^= np.frombuffer(zlib.decompress(packed), np.uint32).reshape(rect.height, rect.width)
        self.tell(document)

    def tell(self, document: Document) -> None:
        """Lets the document know where its pixels have changed."""
        for area in self.areas:
            document.changed(self.layer_id, area)

    def pack(self, limit: int) -> int:
        """Packs tiles until `limit` bytes are done; returns how many were. 0: everything is packed."""
        done = 0
        while self._plain and done < limit:
            rect, difference = self._plain.pop()
            packed = zlib.compress(difference.data, _LEVEL)
            self._packed.append((rect, packed))
            self.nbytes += len(packed) - difference.nbytes
            done += difference.nbytes
        return done

    def twin(self) -> Patch:
        """The same difference, for another thread; its memory is shared."""
        other = object.__new__(Patch)
        other.layer_id, other.rect, other.areas, other.nbytes = self.layer_id, self.rect, self.areas, self.nbytes
        other._plain, other._packed = list(self._plain), list(self._packed)
        return other


class Before:
    """The pixels of a layer as they were before a gesture, set aside tile by tile as they are touched."""

    def __init__(self, pixels: Pixels) -> None:
        self._pixels = pixels
        self._kept = np.zeros((-(-pixels.shape[0] // TILE), -(-pixels.shape[1] // TILE)), bool)
        self.pixels = np.empty_like(pixels)  # valid only where something was kept

    def keep(self, rect: Rect) -> None:
        """Sets these pixels aside; call it before changing them. The rectangle must lie inside the layer."""
        if rect.is_empty:
            return
        top, left = rect.y // TILE, rect.x // TILE
        kept = self._kept[top : (rect.bottom - 1) // TILE + 1, left : (rect.right - 1) // TILE + 1]
        if kept.all():
            return
        if not kept.any():
            block = _slices(top, left, *kept.shape)
            self.pixels[block] = self._pixels[block]
        else:
            for row, column in zip(*np.nonzero(~kept), strict=True):
                tile = _slices(top + row, left + column)
                self.pixels[tile] = self._pixels[tile]
        kept[...] = True

    def restore(self) -> Rect:
        """Puts everything back; returns where."""
        rect = EMPTY
        for row, column in np.argwhere(self._kept):
            tile = _slices(row, column)
            self._pixels[tile] = self.pixels[tile]
            rect = rect.union(self._rect(row, column))
        self._kept[...] = False
        return rect

    def patch(self, layer_id: int) -> Patch | None:
        """What has changed since, or None if nothing has."""
        before, after = words(self.pixels), words(self._pixels)
        tiles = []
        for row, column in np.argwhere(self._kept):
            tile = _slices(row, column)
            difference = before[tile] ^ after[tile]
            if difference.any():
                tiles.append((self._rect(row, column), difference))
        return Patch(layer_id, tiles) if tiles else None

    def _rect(self, row: int, column: int) -> Rect:
        height, width = self._pixels.shape[:2]
        y, x = int(row) * TILE, int(column) * TILE
        return Rect(x, y, min(TILE, width - x), min(TILE, height - y))


def _slices(row: int, column: int, rows: int = 1, columns: int = 1) -> tuple[slice, slice]:
    return slice(row * TILE, (row + rows) * TILE), slice(column * TILE, (column + columns) * TILE)

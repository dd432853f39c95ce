"""What the brush covers: footprints made once and reused, and for thin brushes the very shape of the line."""

from __future__ import annotations

import math
from collections import OrderedDict

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.uint8]

_CACHE_BYTES = 48 << 20
_FINE = 8  # positions within a pixel that a small brush is told apart at, each way; larger ones make do with fewer


class DabMasks:
    """Masks of one hardness by diameter and position within a pixel; the least used are forgotten."""

    def __init__(self, hardness: float, antialias: bool) -> None:
        self._hardness = hardness
        self._antialias = antialias
        self._masks: OrderedDict[tuple[float, float, float], Mask] = OrderedDict()
        self._bytes = 0

    def place(self, x: float, y: float, diameter: float) -> tuple[Mask, int, int]:
        """How much a dab with its centre at (x, y) covers each pixel: (mask 0..255, left, top)."""
        diameter, phases = self.rounded(diameter)
        left, top = math.floor(x * phases + 0.5), math.floor(y * phases + 0.5)
        column, row = left // phases, top // phases
        mask = self._mask(diameter, left / phases - column, top / phases - row)
        half = mask.shape[0] // 2
        return mask, column - half, row - half

    def rounded(self, diameter: float) -> tuple[float, int]:
        """The diameter to the nearest 1 to 2 percent, and into how many positions a pixel is divided."""
        step = max(0.125, 2.0 ** math.floor(math.log2(max(diameter, 1e-3))) / 128)
        diameter = max(round(diameter / step) * step, 0.125)
        if diameter < 12:
            return diameter, _FINE
        return diameter, 4 if diameter < 96 else 2

    def _mask(self, diameter: float, x: float, y: float) -> Mask:
        key = (diameter, x, y)
        mask = self._masks.get(key)
        if mask is None:
            mask = self._masks[key] = self._make(diameter, x, y)
            self._bytes += mask.nbytes
            while self._bytes > _CACHE_BYTES:
                self._bytes -= self._masks.popitem(last=False)[1].nbytes
        else:
            self._masks.move_to_end(key)
        return mask

    def _make(self, diameter: float, x: float, y: float) -> Mask:
        """A disc around (x, y) of the middle pixel. Below one pixel it fades instead of shrinking."""
        radius = max(diameter, 1.0) / 2
        half = math.ceil(radius + 0.5)
        centres = np.arange(-half, half + 1, dtype=np.float32) + np.float32(0.5)
        squared = np.square(centres - np.float32(y))[:, None] + np.square(centres - np.float32(x))
        if not self._antialias:
            # The pixel under the centre belongs to the dab however small it is.
            return np.where(squared <= max(radius * radius, 0.5), np.uint8(255), np.uint8(0))
        inner = min(self._hardness * radius, radius - 0.5)
        cover = np.sqrt(squared)
        np.subtract(np.float32(radius + 0.5), cover, out=cover)
        cover *= np.float32(1 / (radius + 0.5 - inner))
        np.clip(cover, 0, 1, out=cover)
        if self._hardness < 1:
            cover *= cover * (3 - 2 * cover)
        cover *= np.float32(255 * min(diameter, 1.0))
        cover += np.float32(0.5)
        return cover.astype(np.uint8)


def streak(
    start: tuple[float, float, float, float],
    end: tuple[float, float, float, float],
    hardness: float,
    antialias: bool,
) -> tuple[Mask, int, int]:
    """How much a brush that goes straight from `start` to `end` covers each pixel: (mask 0..255, left, top).

    start, end: x, y, diameter, strength (0..1); between them diameter and strength change evenly. It is what endlessly
    many dabs would give, so a thin line has no beads; for wide brushes dabs are quicker.
    """
    # Positions on a grid, so that mirror images come out exactly alike.
    x0, y0, x1, y1 = (round(value * 64) / 64 for value in (*start[:2], *end[:2]))
    radius0, radius1 = max(start[2], 1.0) / 2, max(end[2], 1.0) / 2
    reach = max(radius0, radius1) + 0.75
    left, top = math.floor(min(x0, x1) - reach), math.floor(min(y0, y1) - reach)
    x = np.arange(left, math.ceil(max(x0, x1) + reach), dtype=np.float32) + np.float32(0.5 - x0)
    y = (np.arange(top, math.ceil(max(y0, y1) + reach), dtype=np.float32) + np.float32(0.5 - y0))[:, None]
    dx, dy = np.float32(x1 - x0), np.float32(y1 - y0)
    squared = dx * dx + dy * dy
    along = x * dx + y * dy
    along /= max(squared, np.float32(1e-6))
    np.clip(along, 0, 1, out=along)
    distance = np.hypot(x - along * dx, y - along * dy)
    radius = radius0 if radius0 == radius1 else np.float32(radius0) + along * np.float32(radius1 - radius0)
    if not antialias:
        # However thin it is, a pixel is covered everywhere on the way.
        return np.where(distance <= np.maximum(radius, 0.71), np.uint8(255), np.uint8(0)), left, top
    inner = np.minimum(np.float32(hardness) * radius, radius - np.float32(0.5))
    cover = (radius + np.float32(0.5) - distance) / (radius + np.float32(0.5) - inner)
    np.clip(cover, 0, 1, out=cover)
    if hardness < 1:
        cover *= cover * (3 - 2 * cover)
    full0, full1 = 255 * start[3] * min(start[2], 1.0), 255 * end[3] * min(end[2], 1.0)
    cover *= full0 if full0 == full1 else np.float32(full0) + along * np.float32(full1 - full0)
    cover += np.float32(0.5)
    return cover.astype(np.uint8), left, top

"""Painting style masks: soft round dabs, evenly spaced along the path of the pen, in numpy on small rectangles."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studio.core.style_masks import StyleMasks

MASK_SIDE = 512  # pixels of the long side; what is larger looks the same once it is smoothed over the photo
SPACING = 0.2  # of the radius, between two dabs: the edge of a stroke waves by half a percent of the radius
MIN_SPACING = 0.75  # pixels

Plane = NDArray[np.uint8]


@dataclass(frozen=True)
class Rect:
    """Pixels `left <= x < right`, `top <= y < bottom`."""

    left: int
    top: int
    right: int
    bottom: int

    def united(self, other: Rect | None) -> Rect:
        """The smallest rectangle round both."""
        if other is None:
            return self
        left, top = min(self.left, other.left), min(self.top, other.top)
        return Rect(left, top, max(self.right, other.right), max(self.bottom, other.bottom))

    @property
    def slices(self) -> tuple[slice, slice]:
        """Rows and columns, to index an array."""
        return slice(self.top, self.bottom), slice(self.left, self.right)


@dataclass(frozen=True)
class Dab:
    """One touch of the brush. x, y: in pixels from the sheet's corner (pixel i reaches from i to i + 1).

    softness: 0 has an edge one pixel wide, 1 is soft to the middle. opacity: 0..1.
    """

    x: float
    y: float
    radius: float
    softness: float
    opacity: float = 1.0


def mask_size(width: int, height: int) -> tuple[int, int]:
    """Width and height of the masks of a photo of this size."""
    scale = MASK_SIDE / max(width, height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def coverage(dab: Dab, width: int, height: int) -> tuple[Rect, Plane] | None:
    """How much of the pixels round `dab` it covers (255: all), on a sheet of this size; None beside it."""
    reach = dab.radius + 1
    left, right = max(0, math.floor(dab.x - reach)), min(width, math.ceil(dab.x + reach))
    top, bottom = max(0, math.floor(dab.y - reach)), min(height, math.ceil(dab.y + reach))
    if left >= right or top >= bottom:
        return None
    across = np.arange(left, right, dtype=np.float32) + np.float32(0.5 - dab.x)
    down = np.arange(top, bottom, dtype=np.float32) + np.float32(0.5 - dab.y)
    rim = np.sqrt(across * across + (down * down)[:, None])
    np.subtract(dab.radius + 0.5, rim, out=rim)
    rim /= max(1.0, dab.radius * dab.softness + 0.5)
    np.clip(rim, 0, 1, out=rim)
    smooth = rim * rim * (3 - 2 * rim)
    smooth *= 255 * dab.opacity
    smooth += 0.5
    return Rect(left, top, right, bottom), smooth.astype(np.uint8)


class DabPath:
    """Turns the points of a stroke into evenly spaced dabs; what lies between two points is interpolated."""

    def __init__(self) -> None:
        self._last: Dab | None = None
        self._left = 0.0  # distance to go until the next dab

    def move_to(self, to: Dab) -> list[Dab]:
        """The dabs between the last point and `to`; the first point is a dab itself."""
        last, self._last = self._last, to
        if last is None:
            self._left = _spacing(to.radius)
            return [to]
        length = math.hypot(to.x - last.x, to.y - last.y)
        dabs: list[Dab] = []
        at = self._left
        while at <= length and length > 0:
            dabs.append(_between(last, to, at / length))
            at += _spacing(dabs[-1].radius)
        self._left = at - length
        return dabs


def _spacing(radius: float) -> float:
    return max(MIN_SPACING, SPACING * radius)


def _between(one: Dab, other: Dab, share: float) -> Dab:
    def mix(a: float, b: float) -> float:
        return a + (b - a) * share

    return Dab(
        mix(one.x, other.x), mix(one.y, other.y), mix(one.radius, other.radius),
        other.softness, mix(one.opacity, other.opacity),
    )  # fmt: skip


class MaskSheet:
    """The planes under the brush. A stroke covers each pixel as much as its strongest dab does.

    The planes never add up to more than 255: what one style gains, the others lose. All work is done on whole
    numbers, so that equal strokes give equal planes.
    """

    def __init__(self, width: int, height: int, masks: StyleMasks | None = None) -> None:
        """A sheet of this size; `masks` of another size are not taken over."""
        self.width, self.height = width, height
        self.planes: dict[str, Plane] = {}
        self._frozen: dict[str, Plane] = {}
        for style, plane in masks.planes if masks else ():
            if plane.shape == (height, width):
                self.planes[style] = plane.copy()
                self._frozen[style] = plane
        self._before: dict[str, Plane] = {}
        self._covered = np.zeros((height, width), np.uint8)
        self.style: str | None = None  # that the last stroke painted; None: it erased

    # --- strokes -----------------------------------------------------------------------------------------------------

    def begin(self, style: str | None) -> None:
        """Starts a stroke that paints `style`, or None: one that erases back to the mix."""
        self.style = style
        if style is not None and style not in self.planes:
            self.planes[style] = np.zeros((self.height, self.width), np.uint8)
        self._before = {name: plane.copy() for name, plane in self.planes.items()}
        self._covered[:] = 0

    def add(self, dabs: Sequence[Dab]) -> Rect | None:
        """Lays `dabs` down; the pixels that may have changed."""
        dirty: Rect | None = None
        for dab in dabs:
            if (found := coverage(dab, self.width, self.height)) is not None:
                rect, cover = found
                part = self._covered[rect.slices]
                np.maximum(part, cover, out=part)
                dirty = rect.united(dirty)
        if dirty is not None:
            self._compose(dirty, self._covered[dirty.slices], self._before, self.style)
        return dirty

    def _compose(self, rect: Rect, cover: Plane, before: dict[str, Plane], style: str | None) -> None:
        """Paints `style` over the planes `before` where `cover` says so."""
        gain = cover.astype(np.uint16)
        lose = 255 - gain
        for name, plane in self.planes.items():
            was = before[name][rect.slices]
            if name == style:
                plane[rect.slices] = was + ((255 - was) * gain + 127) // 255
            else:
                plane[rect.slices] = was * lose // 255

    # --- the whole plane ---------------------------------------------------------------------------------------------

    def invert(self, style: str) -> None:
        """Paints `style` where it was not, and takes it away where it was."""
        whole = Rect(0, 0, self.width, self.height)
        was = self.planes.get(style, np.zeros((self.height, self.width), np.uint8))
        self.planes[style] = np.zeros_like(was)
        self._compose(whole, 255 - was, {**self.planes}, style)

    def clear(self, style: str) -> None:
        """Takes `style` away everywhere."""
        self.planes.pop(style, None)

    # --- what others see ---------------------------------------------------------------------------------------------

    def frozen(self) -> StyleMasks | None:
        """The painted planes as a value of their own, None if nothing is painted.

        Planes that did not change since the last time are the same arrays as then: undo steps share them.
        """
        kept: dict[str, Plane] = {}
        for style in sorted(self.planes):
            plane, old = self.planes[style], self._frozen.get(style)
            if old is not None and np.array_equal(old, plane):
                kept[style] = old
            elif plane.any():
                kept[style] = plane.copy()
                kept[style].flags.writeable = False
        self._frozen = kept
        return StyleMasks(tuple(kept.items())) if kept else None

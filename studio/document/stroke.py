"""A stroke of the brush, painted as the pen moves."""

from __future__ import annotations

import math
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from studio.document.blend import UNIT, erase, paint
from studio.document.brush import Brush, PressureCurve
from studio.document.dabs import DabMasks, Mask, streak
from studio.document.document import Document
from studio.document.edits import Edit, finish
from studio.document.layer import Kind
from studio.document.patch import Before
from studio.document.path import Path, Point, Stabiliser
from studio.document.rect import EMPTY, Rect, union

_WAVE = 0.03  # pixels that the edge of a stroke may wave between two dabs
_BATCH = 1 << 16  # pixels composed at a time
_THIN = 16.0  # pixels: brushes up to this size draw their lines as shapes, wider ones as dabs
_PIECE = 48.0  # pixels: long thin lines are drawn in pieces, each in a rectangle of its own
_LINEAR = PressureCurve()
_TEXTS = {Kind.HINTS: "Colour hint", Kind.LABELS: "Paint"}

_Mark = tuple[Mask, int, int, int]  # what is covered (0..255), its left and top, how much of it counts (0..255)


class Symmetry(StrEnum):
    """Which mirror images of a stroke are painted with it, about the middle of the document."""

    NONE = "none"
    VERTICAL = "vertical"  # the axis stands upright: left and right are mirrored
    HORIZONTAL = "horizontal"  # the axis lies: above and below are mirrored
    BOTH = "both"


class Stroke:
    """One gesture of the brush on one layer; the layer's pixels follow as it moves.

    A stroke covers each pixel as much as its strongest dab does, and is laid over the pixels from before with the
    brush's opacity, so where it crosses itself it gets no darker. On HINTS and LABELS every brush is hard and opaque.

    x, y: in pixels of the document, with fractions; pressure: 0..1 (a mouse: 1). stabiliser: 0 (off) to 1.
    scale: how many of the document's pixels one pixel of the screen is; it keeps the stabiliser's feel when zooming.
    within: HxW, the only pixels that may change (see `label_tools.free`); None: all.
    Raises KeyError, LockedError.
    """

    def __init__(
        self,
        document: Document,
        layer_id: int,
        brush: Brush,
        curve: PressureCurve = _LINEAR,
        stabiliser: float = 0.0,
        symmetry: Symmetry = Symmetry.NONE,
        *,
        scale: float = 1.0,
        text: str = "",
        within: NDArray[np.bool_] | None = None,
    ) -> None:
        layer = document.layer(layer_id)
        layer.check_unlocked()
        self.document = document
        self.layer_id = layer_id
        self.brush = brush.hard() if layer.kind.hard else brush
        self.symmetry = symmetry
        self.text = text or ("Erase" if brush.erase else _TEXTS.get(layer.kind, "Stroke"))
        self._within = within
        self._curve = curve
        self._stabiliser = Stabiliser(stabiliser, scale)
        self._path = Path(scale)
        self._masks = _masks(self.brush)
        self._thin = self.brush.size <= _THIN
        self._pixels = layer.pixels
        self._before = Before(layer.pixels)
        self._cover = np.zeros(layer.pixels.shape[:2], np.uint8)
        self._alpha = UNIT * np.float32(self.brush.opacity)
        self._at: Point = (0.0, 0.0, 0.0)
        self._due = 0.0  # pixels from `_at` to the next dab

    def begin(self, x: float, y: float, pressure: float = 1.0) -> Rect | None:
        """The pen touches. Returns where pixels of the layer changed, None if nowhere."""
        point = self._point(x, y, pressure)
        self._stabiliser.start(point)
        self._path.start(point)
        self._at, self._due = point, self._spacing(point[2])
        return self._paint([point, point])

    def move(self, x: float, y: float, pressure: float = 1.0) -> Rect | None:
        """The pen moves. Returns where pixels of the layer changed, None if nowhere."""
        return self._go(self._stabiliser.follow(self._point(x, y, pressure)))

    def end(self) -> Edit | None:
        """The pen lifts: the brush catches up with it. Returns the finished step, None if nothing changed."""
        pen = self._stabiliser.pen
        self._go(pen)
        self._paint([pen, pen])
        return finish(self.document, self.layer_id, self._before, self.text)

    def abandon(self) -> Rect | None:
        """Takes the stroke back. Returns where pixels of the layer changed, None if nowhere."""
        rect = self._before.restore()
        self._cover[rect.slices] = 0
        if rect.is_empty:
            return None
        self.document.changed(self.layer_id, rect)
        return rect

    def _point(self, x: float, y: float, pressure: float) -> Point:
        """Far away is far enough: a pen that leaves the document must not paint for ever out there."""
        width, height = self.document.width + self.brush.size, self.document.height + self.brush.size
        if not (math.isfinite(x) and math.isfinite(y) and math.isfinite(pressure)):
            return self._at
        return min(max(x, -width), 2 * width), min(max(y, -height), 2 * height), self._curve(pressure)

    def _go(self, to: Point) -> Rect | None:
        if math.dist(to[:2], self._at[:2]) < 1e-3:
            # Pressed harder on the spot: the dot grows.
            grows, self._at = to[2] > self._at[2], (*self._at[:2], to[2])
            return self._paint([to, to]) if grows else None
        marks: list[Point] = [self._at] if self._thin else []
        for point in self._path.to(to):
            (self._cut if self._thin else self._walk)(point, marks)
        return self._paint(marks)

    def _cut(self, to: Point, ends: list[Point]) -> None:
        """Adds the ends of the straight pieces on the way to the point."""
        x, y, pressure = self._at
        count = math.ceil(math.dist((x, y), to[:2]) / _PIECE)
        for i in range(1, count):
            t = i / count
            ends.append((x + (to[0] - x) * t, y + (to[1] - y) * t, pressure + (to[2] - pressure) * t))
        ends.append(to)
        self._at = to

    def _walk(self, to: Point, dabs: list[Point]) -> None:
        """Sets dabs at even distances on the straight way to the point."""
        x, y, pressure = self._at
        dx, dy, dp = to[0] - x, to[1] - y, to[2] - pressure
        length = math.hypot(dx, dy)
        due = self._due
        while due <= length:
            t = due / length
            here = pressure + dp * t
            dabs.append((x + dx * t, y + dy * t, here))
            due += self._spacing(here)
        self._due = due - length
        self._at = to

    def _diameter(self, pressure: float) -> float:
        return self.brush.size * pressure if self.brush.pressure_size else self.brush.size

    def _spacing(self, pressure: float) -> float:
        # Between two dabs at distance s the edge falls back by s^2 / 8r; its pixels begin half a pixel further in.
        return math.sqrt(8 * _WAVE * max(self._diameter(pressure) / 2 - 0.5, 0.25))

    def _paint(self, points: list[Point]) -> Rect | None:
        """Paints dabs at the points (a thin brush: the line through them) and the mirror images; returns where."""
        rect = None
        if self.brush.opacity <= 0:
            return None
        for image in self._images(points):
            batch: list[_Mark] = []
            bounds = EMPTY
            for mark in self._marks(image):
                mask, x, y, _ = mark
                here = Rect(x, y, mask.shape[1], mask.shape[0])
                both = bounds.union(here)
                if batch and both.area > max(_BATCH, 2 * mask.size):
                    rect = union(rect, self._lay(batch, bounds))
                    batch, both = [], here
                batch.append(mark)
                bounds = both
            rect = union(rect, self._lay(batch, bounds))
        return rect

    def _marks(self, points: list[Point]) -> Iterator[_Mark]:
        brush = self.brush
        if self._thin:
            for start, end in pairwise(points):
                tips = [(x, y, self._diameter(p), p if brush.pressure_opacity else 1.0) for x, y, p in (start, end)]
                if any(diameter > 0 < strength for _, _, diameter, strength in tips):
                    yield *streak(tips[0], tips[1], brush.hardness, brush.antialias), 255
            return
        for x, y, pressure in points:
            diameter = self._diameter(pressure)
            strength = round(255 * pressure) if brush.pressure_opacity else 255
            if diameter > 0 and strength > 0:
                yield *self._masks.place(x, y, diameter), strength

    def _images(self, dabs: list[Point]) -> list[list[Point]]:
        width, height = self.document.width, self.document.height
        images = [dabs]
        if self.symmetry in (Symmetry.VERTICAL, Symmetry.BOTH):
            images += [[(width - x, y, p) for x, y, p in image] for image in images]
        if self.symmetry in (Symmetry.HORIZONTAL, Symmetry.BOTH):
            images += [[(x, height - y, p) for x, y, p in image] for image in images]
        return images

    def _lay(self, batch: list[_Mark], bounds: Rect) -> Rect | None:
        """Adds masks to the stroke's cover, then composes the pixels that it covers more than before."""
        rect = bounds.intersect(self.document.rect)
        if rect.is_empty:
            return None
        cover = self._cover[rect.slices]
        earlier = cover.copy()
        height, width = cover.shape
        for mask, x, y, strength in batch:
            x, y = x - rect.x, y - rect.y
            rows, columns = mask.shape
            part = cover[max(0, y) : max(0, y + rows), max(0, x) : max(0, x + columns)]
            mask = mask[max(0, -y) : max(0, height - y), max(0, -x) : max(0, width - x)]
            if strength < 255:
                mask = (np.multiply(mask, strength + 1, dtype=np.uint16) >> 8).astype(np.uint8)
            np.maximum(part, mask, out=part)
        more = cover != earlier
        if self._within is not None:
            more &= self._within[rect.slices]
        if not more.any():
            return None
        self._before.keep(rect)
        below = self._before.pixels[rect.slices][more]
        alpha = self._alpha[cover[more]]
        self._pixels[rect.slices][more] = (
            erase(below, alpha) if self.brush.erase else paint(below, self.brush.colour, alpha)
        )
        self.document.changed(self.layer_id, rect)
        return rect


_kept: dict[tuple[float, bool], DabMasks] = {}


def _masks(brush: Brush) -> DabMasks:
    """The masks for this brush's edge; those of the last few edges are kept from stroke to stroke."""
    key = (brush.hardness, brush.antialias)
    masks = _kept.pop(key, None) or DabMasks(*key)
    _kept[key] = masks
    if len(_kept) > 2:
        del _kept[next(iter(_kept))]
    return masks

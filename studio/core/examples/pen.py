"""A pen in a hand: lines that tremble a little and grow with the pressure."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from studio.core.picture import Picture

Point = tuple[float, float]
INK, PAPER = 38, 255
_LARGEST = 8192  # px: beyond this the raster that is drawn on is no finer than the picture


class Pen:
    """Draws in units of the picture's height; `aspect` is its width."""

    def __init__(self, width: int, height: int) -> None:
        self.aspect = width / height
        self.dice = random.Random(11)
        self._size = width, height
        self._fine = max(1, min(3, _LARGEST // max(width, height)))
        self._unit = height * self._fine
        self._nib = max(0.0042 * height, 1.3) * self._fine  # px: the usual width of a line
        self._image = Image.new("L", (width * self._fine, height * self._fine), PAPER)
        self._draw = ImageDraw.Draw(self._image)

    def picture(self) -> Picture:
        image = self._image.resize(self._size, Image.Resampling.BOX)
        return Picture(np.asarray(image)[..., None].repeat(3, axis=2))

    def line(self, points: Sequence[Point], weight: float = 1.0, wobble: float = 1.0) -> None:
        """A stroke through `points`: pressed in the middle, lighter towards its ends."""
        self._ink(self._hand(points, wobble), weight)

    def shape(self, points: Sequence[Point], weight: float = 1.0, wobble: float = 1.0) -> None:
        """A closed outline that hides what is behind it."""
        path = self._hand([*points, *corners([points[-1], points[0]])[1:]], wobble)
        self._draw.polygon([(x, y) for x, y in path.tolist()], fill=PAPER)
        self._ink(path, weight)

    def _hand(self, points: Sequence[Point], wobble: float) -> NDArray[np.float64]:
        """Points close together, in pixels, along a smooth curve through `points` as a hand would follow it."""
        path = _smooth(np.array(points, float)) * self._unit
        steps = np.hypot(*np.diff(path, axis=0).T)
        along = np.concatenate([[0.0], np.cumsum(steps)])
        count = max(2, int(along[-1] / (0.35 * self._nib)))
        even = np.linspace(0, along[-1], count)
        path = np.stack([np.interp(even, along, path[:, axis]) for axis in (0, 1)], axis=1)
        tremble = 0.0016 * wobble * self._unit
        for axis in (0, 1):
            for waves, share in ((9.0, 1.0), (23.0, 0.5), (51.0, 0.2)):
                phase = self.dice.uniform(0, math.tau)
                path[:, axis] += tremble * share * np.sin(even / self._unit * waves * math.tau / 2 + phase)
        return path

    def _ink(self, path: NDArray[np.float64], weight: float) -> None:
        place = np.linspace(0, 1, len(path))
        pressure = 0.55 + 0.45 * np.sin(np.pi * place) ** 0.6
        pressure += 0.16 * np.sin(place * self.dice.uniform(5, 14) + self.dice.uniform(0, math.tau))
        radius = np.clip(pressure * weight * self._nib / 2, 0.5, None)
        for (x, y), r in zip(path.tolist(), radius.tolist(), strict=True):
            self._draw.ellipse([x - r, y - r, x + r, y + r], fill=INK)


def corners(points: Sequence[Point]) -> list[Point]:
    """The same corners with points on the straight lines between them, so that a curve keeps them."""
    dense: list[Point] = []
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        dense += [(x0 + (x1 - x0) * t / 8, y0 + (y1 - y0) * t / 8) for t in range(8)]
    return [*dense, points[-1]]


def _smooth(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """A Catmull-Rom curve through `points`, Nx2."""
    if len(points) < 3:
        return points
    padded = np.concatenate([points[:1], points, points[-1:]])
    t = np.linspace(0, 1, 13)[:-1, None]
    pieces = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        pieces.append(b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a))))
    return np.concatenate([*pieces, points[-1:]])

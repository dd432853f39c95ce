"""What a pen is to the scenes of `benchmarks/drawn_scenes.py`, and the shapes that recur in them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Protocol

Point = tuple[float, float]
Colour = tuple[int, int, int]


class Pen(Protocol):
    """What draws. `firm`: how hard the pen is pressed, 0.2 to 1."""

    def curve(self, points: Sequence[Point], firm: float = 0.6) -> None:
        """One smooth stroke through all points."""
        ...

    def lines(self, points: Sequence[Point], firm: float = 0.6) -> None:
        """Straight strokes from point to point, each on its own, meeting about as well as by hand."""
        ...

    def chance(self, low: float, high: float) -> float:
        """Some number between the two."""
        ...


def ring(x: float, y: float, radius: float, turn: float = 1.04, flat: float = 1.0) -> list[Point]:
    """A circle that does not quite close (turn below 1) or overlaps itself (above)."""
    angles = [-1.3 + 2 * math.pi * turn * n / 14 for n in range(15)]
    return [(x + radius * math.cos(a), y + flat * radius * math.sin(a)) for a in angles]


def crown(x: float, y: float, width: float, height: float, lobes: int = 8) -> list[Point]:
    """The outline of a leafy tree or a cloud: bulges round an ellipse."""
    points = []
    for n in range(3 * lobes + 1):
        angle, bulge = 2 * math.pi * n / (3 * lobes), 1.0 if n % 3 else 0.8
        points.append((x + bulge * width / 2 * math.cos(angle), y + bulge * height / 2 * math.sin(angle)))
    return points


def fir(pen: Pen, x: float, foot: float, height: float) -> None:
    """A conifer in two zigzags and a trunk."""
    for side in (-1, 1):
        points = [(x, foot - height)]
        for step in range(1, 5):
            reach = height * 0.075 * step * pen.chance(0.8, 1.25)
            points.append((x + side * reach, foot - height * (1 - 0.21 * step)))
            points.append((x + side * reach * 0.45, foot - height * (1.015 - 0.21 * step)))
        pen.lines(points, 0.5)
    pen.lines([(x, foot - 0.15 * height), (x, foot)], 0.6)


def wave(x: float, y: float, length: float, bows: int = 3, height: float = 0.008) -> list[Point]:
    """A short ripple on water."""
    return [(x + length * n / (2 * bows), y + (height if n % 2 else 0)) for n in range(2 * bows + 1)]

"""What a brush for maps is to the scenes of `benchmarks/map_scenes.py`, and the shapes that recur in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from benchmarks.pen_shapes import Point, crown


class MapPen(Protocol):
    """What paints materials, by name; places are shares of the sheet, (0, 0) upper left, and may lie outside."""

    def wash(self, material: str) -> None:
        """The whole sheet."""
        ...

    def below(self, material: str, line: Sequence[Point], sharp: bool = False) -> None:
        """All that lies below a line from left to right; curved, or sharp with straight pieces between its points."""
        ...

    def blob(self, material: str, points: Sequence[Point], sharp: bool = False) -> None:
        """What a loop round those points encloses."""
        ...

    def brush(self, material: str, points: Sequence[Point], width: float) -> None:
        """One stroke of a hard brush through all points; width: as a share of the shorter side of the sheet."""
        ...

    def chance(self, low: float, high: float) -> float:
        """Some number between the two."""
        ...


def cloud(pen: MapPen, x: float, y: float, length: float, thick: float = 0.07) -> None:
    """A heap of cloud in three strokes, flat below."""
    for rise, part, width in ((0.0, 1.0, 1.0), (-0.55, 0.6, 1.0), (-1.0, 0.3, 0.8)):
        reach, shift = length * part / 2, pen.chance(-0.12, 0.12) * length
        height = y + rise * thick
        points = [(x + shift - reach, height), (x + shift, height - 0.25 * thick), (x + shift + reach, height)]
        pen.brush("cloud", points, width * thick)


def veil(pen: MapPen, x: float, y: float, length: float, rise: float = 0.03) -> None:
    """A thin streak of cloud."""
    pen.brush("cloud", [(x, y), (x + 0.4 * length, y - rise), (x + length, y - 0.6 * rise)], 0.025)


def tree(pen: MapPen, x: float, foot: float, height: float) -> None:
    """A broad crown with bulges on a short trunk."""
    pen.brush("trees", [(x, foot), (x + 0.01, foot - 0.5 * height)], 0.1 * height)
    width = pen.chance(0.42, 0.52) * height
    pen.blob("trees", crown(x, foot - 0.64 * height, width, 0.72 * height, 6))


def wood(pen: MapPen, left: float, right: float, foot: float, height: float, spread: float = 0.3) -> None:
    """The edge of a wood: strokes up and down beside each other, none as high as the next."""
    step = 0.45 * height
    points, x = [], left
    while x <= right:
        points += [
            (x, foot - 0.25 * height),
            (x + 0.5 * step, foot - height * pen.chance(1 - spread, 1) + 0.2 * height),
        ]
        x += step
    pen.brush("trees", [*points, (right, foot - 0.25 * height)], 0.4 * height)
    pen.brush("trees", [(left, foot - 0.2 * height), (right, foot - 0.2 * height)], 0.4 * height)


def fir(pen: MapPen, x: float, foot: float, height: float) -> None:
    """A conifer: a tall triangle with ragged sides."""
    wide, steps = 0.2 * height, 4
    right = [
        (x + wide * (n / steps) * (1 if n % 2 else 0.7), foot - height * (1 - n / steps)) for n in range(steps + 1)
    ]
    left = [(2 * x - a, b) for a, b in reversed(right)]
    pen.blob("trees", right + left, sharp=True)


def house(pen: MapPen, x: float, foot: float, width: float, height: float) -> None:
    """A wall and a gable, seen from the front."""
    roof = foot - 0.6 * height
    points = [(x, foot), (x, roof), (x + width / 2, foot - height), (x + width, roof), (x + width, foot)]
    pen.blob("building", points, sharp=True)


def scrubbed(left: float, top: float, right: float, bottom: float, rows: int) -> list[Point]:
    """To and fro over an oblong, from top to bottom."""
    points = []
    for row in range(rows):
        y = top + (bottom - top) * row / max(1, rows - 1)
        points += [(left, y), (right, y)] if row % 2 == 0 else [(right, y), (left, y)]
    return points

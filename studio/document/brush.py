"""Brushes, and how the pressure of the pen is felt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from studio.document.layer import Colour

MIN_SIZE, MAX_SIZE = 1.0, 500.0  # pixels
_STEPS = 1024  # of the pressure curve's table


@dataclass(frozen=True)
class Brush:
    """What a stroke is painted with. Raises ValueError when out of range.

    size: diameter in pixels, 1..500. opacity: of the whole stroke, 0..1. hardness: 1 is a crisp edge, 0 falls off from
    the middle. erase: lowers opacity instead of painting `colour`. pressure_size, pressure_opacity: what the pen's
    pressure scales. antialias: smooth edges; off for label maps, where every pixel has one of the palette's colours.
    """

    size: float = 4.0
    opacity: float = 1.0
    hardness: float = 1.0
    colour: Colour = (0, 0, 0)
    erase: bool = False
    pressure_size: bool = True
    pressure_opacity: bool = False
    antialias: bool = True

    def __post_init__(self) -> None:
        if not MIN_SIZE <= self.size <= MAX_SIZE:
            raise ValueError(f"a brush is {MIN_SIZE:g} to {MAX_SIZE:g} pixels wide, not {self.size}")
        if not (0 <= self.opacity <= 1 and 0 <= self.hardness <= 1):
            raise ValueError("opacity and hardness lie between 0 and 1")
        if len(self.colour) != 3 or not all(0 <= channel <= 255 for channel in self.colour):
            raise ValueError(f"a colour is three numbers from 0 to 255, not {self.colour}")

    def hard(self) -> Brush:
        """The same brush for hints and labels: opaque, with crisp edges, so that two colours never mix."""
        return replace(self, opacity=1.0, hardness=1.0, pressure_opacity=False, antialias=False)


@dataclass(frozen=True)
class PressureCurve:
    """How the pen's pressure (0..1) is felt (0..1): a smooth curve through `points`, and it never falls.

    points: (pressure, felt) pairs, at least two, the first pressure 0 and the last 1, pressures rising, felt not
    falling. Raises ValueError otherwise.
    """

    points: tuple[tuple[float, float], ...] = ((0.0, 0.0), (1.0, 1.0))

    def __post_init__(self) -> None:
        x, y = np.array(self.points, float).T if len(self.points) >= 2 else (np.zeros(1), np.zeros(1))
        if len(x) < 2 or x[0] != 0 or x[-1] != 1 or (np.diff(x) <= 0).any():
            raise ValueError("pressures run from 0 to 1 and rise")
        if (np.diff(y) < 0).any() or y[0] < 0 or y[-1] > 1:
            raise ValueError("what is felt lies between 0 and 1 and does not fall")

    def __call__(self, pressure: float) -> float:
        """What is felt of this pressure; pressures outside 0..1 count as 0 or 1."""
        return self._table[round(min(max(pressure, 0.0), 1.0) * _STEPS)]

    @cached_property
    def _table(self) -> list[float]:
        return _monotone(self.points, np.linspace(0, 1, _STEPS + 1))

    def moved(self, index: int, pressure: float, felt: float) -> PressureCurve:
        """The curve with one point dragged there, as far as its neighbours let it; the ends only move up and down."""
        points = list(self.points)
        left = points[index - 1] if index > 0 else (0.0, 0.0)
        right = points[index + 1] if index + 1 < len(points) else (1.0, 1.0)
        room = min(0.01, (right[0] - left[0]) / 4)
        x = min(max(pressure, left[0] + room), right[0] - room)
        x = 0.0 if index == 0 else 1.0 if index == len(points) - 1 else x
        points[index] = (x, min(max(felt, left[1]), right[1]))
        return PressureCurve(tuple(points))

    def added(self, pressure: float) -> PressureCurve:
        """The curve with one more point on it at this pressure; itself if there is one close by."""
        if any(abs(pressure - x) < 0.01 for x, _ in self.points) or not 0 < pressure < 1:
            return self
        index = sum(x < pressure for x, _ in self.points)
        felt = min(max(self(pressure), self.points[index - 1][1]), self.points[index][1])
        return PressureCurve((*self.points[:index], (pressure, felt), *self.points[index:]))

    def removed(self, index: int) -> PressureCurve:
        """The curve without one of its inner points; the ends stay."""
        if not 0 < index < len(self.points) - 1:
            return self
        return PressureCurve(self.points[:index] + self.points[index + 1 :])


SOFT = PressureCurve(((0.0, 0.0), (0.3, 0.55), (1.0, 1.0)))  # a light touch already counts
FIRM = PressureCurve(((0.0, 0.0), (0.7, 0.4), (1.0, 1.0)))  # for a heavy hand


def _monotone(points: tuple[tuple[float, float], ...], at: np.ndarray) -> list[float]:
    """A cubic Hermite curve through the points whose slopes are kept low enough that it never falls.

    The slopes are the harmonic means of their neighbours (Fritsch and Butland).
    """
    x, y = np.array(points, float).T
    step = np.diff(x)
    rise = np.diff(y) / step
    slope = np.concatenate([rise[:1], np.zeros(len(x) - 2), rise[-1:]])
    inner = rise[:-1] * rise[1:] > 0
    before, after = rise[:-1][inner], rise[1:][inner]
    slope[1:-1][inner] = 2 * before * after / (before + after)
    piece = np.clip(np.searchsorted(x, at, "right") - 1, 0, len(step) - 1)
    h, t = step[piece], (at - x[piece]) / step[piece]
    value = (
        (1 + 2 * t) * (1 - t) ** 2 * y[piece]
        + t * (1 - t) ** 2 * h * slope[piece]
        + t * t * (3 - 2 * t) * y[piece + 1]
        + t * t * (t - 1) * h * slope[piece + 1]
    )
    return np.maximum.accumulate(np.clip(value, 0, 1)).tolist()

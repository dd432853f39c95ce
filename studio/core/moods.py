"""Moods: the light and colour of a landscape as a few numbers, whatever is in it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from studio.core.errors import ParameterError
from studio.core.picture import Picture
from studio.core.resize import fit

LUMA = (0.299, 0.587, 0.114)
BANDS = 3
VALUES = 3 * BANDS + 2
LOOKED_AT = 256  # px: the long side at which a photo's mood is taken


@dataclass(frozen=True)
class Mood:
    """One mood; two with equal values are equal, whatever they are called.

    name: for a person, "" if it has none. values: brightness of the upper, middle and lower third, then red minus
    brightness of the three, blue minus brightness of the three, and how far brightness and colour vary; all of values
    0..1. Raises ParameterError if they are not `VALUES` finite numbers.
    """

    name: str = field(compare=False)
    values: tuple[float, ...]

    def __post_init__(self) -> None:
        values = tuple(float(value) for value in self.values)
        if len(values) != VALUES or not all(math.isfinite(value) for value in values):
            raise ParameterError(f"A mood must be {VALUES} numbers of light and colour; take it from a photo.")
        object.__setattr__(self, "values", values)


def mood_of(picture: Picture, name: str = "") -> Mood:
    """The mood of a photo; transparency plays no part."""
    photo = fit(picture, LOOKED_AT, enlarge=False).as_float()[..., :3].astype(np.float64)
    bright = photo @ np.array(LUMA)
    opponent = np.stack([bright, photo[..., 0] - bright, photo[..., 2] - bright])
    height, width = bright.shape
    bands = [_band(opponent, number, height) for number in range(BANDS)]
    spread = opponent.reshape(3, -1).std(axis=1, ddof=1 if height * width > 1 else 0)
    values = [*np.stack(bands, axis=1).ravel(), spread[0], spread[1:].mean()]
    return Mood(name, tuple(float(value) for value in values))


def mix(a: Mood, b: Mood, share: float) -> Mood:
    """`a` for a share of 0, `b` for 1, and what lies between; ParameterError for a share outside."""
    if not 0 <= share <= 1:
        raise ParameterError(f"The share of a mood must be between 0 and 1, not {share:g}.")
    if share in (0, 1):
        return b if share else a
    name = f"{a.name} to {b.name}" if a.name and b.name else ""
    return Mood(name, tuple((1 - share) * one + share * other for one, other in zip(a.values, b.values, strict=True)))


def _band(opponent: NDArray[np.float64], number: int, height: int) -> NDArray[np.float64]:
    """The mean of one of the bands; a row between two belongs to both."""
    rows = slice(number * height // BANDS, -(-(number + 1) * height // BANDS))
    return opponent[:, rows].mean(axis=(1, 2))

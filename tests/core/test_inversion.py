"""Colour inversion is told from all the changes of light that are meant."""

from __future__ import annotations

import numpy as np
import pytest

from studio.core.examples import example
from studio.core.inversion import inverted, upright
from studio.core.picture import Picture
from studio.core.resize import fit

PHOTO = example("season", 300, 200)


def changed(pixels: np.ndarray) -> Picture:
    return Picture(np.rint(pixels.clip(0, 1) * 255).astype(np.uint8))


def test_a_negative_is_inverted() -> None:
    values = PHOTO.as_float()
    assert upright(PHOTO, changed(1 - values)) < -0.95
    assert upright(PHOTO, changed(0.3 * (1 - values))) < -0.9, "a dim one, too"
    assert inverted(PHOTO, fit(changed(1 - values), 90))


def test_changes_of_light_and_colour_are_not() -> None:
    values = PHOTO.as_float()
    y = np.linspace(0, 1, PHOTO.height)[:, None, None]
    changes = {
        "itself": values,
        "darker": values**2.2,
        "dim": 0.2 * values,
        "warm": values * (1.1, 0.9, 0.6),
        "a night: the sky dark, the land light": values * (0.2 + 0.9 * y) + 0.2 * y,
    }
    for name, pixels in changes.items():
        assert upright(PHOTO, changed(pixels)) > 0.8, name
        assert not inverted(PHOTO, changed(pixels)), name


def test_half_a_negative_lies_between() -> None:
    values = PHOTO.as_float().copy()
    values[:, ::2] = 1 - values[:, ::2]
    assert -0.5 < upright(PHOTO, changed(values)) < 0.5


def test_a_flat_picture_says_nothing() -> None:
    flat = Picture(np.full((40, 60, 3), 90, np.uint8))
    assert upright(flat, flat) == pytest.approx(0, abs=0.01)
    assert abs(upright(PHOTO, flat)) < 0.05

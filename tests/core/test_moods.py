"""Moods: what is read off a photo, mixing two, and that requests tell them apart."""

from __future__ import annotations

import numpy as np
import pytest

from studio.core.errors import ParameterError
from studio.core.generate import GenerateParams, GenerateRequest, MapRequest
from studio.core.moods import VALUES, Mood, mix, mood_of
from studio.core.picture import Picture


def bands(*colours: tuple[int, int, int], height: int = 30, width: int = 20) -> Picture:
    """Stripes of equal height from top to bottom."""
    rows = np.repeat(np.array(colours, np.uint8), height // len(colours), axis=0)
    return Picture(np.repeat(rows[:, None], width, axis=1))


def test_a_mood_is_light_and_colour_from_top_to_bottom() -> None:
    mood = mood_of(bands((255, 0, 0), (128, 128, 128), (0, 0, 255)), "flag")
    bright, red, blue = (mood.values[start : start + 3] for start in (0, 3, 6))
    assert mood.name == "flag"
    assert bright == pytest.approx((0.299, 128 / 255, 0.114))
    assert red == pytest.approx((1 - 0.299, 0, -0.114), abs=1e-6)
    assert blue == pytest.approx((-0.299, 0, 1 - 0.114), abs=1e-6)
    assert mood.values[9] == pytest.approx(0.158, abs=0.01)
    assert mood.values[10] > 0.3


def test_a_flat_picture_does_not_vary_and_one_pixel_has_a_mood() -> None:
    flat = mood_of(bands((40, 90, 200)))
    assert flat.values[9:] == pytest.approx((0, 0), abs=1e-6)
    assert mood_of(Picture(np.full((1, 1, 3), 100, np.uint8))).values[:3] == pytest.approx((100 / 255,) * 3)


def test_the_size_of_a_photo_hardly_matters() -> None:
    small = mood_of(bands((200, 120, 40), (60, 90, 30), height=128, width=192))
    large = mood_of(bands((200, 120, 40), (60, 90, 30), height=1024, width=1536))
    assert np.abs(np.subtract(small.values, large.values)).max() < 0.01


def test_a_mix_lies_between_and_its_ends_are_the_two() -> None:
    noon, night = Mood("Noon", (0.6,) * VALUES), Mood("Night", (0.1,) * VALUES)
    assert mix(noon, night, 0) is noon
    assert mix(noon, night, 1) is night
    dusk = mix(noon, night, 0.8)
    assert dusk.values == pytest.approx((0.2,) * VALUES)
    assert dusk.name == "Noon to Night"
    for share in (-0.1, 1.1, float("nan")):
        with pytest.raises(ParameterError, match="between 0 and 1"):
            mix(noon, night, share)


@pytest.mark.parametrize("values", [(0.5,) * (VALUES - 1), (0.5,) * (VALUES - 1) + (float("nan"),), ()])
def test_what_is_no_mood_is_refused(values: tuple[float, ...]) -> None:
    with pytest.raises(ParameterError, match="11 numbers"):
        Mood("odd", values)


def test_requests_with_other_moods_are_other_requests_and_a_name_changes_nothing() -> None:
    picture = bands((0, 0, 0), (9, 9, 9))
    noon, night = Mood("Noon", (0.6,) * VALUES), Mood("Night", (0.1,) * VALUES)

    def key(mood: Mood | None) -> object:
        return GenerateRequest(picture, GenerateParams("landscape-materials", mood=mood)).key

    assert len({key(None), key(noon), key(night)}) == 3
    assert key(noon) == key(Mood("Midday", noon.values))
    assert MapRequest(picture).key != MapRequest(picture, "mine").key
    assert MapRequest(picture).key == MapRequest(Picture(picture.pixels.copy())).key

"""The values everything is made of: pictures, controls, parameters, steps."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from picture_makers import scene

from studio.core.errors import ParameterError
from studio.core.params import BLEND, MAX_SIZE, STYLIZE_CONTROLS, Control, StylizeParams
from studio.core.picture import Picture
from studio.core.resize import fit, fit_size, resize, resize_array
from studio.core.step import Job, Step, finish, span

STYLE = (("starry-night", 1.0),)


def test_a_picture_cannot_be_changed_from_outside() -> None:
    pixels = scene()
    picture = Picture(pixels)
    pixels[:] = 0
    np.testing.assert_array_equal(picture.pixels, scene())
    with pytest.raises(ValueError, match="read-only"):
        picture.pixels[0, 0, 0] = 1


@pytest.mark.parametrize(
    "pixels",
    [
        np.zeros((4, 4), np.uint8),
        np.zeros((4, 4, 2), np.uint8),
        np.zeros((0, 4, 3), np.uint8),
        np.zeros((4, 4, 3), np.float64),
        np.zeros((4, 4, 3), np.uint16),
    ],
)
def test_only_pictures_are_pictures(pixels: np.ndarray) -> None:
    with pytest.raises(ValueError, match="a picture"):
        Picture(pixels)


def test_eight_bits_survive_the_way_through_float() -> None:
    every = Picture(np.arange(256, dtype=np.uint8).repeat(3).reshape(16, 16, 3))
    np.testing.assert_array_equal(Picture(every.as_float()).as_uint8(), every.pixels)
    assert Picture(np.full((1, 1, 3), 1.7, np.float32)).as_uint8().max() == 255


def test_digests_tell_pictures_apart() -> None:
    others = [scene()[::-1], scene().reshape(32, 24, 3), scene(channels=4), scene() / np.float32(255)]
    digests = {Picture(np.ascontiguousarray(pixels)).digest for pixels in (scene(), *others)}
    assert Picture(scene()).digest in digests
    assert len(digests) == 5


@given(position=st.floats(0, 1), control=st.sampled_from([*STYLIZE_CONTROLS, BLEND]))
def test_sliders_and_values_agree(position: float, control: Control) -> None:
    value = control.from_slider(position)
    assert control.check(min(max(value, control.minimum), control.maximum)) == pytest.approx(value)
    assert control.to_slider(value) == pytest.approx(position, abs=1e-6)
    assert control.minimum <= control.default <= control.maximum


@pytest.mark.parametrize("control", [*STYLIZE_CONTROLS, BLEND], ids=lambda control: control.key)
def test_controls_refuse_what_lies_outside(control: Control) -> None:
    for value in (control.minimum - 0.01, control.maximum + 0.01, math.nan, math.inf):
        with pytest.raises(ParameterError, match=f"{control.label} must be between"):
            control.check(value)


def test_style_weights_are_normalised_and_empty_ones_dropped() -> None:
    params = StylizeParams((("a", 3.0), ("b", 1.0), ("c", 0.0)))
    assert params.styles == (("a", 0.75), ("b", 0.25))
    assert params == StylizeParams((("a", 0.75), ("b", 0.25)))


@pytest.mark.parametrize(
    "wrong",
    [
        {"styles": ()},
        {"styles": (("a", 1.0),) * 5},
        {"styles": (("a", 0.0),)},
        {"styles": (("a", -1.0), ("b", 2.0))},
        {"styles": (("a", math.nan),)},
        {"strength": 1.1},
        {"size": 63},
        {"size": MAX_SIZE + 1},
        {"seed": -1},
        {"seed": 2**32},
    ],
    ids=str,
)
def test_parameters_outside_their_range_are_a_sentence(wrong: dict) -> None:
    with pytest.raises(ParameterError, match=r"\.$"):
        StylizeParams(**({"styles": STYLE} | wrong))


def test_fitting_keeps_proportions() -> None:
    assert fit_size(4000, 3000, 512) == (512, 384)
    assert fit_size(1, 10_000, 512) == (1, 512)
    picture = Picture(scene())
    assert fit(picture, 64).pixels.shape == (48, 64, 3)
    assert fit(picture, 64, enlarge=False) is picture
    assert resize(picture, 32, 24) is picture


@pytest.mark.parametrize("convert", [Picture.as_uint8, Picture.as_float], ids=["uint8", "float32"])
def test_what_is_transparent_does_not_bleed_into_what_is_not(convert: Callable[[Picture], np.ndarray]) -> None:
    pixels = np.zeros((16, 16, 4), np.uint8)
    pixels[:, :8] = (255, 0, 0, 0)  # invisible red
    pixels[:, 8:] = (0, 0, 255, 255)
    small = Picture(resize_array(convert(Picture(pixels)), 5, 5)).as_float()
    seen = small[small[..., 3] > 0.05]
    assert len(seen)
    assert seen[:, 0].max() < 0.06
    assert seen[:, 2].min() > 0.94


def counting(log: list[str], steps: int = 4) -> Job[str]:
    try:
        for index in range(steps):
            yield Step((index + 1) / steps, str(index))
    finally:
        log.append("closed")
    return "done"


def test_a_part_of_a_job_fills_its_part_of_the_bar_and_gives_its_result() -> None:
    log: list[str] = []

    def whole() -> Job[str]:
        first = yield from span(counting(log), 0.0, 0.5)
        second = yield from span(counting(log), 0.5, 1.0)
        return first + second

    assert [step.done for step in whole()] == [0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1.0]
    assert finish(whole()) == "donedone"


def test_closing_a_job_closes_its_parts() -> None:
    log: list[str] = []
    job = span(counting(log), 0.0, 1.0)
    next(job)
    job.close()
    assert log == ["closed"]

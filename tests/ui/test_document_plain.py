"""Choices as plain values: they come back equal, and what is damaged changes nothing."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.core.generate import GenerateParams
from studio.core.moods import VALUES, Mood
from studio.core.params import Colours, Quality
from studio.ui.project.plain import (
    plain_choices,
    plain_making,
    plain_params,
    read_choices,
    read_making,
    read_params,
)
from studio.ui.session.session import Choices
from studio.ui.sketch.generation import Making

CHOICES = Choices(
    styles=(("great-wave", 0.25), ("starry-night", 0.75)), strength=0.4, quality=Quality.BEST, size=None,
    colours=Colours.LUMA, seed=7,
)  # fmt: skip
MAKING = Making("lines", 4711, 0.5, 512, True)
PARAMS = GenerateParams("weather", 3, 0.25, None, Mood("dusk", (0.5,) * VALUES), (("rain", 0.5),))
VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=300),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=8,
)
NAMES = st.sampled_from([*plain_choices(CHOICES), *plain_making(MAKING), *plain_params(PARAMS), "values", "name"])
DAMAGED = st.dictionaries(NAMES, VALUE, max_size=6)


def stored(plain: object) -> dict:
    """As it comes out of a file."""
    return json.loads(json.dumps(plain))


def test_choices_come_back() -> None:
    assert read_choices(stored(plain_choices(CHOICES)), Choices()) == CHOICES
    assert read_making(stored(plain_making(MAKING)), Making()) == MAKING
    assert read_params(stored(plain_params(PARAMS))) == PARAMS


@given(DAMAGED)
@settings(max_examples=150, deadline=None)
def test_whatever_a_file_says_the_choices_are_usable(plain: dict) -> None:
    choices = read_choices(plain, CHOICES)
    if choices.styles:
        choices.params()
    assert isinstance(choices.quality, Quality)
    making = read_making(plain, MAKING)
    GenerateParams(making.model, making.seed, making.look, making.size)
    params = read_params(plain)
    assert params is None or isinstance(params, GenerateParams)


@pytest.mark.parametrize(
    ("name", "value"),
    [("strength", float("nan")), ("strength", "strong"), ("seed", -1), ("size", 10), ("quality", "perfect"),
     ("styles", [["a", -1.0]]), ("size", True), ("encoder", 3)],
)  # fmt: skip
def test_one_wrong_value_costs_no_other(name: str, value: object) -> None:
    plain = stored(plain_choices(CHOICES)) | {name: value, "seed" if name != "seed" else "stroke": 1}
    read = read_choices(plain, Choices())
    assert read.colours is Colours.LUMA
    assert read.content == CHOICES.content
    assert getattr(read, name) in (getattr(Choices(), name), getattr(CHOICES, name))

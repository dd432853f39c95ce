"""Maps to start from: for any format, exact, natural, and the same picture at every size."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from studio.core.errors import UnknownChoiceError
from studio.core.examples.land import MATERIALS
from studio.core.examples.templates import TEMPLATES, template
from studio.library.palettes import load_palette

IDS = [id for id, _ in TEMPLATES]
SHOWN = {
    "coast": {"sky", "water", "sand", "rock"},
    "mountain-lake": {"sky", "mountain", "snow", "water", "trees"},
    "meadow": {"sky", "grass", "trees", "flowers"},
    "desert": {"sky", "sand", "rock"},
    "snow-range": {"sky", "snow", "mountain", "trees"},
    "river-valley": {"sky", "mountain", "water", "trees", "grass"},
    "forest-path": {"trees", "path", "grass"},
    "island": {"sky", "water", "trees", "sand"},
    "cliffs": {"sky", "water", "rock", "grass"},
    "village": {"building", "grass", "trees", "path"},
}


def names(map_: NDArray[np.uint8]) -> set[str]:
    return {MATERIALS[number] for number in np.unique(map_)}


def test_the_materials_are_those_of_the_palette() -> None:
    assert load_palette("materials").names == MATERIALS


def test_there_are_enough_and_every_one_has_a_title() -> None:
    assert set(IDS) == set(SHOWN)
    assert len({title for _, title in TEMPLATES}) == len(TEMPLATES) >= 8


@pytest.mark.parametrize("size", [(192, 128), (128, 192), (256, 96)])
@pytest.mark.parametrize("id", IDS)
def test_a_template_shows_what_it_is_called(id: str, size: tuple[int, int]) -> None:
    map_ = template(id, *size)
    assert map_.dtype == np.uint8
    assert map_.shape == size[::-1]
    assert names(map_) >= SHOWN[id]
    assert "anything" not in names(map_)
    assert min((map_ == number).mean() for number in np.unique(map_)) > 0.0003
    # Areas, not speckles: most pixels have their right neighbour's material.
    assert (map_[:, 1:] == map_[:, :-1]).mean() > 0.93
    # Natural outlines: where one material meets another from above, the border is no straight line.
    heights = [np.flatnonzero(np.diff(column)) for column in map_.T]
    assert len({tuple(column[:3].tolist()) for column in heights}) > map_.shape[1] / 6


@pytest.mark.parametrize("id", IDS)
def test_a_template_is_the_same_at_every_size(id: str) -> None:
    small, large = template(id, 96, 64), template(id, 384, 256)
    assert (template(id, 96, 64) == small).all()
    reduced = np.array(Image.fromarray(large).resize((96, 64), Image.Resampling.NEAREST))
    assert (reduced == small).mean() > 0.93


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(IDS), st.integers(1, 70), st.integers(1, 70))
def test_any_size_can_be_drawn(id: str, width: int, height: int) -> None:
    map_ = template(id, width, height)
    assert map_.shape == (height, width)
    assert int(map_.max()) < len(MATERIALS)


def test_templates_differ() -> None:
    maps = [template(id, 90, 60) for id in IDS]
    for i, one in enumerate(maps):
        for other in maps[:i]:
            assert (one == other).mean() < 0.8


def test_what_is_asked_for_is_checked() -> None:
    with pytest.raises(UnknownChoiceError, match="no template called 'moon'; choose one of coast, mountain-lake"):
        template("moon", 10, 10)
    with pytest.raises(ValueError, match="not 0 x 5"):
        template("coast", 0, 5)

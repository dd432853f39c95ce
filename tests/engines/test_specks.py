from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy import ndimage

from studio.engines.specks import without_specks


def halves() -> np.ndarray:
    indices = np.zeros((40, 50), np.uint8)
    indices[20:] = 1
    return indices


def test_a_speck_takes_the_class_of_what_surrounds_it_and_what_is_large_stays() -> None:
    expected, dirty = halves(), halves()
    dirty[5, 5] = 4
    dirty[30:32, 10:12] = 0
    dirty[19, 40] = 7  # three of its sides on class 0, one on class 1
    assert (without_specks(dirty, 0.005) == expected).all()
    expected[2:8, 2:8] = dirty[2:8, 2:8] = 9
    assert (without_specks(dirty, 0.005) == expected).all()


def test_specks_beside_specks_are_not_exchanged_but_vanish() -> None:
    dirty = halves()
    dirty[4:6, 4:10] = [[2, 3] * 3, [3, 2] * 3]
    assert (without_specks(dirty, 0.005) == halves()).all()


def test_nothing_changes_without_a_share_and_a_map_of_one_class_is_left() -> None:
    dirty = halves()
    dirty[5, 5] = 4
    assert (without_specks(dirty, 0.0) == dirty).all()
    assert (without_specks(np.full((3, 3), 6, np.uint8), 0.5) == 6).all()


@given(st.integers(0, 2**32 - 1), st.integers(1, 24), st.integers(1, 24))
def test_of_any_map_only_its_own_classes_are_left_and_no_speck_that_has_a_larger_neighbour(
    seed: int, height: int, width: int
) -> None:
    rng = np.random.default_rng(seed)
    before = rng.integers(0, 3, (height, width), np.uint8)
    copy = before.copy()
    after = without_specks(before, 0.1)
    assert (before == copy).all()
    assert set(np.unique(after)) <= set(np.unique(before))
    for index in np.unique(after):
        parts = np.empty(after.shape, np.int32)
        ndimage.label(after == index, output=parts)
        sizes = np.bincount(parts.ravel())[1:]
        assert sizes.min() >= 0.1 * before.size or before.size < 40

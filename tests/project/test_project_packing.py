"""Pixels packed whole and in parts."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.project import packing
from studio.project.packing import pack, pack_parts, unpack


@given(
    height=st.integers(0, 40),
    width=st.integers(1, 9),
    at_once=st.integers(1, 500),
    kind=st.sampled_from([np.uint8, np.float32]),
    seed=st.integers(0, 999),
)
def test_what_is_packed_in_parts_is_the_same(height: int, width: int, at_once: int, kind: type, seed: int) -> None:
    values = np.random.default_rng(seed).integers(0, 256, (height, width, 3)).astype(kind)
    with patch.object(packing, "_AT_ONCE", at_once):
        parts = pack_parts(values)
    for packed in (b"".join(parts), pack(values)):
        found = unpack(packed, values.shape, values.dtype)
        assert found is not None
        assert np.array_equal(found, values)


def test_large_pixels_come_in_parts_and_small_ones_in_one() -> None:
    noise = np.random.default_rng(3).integers(0, 256, (2000, 2000, 3), dtype=np.uint8)
    parts = pack_parts(noise)
    assert len(parts) >= 3
    assert max(map(len, parts)) < 0.6 * noise.nbytes
    assert len(pack_parts(noise[:100])) == 1


@pytest.mark.parametrize("damage", [b"", b"xy"])
def test_what_is_not_packed_pixels_is_none(damage: bytes) -> None:
    assert unpack(damage, (2, 2, 3), np.dtype(np.uint8)) is None

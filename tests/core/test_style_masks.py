import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from studio.core.errors import ParameterError
from studio.core.style_masks import StyleMasks

planes = st.lists(arrays(np.uint8, (5, 4)), max_size=3)


@given(planes)
def test_regions_cover_every_pixel_exactly_once(found):
    regions = StyleMasks(tuple((f"style-{i}", p) for i, p in enumerate(found))).regions((("mix", 1.0),))
    assert regions
    if regions[0].plane is None:
        assert len(regions) == 1
    else:
        total = np.sum([region.plane for region in regions], axis=0)
        assert np.allclose(total, 1, atol=3e-3)
        assert all(region.plane.any() for region in regions)


def test_the_unpainted_rest_belongs_to_the_mix():
    plane = np.array([[255, 102, 0]], np.uint8)
    dots, rest = StyleMasks((("dots", plane),)).regions((("waves", 0.5), ("stars", 0.5)))
    assert dots.styles == (("dots", 1.0),)
    assert rest.styles == (("waves", 0.5), ("stars", 0.5))
    assert np.allclose(rest.plane, [[0, 0.6, 1]])


def test_equal_masks_have_equal_digests_and_others_do_not():
    a, b = np.zeros((2, 2), np.uint8), np.eye(2, dtype=np.uint8)
    digests = {StyleMasks((("x", p),)).digest for p in (a, b)} | {StyleMasks((("y", a),)).digest}
    assert len(digests) == 3
    assert StyleMasks((("x", a.copy()),)).digest in digests


@pytest.mark.parametrize("bad", [
    (("a", np.zeros((2, 2), np.uint8)), ("b", np.zeros((2, 3), np.uint8))),
    (("a", np.zeros((2, 2), np.float32)),),
    (("a", np.zeros((2, 2), np.uint8)), ("a", np.zeros((2, 2), np.uint8))),
    (("a", np.zeros((2, 2, 1), np.uint8)),),
])  # fmt: skip
def test_masks_that_do_not_fit_are_refused(bad):
    with pytest.raises(ParameterError):
        StyleMasks(bad)

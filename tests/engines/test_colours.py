from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.params import Colours
from studio.engines.colours import LUMA, keep_colours, recolour
from studio.engines.colours import moments as colour_moments


def pixels(seed: int, spread: float, height: int = 24, width: int = 32) -> np.ndarray:
    """Correlated colours around the middle."""
    rng = np.random.default_rng(seed)
    mixing = spread * (np.eye(3) + rng.uniform(-0.3, 0.3, (3, 3)))
    centre = rng.uniform(0.4, 0.6, 3)
    return (centre + rng.uniform(-1, 1, (height, width, 3)) @ mixing).clip(0, 1).astype(np.float32)


def moments(picture: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    flat = picture.reshape(-1, 3).astype(np.float64)
    return flat.mean(0), np.cov(flat.T)


@pytest.mark.parametrize("seed", range(4))
def test_the_photos_mean_and_covariance_are_matched(seed: int) -> None:
    painted, photo = pixels(seed, 0.15), pixels(seed + 10, 0.1)
    assert photo.min() > 0
    assert photo.max() < 1
    matched = keep_colours(painted, photo, Colours.STATISTICS)
    assert matched.min() > 0  # else clipping would excuse a difference
    assert matched.max() < 1
    for ours, theirs in zip(moments(matched), moments(photo), strict=True):
        np.testing.assert_allclose(ours, theirs, atol=2e-5)


def test_matching_moves_no_colour_that_need_not_move() -> None:
    photo = pixels(1, 0.05)
    np.testing.assert_allclose(keep_colours(photo, photo, Colours.STATISTICS), photo, atol=1e-4)


@pytest.mark.parametrize("seed", range(4))
def test_where_nothing_is_clipped_the_photos_chroma_stays(seed: int) -> None:
    painted, photo = pixels(seed, 0.3), pixels(seed + 10, 0.15)
    kept = keep_colours(painted, photo, Colours.LUMA)
    inside = ((kept > 0) & (kept < 1)).all(axis=2)
    assert inside.mean() > 0.5

    def chroma(picture: np.ndarray) -> np.ndarray:
        return picture - (picture @ LUMA)[..., None]

    np.testing.assert_allclose(chroma(kept)[inside], chroma(photo)[inside], atol=1e-5)
    correlation = np.corrcoef((kept @ LUMA)[inside], (painted @ LUMA)[inside])[0, 1]
    assert correlation > 0.99


def test_the_photos_brightness_and_contrast_stay() -> None:
    painted, photo = pixels(0, 0.02), pixels(10, 0.05)
    kept = keep_colours(painted, photo, Colours.LUMA) @ LUMA
    assert kept.mean() == pytest.approx((photo @ LUMA).mean(), abs=1e-3)
    assert kept.std() == pytest.approx((photo @ LUMA).std(), rel=0.02)


def test_a_grey_photo_stays_grey() -> None:
    grey = pixels(3, 0.2).mean(axis=2, keepdims=True).repeat(3, axis=2)
    for how in (Colours.LUMA, Colours.STATISTICS):
        kept = keep_colours(pixels(4, 0.2), grey, how)
        np.testing.assert_allclose(kept, kept[..., :1].repeat(3, axis=2), atol=5e-3)


def test_the_paintings_colours_can_stay() -> None:
    painted = pixels(1, 0.1)
    assert keep_colours(painted, pixels(2, 0.1), Colours.STYLE) is painted


@given(
    st.sampled_from([Colours.LUMA, Colours.STATISTICS]),
    st.tuples(st.integers(1, 4), st.integers(1, 4)),
    st.sampled_from(["black", "white", "noise"]),
    st.sampled_from(["black", "white", "noise"]),
)
def test_the_smallest_and_flattest_pictures_keep_finite_colours(
    how: Colours, size: tuple[int, int], painted: str, photo: str
) -> None:
    def make(kind: str, seed: int) -> np.ndarray:
        if kind == "noise":
            return np.random.default_rng(seed).random((*size, 3), np.float32)
        return np.full((*size, 3), float(kind == "white"), np.float32)

    kept = keep_colours(make(painted, 1), make(photo, 2), how)
    assert kept.shape == (*size, 3)
    assert kept.dtype == np.float32
    assert 0 <= kept.min() <= kept.max() <= 1


@pytest.mark.parametrize("seed", range(3))
def test_recolouring_goes_all_the_way_or_part_of_it(seed: int) -> None:
    photo, other = pixels(seed, 0.08), pixels(seed + 10, 0.08)
    mean, covariance = colour_moments(other)
    whole, half, none = (recolour(photo, mean, covariance, amount, floor=1e-8) for amount in (1.0, 0.5, 0.0))
    np.testing.assert_allclose(colour_moments(whole)[0], mean, atol=1e-4)
    np.testing.assert_allclose(colour_moments(whole)[1], covariance, atol=1e-4)
    np.testing.assert_allclose(half, (photo + whole) / 2, atol=1e-5)
    np.testing.assert_allclose(none, photo, atol=1e-6)


def test_a_flat_photo_is_not_stretched_into_noise() -> None:
    flat = 0.5 + 0.004 * (pixels(0, 1.0) - 0.5)
    mean, covariance = colour_moments(pixels(1, 0.4))
    assert float(recolour(flat, mean, covariance, 1.0).std(axis=(0, 1)).max()) < 0.1
    assert float(recolour(flat, mean, covariance, 1.0, floor=1e-9).std(axis=(0, 1)).max()) > 0.1


def test_moments_are_numpys_and_a_plane_chooses() -> None:
    picture = pixels(2, 0.2, height=600, width=9)
    mean, covariance = colour_moments(picture)
    np.testing.assert_allclose(mean, picture.reshape(-1, 3).mean(0, dtype=np.float64), atol=1e-9)
    np.testing.assert_allclose(covariance, np.cov(picture.reshape(-1, 3).T.astype(np.float64), bias=True), atol=1e-9)
    plane = np.zeros((600, 9), np.float32)
    plane[250:300] = 0.5
    for ours, theirs in zip(colour_moments(picture, plane), colour_moments(picture[250:300]), strict=True):
        np.testing.assert_allclose(ours, theirs, atol=1e-9)
    empty = recolour(picture, mean, covariance, 1.0, plane=np.zeros((600, 9), np.float32))
    assert bool(np.isfinite(empty).all())

from __future__ import annotations

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from studio.networks.losses import content_error, gram, gram_error, total_variation


def features(*shape: int, seed: int = 0) -> torch.Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


@given(st.integers(1, 3), st.integers(1, 6), st.integers(1, 9), st.integers(1, 9))
def test_a_gram_matrix_is_the_mean_product_of_channels(n: int, c: int, h: int, w: int) -> None:
    x = features(n, c, h, w)
    expected = torch.einsum("nchw,ndhw->ncd", x, x) / (h * w)
    torch.testing.assert_close(gram(x), expected)


def test_a_gram_matrix_does_not_depend_on_memory_format() -> None:
    x = features(2, 5, 7, 6)
    torch.testing.assert_close(gram(x.contiguous(memory_format=torch.channels_last)), gram(x))
    torch.testing.assert_close(gram(x.transpose(2, 3)), gram(x))


def test_a_gram_matrix_is_symmetric_and_knows_nothing_of_places() -> None:
    x = features(1, 4, 6, 6)
    torch.testing.assert_close(gram(x), gram(x).transpose(1, 2))
    shuffled = x.flatten(2)[..., torch.randperm(36, generator=torch.Generator().manual_seed(1))].view(1, 4, 6, 6)
    torch.testing.assert_close(gram(shuffled), gram(x))


def test_gram_matrices_of_pictures_of_different_sizes_are_comparable() -> None:
    x = features(1, 4, 6, 6)
    torch.testing.assert_close(gram(x.repeat(1, 1, 3, 2)), gram(x))


def test_a_gram_matrix_of_half_precision_features_is_float32() -> None:
    x = features(1, 4, 8, 8)
    assert gram(x.bfloat16()).dtype == torch.float32
    torch.testing.assert_close(gram(x.bfloat16()), gram(x), rtol=0.05, atol=0.05)


def test_the_error_of_equal_grams_is_zero() -> None:
    target = gram(features(3, 4, 5, 5))
    torch.testing.assert_close(gram_error(target, target), torch.zeros(3))


@given(st.floats(0.01, 100))
def test_gram_error_does_not_depend_on_the_scale_of_the_features(scale: float) -> None:
    ours, target = gram(features(1, 4, 5, 5)), gram(features(1, 4, 5, 5, seed=1))
    torch.testing.assert_close(gram_error(ours * scale, target * scale), gram_error(ours, target), rtol=1e-3, atol=0)


def test_no_features_at_all_are_wrong_by_one() -> None:
    target = gram(features(2, 4, 5, 5))
    torch.testing.assert_close(gram_error(torch.zeros_like(target), target), torch.ones(2))


def test_gram_error_is_per_picture() -> None:
    target = gram(features(2, 4, 5, 5))
    ours = target.clone()
    ours[1] *= 2
    torch.testing.assert_close(gram_error(ours, target), torch.tensor([0.0, 1.0]))


def test_content_error_is_relative_to_the_variance() -> None:
    target = features(1, 4, 8, 8)
    assert content_error(target, target) == 0
    flat = torch.full_like(target, float(target.mean()))
    assert float(content_error(flat, target)) == pytest.approx(1, rel=0.01)
    ours = target + 0.3 * features(1, 4, 8, 8, seed=1)
    torch.testing.assert_close(content_error(7 * ours - 3, 7 * target - 3), content_error(ours, target))


def test_total_variation_counts_both_directions() -> None:
    assert total_variation(torch.full((1, 3, 5, 4), 0.3)) == 0
    rows = torch.tensor([0.0, 1.0, 0.0, 1.0]).view(1, 1, 4, 1).expand(1, 3, 4, 5)
    assert total_variation(rows) == 1
    assert total_variation(rows.transpose(2, 3)) == 1
    torch.testing.assert_close(total_variation(0.5 * rows), torch.tensor(0.25))

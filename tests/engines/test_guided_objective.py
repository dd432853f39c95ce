"""Several areas with Gram matrices of their own (Gatys et al. 2017), against autograd and against themselves."""

from __future__ import annotations

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from engine_makers import tiny_encoder
from hypothesis import given, settings
from hypothesis import strategies as st
from test_objective import ALL, UNTILED, distance, gradient, picture, target_grams
from torch import Tensor

from studio.engines.objective import Area, Objective, Weights
from studio.networks.losses import content_error, gram, gram_error, total_variation

STYLE = Weights(style=1.0, content=0.0, smoothness=0.0)


def other_grams(dtype: torch.dtype = torch.float32) -> list[Tensor]:
    return [gram(tap)[0].to(dtype) for tap in tiny_encoder().to(dtype)(picture(80, 64, 77, dtype) ** 2)]


def planes(height: int, width: int, dtype: torch.dtype = torch.float32, share: float = 0.5) -> tuple[Tensor, Tensor]:
    """Soft to the right of `share` of the width, and the rest."""
    x = torch.linspace(0, 1, width, dtype=torch.float64).expand(height, width)
    right = ((x - share) * 12 + 0.5).clamp(0, 1).to(dtype)
    return 1 - right, right


def guided(photo: Tensor, areas: list[Area], weights: Weights = ALL, tile: int = UNTILED) -> Objective:
    return Objective(tiny_encoder().to(photo.dtype), photo.dtype, areas, photo, weights, tile)


def guided_gram(tap: Tensor, plane: Tensor) -> Tensor:
    """Of N positions weighted by their place in the plane, as in the paper."""
    columns = tap[0].flatten(1)
    weight = plane.flatten()
    return (columns * weight) @ columns.T / weight.sum()


def explicit_gradient(photo: Tensor, x: Tensor, areas: list[Area], weights: Weights) -> Tensor:
    """By autograd, without tiles; every area's error counts by its share of the layer."""
    encoder = tiny_encoder().to(x.dtype)
    x = x.clone().requires_grad_()
    taps = encoder(x)
    loss = torch.zeros((), dtype=x.dtype)
    for area in areas:
        for level, (tap, wanted) in enumerate(zip(taps, area.grams, strict=True)):
            assert area.plane is not None
            plane = F.avg_pool2d(area.plane[None], 2**level)[0]
            loss = loss + weights.style * plane.mean() * gram_error(guided_gram(tap, plane), wanted)
    loss = loss + weights.content * content_error(taps[3], encoder(photo)[3])
    loss = loss + weights.smoothness * total_variation(x)
    return torch.autograd.grad(loss, x)[0]


@pytest.mark.parametrize("weights", [STYLE, ALL], ids=["style", "all"])
@pytest.mark.parametrize("size", [(64, 64), (49, 70)])
@pytest.mark.parametrize("covered", [True, False])
def test_the_gradient_is_that_of_the_loss(weights: Weights, size: tuple[int, int], covered: bool) -> None:
    """covered: every place is in an area; else the right half is in none, and no style is wanted there."""
    photo, x = picture(*size, 1, torch.float64), picture(*size, 2, torch.float64)
    left, right = planes(*size, torch.float64)
    areas = [Area(target_grams(torch.float64), left)]
    if covered:
        areas.append(Area(other_grams(torch.float64), right))
    ours, theirs = gradient(guided(photo, areas, weights), x), explicit_gradient(photo, x, areas, weights)
    assert float(theirs.norm()) > 0
    assert distance(ours, theirs) < 1e-5  # Gram matrices are kept in float32


@pytest.mark.parametrize("share", [0.1, 0.5, 0.97])
def test_tiles_give_the_gradient_of_the_whole(share: float) -> None:
    photo, x = picture(211, 250, 1), picture(211, 250, 2)
    left, right = planes(211, 250, share=share)
    areas = [Area(target_grams(), left), Area(other_grams(), right)]
    tiled, whole = guided(photo, areas, ALL, tile=64), guided(photo, areas)
    assert len(tiled.tiles) > 6
    assert distance(gradient(tiled, x), gradient(whole, x)) < 1e-3


def test_where_no_area_reaches_no_style_is_wanted() -> None:
    photo, x = picture(64, 256, 1), picture(64, 256, 2)
    left, _ = planes(64, 256)
    found = gradient(guided(photo, [Area(target_grams(), left)], STYLE, tile=64), x)
    edge = 16 * int(np.ceil(int(left.any(dim=0).sum()) / 16))
    seen = 61  # how far the deepest layer sees
    assert float(found[..., :edge].abs().max()) > 0
    assert float(found[..., edge + seen :].abs().max()) == 0


def test_the_same_style_everywhere_is_nearly_the_same_as_one_area() -> None:
    """Not quite: each part must have the Gram matrices by itself. But it pulls the same way."""
    photo, x = picture(96, 96, 1), picture(96, 96, 2)
    parts = [Area(target_grams(), plane) for plane in planes(96, 96)]
    ours = gradient(guided(photo, parts, STYLE), x)
    theirs = gradient(guided(photo, [Area(target_grams())], STYLE), x)
    assert float(F.cosine_similarity(ours.flatten(), theirs.flatten(), dim=0)) > 0.75


def test_a_plane_of_ones_is_no_plane() -> None:
    photo, x = picture(70, 90, 1), picture(70, 90, 2)
    with_plane = gradient(guided(photo, [Area(target_grams(), torch.ones(70, 90))]), x)
    assert distance(with_plane, gradient(guided(photo, [Area(target_grams())]), x)) < 1e-5


def test_half_precision_costs_no_more_than_without_planes() -> None:
    photo, x = picture(64, 80, 1), picture(64, 80, 2)
    two = [Area(g, p) for g, p in zip((target_grams(), other_grams()), planes(64, 80), strict=True)]

    def lost(areas: list[Area]) -> float:
        half = Objective(tiny_encoder().to(torch.bfloat16), torch.bfloat16, areas, photo, STYLE, UNTILED)
        return distance(gradient(half, x), gradient(guided(photo, areas, STYLE), x))

    assert lost(two) < 1.3 * lost([Area(target_grams())])


@settings(max_examples=12)
@given(
    st.integers(16, 75),
    st.integers(16, 75),
    st.sampled_from(["nothing", "pixel", "last row", "noise"]),
    st.integers(0, 9),
)
def test_whatever_is_painted_the_gradient_is_finite(height: int, width: int, what: str, seed: int) -> None:
    """A plane may hold one pixel only, or only a row that deeper layers cut off."""
    plane = torch.zeros(height, width)
    if what == "pixel":
        plane[seed * height // 10, seed * width // 10] = 1
    elif what == "last row":
        plane[-1] = 1
    elif what == "noise":
        plane = torch.from_numpy(np.random.default_rng(seed).random((height, width), np.float32))
    areas = [Area(target_grams(), plane), Area(other_grams(), 1 - plane)]
    photo, x = picture(height, width, 1), picture(height, width, seed + 2)
    found = gradient(guided(photo, areas, ALL, tile=16), x)
    assert bool(torch.isfinite(found).all())
    alone = gradient(guided(photo, [Area(other_grams())], ALL, tile=16), x)
    if what == "nothing":
        assert distance(found, alone) < 1e-4
    # A small area must not pull much harder at its own pixels than it would if it were everywhere.
    most = max(alone.abs().max(), gradient(guided(photo, [Area(target_grams())], ALL, tile=16), x).abs().max())
    assert float(found.abs().max()) < 30 * float(most)

from __future__ import annotations

import numpy as np
import pytest
import torch
from engine_makers import tiny_encoder
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from studio.engines.objective import Area, Objective, Weights
from studio.engines.windows import Window
from studio.networks.losses import content_error, gram, gram_error, total_variation

ALL = Weights(style=1.0, content=0.3, smoothness=2.0)
UNTILED = 10_000


def picture(height: int, width: int, seed: int = 0, dtype: torch.dtype = torch.float32) -> Tensor:
    """Smooth shapes with some grain."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[:height, :width]
    planes = [np.sin(y / rng.uniform(4, 30) + 3 * rng.random()) * np.cos(x / rng.uniform(4, 30)) for _ in range(3)]
    pixels = 0.5 + 0.3 * np.stack(planes) + rng.normal(0, 0.05, (3, height, width))
    return torch.from_numpy(pixels.clip(0, 1))[None].to(dtype).contiguous(memory_format=torch.channels_last)


def target_grams(dtype: torch.dtype = torch.float32) -> list[Tensor]:
    return [gram(tap)[0].to(dtype) for tap in tiny_encoder().to(dtype)(picture(64, 80, 9, dtype))]


def objective(photo: Tensor, weights: Weights = ALL, tile: int = UNTILED) -> Objective:
    areas = [Area(target_grams(photo.dtype))]
    return Objective(tiny_encoder().to(photo.dtype), photo.dtype, areas, photo, weights, tile)


def gradient(objective: Objective, x: Tensor) -> Tensor:
    job = objective.gradient(x)
    while True:
        try:
            next(job)
        except StopIteration as end:
            return end.value


def explicit_gradient(photo: Tensor, x: Tensor, weights: Weights) -> Tensor:
    """By autograd, of the loss as it is written in the paper."""
    encoder = tiny_encoder().to(x.dtype)
    x = x.clone().requires_grad_()
    taps = encoder(x)
    grams = zip(taps, target_grams(x.dtype), strict=True)
    loss = weights.style * torch.stack([gram_error(gram(tap)[0], target) for tap, target in grams]).sum()
    loss = loss + weights.content * content_error(taps[3], encoder(photo)[3])
    loss = loss + weights.smoothness * total_variation(x)
    return torch.autograd.grad(loss, x)[0]


def distance(ours: Tensor, theirs: Tensor) -> float:
    return float((ours - theirs).norm() / theirs.norm())


@pytest.mark.parametrize("dtype", [torch.float64, torch.float32])
@pytest.mark.parametrize(
    "weights", [ALL, Weights(1, 0, 0), Weights(0, 1, 0), Weights(0, 0, 1)], ids=["all", "style", "content", "smooth"]
)
@pytest.mark.parametrize("size", [(64, 64), (49, 70)])
def test_the_gradient_is_that_of_the_loss(dtype: torch.dtype, weights: Weights, size: tuple[int, int]) -> None:
    photo, x = picture(*size, 1, dtype), picture(*size, 2, dtype)
    ours, theirs = gradient(objective(photo, weights), x), explicit_gradient(photo, x, weights)
    assert ours.dtype == dtype
    assert float(theirs.norm()) > 0
    assert distance(ours, theirs) < 1e-4


def test_a_step_against_the_gradient_lowers_the_loss() -> None:
    """Independently of autograd: by difference quotient."""
    encoder, style = tiny_encoder().double(), target_grams(torch.float64)
    photo, x = picture(32, 32, 1, torch.float64), picture(32, 32, 2, torch.float64)

    def loss(x: Tensor) -> float:
        taps = encoder(x)
        return float(sum(((t[0].flatten(1) @ t[0].flatten(1).T / t[0][0].numel() - g).norm() / g.norm()) ** 2
                         for t, g in zip(taps, style, strict=True)))  # fmt: skip

    slope = gradient(objective(photo, Weights(1, 0, 0)), x)
    step = 1e-5 * slope / slope.norm()
    assert (loss(x + step) - loss(x - step)) / 2e-5 == pytest.approx(float(slope.norm()), rel=1e-3)


@pytest.mark.parametrize(
    ("weights", "tolerance"),
    [(Weights(0, 1, 0), 1e-4), (Weights(0, 0, 1), 1e-6), (Weights(1, 0, 0), 1e-3), (ALL, 1e-3)],
    ids=["content", "smooth", "style", "all"],
)
def test_tiles_give_the_gradient_of_the_whole(weights: Weights, tolerance: float) -> None:
    photo, x = picture(211, 250, 1), picture(211, 250, 2)
    tiled, whole = objective(photo, weights, tile=64), objective(photo, weights)
    assert len(tiled.tiles) > 6
    assert len(whole.tiles) == 1
    assert distance(gradient(tiled, x), gradient(whole, x)) < tolerance


def test_tiles_count_content_once() -> None:
    """The margins of tiles overlap; what lies in two of them must not weaken the content twice."""
    photo, x = picture(211, 250, 1), picture(211, 250, 2)
    tiled = gradient(objective(photo, Weights(0, 1, 0), tile=64), x)
    whole = gradient(objective(photo, Weights(0, 1, 0)), x)
    assert float((tiled * whole).sum() / whole.square().sum()) == pytest.approx(1, abs=1e-3)


@settings(max_examples=30)
@given(st.integers(16, 400), st.integers(16, 400), st.sampled_from([32, 48, 64, 160]))
def test_the_cores_cover_every_layer_once(height: int, width: int, side: int) -> None:
    """The layers of a tile are cut where those of the whole picture are, odd sizes included."""
    photo = torch.zeros(1, 3, height, width)

    def places(x: Tensor, depth: int = 5) -> list[Tensor]:
        return [torch.ones(1, 1, x.shape[2] >> level, x.shape[3] >> level) for level in range(depth)]

    whole = Objective(places, torch.float32, [Area([torch.ones(1, 1)] * 5)], photo, ALL, side)  # type: ignore[arg-type]
    for level in range(5):
        counted = sum(whole._cores(places(_window(photo, tile)), tile)[level].shape[0] for tile in whole.tiles)
        assert counted == (height >> level) * (width >> level)


def _window(photo: Tensor, tile: Window) -> Tensor:
    return photo[..., tile.rows, tile.columns]


def test_it_can_be_interrupted_between_the_passes() -> None:
    photo = picture(170, 250, 1)
    for tile, least in ((UNTILED, 2), (64, 2)):
        one = objective(photo, tile=tile)
        assert len(list(one.gradient(picture(170, 250, 2)))) >= least * len(one.tiles)


@pytest.mark.parametrize("tile", [UNTILED, 64])
@pytest.mark.parametrize("enabled", [True, False])
def test_the_consumer_keeps_its_own_grad_mode(tile: int, enabled: bool) -> None:
    photo, x = picture(176, 96, 1), picture(176, 96, 2)
    expected = gradient(objective(photo, tile=tile), x)
    modes = []
    with torch.set_grad_enabled(enabled):
        job = objective(photo, tile=tile).gradient(x)
        while True:
            try:
                next(job)
            except StopIteration as end:
                ours = end.value
                break
            modes.append(torch.is_grad_enabled())
            with torch.inference_mode():  # what somebody does between two steps is none of its business
                torch.zeros(1).add_(1)
        assert torch.is_grad_enabled() is enabled
    assert set(modes) == {enabled}
    assert not ours.requires_grad
    torch.testing.assert_close(ours, expected)


@pytest.mark.parametrize("steps", [0, 1, 4])
def test_closing_midway_leaves_nothing_behind(steps: int) -> None:
    photo, x = picture(176, 200, 1), picture(176, 200, 2)
    one, before = objective(photo, tile=64), x.clone()
    expected = gradient(one, x)
    job = one.gradient(x)
    for _ in range(steps):
        next(job)
    job.close()
    assert torch.is_grad_enabled()
    assert torch.equal(x, before)
    assert x.grad is None
    torch.testing.assert_close(gradient(one, x), expected)


def test_a_style_without_features_does_not_poison_the_picture() -> None:
    photo = picture(32, 32, 1)
    areas = [Area([torch.zeros_like(g) for g in target_grams()])]
    found = gradient(Objective(tiny_encoder(), torch.float32, areas, photo, ALL, UNTILED), picture(32, 32, 2))
    assert bool(torch.isfinite(found).all())

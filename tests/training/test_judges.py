"""The judges: LPIPS grows with what is wrong, the kernel distance tells sets apart and knows its own error."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from studio.core.errors import UnavailableError
from studio.core.resize import resize
from studio.core.scene import scene_picture
from studio.training.judges import TAPS, Lpips, SqueezeFeatures, kernel_distance, psnr


@pytest.fixture(scope="module")
def features(shared: Path) -> SqueezeFeatures:
    return SqueezeFeatures(shared / "teachers")


@pytest.fixture(scope="module")
def photo() -> Tensor:
    pixels = torch.from_numpy(resize(scene_picture(), 96, 96).as_float()[..., :3].copy())
    return pixels.permute(2, 0, 1)[None]


def noisy(x: Tensor, deviation: float) -> Tensor:
    return (x + deviation * torch.randn(x.shape, generator=torch.Generator().manual_seed(3))).clamp(0, 1)


def blurred(x: Tensor, side: int) -> Tensor:
    return F.avg_pool2d(x, side, 1, side // 2, count_include_pad=False)


@pytest.mark.shared
def test_the_network_knows_a_cat_when_it_sees_one(features: SqueezeFeatures, shared: Path) -> None:
    """Colour order, means, paddings and poolings are right only together: the class tells."""
    data = pytest.importorskip("skimage.data")
    cat = torch.from_numpy(data.chelsea()[:, 60:360].copy()).permute(2, 0, 1)[None].float() / 255
    cat = F.interpolate(cat, size=(227, 227), mode="bilinear", antialias=True)
    state = torch.load(shared / "teachers" / "squeezenet1_1_caffe_fp16.pth", map_location="cpu", weights_only=True)
    scores = F.relu(F.conv2d(features(cat)[-1], state["conv10.weight"].float(), state["conv10.bias"].float()))
    assert int(scores.mean((2, 3)).argmax()) in (281, 282, 283, 284, 285)  # ImageNet's domestic cats


@pytest.mark.shared
def test_layers_are_where_lpips_looks(features: SqueezeFeatures, photo: Tensor) -> None:
    taps = features(photo)
    assert tuple(tap.shape[1] for tap in taps) == TAPS
    assert [tap.shape[2] for tap in taps] == [47, 23, 11, 5, 5, 5, 5]
    assert all(bool((tap >= 0).all()) for tap in taps)
    assert features.pooled(photo).shape == (1, 512)


@pytest.mark.shared
@pytest.mark.parametrize("even", [False, True])
def test_lpips_is_nothing_for_equals_and_grows_with_noise_and_blur(
    features: SqueezeFeatures, photo: Tensor, shared: Path, even: bool
) -> None:
    lpips = Lpips(features, shared / "teachers", even=even)
    assert float(lpips(photo, photo)) == 0
    for spoil, amounts in ((noisy, (0.02, 0.06, 0.2)), (blurred, (3, 7, 21))):
        worse = [float(lpips(photo, spoil(photo, amount))) for amount in amounts]
        assert 0 < worse[0] < worse[1] < worse[2]
    pair = torch.cat([photo, noisy(photo, 0.2)])
    both = lpips(pair, torch.cat([photo, photo]))
    assert both[0] == 0
    assert float(both[1]) == pytest.approx(float(lpips(photo, noisy(photo, 0.2))), rel=1e-4)  # symmetric, per picture


def samples(count: int, shift: float, seed: int) -> Tensor:
    return torch.randn(count, 16, generator=torch.Generator().manual_seed(seed)) + shift


def test_kernel_distance_is_unbiased_and_its_error_is_honest() -> None:
    same = [kernel_distance(samples(120, 0.0, 2 * n), samples(90, 0.0, 2 * n + 1)) for n in range(20)]
    values = torch.tensor([value for value, _ in same])
    assert abs(float(values.mean())) < 3 * float(values.std()) / math.sqrt(20)
    assert {True, False} == set((values < 0).tolist())  # unbiased: below zero about as often
    estimated = torch.tensor([error for _, error in same]).mean()
    assert 0.4 < float(estimated / values.std()) < 2.5


def test_kernel_distance_orders_sets_by_how_far_they_are_apart() -> None:
    real = samples(100, 0.0, 1)
    near, far = (kernel_distance(samples(100, shift, 2), real)[0] for shift in (0.3, 1.0))
    assert 0 < near < far
    # The same mean, another spread: a distance of means alone would not see it.
    assert kernel_distance(2 * samples(100, 0.0, 2), real)[0] > 0.01


def test_kernel_distance_by_hand() -> None:
    x, y = torch.tensor([[0.0], [1.0]]), torch.tensor([[1.0], [2.0]])
    # k(0,1) = 1, k(1,2) = 27, cross: k(0,1), k(0,2), k(1,1), k(1,2) = 1, 1, 8, 27.
    value, error = kernel_distance(x, y)
    assert value == pytest.approx(1 + 27 - 2 * 37 / 4)
    assert math.isnan(error)
    with pytest.raises(ValueError, match="two rows"):
        kernel_distance(x[:1], y)


def test_psnr_by_hand() -> None:
    dark = torch.zeros(2, 3, 4, 4)
    light = dark.clone()
    light[1] += 0.1
    assert psnr(light, dark).tolist() == [math.inf, pytest.approx(20.0)]


def test_absent_judges_are_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="ATELIER_TEACHERS"):
        SqueezeFeatures(tmp_path)

"""The feed-forward network: nothing at weight 0, blends, masks, frozen statistics, reach, no checkerboard."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from studio.networks.condition import Moments
from studio.networks.convolution import Enlarging
from studio.networks.instant_style import InstantStyle
from studio.networks.style_predictor import StylePredictor
from studio.networks.transform_net import TransformNet

ONE = torch.ones(1, 1)


@pytest.fixture(scope="module")
def net():
    torch.manual_seed(0)
    made = TransformNet((8, 12, 16), full=6, deep=1, middle=1, code=10).eval().requires_grad_(False)
    made.paint.weight.mul_(10)
    return made.to(memory_format=torch.channels_last)


def picture(height=64, width=72, seed=1):
    return torch.rand(1, 3, height, width, generator=torch.Generator().manual_seed(seed))


def code(seed=2, count=1):
    return torch.randn(count, 10, generator=torch.Generator().manual_seed(seed))


@torch.inference_mode()
def test_weight_nought_gives_the_very_photo_back_and_more_changes_it_more(net):
    x = picture()
    assert torch.equal(net(x, net.condition(code(), 0 * ONE)), x)
    changes = [float((net(x, net.condition(code(), w * ONE)) - x).abs().mean()) for w in (0.02, 0.2, 1.0)]
    assert 0 < changes[0] < changes[1] < changes[2]


@torch.inference_mode()
def test_a_weight_between_is_not_a_cross_fade_of_pictures(net):
    x = picture()
    whole = net(x, net.condition(code(), ONE))
    half = net(x, net.condition(code(), 0.5 * ONE))
    assert (half - torch.lerp(x, whole, 0.5)).abs().mean() > 0.02 * (whole - x).abs().mean()


def test_many_pictures_at_once_are_what_each_is_alone(net):
    x, codes = torch.cat([picture(seed=s) for s in (1, 2, 3)]), code(count=3)
    together = net(x, net.condition(codes, torch.ones(3, 1)))
    with torch.inference_mode():
        for i in range(3):
            alone = net(x[i : i + 1], net.condition(codes[i : i + 1], ONE))
            assert torch.allclose(together[i : i + 1], alone, atol=2e-4)


@torch.inference_mode()
def test_masks_that_are_one_everywhere_paint_as_no_masks_do(net):
    x, codes = picture(), code(count=2)
    masks = torch.stack([torch.ones(64, 72), torch.zeros(64, 72)])
    masked = net(x, net.condition(codes, torch.ones(2, 1), masks))
    assert torch.allclose(masked, net(x, net.condition(codes[:1], ONE)), atol=1e-4)


@torch.inference_mode()
def test_each_half_of_a_masked_picture_depends_on_its_own_code(net):
    x, codes = picture(64, 256), code(count=2)
    masks = torch.zeros(2, 64, 256)
    masks[0, :, :128], masks[1, :, 128:] = 1, 1
    weights = torch.tensor([[0.0], [1.0]])
    masked = net(x, net.condition(codes, weights, masks))
    assert torch.equal(masked[..., :120], x[..., :120])  # an unpainted region is the photo itself
    assert (masked[..., 136:] - x[..., 136:]).abs().mean() > 0.01


@torch.inference_mode()
def test_frozen_statistics_of_the_same_picture_change_nothing(net):
    x, condition, moments = picture(), net.condition(code(), ONE), Moments()
    recorded = net(x, condition, moments)
    moments.frozen = True
    assert torch.allclose(net(x, condition, moments), recorded, atol=1e-4)
    assert torch.allclose(net(x, condition), recorded, atol=1e-5)


@torch.inference_mode()
def test_with_frozen_statistics_nothing_beyond_the_reach_counts(net):
    x, condition, moments = picture(64, 512), net.condition(code(), ONE), Moments()
    net(x, condition, moments)
    moments.frozen = True
    before = net(x, condition, moments)
    x[..., 256 + net.reach :] = 0.5
    after = net(x, condition, moments)
    assert torch.equal(before[..., :256], after[..., :256])
    assert not torch.equal(before[..., 256 + net.reach :], after[..., 256 + net.reach :])


@torch.inference_mode()
def test_a_flat_picture_stays_free_of_any_pattern(net):
    painted = net(torch.full((1, 3, 64, 64), 0.4), net.condition(code(), ONE))
    spectrum = torch.fft.rfft2(painted[0] - painted[0].mean((1, 2), keepdim=True)).abs() / 64**2
    assert float(spectrum[:, 32, :].max()) < 1e-5
    assert float(spectrum[:, :, 32].max()) < 1e-5


def test_a_blend_of_codes_is_the_blend_of_their_numbers(net):
    codes = code(count=2)
    mixed = net.condition(0.3 * codes[:1] + 0.7 * codes[1:], ONE).affine
    parts = net.condition(codes, torch.ones(2, 1)).affine
    for (scale, shift), (scales, shifts) in zip(mixed, parts, strict=True):
        assert torch.allclose(scale[0], 0.3 * scales[0] + 0.7 * scales[1], atol=1e-5)
        assert torch.allclose(shift[0], 0.3 * shifts[0] + 0.7 * shifts[1], atol=1e-5)


def statistics(seed, channels=(3, 4, 5, 6, 7)):
    torch.manual_seed(seed)
    features = [torch.rand(1, 50, c) for c in channels]
    return [f.transpose(1, 2) @ f / 50 for f in features], [f.mean(1) for f in features]


def test_the_predictor_reads_the_deviation_along_its_directions():
    predictor = StylePredictor((3, 4, 5, 6, 7), directions=2, hidden=8, code=6)
    torch.manual_seed(9)
    features = torch.rand(1, 50, 3)
    grams, means = statistics(1)
    grams[0], means[0] = features.transpose(1, 2) @ features / 50, features.mean(1)
    described = predictor.describe(grams, means)
    wanted = (features[0] @ predictor.looks[0].T).square().mean(0).sqrt()
    assert torch.allclose(described[0, :2], wanted, atol=1e-5)
    assert torch.allclose(described[0, 2:5], means[0][0])


def test_a_known_paintings_own_correction_counts_by_its_share():
    predictor = StylePredictor((3, 4, 5, 6, 7), directions=2, hidden=8, code=6, styles=("a", "b"))
    grams, means = statistics(1)
    foreign = predictor(grams, means, torch.zeros(1, 2))
    assert torch.allclose(predictor(grams, means, torch.tensor([[0.25, 0.75]])) - foreign,
                          (0.25 * predictor.own[0] + 0.75 * predictor.own[1])[None], atol=1e-5)  # fmt: skip


def test_a_model_is_made_again_from_its_own_description():
    model = InstantStyle((3, 4, 5, 6, 7), 2, 8, ("a",), 6, widths=(8, 12, 16), full=4, deep=1, middle=1)
    again = InstantStyle(**model.config)
    again.load_state_dict(model.state_dict())
    grams, means = statistics(2)
    x, own = picture(32, 32), torch.ones(1, 1)
    assert torch.equal(model(x, grams, means, own, ONE), again(x, grams, means, own, ONE))


@given(st.integers(1, 9), st.integers(1, 9), st.integers(0, 99))
def test_the_folded_enlargement_is_enlargement_and_convolution(height, width, seed):
    torch.manual_seed(seed)
    layer, x = Enlarging(3, 5), torch.randn(2, 3, height, width)
    plain = layer(x)
    with torch.no_grad():
        assert torch.allclose(layer(x), plain, atol=1e-5)
        layer.weight.mul_(2)  # weights that changed are folded anew
        assert torch.allclose(layer(x), 2 * plain, atol=1e-5)

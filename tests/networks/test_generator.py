"""The generator, its levels and the lines it learns from."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.networks import line_art
from studio.networks.detail import softened
from studio.networks.discriminators import FeatureHeads, PatchDiscriminator
from studio.networks.gan_losses import feature_matching, hinge_generator, hinge_real_fake, named, unmasked
from studio.networks.generator import Generator, describe, luma
from studio.networks.pyramid import level_count, levels, shrunk

SMALL: dict[str, Any] = {"widths": [8, 12, 16], "down": [1, 1, 1], "up": [1, 1], "full": 4}


def sketcher(**more: Any) -> Generator:
    torch.manual_seed(3)
    options = {"hints": True, "position": True, "draft": True, "look": 4, "noise": True} | SMALL | more
    network = Generator("lines", **options)
    network.learn_looks(torch.rand(40, 3, 16, 16))
    for parameter in network.parameters():
        parameter.data += 0.05 * torch.randn_like(parameter)
    return network.eval().requires_grad_(False)


@pytest.mark.parametrize(
    ("source", "output", "channels"),
    [
        ("lines", "picture", 1),
        ("grey", "chroma", 1),
        ("colour", "residual", 3),
        ("colour", "detail", 3),
        ("labels", "picture", 5),
    ],
)
def test_every_kind_of_input_has_its_channels_and_gives_a_picture(source: str, output: str, channels: int) -> None:
    network = Generator(source, classes=5, output=output, **SMALL)
    assert network.channels == channels
    assert network.multiple == 8
    assert network(torch.rand(2, channels, 24, 40)).shape == (2, 3, 24, 40)
    assert Generator(**network.config).config == network.config


def test_what_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError):
        Generator("lines", output="sculpture", **SMALL)
    with pytest.raises(ValueError):
        Generator("smells", **SMALL)
    with pytest.raises(ValueError):
        Generator("lines", widths=[8, 16], down=[1], up=[1])
    with pytest.raises(ValueError, match="only a generator with the output 'detail' has any that fades"):
        Generator("colour", output="residual", fades=True, **SMALL)


def test_a_colouriser_keeps_the_brightness_and_an_enhancer_starts_from_the_photo() -> None:
    torch.manual_seed(1)
    colouriser, enhancer = Generator("grey", output="chroma", **SMALL), Generator("colour", output="residual", **SMALL)
    grey, photo = torch.rand(1, 1, 16, 16), torch.rand(1, 3, 16, 16)
    assert torch.allclose(luma(colouriser(grey)), grey, atol=1e-5)
    translator = Generator("colour", output="detail", **SMALL)
    for network in (enhancer, translator):
        torch.nn.init.zeros_(network.paint.weight)
        assert torch.allclose(network(photo), photo, atol=1e-6)


def test_a_network_may_let_fine_detail_fade_where_it_says_so_and_only_between_none_and_all() -> None:
    torch.manual_seed(1)
    network, photo = Generator("colour", output="detail", keep=4, fades=True, **SMALL), torch.rand(1, 3, 24, 24)
    torch.nn.init.zeros_(network.paint.weight)
    bias = network.paint.bias
    assert bias is not None
    fine = photo - softened(photo, 4)
    assert bias[3] > 0, "a new network takes a little away, or it could not learn to"
    for said, gone in ((-2.0, 0.0), (0.25, 0.25), (3.0, 1.0)):
        torch.nn.init.constant_(bias[3:], said)
        assert torch.allclose(network(photo), photo - gone * fine, atol=1e-6)
    assert Generator(**network.config).paint.weight.shape == network.paint.weight.shape


def test_the_same_chance_gives_the_same_picture_and_each_input_matters() -> None:
    network, condition = sketcher(), torch.rand(1, 6, 32, 32)
    look, draft = torch.randn(1, 4), torch.rand(1, 3, 32, 32)

    def made(condition: torch.Tensor, look: torch.Tensor | None, draft: torch.Tensor | None, seed: int) -> torch.Tensor:
        return network(condition, look, draft, torch.Generator().manual_seed(seed))

    first = made(condition, look, draft, 1)
    assert torch.equal(first, made(condition, look, draft, 1))
    for other in (
        made(condition.flip(3), look, draft, 1), made(condition, None, draft, 1), made(condition, look, None, 1),
        made(condition, look, draft, 2),
    ):  # fmt: skip
        assert not torch.allclose(first, other, atol=1e-4)


def test_a_shallow_network_needs_no_small_sizes_over_a_draft() -> None:
    network, condition, draft = sketcher(shallow=1), torch.rand(1, 6, 32, 32), torch.rand(1, 3, 32, 32)
    first, finer = network(condition), network(condition, None, draft)
    with torch.no_grad():
        network.going_down[-1][0].second.bias += 1  # pyright: ignore
    assert not torch.allclose(network(condition), first)
    assert torch.equal(network(condition, None, draft), finer)


def test_no_place_depends_on_far_ones() -> None:
    """Norms are per place, so that tiles of a large picture fit together."""
    network = Generator("colour", output="residual", widths=[8, 8], down=[1, 1], up=[1], full=4).eval()
    photo = torch.rand(1, 3, 128, 128)
    changed = photo.clone()
    changed[..., :16, :] = 0
    assert torch.allclose(network(photo)[..., 96:, :], network(changed)[..., 96:, :], atol=1e-6)


def test_looks_are_roughly_normal_over_the_photos_they_were_learned_from() -> None:
    torch.manual_seed(4)
    network = Generator("lines", look=5, **SMALL)
    photos = torch.rand(200, 3, 1, 1) * torch.rand(200, 3, 12, 12)
    network.learn_looks(photos)
    looks = network.look_of(photos)
    assert torch.allclose(looks.mean(0), torch.zeros(5), atol=1e-3)
    assert torch.allclose(torch.cov(looks.T), torch.eye(5), atol=0.02)
    assert describe(photos).shape == (200, 11)
    chosen = network.a_look(7)
    assert torch.equal(chosen, network.a_look(7))
    assert not torch.allclose(chosen, network.a_look(8))
    assert float((looks - chosen).norm(dim=1).min()) < 1.5, "near a look that was seen"


def test_levels_grow_by_two_to_the_size_of_the_condition() -> None:
    network = sketcher()
    sizes = ((128, 128), (256, 256), (1024, 1024), (90, 90), (384, 96))
    assert [level_count(*size) for size in sizes] == [0, 1, 3, 0, 1]
    sizes = [tuple(p.shape[2:]) for p in levels(network, torch.rand(1, 6, 64, 96), first=20)]
    assert sizes == [(16, 24), (32, 48), (64, 96)]
    single = Generator("colour", **SMALL)
    assert len(list(levels(single, torch.rand(1, 3, 64, 64), first=16))) == 1


def test_shrunk_lines_stay_dark_and_hints_keep_their_colour() -> None:
    network, condition = sketcher(), torch.zeros(1, 6, 64, 64)
    condition[:, 0, 20] = 1
    condition[:, 1:5] = torch.tensor([0.2, 0.4, 0.6, 1.0])[None, :, None, None]
    small = shrunk(network, condition, 4)
    assert small.shape == (1, 6, 16, 16)
    assert float(small[:, 0].max()) > 0.5, "a mean alone would leave 0.25"
    assert torch.allclose(small[:, 1:5], condition[:, 1:5, :16, :16])


def test_discriminators_judge_places_and_train() -> None:
    torch.manual_seed(0)
    patch, heads = PatchDiscriminator(6, 8), FeatureHeads([4, 6], 8)
    verdicts, features = patch(torch.rand(2, 6, 32, 32))
    assert verdicts.shape == (2, 1, 4, 4)
    assert len(features) == 4
    judged = heads([torch.rand(2, 4, 8, 8), torch.rand(2, 6, 4, 4)])
    assert [tuple(j.shape) for j in judged] == [(2, 1, 8, 8), (2, 1, 4, 4)]
    real, fake = torch.rand(8, 6, 32, 32), torch.rand(8, 6, 32, 32) * 0.2
    optimiser = torch.optim.Adam(patch.parameters(), 2e-3)
    for _ in range(30):
        optimiser.zero_grad()
        loss = hinge_real_fake([patch(real)[0]], [patch(fake)[0]])
        loss.backward()
        optimiser.step()
    assert loss.item() < 1.5, "2 is chance"
    assert hinge_generator([patch(real)[0]]) < hinge_generator([patch(fake)[0]])


def test_feature_matching_is_zero_for_equals_and_teaches_the_fake_alone() -> None:
    real, fake = torch.rand(1, 2, 4, 4, requires_grad=True), torch.rand(1, 2, 4, 4, requires_grad=True)
    assert feature_matching([real], [real]).item() == 0
    feature_matching([real], [fake]).backward()
    assert real.grad is None
    assert fake.grad is not None


def disc(side: int = 96) -> torch.Tensor:
    y, x = torch.meshgrid(torch.arange(side) - side / 2, torch.arange(side) - side / 2, indexing="ij")
    return (0.3 + 0.4 * ((x**2 + y**2).sqrt() < side / 4).float()).expand(1, 3, -1, -1)


def test_the_lines_of_a_disc_are_a_thin_circle() -> None:
    lines = line_art.edges(disc(), 1.5, 0.02)
    y, x = lines[0, 0].nonzero().float().T
    radius = ((x - 48) ** 2 + (y - 48) ** 2).sqrt()
    assert 90 < len(radius) < 260, "once around, about one pixel wide"
    assert float((radius - 24).abs().max()) < 4


def test_more_detail_is_more_ink_and_all_lines_are_between_paper_and_ink() -> None:
    torch.manual_seed(2)
    photo = (disc(128) + 0.2 * line_art.blur(torch.randn(1, 3, 128, 128), 2)).clamp(0, 1)
    amounts = [float(line_art.trace(photo, d).mean()) for d in (0.0, 0.5, 1.0)]
    assert amounts[0] < amounts[1] < amounts[2]
    for lines in (line_art.ink(photo, 1.0), line_art.trace(photo, 0.5), line_art.borders((photo[:, 0] > 0.5).long())):
        assert lines.shape == (1, 1, 128, 128)
        assert 0 <= float(lines.min()) <= float(lines.max()) <= 1


def test_a_flat_photo_has_no_lines() -> None:
    assert float(line_art.edges(torch.full((1, 3, 64, 64), 0.4), 1.0, 0.05).max()) == 0


def test_a_clumsy_hand_moves_and_drops_lines_but_adds_none() -> None:
    chance = torch.Generator().manual_seed(1)
    lines = line_art.edges(disc(128), 1.5, 0.02)
    less = line_art.gaps(lines, 0.4, 16, chance)
    assert 0.2 < float(less.sum() / lines.sum()) < 0.95
    assert bool((less <= lines).all())
    moved = line_art.wobble(lines, 3.0, 16, chance)
    assert 0.5 < float(moved.sum() / lines.sum()) < 1.5
    assert not torch.allclose(moved, lines)


@settings(max_examples=20, deadline=None)
@given(st.integers(8, 40), st.integers(8, 40), st.floats(0.4, 9))
def test_blur_keeps_the_mean_of_flat_pictures_and_the_size_of_all(height: int, width: int, sigma: float) -> None:
    flat = torch.full((1, 2, height, width), 0.37)
    assert torch.allclose(line_art.blur(flat, sigma), flat, atol=1e-4)


def test_labels_adapt_the_normalisation_of_every_block_and_how_strong_its_grain_is() -> None:
    torch.manual_seed(2)
    network = Generator("labels", classes=4, noise=True, adaptive=True, **SMALL).eval().requires_grad_(False)
    for name, parameter in network.named_parameters():
        if ".labels." in name:
            parameter.normal_()
    plain = torch.nn.functional.one_hot(torch.zeros(1, 32, 32).long(), 4).permute(0, 3, 1, 2).float()
    other = plain.roll(1, 1)
    network.stem.weight[:, :].zero_()
    network.pixels.weight.zero_()
    assert not torch.allclose(network(plain), network(other)), "the blocks alone tell the classes apart"
    for name, parameter in network.named_parameters():
        if ".labels." in name:
            parameter[: len(parameter) * 2 // 3 if "going_up" in name else None].zero_()
    chances = [torch.Generator().manual_seed(1) for _ in range(2)]
    assert not torch.allclose(network(plain, chance=chances[0]), network(other, chance=chances[1]))
    with pytest.raises(ValueError):
        Generator("lines", adaptive=True, **SMALL)


def test_verdicts_that_name_the_class_cost_little_and_class_zero_asks_for_nothing() -> None:
    labels = torch.nn.functional.one_hot(torch.tensor([[[0, 1], [2, 2]]]), 3).permute(0, 3, 1, 2).float()
    right = 20 * torch.cat([labels, torch.zeros(1, 1, 2, 2)], 1)
    assert float(named([right], labels)) < 1e-3
    wrong_where_nothing_is_said = right.clone()
    wrong_where_nothing_is_said[:, :, 0, 0] = torch.tensor([0.0, 0.0, 20.0, 0.0])
    assert float(named([wrong_where_nothing_is_said], labels)) < 1e-3
    assert float(named([right.roll(1, 1)], labels)) > 5
    assert float(unmasked([right])) > 5
    assert float(unmasked([torch.tensor([0.0, 0, 0, 20]).view(1, 4, 1, 1)])) < 1e-3
    heads = FeatureHeads([6, 5], width=8, classes=3)
    assert [v.shape for v in heads([torch.rand(2, 6, 8, 8), torch.rand(2, 5, 4, 4)])] == [(2, 4, 8, 8), (2, 4, 4, 4)]

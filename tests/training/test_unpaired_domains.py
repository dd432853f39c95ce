from __future__ import annotations

import math
import random
from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from unpaired_makers import SIDE, make_domain

from studio.core.errors import StudioError, UnavailableError
from studio.library.manifest import Input
from studio.networks.detail import softened
from studio.training.data import is_held_back
from studio.training.palette import in_colours_of
from studio.training.unpaired.domains import Domain, DomainSpec, cut, read_domains, read_specs
from studio.training.unpaired.figures import (
    brightness_kept,
    detail_lost,
    edges_kept,
    sharpness_apart,
    structure_lost,
    texture_made,
    upright,
)
from studio.training.unpaired.pool import ImagePool


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ATELIER_DATA", str(tmp_path))
    return tmp_path


def test_a_domain_holds_pictures_back_and_draws_from_the_others(root: Path) -> None:
    make_domain(root, "dark", count=6, held_back=3)
    domain = Domain(DomainSpec("dark", "dark/images"), SIDE)
    assert len(domain.squares) == len(domain.paths) == 6
    assert not any(is_held_back(path.name) for path in domain.paths)
    assert all(is_held_back(path.name) for path in domain.held_back_paths)
    drawn = domain.draw(random.Random(1), 5, 32)
    assert drawn.shape == (5, 3, 32, 32)
    assert 0 < float(drawn.min()) < float(drawn.max()) < 0.5
    assert torch.equal(drawn, domain.draw(random.Random(1), 5, 32))
    assert not torch.equal(drawn, domain.draw(random.Random(2), 5, 32))
    assert domain.held_back(9, 32).shape == (3, 3, 32, 32)
    assert torch.equal(domain.held_back(2, 32), domain.held_back(2, 32))


def test_a_recipe_says_how_near_parts_may_be(root: Path) -> None:
    sharp = np.kron(np.arange(SIDE**2).reshape(SIDE, SIDE) % 2 * 255, np.ones((1, 1)))  # stripes of one pixel
    folder = make_domain(root, "dark", count=6, held_back=3)
    for path in folder.iterdir():
        Image.fromarray(np.stack([sharp] * 3, 2).astype(np.uint8)).save(path)
    data = {"domains": [{"name": name, "folder": "dark/images"} for name in ("one", "other")], "side": SIDE}

    def contrast(more: dict[str, float]) -> float:
        """Of parts made half as large as the square: stripes survive only where no more than half was drawn."""
        return float(read_domains(data | more)[0].draw(random.Random(1), 40, SIDE // 2).std((2, 3)).max())

    assert contrast({"nearest": 0.5}) > 0.4
    assert contrast({"nearest": 0.95}) < 0.2


def test_long_pictures_give_squares_side_by_side() -> None:
    across = torch.arange(100, dtype=torch.uint8).expand(3, 50, 100)
    found = cut(across, 50)
    assert [(int(part.min()), int(part.max())) for part in found] == [(0, 49), (50, 99)]
    nearly = cut(across[..., :55], 50)
    assert [(int(part.min()), int(part.max())) for part in nearly] == [(2, 51)]


def test_large_pictures_are_cut_into_parts_that_cover_them() -> None:
    y = torch.arange(120, dtype=torch.uint8)[:, None].expand(120, 200)
    x = torch.arange(200, dtype=torch.uint8)[None].expand(120, 200)
    parts = cut(torch.stack([y, x, x]), 60, (1.0, 0.5))
    assert all(part.shape == (3, 60, 60) for part in parts)
    halves = [part for part in parts if int(part[0].max()) - int(part[0].min()) == 59]
    assert len(parts) > len(halves) >= 8
    assert {int(part[0].min()) for part in halves} == {0, 60}
    assert min(int(part[1].min()) for part in halves) == 0
    assert max(int(part[1].max()) for part in halves) == 199


def test_of_a_few_pictures_cut_into_parts_all_held_back_parts_are_shown(root: Path) -> None:
    make_domain(root, "dark", count=3, held_back=1)
    parts = Domain(DomainSpec("dark", "dark/images", "details"), SIDE // 3)
    assert len(parts.squares) > 3 * 4
    assert parts.shares == (0.7, 0.5, 0.35)
    shown = parts.held_back(6, 16)
    assert shown.shape == (6, 3, 16, 16)
    assert torch.equal(shown, parts.held_back(6, 16))
    assert not torch.equal(shown[0], shown[1])
    assert len(Domain(DomainSpec("dark", "dark/images"), SIDE // 3).held_back(6, 16)) == 1


def test_what_is_too_small_is_left_out() -> None:
    assert cut(torch.zeros(3, 40, 90, dtype=torch.uint8), 64) == []
    assert len(cut(torch.zeros(3, 50, 50, dtype=torch.uint8), 64)) == 1


def test_patterns_choose_pictures_by_name(root: Path) -> None:
    folder = make_domain(root, "dark", count=6)
    kept = sorted(path.name for path in folder.iterdir() if not is_held_back(path.name))[:2]
    held = next(path.name for path in folder.iterdir() if is_held_back(path.name))
    domain = Domain(DomainSpec("dark", "dark/images", only=(*kept, held)), SIDE)
    assert [path.name for path in domain.paths] == kept
    assert [path.name for path in domain.held_back_paths] == [held]
    with pytest.raises(UnavailableError, match="domain dark needs more pictures in dark/images"):
        Domain(DomainSpec("dark", "dark/images", only=("monet*",)), SIDE)


def test_pictures_may_be_left_out_of_training_and_measures_stay_what_they_are(root: Path) -> None:
    folder = make_domain(root, "dark", count=6)
    names = sorted(path.name for path in folder.iterdir())
    all_of_them = Domain(DomainSpec("dark", "dark/images"), SIDE)
    left = next(name for name in names if not is_held_back(name))
    held = next(name for name in names if is_held_back(name))
    tables = [{"name": "dark", "folder": "dark/images", "but": [left, held]}, {"name": "b", "folder": "dark/images"}]
    domain = read_domains({"side": SIDE, "domains": tables})[0]
    assert {path.name for path in all_of_them.paths} - {path.name for path in domain.paths} == {left}
    assert domain.held_back_paths == all_of_them.held_back_paths


def test_more_pictures_are_trained_on_but_none_of_them_is_held_back(root: Path) -> None:
    make_domain(root, "dark", count=4, held_back=2)
    others = sorted((path.name for path in make_domain(root, "bright", 6, 2).iterdir()), key=is_held_back)[2:7]
    plain, data = Domain(DomainSpec("dark", "dark/images"), SIDE), {"side": SIDE}
    more = [{"folder": "bright/images", "only": others}, {"folder": "bright/images", "cut": "parts"}]
    tables = [{"name": "dark", "folder": "dark/images", "more": more}, {"name": "bright", "folder": "bright/images"}]
    domain, bright = read_domains({"domains": tables} | data)
    assert [is_held_back(name) for name in others] == [False] * 4 + [True]
    assert len(domain.squares) == len(plain.squares) + 4 + len(bright.squares)
    assert domain.paths == plain.paths
    assert torch.equal(domain.held_back(9, 32), plain.held_back(9, 32))
    means = [float(domain.draw(random.Random(n), 1, 32).mean()) for n in range(20)]
    assert min(means) < 0.5 < max(means)


@pytest.mark.parametrize(
    ("tables", "sentence"),
    [
        ([{"name": "a", "folder": "x"}], "two .*domains.* or more"),
        ([{"name": "a", "folder": "x"}, {"name": "b"}], "needs a name and folder"),
        (
            [{"name": "a", "folder": "x"}, {"name": "b", "folder": "y", "size": 3}],
            "may have cut, only, but, kind",
        ),
        ([{"name": "a", "folder": "x"}, {"name": "b", "folder": "y", "cut": "up"}], "cut = whole or parts"),
        ([{"name": "a", "folder": "x"}, {"name": "../b", "folder": "y"}], "lower-case letters"),
        ([{"name": "a", "folder": "x"}, {"name": "a", "folder": "y"}], "the same name"),
        ([{"name": "a", "folder": "x"}, {"name": 2, "folder": "y"}], "are texts"),
        ([{"name": "a", "folder": "x"}, {"name": "b", "folder": "y", "kind": 2}], "are texts"),
        ([{"name": "a", "folder": "x"}, {"name": "b", "folder": "y", "only": "monet*"}], "only and but are lists"),
        ([{"name": "a", "folder": "x"}, {"name": "b", "folder": "y", "but": "monet*"}], "only and but are lists"),
        ([{"name": "a", "folder": "x"}, {"name": "b", "folder": "y", "plain": 1}], "plain and fades are true"),
        (
            [{"name": "a", "folder": "x"}, {"name": "b", "folder": "y", "fades": "no"}],
            "plain and fades are true",
        ),
        ([{"name": "a", "folder": "x"}, {"name": "b", "folder": "y", "more": "z"}], "more is a list of tables"),
        ([{"name": "a", "folder": "x"}, {"name": "b", "folder": "y", "more": [{"cut": "whole"}]}], "needs a folder"),
        ([{"name": "a", "folder": "x"}, {"name": "b", "folder": "y", "more": [{"folder": 3}]}], "are texts"),
    ],
)
def test_domains_that_do_not_fit_are_a_sentence(tables: list, sentence: str) -> None:
    with pytest.raises(StudioError, match=sentence):
        read_specs({"domains": tables})


@pytest.mark.parametrize("names", [("rain", "rain"), ("Rain",), ("",)])
def test_a_manifest_names_each_domain_once(names: tuple[str, ...]) -> None:
    assert Input("picture", 8, (0.0, 1.0), domains=("rain", "sun")).domains == ("rain", "sun")
    with pytest.raises(ValueError, match="domains must be different names"):
        Input("picture", 8, (0.0, 1.0), domains=names)


def test_a_pool_gives_new_pictures_until_it_is_full_and_then_some_old_ones() -> None:
    pool, rng = ImagePool(8), random.Random(3)
    new = torch.arange(8.0).view(8, 1, 1, 1).expand(8, 3, 4, 4).div(8)
    assert torch.equal(pool.exchange(new, rng), new)
    later = torch.full((40, 3, 4, 4), 2.0)
    given = pool.exchange(later, rng)
    old = [float(picture.mean()) for picture in given if float(picture.mean()) < 1]
    assert 4 <= len(old) <= 8, "about half of what was kept comes out, each picture once"
    assert len(set(old)) == len(old)
    assert len(pool.pictures) == 8
    assert sum(float(picture.mean()) == 2 for picture in pool.pictures) == len(old)
    again = ImagePool(8)
    again.load(pool.state())
    assert torch.equal(again.exchange(new, random.Random(5)), pool.exchange(new, random.Random(5)))


def test_a_pool_of_nothing_gives_what_it_gets_without_gradients() -> None:
    made = torch.rand(3, 3, 4, 4, requires_grad=True)
    for pool in (ImagePool(0), ImagePool(1)):
        given = pool.exchange(made, random.Random(1))
        assert not given.requires_grad
    assert torch.equal(ImagePool(0).exchange(made, random.Random(1)), made)


def test_inverted_pictures_are_found_and_cost_something() -> None:
    picture = torch.rand(3, 3, 8, 8).repeat_interleave(8, 2).repeat_interleave(8, 3)
    darker, inverted = 0.3 * picture + 0.1, 1 - picture
    assert float(brightness_kept(picture, darker).min()) > 0.98
    assert float(brightness_kept(picture, inverted).max()) < -0.98
    assert float(upright(picture, darker)) == 0
    assert float(upright(picture, inverted)) > 1.5
    # Edges do not care which side is light.
    assert float(edges_kept(picture, inverted).min()) > 0.98
    assert float(edges_kept(picture, torch.rand(3, 3, 64, 64)).max()) < 0.5


def test_the_guard_teaches_inverted_pictures_to_turn() -> None:
    picture = torch.rand(2, 3, 32, 32)
    wrong = (1 - picture).requires_grad_()
    upright(picture, wrong).backward()
    assert wrong.grad is not None
    wrong, slope = wrong.detach(), wrong.grad
    better = wrong - 0.1 * slope / slope.abs().max()
    assert float(upright(picture, better)) < float(upright(picture, wrong))


def test_detail_is_lost_by_smearing_and_not_by_light_or_by_detail_that_is_new() -> None:
    picture = torch.rand(3, 3, 48, 48, generator=torch.Generator().manual_seed(5))
    smooth = softened(picture, 4)
    assert torch.equal(detail_lost(picture, picture), torch.zeros(3))
    assert float(detail_lost(picture, picture + 0.2).max()) < 1e-4
    assert float(detail_lost(picture, 1.5 * picture).max()) == 0
    assert float(detail_lost(smooth, picture).max()) < 0.05
    half, whole = detail_lost(picture, (picture + smooth) / 2), detail_lost(picture, smooth)
    assert torch.allclose(half, whole / 2, atol=0.01)
    assert float(whole.min()) > 0.8


def test_structure_is_lost_by_smearing_and_by_inventing_but_not_by_less_light() -> None:
    picture = torch.rand(2, 3, 16, 16, generator=torch.Generator().manual_seed(4)).repeat_interleave(6, 2)
    picture = picture.repeat_interleave(6, 3)
    flat = torch.full_like(picture, 0.5)
    half_flat = torch.cat([picture[..., :48], flat[..., 48:]], 3)
    assert float(structure_lost(picture, picture)) < 1e-5
    assert float(structure_lost(picture, 0.4 * picture + 0.1)) < 0.02
    smeared = F.avg_pool2d(picture, 11, 1, 5, count_include_pad=False)
    assert float(structure_lost(picture, smeared)) > 0.1
    assert float(structure_lost(half_flat, picture)) > 0.2
    assert float(structure_lost(picture, 1 - picture)) > 1.5


def test_sharpness_may_move_from_one_picture_to_another_but_not_go() -> None:
    torch.manual_seed(4)
    pictures = torch.rand(4, 3, 32, 32)
    assert float(sharpness_apart(pictures, pictures)) == 0
    assert float(sharpness_apart(pictures, pictures + 0.1)) == 0, "light is no sharpness"
    less, more = (float(sharpness_apart(pictures, by * pictures)) for by in (0.5, 2.0))
    assert less == pytest.approx((2 * math.log(2) - 0.04) ** 2, rel=0.02)
    assert more == pytest.approx(less, rel=0.02)
    by = torch.tensor([0.5, 2.0, 0.5, 2.0])[:, None, None, None]
    assert float(sharpness_apart(pictures, by * pictures)) == 0
    flat = torch.full_like(pictures, 0.5, requires_grad=True)
    sharpness_apart(pictures, flat).backward()
    assert flat.grad is not None
    assert torch.isfinite(flat.grad).all()


@given(st.integers(0, 999), st.floats(0.08, 0.14), st.floats(0.08, 0.14))
def test_colours_of_another_picture_are_its_mean_and_spread(seed: int, ours: float, theirs: float) -> None:
    chance = torch.Generator().manual_seed(seed)
    mixed = torch.randn(3, 3, generator=chance).softmax(1)
    a, b = (torch.randn(2, 3, 24, 24, generator=chance) for _ in range(2))
    a, b = 0.5 + ours * a, 0.45 + theirs * torch.einsum("ij,njhw->nihw", mixed, b)
    made = in_colours_of(a, b)
    assert torch.allclose(made.mean((2, 3)), b.mean((2, 3)), atol=0.01)
    for x, y in zip(made.flatten(2), b.flatten(2), strict=True):
        assert torch.allclose(torch.cov(x), torch.cov(y), atol=2e-3)
    assert torch.allclose(in_colours_of(a, a), a.clamp(0, 1), atol=1e-4)
    assert 0 <= float(made.min()) <= float(made.max()) <= 1


def test_texture_costs_where_nothing_was_and_a_change_of_light_does_not() -> None:
    chance = torch.Generator().manual_seed(3)
    flat = torch.linspace(0.3, 0.6, 96)[:, None].expand(2, 3, 96, 96)
    rough = (flat + 0.1 * torch.randn(2, 3, 96, 96, generator=chance)).clamp(0, 1)
    y, x = torch.meshgrid(torch.arange(96.0), torch.arange(96.0), indexing="ij")
    dots = 0.05 * torch.sin(x * 0.5) * torch.sin(y * 0.5)
    glow = 0.2 * torch.exp(-((x - 48) ** 2 + (y - 48) ** 2) / 2000)
    dotted = texture_made(flat, flat + dots)
    assert dotted.shape == (2,)
    assert float(dotted.min()) > 0.01
    assert float(texture_made(flat, 0.7 * flat).max()) < 0.05 * float(dotted.min())
    assert float(texture_made(flat, flat + glow).max()) < 0.3 * float(dotted.min())
    assert float(texture_made(rough, rough + dots).max()) < 0.3 * float(dotted.min())
    strokes = 0.05 * torch.sin(x * 1.6) * torch.sin(y * 1.6)
    assert float(texture_made(flat, flat + strokes).min()) > 0.01
    assert float(texture_made(flat, flat + strokes, 3).max()) < 0.1 * float(texture_made(flat, flat + dots, 3).min())
    grainy = (flat + dots).clone().requires_grad_()
    texture_made(flat, grainy).sum().backward()
    assert grainy.grad is not None
    better = grainy.detach() - 0.02 * grainy.grad / grainy.grad.abs().max()
    assert float(texture_made(flat, better).sum()) < float(dotted.sum())


def test_structure_that_was_lost_is_learned_again() -> None:
    picture = torch.rand(2, 3, 32, 32)
    smeared = F.avg_pool2d(picture, 7, 1, 3, count_include_pad=False).requires_grad_()
    structure_lost(picture, smeared).backward()
    assert smeared.grad is not None
    better = smeared.detach() - 0.02 * smeared.grad / smeared.grad.abs().max()
    assert float(structure_lost(picture, better)) < float(structure_lost(picture, smeared.detach()))


def test_nothing_to_compare_costs_nothing_and_teaches_nothing_wild() -> None:
    flat = torch.full((1, 3, 32, 32), 0.3, requires_grad=True)
    structure_lost(torch.full((1, 3, 32, 32), 0.7), flat).backward()
    assert flat.grad is not None
    assert float(flat.grad.abs().max()) < 1e-3

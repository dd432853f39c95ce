"""A change made at reduced size, carried to the full-size photo."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
import torch.nn.functional as F
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor

from studio.networks import detail
from studio.networks.detail import transfer

MATRIX = torch.tensor([[0.8, 0.1, 0.05], [0.05, 0.6, 0.1], [0.1, 0.2, 0.6]])


def photo(height: int = 240, width: int = 320, seed: int = 1) -> Tensor:
    """1 x 3 x H x W in 0.1..0.9: smooth light, edges, and texture of all sizes down to a pixel, in colour."""
    chance = torch.Generator().manual_seed(seed)
    made = torch.zeros(1, 3, height, width)
    cell = 1
    while cell <= 64:
        noise = torch.randn(1, 3, height // cell + 2, width // cell + 2, generator=chance)
        noise = 0.7 * noise[:, :1] + 0.3 * noise
        made += 0.014 * cell**0.5 * F.interpolate(noise, size=(height, width), mode="bilinear", align_corners=False)
        cell *= 2
    y, x = places(height, width)
    made = made + 0.45 + 0.15 * y - 0.2 * (y + 0.3 * torch.sin(4 * x) > 0.2)
    return made.clamp(0.1, 0.9)


def places(height: int, width: int) -> tuple[Tensor, Tensor]:
    y, x = torch.meshgrid(torch.linspace(-1, 1, height), torch.linspace(-1, 1, width), indexing="ij")
    return y, x


def reduced(x: Tensor, height: int, width: int) -> Tensor:
    return F.interpolate(x, size=(height, width), mode="bilinear", antialias=True, align_corners=False)


def carried(change: Callable[[Tensor], Tensor], full: Tensor, factor: int = 4) -> Tensor:
    small = reduced(full, full.shape[2] // factor, full.shape[3] // factor)
    return transfer(small, change(small), full)


def steepness(x: Tensor) -> float:
    """The mean gradient."""
    return float(x.diff(dim=2).abs().mean() + x.diff(dim=3).abs().mean())


def light(x: Tensor) -> Tensor:
    """A glow in the middle, N x 3 x H x W."""
    down, right = places(*x.shape[2:])
    return x + 0.15 * torch.exp(-3 * (down**2 + right**2)) - 0.08


def test_where_nothing_changed_the_photo_comes_back() -> None:
    full = photo()
    assert (carried(lambda x: x, full) - full).abs().max() < 1e-3


@pytest.mark.parametrize("factor", [2, 4, 8])
@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda x: torch.einsum("ij,njhw->nihw", MATRIX, x), 0.004),
        (lambda x: x**1.8, 0.012),
        (lambda x: torch.einsum("ij,njhw->nihw", MATRIX, x) ** 0.7, 0.01),
        (lambda x: 1 - x, 0.004),
    ],
    ids=["matrix", "gamma", "both", "negative"],
)
def test_changes_of_all_colours_are_those_at_full_size(
    change: Callable[[Tensor], Tensor], error: float, factor: int
) -> None:
    full = photo()
    wanted, made = change(full), carried(change, full, factor)
    assert (made - wanted).square().mean().sqrt() < error
    assert steepness(made) == pytest.approx(steepness(wanted), rel=0.04)


@pytest.mark.parametrize("factor", [2, 4, 8])
def test_a_change_of_light_at_one_place_leaves_the_photo_as_sharp(factor: int) -> None:
    full = photo(60 * factor, 80 * factor)
    made = carried(light, full, factor)
    assert (made - light(full)).abs().mean() < 0.006
    assert steepness(made) == pytest.approx(steepness(full), rel=0.1)
    enlarged = F.interpolate(light(reduced(full, 60, 80)), size=full.shape[2:], mode="bilinear")
    assert steepness(enlarged) < 0.8 * steepness(full), "the photo has details that the small one has not"


def test_a_network_that_blurs_a_little_does_not_blur_the_photo() -> None:
    def blurred(x: Tensor) -> Tensor:
        return F.avg_pool2d(light(x), 3, 1, 1, count_include_pad=False)

    full = photo()
    assert steepness(carried(blurred, full)) == pytest.approx(steepness(full), rel=0.1)


def test_what_follows_an_edge_of_the_photo_is_as_sharp_as_that_edge() -> None:
    y, x = places(240, 320)
    sky = (y + 0.3 * torch.sin(4 * x) < 0.1)[None, None].float()
    full = (0.7 * sky + 0.3 * (1 - sky)).expand(1, 3, -1, -1)
    small = reduced(full, 30, 40)
    above = (small - 0.3) / 0.4
    made = transfer(small, small - 0.35 * above, full)
    error = (made - (full - 0.35 * sky)).abs()
    assert error.mean() < 0.002
    assert error.max() < 0.03


def test_flat_regions_stay_flat_up_to_the_edge_of_a_change() -> None:
    full = torch.full((1, 3, 256, 256), 0.3)
    full[..., 128:] = 0.6
    small = reduced(full, 32, 32)
    changed = small.clone()
    changed[..., 16:] += torch.tensor([0.2, 0.1, -0.1])[:, None, None]
    made = transfer(small, changed, full)
    left, right = made[..., :128], made[..., 128:]
    for half in (left, right):
        assert (half - half.mean((2, 3), keepdim=True)).abs().max() < 0.02
    low, high = changed.amin((2, 3)), changed.amax((2, 3))
    assert (made.amin((2, 3)) > low - 0.01).all()
    assert (made.amax((2, 3)) < high + 0.01).all()
    far = made[..., :64]
    assert (far - far.mean((2, 3), keepdim=True)).abs().max() < 1e-3


def test_what_no_map_of_colours_explains_is_there_too() -> None:
    full = torch.full((1, 3, 128, 160), 0.5)
    small = reduced(full, 32, 40)
    y, x = places(32, 40)
    sun = 0.4 * torch.exp(-30 * (y**2 + x**2)).expand(1, 3, -1, -1)
    made = transfer(small, small + sun, full)
    wanted = F.interpolate(sun, size=(128, 160), mode="bilinear", align_corners=False)
    assert (made - 0.5 - wanted).abs().max() < 0.04
    assert float(made.max()) > 0.8


@pytest.mark.parametrize(("size", "small"), [((241, 317), (61, 79)), ((97, 33), (13, 5)), ((40, 31), (1, 1))])
def test_odd_sizes(size: tuple[int, int], small: tuple[int, int]) -> None:
    full = photo(*size)
    less = reduced(full, *small)
    made = transfer(less, less * 0.8 + 0.1, full)
    assert made.shape == full.shape
    if small != (1, 1):
        assert (made - (full * 0.8 + 0.1)).abs().mean() < 0.005
    assert torch.equal(transfer(less, less, full), full)


def test_bands_fit_together_and_pictures_of_a_batch_do_not_mix(monkeypatch: pytest.MonkeyPatch) -> None:
    full = torch.cat([photo(seed=1), photo(seed=2)])
    small = reduced(full, 60, 80)
    changed = light(small) ** 1.3
    whole = transfer(small, changed, full)
    monkeypatch.setattr(detail, "BAND", 320 * 7)
    assert torch.allclose(transfer(small, changed, full), whole, atol=1e-6)
    assert torch.allclose(transfer(small[1:], changed[1:], full[1:]), whole[1:], atol=1e-4)


def test_the_result_is_a_picture_whatever_the_network_made() -> None:
    full = photo()
    small = reduced(full, 60, 80)
    wild = torch.rand(small.shape, generator=torch.Generator().manual_seed(3)).round()
    made = transfer(small.half(), wild.half(), full.half())
    assert made.dtype == torch.float32
    assert torch.isfinite(made).all()
    assert float(made.min()) >= 0
    assert float(made.max()) <= 1


@pytest.mark.parametrize(
    "shapes",
    [
        ((1, 3, 8, 8), (1, 3, 8, 9), (1, 3, 32, 32)),
        ((2, 3, 8, 8), (2, 3, 8, 8), (1, 3, 32, 32)),
        ((1, 1, 8, 8), (1, 1, 8, 8), (1, 1, 32, 32)),
        ((3, 8, 8), (3, 8, 8), (3, 32, 32)),
    ],
)
def test_pictures_that_do_not_go_together_are_refused(shapes: tuple[tuple[int, ...], ...]) -> None:
    with pytest.raises(ValueError, match="all N x 3"):
        transfer(*(torch.zeros(shape) for shape in shapes))


@pytest.mark.parametrize("keep", [2, 4])
def test_the_finest_detail_stays_where_a_network_smears(keep: int) -> None:
    before = photo()
    smeared = F.avg_pool2d(before, 3, 1, 1, count_include_pad=False)
    made = detail.with_detail(before, smeared, keep)
    assert steepness(smeared) < 0.7 * steepness(before)
    assert steepness(made) > 0.9 * steepness(before)


def test_the_more_is_kept_the_sharper_is_what_was_smeared() -> None:
    before = photo()
    smeared = F.avg_pool2d(before, 9, 1, 4, count_include_pad=False)
    less, more = (steepness(detail.with_detail(before, smeared, keep)) for keep in (2, 6))
    assert more > 1.02 * less
    assert torch.equal(detail.with_detail(before, smeared, 0), before + (smeared - before))


def test_detail_fades_where_it_is_told_to_and_stays_elsewhere() -> None:
    before = photo()
    fade = torch.zeros(1, 1, *before.shape[2:])
    assert torch.equal(detail.with_detail(before, before, 4, fade), before)
    half = before.shape[3] // 2
    fade[..., :half] = 1
    made = detail.with_detail(before, before, 4, fade)
    assert torch.equal(made[..., half:], before[..., half:])
    assert torch.allclose(made[..., :half], detail.softened(before, 4)[..., :half], atol=1e-6)
    assert steepness(made[..., :half]) < 0.7 * steepness(before[..., :half])


def test_changes_of_light_over_wide_places_are_carried_whole() -> None:
    before = photo()
    lighter = before + 0.1 * torch.linspace(0, 1, 320).expand_as(before)
    assert torch.allclose(detail.with_detail(before, lighter, 4), lighter, atol=1e-3)


def test_what_a_network_weaves_into_the_finest_detail_is_left_out() -> None:
    before = photo()
    weave = 0.1 * (torch.arange(320) % 2 - 0.5).expand_as(before)
    assert (detail.with_detail(before, before + weave) - before).abs()[..., 8:-8].max() < 0.004


def test_what_did_not_change_is_the_photo() -> None:
    assert torch.equal(detail.with_detail(photo(), photo()), photo())


def test_a_smoothed_change_is_enlarged_as_it_is_and_in_bands_the_same() -> None:
    full = photo()
    small = reduced(full, 180, 240)
    change = detail.with_detail(small, light(small) ** 1.2, 4) - small
    whole = detail.brought(change, full, 0, 240)
    assert float((whole - light(full) ** 1.2).abs().mean()) < 0.012
    assert 0.97 < steepness(whole) / steepness(full) < 1.1
    bands = [detail.brought(change, full[:, :, top : top + 7], top, 240) for top in range(0, 240, 7)]
    assert torch.allclose(torch.cat(bands, 2), whole, atol=1e-6)
    assert torch.equal(detail.brought(change, small, 0, 180), (small + change).clamp(0, 1))


@given(st.integers(0, 10**6), st.floats(1e-4, 1e-3), st.floats(1e-3, 0.5))
def test_maps_are_solved_as_by_a_solver(seed: int, flat: float, spread: float) -> None:
    chance = torch.Generator().manual_seed(seed)
    seen = spread * torch.randn(2, 3, 8, 4, 5, generator=chance)
    within = torch.einsum("nikhw,njkhw->nijhw", seen, seen) / 8
    across = spread * torch.randn(2, 3, 3, 4, 5, generator=chance)
    ours = detail._solved(within, across, flat).permute(0, 3, 4, 1, 2).double()
    places_last = within.permute(0, 3, 4, 1, 2).double() + flat * torch.eye(3, dtype=torch.float64)
    wanted = torch.linalg.solve(places_last, across.permute(0, 3, 4, 1, 2).double(), left=False)
    assert (ours - wanted).abs().max() < 2e-3 * wanted.abs().max()

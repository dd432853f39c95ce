"""Painted style masks in the optimiser: each region in its own style, the photo where it is kept."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from engine_makers import CPU, Studio
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.core.errors import UnknownChoiceError
from studio.core.params import Colours, Quality, Start
from studio.core.picture import Picture
from studio.core.scene import scene_picture
from studio.core.step import Job, Step
from studio.core.style_masks import PHOTO_STYLE, Region, StyleMasks
from studio.engines.colours import moments
from studio.engines.perception import ENCODER
from studio.engines.regions import compose, load_parts, recoloured, scaled_plane
from studio.engines.tensors import to_tensor
from studio.library.statistics import StyleStatistics
from studio.networks.losses import gram, gram_error

SIDE = 96
PHOTO = scene_picture(SIDE)
DRAFT = {"quality": Quality.DRAFT, "size": None}


def left(side: int = SIDE, value: int = 255) -> np.ndarray:
    """White on the left half, with a soft edge of an eighth."""
    x = np.linspace(4, -4, side).clip(-0.5, 0.5) + 0.5
    return np.rint(np.broadcast_to(x, (side, side)) * value).astype(np.uint8)


def everywhere(value: int = 255) -> np.ndarray:
    return np.full((SIDE, SIDE), value, np.uint8)


def masks(**planes: np.ndarray) -> StyleMasks:
    return StyleMasks(tuple(planes.items()))


def half_loss(studio: Studio, picture: Picture, style: str, right: bool) -> float:
    """How far one half is from a style's statistics by the studio's own encoder, away from the edge."""
    taps = studio.perception.encoder(ENCODER)(to_tensor(picture, CPU.device))
    wanted = studio.grams(style, SIDE)
    losses = []
    for tap, target in zip(taps, wanted, strict=True):
        width = tap.shape[3]
        part = tap[..., width // 2 + width // 8 :] if right else tap[..., : width // 2 - width // 8]
        losses.append(gram_error(gram(part)[0], target))
    return float(sum(losses))


def test_each_region_gets_the_statistics_of_its_own_painting(studio: Studio) -> None:
    painted = studio.paint(PHOTO, "dots", masks(waves=left()), strength=0.9, **DRAFT)
    for right, own, other in ((False, "waves", "dots"), (True, "dots", "waves")):
        assert half_loss(studio, painted, own, right) < 0.5 * half_loss(studio, painted, other, right)
        assert half_loss(studio, painted, own, right) < 0.5 * half_loss(studio, PHOTO, own, right)


def test_a_region_is_as_near_to_its_painting_as_a_whole_picture_would_be(studio: Studio) -> None:
    both = studio.paint(PHOTO, "dots", masks(waves=left()), strength=0.9, **DRAFT)
    whole = studio.paint(PHOTO, "waves", strength=0.9, **DRAFT)
    assert half_loss(studio, both, "waves", right=False) < 1.5 * half_loss(studio, whole, "waves", right=False)


@pytest.mark.parametrize("planes", [{}, {"waves": everywhere(0)}], ids=["none", "empty"])
def test_masks_with_nothing_in_them_change_nothing(studio: Studio, few_steps: None, planes: dict) -> None:
    plain = studio.paint(PHOTO, "dots", **DRAFT)
    assert studio.paint(PHOTO, "dots", masks(**planes), **DRAFT).pixels.tobytes() == plain.pixels.tobytes()


def test_one_style_everywhere_is_that_style_and_the_mix_is_not_even_opened(studio: Studio, few_steps: None) -> None:
    plain = studio.paint(PHOTO, "waves", **DRAFT)
    assert studio.paint(PHOTO, "not-there", masks(waves=everywhere()), **DRAFT).digest == plain.digest


@pytest.mark.parametrize("colours", list(Colours))
def test_the_photo_is_kept_where_it_is_painted(studio: Studio, few_steps: None, colours: Colours) -> None:
    rgba = Picture(np.dstack([PHOTO.pixels, np.full((SIDE, SIDE), 130, np.uint8)]))
    painted = studio.paint(rgba, "dots", masks(**{PHOTO_STYLE: left()}), colours=colours, strength=0.9, **DRAFT)
    kept = left() == 255
    assert kept.mean() > 0.3
    np.testing.assert_array_equal(painted.pixels[kept], rgba.pixels[kept])
    change = np.abs(painted.pixels[..., :3].astype(int) - PHOTO.pixels).mean((0, 2))
    assert change[-SIDE // 4 :].mean() > 8
    edge = change[SIDE // 2 - 6 : SIDE // 2 + 6]
    assert change[: SIDE // 2 - 12].mean() <= edge.mean() < change[-SIDE // 4 :].mean()
    assert (painted.pixels[..., 3] == 130).all()


def test_the_photo_everywhere_is_the_photo(studio: Studio) -> None:
    assert studio.paint(PHOTO, "not-there", masks(photo=everywhere()), **DRAFT).digest == PHOTO.digest


def test_the_preview_keeps_the_photo_as_well(studio: Studio, few_steps: None) -> None:
    job = studio.job(PHOTO, "dots", masks(photo=left()), start=Start.NOISE, **DRAFT)
    shown = [step.preview() for step in job if step.preview]
    assert len(shown) >= 6
    for picture in shown:
        small = picture.pixels[:, : picture.width // 3].astype(int)
        original = np.asarray(scene_picture(picture.width).pixels)[:, : picture.width // 3]
        assert np.abs(small - original).mean() < 12  # the same scene, drawn instead of scaled


def test_an_unknown_style_in_a_mask_is_a_sentence(studio: Studio) -> None:
    with pytest.raises(UnknownChoiceError, match="did you mean waves"):
        studio.paint(PHOTO, "dots", masks(wafes=left()), **DRAFT)


def test_the_seed_decides_and_masks_of_another_size_do(studio: Studio, few_steps: None) -> None:
    one, again = (studio.paint(PHOTO, "dots", masks(waves=left()), seed=2, **DRAFT) for _ in range(2))
    assert one.digest == again.digest
    smaller = studio.paint(PHOTO, "dots", masks(waves=left(32)), seed=2, **DRAFT)
    assert np.abs(smaller.pixels.astype(int) - one.pixels).mean() < 6
    assert studio.paint(PHOTO, "dots", seed=2, **DRAFT).digest != one.digest


def test_tiles_paint_what_the_whole_would(studio: Studio, few_steps: None) -> None:
    photo = scene_picture(170)
    whole = studio.paint(photo, "dots", masks(waves=left(), photo=left()[::-1].T), **DRAFT)
    studio.engine.tile = 64
    tiled = studio.paint(photo, "dots", masks(waves=left(), photo=left()[::-1].T), **DRAFT)
    difference = np.abs(whole.pixels.astype(int) - tiled.pixels)
    assert difference.mean() < 1


def test_colours_at_the_start_are_each_regions_own(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[torch.Tensor] = []

    class Stop(Exception):  # noqa: N818
        pass

    def stop(_: object, x: torch.Tensor) -> None:
        begun.append(x.clone())
        raise Stop

    monkeypatch.setattr("studio.engines.gatys.Objective.gradient", stop)
    with pytest.raises(Stop):
        studio.paint(PHOTO, "dots", masks(waves=left()), strength=0.6, size=SIDE, quality=Quality.DRAFT)
    colours = begun[0][0].mean(1)  # 3 x width
    for name, part in (("waves", colours[:, : SIDE // 8]), ("dots", colours[:, -SIDE // 8 :])):
        wanted = statistics(studio, name).colour_mean
        other = statistics(studio, "dots" if name == "waves" else "waves").colour_mean
        assert float((part.mean(1) - wanted).norm()) < 0.5 * float((part.mean(1) - other).norm())


def statistics(studio: Studio, style: str) -> StyleStatistics:
    job = studio.perception.style(style, ENCODER)
    while True:
        try:
            next(job)
        except StopIteration as end:
            return end.value


# Colours only


def test_only_the_colours_are_the_paintings_and_nothing_is_optimised(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.engines.gatys.Objective", None)
    result = studio.paint(PHOTO, "waves", colours=Colours.ONLY, strength=1.0, **DRAFT)
    style = statistics(studio, "waves")
    mean, covariance = moments(result.as_float())
    assert np.abs(mean - style.colour_mean.numpy()).max() < 0.05
    ours, theirs = (
        np.abs(c - style.colour_covariance.numpy()).max() for c in (covariance, moments(PHOTO.as_float())[1])
    )
    assert ours < 0.5 * theirs
    # Its shapes are the photo's: brightness rises and falls where the photo's does.
    assert np.corrcoef(result.as_float().mean(2).ravel(), PHOTO.as_float().mean(2).ravel())[0, 1] > 0.7


def test_colours_move_further_the_more_style_counts(studio: Studio) -> None:
    moved = [
        np.abs(studio.paint(PHOTO, colours=Colours.ONLY, strength=s, **DRAFT).as_float() - PHOTO.as_float()).mean()
        for s in (0.0, 0.2, 0.4, 0.6)
    ]
    assert moved[0] == 0
    for part, strength in zip(moved, (0.0, 0.2, 0.4, 0.6), strict=True):
        assert part == pytest.approx(moved[-1] * strength / 0.6, abs=0.01)


def test_a_brushed_region_has_the_colours_that_the_whole_would_have(studio: Studio) -> None:
    both = studio.paint(PHOTO, "dots", masks(waves=left()), colours=Colours.ONLY, **DRAFT).pixels.astype(int)
    waves, dots = (studio.paint(PHOTO, s, colours=Colours.ONLY, **DRAFT).pixels for s in ("waves", "dots"))
    third = SIDE // 3
    assert np.abs(both[:, :third] - waves[:, :third]).max() <= 1
    assert np.abs(both[:, -third:] - dots[:, -third:]).max() <= 1
    assert np.abs(waves.astype(int) - dots).mean() > 20


def test_colours_only_keep_size_alpha_and_depth(studio: Studio) -> None:
    deep = Picture(np.dstack([PHOTO.as_float(), np.full((SIDE, SIDE), 0.5, np.float32)]))
    result = studio.paint(deep, colours=Colours.ONLY, size=64, quality=Quality.DRAFT)
    assert result.pixels.shape == (64, 64, 4)
    assert set(np.unique(result.pixels[..., 3])) <= {127, 128}


# The pieces


def test_every_style_is_loaded_once_and_the_photo_never() -> None:
    asked: list[str] = []

    def load(style: str, encoder: str) -> Job[StyleStatistics]:
        asked.append(style)
        yield Step(1.0)
        return StyleStatistics((64,), (), (), torch.zeros(3), torch.eye(3))

    plane = np.full((4, 4), 0.25, np.float32)
    regions = [
        Region(plane, (("b", 1.0),)),
        Region(plane, ((PHOTO_STYLE, 1.0),)),
        Region(plane, (("a", 0.5), ("b", 0.5))),
    ]
    job = load_parts(regions, "any", load)
    while True:
        try:
            next(job)
        except StopIteration as end:
            parts = end.value
            break
    assert asked == ["b", "a"]
    assert [[share for share, _ in part.mix] for part in parts] == [[1.0], [0.5, 0.5]]


@settings(max_examples=30)
@given(st.integers(1, 40), st.integers(1, 40), st.integers(1, 60), st.integers(1, 60), st.integers(0, 99))
def test_planes_still_sum_to_one_at_any_size(h: int, w: int, height: int, width: int, seed: int) -> None:
    plane = np.random.default_rng(seed).random((h, w), np.float32)
    ours, rest = scaled_plane(plane, width, height), scaled_plane(1 - plane, width, height)
    assert ours.shape == (height, width)
    assert plane.min() - 1e-5 <= ours.min() <= ours.max() <= plane.max() + 1e-5
    np.testing.assert_allclose(ours + rest, 1, atol=1e-5)


def test_pictures_are_seen_through_their_planes() -> None:
    black, white = np.zeros((2, 2, 3), np.float32), np.ones((2, 2, 3), np.float32)
    plane = np.array([[1, 0.25], [0, 0.5]], np.float32)
    np.testing.assert_allclose(compose([(white, plane), (black, 1 - plane)])[..., 0], plane)
    assert compose([(white, None)]) is white
    # Planes that miss a little of the whole leave no dark.
    np.testing.assert_allclose(compose([(white, 0.5 * plane + 0.1), (white, 0.3 * plane)]), 1, atol=1e-6)


def test_recolouring_nothing_by_nothing_is_the_photo() -> None:
    pixels = PHOTO.as_float()
    kept = np.ones((5, 5), np.float32)
    np.testing.assert_array_equal(recoloured(pixels, [], kept, 1.0, apart=False), pixels)

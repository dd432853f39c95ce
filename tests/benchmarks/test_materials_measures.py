"""What landscapes from maps are measured with: agreement, the table, the nearest textures, the other judge, scenes."""

from __future__ import annotations

import dataclasses
import json
import math
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import torch

from benchmarks.agreement import Agreed, Agreement
from benchmarks.generator_race import KEEPING, judged, line
from benchmarks.map_scenes import SCENES
from benchmarks.material_judges import NetworkJudge, SqueezeSegmenter, class_weights, train
from benchmarks.materials_table import MOOD, PHOTOS, SEEDED, TEXTURES, Measures, Row, read_rows, report
from benchmarks.nearest_textures import NearestTextures, continued, everywhere, fitted, parts
from benchmarks.pen_events import MOVE, PRESS, RELEASE, Take, map_events
from benchmarks.scenes import PALETTE, brush_strokes, map_picture, paint
from benchmarks.spade_speed import LIMITS, MODEL, RACE, SPADE
from studio.document import label_tools
from studio.document.layer import Kind
from studio.library.palettes import load_palette
from studio.training.judges import SqueezeFeatures

NAMES = ("anything", "sky", "water", "sand")
SKY, WATER, SAND = 1, 2, 3


# --- agreement -------------------------------------------------------------------------------------------------------


def test_agreement_counts_what_is_said_and_leaves_anything_out() -> None:
    counts = Agreement(NAMES)
    counts.add(torch.tensor([[SKY, SKY, WATER, WATER]]), torch.tensor([[SKY, WATER, WATER, 0]], dtype=torch.uint8))
    agreed = counts.result()
    assert agreed.right == pytest.approx(2 / 3)
    assert set(agreed.classes) == {"sky", "water"}  # sand is said nowhere
    assert agreed.classes["sky"] == pytest.approx((1 / 3, 1.0, 1 / 2))
    assert agreed.classes["water"] == pytest.approx((2 / 3, 1 / 2, 1 / 2))
    assert agreed.iou == pytest.approx(1 / 2)
    counts.add(torch.full((1, 6), SAND), torch.full((1, 6), SAND))
    assert counts.result().right == pytest.approx(8 / 9)


def test_agreement_of_nothing_is_an_error() -> None:
    counts = Agreement(NAMES)
    counts.add(torch.tensor([SKY]), torch.tensor([0]))
    with pytest.raises(ValueError, match="no pixel"):
        counts.result()


# --- the nearest textures --------------------------------------------------------------------------------------------


def halves(top: int, bottom: int, side: int = 48, at: float = 0.5) -> np.ndarray:
    labels = np.full((side, side), bottom, np.uint8)
    labels[: round(at * side)] = top
    return labels


def coloured(labels: np.ndarray, colours: dict[int, tuple[float, float, float]]) -> np.ndarray:
    return np.array([colours.get(n, (0.0, 0.0, 0.0)) for n in range(len(NAMES))], np.float32)[labels]


def test_regions_are_connected_parts_of_what_is_said() -> None:
    labels = halves(SKY, 0)
    labels[40:44, 2:6] = labels[40:44, 20:24] = SAND
    found = [(material, int(mask.sum())) for material, mask in parts(labels)]
    assert found == [(SKY, 24 * 48), (SAND, 16), (SAND, 16)]
    assert [material for material, _ in parts(labels, 0.1)] == [SKY]


def test_anything_becomes_the_nearest_material() -> None:
    labels = halves(SKY, SAND)
    labels[20:28] = 0
    assert np.array_equal(everywhere(labels), halves(SKY, SAND))
    with pytest.raises(ValueError, match="nothing"):
        everywhere(np.zeros((4, 4), np.uint8))


def test_every_region_comes_from_the_photo_whose_region_is_most_alike() -> None:
    high, low = halves(SKY, WATER, at=0.25), halves(SKY, WATER, at=0.75)
    red, green, blue = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)
    pairs = [
        (high, coloured(high, {SKY: red, WATER: green})),
        (low, coloured(low, {SKY: green, WATER: blue})),
    ]
    made = NearestTextures(pairs).make(halves(SKY, WATER, at=0.3))
    assert np.allclose(made[:10], red, atol=0.01)
    assert np.allclose(made[20:], green, atol=0.01)
    second = NearestTextures(pairs).make(halves(SKY, WATER, at=0.3), rank=1)
    assert np.allclose(second[:10], green, atol=0.01)
    assert np.allclose(second[20:], blue, atol=0.01)


def test_a_region_that_fits_better_in_the_mirror_is_mirrored() -> None:
    labels = np.full((48, 48), WATER, np.uint8)
    labels[np.tri(48, dtype=bool)] = SAND
    photo = np.repeat(np.linspace(0, 1, 48, dtype=np.float32)[None, :, None], 48, 0).repeat(3, 2)
    textures = NearestTextures([(labels, photo)])
    straight, turned = (dict(parts(one))[SAND] for one in (labels, labels[:, ::-1]))
    assert textures.nearest(SAND, straight) == (0, 1, False)
    assert textures.nearest(SAND, turned) == (0, 1, True)
    made = textures.make(np.ascontiguousarray(labels[:, ::-1]))
    assert np.abs(made - photo[:, ::-1]).mean() < 0.02


def test_a_part_is_laid_where_it_covers_most() -> None:
    mask, wanted = np.zeros((40, 40), bool), np.zeros((40, 40), bool)
    mask[2:12, 3:23], wanted[25:35, 15:35] = True, True
    photo = np.random.default_rng(0).random((40, 40, 3), np.float32)
    texture, known = fitted(photo, mask, wanted)
    assert np.array_equal(known, wanted)
    assert np.allclose(texture[25:35, 15:35], photo[2:12, 3:23], atol=1e-5)


def test_a_texture_goes_on_beyond_its_border_as_its_mirror_image() -> None:
    known, wanted = np.zeros((20, 20), bool), np.ones((20, 20), bool)
    known[:, :8] = True
    texture = np.zeros((20, 20, 3), np.float32)
    texture[:, :8] = np.arange(8)[None, :, None]
    made = continued(texture, known, wanted)[10, :, 0]
    assert made[:8].tolist() == list(range(8))
    assert made[8:15].tolist() == [6, 5, 4, 3, 2, 1, 0]
    assert made[15:].max() <= 7  # and on, without a hole
    assert made[15:].min() >= 0


# --- the other judge -------------------------------------------------------------------------------------------------


class TwoMaterials:
    """Smooth sky above rough sand, or the other way round: places alone tell nothing."""

    names = NAMES

    def __init__(self) -> None:
        torch.manual_seed(0)
        self.pairs = []
        for number in range(8):
            labels = torch.full((1, 64, 64), SKY, dtype=torch.uint8)
            labels[:, (slice(32, None) if number % 2 else slice(None, 32))] = SAND
            noise = torch.randint(0, 256, (3, 64, 64))
            self.pairs.append((labels, torch.where(labels == SAND, noise, 128).byte()))
        self.weights = [1.0] * 8

    def draw(self, rng: random.Random, count: int) -> tuple[torch.Tensor, torch.Tensor]:
        chosen = [self.pairs[rng.randrange(8)] for _ in range(count)]
        return torch.stack([labels[0] for labels, _ in chosen]), torch.stack([p for _, p in chosen]).float() / 255


def test_rare_materials_count_for_more_and_anything_for_nothing() -> None:
    source = TwoMaterials()
    source.pairs[0][0][:, :16] = 0
    source.pairs[0][0][:, 40:] = WATER
    weights = class_weights(source)  # type: ignore[arg-type]
    assert weights[0] == 0
    assert weights[WATER] > weights[SKY] > 0
    assert weights[WATER] > weights[SAND] > 0


@pytest.mark.shared
def test_the_other_judge_learns_what_materials_look_like_and_always_alike() -> None:
    source, features = TwoMaterials(), SqueezeFeatures()
    network = SqueezeSegmenter(len(NAMES), features)
    begun = [train(network, source, steps=1, size=64) for _ in range(2)]  # type: ignore[arg-type]
    assert begun[0] == begun[1]
    assert train(network, source, steps=16, size=64) < 0.5 * begun[0]  # type: ignore[arg-type]
    judge, counts = NetworkJudge("judge", network), Agreement(NAMES)
    photos = [photo.float() / 255 for _, photo in source.pairs]
    for found, (labels, _) in zip(judge(photos), source.pairs, strict=True):
        counts.add(found, labels[0])
    assert counts.result().right > 0.8
    assert not network.head.place.any()


# --- the table -------------------------------------------------------------------------------------------------------


def row(
    way: str, right: float, kernel: float, diversity: float = 0.3, other: float | None = None, light: float = 5.0
) -> Row:
    def agreed(share: float) -> Agreed:
        return Agreed(share, share - 0.2, {"sky": (0.6, share, 0.5), "sand": (0.4, 0.1, 0.05)})

    return Row(way, {"ours": agreed(right), "other": agreed(other or right)}, kernel, 0.001, diversity, light)


def test_the_table_says_where_the_nearest_textures_are_not_beaten(tmp_path: Path) -> None:
    rows = [
        row(PHOTOS, 0.8, 0.0, math.nan),
        row(SEEDED, 0.7, 0.02, 0.4),
        row(MOOD, 0.9, 0.02, 0.2, other=0.6, light=6.0),
        row(TEXTURES, 0.65, 0.03),
    ]
    text = report(rows, [], 7)
    assert "7 held-back maps" in text
    assert f"{SEEDED}, beside the {TEXTURES}: better than them in everything." in text
    missed = "pixels right by other, mean IoU by other, diversity, light"
    assert f"{MOOD}, beside the {TEXTURES}: NOT better than them in {missed}." in text
    assert "| sand | 40.0 % | 10 / 5 | 10 / 5 | 10 / 5 | 10 / 5 |" in text
    assert text.count("Materials as") == 2
    path = tmp_path / "rows.json"
    path.write_text(json.dumps([dataclasses.asdict(one) for one in rows]))
    assert read_rows(path)[1:] == rows[1:]
    assert "70.0 % (was 70.0)" in report(rows, read_rows(path), 7)


class Painted:
    """A judge that takes the value of red for the material."""

    name = "painted"

    def __call__(self, pictures: Sequence[torch.Tensor]) -> torch.Tensor:
        return torch.stack([(p[0] * 255).round().long() for p in pictures])


@pytest.mark.shared
def test_measures_see_what_is_right_and_how_far_seeds_are_apart() -> None:
    torch.manual_seed(0)
    maps = [torch.randint(1, 4, (8, 8)).repeat_interleave(8, 0).repeat_interleave(8, 1) for _ in range(4)]
    made = [torch.cat([labels[None] / 255, torch.rand(2, 64, 64)]) for labels in maps]
    measures = Measures([Painted()], SqueezeFeatures(), NAMES, made)
    ours = measures.row("ours", made, maps, made, [[made[0], made[0]], [made[1], made[2]]])
    assert ours.agreed["painted"].right == 1
    assert ours.diversity == pytest.approx(measures.between([made[1], made[2]]) / 2)
    shuffled = measures.row("shuffled", made[::-1], maps, made, like=[torch.zeros(3, 64, 64)] * 2)
    assert shuffled.agreed["painted"].right < 0.6
    assert shuffled.kernel > ours.kernel
    assert shuffled.light > ours.light == 0
    assert math.isnan(shuffled.diversity)


# --- speed -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ours", "spade", "met"), [(99.0, 2500.0, True), (101.0, 9000.0, False), (50.0, 1200.0, False)]
)
def test_a_map_needs_both_the_time_and_the_ratio(ours: float, spade: float, met: bool) -> None:
    name = f"{MODEL}, request, 256"
    times = {SPADE: [spade], SPADE + KEEPING: [1.0], name: [ours], f"{MODEL}, request, 1024": [800.0]}
    timings = {timing.name: timing for timing in judged(times, SPADE, LIMITS)}
    assert timings[name].met is met
    assert ("met)" if met else "MISSED)") in line(timings[name], SPADE, LIMITS)
    assert set(RACE.limits) <= set(timings)
    assert timings[f"{MODEL}, request, 1024"].ratio is None


# --- scenes ----------------------------------------------------------------------------------------------------------


def test_twelve_scenes_are_painted_in_exact_colours_that_fill_the_sheet() -> None:
    palette, used = load_palette(PALETTE), set()
    assert len(SCENES) == 12
    for name in SCENES:
        document = paint(name, 120, 80)
        (layer,) = document.of_kind(Kind.LABELS)
        assert layer.pixels[..., 3].min() == 255
        indices = label_tools.map_indices(document, palette)  # fails for a colour of no material
        shares = np.bincount(indices.ravel(), minlength=len(palette)) / indices.size
        assert (shares > 0.01).sum() >= 3, name
        used |= set(np.flatnonzero(shares))
    assert used == set(range(1, len(palette)))  # every material is somewhere


def test_a_scene_is_the_same_every_time_and_alike_at_every_size() -> None:
    small, again = (map_picture("coast", 150, 100).pixels for _ in range(2))
    assert np.array_equal(small, again)
    large = map_picture("coast", 600, 400).pixels[2::4, 2::4]
    assert (large == small).all(axis=2).mean() > 0.97
    square = map_picture("coast", 100, 100)
    assert (square.width, square.height) == (100, 100)


def test_the_pen_in_the_materials_room_takes_a_material_before_every_stroke() -> None:
    told = map_events("meadow", 2.0, 120)
    assert len(told) >= 240
    first = brush_strokes("desert")[0]  # what is in the meadow already would leave no mark
    assert told[0] == Take(first.material, first.width)
    kinds = [event if isinstance(event, Take) or event is None else event[0] for event in told]
    takes = [n for n, kind in enumerate(kinds) if isinstance(kind, Take)]
    assert all(kinds[n + 1] == PRESS for n in takes)
    assert kinds.count(PRESS) == kinds.count(RELEASE) == len(takes) > 1
    assert kinds.count(MOVE) > 50

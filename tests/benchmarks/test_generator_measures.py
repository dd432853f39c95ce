"""What the generators are measured with: speed verdicts, the table, the pairs, and the drawings by hand."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import torch

from benchmarks.drawings import DAY, MOOD, NO_HINTS, draw, strokes
from benchmarks.drawn_scenes import DRAWINGS
from benchmarks.generator_race import KEEPING, judged
from benchmarks.generator_speed import LIMITS, UNET, colour_strokes
from benchmarks.generator_studio import (
    SKETCH,
    Case,
    at_dusk,
    hints_picture,
    picture,
    pixels,
    recipe_of,
    source_picture,
    with_hints,
)
from benchmarks.generator_table import (
    BLURRED,
    HINTED,
    INPUT,
    PLAIN,
    SEEDED,
    SPREAD,
    Judges,
    Row,
    fitting,
    measure,
    report,
    spread,
)
from benchmarks.pen_events import MOVE, PRESS, RELEASE, events
from benchmarks.stroke_watch import Seen
from studio.core.palettes import Palette
from studio.core.picture import Picture
from studio.engines.conditions import condition_of
from studio.library.generators import Generator as FoundGenerator
from studio.networks.generator import Generator

SMALL = {"widths": (8, 12), "down": (1, 1), "up": (1,), "full": 4}


# --- speed -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("ours", "unet", "met"), [(50.0, 250.0, True), (61.0, 900.0, False), (59.0, 200.0, False)])
def test_a_request_needs_both_the_time_and_the_ratio(ours: float, unet: float, met: bool) -> None:
    name = f"{SKETCH}, request, 256"
    times = {UNET: [unet], UNET + KEEPING: [1.0], name: [ours, 1000.0, 1.0], f"{SKETCH}, request, 1024": [800.0]}
    timings = {timing.name: timing for timing in judged(times, UNET, LIMITS)}
    assert set(LIMITS) <= set(timings)
    assert timings[name].median_ms == ours
    assert timings[name].ratio == pytest.approx(unet / ours)
    assert timings[name].met is met
    assert timings[f"{SKETCH}, request, 1024"].ratio is None  # the U-Net was not run at that size


def test_the_strokes_of_the_speed_test_are_hints() -> None:
    cover = colour_strokes(64)[..., 3]
    assert set(np.unique(cover)) == {0, 255}


# --- pairs -----------------------------------------------------------------------------------------------------------


def test_what_a_sketch_model_was_trained_on_comes_back_from_the_pictures_of_it() -> None:
    torch.manual_seed(0)
    network = Generator("lines", hints=True, position=True, **SMALL)
    lines, cover = torch.rand(1, 32, 48), (torch.rand(1, 32, 48) < 0.2).float()
    colours = torch.rand(3, 32, 48) * cover
    source, hints = source_picture(lines, "lines"), hints_picture(torch.cat([colours, cover]))
    condition = condition_of(network, source, hints, None, 48, 32)[0]
    assert torch.allclose(condition[:1], lines, atol=0.003)
    assert torch.allclose(condition[1:5], torch.cat([colours, cover]), atol=0.003)


def test_label_maps_and_photos_come_back_too() -> None:
    palette = Palette(("wall", "window"), ((0, 0, 222), (0, 128, 255)))
    indices = (torch.rand(16, 16) < 0.5).long()
    labels = torch.nn.functional.one_hot(indices, 2).permute(2, 0, 1).float()
    network = Generator("labels", classes=2, **SMALL)
    shown = source_picture(labels, "labels", palette)
    assert torch.equal(condition_of(network, shown, None, palette, 16, 16)[0], labels)
    photo = torch.rand(3, 16, 16)
    network = Generator("colour", output="residual", **SMALL)
    assert torch.allclose(
        condition_of(network, source_picture(photo, "colour"), None, None, 16, 16)[0], photo, atol=0.003
    )


def test_dusk_is_redder_and_keeps_where_the_strokes_are() -> None:
    hints = Picture(colour_strokes(32))
    dusk = at_dusk(hints)
    assert np.array_equal(dusk.pixels[..., 3], hints.pixels[..., 3])
    sky, evening = hints.pixels[4, 16, :3].astype(int), dusk.pixels[4, 16, :3].astype(int)
    assert evening[0] - evening[2] > sky[0] - sky[2] + 30


def test_lines_lie_over_colours_on_white_paper() -> None:
    lines = np.full((32, 32, 3), 255, np.uint8)
    lines[4, 16] = 0
    shown = with_hints(Picture(lines), Picture(colour_strokes(32))).pixels
    assert shown[4, 16].tolist() == [0, 0, 0]
    assert shown[4, 15].tolist() == [120, 170, 225]
    assert shown[16, 16].tolist() == [255, 255, 255]


def test_every_recipe_is_found_by_what_it_exports() -> None:
    assert recipe_of(SKETCH).data["task"]
    with pytest.raises(LookupError, match="no-such-model"):
        recipe_of("no-such-model")


# --- the table -------------------------------------------------------------------------------------------------------


def row(way: str, lpips: float, kernel: float, psnr: float = 20.0, model: str = SKETCH) -> Row:
    return Row(model, way, lpips, lpips, kernel, 0.001, psnr)


def test_the_table_says_which_baseline_is_not_beaten() -> None:
    rows = [
        row(PLAIN, 0.5, 0.02),
        row(HINTED, 0.4, 0.01),
        row(INPUT, 0.7, 0.3),
        row(BLURRED, 0.45, 0.3),
        row(SPREAD, 0.5, 0.005),
    ]
    text = report(rows)
    assert f"{PLAIN}: NOT better than LPIPS of {BLURRED}." in text
    assert f"{HINTED}: NOT better than kernel distance of {SPREAD}." in text
    assert "| 20.0 |" not in text  # PSNR says nothing about a sketch
    better = [dataclasses.replace(r, kernel=0.004) if r.way == HINTED else r for r in rows]
    assert f"{HINTED}: better than every baseline." in report(better)
    assert "(was 0.600)" in report(rows, [row(PLAIN, 0.6, 0.05)])
    assert "(was 0.050)" in report(rows, [row(PLAIN, 0.6, 0.05)])


@pytest.mark.parametrize(("psnr", "verdict"), [(22.5, "met"), (21.5, "MISSED")])
def test_enhance_has_to_gain_two_decibels(psnr: float, verdict: str) -> None:
    rows = [row(PLAIN, 0.1, 0.0, psnr, "enhance"), row(INPUT, 0.2, 0.1, 20.0, "enhance")]
    rows.append(row(BLURRED, 0.6, 0.5, 18.0, "enhance"))
    text = report(rows)
    assert f"gains {psnr - 20:.2f} dB (limit 2): {verdict}" in text
    assert f"| {psnr:.1f} |" in text


def test_spread_colours_reach_everywhere_and_stay_nearest_to_their_strokes() -> None:
    case = Case(Picture(np.full((64, 64, 3), 255, np.uint8)), Picture(colour_strokes(64)), torch.zeros(3, 64, 64))
    colours = spread(case)
    assert colours.shape == (3, 64, 64)
    sky, grass = (torch.tensor(c) / 255 for c in ((120, 170, 225), (96, 142, 58)))
    for y, near, far in ((2, sky, grass), (61, grass, sky)):
        here = colours[:, y, 2]
        assert (here - near).abs().sum() < (here - far).abs().sum()
    empty = Case(case.source, Picture(np.zeros((64, 64, 4), np.uint8)), case.target)
    assert torch.allclose(spread(empty), torch.full((3, 64, 64), 0.5), atol=0.01)


def test_results_of_another_size_are_brought_to_the_target() -> None:
    assert fitting(torch.zeros(3, 16, 16), torch.zeros(3, 12, 16)).shape == (3, 12, 16)
    same = torch.zeros(3, 16, 16)
    assert fitting(same, torch.ones(3, 16, 16)) is same


class FakeStudio:
    """Gives back what it is given, darker by the seed; red where there are hints."""

    def cases(self, generator: FoundGenerator, count: int, hints: bool = False) -> list[Case]:
        given = Picture(colour_strokes(32)) if hints else None
        return [Case(Picture(np.full((32, 32, 3), 255, np.uint8)), given, torch.rand(3, 32, 32)) for _ in range(count)]

    def make(self, model: str, source: Picture, hints: Picture | None, seed: int, look: float) -> Picture:
        pixels = source.pixels - np.uint8(seed if look else 0)
        return Picture(np.where(np.arange(3) > 0, 0, pixels).astype(np.uint8) if hints else pixels)


class FakeJudges:
    def __init__(self) -> None:
        self.made: dict[str, list[torch.Tensor]] = {}

    def row(self, model: str, way: str, made: list[torch.Tensor], targets: list[torch.Tensor]) -> Row:
        assert len(made) == len(targets)
        self.made[way] = made
        return row(way, 0.0, 0.0)


def test_a_sketch_model_is_judged_with_and_without_hints_and_seeds_beside_three_baselines() -> None:
    sketch = FoundGenerator(SKETCH, "Sketch", SKETCH, "sketch", True, (), "")
    judges = FakeJudges()
    rows = measure(FakeStudio(), judges, sketch, 3)  # type: ignore[arg-type]
    assert [r.way for r in rows] == [PLAIN, SEEDED, HINTED, INPUT, BLURRED, SPREAD]
    assert all(bool((x == 1).all()) for x in judges.made[PLAIN] + judges.made[INPUT])
    assert [round(float((1 - x).max()) * 255) for x in judges.made[SEEDED]] == [0, 1, 2]
    assert all(float(x[0].min()) == 1 and float(x[1:].max()) == 0 for x in judges.made[HINTED])
    assert all(x.std() < 0.1 for x in judges.made[BLURRED])
    photo = dataclasses.replace(sketch, task="enhance", kind="picture", hints=False)
    assert [r.way for r in measure(FakeStudio(), FakeJudges(), photo, 3)] == [PLAIN, INPUT, BLURRED]  # type: ignore[arg-type]


@pytest.mark.shared
def test_the_judges_see_that_the_truth_is_better_than_noise() -> None:
    torch.manual_seed(0)
    targets = [torch.rand(3, 8, 8).repeat_interleave(8, 1).repeat_interleave(8, 2) for _ in range(4)]
    judges = Judges()
    truth = judges.row("model", "truth", targets, targets)
    noise = judges.row("model", "noise", [torch.rand(3, 64, 64) for _ in targets], targets)
    assert truth.lpips == truth.even == 0
    assert truth.psnr == 99
    assert noise.lpips > 0.1
    assert noise.kernel > truth.kernel


# --- drawings --------------------------------------------------------------------------------------------------------


def test_there_are_eight_drawings_of_lines_on_white() -> None:
    assert len(DRAWINGS) == 8
    shares = []
    for name in DRAWINGS:
        document = draw(name, side=160)
        lines = document.source().pixels
        assert document.hints() is None
        assert lines.max() == 255
        shares.append(float((lines[..., 0] < 128).mean()))
        corners = (lines[:40], lines[-40:], lines[:, :40], lines[:, -40:])
        assert sum(bool((part < 128).any()) for part in corners) >= 3  # they fill the sheet
    assert min(shares) > 0.005
    assert max(shares) < 0.2


def test_hints_are_few_opaque_strokes_that_leave_the_lines_alone() -> None:
    plain, day, mood = (draw("dunes", hints, 160) for hints in (NO_HINTS, DAY, MOOD))
    assert np.array_equal(plain.source().pixels, day.source().pixels)
    given, other = day.hints(), mood.hints()
    assert given is not None
    assert other is not None
    cover = given.pixels[..., 3]
    assert set(np.unique(cover)) == {0, 255}
    assert 0.02 < (cover > 0).mean() < 0.3
    assert not np.array_equal(given.pixels, other.pixels)


def test_a_drawing_comes_out_the_same_every_time_and_no_line_is_ruled() -> None:
    first, again = (draw("sailing-boat", side=160).source().pixels for _ in range(2))
    assert np.array_equal(first, again)
    house = draw("house", side=512).source().pixels[..., 0] < 128
    wall = [np.flatnonzero(house[y, 120:160]).mean() for y in range(240, 350) if house[y, 120:160].any()]
    assert 0.3 < np.std(wall) < 6  # the left wall trembles


def test_pictures_and_tensors_are_each_other() -> None:
    x = torch.randint(0, 256, (3, 5, 7)) / 255
    assert torch.allclose(pixels(picture(x)), x)


# --- the pen ---------------------------------------------------------------------------------------------------------


def test_a_tablet_tells_strokes_with_pauses_and_light_ends() -> None:
    told = events("house", 1.0, 120)
    kinds = [event[0] if event else None for event in told]
    assert kinds[0] == PRESS
    assert kinds.count(PRESS) == kinds.count(RELEASE) >= 1
    assert None in kinds[kinds.index(RELEASE) :]
    first = [event for event in told[: kinds.index(RELEASE)] if event]
    assert all(0 < pressure <= 1 for *_, pressure in first)
    assert first[0][3] < max(pressure for *_, pressure in first) > first[-1][3]
    assert first == [(MOVE if n else PRESS, *point) for n, point in enumerate(strokes("house")[0])]


def test_a_mark_is_answered_by_the_first_paint_that_shows_it() -> None:
    seen = Seen(marks=[0.0, 0.010, 0.020])
    assert seen.waits_ms([(0.005, 0), (0.030, 2), (0.050, 2), (0.060, 3)]) == pytest.approx([30, 20, 40])
    assert len(seen.waits_ms([(0.030, 2)])) == 2  # the last mark was never shown
    seen.photos = [(0.1, 1, False), (0.2, 3, False), (0.3, 2, False), (0.4, 3, True)]
    assert seen.stale == 1

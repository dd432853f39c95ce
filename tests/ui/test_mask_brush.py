"""The brush for style masks, against the plainest way to say what it should do."""

from __future__ import annotations

import itertools
import math
import statistics
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.core.style_masks import StyleMasks
from studio.ui.masks.brush import MASK_SIDE, Dab, DabPath, MaskSheet, coverage, mask_size


def plainly(dab: Dab, width: int, height: int) -> np.ndarray:
    """What `dab` covers, pixel by pixel, 0..255 as float."""
    found = np.zeros((height, width))
    soft = max(1.0, dab.radius * dab.softness + 0.5)
    for y in range(height):
        for x in range(width):
            far = math.hypot(x + 0.5 - dab.x, y + 0.5 - dab.y)
            edge = min(1.0, max(0.0, (dab.radius + 0.5 - far) / soft))
            found[y, x] = 255 * dab.opacity * edge * edge * (3 - 2 * edge)
    return found


def stroke(sheet: MaskSheet, style: str | None, *points: tuple[float, float], radius: float = 6, soft: float = 0.5):
    sheet.begin(style)
    path = DabPath()
    for x, y in points:
        sheet.add(path.move_to(Dab(x, y, radius, soft)))


@given(
    x=st.floats(-12, 52),
    y=st.floats(-12, 40),
    radius=st.floats(0.5, 20),
    softness=st.floats(0, 1),
    opacity=st.floats(0, 1),
)
@settings(max_examples=20)
def test_a_dab_is_a_round_soft_spot(x: float, y: float, radius: float, softness: float, opacity: float) -> None:
    width, height = 40, 28
    dab = Dab(x, y, radius, softness, opacity)
    whole = np.zeros((height, width), np.uint8)
    if (found := coverage(dab, width, height)) is not None:
        rect, cover = found
        whole[rect.slices] = cover
    assert np.abs(whole - plainly(dab, width, height)).max() <= 0.75


def test_softness_is_the_width_of_the_edge() -> None:
    def edge(softness: float) -> int:
        found = coverage(Dab(32, 32, 20, softness), 64, 64)
        assert found is not None
        row = found[1][found[1].shape[0] // 2]
        return int(np.count_nonzero((row > 0) & (row < 255)))

    assert edge(0) <= 4 < edge(0.5) < edge(1)
    found = coverage(Dab(32, 32, 20, 1.0), 64, 64)
    assert found is not None
    half = found[1][found[1].shape[0] // 2].astype(int)
    half = half[: len(half) // 2 + 1]
    assert (np.diff(half) >= 0).all(), "it only grows towards the middle"
    assert np.diff(half).max() < 30, "without a step"


@given(st.lists(st.tuples(st.floats(0, 200), st.floats(0, 200)), min_size=2, max_size=8), st.floats(1, 30))
@settings(max_examples=25)
def test_dabs_are_evenly_spaced_however_the_pen_is_told(points: list[tuple[float, float]], radius: float) -> None:
    path = DabPath()
    dabs = [dab for x, y in points for dab in path.move_to(Dab(x, y, radius, 0.5))]
    total = sum(math.dist(a, b) for a, b in itertools.pairwise(points))
    gap = max(0.75, 0.2 * radius)
    assert (dabs[0].x, dabs[0].y) == points[0]
    assert len(dabs) == pytest.approx(1 + total / gap, abs=1.01)
    for one, other in itertools.pairwise(dabs):
        assert math.hypot(one.x - other.x, one.y - other.y) <= gap * 1.0001


def test_a_straight_line_is_the_same_in_one_event_or_in_many() -> None:
    one, many = MaskSheet(96, 48), MaskSheet(96, 48)
    stroke(one, "a", (10, 24), (80, 24))
    stroke(many, "a", *((x, 24) for x in range(10, 81)))
    assert np.abs(one.planes["a"].astype(int) - many.planes["a"]).max() <= 1


def test_a_stroke_covers_as_much_as_its_strongest_dab() -> None:
    sheet = MaskSheet(96, 48)
    sheet.begin("a")
    path = DabPath()
    dabs = [dab for x in (20, 50, 76) for dab in path.move_to(Dab(x, 24, 9, 0.7, 0.5))]
    sheet.add(dabs)
    wanted = np.max([plainly(dab, 96, 48) for dab in dabs], axis=0)
    assert np.abs(sheet.planes["a"] - wanted).max() <= 0.75, "crossing its own path does not build up"


def test_only_what_is_dirty_changes() -> None:
    sheet = MaskSheet(200, 100)
    sheet.begin("a")
    before = sheet.planes["a"].copy()
    rect = sheet.add([Dab(50, 50, 8, 0.5)])
    assert rect is not None
    outside = np.ones((100, 200), bool)
    outside[rect.slices] = False
    assert np.array_equal(sheet.planes["a"][outside], before[outside])
    assert (rect.right - rect.left) * (rect.bottom - rect.top) < 20 * 20
    assert sheet.add([Dab(-50, 50, 8, 0.5)]) is None


STROKES = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c", None, "invert a", "clear b"]),
        st.lists(st.tuples(st.floats(-5, 45), st.floats(-5, 35)), min_size=1, max_size=4),
        st.floats(0, 1),
        st.floats(0, 1),
    ),
    max_size=10,
)


@given(STROKES)
@settings(max_examples=30)
def test_the_planes_never_add_up_to_more_than_all(strokes: list[tuple]) -> None:
    sheet = MaskSheet(40, 30)
    for what, points, softness, opacity in strokes:
        if what == "invert a":
            sheet.invert("a")
        elif what == "clear b":
            sheet.clear("b")
        else:
            sheet.begin(what)
            path = DabPath()
            for x, y in points:
                sheet.add(path.move_to(Dab(x, y, 9, softness, opacity)))
        total = np.sum([plane.astype(int) for plane in sheet.planes.values()] or [0], axis=0)
        assert np.max(total) <= 255


def test_painting_takes_from_the_others_and_erasing_from_all() -> None:
    sheet = MaskSheet(64, 32)
    stroke(sheet, "a", (0, 16), (64, 16), radius=30)
    assert sheet.planes["a"][16, 32] == 255
    stroke(sheet, "b", (32, 16), radius=10)
    assert (sheet.planes["a"][16, 32], sheet.planes["b"][16, 32]) == (0, 255)
    assert sheet.planes["a"][16, 8] == 255
    stroke(sheet, None, (32, 16), radius=10)
    assert (sheet.planes["a"][16, 32], sheet.planes["b"][16, 32]) == (0, 0)
    assert sheet.planes["a"][16, 8] == 255


def test_inverting_twice_gives_the_same_plane() -> None:
    sheet = MaskSheet(64, 32)
    stroke(sheet, "a", (20, 16), radius=12)
    before = sheet.planes["a"].copy()
    sheet.invert("a")
    assert np.array_equal(sheet.planes["a"], 255 - before)
    sheet.invert("a")
    assert np.array_equal(sheet.planes["a"], before)


def test_what_is_handed_out_is_a_value_of_its_own() -> None:
    sheet = MaskSheet(64, 32)
    assert sheet.frozen() is None
    stroke(sheet, "b", (50, 16))
    stroke(sheet, "a", (10, 16))
    first = sheet.frozen()
    assert first is not None
    assert [style for style, _ in first.planes] == ["a", "b"], "always in one order: equal masks are equal work"
    digest = first.digest
    stroke(sheet, "a", (30, 16))
    second = sheet.frozen()
    assert second is not None
    assert StyleMasks(first.planes).digest == digest != second.digest
    assert second.planes[1][1] is first.planes[1][1], "undo steps share what did not change"
    again = MaskSheet(64, 32, second)
    assert again.frozen().digest == second.digest
    stroke(again, None, (0, 16), (64, 16), radius=80)
    assert again.frozen() is None


def test_masks_have_the_form_of_the_photo() -> None:
    assert mask_size(4000, 3000) == (MASK_SIDE, 384)
    assert mask_size(100, 200) == (256, MASK_SIDE)
    assert mask_size(20000, 3) == (MASK_SIDE, 1)


def test_a_dab_is_quick() -> None:
    sheet = MaskSheet(512, 512)
    for style in "abcd":
        stroke(sheet, style, (256, 256), radius=60)
    sheet.begin("a")
    times = []
    for i in range(30):
        started = time.perf_counter()
        sheet.add([Dab(200 + i, 250, 40, 0.5)])
        times.append(time.perf_counter() - started)
    assert statistics.median(times) < 0.01, "a hundred a second, on a machine with other work to do"

"""Strokes of the brush."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from studio.document.brush import Brush
from studio.document.document import Document
from studio.document.edits import Edit
from studio.document.layer import Kind, LockedError
from studio.document.path import Path, Stabiliser
from studio.document.rect import Rect, union
from studio.document.stroke import Stroke, Symmetry

INK = Brush(size=8, pressure_size=False)


@pytest.fixture
def document() -> Document:
    return Document.new(160, 120)


def draw(document: Document, points: list, brush: Brush = INK, layer: int | None = None, **options) -> Edit | None:
    stroke = Stroke(document, document.active if layer is None else layer, brush, **options)
    stroke.begin(*points[0])
    for point in points[1:]:
        stroke.move(*point)
    return stroke.end()


def alpha(document: Document) -> np.ndarray:
    return document.layer(document.active).pixels[..., 3]


def test_a_line_is_as_wide_as_the_brush(document: Document) -> None:
    for size in (1, 2, 5.5, 13, 40):
        edit = draw(document, [(40, 60, 1), (120, 60, 1)], replace(INK, size=size))
        assert edit is not None
        assert alpha(document)[:, 60:100].sum(axis=0) / 255 == pytest.approx(size, rel=0.04)
        edit.undo(document)


def test_the_edge_of_a_slanted_line_is_straight(document: Document) -> None:
    draw(document, [(10, 10, 1), (150, 100, 1)], replace(INK, size=16))
    heights = alpha(document)[:, 40:120].sum(axis=0) / 255
    assert heights.std() < 0.15
    assert heights.mean() == pytest.approx(16 / math.cos(math.atan2(90, 140)), rel=0.01)


@pytest.mark.parametrize("hardness", [0.2, 1.0])
def test_a_stroke_that_crosses_itself_gets_no_darker(document: Document, hardness: float) -> None:
    brush = replace(INK, size=14, opacity=0.5, hardness=hardness)
    loop = [(80 + 50 * math.sin(t / 6), 60 + 35 * math.sin(t / 3), 1) for t in range(60)]
    draw(document, loop, brush)
    assert alpha(document).max() == 128
    draw(document, loop, brush)  # the second stroke adds to the first
    assert alpha(document).max() == 192


def test_fractions_of_a_pixel_count(document: Document) -> None:
    centres = []
    for offset in (0, 0.25, 0.5, 0.75, 1):
        edit = draw(document, [(20, 60 + offset, 1), (140, 60 + offset, 1)], replace(INK, size=3))
        assert edit is not None
        column = alpha(document)[:, 80] / 255
        centres.append(column @ (np.arange(120) + 0.5) / column.sum())
        edit.undo(document)
    assert np.diff(centres) == pytest.approx(0.25, abs=0.03)


def test_only_the_returned_rectangle_changes(document: Document) -> None:
    pixels = document.layer(document.active).pixels
    stroke = Stroke(document, document.active, replace(INK, size=11, hardness=0.4))
    before = pixels.copy()
    for i, step in enumerate([stroke.begin, *[stroke.move] * 12]):
        rect = step(20 + 9 * i, 30 + 40 * math.sin(i), 1)
        changed = (pixels != before).any(axis=-1)
        assert rect is not None
        changed[rect.slices] = False
        assert not changed.any()
        assert rect.width < 70
        before = pixels.copy()


def test_the_number_of_events_does_not_matter(document: Document) -> None:
    few = draw(document, [(20, 20, 0.2), (140, 100, 1)], replace(INK, size=20, pressure_size=True))
    assert few is not None
    with_few = alpha(document).astype(int)
    few.undo(document)
    many = [(20 + 1.2 * i, 20 + 0.8 * i, 0.2 + 0.008 * i) for i in range(101)]
    draw(document, many, replace(INK, size=20, pressure_size=True))
    assert np.abs(alpha(document) - with_few).mean() < 0.15


def test_pressure_makes_it_thicker_and_the_end_is_thin(document: Document) -> None:
    points = [(20 + 2 * i, 60, math.sin(math.pi * i / 60)) for i in range(61)]
    draw(document, points, replace(INK, size=30, pressure_size=True))
    widths = alpha(document).sum(axis=0) / 255
    assert widths[80] == pytest.approx(30, abs=1)
    assert widths[50] == pytest.approx(30 * math.sin(math.pi / 4), abs=1.5)
    assert widths[138] < 4
    assert not widths[142:].any()  # no blob where the pen lifts


def test_pressure_makes_it_stronger(document: Document) -> None:
    brush = replace(INK, size=20, pressure_opacity=True, opacity=0.8)
    draw(document, [(20, 60, 0), (140, 60, 1)], brush)
    row = alpha(document)[60].astype(int)
    assert row[130] > row[80] > row[40] > 0
    assert row.max() == round(255 * 0.8)
    assert (np.diff(row[25:140]) >= 0).all()


def test_pressing_harder_on_the_spot_lets_the_dot_grow(document: Document) -> None:
    stroke = Stroke(document, document.active, replace(INK, size=20, pressure_size=True))
    stroke.begin(80, 60, 0.2)
    small = int(alpha(document).sum())
    assert stroke.move(80, 60, 1) is not None
    assert int(alpha(document).sum()) > 10 * small
    grown = alpha(document).copy()
    assert stroke.move(80, 60, 0.5) is None
    assert stroke.end() is not None
    assert (alpha(document) == grown).all()


@pytest.mark.parametrize("symmetry", list(Symmetry))
def test_symmetry_is_exact(document: Document, symmetry: Symmetry) -> None:
    draw(
        document,
        [(13.3, 17.7, 0.4), (60.2, 50.9, 1), (90, 20, 0.7)],
        replace(INK, pressure_size=True),
        symmetry=symmetry,
    )
    drawn = alpha(document)
    assert (drawn == drawn[:, ::-1]).all() == (symmetry in (Symmetry.VERTICAL, Symmetry.BOTH))
    assert (drawn == drawn[::-1]).all() == (symmetry in (Symmetry.HORIZONTAL, Symmetry.BOTH))


def test_the_eraser_takes_away_and_leaves_the_colour(document: Document) -> None:
    draw(document, [(20, 60, 1), (140, 60, 1)], replace(INK, size=20, colour=(200, 50, 10)))
    draw(document, [(80, 20, 1), (80, 100, 1)], replace(INK, size=20, erase=True, opacity=0.5))
    pixels = document.layer(document.active).pixels
    assert pixels[60, 80].tolist() == [200, 50, 10, 128]
    assert pixels[60, 40].tolist() == [200, 50, 10, 255]
    assert not pixels[30, 80].any()
    draw(document, [(80, 20, 1), (80, 100, 1)], replace(INK, size=20, erase=True))
    assert not pixels[60, 80].any()


def test_hints_are_opaque_and_never_mix(document: Document) -> None:
    hints = document.of_kind(Kind.HINTS)[0].id
    soft = Brush(size=21, opacity=0.3, hardness=0.2, pressure_opacity=True, colour=(250, 0, 0))
    draw(document, [(20, 20, 0.6), (140, 100, 1)], soft, hints)
    draw(document, [(20, 100, 0.6), (140, 20, 1)], replace(soft, colour=(0, 0, 250)), hints)
    draw(document, [(80, 20, 1), (80, 100, 1)], replace(soft, size=6, erase=True), hints)
    colours = {tuple(pixel) for pixel in document.layer(hints).pixels.reshape(-1, 4).tolist()}
    assert colours == {(0, 0, 0, 0), (250, 0, 0, 255), (0, 0, 250, 255)}


def test_areas_of_a_label_map_have_crisp_edges(document: Document) -> None:
    draw(document, [(20, 20, 1), (140, 100, 1)], replace(INK, size=21, antialias=False, colour=(0, 128, 255)))
    colours = {tuple(pixel) for pixel in document.layer(document.active).pixels.reshape(-1, 4).tolist()}
    assert colours == {(0, 0, 0, 0), (0, 128, 255, 255)}


def test_the_stabiliser_calms_a_shaking_hand_and_still_arrives(document: Document) -> None:
    random = np.random.default_rng(4)
    shaking = [(10 + i, 60 + random.uniform(-4, 4), 1.0) for i in range(140)]
    rough = []
    for strength in (0.0, 0.5, 1.0):
        follower = Stabiliser(strength)
        follower.start(shaking[0])
        ways = [follower.follow(point)[1] for point in shaking]
        rough.append(np.abs(np.diff(ways)).mean())
    assert rough[0] > 5 * rough[1] > 5 * rough[2]
    draw(document, [*shaking, (149, 60, 1)], stabiliser=1.0)
    assert alpha(document)[58:62, 146].min() == 255
    assert alpha(document)[54:66, 15:146].max(axis=0).min() == 255  # and all the way there is drawn


def test_the_stabiliser_trails_by_distance_on_the_screen() -> None:
    behind = []
    for scale, step in ((1, 1), (1, 8), (4, 4)):
        follower = Stabiliser(0.5, scale)
        follower.start((0, 0, 1))
        x = [follower.follow((step * i, 0, 1))[0] for i in range(1, 800 * scale // step)]
        behind.append((step * len(x) - x[-1]) / scale)
    assert behind[0] == pytest.approx(20, abs=1)
    assert behind[1] == pytest.approx(behind[0], abs=5)
    assert behind[2] == pytest.approx(behind[0], abs=1)


def test_quick_circles_are_round_and_corners_sharp() -> None:
    path = Path()
    path.start((100, 0, 1))
    way = [p for i in range(1, 25) for p in path.to((100 * math.cos(i * 0.4), 100 * math.sin(i * 0.4), 1))]
    radii = [math.hypot(x, y) for x, y, _ in way if math.hypot(x - 100, y) > 45]
    assert min(radii) > 99  # straight pieces would come as near as 98
    assert max(radii) < 101
    path.start((0, 0, 1))
    corner = path.to((50, 0, 0.5)) + path.to((50, 50, 1)) + path.to((50, 90, 1))
    assert corner == [(50, 0, 0.5), (50, 50, 1), (50, 90, 1)]


def test_an_abandoned_stroke_leaves_no_trace(document: Document) -> None:
    draw(document, [(20, 20, 1), (140, 100, 1)], replace(INK, colour=(10, 200, 30), opacity=0.6))
    before = document.layer(document.active).pixels.copy()
    stroke = Stroke(document, document.active, replace(INK, size=30, hardness=0.3), symmetry=Symmetry.BOTH)
    painted = union(stroke.begin(20, 100, 1), stroke.move(140, 20, 1))
    restored = stroke.abandon()
    assert (document.layer(document.active).pixels == before).all()
    assert painted is not None
    assert restored is not None
    assert restored.union(painted) == restored


@pytest.mark.parametrize(
    "points",
    [
        [(-50, -50, 1), (-20, 300, 1)],
        [(1e12, 5, 1), (-1e12, -5e11, 1)],
        [(math.nan, 5, 1), (math.inf, 5, 1), (5, 5, math.nan)],
        [(159.9, 119.9, 1), (0, 0, 1), (-9, 60, 1), (200, 60, 1)],
    ],
)
def test_pens_may_go_anywhere(document: Document, points: list) -> None:
    for size in (1, 9, 300):
        edit = draw(document, points, replace(INK, size=size), symmetry=Symmetry.BOTH)
        if edit is not None:
            edit.undo(document)
    assert not alpha(document).any()


def test_a_stroke_that_paints_nothing_is_no_step(document: Document) -> None:
    assert draw(document, [(20, 70, 1), (60, 90, 1)], replace(INK, erase=True)) is None
    assert draw(document, [(20, 20, 1), (60, 60, 1)], replace(INK, opacity=0)) is None
    draw(document, [(20, 40, 1), (60, 40, 1)])
    assert draw(document, [(20, 20, 1), (60, 60, 1)], replace(INK, opacity=0)) is None
    assert draw(document, [(-90, 20, 1), (-80, 60, 1)]) is None
    assert draw(document, [(20, 20, 0), (60, 60, 0)], replace(INK, pressure_size=True)) is None


def test_locked_layers_do_not_change(document: Document) -> None:
    document.layer(document.active).locked = True
    with pytest.raises(LockedError, match="“Sketch” is locked"):
        draw(document, [(20, 20, 1), (60, 60, 1)])


def test_what_a_step_says(document: Document) -> None:
    edit = draw(document, [(20, 20, 1), (60, 60, 1)])
    assert edit is not None
    assert (edit.text, edit.structural) == ("Stroke", False)
    assert edit.rect is not None
    assert edit.rect.intersect(Rect(16, 16, 48, 48)) == Rect(16, 16, 48, 48)
    eraser = draw(document, [(20, 20, 1), (60, 60, 1)], replace(INK, erase=True))
    assert eraser is not None
    assert eraser.text == "Erase"

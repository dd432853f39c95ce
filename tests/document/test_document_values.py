"""Rectangles, blending, brushes and the pressure curve."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.document.blend import erase, on_white, over, paint
from studio.document.brush import FIRM, SOFT, Brush, PressureCurve
from studio.document.dabs import DabMasks
from studio.document.rect import EMPTY, Rect, union

rects = st.builds(Rect, st.integers(-9, 9), st.integers(-9, 9), st.integers(0, 9), st.integers(0, 9))


def cells(rect: Rect) -> set[tuple[int, int]]:
    return {(x, y) for x in range(rect.x, rect.right) for y in range(rect.y, rect.bottom)}


@settings(max_examples=60)
@given(rects, rects)
def test_rectangles_are_sets_of_pixels(first: Rect, second: Rect) -> None:
    assert cells(first.intersect(second)) == cells(first) & cells(second)
    assert cells(first.union(second)) >= cells(first) | cells(second)
    assert first.area == len(cells(first))
    assert first.is_empty == (not cells(first))
    both = union(first, second)
    assert (set() if both is None else cells(both)) == cells(first.union(second))


def test_empty_rectangles_add_nothing() -> None:
    rect = Rect(3, 4, 5, 6)
    assert EMPTY.union(rect) == rect == rect.union(EMPTY) == rect.union(None)
    assert union(None, EMPTY) is None
    assert Rect.around(0.2, 1.0, 2.1, 3.0) == Rect(0, 1, 3, 2)


def exact_over(below: np.ndarray, rgb: np.ndarray, alpha: np.ndarray) -> np.ndarray:
    """The textbook formula in double precision, as floats."""
    base = below[:, 3] / 255
    total = alpha + base * (1 - alpha)
    mixed = (rgb * alpha[:, None] + below[:, :3] * (base * (1 - alpha))[:, None]) / total[:, None]
    return np.column_stack([mixed, total * 255])


def test_paint_agrees_with_the_textbook() -> None:
    random = np.random.default_rng(1)
    below = random.integers(0, 256, (5000, 4), np.uint8)
    rgb = random.integers(0, 256, (5000, 3), np.uint8)
    alpha = random.uniform(0.01, 1, 5000).astype(np.float32)
    wanted = exact_over(below, rgb, alpha.astype(float))
    assert np.abs(paint(below, rgb, alpha) - wanted).max() <= 0.51


def test_paint_keeps_its_exact_promises() -> None:
    random = np.random.default_rng(2)
    below = random.integers(0, 256, (2000, 4), np.uint8)
    colour = (12, 200, 77)
    solid = paint(below, colour, np.ones(2000, np.float32))
    assert (solid == (*colour, 255)).all()
    below[:1000, 3] = 0
    alpha = random.uniform(0.01, 1, 2000).astype(np.float32)
    mixed = paint(below, colour, alpha)
    assert (mixed[:1000, :3] == colour).all()
    assert (mixed[:1000] == paint(below[:1000], colour, alpha[:1000])).all()  # no matter what lies beside them


def test_what_becomes_invisible_leaves_no_colour() -> None:
    below = np.array([[200, 100, 50, 255], [200, 100, 50, 1], [0, 0, 0, 0]], np.uint8)
    gone = erase(below, np.array([1, 0.9, 0.3], np.float32))
    assert not gone.any()
    half = erase(below, np.array([0.5, 0, 0], np.float32))
    assert half[0].tolist() == [200, 100, 50, 128]
    assert half[1].tolist() == below[1].tolist()
    assert not paint(below[2:], (9, 9, 9), np.array([0.001], np.float32)).any()
    assert (paint(below, (9, 9, 9), np.zeros(3, np.float32)) == below).all()


def test_over_is_paint_of_every_pixel() -> None:
    random = np.random.default_rng(3)
    below, above = (random.integers(0, 256, (40, 30, 4), np.uint8) for _ in range(2))
    above[:10, :, 3] = 0
    for opacity in (1.0, 0.4):
        result = below.copy()
        over(result, above, opacity)
        assert (result[:10] == below[:10]).all()
        alpha = above[10:, :, 3].reshape(-1) / 255 * opacity
        seen = alpha > 0
        wanted = exact_over(below[10:].reshape(-1, 4)[seen], above[10:].reshape(-1, 4)[seen, :3], alpha[seen])
        assert np.abs(result[10:].reshape(-1, 4)[seen] - wanted).max() <= 0.51


def test_white_paper_shows_through() -> None:
    pixels = np.array([[[10, 20, 30, 0], [10, 20, 30, 255], [0, 0, 0, 51]]], np.uint8)
    assert on_white(pixels).tolist() == [[[255, 255, 255], [10, 20, 30], [204, 204, 204]]]


@st.composite
def curves(draw: st.DrawFn) -> PressureCurve:
    inner = sorted(draw(st.sets(st.integers(1, 99), max_size=5)))
    felt = sorted(draw(st.lists(st.integers(0, 100), min_size=len(inner) + 2, max_size=len(inner) + 2)))
    return PressureCurve(tuple((x / 100, y / 100) for x, y in zip([0, *inner, 100], felt, strict=True)))


@settings(max_examples=40)
@given(curves())
def test_a_pressure_curve_goes_through_its_points_and_never_falls(curve: PressureCurve) -> None:
    for pressure, felt in curve.points:
        slack = 0.01 * 100 / 1024 * 3 * 100  # the table's step on the steepest curve there can be
        assert curve(pressure) == pytest.approx(felt, abs=slack)
    values = [curve(i / 500) for i in range(501)]
    assert all(a <= b for a, b in pairwise(values))
    assert min(values) >= 0
    assert max(values) <= 1
    assert curve(-3) == values[0]
    assert curve(7) == values[-1]


@settings(max_examples=40)
@given(curves(), st.integers(0, 6), st.floats(-0.5, 1.5), st.floats(-0.5, 1.5))
def test_a_dragged_point_leaves_a_curve(curve: PressureCurve, index: int, x: float, y: float) -> None:
    index = min(index, len(curve.points) - 1)
    moved = curve.moved(index, x, y)
    assert len(moved.points) == len(curve.points)
    assert moved.points[:index] == curve.points[:index]
    added = curve.added(x)
    assert len(added.points) - len(curve.points) in (0, 1)
    assert len(curve.removed(index).points) >= 2


def test_curves_bend_the_way_they_are_named() -> None:
    assert PressureCurve()(0.5) == pytest.approx(0.5, abs=0.001)
    assert SOFT(0.3) > 0.5
    assert FIRM(0.5) < 0.35


@pytest.mark.parametrize("points", [(), ((0, 0),), ((0, 0), (0.5, 1)), ((0, 0.5), (1, 0.4)), ((0, 0), (1, 1.2))])
def test_curves_that_fall_or_stop_short_are_refused(points: tuple) -> None:
    with pytest.raises(ValueError):
        PressureCurve(points)


@pytest.mark.parametrize(
    "field", [{"size": 0}, {"size": 1e4}, {"opacity": 1.5}, {"hardness": -1}, {"colour": (0, 300, 0)}]
)
def test_impossible_brushes_are_refused(field: dict) -> None:
    with pytest.raises(ValueError):
        Brush(**field)


@pytest.mark.parametrize("diameter", [0.4, 1.0, 2.5, 7.0, 20.0, 63.0])
def test_a_dab_covers_the_area_of_its_disc_wherever_it_lies(diameter: float) -> None:
    masks = DabMasks(1.0, antialias=True)
    exact = np.pi * max(diameter, 1) ** 2 / 4 * min(diameter, 1)
    for x, y in ((10.0, 10.0), (10.5, 10.5), (10.3, 10.8)):
        mask, left, top = masks.place(x, y, diameter)
        weight = mask / 255
        assert weight.sum() == pytest.approx(exact, rel=0.04 if diameter > 4 else 0.51)
        centres = np.arange(len(mask)) + 0.5
        assert (weight.sum(axis=0) @ centres) / weight.sum() + left == pytest.approx(x, abs=0.17)
        assert (weight.sum(axis=1) @ centres) / weight.sum() + top == pytest.approx(y, abs=0.17)
        assert not mask[0].any() or not mask[-1].any()


def test_soft_dabs_fall_off_and_hard_ones_do_not() -> None:
    soft, _, _ = DabMasks(0.0, antialias=True).place(0.5, 0.5, 40)
    hard, _, _ = DabMasks(1.0, antialias=True).place(0.5, 0.5, 40)
    crisp, _, _ = DabMasks(1.0, antialias=False).place(0.5, 0.5, 40)
    middle = len(soft) // 2
    assert (np.diff(soft[middle, middle:].astype(int)) <= 0).all()
    assert 80 < soft[middle, middle + 10] < 180
    assert hard[middle, middle + 18] == 255
    assert set(np.unique(crisp)) == {0, 255}

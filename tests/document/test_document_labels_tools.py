"""The tools of label maps one by one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.core.palettes import Palette
from studio.document import edits, label_tools
from studio.document.areas import polygon_area
from studio.document.document import Document
from studio.document.edits import add_layer
from studio.document.history import History
from studio.document.layer import Kind, LockedError
from studio.document.rect import Rect
from studio.document.stroke import Symmetry

PALETTE = Palette(
    ("anything", "sky", "water", "sand"), ((72, 72, 72), (156, 200, 240), (24, 104, 184), (240, 212, 140)), "Test"
)
ANYTHING, SKY, WATER, SAND = PALETTE.colours
WIDTH, HEIGHT = 48, 32
ALL = Rect(0, 0, WIDTH, HEIGHT)
points = st.tuples(st.floats(-20, WIDTH + 20), st.floats(-20, HEIGHT + 20))


@pytest.fixture
def document() -> Document:
    made = Document.new(WIDTH, HEIGHT)
    add_layer(made, Kind.LABELS, "Materials")
    return made


def read(document: Document) -> np.ndarray:
    return label_tools.map_indices(document, PALETTE)


def whole(area: np.ndarray, rect: Rect) -> np.ndarray:
    result = np.zeros((HEIGHT, WIDTH), bool)
    if not rect.is_empty:
        result[rect.slices] = area
    return result


# --- polygons --------------------------------------------------------------------------------------------------------


def winding(corners: list[tuple[float, float]], x: float, y: float) -> int:
    """How often the polygon goes round a point, by angles: slow and plain."""
    total = 0.0
    for (x0, y0), (x1, y1) in zip(corners, corners[1:] + corners[:1], strict=True):
        first, second = complex(x0 - x, y0 - y), complex(x1 - x, y1 - y)
        if first and second:
            total += np.angle(second / first)
    return round(total / (2 * np.pi))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(-5, 20), st.integers(-5, 20)), min_size=3, max_size=7))
def test_a_polygon_covers_the_centres_that_it_goes_round(corners: list[tuple[float, float]]) -> None:
    area = whole(*polygon_area(corners, Rect(0, 0, 16, 16)))
    for row in range(16):
        for column in range(16):
            x, y = column + 0.5, row + 0.5
            if min(abs(complex(x, y) - _nearest(x, y, a, b)) for a, b in _edges(corners)) > 1e-6:
                assert area[row, column] == (winding(corners, x, y) != 0)
    assert not area[16:].any()
    assert not area[:, 16:].any()


def _edges(corners: list[tuple[float, float]]) -> list[tuple[complex, complex]]:
    return [(complex(*a), complex(*b)) for a, b in zip(corners, corners[1:] + corners[:1], strict=True)]


def _nearest(x: float, y: float, a: complex, b: complex) -> complex:
    if a == b:
        return a
    share = (((complex(x, y) - a) * (b - a).conjugate()).real) / abs(b - a) ** 2
    return a + min(max(share, 0), 1) * (b - a)


@settings(max_examples=40, deadline=None)
@given(points, points)
def test_two_polygons_that_share_an_edge_share_no_pixel_and_leave_none_out(a: tuple, b: tuple) -> None:
    """A cut from the top edge to the bottom edge through two points."""
    top, bottom = (24.0, -30.0), (20.0, HEIGHT + 30.0)
    left = [(-99.0, -30.0), top, a, b, bottom, (-99.0, HEIGHT + 30.0)]
    right = [(199.0, -30.0), top, a, b, bottom, (199.0, HEIGHT + 30.0)]
    one, other = whole(*polygon_area(left, ALL)), whole(*polygon_area(right, ALL))
    assert (one | other).all()
    if a[1] <= b[1]:  # or else the cut goes back and crosses what it has cut already
        assert not (one & other).any()


def test_lassos_that_cross_themselves_have_no_holes_and_nonsense_covers_nothing() -> None:
    pentagram = [(24 + 14 * np.sin(k * 4 * np.pi / 5), 16 - 14 * np.cos(k * 4 * np.pi / 5)) for k in range(5)]
    assert whole(*polygon_area(pentagram, ALL))[16, 24]
    nan, inf = float("nan"), float("inf")
    for nothing in ([], [(1, 1)], [(1, 1), (9, 9)], [(nan, 1), (3, inf), (4, 4), (9, 9)], [(3, 3)] * 5):
        assert not polygon_area(nothing, ALL)[0].any()
    assert whole(*polygon_area([(-1e30, -1e30), (1e30, -1e30), (1e30, 1e30), (-1e30, 1e30)], ALL)).all()


def test_rectangles_cover_the_centres_between_two_corners(document: Document) -> None:
    layer = document.active
    edit = label_tools.rectangle(document, layer, (20.4, 18.6), (5.5, 3.2), SKY)
    assert edit is not None
    assert edit.text == "Rectangle"
    wanted = np.zeros((HEIGHT, WIDTH), np.uint8)
    wanted[3:19, 5:20] = 1
    assert (read(document) == wanted).all()
    assert label_tools.rectangle(document, layer, (7, 7), (7.4, 7.4), SAND) is None


@pytest.mark.parametrize("symmetry", list(Symmetry))
def test_shapes_are_mirrored_exactly(document: Document, symmetry: Symmetry) -> None:
    label_tools.lasso(document, document.active, [(3.3, 2.1), (17.8, 4.4), (9.5, 12.5)], WATER, symmetry=symmetry)
    seen = read(document)
    one = whole(*polygon_area([(3.3, 2.1), (17.8, 4.4), (9.5, 12.5)], ALL))
    wanted = one.copy()
    if symmetry in (Symmetry.VERTICAL, Symmetry.BOTH):
        wanted |= wanted[:, ::-1]
    if symmetry in (Symmetry.HORIZONTAL, Symmetry.BOTH):
        wanted |= wanted[::-1]
    assert ((seen == 2) == wanted).all()


def test_a_line_is_as_wide_as_asked_for(document: Document) -> None:
    edit = label_tools.line(document, document.active, (10, 16), (38, 16), 6, SAND)
    assert edit is not None
    assert edit.text == "Line"
    assert ((read(document) == 3)[:, 24]).sum() == 6
    with pytest.raises(ValueError, match="pixels wide"):
        label_tools.line(document, document.active, (1, 1), (2, 2), 0, SAND)


# --- fills -----------------------------------------------------------------------------------------------------------


def test_fill_takes_the_connected_area_of_what_is_seen(document: Document) -> None:
    low = document.active
    label_tools.rectangle(document, low, (0, 0), (WIDTH, HEIGHT), SKY)
    add_layer(document, Kind.LABELS, "Above")
    high = document.active
    label_tools.rectangle(document, high, (20, 0), (22, HEIGHT), WATER)
    edit = label_tools.fill(document, high, 5, 5, SAND)
    assert edit is not None
    assert edit.text == "Fill"
    seen = read(document)
    assert (seen[:, :20] == 3).all()
    assert (seen[:, 20:22] == 2).all()
    assert (seen[:, 22:] == 1).all()
    assert label_tools.fill(document, high, -1, 5, WATER) is None
    assert label_tools.fill(document, high, 5, 5, SAND) is None
    edit = label_tools.fill(document, high, 5, 5, None)
    assert edit is not None
    assert (read(document)[:, :20] == 1).all()


def test_corners_do_not_connect(document: Document) -> None:
    layer = document.active
    label_tools.rectangle(document, layer, (0, 0), (10, 10), SKY)
    label_tools.rectangle(document, layer, (10, 10), (20, 20), SKY)
    label_tools.fill(document, layer, 5, 5, WATER)
    assert label_tools.pick_label(document, 5, 5) == WATER
    assert label_tools.pick_label(document, 15, 15) == SKY
    label_tools.fill_all(document, layer, 15, 15, WATER)
    assert label_tools.pick_label(document, 15, 15) == WATER


def test_fill_all_also_takes_what_is_not_said(document: Document) -> None:
    layer = document.active
    label_tools.rectangle(document, layer, (10, 0), (20, HEIGHT), SKY)
    edit = label_tools.fill_all(document, layer, 0, 0, SAND)
    assert edit is not None
    seen = read(document)
    assert (seen[:, 10:20] == 1).all()
    assert (np.delete(seen, np.s_[10:20], axis=1) == 3).all()


def test_replace_material_goes_through_all_visible_layers(document: Document) -> None:
    low = document.active
    label_tools.rectangle(document, low, (0, 0), (10, 10), SKY)
    add_layer(document, Kind.LABELS, "Above")
    high = document.active
    label_tools.rectangle(document, high, (20, 0), (30, 10), SKY)
    history = History(document)
    history.push(label_tools.replace_material(document, SKY, SAND))
    assert len(history) == 1
    assert not label_tools.where(document, SKY).any()
    assert label_tools.where(document, SAND).sum() == 200
    history.undo()
    assert label_tools.where(document, SKY).sum() == 200
    assert label_tools.replace_material(document, WATER, SAND) is None
    edits.set_layer(document, high, locked=True)
    with pytest.raises(LockedError):
        label_tools.replace_material(document, SKY, SAND)
    assert label_tools.where(document, SKY).sum() == 200  # not half of it


# --- whole maps ------------------------------------------------------------------------------------------------------


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 3), st.integers(1, 4), st.integers(0, 1 << 30))
def test_set_map_enlarges_without_new_edges(rows: int, columns: int, seed: int) -> None:
    document = Document.new(columns * 7, rows * 5)
    indices = np.random.default_rng(seed).integers(0, 4, (rows, columns)).astype(np.uint8)
    label_tools.set_map(document, indices, PALETTE)
    assert (read(document) == indices.repeat(5, axis=0).repeat(7, axis=1)).all()


def test_set_map_makes_a_layer_where_there_is_none_and_undoes_in_one_step() -> None:
    document = Document.new(WIDTH, HEIGHT)
    history = History(document)
    indices = np.random.default_rng(3).integers(0, 4, (HEIGHT, WIDTH)).astype(np.uint8)
    history.push(label_tools.set_map(document, indices, PALETTE, "Template"))
    assert len(history) == 1
    assert history.undo_text == "Template"
    assert (read(document) == indices).all()
    assert document.layer(document.active).kind is Kind.LABELS
    history.undo()
    assert not document.of_kind(Kind.LABELS)
    with pytest.raises(ValueError, match="class 4 is not in a palette of 4"):
        label_tools.set_map(document, np.full((2, 2), 4, np.uint8), PALETTE)
    assert not document.of_kind(Kind.LABELS)


def test_set_map_is_the_whole_map_whatever_other_layers_say(document: Document) -> None:
    low = document.active
    label_tools.rectangle(document, low, (0, 0), (30, 30), SKY)
    add_layer(document, Kind.LABELS, "Above")
    label_tools.rectangle(document, document.active, (10, 0), (40, 30), WATER)
    edits.set_layer(document, document.active, locked=True)
    history = History(document)
    indices = np.full((HEIGHT, WIDTH), 3, np.uint8)
    indices[:9] = 0
    history.push(label_tools.set_map(document, indices, PALETTE))
    assert (read(document) == indices).all()
    assert [layer.visible for layer in document.of_kind(Kind.LABELS)] == [True, False]
    history.undo()
    assert [layer.visible for layer in document.of_kind(Kind.LABELS)] == [True, True]
    assert label_tools.pick_label(document, 35, 5) == WATER
    assert label_tools.pick_label(document, 5, 5) == SKY


def test_a_locked_layer_refuses_every_tool(document: Document) -> None:
    layer = document.active
    edits.set_layer(document, layer, locked=True)
    for attempt in (
        lambda: label_tools.fill(document, layer, 1, 1, SKY),
        lambda: label_tools.fill_all(document, layer, 1, 1, SKY),
        lambda: label_tools.polygon(document, layer, [(0, 0), (9, 0), (9, 9)], SKY),
        lambda: label_tools.rectangle(document, layer, (0, 0), (9, 9), SKY),
        lambda: label_tools.line(document, layer, (0, 0), (9, 9), 4, SKY),
    ):
        with pytest.raises(LockedError):
            attempt()
    assert document.labels() is None

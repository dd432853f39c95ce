"""Tools that change a layer in one go."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from studio.document.brush import Brush
from studio.document.document import Document
from studio.document.edits import set_layer
from studio.document.fill import enclosed, spread
from studio.document.layer import Kind, LockedError
from studio.document.tools import Move, clear, flip, flood_fill, line, move_layer, pick

PEN = Brush(size=3)
GREEN = (30, 180, 60)


@pytest.fixture
def document() -> Document:
    return Document.new(160, 120)


@pytest.fixture
def hints(document: Document) -> int:
    return document.of_kind(Kind.HINTS)[0].id


def outline(document: Document, gap: float = 0.0) -> None:
    """A slightly turned box from about (30, 30) to (130, 90), open at its upper left corner by `gap` pixels."""
    corners = [(30, 30), (130, 33), (127, 93), (28, 90), (30, 31.5 + gap + 1.5 * (gap > 0))]
    for start, end in pairwise(corners):
        line(document, document.active, start, end, PEN)


def filled(document: Document, layer_id: int) -> np.ndarray:
    return document.layer(layer_id).pixels[..., 3] > 0


@pytest.mark.parametrize("gap", [0, 3])
def test_a_fill_stays_within_the_lines_and_reaches_under_them(document: Document, hints: int, gap: float) -> None:
    outline(document, gap)
    edit = flood_fill(document, hints, 80, 60, GREEN)
    assert edit is not None
    area = filled(document, hints)
    assert not area[:, :26].any()
    assert not area[:, 133:].any()
    assert not area[:27].any()
    assert not area[96:].any()
    clear_inside = np.zeros_like(area)
    clear_inside[36:88, 34:124] = True
    assert area[clear_inside].all()
    lines = document.layer(document.active).pixels[..., 3]
    assert (area & (lines > 200)).any()  # under the lines
    seam = spread(area, 1) & ~area & (lines == 0)
    assert seam.sum() <= 4 * gap  # no pale seam: beside the area are lines
    assert (document.layer(hints).pixels[area] == (*GREEN, 255)).all()


def test_a_wide_opening_is_open(document: Document, hints: int) -> None:
    outline(document, 12)
    flood_fill(document, hints, 80, 60, GREEN)
    assert filled(document, hints)[5, 5]


def test_a_fill_outside_goes_round(document: Document, hints: int) -> None:
    outline(document, 3)
    flood_fill(document, hints, 2, 2, GREEN)
    area = filled(document, hints)
    assert area[118, 158]
    assert not area[40:80, 40:120].any()


def test_a_fill_next_to_a_line_is_the_fill_of_the_room(document: Document, hints: int) -> None:
    outline(document, 3)
    for x, y in ((32.5, 60), (80, 34.9), (33.5, 86)):
        edit = flood_fill(document, hints, x, y, GREEN)
        assert edit is not None
        assert filled(document, hints)[60, 80]
        assert not filled(document, hints)[5, 5]
        edit.undo(document)


def test_a_fill_changes_one_colour_only(document: Document, hints: int) -> None:
    line(document, hints, (20, 60), (140, 60), Brush(size=30, colour=(200, 0, 0)))
    line(document, hints, (20, 100), (140, 100), Brush(size=30, colour=(0, 0, 200)))
    blue = (document.layer(hints).pixels[..., 2] == 200).sum()
    flood_fill(document, hints, 80, 60, GREEN)
    pixels = document.layer(hints).pixels
    assert pixels[60, 80].tolist() == [*GREEN, 255]
    assert not (pixels[..., 0] == 200).any()
    assert (pixels[..., 2] == 200).sum() == blue
    assert not pixels[5, 5].any()


def test_areas_of_a_label_map_never_grow_over_each_other(document: Document) -> None:
    label = Brush(size=60, colour=(255, 0, 0), antialias=False)
    line(document, document.active, (40, 60), (120, 60), label)
    red = (document.layer(document.active).pixels[..., 0] == 255).sum()
    flood_fill(document, document.active, 2, 2, (0, 0, 255))
    pixels = document.layer(document.active).pixels
    assert (pixels[..., 0] == 255).sum() == red
    assert (pixels[..., 2] == 255).sum() == 160 * 120 - red


def test_photos_do_not_stop_a_fill_unless_asked(document: Document, hints: int) -> None:
    photo = np.zeros((120, 160, 4), np.uint8)
    photo[:, :80] = (200, 180, 20, 255)
    document.insert(document.make_layer("Photo", Kind.REFERENCE, photo))
    edit = flood_fill(document, hints, 20, 60, GREEN)
    assert edit is not None
    assert filled(document, hints).all()
    edit.undo(document)
    flood_fill(document, hints, 20, 60, GREEN, reference=document.composite())
    assert filled(document, hints)[:, :80].all()
    assert not filled(document, hints)[:, 80:].any()


def test_tolerance_decides_what_is_alike(document: Document, hints: int) -> None:
    ramp = np.zeros((120, 160, 4), np.uint8)
    ramp[..., :3] = np.arange(160, dtype=np.uint8)[:, None]
    ramp[..., 3] = 255
    for tolerance, width in ((0.0, 1), (0.1, 51)):
        edit = flood_fill(document, hints, 80, 60, GREEN, tolerance, ramp, gap=0)
        assert edit is not None
        assert filled(document, hints).any(axis=0).sum() == pytest.approx(width, abs=2)
        edit.undo(document)


def test_a_fill_outside_the_document_is_nothing(document: Document, hints: int) -> None:
    for x, y in ((-1, 5), (160, 5), (5, 120), (5, -0.5)):
        assert flood_fill(document, hints, x, y, GREEN) is None
    assert flood_fill(document, hints, 5, 5, GREEN) is not None
    assert flood_fill(document, hints, 5, 5, GREEN) is None  # it is green already


def test_specks_and_narrow_channels_are_filled_too() -> None:
    free = np.ones((60, 60), bool)
    free[:, 30:33] = False
    free[20:24, 30:33] = True  # a door four pixels high
    free[10:13, 5:25] = False
    free[14:17, 5:25] = False  # a channel one pixel wide
    room = enclosed(free, 10, 40, 4)
    assert room[free][:].sum() < free.sum()
    assert not room[:, 36:].any()
    assert room[:, :29][free[:, :29]].mean() > 0.99
    assert enclosed(free, 10, 40, 2)[40, 50]


def test_lines_are_straight_and_end_where_told(document: Document) -> None:
    edit = line(document, document.active, (20.5, 60.5), (100.5, 60.5), Brush(size=1))
    assert edit is not None
    drawn = document.layer(document.active).pixels[..., 3]
    assert drawn[60, 20:101].min() > 250
    assert drawn.sum() == drawn[60, 20:101].sum()


def test_pick_takes_the_colour_on_paper(document: Document, hints: int) -> None:
    assert pick(document, 3, 3) == (255, 255, 255)
    line(document, hints, (20, 60), (140, 60), Brush(size=30, colour=(200, 100, 0)))
    assert pick(document, 80.9, 60.2) == (200, 100, 0)
    set_layer(document, hints, opacity=0.5)
    assert np.abs(np.array(pick(document, 80, 60)) - (227, 177, 127)).max() <= 1
    line(document, hints, (150, 10), (170, 10), Brush(size=30, colour=(1, 2, 3)))
    assert pick(document, 9999, -5) == pick(document, 159, 0)


def test_move_shifts_and_cuts_off(document: Document) -> None:
    pixels = document.layer(document.active).pixels
    pixels[...] = np.random.default_rng(5).integers(1, 256, pixels.shape, np.uint8)
    before = pixels.copy()
    edit = move_layer(document, document.active, 30, -20)
    assert edit is not None
    assert (pixels[:100, 30:] == before[20:, :130]).all()
    assert not pixels[100:].any()
    assert not pixels[:, :30].any()
    edit.undo(document)
    assert (pixels == before).all()
    away = move_layer(document, document.active, 5000, 0)
    assert away is not None
    assert not pixels.any()
    away.undo(document)
    move = Move(document, document.active)
    for step in range(1, 6):
        assert move.to(step, 2 * step) is not None
    assert move.to(5, 10) is None
    assert (pixels[10:, 5:] == before[:-10, :-5]).all()
    move.abandon()
    assert (pixels == before).all()
    assert move_layer(document, document.active, 0, 0) is None


def test_flip_and_clear(document: Document, hints: int) -> None:
    rng = np.random.default_rng(6)
    before = {}
    for layer in document.layers:
        layer.pixels[...] = rng.integers(0, 256, layer.pixels.shape, np.uint8)
        before[layer.id] = layer.pixels.copy()
    sketch = document.active
    flip(document, True)
    assert all((layer.pixels == before[layer.id][:, ::-1]).all() for layer in document.layers)
    flip(document, True)
    edit = flip(document, False, sketch)
    assert (document.layer(sketch).pixels == before[sketch][::-1]).all()
    assert (document.layer(hints).pixels == before[hints]).all()
    edit.undo(document)
    cleared = clear(document, hints)
    assert cleared is not None
    assert document.hints() is None
    assert clear(document, hints) is None
    cleared.undo(document)
    assert all((layer.pixels == before[layer.id]).all() for layer in document.layers)


def test_no_tool_changes_a_locked_layer(document: Document) -> None:
    sketch = document.active
    line(document, sketch, (20, 60), (140, 60), PEN)
    before = document.layer(sketch).pixels.copy()
    set_layer(document, sketch, locked=True)
    for tool in (
        lambda: line(document, sketch, (0, 0), (9, 9), PEN),
        lambda: flood_fill(document, sketch, 5, 5, GREEN),
        lambda: move_layer(document, sketch, 3, 3),
        lambda: flip(document, True),
        lambda: clear(document, sketch),
    ):
        with pytest.raises(LockedError, match="unlock it"):
            tool()
    assert (document.layer(sketch).pixels == before).all()

"""Layers of labels: what the map says, hard strokes, and that nothing but the palette's colours can ever be there."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.core.errors import ParameterError
from studio.core.palettes import Palette
from studio.document import edits, label_tools, tools
from studio.document.brush import Brush
from studio.document.document import Document
from studio.document.edits import Edit, add_layer
from studio.document.history import History
from studio.document.layer import Kind
from studio.document.stroke import Stroke, Symmetry

PALETTE = Palette(
    ("anything", "sky", "water", "sand"), ((72, 72, 72), (156, 200, 240), (24, 104, 184), (240, 212, 140)), "Test"
)
ANYTHING, SKY, WATER, SAND = PALETTE.colours
WIDTH, HEIGHT = 40, 28


def labelled(count: int = 1) -> tuple[Document, list[int]]:
    """A document with so many layers of labels, bottom to top."""
    document = Document.new(WIDTH, HEIGHT)
    for number in range(count):
        add_layer(document, Kind.LABELS, f"Materials {number}")
    return document, [layer.id for layer in document.of_kind(Kind.LABELS)]


def exact(document: Document) -> bool:
    """Whether every pixel of every layer of labels is see-through or exactly of the palette."""
    allowed = np.array([(0, 0, 0, 0), *((*colour, 255) for colour in PALETTE.colours)], np.uint8)
    return all(
        (layer.pixels[:, :, None] == allowed).all(axis=3).any(axis=2).all() for layer in document.of_kind(Kind.LABELS)
    )


# --- the map ---------------------------------------------------------------------------------------------------------


def test_label_layers_lie_between_photos_and_hints() -> None:
    document, _ = labelled()
    add_layer(document, Kind.REFERENCE, "Photo")
    kinds = [layer.kind for layer in document.layers]
    assert kinds == [Kind.REFERENCE, Kind.LABELS, Kind.HINTS, Kind.SKETCH]
    label = document.of_kind(Kind.LABELS)[0]
    assert edits.reorder(document, label.id, 3) is None


def test_the_map_is_none_until_something_is_said_and_the_same_object_until_it_changes() -> None:
    document, (layer,) = labelled()
    assert document.labels() is None
    sketch = document.of_kind(Kind.SKETCH)[0].id
    label_tools.rectangle(document, layer, (2, 3), (10, 9), SKY)
    seen = document.labels()
    assert seen is not None
    assert seen.pixels.shape == (HEIGHT, WIDTH, 4)
    assert (seen.pixels[3:9, 2:10] == (*SKY, 255)).all()
    assert np.count_nonzero(seen.pixels[..., 3]) == 6 * 8
    tools.line(document, sketch, (0, 0), (30, 20), Brush(5))
    assert document.labels() is seen
    label_tools.rectangle(document, layer, (2, 3), (10, 9), SKY)
    assert document.labels() is seen
    label_tools.rectangle(document, layer, (2, 3), (10, 9), None)
    assert document.labels() is None


def test_the_highest_visible_layer_counts_and_opacity_does_not() -> None:
    document, (low, high) = labelled(2)
    label_tools.rectangle(document, low, (0, 0), (20, 20), WATER)
    label_tools.rectangle(document, high, (10, 0), (30, 20), SAND)
    edits.set_layer(document, high, opacity=0.4)
    edits.set_layer(document, low, opacity=0.4)
    assert label_tools.pick_label(document, 15, 5) == SAND
    assert label_tools.pick_label(document, 5, 5) == WATER
    assert label_tools.pick_label(document, 35, 5) is None
    assert label_tools.pick_label(document, -1, 5) is None
    label_tools.polygon(document, high, [(12, 2), (18, 2), (18, 8), (12, 8)], None)
    assert label_tools.pick_label(document, 15, 5) == WATER  # erasing shows the material below
    edits.set_layer(document, low, visible=False)
    assert label_tools.pick_label(document, 15, 5) is None
    indices = label_tools.map_indices(document, PALETTE)
    assert indices[1, 11] == 3
    assert set(np.unique(indices)) == {0, 3}


def test_the_sketch_and_the_hints_do_not_see_labels() -> None:
    document, (layer,) = labelled()
    label_tools.rectangle(document, layer, (0, 0), (WIDTH, HEIGHT), WATER)
    assert (document.source().pixels == 255).all()
    assert document.hints() is None
    assert tools.pick(document, 5, 5, (Kind.SKETCH,)) == (255, 255, 255)
    assert tools.pick(document, 5, 5) == WATER


def test_colours_of_another_palette_are_named() -> None:
    document, (layer,) = labelled()
    label_tools.rectangle(document, layer, (4, 5), (8, 8), (1, 2, 3))
    with pytest.raises(ParameterError, match="#010203 at 4, 5"):
        label_tools.map_indices(document, PALETTE)


# --- strokes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 3.5, 30])
def test_a_stroke_is_hard_whatever_the_brush(size: float) -> None:
    document, (layer,) = labelled()
    soft = Brush(size, opacity=0.3, hardness=0.1, colour=SKY, pressure_opacity=True)
    stroke = Stroke(document, layer, soft, symmetry=Symmetry.BOTH)
    assert stroke.text == "Paint"
    stroke.begin(3.2, 4.7, 0.6)
    stroke.move(20.1, 11.9, 0.2)
    assert stroke.end() is not None
    assert exact(document)
    assert label_tools.where(document, SKY).any()
    soft_eraser = Brush(max(1, size / 2), opacity=0.3, hardness=0.1, erase=True)
    stroke = Stroke(document, layer, soft_eraser)
    stroke.begin(3.2, 4.7)
    stroke.move(20.1, 11.9)
    stroke.end()
    assert exact(document)


def test_a_stroke_can_leave_other_materials_alone() -> None:
    document, (low, high) = labelled(2)
    label_tools.rectangle(document, low, (0, 0), (20, HEIGHT), WATER)
    label_tools.rectangle(document, high, (20, 0), (25, HEIGHT), SAND)
    before = label_tools.map_indices(document, PALETTE)
    stroke = Stroke(document, high, Brush(9, colour=SAND), within=label_tools.free(document, SAND))
    stroke.begin(2, 14)
    stroke.move(38, 14)
    assert stroke.end() is not None
    after = label_tools.map_indices(document, PALETTE)
    assert (after[:, :20] == before[:, :20]).all()
    assert (after[12:16, 25:38] == 3).all()
    label_tools.line(document, high, (0, 14), (40, 14), 9, None, within=label_tools.where(document, SAND))
    assert (label_tools.map_indices(document, PALETTE)[:, :20] == before[:, :20]).all()
    assert not label_tools.where(document, SAND)[12:16].any()


# --- any sequence of edits -------------------------------------------------------------------------------------------

points = st.tuples(st.floats(-10, WIDTH + 10), st.floats(-10, HEIGHT + 10))
materials = st.sampled_from([None, *PALETTE.colours])
gestures = st.one_of(
    st.tuples(st.just("stroke"), points, points, st.floats(1, 25), st.floats(0, 1)),
    st.tuples(st.just("line"), points, points, st.floats(1, 25)),
    st.tuples(st.just("polygon"), st.lists(points, max_size=7)),
    st.tuples(st.just("rectangle"), points, points),
    st.tuples(st.just("fill"), points),
    st.tuples(st.just("fill all"), points),
    st.tuples(st.just("replace"), st.sampled_from(PALETTE.colours)),
    st.tuples(st.just("map"), st.integers(0, 1 << 30)),
    st.tuples(st.just("flip"), st.booleans()),
    st.tuples(st.just("move"), st.integers(-9, 9), st.integers(-9, 9)),
)


def perform(
    document: Document, layer: int, gesture: tuple, material: object, preserve: bool, mirror: bool
) -> Edit | None:
    colour = material if isinstance(material, tuple) else None
    within = label_tools.free(document, colour) if preserve else None
    symmetry = Symmetry.BOTH if mirror else Symmetry.NONE
    match gesture:
        case "stroke", start, end, size, pressure:
            brush = Brush(size, opacity=0.5, hardness=0.3, colour=colour or (0, 0, 0), erase=colour is None)
            stroke = Stroke(document, layer, brush, symmetry=symmetry, within=within)
            stroke.begin(start[0], start[1], pressure)
            stroke.move(end[0], end[1], 1.0)
            return stroke.end()
        case "line", start, end, size:
            return label_tools.line(document, layer, start, end, size, colour, symmetry=symmetry, within=within)
        case "polygon", corners:
            return label_tools.lasso(document, layer, corners, colour, symmetry=symmetry, within=within)
        case "rectangle", start, end:
            return label_tools.rectangle(document, layer, start, end, colour, symmetry=symmetry, within=within)
        case "fill", (x, y):
            return label_tools.fill(document, layer, x, y, colour, within=within)
        case "fill all", (x, y):
            return label_tools.fill_all(document, layer, x, y, colour, within=within)
        case "replace", old:
            return label_tools.replace_material(document, old, colour)
        case "map", seed:
            indices = np.random.default_rng(seed).integers(0, len(PALETTE), (5, 7)).astype(np.uint8)
            return label_tools.set_map(document, indices, PALETTE)
        case "flip", horizontal:
            return tools.flip(document, horizontal, layer)
        case _, dx, dy:
            return tools.move_layer(document, layer, dx, dy)
    raise ValueError(gesture)


def snapshot(document: Document) -> list[tuple[int, bool, bytes]]:
    return [(layer.id, layer.visible, layer.pixels.tobytes()) for layer in document.layers]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(gestures, materials, st.integers(0, 1), st.booleans(), st.booleans()), max_size=8))
def test_any_edits_stay_exact_and_come_back_bit_for_bit(steps: list) -> None:
    document, layers = labelled(2)
    history = History(document)
    states = [snapshot(document)]
    for gesture, material, which, preserve, mirror in steps:
        before = label_tools.map_indices(document, PALETTE)
        edit = perform(document, layers[which], gesture, material, preserve, mirror)
        assert exact(document)
        indices = label_tools.map_indices(document, PALETTE)
        if preserve and gesture[0] in ("stroke", "line", "polygon", "rectangle"):
            kept = (before > 0) & (indices != before)
            assert not kept.any()
        if edit is None:
            assert snapshot(document) == states[-1]
            continue
        history.push(edit)
        states.append(snapshot(document))
    for state in reversed(states[:-1]):
        assert history.undo() is not None
        assert snapshot(document) == state
        assert exact(document)
    for state in states[1:]:
        assert history.redo() is not None
        assert snapshot(document) == state

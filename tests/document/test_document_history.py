"""Undo and redo: bit for bit, and within a memory budget."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.document import edits
from studio.document.blend import on_white
from studio.document.brush import Brush, PressureCurve
from studio.document.document import Document
from studio.document.edits import Edit
from studio.document.history import History
from studio.document.layer import Kind
from studio.document.rect import Rect
from studio.document.stroke import Stroke, Symmetry
from studio.document.tools import clear, flip, flood_fill, line, move_layer

WIDTH, HEIGHT = 100, 75  # more than one tile, and not a whole number of them


def state(document: Document) -> tuple:
    """All there is to a document, pixels included."""
    layers = tuple(
        (
            layer.id,
            layer.name,
            layer.kind,
            layer.visible,
            layer.opacity,
            layer.locked,
            layer.note,
            layer.pixels.tobytes(),
        )
        for layer in document.layers
    )
    return document.active, layers


def noise(seed: int) -> np.ndarray:
    pixels = np.random.default_rng(seed).integers(0, 256, (HEIGHT, WIDTH, 4), np.uint8)
    pixels[: seed % HEIGHT, :, 3] = 0
    return pixels


coordinates = st.floats(-30, 130, allow_nan=False)
points = st.tuples(coordinates, coordinates, st.floats(0, 1))
colours = st.tuples(*[st.integers(0, 255)] * 3)
brushes = st.builds(
    Brush,
    size=st.sampled_from([1.0, 3.0, 8.5, 30.0, 120.0]),
    opacity=st.sampled_from([0.0, 0.3, 1.0]),
    hardness=st.sampled_from([0.0, 0.6, 1.0]),
    colour=colours,
    erase=st.booleans(),
    pressure_size=st.booleans(),
    pressure_opacity=st.booleans(),
    antialias=st.booleans(),
)
Action = Callable[[Document, int], Edit | None]


def stroke(brush: Brush, way: list, stabiliser: float, symmetry: Symmetry, give_up: bool) -> Action:
    def act(document: Document, layer_id: int) -> Edit | None:
        gesture = Stroke(document, layer_id, brush, PressureCurve(), stabiliser, symmetry)
        gesture.begin(*way[0])
        for point in way[1:]:
            gesture.move(*point)
        if give_up:
            gesture.abandon()
            return None
        return gesture.end()

    return act


def together(first: Action, second: Action) -> Action:
    def act(document: Document, layer_id: int) -> Edit | None:
        made = [edit for edit in (first(document, layer_id), second(document, layer_id)) if edit is not None]
        return edits.Together("Both", tuple(made)) if made else None

    return act


strokes = st.builds(
    stroke,
    brushes,
    st.lists(points, min_size=1, max_size=5),
    st.sampled_from([0.0, 0.7]),
    st.sampled_from(Symmetry),
    st.sampled_from([False, False, False, True]),
)
drawing = st.one_of(
    strokes,
    strokes,
    st.builds(
        lambda x, y, colour, gap: lambda d, i: flood_fill(d, i, x, y, colour, gap=gap),
        coordinates,
        coordinates,
        colours,
        st.sampled_from([0, 4]),
    ),
    st.builds(
        lambda a, b, brush, symmetry: lambda d, i: line(d, i, a[:2], b[:2], brush, a[2], symmetry),
        points,
        points,
        brushes,
        st.sampled_from(Symmetry),
    ),
    st.builds(lambda x, y: lambda d, i: move_layer(d, i, x, y), st.integers(-120, 120), st.integers(-90, 90)),
    st.builds(lambda flat, all_: lambda d, i: flip(d, flat, None if all_ else i), st.booleans(), st.booleans()),
    st.just(clear),
    st.builds(lambda seed: lambda d, i: edits.replace_pixels(d, i, noise(seed), "Replace"), st.integers(0, 99)),
)
arranging = st.one_of(
    st.builds(
        lambda kind, index, seed: lambda d, i: edits.add_layer(d, kind, "New", seed and noise(seed), index=index),
        st.sampled_from(Kind),
        st.none() | st.integers(0, 6),
        st.none() | st.integers(1, 99),
    ),
    st.builds(
        lambda seed: lambda d, i: edits.adopt(d, noise(seed), "Photo", f'{{"seed": {seed}}}'), st.integers(0, 99)
    ),
    st.just(edits.remove_layer),
    st.builds(lambda index: lambda d, i: edits.reorder(d, i, index), st.integers(0, 6)),
    st.builds(lambda value: lambda d, i: edits.set_layer(d, i, opacity=value), st.sampled_from([0.0, 0.25, 1.0])),
    st.builds(lambda value: lambda d, i: edits.set_layer(d, i, visible=value), st.booleans()),
    st.builds(lambda value: lambda d, i: edits.set_layer(d, i, name=value, note="n"), st.text(max_size=3)),
)
steps = st.one_of(drawing, drawing, arranging, st.builds(together, drawing, drawing))
walks = st.sampled_from(["undo", "undo", "redo", "tidy"])


def check_seen(document: Document) -> None:
    """What the generator is given is up to date."""
    assert (document.source().pixels == on_white(document.composite(None, (Kind.SKETCH,)))).all()
    hints, wanted = document.hints(), document.composite(None, (Kind.HINTS,))
    assert (hints is None) == (not wanted[..., 3].any())
    assert hints is None or (hints.pixels == wanted).all()


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 5), steps | walks), max_size=12))
def test_any_edits_undone_give_the_first_document_and_redone_the_last(sequence: list) -> None:
    document = Document.new(WIDTH, HEIGHT)
    history = History(document)
    states = [state(document)]  # after each step that can be taken back
    here = 0
    for which, action in sequence:
        if action == "undo":
            here -= history.undo() is not None
        elif action == "redo":
            here += history.redo() is not None
        elif action == "tidy":
            history.tidy()
        elif document.layers:
            edit = action(document, document.layers[which % len(document.layers)].id)
            if edit is None:
                assert state(document) == states[here]
            else:
                history.push(edit)
                here += 1
                states[here:] = [state(document)]
        assert state(document) == states[here]
        check_seen(document)
    while history.redo():
        pass
    for wanted in reversed(states):
        assert state(document) == wanted
        history.undo()
    assert history.undo() is None
    check_seen(document)
    while history.tidy():
        pass
    for wanted in states:
        assert state(document) == wanted
        history.redo()
    assert history.redo() is None
    check_seen(document)


@pytest.fixture
def document() -> Document:
    return Document.new(256, 256)


def scribble(document: Document, seed: int) -> Edit | None:
    random = np.random.default_rng(seed)
    gesture = Stroke(document, document.active, Brush(size=24, hardness=0, colour=tuple(random.integers(0, 256, 3))))
    gesture.begin(128, 128)
    for x, y in random.uniform(0, 256, (6, 2)):
        gesture.move(x, y)
    return gesture.end()


def test_old_steps_are_forgotten_but_never_the_drawing(document: Document) -> None:
    history = History(document, budget_bytes=150_000)
    states = []
    for seed in range(20):
        history.push(scribble(document, seed))
        states.append(state(document))
        assert history.nbytes <= history.budget_bytes
    assert 1 < len(history) < 20
    kept = len(history)
    for wanted in reversed(states[-kept:]):
        assert state(document) == wanted
        assert history.undo() is not None
    assert history.undo() is None
    assert state(document) == states[-kept - 1]
    while history.redo():
        pass
    assert state(document) == states[-1]
    assert history.nbytes <= history.budget_bytes


def test_the_newest_step_is_kept_however_large(document: Document) -> None:
    history = History(document, budget_bytes=10)
    empty = state(document)
    history.push(scribble(document, 1))
    after = state(document)
    history.push(scribble(document, 2))
    assert len(history) == 1
    history.undo()
    assert state(document) == after != empty


def test_a_removed_layer_counts_and_is_packed(document: Document) -> None:
    history = History(document)
    pixels = np.zeros((256, 256, 4), np.uint8)
    pixels[..., 3] = 255
    history.push(edits.adopt(document, pixels, "Photo"))
    full = state(document)
    assert history.nbytes == 0
    history.undo()
    assert 0 < history.nbytes <= pixels.nbytes
    while history.tidy():
        pass
    assert history.nbytes < pixels.nbytes / 50
    history.redo()
    assert state(document) == full
    assert history.nbytes == 0


def test_packing_saves_memory_and_large_steps_are_packed_bit_by_bit() -> None:
    document = Document.new(1024, 1024)
    history = History(document)
    history.push(edits.replace_pixels(document, document.active, np.full((1024, 1024, 4), 7, np.uint8), "Grey"))
    loose = history.nbytes
    assert loose > 2 << 20  # a push packs a part only, so that it takes no time
    while history.tidy():
        pass
    assert history.nbytes < loose / 20
    history.undo()
    assert not document.layer(document.active).pixels.any()


def test_a_new_step_ends_what_could_be_redone(document: Document) -> None:
    history = History(document)
    assert (history.undo_text, history.redo_text, history.undo(), history.redo()) == ("", "", None, None)
    history.push(scribble(document, 1))
    history.push(clear(document, document.active))
    assert (history.undo_text, history.redo_text) == ("Clear", "")
    edit = history.undo()
    assert edit is not None
    assert edit.text == "Clear"
    assert (history.undo_text, history.redo_text) == ("Stroke", "Clear")
    history.push(None)
    assert history.redo_text == "Clear"
    history.push(flip(document, True))
    assert history.redo_text == ""
    assert len(history) == 2


def test_the_drag_of_a_slider_is_one_step(document: Document) -> None:
    history = History(document)
    sketch, other = document.layers[1].id, document.layers[0].id
    before = state(document)
    for value in (0.9, 0.6, 0.3):
        history.push(edits.set_layer(document, sketch, "Layer opacity", opacity=value), merge=True)
    assert len(history) == 1
    history.push(edits.set_layer(document, other, "Layer opacity", opacity=0.5), merge=True)
    history.push(edits.set_layer(document, other, "Hide layer", visible=False), merge=True)
    assert len(history) == 3
    for _ in range(3):
        history.undo()
    assert state(document) == before
    history.redo()
    assert document.layer(sketch).opacity == 0.3


def test_keeping_a_result_leaves_the_hand_where_it_is(document: Document) -> None:
    history = History(document)
    active, source = document.active, document.source()
    history.push(edits.adopt(document, np.full((256, 256, 4), 255, np.uint8), "Photo", '{"seed": 3}'))
    assert document.active == active
    assert document.source() is source
    photo = document.layers[0]
    assert (photo.kind, photo.name, photo.note) == (Kind.RESULT, "Photo", '{"seed": 3}')
    assert history.undo_text == "Keep the result"
    history.undo()
    assert document.active == active
    assert len(document.layers) == 2


def test_undo_of_a_long_stroke_tells_little_more_than_the_stroke() -> None:
    document = Document.new(1000, 1000)
    edit = line(document, document.active, (5, 5), (995, 995), Brush(size=4))
    assert edit is not None
    told: list[Rect] = []
    document.watch(lambda _, rect: told.append(rect) if rect is not None else None)
    edit.undo(document)
    assert sum(rect.area for rect in edit.areas) < 0.25 * 1000 * 1000
    assert told == list(edit.areas)
    assert not document.layer(document.active).pixels.any()
    edit.redo(document)
    covered = np.zeros((1000, 1000), bool)
    for area in edit.areas:
        covered[area.slices] = True
    assert not document.layer(document.active).pixels[~covered].any()
    assert edit.rect == Rect(0, 0, 1000, 1000)

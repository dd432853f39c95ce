"""The stack of layers, and what the generator sees of it."""

from __future__ import annotations

import numpy as np
import pytest

from studio.document import edits
from studio.document.blend import on_white
from studio.document.brush import Brush
from studio.document.document import Document
from studio.document.layer import Kind
from studio.document.rect import Rect
from studio.document.stroke import Stroke
from studio.document.tools import line


@pytest.fixture
def document() -> Document:
    return Document.new(90, 70)


def noise(document: Document, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (document.height, document.width, 4), np.uint8)


def test_a_new_document_is_ready_to_be_drawn_on(document: Document) -> None:
    assert [(layer.kind, layer.name) for layer in document.layers] == [
        (Kind.HINTS, "Colour hints"),
        (Kind.SKETCH, "Sketch"),
    ]
    assert document.layer(document.active).kind is Kind.SKETCH
    assert (document.source().pixels == 255).all()
    assert document.hints() is None
    assert not document.composite().any()


@pytest.mark.parametrize("size", [(0, 5), (5, 0), (9000, 5)])
def test_impossible_sizes_are_refused(size: tuple[int, int]) -> None:
    with pytest.raises(ValueError):
        Document(*size)


def test_photos_lie_below_hints_and_hints_below_lines(document: Document) -> None:
    for kind in (Kind.RESULT, Kind.SKETCH, Kind.REFERENCE, Kind.HINTS):
        for index in (None, 0, 99):
            edits.add_layer(document, kind, "x", index=index)
    levels = [layer.kind.level for layer in document.layers]
    assert levels == sorted(levels)
    top = document.of_kind(Kind.HINTS)[-1]
    edits.reorder(document, top.id, 0)
    assert [layer.kind.level for layer in document.layers] == levels
    assert document.of_kind(Kind.HINTS)[0] is top


def test_a_line_is_seen_over_a_photo_that_came_later(document: Document) -> None:
    line(document, document.active, (10, 10), (80, 60), Brush(size=6))
    edits.adopt(document, np.full((70, 90, 4), 255, np.uint8), "Photo")
    assert document.composite()[35, 45].tolist() == [0, 0, 0, 255]
    assert document.composite(kinds=[Kind.RESULT])[35, 45].tolist() == [255] * 4


def test_part_of_the_composite_is_that_part_of_the_whole(document: Document) -> None:
    for seed, kind in enumerate(Kind):
        edits.add_layer(document, kind, "x", noise(document, seed), opacity=0.7)
    whole = document.composite()
    for rect in (Rect(0, 0, 1, 1), Rect(13, 7, 40, 30), Rect(89, 69, 1, 1), document.rect):
        assert (document.composite(rect) == whole[rect.slices]).all()


def test_hidden_layers_are_not_seen(document: Document) -> None:
    layer_id = document.active
    line(document, layer_id, (5, 5), (60, 60), Brush(size=9))
    seen = document.source()
    edits.set_layer(document, layer_id, opacity=0.5)
    assert document.source().pixels.min() in (127, 128)
    edits.set_layer(document, layer_id, opacity=1.0)
    assert document.source().digest == seen.digest
    document.layer(layer_id).visible = False
    assert (document.source().pixels == 255).all()


def test_the_source_is_the_same_picture_until_a_sketch_layer_changes(document: Document) -> None:
    sketch, hints = document.active, document.of_kind(Kind.HINTS)[0].id
    line(document, sketch, (5, 5), (60, 60), Brush(size=5))
    line(document, hints, (5, 60), (60, 5), Brush(size=9, colour=(200, 30, 40)))
    source, hint = document.source(), document.hints()
    assert hint is not None
    assert document.source() is source
    assert document.hints() is hint
    edits.adopt(document, noise(document, 1), "Photo")
    document.changed(sketch)  # though nothing has
    assert document.source() is source
    assert document.hints() is hint
    line(document, hints, (30, 5), (30, 60), Brush(size=9, colour=(20, 30, 240)))
    assert document.source() is source
    assert document.hints() is not hint
    line(document, sketch, (30, 5), (30, 60), Brush(size=5))
    assert document.source() is not source
    assert document.source().alpha is None


def test_the_source_follows_the_pen_and_the_pictures_already_given_stay(document: Document) -> None:
    empty = document.source()
    stroke = Stroke(document, document.active, Brush(size=6))
    stroke.begin(10, 10, 1)
    dot = document.source()
    kept = dot.pixels.copy()
    stroke.move(70, 50, 1)
    seen = document.source()
    assert (empty.pixels == 255).all()
    assert (dot.pixels == kept).all()
    assert (seen.pixels == on_white(document.composite())).all()
    assert (seen.pixels != dot.pixels).any()
    stroke.abandon()
    assert (document.source().pixels == 255).all()


def test_hints_are_none_again_when_they_are_erased(document: Document) -> None:
    hints = document.of_kind(Kind.HINTS)[0].id
    line(document, hints, (20, 20), (60, 40), Brush(size=12, colour=(250, 10, 10)))
    seen = document.hints()
    assert seen is not None
    assert seen.alpha is not None
    assert set(np.unique(seen.alpha)) == {0, 255}
    line(document, hints, (10, 15), (70, 45), Brush(size=40, erase=True))
    assert document.hints() is None


def test_pixels_of_another_size_are_refused(document: Document) -> None:
    for wrong in (np.zeros((70, 91, 4), np.uint8), np.zeros((70, 90, 3), np.uint8), np.zeros((70, 90, 4), np.float32)):
        with pytest.raises(ValueError):
            document.make_layer("x", Kind.RESULT, wrong)  # type: ignore[arg-type]
        with pytest.raises(ValueError):
            edits.replace_pixels(document, document.active, wrong, "x")  # type: ignore[arg-type]
    with pytest.raises(KeyError):
        document.layer(99)


def test_a_stamp_tells_whether_a_kind_looks_as_before(document: Document) -> None:
    before = {kind: document.stamp(kind) for kind in Kind}
    assert not any(document.has(kind) for kind in Kind)
    edit = line(document, document.active, (10, 10), (80, 60), Brush(size=6))
    assert document.has(Kind.SKETCH)
    assert [kind for kind in Kind if document.stamp(kind) != before[kind]] == [Kind.SKETCH]
    after = document.stamp(Kind.SKETCH)
    edits.set_layer(document, document.active, visible=False)
    assert not document.has(Kind.SKETCH)
    assert document.stamp(Kind.SKETCH) != after
    edits.set_layer(document, document.active, visible=True, name="Other")
    assert document.stamp(Kind.SKETCH) == after
    assert document.has(Kind.SKETCH)
    assert edit is not None
    edit.undo(document)
    assert not document.has(Kind.SKETCH)

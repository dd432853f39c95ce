"""A copy made in steps is the document at the moment it ends, whatever happens meanwhile."""

import numpy as np
import pytest

from studio.document import edits
from studio.document.brush import Brush
from studio.document.document import Document
from studio.document.edits import set_layer
from studio.document.history import History
from studio.document.layer import Blend, Kind
from studio.document.stroke import Stroke
from studio.document.tools import clear, flip, line
from studio.project.snapshot import Snapshot
from studio.project.tracker import TILE, Fresh, Tile, Tracker

WIDTH, HEIGHT = 700, 300
PEN = Brush(size=9, colour=(200, 30, 10))


@pytest.fixture
def document():
    made = Document.new(WIDTH, HEIGHT)
    line(made, made.active, (10, 20), (650, 280), PEN)
    return made


def same(snapshot, document):
    assert [layer.id for layer in snapshot.layers] == [layer.id for layer in document.layers]
    for saved, layer in zip(snapshot.layers, document.layers, strict=True):
        assert np.array_equal(saved.pixels, layer.pixels)
        for name in ("name", "kind", "visible", "opacity", "locked", "blend", "note"):
            assert getattr(saved, name) == getattr(layer, name)


def finish(snapshot, limit=1 << 30):
    for _ in range(10_000):
        if snapshot.step(limit):
            return
    raise AssertionError("the copy never ends")


def test_a_copy_in_one_step_equals_the_document(document):
    document.layers[0].blend = Blend.MULTIPLY
    snapshot = Snapshot(document)
    assert snapshot.step(1 << 30)
    same(snapshot, document)
    assert (snapshot.width, snapshot.height, snapshot.active) == (WIDTH, HEIGHT, document.active)


def test_small_steps_take_several_and_what_changes_between_them_is_copied_again(document):
    random = np.random.default_rng(1)
    snapshot = Snapshot(document)
    steps = 1
    while not snapshot.step(TILE * TILE * 4):
        steps += 1
        if steps < 12:
            start, end = random.uniform(0, 300, (2, 2))
            line(document, document.active, tuple(start), tuple(end), PEN)
    assert steps > 6
    same(snapshot, document)


def test_what_is_cleared_after_it_was_copied_is_clear_in_the_copy(document):
    snapshot = Snapshot(document)
    snapshot.step(TILE * TILE * 4 * 8)
    clear(document, document.active)
    finish(snapshot, TILE * TILE * 4)
    same(snapshot, document)


@pytest.mark.parametrize("seed", range(6))
def test_any_edits_and_undo_meanwhile(document, seed):
    """Layers that come, go, come back, are reordered, renamed, mirrored: the end is what counts."""
    random = np.random.default_rng(seed)
    history = History(document)
    snapshot = Snapshot(document)

    def stroke():
        start, end = random.uniform(0, 700, (2, 2))
        return line(document, document.layers[-1].id, tuple(start), tuple(end), PEN)

    makers = (
        stroke,
        stroke,
        lambda: flip(document, bool(random.integers(2))),
        lambda: edits.add_layer(document, Kind.SKETCH, "More"),
        lambda: edits.remove_layer(document, document.layers[-1].id) if len(document.layers) > 2 else None,
        lambda: edits.reorder(document, document.layers[-1].id, int(random.integers(4))),
        lambda: set_layer(document, document.layers[0].id, opacity=float(random.uniform())),
    )
    for _ in range(40):
        if random.random() < 0.3:
            (history.undo if random.random() < 0.7 else history.redo)()
        else:
            history.push(makers[random.integers(len(makers))]())
        while history.tidy():  # a layer that was taken out has other memory when it comes back
            pass
        snapshot.step(TILE * TILE * 4 * 3, hold=True)
    finish(snapshot, TILE * TILE * 4)
    same(snapshot, document)


def test_a_gesture_under_way_can_be_waited_for(document):
    stroke = Stroke(document, document.active, PEN)
    stroke.begin(50, 50)
    snapshot = Snapshot(document)
    assert not snapshot.step(1 << 30, hold=True)
    stroke.move(400, 200)
    stroke.end()
    assert snapshot.step(1 << 30)
    same(snapshot, document)


def test_the_copy_stays_as_it_was(document):
    snapshot = Snapshot(document)
    finish(snapshot)
    before = [layer.pixels.copy() for layer in snapshot.layers]
    line(document, document.active, (0, 0), (600, 100), PEN)
    assert snapshot.step()
    assert all(np.array_equal(a, b.pixels) for a, b in zip(before, snapshot.layers, strict=True))
    assert not any(layer.pixels.flags.writeable for layer in snapshot.layers)
    assert not np.array_equal(before[-1], document.layers[-1].pixels)


def test_an_unfinished_copy_is_refused_and_closing_ends_the_watching(document):
    snapshot = Snapshot(document)
    with pytest.raises(RuntimeError):
        _ = snapshot.layers
    snapshot.close()
    assert not document._watchers
    with pytest.raises(RuntimeError):
        _ = snapshot.layers


def test_layers_of_another_size_are_begun_anew(document):
    snapshot = Snapshot(document)
    snapshot.step(TILE * TILE * 4 * 4, hold=True)
    document.resize(90, 200, {layer.id: np.zeros((200, 90, 4), np.uint8) for layer in document.layers})
    line(document, document.active, (5, 5), (80, 150), PEN)
    finish(snapshot)
    assert (snapshot.width, snapshot.height) == (90, 200)
    same(snapshot, document)


def test_a_tracker_tells_only_of_tiles_that_changed(document):
    tracker = Tracker(document)
    first = list(tracker.take(1 << 30))
    assert [type(change) for change in first].count(Fresh) == 2
    assert not any(isinstance(change, Tile) and change.pixels is None for change in first)
    assert not tracker.pending
    line(document, document.active, (140, 140), (200, 150), PEN)
    told = [(change.row, change.column) for change in tracker.take(1 << 30) if isinstance(change, Tile)]
    assert told == [(1, 1)]
    tracker.settle()
    assert not tracker.changed
    set_layer(document, document.active, name="Other")
    assert tracker.changed
    assert not tracker.pending


def taken(tracker):
    return {(c.layer_id, c.row, c.column, c.pixels is None) for c in tracker.take(1 << 30) if isinstance(c, Tile)}


def test_what_was_lost_is_told_again(document):
    tracker, layer = Tracker(document), document.active
    whole = taken(tracker)
    tracker.lost()  # the layers' beginnings, too
    assert {type(change) for change in tracker.take(1 << 30)} == {Fresh, Tile}
    tracker.kept()
    edit = line(document, layer, (600, 20), (620, 20), PEN)
    assert taken(tracker) == {(layer, 0, 4, False)}
    edit.undo(document)
    tracker.lost()
    assert taken(tracker) == {(layer, 0, 4, True)}  # it may be known there or not: say that it is empty
    tracker.kept()
    tracker.lost()
    assert not tracker.pending
    tracker.restart()
    assert taken(tracker) == whole

"""Other sizes of the drawing: cropped, given room, scaled; undone exactly; everybody who watches is told."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.document import edits
from studio.document.brush import Brush
from studio.document.document import Document
from studio.document.history import History
from studio.document.layer import Blend, Kind, Layer
from studio.document.rect import Rect
from studio.document.replay import replay
from studio.document.size import anchored, crop, reframe, scale, scaled_layers
from studio.document.tools import clear, flip, line, move_layer

WIDTH, HEIGHT = 100, 75


def noise(document: Document, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (document.height, document.width, 4), np.uint8)


def state(document: Document) -> tuple:
    return (
        document.width,
        document.height,
        document.active,
        tuple((layer.id, layer.name, layer.visible, layer.blend, layer.pixels.tobytes()) for layer in document.layers),
    )


@pytest.fixture
def document() -> Document:
    document = Document.new(WIDTH, HEIGHT)
    edits.add_layer(document, Kind.REFERENCE, "Photo", noise(document, 1))
    labels = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
    labels[20:50, 30:60] = 10, 200, 30, 255
    edits.add_layer(document, Kind.LABELS, "Materials", labels)
    document.active = document.of_kind(Kind.SKETCH)[0].id
    line(document, document.active, (5, 5), (90, 70), Brush(size=6))
    return document


# --- what becomes of the pixels --------------------------------------------------------------------------------------


def test_a_crop_keeps_what_lies_inside(document: Document) -> None:
    before = {layer.id: layer.pixels.copy() for layer in document.layers}
    frame = Rect(12, 7, 40, 33)
    assert crop(document, frame) is not None
    assert document.rect == Rect(0, 0, 40, 33)
    for layer in document.layers:
        assert (layer.pixels == before[layer.id][frame.slices]).all()
        assert layer.pixels.flags.c_contiguous
    assert document.source().pixels.shape == (33, 40, 3)
    assert crop(document, document.rect) is None


def test_a_crop_reaches_no_farther_than_the_drawing(document: Document) -> None:
    crop(document, Rect(80, -10, 500, 50))
    assert (document.width, document.height) == (20, 40)
    with pytest.raises(ValueError):
        crop(document, Rect(300, 300, 20, 20))


@pytest.mark.parametrize(
    ("across", "down", "corner"), [(0, 0, (0, 0)), (0.5, 0.5, (-10, -20)), (1, 1, (-20, -40)), (0, 1, (0, -40))]
)
def test_the_anchor_says_where_room_is_added(document: Document, across, down, corner: tuple[int, int]) -> None:
    photo = document.of_kind(Kind.REFERENCE)[0]
    before = photo.pixels.copy()
    frame = anchored(document, WIDTH + 20, HEIGHT + 40, across, down)
    assert (frame.x, frame.y) == corner
    reframe(document, frame)
    inside = Rect(-frame.x, -frame.y, WIDTH, HEIGHT)
    assert (photo.pixels[inside.slices] == before).all()
    assert photo.pixels.any(axis=2).sum() == before.any(axis=2).sum()


def test_scaling_keeps_hard_edges_hard(document: Document) -> None:
    hints = document.of_kind(Kind.HINTS)[0]
    hints.pixels[30:40, 30:40] = 255, 0, 0, 255
    scale(document, 173, 131)
    said = document.labels()
    assert said is not None
    assert said.pixels.shape == (131, 173, 4)
    assert {tuple(pixel) for pixel in said.pixels.reshape(-1, 4).tolist()} == {(0, 0, 0, 0), (10, 200, 30, 255)}
    assert {tuple(pixel) for pixel in hints.pixels.reshape(-1, 4).tolist()} == {(0, 0, 0, 0), (255, 0, 0, 255)}
    share = (said.pixels[..., 3] > 0).mean()
    assert share == pytest.approx(30 * 30 / (WIDTH * HEIGHT), rel=0.05)


def test_scaled_lines_stay_black_and_where_they_are(document: Document) -> None:
    lines = document.of_kind(Kind.SKETCH)[0]
    cover = lines.pixels[..., 3].astype(float).mean()
    scale(document, WIDTH * 2, HEIGHT * 2)
    assert lines.pixels[..., 3].mean() == pytest.approx(cover, rel=0.03)
    assert not lines.pixels[..., :3].any()
    assert lines.pixels[2 * 38, 2 * 48, 3] == 255


def test_scaling_can_be_worked_out_beforehand(document: Document) -> None:
    before = state(document)
    layers = scaled_layers(document, 50, 40)
    assert state(document) == before
    scale(document, 50, 40, layers)
    assert all(layer.pixels is layers[layer.id] for layer in document.layers)
    assert scale(document, 50, 40) is None


@pytest.mark.parametrize("size", [(0, 5), (5, 9000)])
def test_impossible_sizes_change_nothing(document: Document, size: tuple[int, int]) -> None:
    before = state(document)
    for change in (lambda: scale(document, *size), lambda: reframe(document, Rect(0, 0, *size))):
        with pytest.raises(ValueError):
            change()
    assert state(document) == before


# --- undo ------------------------------------------------------------------------------------------------------------

changes = st.one_of(
    st.builds(
        lambda x, y, w, h: lambda d: reframe(d, Rect(x, y, w, h)),
        st.integers(-30, 50), st.integers(-30, 50), st.integers(20, 130), st.integers(20, 130),
    ),
    st.builds(lambda w, h: lambda d: scale(d, w, h), st.integers(20, 130), st.integers(20, 130)),
    st.builds(lambda x, y: lambda d: line(d, d.active, (3, 70), (x, y), Brush()), st.integers(0, 99), st.just(9)),
    st.builds(lambda x, y: lambda d: move_layer(d, d.active, x, y), st.integers(-40, 140), st.integers(-40, 140)),
    st.builds(lambda flat: lambda d: flip(d, flat), st.booleans()),
    st.just(lambda d: clear(d, d.active)),
    st.just(lambda d: edits.add_layer(d, Kind.SKETCH, "New", noise(d, 5))),
    st.just(lambda d: edits.remove_layer(d, d.layers[-1].id) if len(d.layers) > 1 else None),
    st.builds(lambda blend: lambda d: edits.set_layer(d, d.active, blend=blend), st.sampled_from(Blend)),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(changes, max_size=8), st.booleans())
def test_undo_and_replay_are_exact_through_all_sizes(steps: list, packed: bool) -> None:
    document = Document.new(WIDTH, HEIGHT)
    history, states = History(document), [state(document)]
    for step in steps:
        edit = step(document)
        history.push(edit)
        if edit is not None:
            states.append(state(document))
    while packed and history.tidy():
        pass
    copies = [
        Layer(one.id, one.name, one.kind, one.pixels.copy(), one.visible, one.opacity, one.locked, one.note, one.blend)
        for one in document.layers
    ]
    scratch = Document.assembled(document.width, document.height, copies, document.active)
    seen = [state(moment) for moment in replay(scratch, history.steps(), len(states))]
    assert [one[3] for one in seen] == [one[3] for one in states]
    assert state(document) == states[-1]
    for before in reversed(states[:-1]):
        history.undo()
        assert state(document) == before
    for after in states[1:]:
        history.redo()
        assert state(document) == after


def test_a_document_without_layers_can_be_cropped_and_undone() -> None:
    document = Document(40, 30)
    history = History(document)
    history.push(crop(document, Rect(0, 0, 20, 20)))
    history.undo()
    assert (document.width, document.height) == (40, 30)


def test_margins_alone_are_kept_of_what_is_cropped_or_moved() -> None:
    document = Document.new(1000, 800)
    edits.add_layer(document, Kind.REFERENCE, "Photo", noise(document, 1))
    history = History(document)
    history.push(crop(document, Rect(8, 8, 984, 784)))
    history.push(move_layer(document, document.of_kind(Kind.REFERENCE)[0].id, 5, -7))
    while history.tidy():
        pass
    assert history.nbytes < 4 * (2 * 8 * 1000 + 2 * 8 * 800 + 5 * 1000 + 7 * 1000) * 1.1
    states = state(document)
    history.undo()
    history.undo()
    assert (document.layers[0].pixels == noise(document, 1)).all()
    history.redo()
    history.redo()
    assert state(document) == states


def test_a_replay_gives_even_moments_and_both_ends() -> None:
    document = Document.new(WIDTH, HEIGHT)
    history = History(document)
    for i in range(20):
        history.push(line(document, document.active, (4 * i, 0), (4 * i, 70), Brush(3)))
    layers = [Layer(one.id, one.name, one.kind, one.pixels.copy()) for one in document.layers]
    scratch = Document.assembled(WIDTH, HEIGHT, layers)
    shares = [float((moment.source().pixels == 0).all(axis=2).mean()) for moment in replay(scratch, history.steps(), 6)]
    assert len(shares) == 6
    assert shares[0] == 0
    assert np.diff(shares).min() > 0.5 * np.diff(shares).max() > 0


def test_large_steps_may_wait_to_be_packed_and_then_keep_to_the_budget() -> None:
    document = Document.new(1000, 800)
    history = History(document, budget_bytes=900_000)
    for _ in range(3):
        history.push(edits.replace_pixels(document, document.active, noise(document, 1) // np.uint8(128), "Grain"))
        history.push(clear(document, document.active))
    assert history.nbytes > history.budget_bytes
    assert len(history) == 6
    while history.tidy():
        pass
    assert history.nbytes <= history.budget_bytes
    assert 1 <= len(history) < 6


# --- who watches -----------------------------------------------------------------------------------------------------


def test_watchers_hear_of_everything(document: Document) -> None:
    told: list[tuple[int, Rect | None]] = []
    stop = document.watch(lambda layer_id, rect: told.append((layer_id, rect)))
    active = document.active

    def heard() -> list[tuple[int, Rect | None]]:
        news, told[:] = list(told), []
        return news

    made = [
        (lambda: line(document, active, (5, 60), (15, 60), Brush(4)), active, False),
        (lambda: edits.set_layer(document, active, name="Other"), active, True),
        (lambda: edits.set_layer(document, active, opacity=0.5), active, True),
        (lambda: edits.set_layer(document, active, blend="screen"), active, True),
        (lambda: clear(document, active), active, False),
        (lambda: crop(document, Rect(0, 0, 50, 50)), 0, True),
        (lambda: flip(document, True, active) if document.layer(active).pixels.any() else None, active, False),
    ]  # fmt: skip
    for make, layer_id, plain in made:
        edit = make()
        news = heard()
        if edit is None:
            continue
        assert any(one == layer_id and (rect is None) == plain for one, rect in news)
        edit.undo(document)
        assert any(one == layer_id and (rect is None) == plain for one, rect in heard())
        edit.redo(document)
        heard()
    stop()
    clear(document, document.of_kind(Kind.REFERENCE)[0].id)
    assert told == []


def test_a_document_is_assembled_of_layers_with_their_ids() -> None:
    def layer(number: int, kind: Kind, size: tuple[int, int] = (4, 6)) -> Layer:
        return Layer(number, f"{number}", kind, np.zeros((*size, 4), np.uint8))

    document = Document.assembled(6, 4, [layer(7, Kind.SKETCH), layer(3, Kind.REFERENCE), layer(5, Kind.HINTS)], 5)
    assert [one.id for one in document.layers] == [3, 5, 7]
    assert document.active == 5
    assert document.make_layer("New", Kind.SKETCH).id == 8
    assert Document.assembled(6, 4, [layer(2, Kind.SKETCH)], 99).active == 2
    for wrong in (
        [layer(1, Kind.SKETCH, (4, 5))],
        [layer(1, Kind.SKETCH), layer(1, Kind.HINTS)],
        [layer(0, Kind.HINTS)],
    ):
        with pytest.raises(ValueError):
            Document.assembled(6, 4, wrong)

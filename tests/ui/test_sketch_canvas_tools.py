"""The tools of the sketch canvas, its layers and its colours, used by hand."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from sketch_hands import Hand, make_hand

from studio.core.picture import Picture
from studio.document.layer import Kind
from studio.document.stroke import Symmetry
from studio.ui.sketch.toolbox import Tool

Type, Mods = QEvent.Type, Qt.KeyboardModifier


@pytest.fixture
def hand(qtbot) -> Hand:
    return make_hand(qtbot)


# --- the other tools -------------------------------------------------------------------------------------------------


def test_shift_and_a_click_draws_a_straight_line_from_the_last_stroke(hand: Hand) -> None:
    hand.drag((20, 20), (30, 20))
    hand.drag((90, 60), mods=Mods.ShiftModifier)
    assert hand.alpha(60, 40) == 255
    assert len(hand.session.history) == 2
    hand.drag((90, 20), mods=Mods.ShiftModifier)
    assert hand.alpha(90, 40) == 255, "and on from where the line ended"


def test_shift_and_a_drag_resizes_and_draws_nothing(hand: Hand) -> None:
    hand.drag((20, 20), (40, 20), (60, 20), mods=Mods.ShiftModifier)
    assert hand.session.tools.current.size == pytest.approx(12.0)  # 80 pixels of the view double it
    assert not hand.pixels().any()


def test_the_line_tool_draws_what_it_previews_and_shift_snaps(hand: Hand) -> None:
    hand.session.choose_tool(Tool.LINE)
    hand.drag((20, 20), (60, 70), (100, 60))
    assert hand.alpha(60, 40) == 255
    assert hand.alpha(60, 70) == 0, "only the last place counts"
    hand.session.undo()
    hand.drag((20, 40), (100, 46), mods=Mods.ShiftModifier)
    assert hand.alpha(90, 40) == 255
    assert hand.alpha(90, 46) == 0


def test_fill_goes_up_to_the_lines_on_the_hints(hand: Hand) -> None:
    for a, b in (((20, 20), (80, 20)), ((80, 20), (80, 60)), ((80, 60), (20, 60)), ((20, 60), (20, 20))):
        hand.drag(a, b)
    hand.session.choose_tool(Tool.FILL)
    hand.session.tools.set_colour((122, 150, 66))
    hand.drag((50, 40))
    hints = hand.session.hints()
    assert hints is not None
    assert tuple(hints.pixels[40, 50]) == (122, 150, 66, 255)
    assert hints.pixels[70, 100, 3] == 0
    assert hand.alpha(50, 40) == 0, "the lines stay lines"
    hand.session.undo()
    assert hand.session.hints() is None


def test_colours_are_picked_with_the_tool_and_with_ctrl(hand: Hand) -> None:
    tools = hand.session.tools
    hand.session.choose_tool(Tool.HINTS)
    tools.set_colour((58, 104, 128))
    tools.set_brush(size=10.0, pressure_size=False)
    hand.drag((20, 40), (60, 40))
    tools.set_colour((1, 2, 3))
    hand.drag((40, 40), mods=Mods.ControlModifier)
    assert tools.colour == (58, 104, 128)
    assert len(hand.session.history) == 1, "picking is no step"
    hand.session.choose_tool(Tool.PICK)
    hand.drag((40, 40), (100, 70))
    assert tools.colour == (255, 255, 255), "what was under the pointer last"


def test_move_drags_the_layer_and_is_one_step(hand: Hand) -> None:
    hand.drag((20, 40), (40, 40))
    drawn = hand.pixels().copy()
    hand.session.choose_tool(Tool.MOVE)
    hand.drag((60, 60), (70, 50), (90, 45))
    assert np.array_equal(hand.pixels()[20:60, 40:80], drawn[35:75, 10:50])
    hand.session.undo()
    assert np.array_equal(hand.pixels(), drawn)
    assert hand.session.undo_text == "Stroke"


@pytest.mark.parametrize(
    ("symmetry", "drawn"),
    [
        (Symmetry.NONE, {(20, 10)}),
        (Symmetry.VERTICAL, {(20, 10), (100, 10)}),
        (Symmetry.HORIZONTAL, {(20, 10), (20, 70)}),
        (Symmetry.BOTH, {(20, 10), (100, 10), (20, 70), (100, 70)}),
    ],
)
def test_symmetry(hand: Hand, symmetry: Symmetry, drawn: set[tuple[int, int]]) -> None:
    hand.session.tools.set_symmetry(symmetry)
    hand.drag((18, 10), (22, 10))
    found = {(x, y) for x in (20, 100) for y in (10, 70) if hand.alpha(x, y)}
    assert found == drawn


def test_the_stabiliser_smooths_and_the_line_still_ends_at_the_hand(hand: Hand) -> None:
    zigzag = [(10 + 4 * i, 40 + (6 if i % 2 else -6)) for i in range(25)]

    def rows() -> int:
        columns = hand.pixels()[:, 30:80, 3] > 127
        return int(np.ptp(np.argmax(columns, axis=0)))

    hand.session.tools.set_brush(size=2.0)
    hand.drag(*zigzag)
    rough = rows()
    hand.session.undo()
    hand.session.tools.set_stabiliser(0.8)
    hand.drag(*zigzag)
    assert rows() < rough / 2
    x, y = zigzag[-1]
    assert hand.pixels()[int(y) - 1 : int(y) + 2, int(x) - 1 : int(x) + 2, 3].max() > 200


# --- layers and colours ----------------------------------------------------------------------------------------------


def test_each_tool_goes_to_its_layer_and_each_kind_has_its_colours(hand: Hand) -> None:
    session = hand.session
    session.choose_tool(Tool.HINTS)
    hand.drag((20, 40), (60, 40))
    assert not hand.pixels(Kind.SKETCH).any()
    assert tuple(hand.pixels(Kind.HINTS)[40, 40]) == (118, 169, 220, 255)
    session.choose_tool(Tool.BRUSH)
    assert session.tools.colour == (0, 0, 0)
    session.tools.swap_colours()
    assert session.tools.colour == (255, 255, 255)
    session.tools.default_colours()
    assert session.tools.colour == (0, 0, 0)
    hints = session.document.of_kind(Kind.HINTS)[0]
    session.activate(hints.id)
    assert session.tools.tool is Tool.HINTS, "a layer of colours is painted with colours"


def test_locked_and_hidden_layers_are_not_drawn_on_and_say_why(hand: Hand) -> None:
    said: list[str] = []
    hand.session.refused.connect(said.append)
    layer = hand.session.layer
    assert layer is not None
    hand.session.set_layer(layer.id, locked=True)
    hand.drag((20, 40), (60, 40))
    hand.session.set_layer(layer.id, locked=False, visible=False)
    hand.drag((20, 40), (60, 40))
    hand.session.set_layer(layer.id, visible=True, locked=True)
    hand.session.clear_layer()
    assert [("locked" in one, "hidden" in one) for one in said] == [(True, False), (False, True), (True, False)]
    assert all(one.endswith(".") for one in said)
    assert not hand.pixels().any()


def test_results_and_references_lie_below_and_are_one_step_each(hand: Hand) -> None:
    session = hand.session
    red = Picture(np.full((40, 60, 3), (200, 30, 30), np.uint8))
    session.adopt(red, "Seed 7", '{"seed": 7}')
    assert [layer.kind for layer in session.document.layers] == [Kind.RESULT, Kind.HINTS, Kind.SKETCH]
    assert session.document.layers[0].note == '{"seed": 7}'
    assert session.layer is not None
    assert session.layer.kind is Kind.SKETCH, "one goes on drawing"
    square = Picture(np.full((50, 50, 3), (30, 200, 30), np.uint8))
    session.set_reference(square)
    reference = session.document.of_kind(Kind.REFERENCE)[0]
    assert tuple(reference.pixels[40, 60]) == (30, 200, 30, 255)
    assert not reference.pixels[:, :19].any(), "as large as it fits, its shape kept"
    assert reference.opacity < 1
    session.set_reference(red)
    assert len(session.document.of_kind(Kind.REFERENCE)) == 1
    assert not (session.source().pixels < 255).any(), "none of it is part of the sketch"
    for _ in range(3):
        session.undo()
    assert [layer.kind for layer in session.document.layers] == [Kind.HINTS, Kind.SKETCH]


def test_a_traced_sketch_becomes_lines_that_can_be_seen_through(hand: Hand) -> None:
    lines = np.full((80, 120, 3), 255, np.uint8)
    lines[40] = 0
    lines[50] = 128
    hand.session.set_sketch(Picture(lines))
    assert [layer.name for layer in hand.session.document.of_kind(Kind.SKETCH)] == ["Sketch", "Traced lines"]
    assert (hand.alpha(60, 40), hand.alpha(60, 45), hand.alpha(60, 50)) == (255, 0, 127)
    assert np.array_equal(hand.session.source().pixels, lines)


def test_a_new_drawing_forgets_the_old_one_even_while_the_pen_is_down(hand: Hand) -> None:
    hand.mouse(Type.MouseButtonPress, (20, 40))
    assert hand.session.busy
    hand.session.new(64, 48)
    hand.mouse(Type.MouseMove, (40, 30))
    hand.mouse(Type.MouseButtonRelease, (40, 30))
    assert not hand.session.busy
    assert len(hand.session.history) == 0
    assert hand.session.undo_text == ""
    assert not hand.pixels().any()
    assert hand.viewport.document_size.toTuple() == (64, 48)

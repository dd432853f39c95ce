"""Drawing on the sketch canvas with pen and mouse: what each event leaves on the layers."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice
from sketch_hands import RUBBER, Hand, make_hand

from studio.document.layer import Kind
from studio.document.stroke import Symmetry
from studio.ui.sketch.paper import Paper
from studio.ui.sketch.toolbox import Tool

Type, Button, Mods, Key = QEvent.Type, Qt.MouseButton, Qt.KeyboardModifier, Qt.Key


@pytest.fixture
def hand(qtbot) -> Hand:
    return make_hand(qtbot)


def width_at(hand: Hand, x: int) -> int:
    """How many pixels of column x the stroke covers."""
    return int(np.count_nonzero(hand.pixels()[:, x, 3] > 127))


# --- mouse and pen ---------------------------------------------------------------------------------------------------


def test_the_mouse_draws_where_it_is(hand: Hand) -> None:
    hand.drag((20, 40), (60, 40), (100, 40))
    assert hand.alpha(20, 40) == hand.alpha(60, 40) == hand.alpha(99, 40) == 255
    assert tuple(hand.pixels()[40, 60, :3]) == (0, 0, 0)
    assert hand.alpha(60, 50) == hand.alpha(10, 40) == 0
    assert width_at(hand, 60) == 6


def test_pressure_is_size_and_the_stroke_ends_with_its_last_pressure(hand: Hand) -> None:
    hand.session.tools.set_brush(size=16.0, pressure_size=True)
    hand.write((20, 40, 0.25), (50, 40, 0.25), (80, 40, 1.0), (100, 40, 1.0))
    assert width_at(hand, 30) == 4
    assert width_at(hand, 97) == 16, "lifting tells no pressure, and makes the line no thinner"
    assert width_at(hand, 97) > width_at(hand, 60) > width_at(hand, 30)


def test_pressure_is_opacity_when_that_is_on(hand: Hand) -> None:
    hand.session.tools.set_brush(pressure_opacity=True)
    hand.write((20, 40, 0.5), (50, 40, 0.5))
    assert 115 < hand.alpha(40, 40) < 140
    hand.session.tools.set_brush(pressure_opacity=False)
    hand.write((20, 60, 0.5), (50, 60, 0.5))
    assert hand.alpha(40, 60) == 255


def test_a_pen_that_feels_nothing_draws_fully(hand: Hand) -> None:
    hand.session.tools.set_brush(size=12.0, pressure_size=True)
    plain = QInputDevice.Capability.Position
    hand.pen(Type.TabletPress, (20, 40), 0.0, feels=plain)
    hand.pen(Type.TabletMove, (60, 40), 0.0, feels=plain)
    hand.pen(Type.TabletRelease, (60, 40), 0.0, feels=plain)
    assert width_at(hand, 40) == 12


def test_the_pen_is_followed_between_the_pixels(hand: Hand) -> None:
    hand.session.tools.set_brush(size=2.0)
    hand.write((20.0, 40.5, 1), (60.0, 40.5, 1))
    hand.write((20.0, 60.0, 1), (60.0, 60.0, 1))
    onto, between = hand.pixels()[38:44, 40, 3].astype(int), hand.pixels()[57:63, 40, 3].astype(int)
    assert abs(onto.sum() - between.sum()) < 30
    assert onto[2] == 255
    assert 0 < onto[1] < 255, "half a pixel further it covers two rows by half"
    assert abs(int(between[2]) - int(between[3])) < 8


def test_the_pen_is_accepted_and_its_echo_as_a_mouse_is_swallowed(hand: Hand) -> None:
    assert hand.pen(Type.TabletPress, (20, 40), 1)
    assert hand.mouse(Type.MouseButtonPress, (20, 40))
    assert hand.pen(Type.TabletMove, (50, 40), 1)
    hand.mouse(Type.MouseMove, (50, 70))  # an echo that lies elsewhere would show
    assert hand.pen(Type.TabletRelease, (50, 40), 0)
    hand.mouse(Type.MouseButtonRelease, (50, 70))
    hand.mouse(Type.MouseButtonPress, (90, 70))  # still the pen's, so soon after it
    hand.mouse(Type.MouseButtonRelease, (90, 70))
    assert hand.alpha(40, 40) == 255
    assert not hand.pixels()[60:, :, 3].any()
    assert len(hand.session.history) == 1


def test_the_mouse_draws_again_once_the_pen_is_away(hand: Hand, qtbot) -> None:
    hand.write((20, 40, 1), (30, 40, 1))
    qtbot.wait(150)
    hand.drag((80, 40), (90, 40))
    assert hand.alpha(85, 40) == 255


def test_the_other_end_of_the_pen_erases_with_a_size_of_its_own(hand: Hand) -> None:
    tools = hand.session.tools
    hand.drag((10, 40), (110, 40))
    hand.session.choose_tool(Tool.ERASER)
    tools.set_brush(size=20.0, hardness=1.0, pressure_size=False)
    hand.session.choose_tool(Tool.BRUSH)
    assert tools.current.size == 6, "the pen remembers its own size"
    hand.write((60, 40, 1), (62, 40, 1), tip=RUBBER)
    assert tools.tool is Tool.BRUSH
    assert hand.alpha(60, 40) == hand.alpha(53, 40) == 0
    assert hand.alpha(40, 40) == hand.alpha(80, 40) == 255
    assert len(hand.session.history) == 2


def test_the_generator_hears_of_it_while_the_pen_is_down(hand: Hand) -> None:
    heard: list[str] = []
    hand.session.edited.connect(lambda: heard.append("edited"))
    hand.session.settled.connect(lambda: heard.append("settled"))
    hand.mouse(Type.MouseButtonPress, (20, 40))
    assert heard == ["edited"]
    hand.mouse(Type.MouseMove, (40, 40))
    assert heard == ["edited", "edited"]
    hand.mouse(Type.MouseButtonRelease, (40, 40))
    assert heard[-1] == "settled"


# --- undo ------------------------------------------------------------------------------------------------------------


def test_one_gesture_is_one_step(hand: Hand) -> None:
    session = hand.session
    blank = hand.pixels().copy()
    hand.drag((20, 20), (60, 20), (100, 20))
    one = hand.pixels().copy()
    hand.write((20, 60, 0.3), (60, 60, 0.9))
    two = hand.pixels().copy()
    session.undo()
    assert np.array_equal(hand.pixels(), one)
    session.undo()
    assert np.array_equal(hand.pixels(), blank)
    assert session.undo_text == ""
    session.redo()
    session.redo()
    assert np.array_equal(hand.pixels(), two)
    assert session.redo_text == ""


def test_undo_while_the_pen_is_down_takes_the_stroke_back_and_nothing_else(hand: Hand) -> None:
    hand.drag((20, 20), (60, 20))
    before = hand.pixels().copy()
    hand.mouse(Type.MouseButtonPress, (20, 60))
    hand.mouse(Type.MouseMove, (60, 60))
    hand.session.undo()
    assert np.array_equal(hand.pixels(), before)
    hand.mouse(Type.MouseMove, (90, 60))
    hand.mouse(Type.MouseButtonRelease, (90, 60))
    assert np.array_equal(hand.pixels(), before), "the rest of the gesture draws nothing"
    assert len(hand.session.history) == 1


def test_escape_takes_back_what_is_being_drawn_whatever_the_tool(hand: Hand) -> None:
    for tool in (Tool.BRUSH, Tool.LINE, Tool.MOVE):
        hand.session.choose_tool(tool)
        hand.mouse(Type.MouseButtonPress, (20, 60))
        hand.mouse(Type.MouseMove, (60, 60))
        hand.key(Key.Key_Escape)
        hand.mouse(Type.MouseMove, (90, 60))
        hand.mouse(Type.MouseButtonRelease, (90, 60))
        assert not hand.pixels().any()
        assert not hand.view.pointer.busy
        assert len(hand.session.history) == 0


def test_a_lift_that_nobody_told_of_ends_the_stroke(hand: Hand, qtbot) -> None:
    hand.mouse(Type.MouseButtonPress, (20, 20))
    hand.mouse(Type.MouseMove, (40, 20))
    hand.mouse(Type.MouseMove, (90, 20), held=False)
    assert hand.alpha(30, 20) == 255
    assert len(hand.session.history) == 1
    hand.pen(Type.TabletPress, (20, 60), 1)
    hand.pen(Type.TabletMove, (40, 60), 1)
    hand.pen(Type.TabletPress, (80, 60), 1)
    hand.pen(Type.TabletRelease, (80, 60), 0)
    assert hand.alpha(60, 60) == 0, "two strokes"
    assert len(hand.session.history) == 3


def test_a_tool_takes_the_place_of_the_hand(hand: Hand) -> None:
    hand.view.set_hand(True)
    hand.drag((20, 40), (60, 40))
    assert not hand.pixels().any()
    hand.session.choose_tool(Tool.BRUSH)
    hand.drag((20, 40), (60, 40))
    assert hand.alpha(40, 40) == 255


def test_another_tool_in_the_middle_of_a_stroke_keeps_what_is_drawn(hand: Hand) -> None:
    hand.mouse(Type.MouseButtonPress, (20, 60))
    hand.mouse(Type.MouseMove, (60, 60))
    hand.session.choose_tool(Tool.ERASER)
    hand.mouse(Type.MouseMove, (30, 60))
    hand.mouse(Type.MouseButtonRelease, (30, 60))
    assert hand.alpha(40, 60) == 255
    assert len(hand.session.history) == 1


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_any_gestures_undone_give_the_blank_paper_back_and_the_screen_keeps_up(hand: Hand, seed: int) -> None:
    rng = np.random.default_rng(seed)
    session = hand.session
    blank = session.document.composite()
    paper = hand.view._paper
    tools = [tool for tool in Tool if tool is not Tool.PICK]
    for _ in range(25):
        match int(rng.integers(0, 8)):
            case 0:
                session.undo()
            case 1:
                session.redo()
            case 2:
                session.tools.set_symmetry(list(Symmetry)[int(rng.integers(0, 4))])
            case 3:
                session.add_layer(list(Kind)[int(rng.integers(0, 2))])
            case _:
                session.choose_tool(tools[int(rng.integers(0, len(tools)))])
                points = rng.uniform(-10, 130, (int(rng.integers(1, 4)), 2))
                hand.drag(*(tuple(point) for point in points))
        if rng.random() < 0.4:
            paper.image(0)
    paper.image(0)
    fresh = Paper(session.document)
    fresh.image(0)
    assert np.array_equal(paper._levels[0], fresh._levels[0])
    last = session.document.composite()
    steps = len(session.history)
    assert steps > 5
    while session.undo_text:
        session.undo()
    assert np.array_equal(session.document.composite(), blank)
    for _ in range(steps):
        session.redo()
    assert np.array_equal(session.document.composite(), last)


def test_the_ring_follows_pen_and_mouse(hand: Hand) -> None:
    ring = hand.view.cursor_ring
    hand.mouse(Type.MouseMove, (30, 30), held=False)
    assert ring.at == hand.view.to_view(30, 30)
    hand.pen(Type.TabletMove, (50.25, 30), 0, button=Button.NoButton)
    assert ring.at == hand.view.to_view(50.25, 30)
    assert ring.at is not None
    assert ring.at != QPointF(ring.at.toPoint())

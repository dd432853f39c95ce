"""Polygon, lasso, line and rectangle on the map: seen at once, painted when they are closed."""

from __future__ import annotations

import numpy as np
import pytest
from map_hands import MapHand, make_map_hand
from PySide6.QtCore import QEvent, Qt

from studio.ui.materials.toolbox import MapTool

Type, Mods, Key = QEvent.Type, Qt.KeyboardModifier, Qt.Key


@pytest.fixture
def hand(qtbot) -> MapHand:
    return make_map_hand(qtbot)


def test_a_polygon_is_closed_by_enter(hand: MapHand) -> None:
    hand.maps.choose_tool(MapTool.POLYGON)
    hand.click((10, 10), (110, 10), (60, 70))
    assert hand.maps.labels() is None, "nothing is painted while it is open"
    assert hand.session.busy
    hand.key(Key.Key_Return)
    assert (hand.at(60, 30), hand.at(12, 60), hand.at(110, 60)) == ("sky", "", "")
    assert len(hand.session.history) == 1
    assert hand.maps.shape is None


def test_a_polygon_is_closed_by_a_double_click_of_pen_or_mouse_and_on_its_first_corner(hand: MapHand) -> None:
    hand.maps.choose_tool(MapTool.POLYGON)
    hand.click((10, 10), (110, 10), (60, 70))
    hand.mouse(Type.MouseButtonDblClick, (60, 70))
    hand.mouse(Type.MouseButtonRelease, (60, 70))
    assert hand.at(60, 30) == "sky"
    hand.session.undo()
    for point in ((10, 10), (110, 10), (60, 70)):
        hand.view.clicks.forget()
        hand.write((*point, 1.0))
    hand.write((60, 70, 1.0))
    assert hand.at(60, 30) == "sky"
    hand.session.undo()
    hand.session.redo()
    hand.take("snow")
    hand.view.pointer._pen_at = float("-inf")
    hand.click((10, 10), (110, 10), (60, 70), (11, 11))
    assert hand.at(60, 30) == "snow"
    assert hand.maps.shape is None


def test_backspace_and_undo_take_corners_back_and_escape_the_polygon(hand: MapHand) -> None:
    hand.maps.choose_tool(MapTool.POLYGON)
    hand.click((10, 10), (110, 10), (110, 70), (10, 70))
    hand.key(Key.Key_Backspace)
    assert hand.maps.shape is not None
    assert hand.maps.shape.corners()[-1] == pytest.approx((110, 70))
    hand.session.undo()
    hand.click((10, 70))
    hand.key(Key.Key_Enter)
    assert (hand.at(30, 30), hand.at(100, 60)) == ("sky", ""), "a triangle is left"
    hand.click((10, 10), (110, 10), (110, 70))
    hand.key(Key.Key_Escape)
    assert hand.maps.shape is None
    assert hand.at(100, 60) == ""
    hand.click((10, 10))
    hand.key(Key.Key_Backspace)
    assert not hand.session.busy
    assert len(hand.session.history) == 1


def test_another_tool_closes_the_polygon_first(hand: MapHand) -> None:
    hand.maps.choose_tool(MapTool.POLYGON)
    hand.click((10, 10), (110, 10), (60, 70))
    hand.maps.choose_tool(MapTool.BRUSH)
    assert hand.at(60, 30) == "sky"


def test_shift_keeps_the_edges_of_a_polygon_to_steps(hand: MapHand) -> None:
    hand.maps.choose_tool(MapTool.POLYGON)
    hand.click((20, 20))
    hand.view.clicks.forget()
    hand.drag((100, 24), mods=Mods.ShiftModifier)
    assert hand.maps.shape is not None
    assert hand.maps.shape.corners()[-1][1] == pytest.approx(20)


def test_a_lasso_paints_what_it_goes_round(hand: MapHand) -> None:
    hand.maps.choose_tool(MapTool.LASSO)
    angles = np.linspace(0, 2 * np.pi, 40)
    hand.drag(*[(60 + 30 * np.cos(a), 40 + 30 * np.sin(a)) for a in angles])
    labels = hand.maps.labels()
    assert labels is not None
    assert np.count_nonzero(labels.pixels[..., 3]) == pytest.approx(np.pi * 30**2, rel=0.03)
    assert hand.session.undo_text == "Lasso"


def test_lines_and_rectangles_are_what_lies_between_press_and_lift(hand: MapHand) -> None:
    hand.maps.choose_tool(MapTool.LINE)
    hand.drag((20, 20), (60, 70), (100, 26), mods=Mods.ShiftModifier)
    assert (hand.at(95, 20), hand.at(60, 70)) == ("sky", "")
    hand.maps.choose_tool(MapTool.RECTANGLE)
    hand.take("building")
    hand.drag((30, 70), (10, 50), (50, 50))
    labels = hand.maps.labels()
    assert labels is not None
    said = (labels.pixels[..., :3] == hand.maps.tools.colour).all(axis=2)
    rows, columns = np.flatnonzero(said.any(axis=1)), np.flatnonzero(said.any(axis=0))
    assert (rows[0], rows[-1], columns[0], columns[-1]) == (50, 69, 30, 49)
    hand.drag((60, 40), (70, 60), mods=Mods.ShiftModifier)
    assert (hand.at(78, 58), hand.at(81, 50)) == ("building", ""), "a square"


def test_undo_in_the_middle_of_an_outline_takes_it_back_and_nothing_else(hand: MapHand) -> None:
    hand.drag((20, 20), (60, 20))
    for tool in (MapTool.LASSO, MapTool.LINE, MapTool.RECTANGLE):
        hand.maps.choose_tool(tool)
        hand.mouse(Type.MouseButtonPress, (20, 50))
        hand.mouse(Type.MouseMove, (60, 70))
        hand.session.undo()
        hand.mouse(Type.MouseMove, (90, 60))
        hand.mouse(Type.MouseButtonRelease, (90, 60))
        assert not hand.view.pointer.busy
        assert (hand.at(40, 20), hand.at(40, 60)) == ("sky", "")
    assert len(hand.session.history) == 1

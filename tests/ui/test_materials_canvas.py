"""Painting materials with pen, mouse and keys: what each gesture leaves on the map, and undo."""

from __future__ import annotations

import numpy as np
import pytest
from map_hands import MapHand, make_map_hand
from PySide6.QtCore import QEvent, Qt
from sketch_hands import RUBBER

from studio.document.layer import Kind
from studio.document.stroke import Symmetry
from studio.library.palettes import load_palette
from studio.ui.materials.toolbox import MapTool

Type, Button, Mods, Key = QEvent.Type, Qt.MouseButton, Qt.KeyboardModifier, Qt.Key


@pytest.fixture
def hand(qtbot) -> MapHand:
    return make_map_hand(qtbot)


# --- the brush -------------------------------------------------------------------------------------------------------


def test_the_brush_paints_hard_edges_and_the_first_stroke_makes_the_layer(hand: MapHand) -> None:
    assert hand.maps.labels() is None
    hand.drag((20, 40), (60, 43), (100, 40))
    assert (hand.at(20, 40), hand.at(60, 43), hand.at(60, 60)) == ("sky", "sky", "")
    labels = hand.maps.labels()
    assert labels is not None
    assert set(np.unique(labels.pixels[..., 3])) == {0, 255}
    assert hand.exact()
    assert [layer.kind for layer in hand.session.document.layers] == [Kind.LABELS, Kind.HINTS, Kind.SKETCH]
    hand.session.undo()
    assert hand.maps.labels() is None
    assert not hand.session.document.of_kind(Kind.LABELS), "layer and stroke are one step"
    hand.session.redo()
    assert hand.at(60, 43) == "sky"
    assert not (hand.session.source().pixels < 255).any(), "the sketch has nothing of it"


def test_a_stroke_that_comes_to_nothing_leaves_no_layer(hand: MapHand) -> None:
    said: list[int] = []
    hand.session.layers_changed.connect(lambda: said.append(len(hand.session.document.layers)))
    hand.drag((300, 300), (310, 300))
    hand.mouse(Type.MouseButtonPress, (20, 40))
    hand.key(Key.Key_Escape)
    hand.mouse(Type.MouseButtonRelease, (20, 40))
    hand.click((500, 500))
    assert not hand.session.document.of_kind(Kind.LABELS)
    assert said[-1] == 2
    assert len(hand.session.history) == 0


def test_the_pen_paints_its_echo_does_not_and_its_other_end_erases(hand: MapHand) -> None:
    hand.maps.tools.set_pressure_size(True)
    hand.maps.tools.set_size(20)
    hand.pen(Type.TabletPress, (20, 20), 0.5)
    hand.mouse(Type.MouseButtonPress, (20, 70))
    hand.pen(Type.TabletMove, (100, 20), 0.5)
    hand.mouse(Type.MouseMove, (60, 70))
    hand.pen(Type.TabletRelease, (100, 20), 0)
    assert [hand.at(60, y) for y in (14, 16, 24, 26, 70)] == ["", "sky", "sky", "", ""], "half as wide"
    assert len(hand.session.history) == 1
    hand.maps.tools.eraser_size = 8
    hand.write((60, 20, 1), (64, 20, 1), tip=RUBBER)
    assert (hand.at(62, 20), hand.at(40, 20)) == ("", "sky")
    assert hand.maps.tools.tool is MapTool.BRUSH


def test_the_eraser_has_its_own_size_and_shows_the_material_below(hand: MapHand) -> None:
    tools, session = hand.maps.tools, hand.session
    hand.drag((0, 40), (119, 40))
    session.add_layer(Kind.LABELS)
    hand.take("trees")
    hand.drag((20, 40), (100, 40))
    assert hand.at(60, 40) == "trees"
    hand.maps.choose_tool(MapTool.ERASER)
    tools.set_size(4)
    hand.drag((60, 40), (64, 40))
    assert (hand.at(62, 40), hand.at(62, 43), hand.at(40, 40)) == ("sky", "trees", "trees")
    hand.maps.choose_tool(MapTool.BRUSH)
    assert tools.size == 10
    assert hand.exact()


def test_the_other_materials_are_preserved(hand: MapHand) -> None:
    hand.drag((60, 0), (60, 79))
    hand.take("water")
    hand.maps.tools.set_preserve(True)
    hand.drag((20, 40), (100, 40))
    assert [hand.at(x, 40) for x in (40, 60, 80)] == ["water", "sky", "water"]
    hand.maps.choose_tool(MapTool.RECTANGLE)
    hand.drag((10, 10), (110, 30))
    assert [hand.at(x, 20) for x in (40, 60, 80)] == ["water", "sky", "water"]
    hand.maps.choose_tool(MapTool.ERASER)
    hand.drag((20, 40), (100, 40))
    assert [hand.at(x, 40) for x in (40, 60, 80)] == ["", "sky", ""], "only the material in the hand goes"


def test_anything_can_be_painted_over_although_others_are_preserved(hand: MapHand) -> None:
    hand.take("anything")
    hand.drag((20, 40), (100, 40))
    hand.take("sand")
    hand.maps.tools.set_preserve(True)
    hand.drag((60, 30), (60, 50))
    assert (hand.at(60, 40), hand.at(40, 40)) == ("sand", "anything")


@pytest.mark.parametrize("mods", [Mods.AltModifier, Mods.ShiftModifier])
def test_a_drag_resizes_the_brush(hand: MapHand, mods: Mods) -> None:
    hand.drag((20, 20), (60, 20), mods=mods)  # 80 pixels of the view double it
    assert hand.maps.tools.size == pytest.approx(20)
    hand.maps.choose_tool(MapTool.LINE)
    hand.drag((60, 20), (20, 20), mods=Mods.AltModifier)
    assert hand.maps.tools.size == pytest.approx(10)
    assert hand.maps.labels() is None


def test_shift_and_a_click_paints_on_from_the_last_stroke(hand: MapHand) -> None:
    hand.drag((10, 10))
    hand.drag((90, 70), mods=Mods.ShiftModifier)
    assert hand.at(50, 40) == "sky"


def test_locked_and_hidden_layers_are_left_alone(hand: MapHand) -> None:
    said: list[str] = []
    hand.session.refused.connect(said.append)
    hand.drag((20, 40), (30, 40))
    layer = hand.maps.layer
    assert layer is not None
    hand.session.set_layer(layer.id, locked=True)
    hand.take("rock")
    hand.drag((20, 40), (90, 40))
    for tool in MapTool:
        if tool is not MapTool.PICK:
            hand.maps.choose_tool(tool)
            hand.drag((20, 40), (90, 60))
    hand.session.set_layer(layer.id, locked=False, visible=False)
    hand.drag((20, 40), (90, 40))
    assert "locked" in said[0]
    assert "hidden" in said[-1]
    hand.session.set_layer(layer.id, visible=True)
    assert (hand.at(25, 40), hand.at(60, 40)) == ("sky", "")


# --- fill and pick ---------------------------------------------------------------------------------------------------


def test_fill_takes_the_area_and_fill_everywhere_all_areas_of_that_material(hand: MapHand) -> None:
    hand.take("grass")
    hand.maps.choose_tool(MapTool.FILL)
    hand.click((5, 5))
    hand.take("water")
    hand.maps.choose_tool(MapTool.LINE)
    hand.drag((60, -10), (60, 90))
    hand.take("flowers")
    hand.maps.choose_tool(MapTool.FILL)
    hand.click((10, 40))
    assert (hand.at(10, 40), hand.at(60, 40), hand.at(110, 40)) == ("flowers", "water", "grass")
    hand.session.undo()
    hand.maps.choose_tool(MapTool.FILL_ALL)
    hand.click((10, 40))
    assert (hand.at(10, 40), hand.at(60, 40), hand.at(110, 40)) == ("flowers", "water", "flowers")
    hand.session.undo()
    hand.maps.choose_tool(MapTool.FILL)
    hand.drag((10, 40), mods=Mods.ShiftModifier)
    assert hand.at(110, 40) == "flowers"
    hand.session.undo()
    assert hand.at(110, 40) == "grass"


def test_materials_are_picked_with_the_tool_and_with_ctrl_also_while_a_polygon_is_open(hand: MapHand) -> None:
    tools = hand.maps.tools
    hand.drag((20, 40), (100, 40))
    hand.take("rock")
    hand.drag((60, 40), mods=Mods.ControlModifier)
    assert tools.palette.names[tools.material] == "sky"
    assert len(hand.session.history) == 1
    hand.maps.choose_tool(MapTool.PICK)
    hand.drag((60, 40), (60, 70))
    assert tools.material == 0, "nothing is said there"
    hand.maps.choose_tool(MapTool.POLYGON)
    hand.click((10, 10), (110, 10))
    hand.drag((60, 40), mods=Mods.ControlModifier)
    assert tools.palette.names[tools.material] == "sky"
    assert hand.maps.shape is not None
    assert len(hand.maps.shape.corners()) == 2


def test_next_and_swap_go_through_the_materials(hand: MapHand) -> None:
    tools = hand.maps.tools
    hand.maps.next_material(1)
    assert tools.palette.names[tools.material] == "cloud"
    tools.swap()
    assert tools.palette.names[tools.material] == "sky"
    hand.maps.next_material(-2)
    assert tools.material == len(tools.palette) - 1, "and round"


# --- all together ----------------------------------------------------------------------------------------------------


def test_symmetry_is_for_all_tools(hand: MapHand) -> None:
    hand.maps.tools.set_symmetry(Symmetry.BOTH)
    hand.drag((18, 10), (22, 10))
    hand.maps.choose_tool(MapTool.RECTANGLE)
    hand.drag((30, 30), (35, 35))
    for x, y in ((20, 10), (32, 32)):
        assert {hand.at(a, b) for a in (x, 119 - x) for b in (y, 79 - y)} == {"sky"}


def test_a_map_is_set_in_one_step_at_any_size_and_read_back(hand: MapHand) -> None:
    indices = np.repeat(np.repeat(np.array([[1, 3], [4, 0]], np.uint8), 20, axis=0), 30, axis=1)
    hand.drag((20, 20), (60, 20))
    hand.maps.set_map(indices, "Template")
    assert hand.session.undo_text == "Template"
    assert (hand.at(10, 10), hand.at(110, 10), hand.at(10, 70), hand.at(110, 70)) == ("sky", "mountain", "water", "")
    read = hand.maps.indices()
    assert read.shape == (80, 120)
    assert np.array_equal(read, np.repeat(np.repeat(indices, 2, axis=0), 2, axis=1))
    hand.maps.replace_material(3, 7)
    assert hand.at(110, 10) == "snow"
    hand.session.undo()
    hand.session.undo()
    assert (hand.at(40, 20), hand.at(110, 10)) == ("sky", "")


def test_another_palette_has_its_own_materials_and_the_first_ones_come_back(hand: MapHand) -> None:
    hand.take("snow")
    first = hand.maps.palette
    hand.maps.set_palette(load_palette("facade"))
    assert hand.maps.tools.material == 1
    hand.maps.next_material(1)
    hand.drag((20, 20), (40, 20))
    assert hand.at(30, 20) == "window"
    hand.maps.set_palette(first)
    assert first.names[hand.maps.tools.material] == "snow"


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_any_gestures_leave_exact_materials_and_undo_to_nothing(hand: MapHand, seed: int) -> None:
    rng = np.random.default_rng(seed)
    tools, session = hand.maps.tools, hand.session
    for _ in range(30):
        match int(rng.integers(0, 9)):
            case 0:
                session.undo()
            case 1:
                session.redo()
            case 2:
                tools.set_symmetry(list(Symmetry)[int(rng.integers(0, 4))])
            case 3:
                tools.set_preserve(bool(rng.integers(0, 2)))
                session.add_layer(Kind.LABELS)
            case _:
                hand.maps.choose_tool(list(MapTool)[int(rng.integers(0, len(MapTool)))])
                tools.set_material(int(rng.integers(0, len(tools.palette))))
                tools.set_size(float(rng.uniform(1, 40)))
                hand.drag(*(tuple(point) for point in rng.uniform(-10, 130, (int(rng.integers(1, 5)), 2))))
        assert hand.exact()
    session.interrupt()
    last = session.document.composite()
    steps = len(session.history)
    assert steps > 5
    while session.undo_text:
        session.undo()
    assert hand.maps.labels() is None
    for _ in range(steps):
        session.redo()
    assert np.array_equal(session.document.composite(), last)

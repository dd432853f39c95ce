"""The strips round the map: tools, brush, materials and layers; their keys, and what is remembered."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pytest
from map_hands import MapHand, make_map_hand
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QSlider, QWidget

from studio.document.layer import Kind
from studio.document.stroke import Symmetry
from studio.library.palettes import load_palette
from studio.ui.materials.brush_bar import MapBrushBar
from studio.ui.materials.map_desk import MapDesk
from studio.ui.materials.map_session import KINDS, MapSession
from studio.ui.materials.tool_bar import MapToolBar
from studio.ui.materials.toolbox import MapTool, MapToolbox
from studio.ui.sketch.layers_panel import NAME, LayersPanel
from studio.ui.window.actions import Actions
from studio.ui.window.command import MATERIALS_ROOM
from studio.ui.window.commands import all_commands
from studio.ui.window.settings import SettingsFile, load_settings
from studio.ui.window.tool_settings import MapSettings

Key, Mods = Qt.Key, Qt.KeyboardModifier
LAYER_COMMANDS = ("map-layer-add", "map-layer-up", "map-layer-down", "map-layer-remove")


@dataclass
class Bench:
    """A map with all that is round it."""

    hand: MapHand
    window: QWidget
    actions: Actions
    tools: MapToolBar
    brush: MapBrushBar
    layers: LayersPanel

    @property
    def maps(self) -> MapSession:
        return self.hand.maps

    def names(self) -> list[str]:
        rows = range(self.layers.list.topLevelItemCount())
        return [self.layers.list.topLevelItem(row).text(NAME) for row in rows]  # type: ignore[union-attr]


@pytest.fixture
def bench(qtbot) -> Bench:
    hand = make_map_hand(qtbot)
    window = QWidget()
    qtbot.addWidget(window)
    hand.view.setParent(window)
    actions = Actions(window, hand.view)
    actions.set_room(MATERIALS_ROOM)
    tools, brush = MapToolBar(hand.maps, actions, window), MapBrushBar(hand.maps, hand.view, actions, window)
    layers = LayersPanel(hand.session, actions, window, kinds=KINDS, commands=LAYER_COMMANDS)
    MapDesk(actions, hand.maps, hand.view, window)
    window.resize(700, 500)
    window.show()
    hand.view.setFocus()
    return Bench(hand, window, actions, tools, brush, layers)


@pytest.mark.parametrize(
    ("key", "mods", "tool"),
    [
        (Key.Key_E, Mods.NoModifier, MapTool.ERASER), (Key.Key_P, Mods.NoModifier, MapTool.POLYGON),
        (Key.Key_O, Mods.NoModifier, MapTool.LASSO), (Key.Key_L, Mods.NoModifier, MapTool.LINE),
        (Key.Key_U, Mods.NoModifier, MapTool.RECTANGLE), (Key.Key_G, Mods.NoModifier, MapTool.FILL),
        (Key.Key_G, Mods.ShiftModifier, MapTool.FILL_ALL), (Key.Key_I, Mods.NoModifier, MapTool.PICK),
    ],
)  # fmt: skip
def test_each_tool_has_its_key_and_its_button(bench: Bench, qtbot, key: Key, mods: Mods, tool: MapTool) -> None:
    qtbot.keyClick(bench.hand.view, key, mods)
    assert bench.maps.tools.tool is tool
    button = bench.tools.buttons[f"map-{tool}"]
    assert button.isChecked()
    assert sum(one.isChecked() for one in bench.tools.buttons.values()) == 1
    qtbot.keyClick(bench.hand.view, Key.Key_B)
    assert bench.maps.tools.tool is MapTool.BRUSH
    button.click()
    button.click()
    assert bench.maps.tools.tool is tool
    assert button.isChecked()


def test_keys_change_the_brush_the_material_and_the_view(bench: Bench, qtbot) -> None:
    tools, view = bench.maps.tools, bench.hand.view
    qtbot.keyClick(view, Key.Key_BracketRight)
    assert tools.size == pytest.approx(12)
    qtbot.keyClick(view, Key.Key_BracketLeft)
    assert tools.size == pytest.approx(10)
    names = tools.palette.names
    seen = [names[tools.material]]
    for key in (Key.Key_Equal, Key.Key_Minus, Key.Key_Minus, Key.Key_X):
        qtbot.keyClick(view, key)
        seen.append(names[tools.material])
    assert seen == ["sky", "cloud", "sky", "anything", "sky"]
    assert bench.hand.viewport.zoom == 2.0
    qtbot.keyClick(view, Key.Key_K)
    assert tools.preserve
    assert bench.brush.preserve.isChecked()
    qtbot.keyClick(view, Key.Key_W)
    assert view.outlines
    assert not bench.brush.map_opacity.isEnabled()
    qtbot.keyClick(view, Key.Key_M)
    assert bench.hand.viewport.mirrored
    assert bench.tools.mirror.isChecked()


def test_escape_means_the_polygon_before_it_means_the_window(bench: Bench, qtbot) -> None:
    stopped: list[bool] = []
    bench.actions["cancel"].triggered.connect(lambda: stopped.append(True))
    bench.maps.choose_tool(MapTool.POLYGON)
    bench.hand.drag((10, 10))
    qtbot.keyClick(bench.hand.view, Key.Key_Escape)
    assert bench.maps.shape is None
    assert not stopped
    qtbot.keyClick(bench.hand.view, Key.Key_Escape)
    assert stopped


def test_no_two_commands_of_a_room_share_a_key() -> None:
    commands = [command for _, command in all_commands()]
    for one, other in combinations(commands, 2):
        if one.meets(other):
            keys = [{QKeySequence(key).toString() for key in command.keys} for command in (one, other)]
            assert not keys[0] & keys[1], (one.id, other.id)


def test_the_bar_shows_and_sets_the_brush_in_the_hand(bench: Bench) -> None:
    bar, tools, view = bench.brush, bench.maps.tools, bench.hand.view
    bar.size_slider.moved.emit(33.0)
    assert tools.size == 33
    bench.maps.choose_tool(MapTool.ERASER)
    assert bar.size_slider.number == tools.eraser_size != 33
    bench.maps.choose_tool(MapTool.FILL)
    assert not bar.size_slider.isEnabled()
    assert not bar.pressure_size.isEnabled()
    bar.map_opacity.moved.emit(0.4)
    assert view.map_opacity == 0.4
    bar.pressure_size.setChecked(True)
    assert tools.pressure_size


def test_another_palette_changes_the_pair(bench: Bench) -> None:
    bench.maps.set_palette(load_palette("facade"))
    assert "facade" in bench.tools.pair.toolTip()


def test_the_pair_swaps_at_its_back_and_asks_at_its_front(bench: Bench, qtbot) -> None:
    asked: list[bool] = []
    bench.tools.material_asked.connect(lambda: asked.append(True))
    pair, tools = bench.tools.pair, bench.maps.tools
    tools.set_material(5)
    qtbot.mouseClick(pair, Qt.MouseButton.LeftButton, pos=QPoint(27, 27))
    assert tools.palette.names[tools.material] == "sky"
    assert not asked
    qtbot.mouseClick(pair, Qt.MouseButton.LeftButton, pos=QPoint(6, 6))
    assert asked


def test_symmetry_is_chosen_in_the_menu(bench: Bench) -> None:
    bench.actions["map-symmetry-vertical"].trigger()
    assert bench.maps.tools.symmetry is Symmetry.VERTICAL
    assert bench.tools.symmetry.isChecked()
    assert bench.hand.session.tools.symmetry is Symmetry.NONE


def test_layers_of_the_room_are_listed_and_changed(bench: Bench) -> None:
    assert bench.names() == ["Sketch"]
    bench.actions["map-layer-add"].trigger()
    bench.hand.drag((20, 40), (60, 40))
    bench.actions["map-layer-add"].trigger()
    assert bench.names() == ["Sketch", "Materials 2", "Materials"]
    assert not bench.layers.opacity.isEnabled(), "a material is there or it is not"
    bench.actions["map-layer-down"].trigger()
    assert bench.names() == ["Sketch", "Materials", "Materials 2"]
    bench.layers.list.move_row(2, 1)
    assert bench.names() == ["Sketch", "Materials 2", "Materials"]
    bench.actions["map-layer-remove"].trigger()
    bench.hand.session.activate(bench.hand.session.document.of_kind(Kind.LABELS)[0].id)
    bench.actions["map-clear"].trigger()
    assert bench.hand.at(40, 40) == ""
    bench.hand.session.undo()
    bench.actions["map-flip-vertical"].trigger()
    assert bench.hand.at(40, 38) == "sky"


def test_what_is_in_the_hand_is_remembered(tmp_path: Path, qtbot) -> None:
    file = SettingsFile(tmp_path / "settings.json")
    tools = MapToolbox(load_palette("materials"), file)
    tools.set_size(77)
    tools.choose(MapTool.ERASER)
    tools.set_size(11)
    tools.set_preserve(True)
    tools.set_stabiliser(0.6)
    tools.set_pressure_size(True)
    tools.set_material(8)
    tools.remember()
    again = MapToolbox(load_palette("materials"), SettingsFile(tmp_path / "settings.json"))
    assert (again.brush_size, again.eraser_size, again.preserve) == (77, 11, True)
    assert (again.stabiliser, again.pressure_size) == (0.6, True)
    assert again.palette.names[again.material] == "grass"
    assert again.palette.names[again.other] == "sky"
    (tmp_path / "settings.json").write_text('{"materials": {"size": -3}}')
    assert load_settings(tmp_path / "settings.json").materials == MapSettings()


def test_every_control_says_what_it_does(bench: Bench) -> None:
    for strip in (bench.tools, bench.brush):
        controls = [*strip.findChildren(QAbstractButton), *strip.findChildren(QSlider)]
        assert len(controls) > 5
        for control in controls:
            assert control.accessibleName(), control
            assert control.toolTip().endswith(")") or control.toolTip().endswith("."), control.toolTip()
            assert control.focusPolicy() & Qt.FocusPolicy.TabFocus

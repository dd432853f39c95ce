"""The strips round the sketch canvas: tools, brush, layers, pressure curve; their keys, and what is remembered."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QAbstractButton, QSlider, QWidget
from sketch_hands import Hand, make_hand

from studio.document.brush import SOFT, PressureCurve
from studio.document.layer import Kind
from studio.document.stroke import Symmetry
from studio.ui.sketch.brush_bar import BrushBar
from studio.ui.sketch.canvas_desk import CanvasDesk
from studio.ui.sketch.colours import LANDSCAPE
from studio.ui.sketch.curve_dialog import CurveDialog
from studio.ui.sketch.layers_panel import EYE, LOCK, NAME, LayersPanel
from studio.ui.sketch.session import SketchSession
from studio.ui.sketch.slim_slider import SlimSlider
from studio.ui.sketch.tool_bar import ToolBar
from studio.ui.sketch.toolbox import Tool
from studio.ui.window.actions import Actions
from studio.ui.window.settings import Settings, SettingsFile, load_settings, save_settings
from studio.ui.window.tool_settings import BrushSettings, DrawSettings

Key, Mods = Qt.Key, Qt.KeyboardModifier
LEFT = Qt.MouseButton.LeftButton


@dataclass
class Bench:
    """A canvas with all that is round it."""

    hand: Hand
    window: QWidget
    actions: Actions
    tools: ToolBar
    brush: BrushBar
    layers: LayersPanel

    @property
    def session(self) -> SketchSession:
        return self.hand.session

    def names(self) -> list[str]:
        rows = range(self.layers.list.topLevelItemCount())
        return [self.layers.list.topLevelItem(row).text(NAME) for row in rows]  # type: ignore[union-attr]


@pytest.fixture
def bench(qtbot) -> Bench:
    hand = make_hand(qtbot)
    window = QWidget()
    qtbot.addWidget(window)
    hand.view.setParent(window)
    actions = Actions(window, hand.view)
    actions.set_room("sketch")
    CanvasDesk(actions, hand.session, hand.viewport, window)
    session = hand.session
    parts = ToolBar(session, actions), BrushBar(session, actions), LayersPanel(session, actions)
    for part in parts:
        part.setParent(window)
    window.resize(900, 600)
    window.show()
    return Bench(hand, window, actions, *parts)


# --- commands --------------------------------------------------------------------------------------------------------


def test_keys_are_those_of_the_room_that_shows(bench: Bench, qtbot) -> None:
    actions, pressed = bench.actions, []
    for command in ("mask", "sketch-brush", "swap", "sketch-swap-colours", "undo"):
        actions[command].triggered.connect(lambda _=False, command=command: pressed.append(command))
    bench.window.activateWindow()
    qtbot.waitUntil(bench.window.isActiveWindow)
    actions["mask"].setEnabled(True)
    for room in ("sketch", "photo", "sketch"):
        actions.set_room(room)
        actions["swap"].setEnabled(True)  # somebody enables it while its room is away
        qtbot.keyClick(bench.window, Key.Key_B)
        qtbot.keyClick(bench.window, Key.Key_X)
    qtbot.keyClick(bench.window, Key.Key_Z, Mods.ControlModifier)
    sketch = ["sketch-brush", "sketch-swap-colours"]
    assert pressed == [*sketch, "mask", "swap", *sketch, "undo"]


def test_a_key_is_taken_only_from_commands_of_the_same_room(bench: Bench) -> None:
    actions = bench.actions
    actions.set_keys("sketch-brush", ("P",))
    assert actions.keys("mask") == ("B",)
    actions.set_keys("sketch-eraser", ("B",))
    assert actions.keys("mask") == ("B",)
    actions.set_keys("sketch-fill", ("B",))
    assert actions.keys("sketch-eraser") == ()
    actions.set_keys("undo", ("B",))
    assert actions.keys("mask") == actions.keys("sketch-fill") == ()


def test_each_tool_has_its_key_and_its_button_is_pressed(bench: Bench) -> None:
    keys = {
        "sketch-brush": "B", "sketch-eraser": "E", "sketch-hints": "Shift+B", "sketch-line": "L", "sketch-fill": "G",
        "sketch-pick": "I", "sketch-move": "V",
    }  # fmt: skip
    for command, key in keys.items():
        assert bench.actions.keys(command)[0] == key
        bench.tools.buttons[command].click()
        pressed = [name for name, button in bench.tools.buttons.items() if button.isChecked()]
        assert pressed == [command]
    bench.tools.buttons["sketch-move"].click()
    assert bench.tools.buttons["sketch-move"].isChecked(), "a second press leaves it pressed"


def test_size_keys_and_colours(bench: Bench) -> None:
    tools = bench.session.tools
    bench.actions["sketch-larger"].trigger()
    assert tools.current.size == pytest.approx(7.2)
    bench.actions["sketch-smaller"].trigger()
    assert tools.current.size == pytest.approx(6.0)
    for _ in range(40):
        bench.actions["sketch-smaller"].trigger()
    assert tools.current.size == 1.0
    for _ in range(80):
        bench.actions["sketch-larger"].trigger()
    assert tools.current.size == 500.0
    bench.actions["sketch-softer"].trigger()
    assert tools.current.hardness == pytest.approx(0.9)
    bench.actions["sketch-swap-colours"].trigger()
    assert (tools.colour, tools.other_colour) == ((255, 255, 255), (0, 0, 0))
    bench.actions["sketch-default-colours"].trigger()
    assert tools.colour == (0, 0, 0)


def test_the_view_turns_and_mirrors_and_the_drawing_flips(bench: Bench) -> None:
    viewport = bench.hand.viewport
    bench.actions["sketch-rotate-right"].trigger()
    bench.actions["sketch-rotate-right"].trigger()
    assert viewport.rotation == 30
    bench.actions["sketch-mirror-view"].trigger()
    assert viewport.mirrored
    viewport.set_document_size(64, 64)
    assert not bench.actions["sketch-mirror-view"].isChecked()
    bench.actions["sketch-rotate-left"].trigger()
    bench.actions["sketch-rotate-reset"].trigger()
    assert viewport.rotation == 0
    bench.hand.viewport.set_document_size(120, 80)
    bench.hand.drag((20, 20), (30, 20))
    bench.actions["sketch-flip-horizontal"].trigger()
    assert bench.hand.alpha(95, 20) == 255
    assert bench.hand.alpha(25, 20) == 0
    bench.actions["sketch-symmetry-both"].trigger()
    assert bench.session.tools.symmetry is Symmetry.BOTH
    assert bench.tools.symmetry.isChecked()


# --- the brush -------------------------------------------------------------------------------------------------------


def test_the_bar_shows_and_sets_the_brush_in_the_hand(bench: Bench) -> None:
    bar, tools = bench.brush, bench.session.tools
    assert bar.size_slider.text() == "6.0 px"
    bar.size_slider.setFocus()
    bar.size_slider.setValue(bar.size_slider.maximum())
    assert tools.current.size == 500
    bench.session.choose_tool(Tool.ERASER)
    assert bar.size_slider.number == tools.brushes["eraser"].size == 24
    bar.pressure_opacity.click()
    assert tools.brushes["eraser"].pressure_opacity
    assert not tools.brushes["pen"].pressure_opacity
    bar.stabiliser.setValue(0)
    assert bar.stabiliser.text() == "Off"
    assert tools.stabiliser == 0
    bench.session.choose_tool(Tool.HINTS)
    assert not bar.opacity.isVisibleTo(bar), "a hint is a colour or nothing"
    bench.session.choose_tool(Tool.FILL)
    assert not bar.size_slider.isEnabled()


def test_the_swatches_are_landscape_colours_for_hints_and_none_for_lines(bench: Bench) -> None:
    bar, tools = bench.brush, bench.session.tools
    assert not bar.swatches
    bench.session.choose_tool(Tool.HINTS)
    assert [swatch.accessibleName() for swatch in bar.swatches] == [name for name, _ in LANDSCAPE]
    water = next(swatch for swatch in bar.swatches if swatch.accessibleName() == "Water")
    water.click()
    assert tools.colour == water.colour
    assert [swatch.accessibleName() for swatch in bar.swatches if swatch.isChecked()] == ["Water"]
    water.click()
    assert water.isChecked()
    tools.set_colour((1, 2, 3), own=True)
    assert bar.swatches[-1].colour == (1, 2, 3)
    bench.session.choose_tool(Tool.BRUSH)
    assert not bar.swatches


def test_a_slim_slider_is_dragged_typed_and_reset(bench: Bench, qtbot) -> None:
    slider = bench.brush.opacity
    slider.resize(100, 26)
    slider.show()
    told: list[float] = []
    slider.moved.connect(told.append)
    qtbot.mousePress(slider, LEFT, pos=QPoint(90, 10))
    qtbot.mouseMove(slider, QPoint(40, 10))
    qtbot.mouseRelease(slider, LEFT, pos=QPoint(40, 10))
    assert slider.number == pytest.approx(0.51, abs=0.03)
    qtbot.mouseClick(slider, LEFT, pos=QPoint(50, 10))
    entry = slider._entry
    assert entry.isVisible()
    entry.setText("73,4 %")
    qtbot.keyClick(entry, Key.Key_Return)
    assert slider.number == pytest.approx(0.73)
    assert bench.session.tools.current.opacity == pytest.approx(0.73)
    qtbot.keyClick(slider, Key.Key_Return)
    entry.setText("12")
    qtbot.keyClick(entry, Key.Key_Escape)
    assert not entry.isVisible()
    assert slider.number == pytest.approx(0.73)
    qtbot.mouseDClick(slider, LEFT)
    assert slider.number == 1.0
    assert told[-1] == 1.0


# --- layers ----------------------------------------------------------------------------------------------------------


def test_the_list_shows_the_layers_topmost_first(bench: Bench) -> None:
    assert bench.names() == ["Sketch", "Colour hints"]
    bench.actions["sketch-layer-add"].trigger()
    assert bench.names() == ["Sketch 2", "Sketch", "Colour hints"]
    bench.session.undo()
    assert bench.names() == ["Sketch", "Colour hints"]
    bench.layers.list.setCurrentItem(bench.layers.list.topLevelItem(1))
    assert bench.session.layer is not None
    assert bench.session.layer.kind is Kind.HINTS
    assert bench.session.tools.tool is Tool.HINTS
    bench.actions["sketch-brush"].trigger()
    assert bench.layers.list.currentItem().text(NAME) == "Sketch"


def test_layers_are_hidden_locked_renamed_moved_and_taken_away(bench: Bench) -> None:
    session, rows = bench.session, bench.layers.list
    top = session.document.layers[-1]
    item = rows.topLevelItem(0)
    assert item is not None
    rows.itemClicked.emit(item, EYE)
    assert not top.visible
    rows.itemClicked.emit(item, LOCK)
    assert top.locked
    item.setText(NAME, "Mountains")
    assert top.name == "Mountains"
    item.setText(NAME, "  ")
    assert item.text(NAME) == "Mountains", "a name says something"
    bench.actions["sketch-layer-remove"].trigger()
    assert bench.names() == ["Mountains", "Colour hints"], "locked"
    rows.itemClicked.emit(item, LOCK)
    bench.actions["sketch-layer-add"].trigger()
    rows.move_row(0, 2)
    assert bench.names() == ["Mountains", "Sketch", "Colour hints"]
    rows.move_row(1, 0)
    assert bench.names() == ["Sketch", "Mountains", "Colour hints"]
    rows.move_row(0, 3)
    assert bench.names() == ["Mountains", "Sketch", "Colour hints"], "lines stay over colours"
    bench.actions["sketch-layer-remove"].trigger()
    assert bench.names() == ["Mountains", "Colour hints"]
    while session.undo_text:
        session.undo()
    assert bench.names() == ["Sketch", "Colour hints"]
    assert top.visible
    assert not top.locked


def test_one_drag_of_the_opacity_is_one_step(bench: Bench) -> None:
    session, slider = bench.session, bench.layers.opacity
    layer = session.layer
    assert layer is not None
    for value in (0.9, 0.7, 0.4):
        slider.moved.emit(value)
    slider.released.emit()
    slider.moved.emit(0.3)
    slider.released.emit()
    assert layer.opacity == 0.3
    session.undo()
    assert layer.opacity == 0.4
    session.undo()
    assert layer.opacity == 1.0
    assert session.undo_text == ""


# --- pressure --------------------------------------------------------------------------------------------------------


def test_the_curve_is_dragged_and_felt_by_the_next_stroke(bench: Bench, qtbot) -> None:
    tools, hand = bench.session.tools, bench.hand
    dialog = CurveDialog(tools, bench.window)
    qtbot.addWidget(dialog)
    dialog.show()
    plot = dialog.plot
    start, end = plot.place(0.5, 0.5).toPoint(), plot.place(0.5, 0.9).toPoint()
    qtbot.mousePress(plot, LEFT, pos=start)
    qtbot.mouseMove(plot, end)
    qtbot.mouseRelease(plot, LEFT, pos=end)
    assert len(tools.curve.points) == 3
    assert tools.curve(0.5) == pytest.approx(0.9, abs=0.02)
    tools.set_brush(size=20.0, pressure_size=True)
    hand.write((20, 40, 0.5), (60, 40, 0.5))
    assert (hand.pixels()[:, 40, 3] > 127).sum() == pytest.approx(18, abs=1)
    qtbot.keyClick(plot, Key.Key_Delete)
    assert len(tools.curve.points) == 2
    dialog.presets["Light hand"].click()
    assert tools.curve == SOFT
    dialog.reject()
    assert tools.curve == PressureCurve(), "cancelled"


# --- remembering -----------------------------------------------------------------------------------------------------


def test_brushes_curve_and_colours_outlive_the_program(tmp_path: Path, qtbot) -> None:
    path = tmp_path / "settings.json"
    session = SketchSession(SettingsFile(path))
    session.tools.set_brush(size=33.0, pressure_opacity=True)
    session.choose_tool(Tool.ERASER)
    session.tools.set_brush(size=80.0)
    session.tools.set_stabiliser(0.0)
    session.tools.set_curve(SOFT)
    session.choose_tool(Tool.HINTS)
    session.tools.set_colour((250, 1, 2), own=True)
    assert not path.exists(), "no file is written while the brush moves"
    qtbot.waitUntil(path.exists, timeout=5000)
    again = SketchSession(SettingsFile(path)).tools
    assert (again.brushes["pen"].size, again.brushes["eraser"].size) == (33, 80)
    assert again.brushes["pen"].pressure_opacity
    assert again.stabiliser == 0
    assert again.curve == SOFT
    assert again.own_colours == ((250, 1, 2),)


@pytest.mark.parametrize(
    "wrong",
    [{"stabiliser": 7.0}, {"curve": [[0.0, 0.5], [1.0, 0.2]]}, {"own_colours": ["red"]}, {"pen": {"size": 0.1}}],
)
def test_damaged_settings_are_put_aside(tmp_path: Path, wrong: dict[str, object]) -> None:
    path = tmp_path / "settings.json"
    save_settings(Settings(drawing=DrawSettings(pen=BrushSettings(size=9.0))), path)
    assert load_settings(path).drawing.pen.size == 9
    data = json.loads(path.read_text())
    data["drawing"].update(wrong)
    path.write_text(json.dumps(data))
    assert load_settings(path) == Settings()
    assert path.with_name("settings.json.bak").exists()


def test_everything_has_a_name_and_a_tip(bench: Bench) -> None:
    for part in (bench.tools, bench.brush, bench.layers):
        bench.session.choose_tool(Tool.HINTS)
        for widget in (*part.findChildren(QAbstractButton), *part.findChildren(SlimSlider)):
            assert widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()), widget
            assert widget.toolTip(), widget.accessibleName()
        for slider in part.findChildren(QSlider):
            if isinstance(slider, SlimSlider):
                assert slider.accessibleDescription().endswith(".")
    assert bench.hand.view.accessibleName()
    assert bench.hand.view.to_view(0, 0) != QPointF()

"""Two rooms in one window: tabs, panels and keys; and the chain from drawing to painting."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QToolButton
from window_fakes import Studio, expected, generated, photo, same

from studio.core.picture_io import load_picture
from studio.document.layer import Kind
from studio.ui.sketch.new_drawing import NewDrawing
from studio.ui.sketch.room import SketchRoom
from studio.ui.sketch.toolbox import Tool
from studio.ui.window import messages
from studio.ui.window.messages import Answer

Key = Qt.Key


def room(studio: Studio) -> SketchRoom:
    return studio.window.sketch


def stroke(studio: Studio, y: int = 100) -> None:
    session = room(studio).session
    session.begin_stroke(40, y, 1.0)
    for x in range(60, 300, 20):
        session.stroke_to(x, y + x // 10, 1.0)
    session.end()


def rested(studio: Studio) -> bool:
    made, request = room(studio).desk.photo, room(studio).desk.inputs.request()
    return made is not None and request is not None and made.request.key == request.key


@pytest.fixture
def drawing(studio: Studio) -> Studio:
    studio.window.rooms.show("sketch")
    return studio


# --- rooms ----------------------------------------------------------------------------------------------------------


def test_tabs_change_the_room_its_panels_and_its_menus(studio: Studio) -> None:
    window = studio.window
    menus = {action.text().replace("&", ""): action for action in window.menuBar().actions()}
    assert window.panel.isVisible()
    assert not room(studio).panel.isVisible()
    assert not menus["Sketch"].isVisible()
    tabs = {button.text().replace("&", ""): button for button in window.findChildren(QToolButton)}
    studio.qtbot.mouseClick(tabs["Sketch"], Qt.MouseButton.LeftButton)
    assert room(studio).canvas.isVisible()
    assert room(studio).panel.isVisible()
    assert room(studio).layers.isVisible()
    assert window.strip.isVisible()
    assert not window.panel.isVisible()
    assert menus["Sketch"].isVisible()
    assert not menus["Styles"].isVisible()
    studio.qtbot.mouseClick(tabs["Sketch"], Qt.MouseButton.LeftButton)
    assert tabs["Sketch"].isChecked(), "the tab of the room that shows stays down"
    studio.qtbot.keyClick(window, Key.Key_F4)
    assert window.canvas.isVisible()
    assert window.panel.isVisible()


def test_a_panel_that_was_closed_in_one_room_stays_closed_there_only(drawing: Studio) -> None:
    window = drawing.window
    window.commands["history-panel"].trigger()
    window.commands["layers-panel"].trigger()
    assert not window.strip.isVisible()
    window.rooms.show("photo")
    assert window.strip.isVisible()
    window.rooms.show("sketch")
    assert not window.strip.isVisible()
    assert not room(drawing).layers.isVisible()
    window.commands["reset-layout"].trigger()
    assert window.strip.isVisible()
    assert room(drawing).layers.isVisible()


def test_the_room_is_remembered(open_studio: Callable[..., Studio]) -> None:
    first = open_studio()
    first.window.rooms.show("sketch")
    first.window.commands["layers-panel"].trigger()
    assert first.window.close()
    second = open_studio()
    assert second.window.rooms.current is room(second)
    assert not room(second).layers.isVisible()
    assert room(second).panel.isVisible()


def test_the_same_key_means_what_the_room_says(drawing: Studio) -> None:
    window, view = drawing.window, room(drawing).canvas.view
    drawing.qtbot.keyClick(view, Key.Key_E)
    assert room(drawing).session.tools.tool is Tool.ERASER
    drawing.qtbot.keyClick(view, Key.Key_B)
    assert room(drawing).session.tools.tool is Tool.BRUSH
    assert not window.masks.on
    window.rooms.show("photo")
    drawing.open()
    drawing.pick()
    drawing.qtbot.keyClick(window.canvas.photo.view, Key.Key_B)
    assert window.masks.on
    window.rooms.show("sketch")
    assert not window.masks.on


def test_undo_and_redo_are_those_of_the_room(drawing: Studio) -> None:
    stroke(drawing)
    assert drawing.window.commands["undo"].text() == "&Undo Stroke"
    drawing.window.rooms.show("photo")
    assert not drawing.window.commands["undo"].isEnabled()
    drawing.open()
    drawing.run("undo")
    assert drawing.window.session.photo is None
    drawing.window.rooms.show("sketch")
    assert room(drawing).session.undo_text == "Stroke"
    drawing.qtbot.keyClick(room(drawing).canvas.view, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert room(drawing).session.undo_text == ""
    assert drawing.window.commands["redo"].isEnabled()


def test_the_empty_window_leads_to_drawing(studio: Studio) -> None:
    target = next(b for b in studio.window.canvas.empty.findChildren(QToolButton) if b.text() == "Draw")
    studio.qtbot.mouseClick(target, Qt.MouseButton.LeftButton)
    assert studio.window.rooms.current is room(studio)
    assert room(studio).canvas.view.hasFocus()


def test_canvas_only_hides_the_strips_of_the_sketch_room_too(drawing: Studio) -> None:
    view = room(drawing).canvas.view
    parts = (drawing.window.menuBar(), room(drawing).panel, room(drawing).tool_bar, room(drawing).brush_bar)
    drawing.qtbot.keyClick(view, Key.Key_Tab)
    assert not any(part.isVisible() for part in parts)
    assert view.isVisible()
    drawing.qtbot.keyClick(room(drawing).canvas.result_view, Key.Key_Escape)
    assert all(part.isVisible() for part in parts)


def test_a_new_drawing_asks_for_its_size(drawing: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "ask_unsaved", lambda *_: Answer.DISCARD)
    stroke(drawing)
    drawing.window.rooms.show("photo")
    drawing.run("sketch-new")
    dialog = drawing.window.findChild(NewDrawing)
    assert dialog is not None
    dialog.width_box.setValue(640)
    dialog.height_box.setValue(400)
    dialog.accept()
    document = room(drawing).session.document
    assert (document.width, document.height) == (640, 400)
    assert drawing.window.rooms.current is room(drawing)
    assert room(drawing).canvas.viewport.document_size.toTuple() == (640, 400)


def test_a_dropped_picture_goes_to_the_room_that_shows(drawing: Studio) -> None:
    room(drawing).canvas.image_dropped.emit(photo())
    drawing.wait(lambda: room(drawing).session.document.of_kind(Kind.REFERENCE))
    assert drawing.window.session.photo is None


# --- the chain ------------------------------------------------------------------------------------------------------


@pytest.fixture
def chained(drawing: Studio) -> Studio:
    """A drawing whose photo was carried on, in the sketch room again; a style is picked."""
    stroke(drawing)
    drawing.wait(lambda: rested(drawing))
    drawing.run("sketch-stylise")
    assert drawing.window.rooms.current.name == "photo"
    drawing.wait(lambda: drawing.window.session.photo is not None)
    drawing.pick()
    drawing.wait(drawing.drafted)
    drawing.window.rooms.show("sketch")
    return drawing


def is_photo_of_now(studio: Studio) -> bool:
    current = studio.window.session.photo
    request = room(studio).desk.inputs.request()
    return current is not None and request is not None and same(current.picture, generated(request))


def test_stylise_carries_the_photo_on(chained: Studio) -> None:
    assert is_photo_of_now(chained)
    chips = room(chained).head.chips
    assert [chips.chips[step].text() for step in chips.chips] == ["sketch", "photo", "Starry Night"]
    assert chips.chips["painting"].isVisible()
    chained.window.rooms.show("photo")
    assert chained.window.chain_line.chips.isVisible()


def test_while_chained_the_style_follows_the_drawing(chained: Studio) -> None:
    before = len(chained.painter.began)
    stroke(chained, 220)
    chained.wait(lambda: rested(chained))
    chained.wait(lambda: is_photo_of_now(chained))
    chained.wait(chained.drafted)
    assert len(chained.painter.began) > before
    sharp = expected(chained.window.session.document.sharp_request())
    view = room(chained).canvas.result_view
    chained.wait(lambda: view.picture is not None and same(view.picture, sharp))
    assert room(chained).head.chips.chips["painting"].isChecked()


def test_the_photo_room_never_goes_blank_while_the_chain_goes_on(chained: Studio) -> None:
    blank: list[bool] = []
    chained.window.bench.shown_changed.connect(lambda: blank.append(chained.shown is None))
    stroke(chained, 220)
    chained.wait(lambda: rested(chained) and is_photo_of_now(chained))
    chained.wait(chained.drafted)
    assert blank
    assert not any(blank)


def test_a_whole_session_of_drawing_is_one_step_in_the_photo_room(chained: Studio) -> None:
    for y in (180, 220, 260):
        stroke(chained, y)
        chained.wait(lambda: rested(chained) and is_photo_of_now(chained))
    chained.window.session.undo()
    chained.window.session.undo()
    chained.window.session.undo()
    assert chained.window.session.photo is None


def test_a_chip_shows_the_photo_again(chained: Studio) -> None:
    chips = room(chained).head.chips
    chips.chips["photo"].click()
    view, request = room(chained).canvas.result_view, room(chained).desk.inputs.request()
    assert view.picture is not None
    assert request is not None
    assert same(view.picture, generated(request))
    assert chips.chips["photo"].isChecked()
    chips.chips["painting"].click()
    sharp = expected(chained.window.session.document.sharp_request())
    chained.wait(lambda: view.picture is not None and same(view.picture, sharp))


def test_the_cross_ends_the_chain(chained: Studio) -> None:
    held = chained.window.session.photo
    room(chained).head.chips.cross.click()
    assert not room(chained).chain.linked
    assert not room(chained).head.chips.chips["painting"].isVisible()
    stroke(chained, 220)
    chained.wait(lambda: rested(chained))
    QTest.qWait(150)
    assert chained.window.session.photo is held


def test_another_photo_ends_the_chain(chained: Studio) -> None:
    chained.window.rooms.show("photo")
    chained.open(picture=photo(seed=5))
    assert not room(chained).chain.linked
    assert not chained.window.chain_line.chips.isVisible()
    chained.window.rooms.show("sketch")
    stroke(chained, 220)
    chained.wait(lambda: rested(chained))
    QTest.qWait(150)
    current = chained.window.session.photo
    assert current is not None
    assert np.array_equal(current.picture.pixels, photo(seed=5).pixels)


def test_a_new_drawing_leaves_the_painting_of_the_one_before_alone(chained: Studio) -> None:
    held = chained.window.session.photo
    room(chained).session.new(300, 200)
    stroke(chained)
    chained.wait(lambda: rested(chained))
    QTest.qWait(150)
    assert not room(chained).chain.linked
    assert chained.window.session.photo is held


def test_stylise_without_a_photo_says_what_to_do(drawing: Studio) -> None:
    assert not drawing.window.commands["sketch-stylise"].isEnabled()
    assert not room(drawing).desk.stylise()
    assert "photo comes first" in drawing.message
    assert drawing.window.rooms.current is room(drawing)


# --- closing --------------------------------------------------------------------------------------------------------


def test_closing_asks_about_the_drawing_and_can_save_it(drawing: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def ask(_parent: object, count: int, _painting: bool) -> Answer:
        asked.append(count)
        return Answer.SAVE

    monkeypatch.setattr(messages, "ask_unsaved", ask)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(drawing.folder))
    stroke(drawing)
    seen = room(drawing).session.source()
    drawing.window.close()
    drawing.wait(lambda: not drawing.window.isVisible())
    assert asked == [1]
    assert same(load_picture(drawing.folder / "drawing.png"), seen)


def test_an_empty_sheet_is_closed_without_a_word(drawing: Studio) -> None:
    assert not drawing.window.isWindowModified()
    stroke(drawing)
    assert drawing.window.isWindowModified()
    drawing.run("undo")
    assert drawing.window.close()

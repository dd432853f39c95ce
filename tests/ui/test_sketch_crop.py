"""Another size of the drawing from the window: the frame on the canvas, the two dialogs, and who follows."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QMouseEvent, QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QApplication, QToolButton
from sketch_hands import FEELS, TIP, Hand, make_hand

from studio.core.picture import Picture
from studio.document.layer import Blend, Kind
from studio.document.rect import Rect
from studio.ui.sketch.crop import CropOverlay
from studio.ui.sketch.crop_frame import ALL, Grip, dragged, drawn, grip_at
from studio.ui.sketch.image_desk import ImageDesk
from studio.ui.sketch.image_dialogs import CanvasSize, ScaleDrawing
from studio.ui.sketch.layers_panel import LayersPanel
from studio.ui.widgets.background import Background
from studio.ui.window.actions import Actions
from studio.ui.window.status_line import StatusLine

Key, Mods, Type = Qt.Key, Qt.KeyboardModifier, QEvent.Type
SHEET = Rect(0, 0, 120, 80)


@pytest.fixture
def hand(qtbot) -> Hand:
    made = make_hand(qtbot)
    made.drag((10, 10), (100, 70))
    return made


@pytest.fixture
def desk(hand: Hand, qtbot) -> Iterator[ImageDesk]:
    background = Background()
    status = StatusLine()
    qtbot.addWidget(status)
    yield ImageDesk(hand.session, hand.view, background, status, hand.view)
    qtbot.waitUntil(lambda: not background.busy)


def drag(frame: CropOverlay, start: QPointF, end: QPointF, mods: Qt.KeyboardModifier = Mods.NoModifier) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    for kind, at, button, held in (
        (Type.MouseButtonPress, start, left, left),
        (Type.MouseMove, (start + end) / 2, none, left),
        (Type.MouseMove, end, none, left),
        (Type.MouseButtonRelease, end, left, none),
    ):
        QApplication.sendEvent(frame, QMouseEvent(kind, at, QPointF(frame.mapToGlobal(at)), button, held, mods))


# --- the frame by itself ---------------------------------------------------------------------------------------------

frames = st.builds(
    lambda x, y, w, h: Rect(x, y, w, h).intersect(SHEET),
    st.integers(0, 100), st.integers(0, 60), st.integers(20, 120), st.integers(20, 80),
)  # fmt: skip
grips = st.builds(Grip, st.sampled_from([-1, 0, 1]), st.sampled_from([-1, 0, 1]))
far = st.floats(-300, 300)


@given(frames, grips, far, far, st.booleans())
def test_a_dragged_frame_stays_on_the_sheet(frame: Rect, grip: Grip, dx: float, dy: float, keep: bool) -> None:
    after = dragged(frame, grip, dx, dy, SHEET, keep)
    assert after.intersect(SHEET) == after
    assert not after.is_empty
    if not keep:
        assert after.width >= 16
        assert after.height >= 16
    if grip == ALL:
        assert (after.width, after.height) == (frame.width, frame.height)
    if grip.x >= 0 and grip != ALL:
        assert after.x == frame.x
    if grip.y <= 0 and grip != ALL:
        assert after.bottom == frame.bottom


@given(frames, st.sampled_from([Grip(-1, -1), Grip(1, 1), Grip(1, -1), Grip(-1, 1)]), far, far)
def test_shift_keeps_the_proportions(frame: Rect, grip: Grip, dx: float, dy: float) -> None:
    after = dragged(frame, grip, dx, dy, SHEET, keep=True)
    assert abs(after.width - frame.width * after.height / frame.height) <= 0.5 + 0.5 * frame.width / frame.height + 1e-9


def test_handles_are_at_the_edges_and_the_inside_moves_all() -> None:
    frame = Rect(20, 20, 60, 40)
    assert grip_at(frame, 20, 20, 5) == Grip(-1, -1)
    assert grip_at(frame, 82, 40, 5) == Grip(1, 0)
    assert grip_at(frame, 50, 62, 5) == Grip(0, 1)
    assert grip_at(frame, 50, 40, 5) == ALL
    assert grip_at(frame, 90, 40, 5) is None
    assert grip_at(Rect(20, 20, 16, 16), 28, 28, 50) == ALL
    assert drawn(30, 60, 70, 10, SHEET) == Rect(30, 10, 40, 50)
    assert drawn(30, 30, 33, 33, SHEET) is None
    assert drawn(30, 10, 70, 30, SHEET, square=True) == Rect(30, 10, 40, 40)


# --- on the canvas ---------------------------------------------------------------------------------------------------


def test_dragging_handles_and_enter_crops(hand: Hand, desk: ImageDesk, qtbot) -> None:
    before = hand.pixels().copy()
    told: list[bool] = []
    desk.cropping.connect(told.append)
    desk.crop(True)
    frame = desk.frame
    assert frame is not None
    assert frame.hasFocus() or hand.view.focusWidget() is frame
    drag(frame, frame.handle(Grip(-1, -1)), hand.view.to_view(20, 10))
    drag(frame, frame.handle(Grip(1, 0)), hand.view.to_view(100, 0))
    assert frame.frame == Rect(20, 10, 80, 70)
    drag(frame, hand.view.to_view(50, 40), hand.view.to_view(60, 20))
    assert frame.frame == Rect(30, 0, 80, 70)
    assert (hand.pixels() == before).all()
    qtbot.keyClick(frame, Key.Key_Return)
    assert desk.frame is None
    assert told == [True, False]
    assert (hand.pixels() == before[0:70, 30:110]).all()
    assert hand.viewport.document_size.toSize().toTuple() == (80, 70)
    hand.view.grab()
    assert hand.session.undo_text == "Crop"
    hand.session.undo()
    assert (hand.pixels() == before).all()
    assert hand.viewport.document_size.toSize().toTuple() == (120, 80)
    hand.view.grab()


def test_escape_another_tool_and_another_sheet_leave_the_drawing(hand: Hand, desk: ImageDesk, qtbot) -> None:
    ways = [
        lambda frame: qtbot.keyClick(frame, Key.Key_Escape),
        lambda _: desk.crop(False),
        lambda frame: frame.leave_button.click(),
        lambda _: hand.session.choose_tool(hand.session.tools.tool),
        lambda _: hand.view.hide(),
    ]
    for leave in ways:
        desk.crop(True)
        leave(desk.frame)
        assert desk.frame is None
        assert (hand.session.document.width, hand.session.document.height) == (120, 80)
    assert hand.session.undo_text == "Stroke"
    hand.view.show()
    desk.crop(True)
    hand.session.new(64, 64)
    assert desk.frame is None


def test_the_keyboard_alone_can_crop(hand: Hand, desk: ImageDesk, qtbot) -> None:
    desk.crop(True)
    frame = desk.frame
    assert frame is not None
    for _ in range(3):
        qtbot.keyClick(frame, Key.Key_Left, Mods.ShiftModifier | Mods.ControlModifier)
    qtbot.keyClick(frame, Key.Key_Up, Mods.ShiftModifier)
    qtbot.keyClick(frame, Key.Key_Right, Mods.ControlModifier)
    qtbot.keyClick(frame, Key.Key_Down)
    assert frame.frame == Rect(10, 1, 90, 79)
    assert frame.size_label.text() == "90 × 79 px"
    frame.crop_button.setFocus()
    qtbot.keyClick(frame.crop_button, Key.Key_Return)
    assert (hand.session.document.width, hand.session.document.height) == (90, 79)


def test_the_wheel_still_zooms_and_the_drawing_is_not_drawn_on(hand: Hand, desk: ImageDesk, qtbot) -> None:
    desk.crop(True)
    frame = desk.frame
    assert frame is not None
    before = hand.pixels().copy()
    drag(frame, hand.view.to_view(-30, -20), hand.view.to_view(60, 50))
    assert frame.frame == Rect(0, 0, 60, 50)
    assert (hand.pixels() == before).all()
    qtbot.keyPress(frame, Key.Key_Space)
    assert hand.view.panning
    centre = hand.viewport.centre
    drag(frame, QPointF(200, 150), QPointF(160, 150))
    assert hand.viewport.centre != centre
    assert frame.frame == Rect(0, 0, 60, 50)
    qtbot.keyRelease(frame, Key.Key_Space)
    handle = frame.handle(Grip(1, 1))
    hand.viewport.set_rotation(90)
    assert frame.handle(Grip(1, 1)) != handle
    frame.grab()


def test_a_pen_does_not_draw_below_the_frame(hand: Hand, desk: ImageDesk) -> None:
    before = hand.pixels().copy()
    desk.crop(True)
    frame = desk.frame
    assert frame is not None
    device = QPointingDevice("pen", 7, QInputDevice.DeviceType.Stylus, TIP, FEELS, 1, 2)
    place, left, none = hand.view.to_view(50, 40), Qt.MouseButton.LeftButton, Mods.NoModifier
    for kind in (Type.TabletPress, Type.TabletMove, Type.TabletRelease):
        event = QTabletEvent(
            kind, device, place, QPointF(frame.mapToGlobal(place)), 0.7, 0, 0, 0, 0, 0, none, left, left
        )
        QApplication.sendEvent(frame, event)
        assert not event.isAccepted()  # so that it comes once more, as the mouse's
    assert (hand.pixels() == before).all()
    assert hand.view.cursor_ring.at is None
    desk.crop(False)
    hand.write((50, 60, 1.0), (60, 60, 1.0))
    assert (hand.pixels() != before).any()


# --- dialogs ---------------------------------------------------------------------------------------------------------


def test_the_canvas_grows_about_its_anchor_and_drawing_goes_on(hand: Hand, desk: ImageDesk) -> None:
    before = hand.pixels().copy()
    dialog = desk.ask_canvas()
    assert isinstance(dialog, CanvasSize)
    assert not dialog.ok.isEnabled()
    dialog.width_box.setValue(150)
    dialog.height_box.setValue(60)
    assert dialog.note.text()
    dialog.anchors.button(2).click()  # upper right
    dialog.ok.click()
    assert not dialog.isVisible()
    assert hand.pixels().shape == (60, 150, 4)
    assert (hand.pixels()[:, 30:] == before[:60]).all()
    hand.drag((140, 50), (149, 59))
    assert hand.alpha(146, 56) == 255
    hand.view.grab()
    for _ in range(2):
        hand.session.undo()
    assert (hand.pixels() == before).all()


def test_scaling_is_worked_out_behind_its_dialog(hand: Hand, desk: ImageDesk, qtbot) -> None:
    before = hand.pixels().copy()
    dialog = desk.ask_scale()
    assert isinstance(dialog, ScaleDrawing)
    dialog.width_box.setValue(240)
    assert dialog.size_wanted == (240, 160)
    dialog.keep.setChecked(False)
    dialog.height_box.setValue(100)
    assert dialog.size_wanted == (240, 100)
    hand.session.document.of_kind(Kind.HINTS)[0].pixels[5:20, 5:20] = 255, 0, 0, 255
    dialog.ok.click()
    hand.session.document.changed(hand.session.document.of_kind(Kind.HINTS)[0].id)  # something that still ran
    qtbot.waitUntil(lambda: hand.session.document.width == 240)
    assert hand.pixels().shape == (100, 240, 4)
    assert hand.session.undo_text == "Scale the drawing"
    hand.session.undo()
    assert (hand.pixels() == before).all()


def test_a_dialog_that_was_closed_changes_nothing(hand: Hand, desk: ImageDesk, qtbot) -> None:
    dialog = desk.ask_scale()
    dialog.width_box.setValue(60)
    dialog.ok.click()
    dialog.reject()
    qtbot.wait(100)
    assert hand.session.document.width == 120


def test_every_anchor_has_a_name(desk: ImageDesk) -> None:
    dialog = desk.ask_canvas()
    names = {button.accessibleName() for button in dialog.findChildren(QToolButton)}
    assert len(names) == 9
    assert all(names)
    dialog.reject()


# --- the layers panel ------------------------------------------------------------------------------------------------


def test_the_panel_sets_how_a_layer_blends(hand: Hand, qtbot) -> None:
    actions = Actions(hand.view, hand.view)
    panel = LayersPanel(hand.session, actions)
    qtbot.addWidget(panel)
    layer = hand.session.layer
    assert layer is not None
    panel.blend.setCurrentIndex(panel.blend.findText("Multiply"))
    panel.blend.activated.emit(1)
    assert layer.blend is Blend.MULTIPLY
    assert hand.session.undo_text == "Layer blending"
    hand.session.undo()
    assert panel.blend.currentText() == "Normal"
    hand.session.redo()
    assert panel.blend.currentText() == "Multiply"
    hand.session.add_layer(Kind.LABELS)
    assert not panel.blend.isEnabled()


def test_keys_hide_and_lock_a_layer(hand: Hand, qtbot) -> None:
    panel = LayersPanel(hand.session, Actions(hand.view, hand.view))
    qtbot.addWidget(panel)
    layer = hand.session.layer
    assert layer is not None
    qtbot.keyClick(panel.list, Key.Key_Space, Mods.ShiftModifier)
    assert (layer.locked, layer.visible) == (True, True)
    qtbot.keyClick(panel.list, Key.Key_Space)
    assert (layer.locked, layer.visible) == (True, False)
    qtbot.keyClick(panel.list, Key.Key_Space, Mods.ShiftModifier)
    assert not layer.locked


def test_the_view_shows_the_blend(hand: Hand) -> None:
    photo = np.full((80, 120, 4), (200, 100, 50, 255), np.uint8)
    hand.session.set_reference(Picture(photo[..., :3]))
    hand.session.set_layer(hand.session.document.of_kind(Kind.REFERENCE)[0].id, opacity=1.0)
    lines = hand.session.document.of_kind(Kind.SKETCH)[0]
    lines.pixels[:] = 128, 128, 128, 255
    hand.session.document.changed(lines.id)
    hand.session.set_layer(lines.id, blend=Blend.MULTIPLY)
    shown = hand.view.grab().toImage().pixelColor(hand.view.to_view(60, 40).toPoint())
    assert (shown.red(), shown.green(), shown.blue()) == (100, 50, 25)

"""The picture view and the comparison: looking around, dropping, splitting."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QInputDevice,
    QNativeGestureEvent,
    QPointingDevice,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.core.picture import Picture
from studio.ui.canvas.compare_view import CompareView
from studio.ui.canvas.frame import Frame
from studio.ui.canvas.picture_view import PictureView
from studio.ui.canvas.viewport import Viewport
from studio.ui.widgets.images import from_qimage, to_qimage
from studio.ui.widgets.theme import DARK, LIGHT, colours, palette_of

Mouse, Key, Mods = Qt.MouseButton, Qt.Key, Qt.KeyboardModifier
RED, BLUE = (255, 0, 0), (0, 0, 255)


def plain(colour: tuple[int, ...], width: int = 200, height: int = 100) -> Picture:
    return Picture(np.full((height, width, len(colour)), colour, np.uint8))


@pytest.fixture
def view(qtbot: QtBot) -> PictureView:
    view = PictureView(Viewport())
    return shown(qtbot, view)


@pytest.fixture
def compare(qtbot: QtBot) -> CompareView:
    view = CompareView(Viewport())
    shown(qtbot, view)
    view.set_picture(plain(RED))
    view.set_before(plain(BLUE))
    return view


def shown(qtbot: QtBot, view: PictureView) -> PictureView:
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    qtbot.waitExposed(view)
    view.setFocus()
    return view


def pixel(view: PictureView, x: float, y: float) -> QColor:
    image = view.grab().toImage()
    ratio = image.devicePixelRatio()
    return image.pixelColor(int(x * ratio), int(y * ratio))


def wheel(
    view: PictureView,
    at: QPointF,
    turn: int,
    phase: Qt.ScrollPhase = Qt.ScrollPhase.NoScrollPhase,
    pixels: QPoint | None = None,
    mods: Mods = Mods.NoModifier,
) -> None:
    event = QWheelEvent(at, at, pixels or QPoint(), QPoint(0, turn), Mouse.NoButton, mods, phase, False)
    QApplication.sendEvent(view, event)


def drag(qtbot: QtBot, view: PictureView, button: Qt.MouseButton, by: QPoint, mods: Mods = Mods.NoModifier) -> None:
    start = QPoint(200, 150)
    qtbot.mousePress(view, button, mods, start)
    qtbot.mouseMove(view, start + by)
    qtbot.mouseRelease(view, button, mods, start + by)


def test_shows_a_picture_and_then_another_in_one_paint(view: PictureView) -> None:
    view.set_picture(plain(RED))
    assert pixel(view, 200, 150) == QColor(*RED)
    assert pixel(view, 2, 2) == QColor(colours().canvas)
    view.set_picture(plain(BLUE))
    assert pixel(view, 200, 150) == QColor(*BLUE)
    view.set_picture(None)
    assert view.picture is None
    assert pixel(view, 200, 150) == QColor(colours().canvas)


def test_a_small_preview_covers_exactly_what_the_finished_picture_covers(view: PictureView) -> None:
    view.viewport.set_document_size(4000, 2000)
    halves = np.zeros((2000, 4000, 3), np.uint8)
    halves[:, 2000:] = 255
    view.viewport.zoom_at(QPointF(180, 120), 3.3, QSizeF(view.size()))
    view.set_picture(Picture(halves))
    large = to_array(view)
    view.set_picture(Picture(halves[::10, ::10].copy()))
    small = to_array(view)
    assert (np.abs(large.astype(int) - small).max(axis=2) > 40).mean() < 0.02  # the edge itself is softer
    assert large.min() < 10
    assert large.max() > 250


def to_array(view: PictureView) -> np.ndarray:
    return from_qimage(view.grab().toImage()).pixels[..., :3]


def test_later_pictures_do_not_move_the_view(view: PictureView) -> None:
    view.set_picture(plain(RED, 200, 100))
    view.viewport.set_zoom(2.0)
    field = view.viewport.field(QSizeF(view.size()))
    view.set_picture(plain(BLUE, 20, 10))
    assert view.viewport.field(QSizeF(view.size())) == field


def test_two_views_share_zoom_and_pan(view: PictureView, qtbot: QtBot) -> None:
    other = PictureView(view.viewport)
    shown(qtbot, other)
    view.set_picture(plain(RED))
    other.set_picture(plain(BLUE, 40, 20))
    wheel(view, QPointF(100, 100), -120)
    size = QSizeF(view.size())
    assert other.viewport.field(size) == view.viewport.field(size)
    corner = view.viewport.picture_to_widget(QPointF(0, 0), size)
    for one, colour in ((view, RED), (other, BLUE)):
        assert pixel(one, corner.x() + 2, corner.y() + 2) == QColor(*colour)


def test_checkerboard_under_transparency(view: PictureView) -> None:
    view.set_picture(plain((255, 0, 0, 0)))
    theme = colours()
    image = view.grab().toImage()
    seen = {image.pixelColor(x, image.height() // 2).name() for x in range(100, 300)}
    assert seen == {theme.check_light, theme.check_dark}


def test_a_theme_switch_repaints(view: PictureView) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before = app.palette()
    try:
        for theme in (LIGHT, DARK):
            app.setPalette(palette_of(theme))
            assert pixel(view, 2, 2) == QColor(theme.canvas)
    finally:
        app.setPalette(before)


def test_repaints_do_not_draw_the_frame_again(view: PictureView, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[bool] = []
    draw = Frame.draw
    monkeypatch.setattr(Frame, "draw", lambda *args: (drawn.append(True), draw(*args))[1])
    view.set_picture(plain(RED))
    for _ in range(3):
        view.grab()
    assert len(drawn) == 1
    view.viewport.set_zoom(3.0)
    view.grab()
    assert len(drawn) == 2


def test_wheel_zooms_at_the_pointer(view: PictureView) -> None:
    view.set_picture(plain(RED))
    size = QSizeF(view.size())
    point = QPointF(120, 130)
    under = view.viewport.widget_to_picture(point, size)
    zoom = view.viewport.zoom
    wheel(view, point, 120)
    assert view.viewport.zoom == pytest.approx(zoom * 1.25)
    again = view.viewport.widget_to_picture(point, size)
    assert (again.x(), again.y()) == pytest.approx((under.x(), under.y()))
    wheel(view, point, -120)
    assert view.viewport.zoom == pytest.approx(zoom)


def test_a_sideways_wheel_does_not_end_the_fit(view: PictureView) -> None:
    view.set_picture(plain(RED))
    wheel(view, QPointF(5, 5), 0)
    assert view.viewport.fitting


def test_two_fingers_pan_and_with_control_zoom(view: PictureView) -> None:
    view.set_picture(plain(RED))
    view.viewport.set_zoom(8.0)
    moving = Qt.ScrollPhase.ScrollUpdate
    wheel(view, QPointF(9, 9), 40, moving, QPoint(12, 20))
    centre = view.viewport.centre
    assert (centre.x(), centre.y()) == pytest.approx((0.5 - 12 / 1600, 0.5 - 20 / 800))
    wheel(view, QPointF(9, 9), 120, moving, QPoint(0, 20), Mods.ControlModifier)
    assert view.viewport.zoom == pytest.approx(10.0)


def test_pinch_zooms(view: PictureView) -> None:
    view.set_picture(plain(RED))
    view.viewport.set_zoom(2.0)
    at = QPointF(200, 150)
    device = QPointingDevice.primaryPointingDevice()
    kind = Qt.NativeGestureType.ZoomNativeGesture
    QApplication.sendEvent(view, QNativeGestureEvent(kind, device, 2, at, at, at, 0.5, QPointF()))
    assert view.viewport.zoom == pytest.approx(3.0)
    assert device.type() != QInputDevice.DeviceType.TouchPad


def test_every_way_to_pan(view: PictureView, qtbot: QtBot) -> None:
    view.set_picture(plain(RED))

    def moved(button: Qt.MouseButton) -> tuple[float, float]:
        view.viewport.set_zoom(10.0)
        view.viewport.zoom_at(QPointF(), 1.0, QSizeF(view.size()))
        before = view.viewport.picture_to_widget(QPointF(), QSizeF(view.size()))
        drag(qtbot, view, button, QPoint(31, -17))
        after = view.viewport.picture_to_widget(QPointF(), QSizeF(view.size()))
        return after.x() - before.x(), after.y() - before.y()

    assert moved(Mouse.MiddleButton) == pytest.approx((31, -17))
    qtbot.keyPress(view, Key.Key_Space)
    assert view.cursor().shape() == Qt.CursorShape.OpenHandCursor
    assert moved(Mouse.LeftButton) == pytest.approx((31, -17))
    qtbot.keyRelease(view, Key.Key_Space)
    assert view.cursor().shape() == Qt.CursorShape.ArrowCursor
    with qtbot.waitSignal(view.hand_changed):
        qtbot.keyClick(view, Key.Key_H)
    assert view.hand
    assert view.cursor().shape() == Qt.CursorShape.OpenHandCursor
    assert moved(Mouse.LeftButton) == pytest.approx((31, -17))
    assert moved(Mouse.RightButton) == pytest.approx((0, 0))


def test_control_and_space_drag_the_zoom(view: PictureView, qtbot: QtBot) -> None:
    view.set_picture(plain(RED))
    view.viewport.set_zoom(2.0)
    qtbot.keyPress(view, Key.Key_Space, Mods.ControlModifier)
    drag(qtbot, view, Mouse.LeftButton, QPoint(100, 0), Mods.ControlModifier)
    assert view.viewport.zoom == pytest.approx(4.0)


def test_the_keyboard_goes_everywhere(view: PictureView, qtbot: QtBot) -> None:
    view.set_picture(plain(RED))
    view.viewport.set_zoom(10.0)
    for key, x, y in (
        (Key.Key_Left, -1, 0),
        (Key.Key_Right, 1, 0),
        (Key.Key_Up, 0, -1),
        (Key.Key_Down, 0, 1),
    ):
        before = view.viewport.centre
        qtbot.keyClick(view, key)
        after = view.viewport.centre
        assert np.sign(after.x() - before.x()) == x
        assert np.sign(after.y() - before.y()) == y
    qtbot.keyClick(view, Key.Key_Plus)
    assert view.viewport.zoom == pytest.approx(12.5)
    qtbot.keyClick(view, Key.Key_Minus)
    assert view.viewport.zoom == pytest.approx(10.0)
    qtbot.mouseDClick(view, Mouse.LeftButton, pos=QPoint(100, 100))
    assert view.viewport.fitting


def drop(view: PictureView, mime: QMimeData) -> bool:
    """Drags `mime` over the view and lets it go; returns whether it was taken."""
    action = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    enter = QDragEnterEvent(QPoint(9, 9), action, mime, Mouse.LeftButton, Mods.NoModifier)
    enter.ignore()
    QApplication.sendEvent(view, enter)
    if not enter.isAccepted():
        return False
    assert enter.dropAction() == Qt.DropAction.CopyAction, "a move would delete the person's file"
    lit = pixel(view, 1, 150)
    assert lit == QColor(colours().accent)
    QApplication.sendEvent(view, QDropEvent(QPointF(9, 9), action, mime, Mouse.LeftButton, Mods.NoModifier))
    assert pixel(view, 1, 150) != lit
    return True


def test_files_and_pictures_are_dropped(view: PictureView, qtbot: QtBot) -> None:
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile("/tmp/a.png"), QUrl.fromLocalFile("/tmp/b c.jpg")])
    with qtbot.waitSignal(view.files_dropped) as heard:
        assert drop(view, files)
    assert heard.args == [[Path("/tmp/a.png"), Path("/tmp/b c.jpg")]]
    image = QMimeData()
    image.setImageData(to_qimage(plain(BLUE, 3, 2)).copy())
    with qtbot.waitSignal(view.image_dropped) as heard:
        assert drop(view, image)
    assert heard.args is not None
    assert heard.args[0].pixels.tolist() == plain(BLUE, 3, 2).pixels.tolist()
    text = QMimeData()
    text.setText("hello")
    assert not drop(view, text)


# comparing


def test_hold_shows_the_original(compare: CompareView) -> None:
    assert pixel(compare, 200, 150) == QColor(*RED)
    compare.hold_before(True)
    assert compare.holding
    assert pixel(compare, 200, 150) == QColor(*BLUE)
    compare.hold_before(False)
    assert pixel(compare, 200, 150) == QColor(*RED)


def test_split_shows_both(compare: CompareView, qtbot: QtBot) -> None:
    compare.set_split(True)
    assert compare.split == 0.5
    assert pixel(compare, 100, 200) == QColor(*BLUE)
    assert pixel(compare, 300, 200) == QColor(*RED)
    with qtbot.waitSignal(compare.split_changed) as heard:
        compare.split = 0.9
    assert heard.args == [0.9]
    assert pixel(compare, 300, 200) == QColor(*BLUE)
    compare.split = 7
    assert compare.split == 1.0
    compare.set_split(False)
    assert pixel(compare, 100, 200) == QColor(*RED)


def test_the_line_is_dragged_and_does_not_pan(compare: CompareView, qtbot: QtBot) -> None:
    compare.set_split(True)
    compare.viewport.set_zoom(8.0)
    centre = compare.viewport.centre
    qtbot.mouseMove(compare, QPoint(200, 60))
    assert compare.cursor().shape() == Qt.CursorShape.SplitHCursor
    drag(qtbot, compare, Mouse.LeftButton, QPoint(100, 0))
    assert compare.split == pytest.approx(0.75)
    assert compare.viewport.centre == centre
    qtbot.mousePress(compare, Mouse.LeftButton, pos=QPoint(100, 100))
    qtbot.mouseMove(compare, QPoint(90, 100))
    qtbot.mouseRelease(compare, Mouse.LeftButton, pos=QPoint(90, 100))
    assert compare.split == pytest.approx(0.75)
    assert compare.viewport.centre.x() > centre.x(), "beside the line, dragging pans"


def test_the_line_follows_the_keyboard(compare: CompareView, qtbot: QtBot) -> None:
    compare.set_split(True)
    qtbot.keyClick(compare, Key.Key_Right)
    assert compare.split == pytest.approx(0.52)
    qtbot.keyClick(compare, Key.Key_Left)
    qtbot.keyClick(compare, Key.Key_Left)
    assert compare.split == pytest.approx(0.48)
    qtbot.keyClick(compare, Key.Key_Home)
    assert compare.split == 0.0
    qtbot.keyClick(compare, Key.Key_End)
    assert compare.split == 1.0


def test_without_an_original_there_is_nothing_to_compare(compare: CompareView) -> None:
    compare.set_before(None)
    compare.set_split(True)
    compare.hold_before(True)
    assert pixel(compare, 100, 150) == QColor(*RED)


def test_the_result_can_be_dragged_out(compare: CompareView, tmp_path: Path) -> None:
    assert compare.drag_data() is None
    compare.drag_file = lambda: tmp_path / "result.png"
    data = compare.drag_data()
    assert data is not None
    assert [url.toLocalFile() for url in data.urls()] == [str(tmp_path / "result.png")]
    compare.set_picture(None)
    assert compare.drag_data() is None


def test_views_are_named_for_screen_readers(view: PictureView, compare: CompareView) -> None:
    for one in (view, compare):
        assert one.accessibleName()
        assert one.accessibleDescription().endswith(".")
        assert one.focusPolicy() == Qt.FocusPolicy.StrongFocus
    assert view.size() == QSize(400, 300)

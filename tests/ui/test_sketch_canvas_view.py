"""What the sketch canvas shows, what of it is painted anew, and where a point of the view lies in the drawing."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, QSizeF, Qt
from PySide6.QtGui import QImage, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication
from sketch_hands import Hand, make_hand

from studio.core.picture import Picture
from studio.document.document import Document
from studio.document.rect import Rect
from studio.document.stroke import Symmetry
from studio.ui.canvas.picture_view import PictureView
from studio.ui.canvas.viewport import Viewport
from studio.ui.sketch.paper import Paper, halvings_for
from studio.ui.sketch.toolbox import Tool

Type, Button, Mods, Key = QEvent.Type, Qt.MouseButton, Qt.KeyboardModifier, Qt.Key
SIZE = QSizeF(400, 300)


@pytest.fixture
def hand(qtbot) -> Hand:
    return make_hand(qtbot)


class Painted(QObject):
    """What a widget was asked to paint."""

    def __init__(self, hand: Hand) -> None:
        super().__init__(hand.view)
        self.region = QRegion()
        hand.view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False


def seen(hand: Hand) -> np.ndarray:
    """The view as it is drawn, HxWx3."""
    image = hand.view.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def colour_at(hand: Hand, x: float, y: float) -> tuple[int, int, int]:
    place = hand.view.to_view(x, y).toPoint()
    red, green, blue = (int(value) for value in seen(hand)[place.y(), place.x()])
    return red, green, blue


# --- painting --------------------------------------------------------------------------------------------------------


def test_paper_is_white_and_lines_lie_on_it(hand: Hand) -> None:
    hand.drag((20, 40), (60, 40))
    hand.view.put_ring(None)
    assert colour_at(hand, 40, 40) == (0, 0, 0)
    assert colour_at(hand, 40, 60) == (255, 255, 255)
    assert colour_at(hand, -20, 40) != (255, 255, 255), "around the paper is no paper"


def test_a_dab_paints_its_own_place_only(hand: Hand, qtbot) -> None:
    hand.viewport.set_zoom(1.0)
    hand.view.put_ring(None)
    QApplication.processEvents()
    painted = Painted(hand)
    hand.session.begin_stroke(60, 40, 1.0)
    QApplication.processEvents()
    hand.session.end()
    where = painted.region.boundingRect()
    assert where.contains(hand.view.to_view(60, 40).toPoint())
    assert where.width() <= 16
    assert where.height() <= 16


def test_what_is_painted_in_parts_is_what_is_painted_at_once(hand: Hand) -> None:
    for zoom in (0.45, 2.0, 6.3):
        hand.viewport.set_zoom(zoom)
        for angle in (0.0, 25.0):
            hand.viewport.set_rotation(angle)
            seen(hand)
            hand.write((20, 20, 0.3), (60, 45, 0.8), (90, 60, 1.0))
            hand.view.put_ring(None)
            in_parts = seen(hand)
            hand.view._paper = Paper(hand.session.document)
            hand.view.update()
            assert np.array_equal(seen(hand), in_parts)
            hand.session.undo()


def test_many_small_repaints_leave_what_a_whole_one_would(hand: Hand) -> None:
    """On the screen itself, where the parts between the repaints stay as they were."""
    hand.viewport.set_zoom(1.7)
    hand.viewport.set_rotation(12)
    QApplication.processEvents()
    hand.view.put_ring(None)
    shown = QImage(hand.view.size(), QImage.Format.Format_RGB32)
    hand.view.render(shown)
    painted = Painted(hand)
    hand.session.begin_stroke(20, 20, 1)
    for step in range(1, 20):
        hand.session.stroke_to(20 + 4 * step, 20 + 2 * step, 1)
        QApplication.processEvents()
    hand.session.end()
    QApplication.processEvents()
    after = QImage(hand.view.size(), QImage.Format.Format_RGB32)
    hand.view.render(after)
    changed = [
        (x, y) for x in range(shown.width()) for y in range(shown.height()) if shown.pixel(x, y) != after.pixel(x, y)
    ]
    assert changed
    assert all(painted.region.contains(QPointF(x, y).toPoint()) for x, y in changed), "all that changed was repainted"


def test_levels_of_the_paper_follow_each_change_exactly() -> None:
    document = Document.new(37, 23)
    paper = Paper(document)
    paper.image(3)
    layer = document.layer(document.active)
    rng = np.random.default_rng(3)
    for _ in range(20):
        x, y = int(rng.integers(0, 30)), int(rng.integers(0, 18))
        rect = Rect(x, y, int(rng.integers(1, 8)), int(rng.integers(1, 6))).intersect(document.rect)
        layer.pixels[rect.slices] = rng.integers(0, 256, (rect.height, rect.width, 4))
        document.changed(layer.id, rect)
        paper.spoil(rect)
        if rng.random() < 0.5:
            paper.image(0)
    for halvings in range(4):
        paper.image(halvings)
        fresh = Paper(document)
        fresh.image(halvings)
        assert np.array_equal(paper._levels[halvings], fresh._levels[halvings])
    assert [halvings_for(scale) for scale in (4, 1, 0.6, 0.5, 0.26, 0.25)] == [0, 0, 0, 1, 1, 2]


def test_undo_of_a_hidden_layer_shows_at_once(hand: Hand) -> None:
    hand.drag((20, 40), (60, 40))
    hand.view.put_ring(None)
    assert hand.session.layer is not None
    hand.session.set_layer(hand.session.layer.id, visible=False)
    assert colour_at(hand, 40, 40) == (255, 255, 255)
    hand.session.undo()
    assert colour_at(hand, 40, 40) == (0, 0, 0)


def test_a_result_is_laid_over_with_its_opacity(hand: Hand) -> None:
    red = Picture(np.full((40, 60, 3), (200, 0, 0), np.uint8))
    hand.view.show_over(red, 1.0)
    assert colour_at(hand, 60, 40) == (200, 0, 0)
    hand.view.show_over(red, 0.5)
    middle = colour_at(hand, 60, 40)
    assert abs(middle[0] - 228) <= 2
    assert abs(middle[1] - 128) <= 2
    hand.view.show_over(None)
    assert colour_at(hand, 60, 40) == (255, 255, 255)


def test_the_axis_of_symmetry_shows_and_goes(hand: Hand) -> None:
    plain = seen(hand)
    hand.session.tools.set_symmetry(Symmetry.VERTICAL)
    assert not np.array_equal(seen(hand), plain)
    hand.session.tools.set_symmetry(Symmetry.NONE)
    assert np.array_equal(seen(hand), plain)


# --- where we look ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("zoom", [0.05, 0.7, 1.0, 5.3, 32.0])
@pytest.mark.parametrize("angle", [0.0, 33.0, -120.0])
@pytest.mark.parametrize("mirrored", [False, True])
def test_there_and_back_again(zoom: float, angle: float, mirrored: bool) -> None:
    viewport = Viewport()
    viewport.set_document_size(640, 480)
    viewport.set_view(SIZE, 1.0)
    viewport.set_zoom(zoom)
    viewport.set_rotation(angle)
    viewport.set_mirrored(mirrored)
    for at in (QPointF(0, 0), QPointF(123.25, 71.5), QPointF(400, 300)):
        back = viewport.picture_to_widget(viewport.widget_to_picture(at, SIZE), SIZE)
        assert (back - at).manhattanLength() < 1e-6
    first, second = (viewport.widget_to_picture(at, SIZE) for at in (QPointF(100, 100), QPointF(130, 140)))
    across, down = (second.x() - first.x()) * 640, (second.y() - first.y()) * 480
    assert across**2 + down**2 == pytest.approx((50 / zoom) ** 2), "pixels stay square"


def test_zoom_at_a_point_keeps_what_lies_there_however_the_paper_is_turned() -> None:
    viewport = Viewport()
    viewport.set_document_size(640, 480)
    viewport.set_view(SIZE, 1.0)
    viewport.set_zoom(1.0)
    viewport.set_rotation(40)
    viewport.set_mirrored(True)
    at = QPointF(250, 130)
    before = viewport.widget_to_picture(at, SIZE)
    viewport.zoom_at(at, 1.6, SIZE)
    after = viewport.widget_to_picture(at, SIZE)
    assert (after - before).manhattanLength() < 1e-9
    viewport.pan(QPointF(30, -12))
    moved = viewport.picture_to_widget(before, SIZE) - at
    assert (moved - QPointF(30, -12)).manhattanLength() < 1e-6, "it goes with the hand"


def test_mirroring_changes_left_and_right_as_they_are_seen() -> None:
    viewport = Viewport()
    viewport.set_document_size(640, 480)
    viewport.set_view(SIZE, 1.0)
    viewport.set_zoom(0.5)
    viewport.set_rotation(30)
    before = viewport.picture_to_widget(QPointF(0.2, 0.3), SIZE)
    viewport.set_mirrored(True)
    after = viewport.picture_to_widget(QPointF(0.2, 0.3), SIZE)
    assert after.x() == pytest.approx(400 - before.x())
    assert after.y() == pytest.approx(before.y())


def test_a_turned_picture_still_fits_and_another_one_lies_straight() -> None:
    viewport = Viewport()
    viewport.set_document_size(640, 480)
    viewport.set_view(SIZE, 1.0)
    for angle in (0, 30, 90, 135):
        viewport.set_rotation(angle)
        shown = viewport.shown(SIZE)
        assert shown.left() >= 15.9
        assert shown.top() >= 15.9
        assert min(shown.left(), shown.top()) < 17, "as large as it fits"
    viewport.set_document_size(100, 100)
    assert (viewport.rotation, viewport.mirrored) == (0, False)


def test_the_result_turns_like_the_drawing(hand: Hand, qtbot) -> None:
    half = np.zeros((80, 120, 3), np.uint8)
    half[:, :60] = (250, 0, 0)
    result = PictureView(hand.viewport)
    qtbot.addWidget(result)
    result.resize(hand.view.size())
    result.set_picture(Picture(half))

    def red(x: float, y: float) -> bool:
        place = hand.view.to_view(x, y).toPoint()
        return result.grab().toImage().pixelColor(place).red() > 200

    for angle, mirrored in ((0.0, False), (90.0, False), (90.0, True), (200.0, True)):
        hand.viewport.set_rotation(angle)
        hand.viewport.set_mirrored(mirrored)
        assert red(30, 40)
        assert not red(90, 40)


def test_drawing_goes_where_the_pen_is_on_turned_and_mirrored_paper(hand: Hand) -> None:
    hand.viewport.set_zoom(3.0)
    hand.viewport.set_rotation(70)
    hand.viewport.set_mirrored(True)
    hand.write((60, 40, 1), (75, 45, 1))
    assert hand.alpha(60, 40) == hand.alpha(74, 45) == 255
    assert hand.alpha(75, 35) == 0


# --- looking around --------------------------------------------------------------------------------------------------


def test_space_and_the_middle_button_pan_and_draw_nothing(hand: Hand) -> None:
    hand.key(Key.Key_Space)
    start = hand.view.to_view(60, 40)
    hand.drag((60, 40), (50, 30))
    moved = hand.view.to_view(60, 40) - start
    hand.key(Key.Key_Space, up=True)
    assert moved.x() < -10
    hand.drag((60, 40), (70, 45), button=Button.MiddleButton)
    assert not hand.pixels().any()
    hand.drag((60, 40), (70, 45))
    assert hand.pixels().any(), "afterwards the pen draws again"


def test_space_with_the_pen_leaves_its_events_to_the_view(hand: Hand) -> None:
    hand.key(Key.Key_Space)
    assert not hand.pen(Type.TabletPress, (60, 40), 1)
    assert not hand.pixels().any()


def test_shift_space_and_a_drag_turn_the_paper(hand: Hand) -> None:
    hand.key(Key.Key_Space, Mods.ShiftModifier)
    hand.drag((100, 40), (60, 75), mods=Mods.ShiftModifier)  # a quarter round the middle
    assert hand.viewport.rotation == pytest.approx(90)
    hand.key(Key.Key_Space, up=True)
    assert not hand.pixels().any()
    assert not hand.view.turning


def test_the_wheel_zooms_from_5_to_3200_percent(hand: Hand) -> None:
    for _ in range(60):
        hand.viewport.zoom_at(QPointF(200, 150), 1.25, SIZE)
    assert hand.viewport.zoom == 32.0
    for _ in range(60):
        hand.viewport.zoom_at(QPointF(200, 150), 0.8, SIZE)
    assert hand.viewport.zoom == 0.05


def test_two_quick_clicks_are_two_dabs(hand: Hand) -> None:
    hand.drag((30, 30))
    hand.mouse(Type.MouseButtonDblClick, (30, 30))
    hand.mouse(Type.MouseButtonRelease, (30, 30))
    assert not hand.viewport.fitting
    hand.session.choose_tool(Tool.BRUSH)
    assert hand.alpha(30, 30) == 255

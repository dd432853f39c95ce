"""What the canvas of the map shows: materials over photos, as areas or outlines, the sketch over them, previews."""

from __future__ import annotations

import numpy as np
import pytest
from map_hands import MapHand, make_map_hand
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from studio.core.picture import Picture
from studio.document.layer import Kind
from studio.document.stroke import Symmetry
from studio.ui.canvas.viewport import Viewport
from studio.ui.materials.map_session import KINDS
from studio.ui.materials.papers import LinesPaper, MapPaper, OutlinePaper
from studio.ui.materials.toolbox import MapTool
from studio.ui.materials.view import MapView
from studio.ui.sketch.canvas import SketchCanvas
from studio.ui.sketch.toolbox import Tool
from studio.ui.sketch.view import SketchView

Type, Mods = QEvent.Type, Qt.KeyboardModifier
RED = (200, 30, 30)


@pytest.fixture
def hand(qtbot) -> MapHand:
    return make_map_hand(qtbot)


def seen(view: QWidget) -> np.ndarray:
    """The view as it is drawn anew, HxWx3."""
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def colour_at(view: SketchView, x: float, y: float) -> tuple[int, int, int]:
    place = view.to_view(x, y).toPoint()
    red, green, blue = (int(value) for value in seen(view)[place.y(), place.x()])
    return red, green, blue


def lay_red_below(hand: MapHand) -> None:
    hand.session.set_reference(Picture(np.full((80, 120, 3), RED, np.uint8)))
    reference = hand.session.document.of_kind(Kind.REFERENCE)[0]
    hand.session.set_layer(reference.id, opacity=1.0)


def test_materials_lie_over_the_photo_and_over_squares_where_there_is_none(hand: MapHand) -> None:
    hand.drag((20, 40), (60, 40))
    sky = hand.maps.tools.colour
    assert colour_at(hand.view, 40, 40) == sky
    squares = {colour_at(hand.view, x, 60) for x in range(10, 60, 3)}
    assert len(squares) == 2
    assert all(120 < one[0] < 170 for one in squares), "neither snow nor shadow"
    lay_red_below(hand)
    assert colour_at(hand.view, 40, 40) == sky
    assert colour_at(hand.view, 40, 60) == RED
    hand.view.set_map_opacity(0.5)
    assert colour_at(hand.view, 40, 40) == pytest.approx([(a + b) / 2 for a, b in zip(sky, RED, strict=True)], abs=2)
    hand.view.set_map_opacity(0.0)
    assert colour_at(hand.view, 40, 40) == RED


def test_outlines_show_the_photo_within_them_and_lie_over_the_result(hand: MapHand) -> None:
    lay_red_below(hand)
    hand.maps.choose_tool(MapTool.RECTANGLE)
    hand.drag((40, 20), (80, 60))
    hand.viewport.set_zoom(5.0)
    hand.view.set_outlines(True)
    sky = hand.maps.tools.colour
    assert colour_at(hand.view, 50, 40) == RED
    assert colour_at(hand.view, 40.5, 40) == sky
    assert colour_at(hand.view, 38, 40) == RED
    hand.view.show_over(Picture(np.full((80, 120, 3), (10, 20, 30), np.uint8)), 1.0)
    assert colour_at(hand.view, 50, 40) == (10, 20, 30)
    assert colour_at(hand.view, 40.5, 40) == sky
    hand.view.set_outlines(False)
    assert colour_at(hand.view, 40.5, 40) == (10, 20, 30), "areas lie below the result"


def test_each_room_shows_its_own_kinds(hand: MapHand, qtbot) -> None:
    session = hand.session
    sketch = SketchView(session, hand.viewport)
    qtbot.addWidget(sketch)
    sketch.resize(hand.view.size())
    hand.drag((20, 40), (60, 40))
    session.choose_tool(Tool.BRUSH)
    session.tools.set_brush(size=6.0, hardness=1.0, pressure_size=False)
    session.draw_line((40, 20), (40, 60))
    session.choose_tool(Tool.HINTS)
    session.draw_line((90, 20), (90, 60))
    sky, hint = hand.maps.tools.colour, session.tools.colour
    assert colour_at(sketch, 30, 40) == (255, 255, 255)
    assert colour_at(sketch, 40, 40) == (0, 0, 0)
    assert colour_at(sketch, 90, 40) == hint
    assert colour_at(hand.view, 30, 40) == sky
    over = colour_at(hand.view, 40, 40)
    assert all(0.3 * a < b < 0.5 * a for a, b in zip(sky, over, strict=True)), "the lines, thinly"
    assert colour_at(hand.view, 90, 40) != hint
    assert session.pick(30, 40) == (255, 255, 255), "nor can one pick what does not show"


def test_the_canvas_holds_the_view_that_it_is_given(qtbot, hand: MapHand) -> None:
    canvas = SketchCanvas(hand.session, QWidget(), make_view=lambda viewport: MapView(hand.maps, viewport))
    qtbot.addWidget(canvas)
    assert isinstance(canvas.view, MapView)
    assert canvas.view.viewport is canvas.viewport
    plain = SketchCanvas(hand.session, QWidget())
    qtbot.addWidget(plain)
    assert type(plain.view) is SketchView


@pytest.mark.parametrize("outlines", [False, True])
@pytest.mark.parametrize("zoom", [2.0, 0.7])
def test_many_small_repaints_leave_what_a_whole_one_would(hand: MapHand, outlines: bool, zoom: float) -> None:
    hand.viewport.set_zoom(zoom)
    hand.view.set_outlines(outlines)
    hand.maps.tools.set_symmetry(Symmetry.VERTICAL)
    for material in ("sky", "trees"):
        hand.take(material)
        hand.maps.begin_stroke(20, 20, 1)
        for step in range(1, 16):
            hand.maps.stroke_to(20 + 4 * step, 20 + 2 * step, 1)
            QApplication.processEvents()
        hand.maps.end()
    hand.session.undo()
    QApplication.processEvents()
    kept = QImage(hand.view.size(), QImage.Format.Format_RGB32)
    hand.view.render(kept)
    view = hand.view
    for paper, fresh in (
        (view._map, MapPaper(hand.session.document)),
        (view._outline, OutlinePaper(hand.session.document)),
        (view._lines, LinesPaper(hand.session.document)),
    ):
        paper.image(1)
        fresh.image(1)
        for old, new in zip(paper._levels, fresh._levels, strict=False):
            assert np.array_equal(old, new)
    view._on_document()
    whole = QImage(hand.view.size(), QImage.Format.Format_RGB32)
    hand.view.render(whole)
    assert kept == whole


def test_what_is_about_to_be_painted_shows_with_its_mirror_image_and_goes_again(hand: MapHand) -> None:
    plain = seen(hand.view)
    hand.maps.tools.set_symmetry(Symmetry.VERTICAL)
    hand.maps.choose_tool(MapTool.RECTANGLE)
    hand.mouse(Type.MouseButtonPress, (10, 10))
    hand.mouse(Type.MouseMove, (40, 40))
    for x in (25, 95):
        assert colour_at(hand.view, x, 25)[2] > 160, "blue as the sky"
    assert max(colour_at(hand.view, 50, 60)) < 160, "beside the axis of symmetry, nothing"
    hand.session.interrupt(keep=False)
    hand.maps.tools.set_symmetry(Symmetry.NONE)
    hand.view.put_ring(None)
    assert np.array_equal(seen(hand.view), plain)


def test_an_open_polygon_follows_the_pointer(hand: MapHand) -> None:
    hand.maps.choose_tool(MapTool.POLYGON)
    for point in ((10, 10), (60, 10)):
        hand.view.clicks.forget()
        hand.drag(point)
    before = colour_at(hand.view, 50, 30)
    hand.mouse(Type.MouseMove, (60, 70), held=False)
    assert colour_at(hand.view, 50, 30) != before
    shape = hand.maps.shape
    assert shape is not None
    assert len(shape.corners()) == 2, "it is a corner once it is clicked"
    hand.view.put_ring(None)
    assert colour_at(hand.view, 50, 30) == before


@pytest.mark.parametrize("tool", [MapTool.POLYGON, MapTool.LASSO, MapTool.RECTANGLE, MapTool.LINE])
def test_small_repaints_take_an_outline_away_again_also_after_zooming(hand: MapHand, tool: MapTool) -> None:
    hand.viewport.set_zoom(1.0)
    hand.maps.choose_tool(tool)
    hand.view.put_ring(None)
    hand.maps.begin_shape(10, 10)
    for point in ((100, 12), (60, 70), (20, 60)):
        if tool is MapTool.POLYGON:
            hand.maps.add_corner(*point)
        else:
            hand.maps.shape_to(*point)
        QApplication.processEvents()
    hand.viewport.set_zoom(2.0)
    QApplication.processEvents()
    hand.session.interrupt(keep=False)
    QApplication.processEvents()
    backing = hand.view.screen().grabWindow(hand.view.winId()).toImage().convertToFormat(QImage.Format.Format_RGB32)
    fresh = hand.view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    assert backing == fresh


def test_previews_follow_a_view_that_is_turned_and_mirrored(hand: MapHand) -> None:
    hand.viewport.set_rotation(90)
    hand.viewport.set_mirrored(True)
    hand.maps.choose_tool(MapTool.LASSO)
    points = [(20, 20), (60, 20), (60, 50), (20, 50)]
    hand.mouse(Type.MouseButtonPress, points[0])
    for point in points[1:]:
        hand.mouse(Type.MouseMove, point)
    (preview,) = hand.view._previews(hand.maps.shape)  # type: ignore[arg-type]
    for place, point in zip(preview.toList(), points, strict=True):
        assert (place - hand.view.to_view(*point)).manhattanLength() < 0.01
    hand.mouse(Type.MouseButtonRelease, points[-1])
    assert hand.at(40, 30) == "sky"


def test_the_ring_is_that_of_the_tool(hand: MapHand) -> None:
    ring = hand.view.cursor_ring
    ring.place(QPointF(50, 50), 2.0)
    assert ring.shape == Qt.CursorShape.BlankCursor
    hand.maps.choose_tool(MapTool.FILL)
    assert ring.shape == Qt.CursorShape.CrossCursor
    hand.maps.choose_tool(MapTool.ERASER)
    hand.maps.tools.set_size(60)
    area = ring.place(QPointF(50, 50), 2.0)
    assert area.width() >= 120


def test_the_layer_at_work_is_one_that_can_be_seen(hand: MapHand) -> None:
    session = hand.session
    hand.drag((20, 40), (60, 40))
    session.set_scope(SketchView.KINDS)
    assert session.layer is not None
    assert session.layer.kind is Kind.SKETCH
    session.undo()
    session.redo()
    assert session.layer.kind is Kind.SKETCH, "also after a step that would bring the map"
    hand.maps.enter()
    assert session.layer.kind is Kind.LABELS
    session.activate(session.document.of_kind(Kind.SKETCH)[0].id)
    hand.drag((20, 60), (60, 60))
    assert session.layer.kind is Kind.LABELS, "painting goes to the map"
    assert {layer.kind for layer in session.document.layers if layer.kind in KINDS} == {Kind.LABELS, Kind.SKETCH}


def test_the_hidden_room_is_up_to_date_when_it_shows(hand: MapHand) -> None:
    hand.view.hide()
    session = hand.session
    session.choose_tool(Tool.BRUSH)
    session.begin_stroke(20, 40, 1)
    session.stroke_to(60, 40, 1)
    session.end()
    hand.view.show()
    hand.view._lines.image()
    fresh = LinesPaper(session.document)
    fresh.image()
    assert np.array_equal(hand.view._lines._levels[0], fresh._levels[0])
    assert fresh._levels[0].any()


def test_a_new_sheet_is_shown_with_its_own_size(hand: MapHand) -> None:
    hand.drag((20, 40), (60, 40))
    hand.maps.choose_tool(MapTool.LASSO)
    hand.mouse(Type.MouseButtonPress, (20, 40))
    hand.session.new(64, 48)
    assert hand.maps.shape is None
    assert hand.maps.labels() is None
    assert hand.viewport.document_size.toTuple() == (64, 48)
    assert isinstance(hand.viewport, Viewport)
    hand.view.pointer.finish()
    assert not hand.session.busy

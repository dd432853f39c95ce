"""The canvas of the map: the photo below, the materials, the sketch over them, and what the hand is about to paint."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QPolygonF, QTransform
from PySide6.QtWidgets import QApplication, QWidget

from studio.document.layer import Kind
from studio.document.rect import Rect
from studio.document.stroke import Symmetry
from studio.ui.canvas.viewport import Viewport
from studio.ui.materials.cursor import MapRing
from studio.ui.materials.gestures import Clicks, map_gesture_for
from studio.ui.materials.map_session import MapSession
from studio.ui.materials.papers import LinesPaper, MapPaper, OutlinePaper
from studio.ui.materials.shape import Shape
from studio.ui.materials.toolbox import MapTool
from studio.ui.sketch.tools import Gesture, Touch, snapped
from studio.ui.sketch.view import SketchView
from studio.ui.widgets.images import checkerboard
from studio.ui.widgets.theme import GRID

NOTHING = "#989898", "#8c8c8c"  # the squares where nothing is said: neither snow nor shadow
LINES = 0.6  # how strongly the sketch shows over the map
FILLED = 110  # of 255: how strongly a preview is filled
CORNER = 3.0  # radius of a polygon's corners, logical pixels
SPARE = 8  # logical pixels round a preview that its pens may touch
Type, Key = QEvent.Type, Qt.Key
SHAPE_KEYS = (Key.Key_Escape, Key.Key_Return, Key.Key_Enter, Key.Key_Backspace)


class MapView(SketchView):
    """Paints the map of `maps` with the hand, as the sketch is drawn on.

    The map lies over the photos with `map_opacity`, or shows as `outlines` alone, above the result, too, where that is
    laid over. A polygon stays open from click to click: Enter or a double click closes it, Backspace takes its last
    corner back, Escape all of it.
    """

    KINDS = (Kind.REFERENCE, Kind.RESULT)
    look_changed = Signal()  # map_opacity or outlines

    def __init__(self, maps: MapSession, viewport: Viewport, parent: QWidget | None = None) -> None:
        super().__init__(maps.session, viewport, parent, painter=maps, ring=MapRing(maps.tools))
        self.maps = maps
        self.clicks = Clicks()
        self._map_opacity = 1.0
        self._outlined = False
        self._hover: QPointF | None = None  # where the pointer is, while a polygon is open
        self._shape_area = QRect()
        self._shown: Shape | None = None  # the outline that `_shape_area` is that of
        self.setAccessibleName(self.tr("Map of materials"))
        self.setAccessibleDescription(
            self.tr("Paint with pen or mouse. Wheel zooms, Space drags, minus and equals change the material.")
        )
        maps.shape_changed.connect(self._on_shape)
        viewport.changed.connect(self._on_viewport)

    def _on_document(self) -> None:
        document = self.session.document
        self._map, self._outline, self._lines = MapPaper(document), OutlinePaper(document), LinesPaper(document)
        super()._on_document()

    def gesture(self, modifiers: Qt.KeyboardModifier, turned_round: bool) -> Gesture:
        return map_gesture_for(self, modifiers, turned_round)

    # --- how the map shows -------------------------------------------------------------------------------------------

    @property
    def map_opacity(self) -> float:
        """How much of what lies below the map covers, 0..1."""
        return self._map_opacity

    def set_map_opacity(self, opacity: float) -> None:
        """Lets the photo below the map show through."""
        if opacity != self._map_opacity:
            self._map_opacity = opacity
            self.update()
            self.look_changed.emit()

    @property
    def outlines(self) -> bool:
        """Whether only the edges of the materials show."""
        return self._outlined

    def set_outlines(self, on: bool) -> None:
        """Shows the map as outlines, or as areas."""
        if on != self._outlined:
            self._outlined = on
            self.update()
            self.look_changed.emit()

    def _on_painted(self, rect: Rect) -> None:
        self._map.spoil(rect)
        self._outline.spoil(rect)
        if not (self.session.busy or self.maps.painting):  # else nothing but the map changes
            self._paper.spoil(rect)
            self._lines.spoil(rect)
        self.update(self.area_of(self._outline.grown(rect) if self._outlined else rect))

    def _paint_drawing(self, painter: QPainter, field: QRectF, zoom: float) -> None:
        if any(layer.shown for kind in self.KINDS for layer in self.session.document.of_kind(kind)):
            self._paint_paper(painter, self._paper, field, zoom)
        else:
            painter.setBrushOrigin(field.topLeft())
            painter.fillRect(field, checkerboard(*NOTHING, GRID))
        if not self._outlined and self._map_opacity > 0:
            self._paint_paper(painter, self._map, field, zoom, self._map_opacity)
        if any(layer.shown for layer in self.session.document.of_kind(Kind.SKETCH)):
            self._paint_paper(painter, self._lines, field, zoom, LINES)

    def _paint_above(self, painter: QPainter, field: QRectF, zoom: float) -> None:
        if self._outlined:
            self._paint_paper(painter, self._outline, field, zoom)
        super()._paint_above(painter, field, zoom)

    # --- what the hand is about to paint -----------------------------------------------------------------------------

    def _on_tools(self) -> None:
        super()._on_tools()
        self._on_shape()  # it may have another colour now

    def put_ring(self, at: QPointF | None) -> None:
        super().put_ring(at)
        shape = self.maps.shape
        open_polygon = shape is not None and shape.tool is MapTool.POLYGON and not self.pointer.busy
        hover = at if open_polygon else None
        if hover != self._hover:
            self._hover = hover
            self._on_shape()

    def _on_shape(self) -> None:
        before, self._shape_area = self._shape_area, QRect()
        shape = self.maps.shape
        grown, self._shown = shape is not None and shape is self._shown, shape
        if shape is None:
            self._hover = None
        elif shape.tool is MapTool.LASSO and grown:
            # Only the triangle between its beginning and its last two points can look different now.
            points = shape.points.toList()
            change = self._area(shape, QPolygonF([points[0], *points[-2:]]))
            self._shape_area = before.united(change)
            self.update(change)
            return
        else:
            self._shape_area = self._area(shape)
        self.update(before.united(self._shape_area))

    def _on_viewport(self) -> None:
        """All is painted anew; an open outline lies elsewhere now."""
        shape = self.maps.shape
        self._shape_area = QRect() if shape is None else self._area(shape)

    def _area(self, shape: Shape, part: QPolygonF | None = None) -> QRect:
        """Where the outline shows, or a part of it, with its mirror images."""
        spare = SPARE + (self.maps.tools.brush_size / 2 * self.scale if shape.tool is MapTool.LINE else 0)
        area = QRect()
        for points in self._previews(shape, part):
            area = area.united(points.boundingRect().adjusted(-spare, -spare, spare, spare).toAlignedRect())
        return area

    def _previews(self, shape: Shape, part: QPolygonF | None = None) -> list[QPolygonF]:
        """The outline (or a part of it) and its mirror images, in this view's logical pixels."""
        points = QPolygonF(part or shape.points)
        if shape.tool is MapTool.RECTANGLE:
            points = QPolygonF(QRectF(points.first(), points.last()).normalized())
        elif self._hover is not None:
            shift = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
            last = points.last()
            end = snapped(self.to_view(last.x(), last.y()), Touch(0, 0, self._hover, shift=shift))
            points.append(QPointF(*self.to_document(end)))
        document, symmetry = self.session.document, self.maps.tools.symmetry
        images = [QTransform()]
        if symmetry in (Symmetry.VERTICAL, Symmetry.BOTH):
            images += [image * QTransform(-1, 0, 0, 1, document.width, 0) for image in images]
        if symmetry in (Symmetry.HORIZONTAL, Symmetry.BOTH):
            images += [image * QTransform(1, 0, 0, -1, 0, document.height) for image in images]
        field = self._viewport.field(self._size())
        to_view = QTransform(self._viewport.turn(self._size()))
        to_view.translate(field.x(), field.y())
        to_view.scale(field.width() / document.width, field.height() / document.height)
        return [(image * to_view).map(points) for image in images]

    def _paint_line(self, painter: QPainter) -> None:
        shape = self.maps.shape
        if shape is None:
            return
        # Smooth edges of a line that is drawn by hand would take longer than the hand does.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, shape.tool is not MapTool.LASSO)
        colour = QColor(*self.maps.tools.colour, FILLED)
        for points in self._previews(shape):
            if shape.tool is MapTool.LINE:
                width = self.maps.tools.brush_size * self.scale
                painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
                painter.drawLine(points.first(), points.last())
                continue
            painter.setBrush(colour)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawPolygon(points, Qt.FillRule.WindingFill)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for pen in (QPen(QColor(0, 0, 0), 3), QPen(QColor(255, 255, 255), 1)):
                painter.setPen(pen)
                painter.drawPolygon(points)
            if shape.tool is MapTool.POLYGON:
                painter.setBrush(QColor(255, 255, 255))
                for corner in points.toList()[: shape.points.size()]:
                    painter.drawEllipse(corner, CORNER, CORNER)
                painter.setBrush(Qt.BrushStyle.NoBrush)

    # --- keys of an open outline -------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """While an outline is open, its keys mean it, before they mean anything to the window."""
        asked = isinstance(event, QKeyEvent) and event.type() == Type.ShortcutOverride and event.key() in SHAPE_KEYS
        if asked and self.maps.shape is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shape = self.maps.shape
        if shape is None:
            super().keyPressEvent(event)
            return
        match event.key():
            case Key.Key_Escape:
                self.session.interrupt(keep=False)
            case Key.Key_Return | Key.Key_Enter:
                self.session.interrupt()
            case Key.Key_Backspace:
                self.maps.remove_corner()
            case _:
                super().keyPressEvent(event)

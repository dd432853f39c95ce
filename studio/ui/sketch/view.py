"""The sketch canvas: paper, what is drawn on it, and the brush over it."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTabletEvent,
    QTransform,
)
from PySide6.QtWidgets import QWidget

from studio.core.picture import Picture
from studio.document.layer import Kind
from studio.document.rect import Rect
from studio.document.stroke import Symmetry
from studio.ui.canvas.drawn_frames import NEAREST_ABOVE
from studio.ui.canvas.frame import Frame
from studio.ui.canvas.picture_view import PictureView
from studio.ui.canvas.viewport import Viewport
from studio.ui.sketch.cursor import BrushCursor, Ring
from studio.ui.sketch.guides import paint_axes, paint_line
from studio.ui.sketch.paper import Paper, halvings_for
from studio.ui.sketch.pointer import SketchPointer
from studio.ui.sketch.session import SEEN, SketchSession
from studio.ui.sketch.tools import Gesture, ToolPainter, gesture_for
from studio.ui.widgets.theme import colours

UPRIGHT = 3.0  # degrees within which a turn snaps to the upright


class SketchView(PictureView):
    """Shows the document of `session` through a shared viewport and repaints no more of it than has changed.

    Looking around is as with pictures; Shift+Space and a drag turns the paper. Pen and mouse are up to `pointer`, and
    what they do is up to `gesture`. Another room may lay another `ring` round the pointer and paint with its own
    `painter`, whose `tools` these are.
    """

    KINDS: tuple[Kind, ...] = SEEN

    def __init__(
        self,
        session: SketchSession,
        viewport: Viewport,
        parent: QWidget | None = None,
        *,
        painter: ToolPainter | None = None,
        ring: Ring | None = None,
    ) -> None:
        super().__init__(viewport, parent)
        self.session = session
        self.painter: ToolPainter = painter or session
        self.tools = self.painter.tools
        self.cursor_ring = ring or BrushCursor(session.tools)
        self._paper = Paper(session.document, self.KINDS)
        self._over: Frame | None = None
        self._over_picture: Picture | None = None
        self._over_opacity = 1.0
        self._line: QLineF | None = None
        self._line_area = QRect()
        self._shown_symmetry = Symmetry.NONE
        self._turning: float | None = None  # the rotation minus the pointer's angle
        self.setAccessibleName(self.tr("Sketch"))
        self.setAccessibleDescription(
            self.tr("Draw with pen or mouse. Wheel zooms, Space drags, 4 and 6 turn, M mirrors the view.")
        )
        self.setTabletTracking(True)
        self.pointer = SketchPointer(self)
        session.interrupted.connect(self.pointer.cancel)
        session.painted.connect(self._on_painted)
        for another in (session.document_changed, session.resized):
            another.connect(self._on_document)
        self.tools.changed.connect(self._on_tools)
        self.tools.taken.connect(lambda: self.set_hand(False))
        self._on_document()

    def take_paper(self, paper: Paper) -> None:
        """Shows the drawing by what was made ready elsewhere, if it is of the drawing at hand."""
        if paper.document is self.session.document:
            self._paper = paper

    # --- between view and drawing ------------------------------------------------------------------------------------

    @property
    def scale(self) -> float:
        """Logical pixels of this view per pixel of the drawing."""
        return self._viewport.zoom_in_view(self._size()) / max(1.0, self.devicePixelRatioF())

    def to_document(self, point: QPointF) -> tuple[float, float]:
        """The position in the drawing's pixels under a point of this view; outside of it beside the paper."""
        place = self._viewport.widget_to_picture(point, self._size())
        return place.x() * self.session.document.width, place.y() * self.session.document.height

    def to_view(self, x: float, y: float) -> QPointF:
        """Where a position in the drawing's pixels lies in this view."""
        document = self.session.document
        return self._viewport.picture_to_widget(QPointF(x / document.width, y / document.height), self._size())

    def area_of(self, rect: Rect) -> QRect:
        """What shows these pixels of the drawing, with those that smoothing mixes them into."""
        spare = 2 ** halvings_for(self._viewport.zoom_in_view(self._size())) + 1
        corners = (rect.x - spare, rect.y - spare), (rect.right + spare, rect.bottom + spare)
        (left, top), (right, bottom) = corners
        places = [self.to_view(x, y) for x in (left, right) for y in (top, bottom)]
        xs, ys = [p.x() for p in places], [p.y() for p in places]
        return QRectF(QPointF(min(xs), min(ys)), QPointF(max(xs), max(ys))).toAlignedRect().adjusted(-1, -1, 1, 1)

    # --- what is shown -----------------------------------------------------------------------------------------------

    def show_over(self, picture: Picture | None, opacity: float = 1.0) -> None:
        """Lays a picture over the drawing (0..1), stretched to its size; None takes it away."""
        if picture is None:
            self._over = None
        elif picture is not self._over_picture:
            self._over = self._framed(picture)
        self._over_picture = picture
        self._over_opacity = opacity
        self.update()

    def show_line(self, line: QLineF | None) -> None:
        """Previews a straight line, in this view's logical pixels; None ends it."""
        before = self._line_area
        self._line = line
        self._line_area = QRect()
        if line is not None:
            self._line_area = QRectF(line.p1(), line.p2()).normalized().toAlignedRect().adjusted(-3, -3, 3, 3)
        self.update(before.united(self._line_area))

    def put_ring(self, at: QPointF | None) -> None:
        """The pointer hovers here; None: somewhere else."""
        self.update(self.cursor_ring.place(at, self.scale))
        self._show_pointer()

    def _on_painted(self, rect: Rect) -> None:
        self._paper.spoil(rect)
        self.update(self.area_of(rect))

    def _on_document(self) -> None:
        document = self.session.document
        self._paper = Paper(document, self.KINDS)
        self._viewport.set_document_size(document.width, document.height)
        self.update()

    def _on_tools(self) -> None:
        self.put_ring(self.cursor_ring.at)
        if self.tools.symmetry is not self._shown_symmetry:
            self.update()

    def _show_pointer(self) -> None:
        if not self.panning and self._turning is None:
            shape = self.cursor_ring.shape
            if self.cursor().shape() != shape:
                self.setCursor(shape)

    def _update_cursor(self) -> None:
        self._tool_cursor = self.cursor_ring.shape
        super()._update_cursor()

    # --- painting ----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt clips to what was asked for; the images are drawn whole, so that all parts fit together exactly."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(colours().canvas))
        zoom = self._viewport.zoom_in_view(self._size())
        field = self._field_on_pixels()
        painter.save()
        painter.setTransform(self._viewport.turn(self._size()))
        self._paint_drawing(painter, field, zoom)
        if self._over is not None and self._over_opacity > 0:
            self._paint_over(painter, self._over, field, zoom)
        self._paint_above(painter, field, zoom)
        painter.restore()
        self._paint_line(painter)
        if not self.panning:
            self.cursor_ring.paint(painter)
        if self._dropping:
            self._paint_drop_hint(painter)

    def _paint_drawing(self, painter: QPainter, field: QRectF, zoom: float) -> None:
        """What is drawn, before it is turned."""
        self._paint_paper(painter, self._paper, field, zoom)

    def _paint_above(self, painter: QPainter, field: QRectF, zoom: float) -> None:
        """What lies over all pictures, before it is turned."""
        self._shown_symmetry = self.tools.symmetry
        paint_axes(painter, field, self._shown_symmetry)

    def _paint_paper(self, painter: QPainter, paper: Paper, field: QRectF, zoom: float, opacity: float = 1.0) -> None:
        image = paper.image(halvings_for(zoom))
        painter.save()
        painter.setOpacity(opacity)
        if self._viewport.rotation:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sharp = zoom > NEAREST_ABOVE or (zoom == 1 and not self._viewport.rotation)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not sharp)
        painter.translate(field.topLeft())
        painter.scale(field.width() / image.width(), field.height() / image.height())
        painter.drawImage(0, 0, image)
        painter.restore()

    def _field_on_pixels(self) -> QRectF:
        """The paper before it is turned, with its edges between physical pixels: so do pictures lie in their views."""
        ratio = self.devicePixelRatioF()
        field = self._viewport.field(self._size())
        left, top = round(field.left() * ratio) / ratio, round(field.top() * ratio) / ratio
        right, bottom = round(field.right() * ratio) / ratio, round(field.bottom() * ratio) / ratio
        return QRectF(left, top, max(1 / ratio, right - left), max(1 / ratio, bottom - top))

    def _paint_over(self, painter: QPainter, frame: Frame, field: QRectF, zoom: float) -> None:
        ratio = self.devicePixelRatioF()
        painter.save()
        painter.setOpacity(self._over_opacity)
        painter.scale(1 / ratio, 1 / ratio)
        turned = self._viewport.turn(self._size()).inverted()[0]
        visible = QTransform.fromScale(ratio, ratio).mapRect(turned.mapRect(QRectF(self.rect()))).toAlignedRect()
        area = QTransform.fromScale(ratio, ratio).mapRect(field).toRect()
        frame.draw(painter, area, visible, zoom > NEAREST_ABOVE, exact=not self._viewport.rotation)
        painter.restore()

    def _paint_line(self, painter: QPainter) -> None:
        """What is being drawn, over everything."""
        if self._line is not None:
            paint_line(painter, self._line)

    # --- looking around ----------------------------------------------------------------------------------------------

    @property
    def turning(self) -> bool:
        """Whether a drag turns the paper."""
        return self._turning is not None

    def _angle(self, at: QPointF) -> float:
        away = at - QPointF(self.width() / 2, self.height() / 2)
        return math.degrees(math.atan2(away.y(), away.x()))

    def gesture(self, modifiers: Qt.KeyboardModifier, turned_round: bool) -> Gesture:
        """What a press begins. turned_round: with the eraser end of the pen."""
        return gesture_for(self, modifiers, turned_round)

    def tabletEvent(self, event: QTabletEvent) -> None:
        event.setAccepted(self.pointer.pen(event))

    def leaveEvent(self, event: QEvent) -> None:
        self.pointer.leave()

    def hideEvent(self, event: QHideEvent) -> None:
        self.pointer.finish()
        self.put_ring(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.pointer.mouse(event):
            return
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if self._space and shift and event.button() == Qt.MouseButton.LeftButton:
            self._turning = self._viewport.rotation - self._angle(event.position())
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.pointer.mouse(event):
            return
        if self._turning is None:
            super().mouseMoveEvent(event)
            return
        degrees = math.remainder(self._turning + self._angle(event.position()), 360)
        nearest = 90 * round(degrees / 90)
        self._viewport.set_rotation(nearest if abs(degrees - nearest) < UPRIGHT else degrees)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.pointer.mouse(event):
            return
        self._turning = None
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick dabs are two dabs; the view is fitted by its key."""
        self.mousePressEvent(event)

    def event(self, event: QEvent) -> bool:
        """While something is being drawn, Escape takes it back, before it means anything to the window."""
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self.pointer.busy
        if escape and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.pointer.busy or event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.session.interrupt(keep=False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._turning = None
        super().focusOutEvent(event)

    @property
    def panning(self) -> bool:
        return super().panning or self._turning is not None

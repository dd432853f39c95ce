"""Cropping on the canvas: a frame with handles over the drawing; Enter crops, Escape leaves the drawing as it is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from studio.document.rect import Rect
from studio.ui.sketch.crop_frame import ALL, Grip, dragged, drawn, grip_at
from studio.ui.sketch.view import SketchView
from studio.ui.widgets.theme import GRID

REACH = 10.0  # logical pixels round a handle that take hold of it
HANDLE = 4.0  # half the side of a handle, logical pixels
SHADE = QColor(0, 0, 0, 130)
GRIPS = tuple(Grip(x, y) for y in (-1, 0, 1) for x in (-1, 0, 1) if x or y)
Key, Type = Qt.Key, QEvent.Type
ARROWS = {Key.Key_Left: (-1, 0), Key.Key_Right: (1, 0), Key.Key_Up: (0, -1), Key.Key_Down: (0, 1)}
PEN = (Type.TabletPress, Type.TabletMove, Type.TabletRelease)
ENTER = (Key.Key_Return, Key.Key_Enter)


class CropOverlay(QWidget):
    """Lies over `view` while one crops. Looking around goes on as ever, everything else of the hand is the frame's.

    Handles drag the edges, the inside drags the frame, a drag outside begins another; Shift keeps the proportions.
    Arrows move the frame, with Shift its right and lower edge; with Ctrl ten times as far.
    """

    accepted = Signal(object)  # Rect: what is to be kept
    closed = Signal()  # accepted or not

    def __init__(self, view: SketchView) -> None:
        super().__init__(view)
        self._view = view
        self.frame = view.session.document.rect
        self._grip: Grip | None = None
        self._over = False
        self._start: tuple[float, float, Rect] | None = None
        self.setAccessibleName(self.tr("Crop frame"))
        self.setAccessibleDescription(
            self.tr(
                "Arrows move the frame, with Shift its edges, with Ctrl ten times as far. Enter crops, Escape leaves."
            )
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._bar = self._make_bar()
        session = view.session
        for end in (session.document_changed, session.resized, view.tools.taken):
            end.connect(self.close_frame)
        view.viewport.changed.connect(self._lay_out)
        view.installEventFilter(self)
        view.put_ring(None)
        self._lay_out()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_bar(self) -> QWidget:
        bar = QWidget(self)
        bar.setAutoFillBackground(True)
        self.size_label = QLabel()
        self.size_label.setAccessibleName(self.tr("Size of the frame"))
        self.crop_button, self.leave_button = QPushButton(self.tr("Crop")), QPushButton(self.tr("Cancel"))
        self.crop_button.setToolTip(self.tr("Cuts the drawing down to the frame (Enter)."))
        self.leave_button.setToolTip(self.tr("Leaves the drawing as it is (Esc)."))
        self.crop_button.clicked.connect(self.accept)
        self.leave_button.clicked.connect(self.close_frame)
        row = QHBoxLayout(bar)
        row.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        for part in (self.size_label, self.crop_button, self.leave_button):
            row.addWidget(part)
            if isinstance(part, QPushButton):
                part.setAccessibleName(part.text())
        bar.setCursor(Qt.CursorShape.ArrowCursor)
        return bar

    # --- what it comes to --------------------------------------------------------------------------------------------

    def set_frame(self, frame: Rect) -> None:
        """Keeps this part of the drawing, if accepted."""
        self.frame = frame
        self._lay_out()

    def accept(self) -> None:
        """Crops."""
        frame = self.frame
        self.close_frame()
        self.accepted.emit(frame)

    def close_frame(self) -> None:
        """Takes the frame away; the drawing stays as it is."""
        if self._over:
            return
        view, self._over = self._view, True
        view.removeEventFilter(self)
        view.viewport.changed.disconnect(self._lay_out)
        self.hide()
        view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()
        self.deleteLater()

    # --- where it lies -----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.setGeometry(self._view.rect())
        self.size_label.setText(self.tr("{} × {} px").format(self.frame.width, self.frame.height))
        self._bar.adjustSize()
        self._bar.move((self.width() - self._bar.width()) // 2, self.height() - self._bar.height() - 2 * GRID)
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == Type.Resize:
            self._lay_out()
        elif event.type() == Type.Hide:
            self.close_frame()
        elif event.type() in PEN:  # a pen is a mouse now, or it would draw below the frame
            event.ignore()
            return True
        return False

    def _at(self, event: QMouseEvent) -> tuple[float, float]:
        return self._view.to_document(event.position())

    # --- painting ----------------------------------------------------------------------------------------------------

    def _corners(self, rect: Rect) -> QPolygonF:
        """The corners of a part of the drawing, as they lie in the view."""
        places = (rect.x, rect.y), (rect.right, rect.y), (rect.right, rect.bottom), (rect.x, rect.bottom)
        return QPolygonF([self._view.to_view(x, y) for x, y in places])

    def handle(self, grip: Grip) -> QPointF:
        """Where the middle of a handle lies in the view."""
        frame = self.frame
        return self._view.to_view(frame.x + frame.width * (grip.x + 1) / 2, frame.y + frame.height * (grip.y + 1) / 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        around, frame = QPainterPath(), self._corners(self.frame)
        around.addRect(QRectF(self.rect()))
        inside = QPainterPath()
        inside.addPolygon(frame)
        painter.fillPath(around.subtracted(inside), SHADE)
        for pen in (QPen(QColor(0, 0, 0, 160), 3), QPen(QColor(255, 255, 255), 1)):
            painter.setPen(pen)
            painter.drawPolygon(frame)
        painter.setPen(QPen(QColor(255, 255, 255, 110), 1))
        upper_left, upper_right, lower_right, lower_left = frame.toList()
        for third in (1 / 3, 2 / 3):
            painter.drawLine(
                upper_left + (upper_right - upper_left) * third, lower_left + (lower_right - lower_left) * third
            )
            painter.drawLine(
                upper_left + (lower_left - upper_left) * third, upper_right + (lower_right - upper_right) * third
            )
        painter.setPen(QPen(QColor(0, 0, 0), 1))
        painter.setBrush(QColor(255, 255, 255))
        for grip in GRIPS:
            place = self.handle(grip)
            painter.drawRect(QRectF(place.x() - HANDLE, place.y() - HANDLE, 2 * HANDLE, 2 * HANDLE))

    # --- the hand ----------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._view.panning or event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        x, y = self._at(event)
        self._grip = grip_at(self.frame, x, y, REACH / self._view.scale)
        self._start = x, y, self.frame

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._start is None:
            self._show_pointer(event)
            event.setAccepted(not self._view.panning)
            return
        (x, y), (start_x, start_y, frame) = self._at(event), self._start
        bounds, shift = self._view.session.document.rect, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self._grip is None:
            self.set_frame(drawn(start_x, start_y, x, y, bounds, shift) or frame)
        else:
            self.set_frame(dragged(frame, self._grip, x - start_x, y - start_y, bounds, shift))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._start is None:
            event.ignore()
        self._start = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and grip_at(self.frame, *self._at(event), 0) is not None:
            self.accept()
        else:
            self.mousePressEvent(event)

    def _show_pointer(self, event: QMouseEvent) -> None:
        if self._view.panning:
            self.unsetCursor()
            return
        grip = grip_at(self.frame, *self._at(event), REACH / self._view.scale)
        if grip is None:
            self.setCursor(Qt.CursorShape.CrossCursor)
        elif grip == ALL or self._view.viewport.turned:
            self.setCursor(Qt.CursorShape.SizeAllCursor)
        elif grip.x and grip.y:
            diagonal = Qt.CursorShape.SizeFDiagCursor if grip.x == grip.y else Qt.CursorShape.SizeBDiagCursor
            self.setCursor(diagonal)
        else:
            self.setCursor(Qt.CursorShape.SizeHorCursor if grip.x else Qt.CursorShape.SizeVerCursor)

    # --- keys --------------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """The frame's keys mean it, before they mean anything to the window."""
        own = isinstance(event, QKeyEvent) and event.key() in (Key.Key_Escape, *ENTER, *ARROWS)
        if own and event.type() == Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Key(event.key())
        if key == Key.Key_Escape:
            self.close_frame()
        elif key in ENTER:
            (self.close_frame if self.leave_button.hasFocus() else self.accept)()
        elif key in ARROWS:
            far = 10 if event.modifiers() & Qt.KeyboardModifier.ControlModifier else 1
            grip = Grip(1, 1) if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else ALL
            dx, dy = ARROWS[key]
            self.set_frame(dragged(self.frame, grip, far * dx, far * dy, self._view.session.document.rect))
        else:
            event.ignore()  # Space and the rest are the view's

    def hideEvent(self, event: QHideEvent) -> None:
        self._start = None

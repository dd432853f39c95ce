"""The result, and how it compares with the original."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QDrag, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QApplication, QWidget

from studio.core.picture import Picture
from studio.ui.canvas.frame import Frame
from studio.ui.canvas.picture_view import Drag, PictureView
from studio.ui.canvas.viewport import Viewport
from studio.ui.widgets.images import square_pixmap, to_qimage
from studio.ui.widgets.theme import GRID, colours

GRAB = 10  # how near the split line, in logical pixels, a press takes hold of it
KEY_STEP = 0.02


class CompareView(PictureView):
    """A picture view that can show the original: while it is held, or left of a movable split line.

    Set `drag_file` to let people drag the result out of the window while it is fitted: it returns a file of the result.
    """

    split_changed = Signal(float)

    def __init__(self, viewport: Viewport, parent: QWidget | None = None) -> None:
        super().__init__(viewport, parent)
        self.drag_file: Callable[[], Path | None] | None = None
        self._before: Frame | None = None
        self._split = 0.5
        self._split_shown = False
        self._holding = False
        self._moving_split = False
        self._pressed_at: QPointF | None = None
        self.setAccessibleName(self.tr("Result"))
        self.setAccessibleDescription(self.tr("While the split is shown, the left and right arrow keys move it."))

    def set_before(self, picture: Picture | None) -> None:
        """The original that the result is compared with."""
        self._before = self._framed(picture)
        self.update()

    @property
    def split(self) -> float:
        """Where the split line is, 0..1 across the visible part of the picture."""
        return self._split

    @split.setter
    def split(self, position: float) -> None:
        position = min(1.0, max(0.0, position))
        if position != self._split:
            self._split = position
            self.update()
            self.split_changed.emit(position)

    @property
    def split_shown(self) -> bool:
        """Whether the split line is on."""
        return self._split_shown

    def set_split(self, on: bool) -> None:
        """Shows or hides the split line: the original is left of it, the result right."""
        self._split_shown = on
        self.update()

    @property
    def holding(self) -> bool:
        """Whether the original is shown instead of the result."""
        return self._holding

    def hold_before(self, on: bool) -> None:
        """Shows the original as long as `on`."""
        self._holding = on
        self.update()

    # painting

    def _frames(self) -> tuple[Frame | None, ...]:
        return (self._frame, self._before)

    def _shown_field(self) -> QRectF:
        """The part of this view that the picture covers."""
        return self._viewport.shown(self._size()).intersected(QRectF(self.rect()))

    def _line(self) -> float:
        field = self._shown_field()
        return round(field.left() + self._split * field.width())

    def _paint_pictures(self, painter: QPainter) -> None:
        if self._before is None or not (self._holding or self._split_shown):
            super()._paint_pictures(painter)
            return
        if self._holding:
            painter.drawPixmap(0, 0, self._pixmap(self._before))
            self._paint_label(painter, self.tr("before"), left=True)
            return
        super()._paint_pictures(painter)
        line = self._line()
        painter.save()
        painter.setClipRect(QRectF(0, 0, line, self.height()))
        painter.drawPixmap(0, 0, self._pixmap(self._before))
        painter.restore()
        self._paint_line(painter, line)
        self._paint_label(painter, self.tr("before"), left=True)
        self._paint_label(painter, self.tr("after"), left=False)

    def _paint_line(self, painter: QPainter, x: float) -> None:
        field = self._shown_field()
        theme = colours()
        active = self._moving_split or self.hasFocus()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent if active else theme.text))
        painter.drawRect(QRectF(x - 1, field.top(), 2, field.height()))
        middle = QPointF(x, field.center().y())
        painter.setPen(QPen(QColor(theme.accent if active else theme.text), 2))
        painter.setBrush(QColor(theme.window))
        painter.drawEllipse(middle, 12, 12)
        arrows = QPainterPath()
        for side in (-1, 1):
            arrows.moveTo(middle + QPointF(side * 3.5, -4))
            arrows.lineTo(middle + QPointF(side * 7, 0))
            arrows.lineTo(middle + QPointF(side * 3.5, 4))
        painter.setPen(QPen(QColor(theme.text), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(arrows)

    def _paint_label(self, painter: QPainter, text: str, left: bool) -> None:
        theme = colours()
        field = self._shown_field()
        metrics = painter.fontMetrics()
        width, height = metrics.horizontalAdvance(text) + 2 * GRID, metrics.height() + GRID // 2
        x = field.left() + GRID if left else field.right() - GRID - width
        plate = QRectF(x, field.top() + GRID, width, height)
        background = QColor(theme.window)
        background.setAlpha(220)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(background)
        painter.drawRoundedRect(plate, 4, 4)
        painter.setPen(QColor(theme.text))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)

    # moving the split, dragging the result out

    def _on_line(self, point: QPointF) -> bool:
        shown = self._split_shown and self._before is not None and not self._space
        return shown and abs(point.x() - self._line()) <= GRAB

    def mousePressEvent(self, event: QMouseEvent) -> None:
        plain = event.button() == Qt.MouseButton.LeftButton
        if plain and self._on_line(event.position()):
            self._moving_split = True
            self.update()
            return
        self._pressed_at = event.position() if plain and self._viewport.fitting and not self._space else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._moving_split:
            field = self._shown_field()
            if not field.isEmpty():
                self.split = (event.position().x() - field.left()) / field.width()
            return
        start = self._pressed_at
        far = QApplication.startDragDistance()
        if start is not None and (event.position() - start).manhattanLength() > far:
            self._pressed_at = None
            if self._drag_out():
                return
        super().mouseMoveEvent(event)
        if self._drag is Drag.NONE and not (self._hand or self._space):
            if self._on_line(event.position()):
                self.setCursor(Qt.CursorShape.SplitHCursor)
            else:
                self.unsetCursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = None
        if self._moving_split:
            self._moving_split = False
            self.update()
            return
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._on_line(event.position()):
            self.split = 0.5
        else:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shown = self._split_shown and self._before is not None
        if shown and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            match event.key():
                case Qt.Key.Key_Left:
                    self.split -= KEY_STEP
                    return
                case Qt.Key.Key_Right:
                    self.split += KEY_STEP
                    return
                case Qt.Key.Key_Home:
                    self.split = 0.0
                    return
                case Qt.Key.Key_End:
                    self.split = 1.0
                    return
        super().keyPressEvent(event)

    def drag_data(self) -> QMimeData | None:
        """The result as a file, for other programs; None when there is none to give."""
        path = self.drag_file() if self.drag_file and self.picture else None
        if path is None:
            return None
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        return data

    def _drag_out(self) -> bool:
        data = self.drag_data()
        if data is None or self.picture is None:
            return False
        self._drag = Drag.NONE
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(square_pixmap(to_qimage(self.picture), 12 * GRID))
        drag.exec(Qt.DropAction.CopyAction)
        return True

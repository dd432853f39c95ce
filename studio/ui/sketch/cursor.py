"""The brush as a circle of its true size under the pointer."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from studio.ui.sketch.colours import to_qcolor
from studio.ui.sketch.toolbox import Tool, Toolbox

MARGIN = 3  # logical pixels round the circle that its pen may touch
SMALLEST = 2.0  # radius that can still be seen; smaller brushes get a cross besides
PICKED = 15.0  # radius of the ring that shows the colour under the pointer
BRUSHES = (Tool.BRUSH, Tool.ERASER, Tool.HINTS, Tool.LINE)


class Ring:
    """Where the pointer is and what is drawn there. `place` says what has to be repainted for it."""

    def __init__(self) -> None:
        self.at: QPointF | None = None
        self.scale = 1.0  # logical pixels of the view per pixel of the drawing
        self.erasing = False  # the pen is turned round
        self.picked: tuple[int, int, int] | None = None
        self._drawn = QRect()

    @property
    def shape(self) -> Qt.CursorShape:
        """The system's pointer that goes with the tool."""
        if self._ring() and self._radius() > 2 * SMALLEST:
            return Qt.CursorShape.BlankCursor
        return Qt.CursorShape.CrossCursor

    def place(self, at: QPointF | None, scale: float) -> QRect:
        """The pointer is over `at` of the view (None: elsewhere); returns what to repaint, old place and new."""
        before = self._drawn
        self.at, self.scale = at, scale
        self._drawn = self._area()
        return before.united(self._drawn)

    def _brush(self) -> tuple[float, bool] | None:
        """The diameter of the brush in pixels of the drawing, and whether it erases; None for another tool."""
        raise NotImplementedError

    def _ring(self) -> bool:
        return self.picked is None and self._brush() is not None

    def _radius(self) -> float:
        size, _ = self._brush() or (0.0, False)
        return max(SMALLEST, size / 2 * self.scale)

    def _area(self) -> QRect:
        if self.at is None or not (self._ring() or self.picked):
            return QRect()
        reach = (PICKED + 6 if self.picked else self._radius()) + MARGIN
        return QRectF(self.at.x() - reach, self.at.y() - reach, 2 * reach, 2 * reach).toAlignedRect()

    def paint(self, painter: QPainter) -> None:
        """Draws in the view's logical pixels: light upon dark, so that it shows on everything."""
        at = self.at
        if at is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.picked is not None:
            painter.setPen(QPen(QColor(0, 0, 0, 160), 9))
            painter.drawEllipse(at, PICKED, PICKED)
            painter.setPen(QPen(to_qcolor(self.picked), 6))
            painter.drawEllipse(at, PICKED, PICKED)
        elif (brush := self._brush()) is not None:
            radius, erasing = self._radius(), brush[1]
            painter.setPen(QPen(QColor(0, 0, 0, 150), 2.5))
            painter.drawEllipse(at, radius, radius)
            style = Qt.PenStyle.DashLine if erasing else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(255, 255, 255), 1.1, style))
            painter.drawEllipse(at, radius, radius)


class BrushCursor(Ring):
    """The brush of the sketch."""

    def __init__(self, toolbox: Toolbox) -> None:
        super().__init__()
        self._toolbox = toolbox

    @property
    def shape(self) -> Qt.CursorShape:
        return Qt.CursorShape.SizeAllCursor if self._toolbox.tool is Tool.MOVE else super().shape

    def _brush(self) -> tuple[float, bool] | None:
        if self.erasing:
            return self._toolbox.brushes["eraser"].size, True
        if self._toolbox.tool in BRUSHES:
            return self._toolbox.size, self._toolbox.tool is Tool.ERASER
        return None

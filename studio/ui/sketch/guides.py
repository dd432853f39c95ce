"""Lines over the drawing that are not part of it: the axes of symmetry, and the straight line that is being drawn."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from studio.document.stroke import Symmetry
from studio.ui.widgets.theme import colours


def paint_axes(painter: QPainter, field: QRectF, symmetry: Symmetry) -> None:
    """Dashes through the middle of `field`, the paper before it is turned."""
    painter.setPen(QPen(QColor(colours().accent), 1, Qt.PenStyle.DashLine))
    middle = field.center()
    if symmetry in (Symmetry.VERTICAL, Symmetry.BOTH):
        painter.drawLine(QPointF(middle.x(), field.top()), QPointF(middle.x(), field.bottom()))
    if symmetry in (Symmetry.HORIZONTAL, Symmetry.BOTH):
        painter.drawLine(QPointF(field.left(), middle.y()), QPointF(field.right(), middle.y()))


def paint_line(painter: QPainter, line: QLineF) -> None:
    """Dark with a light rim, to be seen on any paper."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for pen in (QPen(QColor(255, 255, 255, 180), 3), QPen(QColor(0, 0, 0), 1.2)):
        painter.setPen(pen)
        painter.drawLine(line)

"""The colours to draw with: what landscapes are made of, and a swatch to press."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolButton, QWidget

from studio.ui.widgets.theme import GRID, colours
from studio.ui.widgets.words import marked as _

Colour = tuple[int, int, int]  # 0..255 each, sRGB
Palette = tuple[tuple[str, Colour], ...]  # (name, colour)

BLACK, WHITE = (0, 0, 0), (255, 255, 255)
LANDSCAPE: Palette = (
    (_("Sky blue"), (118, 169, 220)),
    (_("Cloud white"), (240, 242, 244)),
    (_("Sunset orange"), (236, 150, 92)),
    (_("Snow"), (226, 234, 244)),
    (_("Grass green"), (122, 150, 66)),
    (_("Tree green"), (52, 82, 44)),
    (_("Sand"), (214, 190, 146)),
    (_("Earth"), (112, 82, 56)),
    (_("Rock grey"), (128, 124, 120)),
    (_("Water"), (58, 104, 128)),
)


def to_qcolor(colour: Colour) -> QColor:
    return QColor(*colour)


def from_qcolor(colour: QColor) -> Colour:
    return colour.red(), colour.green(), colour.blue()


class Swatch(QToolButton):
    """A square of one colour; a ring says that it is drawn with now."""

    def __init__(self, name: str, colour: Colour, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colour = colour
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(QSize(3 * GRID, 3 * GRID))
        self.setAccessibleName(name)
        self.setToolTip(tip)

    def set_colour(self, colour: Colour) -> None:
        """Shows another colour."""
        if colour != self.colour:
            self.colour = colour
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        if self.isChecked() or self.hasFocus() or self.underMouse():
            painter.setPen(QPen(QColor(theme.accent if self.isChecked() or self.hasFocus() else theme.dim), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(whole.adjusted(1, 1, -1, -1), 5, 5)
        painter.setPen(QPen(QColor(0, 0, 0, 90), 1))
        painter.setBrush(to_qcolor(self.colour))
        painter.drawRoundedRect(whole.adjusted(4.5, 4.5, -4.5, -4.5), 3, 3)

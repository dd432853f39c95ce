"""The button that takes the brush of a style out, beside its name in the mix."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolButton

from studio.ui.widgets.buttons import dress
from studio.ui.widgets.theme import colours


class MaskButton(QToolButton):
    """Pressed while its style is painted; a dot of the style's tint says that some of it is on the photo."""

    def __init__(self, tip: str, name: str, text: str = "", icon_name: str = "") -> None:
        super().__init__()
        dress(self, tip, text, icon_name, name, checkable=True)
        self._tip = tip
        self._tint: QColor | None = None

    def show_state(self, on: bool, tint: QColor | None, possible: bool) -> None:
        """on: the brush paints it now. tint: how it is shown where it is painted, None if it is not."""
        self.setChecked(on)
        self.setEnabled(possible)
        self._tint = tint
        self.setAccessibleDescription(
            self._tip if tint is None else self.tr("{} Some of it is painted.").format(self._tip)
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        if self.isChecked():
            painter.setPen(QPen(QColor(colours().accent), 2))
            painter.drawRoundedRect(whole.adjusted(1, 1, -1, -1), 4, 4)
        if self._tint is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._tint)
            painter.drawEllipse(QRectF(whole.right() - 9, 2.5, 7, 7))

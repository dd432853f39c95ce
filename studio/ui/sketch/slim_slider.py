"""A slider, its name and its number in one small field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QSlider, QWidget

from studio.core.params import Control
from studio.ui.widgets.theme import GRID, colours
from studio.ui.widgets.words import words

TICKS = 1000
FINE = 0.1  # of a drag's way, with Ctrl held
SOONEST = 3  # logical pixels that a press may shake before it is a drag


class SlimSlider(QSlider):
    """The number of a `Control`, filled as far as its value.

    Drag across (Ctrl for fine), use the arrows or, once focused, the wheel; click or Enter to type; a double click
    resets. percent: shows 0..1 as 0..100 %. off: what is shown instead of the lowest value.
    """

    moved = Signal(float)  # by the artist
    released = Signal()  # after a drag

    def __init__(
        self, control: Control, percent: bool = True, off: str = "", unit: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.control, self._percent, self._off, self._unit = control, percent, off, unit
        self._number = control.default
        self._grab: tuple[float, float] | None = None  # x and position of the press
        self._dragged = False
        self._wheel = 0
        self.setRange(0, TICKS)
        self.setSingleStep(TICKS // 50)
        self.setPageStep(TICKS // 10)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words(control.label))
        self.setAccessibleDescription(words(control.tip))
        self.setToolTip(words(control.tip))
        self._entry = _Entry(self)
        self._entry.setAccessibleName(self.tr("{}, typed").format(words(control.label)))
        self._entry.setToolTip(words(control.tip))
        self._entry.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._entry.hide()
        self._entry.editingFinished.connect(self._take_typed)
        self.valueChanged.connect(self._on_ticks)
        self.show_number(control.default)

    @property
    def number(self) -> float:
        """The value of the control."""
        return self._number

    def show_number(self, number: float) -> None:
        """Moves without telling anybody."""
        self._number = number
        with QSignalBlocker(self):
            self.setValue(round(self.control.to_slider(number) * TICKS))
        self.update()

    def text(self) -> str:
        """The number as it is shown."""
        if self._off and self._number <= self.control.minimum:
            return self._off
        if self._percent:
            return f"{100 * self._number:.0f} %"
        decimals = self.control.decimals if self._number < 10 else 0
        return f"{self._number:.{decimals}f}{self._unit}"

    def _tell(self, number: float) -> None:
        number = min(self.control.maximum, max(self.control.minimum, number))
        if number != self._number:
            self.show_number(number)
            self.moved.emit(number)

    def _on_ticks(self, ticks: int) -> None:
        self._tell(round(self.control.from_slider(ticks / TICKS), self.control.decimals))

    # --- mouse -------------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._grab, self._dragged = (event.position().x(), self.control.to_slider(self._number)), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grab is None:
            return
        x, position = self._grab
        way = event.position().x() - x
        if not self._dragged and abs(way) < SOONEST:
            return
        self._dragged = True
        fine = FINE if event.modifiers() & Qt.KeyboardModifier.ControlModifier else 1.0
        position = min(1.0, max(0.0, position + fine * way / max(1, self.width())))
        self._grab = event.position().x(), position
        self._tell(round(self.control.from_slider(position), self.control.decimals))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._grab is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self._grab = None
        if self._dragged:
            self.released.emit()
        elif self.rect().contains(event.position().toPoint()):
            self._type()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._entry.hide()
            self._tell(self.control.default)
            self.released.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self.hasFocus():
            event.ignore()
            return
        event.accept()
        self._wheel += event.angleDelta().y()
        clicks = int(self._wheel / 120)
        self._wheel -= 120 * clicks
        self.setValue(self.value() + clicks * self.singleStep())

    # --- typing ------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._type()
        else:
            super().keyPressEvent(event)

    def _type(self) -> None:
        number = 100 * self._number if self._percent else self._number
        self._entry.setText(f"{number:.{0 if self._percent else self.control.decimals}f}")
        self._entry.setGeometry(self.rect())
        self._entry.show()
        self._entry.selectAll()
        self._entry.setFocus()

    def _take_typed(self) -> None:
        if not self._entry.isVisible():
            return
        text = self._entry.text().replace(",", ".").strip(" %px")
        self._entry.hide()
        self.setFocus()
        try:
            number = float(text)
        except ValueError:
            return
        if number == number:  # not a NaN
            self._tell(round(number / 100 if self._percent else number, self.control.decimals))
            self.released.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    # --- look --------------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        widest = metrics.horizontalAdvance(words(self.control.label)) + metrics.horizontalAdvance("100 %")
        return QSize(widest + 3 * GRID, 3 * GRID + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("100 %") + 2 * GRID, 3 * GRID + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.field))
        painter.drawRoundedRect(box, 4, 4)
        fill = QColor(theme.accent if self.isEnabled() else theme.faint)
        fill.setAlpha(90)
        painter.save()
        painter.setClipRect(QRectF(0, 0, self.value() / TICKS * self.width(), self.height()))
        painter.setBrush(fill)
        painter.drawRoundedRect(box, 4, 4)
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(theme.accent if self.hasFocus() else theme.line))
        painter.drawRoundedRect(box, 4, 4)
        inside = self.rect().adjusted(GRID - 2, 0, 2 - GRID, 0)
        number, centre = self.text(), Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(theme.text if self.isEnabled() else theme.faint))
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | centre, number)
        room = inside.width() - self.fontMetrics().horizontalAdvance(number) - 4
        label = self.fontMetrics().elidedText(words(self.control.label), Qt.TextElideMode.ElideRight, room)
        painter.setPen(QColor(theme.dim if self.isEnabled() else theme.faint))
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | centre, label)


class _Entry(QLineEdit):
    """The number while it is typed; Escape leaves it as it was."""

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.KeyPress:
                self.clear()
                self.clearFocus()  # what follows from that gives it to the slider
            event.accept()
            return True
        return super().event(event)

"""One control of an engine as a labelled slider with a typed value."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QObject, QPointF, QRectF, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QValidator, QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QLabel, QSlider, QWidget

from studio.core.params import Control
from studio.ui.widgets.theme import GRID, colours
from studio.ui.widgets.words import words

REST_MS = 300  # after the wheel or a key, so long without another one means that the value has settled
FINE = 0.1
KNOB = 7.0


class ControlSlider(QWidget):
    """Label, typed value and slider of one `Control`, in plain numbers.

    Drag (Ctrl for fine), type, use the arrow, page, Home and End keys or, once focused, the wheel; a double click
    resets. `value_changed` comes while it moves, `value_settled` once when it rests.
    """

    value_changed = Signal(float)
    value_settled = Signal(float)

    def __init__(self, control: Control, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        self._value = control.default
        self._unsettled = False
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._settle)

        self._label = QLabel(words(control.label))
        self._label.installEventFilter(self)
        self._entry = _Entry(control)
        self._label.setBuddy(self._entry)
        self._track = _Track(control)
        self.setFocusProxy(self._track)

        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._label, 0, 0)
        layout.addWidget(self._track, 1, 0, 1, 2)  # first: Tab comes in here, and passes what came before
        layout.addWidget(self._entry, 0, 1)
        layout.setColumnStretch(0, 1)

        for widget in (self, self._label, self._entry, self._track):
            widget.setToolTip(words(control.tip))
        self.setAccessibleName(words(control.label))
        self._track.setAccessibleName(words(control.label))
        self._entry.setAccessibleName(self.tr("{}, typed").format(words(control.label)))
        for widget in (self, self._track, self._entry):
            widget.setAccessibleDescription(words(control.tip))

        self._track.valueChanged.connect(lambda _: self._move(self._track.to_value()))
        self._track.rested.connect(self._settle)
        self._track.reset_requested.connect(self.reset)
        self._entry.valueChanged.connect(self._move)
        self._entry.editingFinished.connect(self._settle)
        self.set_value(control.default)

    @property
    def value(self) -> float:
        """The value now, within the control's range."""
        return self._value

    def set_value(self, value: float) -> None:
        """Moves the control (into its range) without emitting."""
        self._rest.stop()
        self._unsettled = False
        self._show(min(self.control.maximum, max(self.control.minimum, float(value))))

    def set_label(self, text: str) -> None:
        """Another name than the control's own, shortened to fit."""
        self._label.setText(QFontMetrics(self.font()).elidedText(text, Qt.TextElideMode.ElideRight, 20 * GRID))
        for widget in (self, self._track):
            widget.setAccessibleName(text)

    def reset(self) -> None:
        """Goes back to the default, as a double click does."""
        self._move(self.control.default)
        self._settle()

    def _show(self, value: float) -> None:
        self._value = value
        with QSignalBlocker(self._track), QSignalBlocker(self._entry):
            self._track.show_value(value)
            self._entry.setValue(value)

    def _move(self, value: float) -> None:
        value = round(min(self.control.maximum, max(self.control.minimum, value)), self.control.decimals)
        if value == self._value:
            return
        self._show(value)
        self._unsettled = True
        if not self._track.held:
            self._rest.start()
        self.value_changed.emit(value)

    def _settle(self) -> None:
        self._rest.stop()
        if self._unsettled:
            self._unsettled = False
            self.value_settled.emit(self._value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._label and event.type() == QEvent.Type.MouseButtonDblClick:
            self.reset()
            return True
        return super().eventFilter(watched, event)


class _Entry(QDoubleSpinBox):
    """The typed value: looks like text until it is touched, understands "0.6" and "0,6"."""

    def __init__(self, control: Control) -> None:
        super().__init__()
        self._control = control
        self.setProperty("quiet", True)  # the theme hides its buttons; NoButtons would hide the number, too
        self.setLocale(QLocale.c())
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setDecimals(control.decimals)
        self.setRange(control.minimum, control.maximum)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaximumWidth(10 * GRID)

    def stepBy(self, steps: int) -> None:
        self.setValue(self._control.from_slider(self._control.to_slider(self.value()) + steps / 100))

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        return super().validate(text.replace(",", "."), position)

    def valueFromText(self, text: str) -> float:
        return super().valueFromText(text.replace(",", "."))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class _Track(QSlider):
    """The slider itself; its integer position covers the control's range in equal steps (or ratios)."""

    rested = Signal()
    reset_requested = Signal()

    def __init__(self, control: Control) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._control = control
        self._position = 0.0
        self._last_x: float | None = None
        self._wheel = 0
        values = (control.maximum - control.minimum) * 10**control.decimals
        steps = 1000 if control.logarithmic else round(min(1000, max(1, values)))
        self.setRange(0, steps)
        self.setSingleStep(max(1, steps // 100))
        self.setPageStep(max(1, steps // 10))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def held(self) -> bool:
        """Whether the mouse holds the knob."""
        return self._last_x is not None

    def to_value(self) -> float:
        """The control's value at this position."""
        return self._control.from_slider(self.value() / self.maximum())

    def show_value(self, value: float) -> None:
        """Moves the knob to a value of the control."""
        self.setValue(round(self._control.to_slider(value) * self.maximum()))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(16 * GRID, 3 * GRID)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _x(self, position: float) -> float:
        return KNOB + 1 + position * (self.width() - 2 * KNOB - 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        x = event.position().x()
        self._position = self.value() / self.maximum()
        fine = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        self._last_x = x
        if not fine and abs(x - self._x(self._position)) > KNOB + 2:
            self._position = (x - self._x(0)) / (self._x(1) - self._x(0))
            self._take_position()
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._last_x is None:
            return
        x = event.position().x()
        fine = FINE if event.modifiers() & Qt.KeyboardModifier.ControlModifier else 1.0
        self._position += fine * (x - self._last_x) / (self._x(1) - self._x(0))
        self._last_x = x
        self._take_position()

    def _take_position(self) -> None:
        self.setValue(round(min(1.0, max(0.0, self._position)) * self.maximum()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._last_x is not None:
            self._last_x = None
            self.update()
            self.rested.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.reset_requested.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self.hasFocus():
            event.ignore()  # so that the panel scrolls
            return
        event.accept()
        self._wheel += event.angleDelta().y()
        clicks, self._wheel = int(self._wheel / 120), self._wheel - 120 * int(self._wheel / 120)
        self.setValue(self.value() + clicks * self.singleStep())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = colours()
        middle = self.height() / 2
        x = self._x(self.value() / self.maximum())
        below_zero = self._control.minimum < 0 < self._control.maximum
        start = self._x(self._control.to_slider(0.0)) if below_zero else 0.0
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.line))
        painter.drawRoundedRect(QRectF(0, middle - 2, self.width(), 4), 2, 2)
        on = self.isEnabled()
        painter.setBrush(QColor(theme.accent if on else theme.faint))
        painter.drawRoundedRect(QRectF(min(start, x), middle - 2, abs(x - start), 4), 2, 2)
        painter.setBrush(QColor(theme.text if on else theme.faint))
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 2))
        painter.drawEllipse(QPointF(x, middle), KNOB - 1, KNOB - 1)

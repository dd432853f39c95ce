"""One step of the stack in one line: a handle, an eye, its name, how strong it is, where it works, and a cross."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from studio.core.chain import STRENGTH, ChainStep
from studio.ui.masks.button import MaskButton
from studio.ui.transform.resting_slider import RestingSlider
from studio.ui.widgets.buttons import tool_button
from studio.ui.widgets.elided import ElidedLabel
from studio.ui.widgets.icons import icon
from studio.ui.widgets.theme import GRID, accent, colours

HEIGHT = 4 * GRID + 4
HANDLE = GRID + 4  # logical pixels: the dots at the left
SLIDER = 8 * GRID
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class StackRow(QWidget):
    """Shows a step and tells what the artist does with it; changes nothing by itself."""

    selected = Signal()
    switched = Signal(bool)
    strength_changed = Signal(float, bool)  # the value, and whether the hand rests
    removed = Signal()
    mask_asked = Signal()
    mask_file_asked = Signal()
    mask_cleared = Signal()
    walked = Signal(int)  # to the row above (-1) or below (1)
    shifted = Signal(int)  # the step itself goes up (-1) or down (1)
    dragged = Signal(float)  # global y of the pointer
    dropped = Signal(bool)  # False: it was called off

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current, self._on = False, True
        self._press: QPointF | None = None
        self._dragging = False
        self.setFixedHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click gives it when it is over: it may become a drag
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.eye = tool_button(
            self.tr("Switches the step off or on (Space)."), icon_name="eye", name=self.tr("Step is on")
        )
        self.title = ElidedLabel()
        self.title.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.slider = RestingSlider(replace(STRENGTH, label=""))
        self.slider.setFixedSize(SLIDER, 3 * GRID - 2)
        self.mask_button = MaskButton(
            self.tr("Says where the step works."), self.tr("Mask of the step"), icon_name="mask"
        )
        self.mask_button.setCheckable(False)
        self.cross = tool_button(
            self.tr("Takes the step out of the chain (Delete)."), icon_name="close", name=self.tr("Remove the step")
        )
        self._build_menu()
        for button in (self.eye, self.mask_button, self.cross):
            button.setIconSize(QSize(2 * GRID, 2 * GRID))
        line = QHBoxLayout(self)
        line.setContentsMargins(HANDLE + 2, 0, GRID // 2, 0)
        line.setSpacing(2)
        line.addWidget(self.eye)
        line.addSpacing(2)
        line.addWidget(self.title, 1)
        for widget in (self.slider, self.mask_button, self.cross):
            line.addWidget(widget)

        self.eye.clicked.connect(lambda: self.switched.emit(not self._on))
        self.slider.changed.connect(self.strength_changed)
        self.cross.clicked.connect(self.removed)
        self.parts: tuple[QWidget, ...] = (self.eye, self.slider, self.mask_button, self.cross)
        for child in self.parts:
            child.installEventFilter(self)

    def _build_menu(self) -> None:
        menu = QMenu(self.mask_button)
        menu.setToolTipsVisible(True)
        self.paint_mask = menu.addAction(icon("brush"), self.tr("Paint Mask"))
        self.load_mask = menu.addAction(icon("open"), self.tr("Load Mask…"))
        self.clear_mask = menu.addAction(icon("close"), self.tr("Clear Mask"))
        self.paint_mask.setToolTip(self.tr("Takes a brush out: the step works where you paint."))
        self.load_mask.setToolTip(self.tr("Takes a grey picture: the step works where it is white."))
        self.clear_mask.setToolTip(self.tr("Lets the step work everywhere."))
        self.paint_mask.triggered.connect(self.mask_asked)
        self.load_mask.triggered.connect(self.mask_file_asked)
        self.clear_mask.triggered.connect(self.mask_cleared)
        self.mask_button.setMenu(menu)
        self.mask_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.mask_button.setStyleSheet("QToolButton::menu-indicator { image: none; }")  # the icon says enough

    def show_step(self, step: ChainStep, title: str, missing: bool) -> None:
        """Shows a step without emitting. missing: what it needs is not installed."""
        self.title.setText(title)
        tone = "danger" if missing else "" if step.on else "dim"
        if self.title.property("tone") != tone:
            self.title.setProperty("tone", tone)
            self.title.style().polish(self.title)
        self._on = step.on
        self.eye.setIcon(icon("eye" if step.on else "eye-off"))
        self.eye.setAccessibleName((self.tr("{} is on") if step.on else self.tr("{} is off")).format(title))
        if self.slider.number != step.strength:
            self.slider.show_number(step.strength)
        self.slider.rename(self.tr("Strength of {}").format(title))
        self.mask_button.setAccessibleName(self.tr("Mask of {}").format(title))
        self.mask_button.show_state(False, accent() if step.mask is not None else None, True)
        self.clear_mask.setEnabled(step.mask is not None)
        self.cross.setAccessibleName(self.tr("Remove {}").format(title))
        tip = self.tr("{}: drag it, or press Alt+Up and Alt+Down, to do it earlier or later; Delete removes it.")
        self.setToolTip(tip.format(title))
        self.setAccessibleName(title)
        self.setAccessibleDescription(tip.format(title))

    @property
    def current(self) -> bool:
        """Whether it is the selected one."""
        return self._current

    def set_current(self, on: bool) -> None:
        if on != self._current:
            self._current = on
            self.update()

    # --- mouse and keys ----------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._press = event.globalPosition()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._press is None:
            return
        at = event.globalPosition()
        if not self._dragging and (at - self._press).manhattanLength() >= QApplication.startDragDistance():
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # Escape, wherever the focus is
        if self._dragging:
            self.dragged.emit(at.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._press is None:
            return
        if self._dragging:
            self._end_drag(True)
        else:
            self._press = None
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.selected.emit()

    def _end_drag(self, done: bool) -> None:
        dragging, self._dragging, self._press = self._dragging, False, None
        if dragging:
            QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
            self.unsetCursor()
            self.dropped.emit(done)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self._shifts(event):
            return
        if key in _MOVES and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.walked.emit(_MOVES[Qt.Key(key)])
        elif key == Qt.Key.Key_Space:
            self.eye.click()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.selected.emit()
        else:
            super().keyPressEvent(event)

    def _shifts(self, event: QKeyEvent) -> bool:
        """Alt+Up and Alt+Down, wherever in the row the focus is."""
        if event.key() not in _MOVES or not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return False
        self.shifted.emit(_MOVES[Qt.Key(event.key())])
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._dragging and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()  # and no shortcut of the window
            self._end_drag(False)
            return True
        if watched not in self.parts:
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._shifts(event):
            return True
        if watched is self.slider and event.type() in (QEvent.Type.FocusIn, QEvent.Type.MouseButtonPress):
            self.selected.emit()
        return super().eventFilter(watched, event)

    def focusInEvent(self, event: object) -> None:
        self.update()
        self.selected.emit()

    def focusOutEvent(self, event: object) -> None:
        self.update()

    # --- look --------------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._current or self._dragging:
            painter.setBrush(QColor(theme.raised))
            painter.drawRoundedRect(box, 4, 4)
        if self._current:
            painter.setBrush(QColor(theme.accent))
            painter.drawRoundedRect(QRectF(1, 6, 3, self.height() - 12), 1.5, 1.5)
        painter.setBrush(QColor(theme.dim if self.underMouse() or self._current else theme.faint))
        for x in (HANDLE / 2 + 1, HANDLE / 2 + 5):
            for y in (-4, 0, 4):
                painter.drawEllipse(QPointF(x, self.height() / 2 + y), 1, 1)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.accent), 1))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

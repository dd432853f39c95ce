"""How hard the pen has to be pressed: a curve to drag."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QTabletEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from studio.document.brush import FIRM, SOFT, PressureCurve
from studio.ui.sketch.toolbox import Toolbox
from studio.ui.widgets.theme import GRID, colours

REACH = 12.0  # logical pixels from which a press takes hold of a point
STEP = 0.02  # of an arrow key
MARGIN = GRID
KEYS = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
    Qt.Key.Key_Insert, Qt.Key.Key_Delete,
)  # fmt: skip


class CurveDialog(QDialog):
    """Edits the pressure curve of `toolbox`, which follows at once; Cancel puts back what it was."""

    def __init__(self, toolbox: Toolbox, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._toolbox, self._before = toolbox, toolbox.curve
        self.setWindowTitle(self.tr("Pen Pressure"))
        self.plot = CurvePlot(toolbox.curve)
        self.plot.setAccessibleName(self.tr("Pressure curve"))
        self.plot.setToolTip(
            self.tr("Drag a point, click to add one, double-click to take it away; try it with the pen.")
        )
        note = QLabel(
            self.tr(
                "Across: how hard you press. Upwards: how much of it the brush feels. The curve holds for all tools."
            )
        )
        note.setWordWrap(True)
        note.setProperty("tone", "dim")
        presets = QHBoxLayout()
        presets.setSpacing(GRID)
        self.presets: dict[str, QPushButton] = {}
        for name, tip, curve in (
            (self.tr("Straight"), self.tr("Feels what you press."), PressureCurve()),
            (self.tr("Light hand"), self.tr("A light touch already draws strongly."), SOFT),
            (self.tr("Heavy hand"), self.tr("Full strength takes a firm press."), FIRM),
        ):
            button = self.presets[name] = QPushButton(name, autoDefault=False)
            button.setToolTip(tip)
            button.clicked.connect(lambda _=False, curve=curve: self.plot.set_curve(curve, tell=True))
            presets.addWidget(button)
        keys = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(keys.Ok | keys.Cancel)
        for key, tip in ((keys.Ok, self.tr("Keeps this curve.")), (keys.Cancel, self.tr("Puts the old curve back."))):
            buttons.button(key).setToolTip(tip)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID + GRID // 2)
        column.addWidget(note)
        column.addWidget(self.plot, 1)
        column.addLayout(presets)
        column.addWidget(buttons)
        self.plot.changed.connect(toolbox.set_curve)
        self.plot.setFocus()

    def reject(self) -> None:
        self._toolbox.set_curve(self._before)
        super().reject()


class CurvePlot(QWidget):
    """The curve over a grid, its points as handles. Page keys choose a point, arrows move it, Delete removes it."""

    changed = Signal(object)  # PressureCurve

    def __init__(self, curve: PressureCurve, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.curve = curve
        self.chosen = len(curve.points) - 1
        self._held = False
        self._pressed: float | None = None  # by a pen that tries the curve out
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(36 * GRID, 36 * GRID))

    def set_curve(self, curve: PressureCurve, tell: bool = False) -> None:
        """Shows another curve."""
        if curve.points != self.curve.points:
            self.curve = curve
            self.chosen = min(self.chosen, len(curve.points) - 1)
            self.update()
            if tell:
                self.changed.emit(curve)

    # --- mouse, pen, keys --------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position()
        near = self._near(at)
        if near is None:
            pressure = self._value(at)[0]
            self.set_curve(self.curve.added(pressure), tell=True)
            near = min(range(len(self.curve.points)), key=lambda i: abs(self.curve.points[i][0] - pressure))
            if near in (0, len(self.curve.points) - 1):
                return
        self.chosen, self._held = near, True
        self._drag(at)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held:
            self._drag(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        near = self._near(event.position())
        self._held = False
        if near is not None:
            self.set_curve(self.curve.removed(near), tell=True)

    def tabletEvent(self, event: QTabletEvent) -> None:
        """Shows what is felt; the mouse events that follow drag."""
        self._pressed = event.pressure() or None
        self.update()
        event.ignore()

    def event(self, event: QEvent) -> bool:
        """Keys that mean something here are no commands of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        across, up = {
            Qt.Key.Key_Left: (-STEP, 0.0),
            Qt.Key.Key_Right: (STEP, 0.0),
            Qt.Key.Key_Up: (0.0, STEP),
            Qt.Key.Key_Down: (0.0, -STEP),
        }.get(Qt.Key(event.key()), (0.0, 0.0))
        if across or up:
            x, y = self.curve.points[self.chosen]
            self.set_curve(self.curve.moved(self.chosen, x + across, y + up), tell=True)
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            way = 1 if event.key() == Qt.Key.Key_PageUp else -1
            self.chosen = (self.chosen + way) % len(self.curve.points)
            self.update()
        elif event.key() == Qt.Key.Key_Insert:
            self.set_curve(self.curve.added(0.5), tell=True)
        elif event.key() == Qt.Key.Key_Delete:
            self.set_curve(self.curve.removed(self.chosen), tell=True)
        else:
            super().keyPressEvent(event)

    def _drag(self, at: QPointF) -> None:
        self.set_curve(self.curve.moved(self.chosen, *self._value(at)), tell=True)

    def _near(self, at: QPointF) -> int | None:
        far = [(self.place(x, y) - at).manhattanLength() for x, y in self.curve.points]
        nearest = min(range(len(far)), key=far.__getitem__)
        return nearest if far[nearest] <= REACH else None

    # --- look --------------------------------------------------------------------------------------------------------

    def _box(self) -> QRectF:
        return QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)

    def place(self, pressure: float, felt: float) -> QPointF:
        """Where a point of the curve lies in this widget."""
        box = self._box()
        return QPointF(box.left() + pressure * box.width(), box.bottom() - felt * box.height())

    def _value(self, at: QPointF) -> tuple[float, float]:
        box = self._box()
        return (at.x() - box.left()) / box.width(), (box.bottom() - at.y()) / box.height()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self._box(), QColor(theme.field))
        painter.setPen(QPen(QColor(theme.raised), 1))
        for part in (0.25, 0.5, 0.75):
            painter.drawLine(self.place(part, 0), self.place(part, 1))
            painter.drawLine(self.place(0, part), self.place(1, part))
        painter.setPen(QPen(QColor(theme.accent if self.hasFocus() else theme.line), 1))
        painter.drawRect(self._box())
        if self._pressed is not None:
            painter.setPen(QPen(QColor(theme.dim), 1, Qt.PenStyle.DashLine))
            felt = self.curve(self._pressed)
            painter.drawLine(self.place(self._pressed, 0), self.place(self._pressed, felt))
            painter.drawLine(self.place(self._pressed, felt), self.place(0, felt))
        painter.setPen(QPen(QColor(theme.text), 2))
        painter.drawPolyline(QPolygonF([self.place(i / 100, self.curve(i / 100)) for i in range(101)]))
        for index, (x, y) in enumerate(self.curve.points):
            chosen = index == self.chosen
            painter.setPen(QPen(QColor(theme.window), 2))
            painter.setBrush(QColor(theme.accent if chosen else theme.text))
            painter.drawEllipse(self.place(x, y), 6, 6)

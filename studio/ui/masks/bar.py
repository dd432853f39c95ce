"""The line of tools above the photo while masks are painted."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from studio.core.params import Control
from studio.core.style_masks import PHOTO_STYLE
from studio.ui.masks.hand import DEFAULT_SIZE, DEFAULT_SOFTNESS, MAX_SIZE, MIN_SIZE, MaskHand, Target
from studio.ui.widgets.buttons import tool_button
from studio.ui.widgets.icons import paint_icon
from studio.ui.widgets.theme import GRID, colours
from studio.ui.widgets.words import words

SIZE = Control("size", "Size", MIN_SIZE, MAX_SIZE, DEFAULT_SIZE, "How large the brush is ([ and ]).", logarithmic=True)
SOFTNESS = Control("softness", "Soft", 0.0, 1.0, DEFAULT_SOFTNESS, "How soft the edge of the brush is (Shift+[ and ]).")
TICKS = 200
TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
ROOMY = 52 * GRID  # from this width on the sliders have words beside them


class MaskBar(QWidget):
    """Which style is painted, the brush, and what can be done with the whole painted area."""

    def __init__(self, painter: MaskHand, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painter = painter
        self._shown: tuple[Target, ...] = ()
        self.chips: dict[str, TintButton] = {}
        self._labels: list[QLabel] = []
        self.setAccessibleName(self.tr("Painting areas"))
        self._row = QHBoxLayout()
        self._row.setSpacing(GRID // 2)
        self.eraser = tool_button(
            self.tr("Takes painted areas away again (E)."), "", "eraser", self.tr("Eraser"), checkable=True
        )
        self.size_slider = _Slider(SIZE, self.tr("Brush size"))
        self.softness_slider = _Slider(SOFTNESS, self.tr("Brush softness"))
        self.invert = tool_button(
            self.tr("Paints what is not painted, and takes away what is."),
            "", "invert", self.tr("Invert painted area"),
        )  # fmt: skip
        self.clear = tool_button(
            self.tr("Takes away all that is painted in this colour."), "", "trash", self.tr("Clear painted area")
        )
        self.done = tool_button(self.tr("Stops painting areas; what is painted stays (Esc)."), self.tr("Done"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addLayout(self._row)
        layout.addWidget(self.eraser)
        layout.addSpacing(GRID // 2)
        for slider in (self.size_slider, self.softness_slider):
            label = QLabel(words(slider.control.label))
            label.setProperty("tone", "dim")
            label.setToolTip(slider.toolTip())
            label.setBuddy(slider)
            self._labels.append(label)
            layout.addWidget(label)
            layout.addWidget(slider, 1)
        layout.addSpacing(GRID // 2)
        for button in (self.invert, self.clear, self.done):
            layout.addWidget(button)

        self.eraser.toggled.connect(painter.set_erasing)
        self.size_slider.valueChanged.connect(lambda _: painter.set_brush(size=self.size_slider.number()))
        self.softness_slider.valueChanged.connect(lambda _: painter.set_brush(softness=self.softness_slider.number()))
        self.invert.clicked.connect(painter.invert)
        self.clear.clicked.connect(painter.clear)
        self.done.clicked.connect(painter.leave)
        painter.changed.connect(self.refresh)
        for widget in self.findChildren(QWidget):
            widget.installEventFilter(self)
        self.refresh()

    def refresh(self) -> None:
        """Shows the brush and the styles as they are."""
        painter = self._painter
        targets = painter.targets() if painter.target is not None else ()
        if [(one.style, one.title, one.tint) for one in targets] != [
            (one.style, one.title, one.tint) for one in self._shown
        ]:
            self._build(targets)
        self._shown = targets
        for one in targets:
            self.chips[one.style].show_state(one.style == painter.target, one.painted)
            if one.style == painter.target:
                self.clear.setEnabled(one.painted)
        with QSignalBlocker(self.eraser):
            self.eraser.setChecked(painter.erasing)
        self.size_slider.show_number(painter.size)
        self.softness_slider.show_number(painter.softness)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words give way before tools do."""
        roomy = event.size().width() >= ROOMY
        for label in self._labels:
            label.setVisible(roomy)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        spare = sum(label.sizeHint().width() + GRID // 2 for label in self._labels if not label.isHidden())
        return QSize(hint.width() - spare, hint.height())

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:  # type: ignore[override]
        """The keyboard comes to the style that is painted."""
        chip = self.chips.get(self._painter.target or "")
        (chip or self.done).setFocus(reason)

    def _build(self, targets: tuple[Target, ...]) -> None:
        while item := self._row.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        self.chips = {}
        before: QWidget | None = None
        for one in targets:
            chip = self.chips[one.style] = TintButton(one.tint, photo=one.style == PHOTO_STYLE)
            chip.setAccessibleName(what(one))
            chip.setToolTip(tip(one))
            chip.clicked.connect(lambda _=False, style=one.style: self._choose(style))
            chip.installEventFilter(self)
            self._row.addWidget(chip)
            chip.show()
            if before is not None:
                QWidget.setTabOrder(before, chip)
            before = chip
        if before is not None:
            QWidget.setTabOrder(before, self.eraser)

    def _choose(self, style: str) -> None:
        self._painter.choose(style)
        self.refresh()  # a second click on the same one leaves it pressed

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(event.key() in TABS)  # here Tab goes on to the next tool, and does not hide the panels
        return super().eventFilter(watched, event)


def _tr(text: str) -> str:
    return QCoreApplication.translate("MaskBar", text)


def what(target: Target) -> str:
    """What a press on the button of `target` does, in words."""
    if target.style == PHOTO_STYLE:
        return _tr("Keep the photo here")
    return _tr("Paint where {} goes").format(target.title)


def tip(target: Target) -> str:
    """The same as a tool tip."""
    if target.style == PHOTO_STYLE:
        return _tr("Keep the photo here: protects faces and whatever else shall not be painted (K).")
    return _tr("Paint where {} goes (B).").format(target.title)


class TintButton(QToolButton):
    """A colour to paint with: a square of a style's tint, or the photo's icon on it; a dot says it is painted."""

    def __init__(self, tint: QColor, photo: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tint, self._photo, self._painted = tint, photo, False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(QSize(3 * GRID + 4, 3 * GRID + 4))

    def show_state(self, on: bool, painted: bool) -> None:
        """Whether it is painted with now, and whether anything is painted."""
        self.setChecked(on)
        self._painted = painted
        self.setAccessibleDescription(self.tr("Painted on this photo.") if painted else self.tr("Not painted yet."))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        if self.isChecked() or self.hasFocus() or self.underMouse():
            painter.setPen(QPen(QColor(theme.accent if self.isChecked() or self.hasFocus() else theme.dim), 2))
            painter.setBrush(QColor(theme.pressed) if self.isChecked() else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(whole.adjusted(2, 2, -2, -2), 5, 5)
        painter.setPen(QPen(QColor(0, 0, 0, 90), 1))
        painter.setBrush(self._tint)
        square = whole.adjusted(6.5, 6.5, -6.5, -6.5)
        painter.drawRoundedRect(square, 3, 3)
        if self._photo:
            paint_icon(painter, "photo", square.adjusted(0.5, 0.5, -0.5, -0.5), "#1a1a1a")
        elif self._painted:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor("#1a1a1a"))
            painter.drawEllipse(square.center(), 2.5, 2.5)


class _Slider(QSlider):
    """A small slider of a `Control`; the wheel turns it only when it has the focus."""

    def __init__(self, control: Control, name: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.control = control
        self.setRange(0, TICKS)
        self.setPageStep(TICKS // 10)
        self.setSingleStep(TICKS // 50)
        self.setMinimumWidth(3 * GRID)
        self.setMaximumWidth(14 * GRID)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setAccessibleDescription(words(control.tip))
        self.show_number(control.default)

    def number(self) -> float:
        """The value of the control."""
        return self.control.from_slider(self.value() / TICKS)

    def show_number(self, number: float) -> None:
        """Moves to `number` without emitting."""
        with QSignalBlocker(self):
            self.setValue(round(self.control.to_slider(number) * TICKS))
        self.setToolTip(f"{words(self.control.tip)[:-1]}: {number:.0%}.")

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

"""Which painting a step paints like, or which ones, and how much of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from studio.core.params import BLEND, Control
from studio.library.styles import Style
from studio.ui.styles.mix import MAX_STYLES, WEIGHT
from studio.ui.styles.model import describe, style_pixmap
from studio.ui.styles.option_boxes import QuietBox
from studio.ui.widgets.buttons import tool_button
from studio.ui.widgets.control_slider import ControlSlider
from studio.ui.widgets.theme import GRID

THUMBNAIL = 3 * GRID
Weighted = tuple[tuple[str, float], ...]


class StyleBox(QuietBox):
    """One of the installed styles; small pictures are read when they are first wanted."""

    chosen = Signal(str)

    def __init__(self, styles: Callable[[], Iterable[Style]], parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.setAccessibleName(self.tr("Style"))
        self.setToolTip(self.tr("The painting whose style this step takes."))
        self.setSizeAdjustPolicy(QuietBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.setIconSize(QSize(THUMBNAIL, THUMBNAIL))
        self._styles = styles
        self._known: tuple[Style, ...] = ()
        self.activated.connect(lambda row: self.chosen.emit(self.itemData(row)))

    def show_style(self, style_id: str) -> None:
        """Shows a style without emitting; one that is not installed by its id."""
        known = tuple(self._styles())
        if known != self._known or self.findData(style_id) < 0:
            self._known = known
            self.clear()
            if all(style.id != style_id for style in known):
                self.addItem(self.tr("{} (not installed)").format(style_id), style_id)
            for style in known:
                self.addItem(style.title, style.id)
                self.setItemData(self.count() - 1, describe(style), Qt.ItemDataRole.ToolTipRole)
        row = self.findData(style_id)
        self._draw(row)
        self.setCurrentIndex(row)

    def showPopup(self) -> None:
        for row in range(self.count()):
            self._draw(row)
        super().showPopup()

    def _draw(self, row: int) -> None:
        style = next((style for style in self._known if style.id == self.itemData(row)), None)
        if style is not None and self.itemIcon(row).isNull():
            ratio = self.devicePixelRatioF()
            pixmap = style_pixmap(style, round(THUMBNAIL * ratio))
            pixmap.setDevicePixelRatio(ratio)
            self.setItemIcon(row, QIcon(pixmap))


class StyleChoice(QWidget):
    """One to four styles: two share a Blend slider, three or four have a weight slider each."""

    changed = Signal(object, bool)  # (style id, weight) pairs, and whether the hand rests

    def __init__(self, styles: Callable[[], Iterable[Style]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._styles = styles
        self._now: Weighted = ()
        self.boxes: list[StyleBox] = []
        self.crosses: list[QToolButton] = []
        self.sliders: list[ControlSlider] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(GRID)
        tip = self.tr("Mixes the style of another painting in.")
        self.more = tool_button(tip, self.tr("Mix in Another"), "plus", self.tr("Mix in another painting"))
        self.more.setIconSize(QSize(2 * GRID, 2 * GRID))
        self.more.clicked.connect(self._add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addLayout(self._rows)
        layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_styles(self, styles: Weighted) -> None:
        """Shows (style id, weight) pairs without emitting."""
        if len(styles) != len(self._now):
            self._build(len(styles))
        self._now = styles
        total = sum(weight for _, weight in styles) or 1.0
        for box, (style_id, _) in zip(self.boxes, styles, strict=True):
            box.show_style(style_id)
        shares = [weight / total for _, weight in styles]
        for slider, share in zip(self.sliders, shares[1:] if len(shares) == 2 else shares, strict=False):
            if abs(slider.value - share) > 0.006:  # two decimals are all that it shows
                slider.set_value(share)
        free = any(style.id not in dict(styles) for style in self._styles())
        self.more.setVisible(free and len(styles) < MAX_STYLES)

    def _build(self, count: int) -> None:
        while item := self._rows.takeAt(0):
            if row := item.widget():
                row.hide()
                row.deleteLater()
        self.boxes, self.crosses, self.sliders = [], [], []
        for place in range(count):
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(GRID // 2)
            box = StyleBox(self._styles)
            box.chosen.connect(lambda style_id, place=place: self._choose(place, style_id))
            self.boxes.append(box)
            line.addWidget(box, 1)
            if count > 1:
                tip = self.tr("Takes this painting out of the mix.")
                cross = tool_button(tip, icon_name="close", name=self.tr("Take the painting out"))
                cross.setIconSize(QSize(2 * GRID, 2 * GRID))
                cross.clicked.connect(lambda _=False, place=place: self._remove(place))
                self.crosses.append(cross)
                line.addWidget(cross)
            self._put(row)
            if count > 2:
                self._put(self._slider(WEIGHT))
        if count == 2:
            self._put(self._slider(BLEND))

    def _put(self, row: QWidget) -> None:
        self._rows.addWidget(row)
        row.show()  # now: a layout shows its widgets only when the events are next handled

    def _slider(self, control: Control) -> ControlSlider:
        slider = ControlSlider(control)
        slider.value_changed.connect(lambda _: self._weigh(False))
        slider.value_settled.connect(lambda _: self._weigh(True))
        self.sliders.append(slider)
        return slider

    def _weigh(self, settled: bool) -> None:
        weights = [slider.value for slider in self.sliders]
        if len(self._now) == 2:
            weights = [1 - weights[0], weights[0]]
        if sum(weights) <= 0:
            weights = [1.0] * len(weights)  # all at zero: nobody is preferred
        self._tell(tuple((name, weight) for (name, _), weight in zip(self._now, weights, strict=True)), settled)

    def _choose(self, place: int, style_id: str) -> None:
        """A style that is in the mix already trades places."""
        names = [name for name, _ in self._now]
        if style_id in names:
            names[names.index(style_id)] = names[place]
        names[place] = style_id
        self._tell(tuple((name, weight) for name, (_, weight) in zip(names, self._now, strict=True)))

    def _add(self) -> None:
        taken = dict(self._now)
        free = next((style.id for style in self._styles() if style.id not in taken), None)
        if free is not None:
            share = 1 / (len(self._now) + 1)
            self._tell((*((name, weight * (1 - share)) for name, weight in self._now), (free, share)))

    def _remove(self, place: int) -> None:
        rest = (*self._now[:place], *self._now[place + 1 :])
        even = all(weight <= 0 for _, weight in rest)
        self._tell(tuple((name, 1.0 if even or len(rest) == 1 else weight) for name, weight in rest))

    def _tell(self, styles: Weighted, settled: bool = True) -> None:
        self.changed.emit(styles, settled)

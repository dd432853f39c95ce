"""The styles that paint together, and how much of each."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio.core.errors import StudioError
from studio.core.params import BLEND, Control
from studio.core.style_masks import PHOTO_STYLE
from studio.library.styles import Style, StyleLibrary
from studio.ui.masks.button import MaskButton
from studio.ui.styles.model import describe, style_pixmap
from studio.ui.widgets.buttons import tool_button
from studio.ui.widgets.control_slider import ControlSlider
from studio.ui.widgets.elided import ElidedLabel
from studio.ui.widgets.theme import GRID

MAX_STYLES = 4
THUMBNAIL = 5 * GRID
WEIGHT = Control("weight", "Weight", 0.0, 1.0, 0.5, "How much of this painting is in the mix.")
Styles = tuple[tuple[str, float], ...]


class StyleMix(QWidget):
    """One to four styles: two share a Blend slider, three or four have a weight slider each."""

    changed = Signal()  # while a weight moves, and when a style comes or goes
    settled = Signal()  # when it rests
    mask_wanted = Signal(str, bool)  # a style's brush was pressed: paint where it goes, or stop that

    def __init__(self, library: StyleLibrary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._ids: list[str] = []
        self._shown: list[Style | None] = []
        self._sliders: list[ControlSlider] = []  # one for a blend, else one a style
        self._rows = QVBoxLayout()
        self._rows.setSpacing(GRID)
        self._hint = QLabel(self.tr("Pick a painting."))
        self._hint.setProperty("tone", "dim")
        tip = self.tr("Adds the painting that you pick next to the mix.")
        self._more = tool_button(
            tip, self.tr("Mix in another"), "plus", self.tr("Mix in another painting"), checkable=True
        )
        self._more.toggled.connect(
            lambda on: self._more.setText(self.tr("Now pick a painting") if on else self.tr("Mix in another"))
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID, GRID, GRID, GRID)
        layout.setSpacing(GRID)
        layout.addLayout(self._rows)
        layout.addWidget(self._hint)
        self._keep = MaskButton(
            self.tr("Paint what stays as the photo is, such as faces (K)."),
            self.tr("Keep the photo here"),
            self.tr("Keep the photo"),
        )
        self._keep.clicked.connect(lambda on: self.mask_wanted.emit(PHOTO_STYLE, on))
        self._brushes: dict[str, MaskButton] = {}
        self._masks: tuple[str | None, Mapping[str, QColor], bool] = None, {}, False
        last = QHBoxLayout()
        last.setSpacing(GRID // 2)
        last.addWidget(self._more)
        last.addStretch(1)
        last.addWidget(self._keep)
        layout.addLayout(last)
        self.setAccessibleName(self.tr("Chosen styles"))
        self._build(())

    def styles(self) -> Styles:
        """(style id, weight) pairs; the weights sum to 1. Empty before a style was chosen."""
        match self._ids:
            case []:
                return ()
            case [only]:
                return ((only, 1.0),)
            case [first, second]:
                blend = self._sliders[0].value
                return ((first, 1.0 - blend), (second, blend))
        weights = [slider.value for slider in self._sliders]
        total = sum(weights)
        if total <= 0:  # all at zero: nobody is preferred
            return tuple((style_id, 1 / len(weights)) for style_id in self._ids)
        return tuple((style_id, weight / total) for style_id, weight in zip(self._ids, weights, strict=True))

    def set_styles(self, styles: Styles) -> None:
        """Replaces the mix (weights of any positive sum, four styles at most) without emitting; shows new titles."""
        styles = tuple(styles)[:MAX_STYLES]
        total = sum(weight for _, weight in styles)
        normal = tuple((style_id, weight / total if total > 0 else 1 / len(styles)) for style_id, weight in styles)
        ids = [style_id for style_id, _ in normal]
        if ids != self._ids or [self._style(style_id) for style_id in ids] != self._shown:
            self._build(normal)
        # Two decimals are all that a slider shows: what differs less is what it already says.
        elif any(abs(new[1] - old[1]) > 0.006 for new, old in zip(normal, self.styles(), strict=True)):
            self._set_weights(normal)

    @property
    def adding(self) -> bool:
        """Whether "+" is pressed: the next style chosen in the picker is meant to be added."""
        return self._more.isChecked()

    def choose(self, style_id: str) -> None:
        """What a choice in the picker does: adds the style while "+" is pressed, else replaces the first one.

        A style that is already in the mix trades places with the first one. Emits.
        """
        ids = list(self._ids)
        if self.adding and style_id not in ids:
            self.add(style_id)
            return
        self._more.setChecked(False)
        if not ids:
            ids = [style_id]
        elif style_id in ids:
            place = ids.index(style_id)
            ids[0], ids[place] = ids[place], ids[0]
        else:
            ids[0] = style_id
        weights = [weight for _, weight in self.styles()] or [1.0]
        self._replace(tuple(zip(ids, weights, strict=True)))

    def choose_second(self, style_id: str) -> None:
        """What "use as second style" does: adds the style to a single one, else replaces the second. Emits."""
        now = self.styles()
        if style_id in self._ids:
            return
        if len(now) < 2:
            self.add(style_id)
        else:
            self._replace((now[0], (style_id, now[1][1]), *now[2:]))

    def add(self, style_id: str) -> None:
        """Mixes one more style in with an average weight; nothing happens at four or if it is there. Emits."""
        now = self.styles()
        self._more.setChecked(False)
        if style_id in self._ids or len(now) == MAX_STYLES:
            return
        count = len(now) + 1
        share = BLEND.default if count == 2 else 1 / count
        self._replace((*((one, weight * (1 - share)) for one, weight in now), (style_id, share)))

    def remove(self, style_id: str) -> None:
        """Takes a style out of the mix; the last one stays. Emits."""
        rest = tuple(pair for pair in self.styles() if pair[0] != style_id)
        if rest:
            self._replace(rest)

    def show_masks(self, target: str | None, painted: Mapping[str, QColor], possible: bool) -> None:
        """Says which style the brush paints now (None: no brush is out) and where each is painted, by its tint."""
        self._masks = target, painted, possible
        for style_id, button in ((PHOTO_STYLE, self._keep), *self._brushes.items()):
            button.show_state(style_id == target, painted.get(style_id), possible)

    def _replace(self, styles: Styles) -> None:
        if styles != self.styles():
            self.set_styles(styles)
            self.changed.emit()
            self.settled.emit()

    def _set_weights(self, styles: Styles) -> None:
        weights = [weight for _, weight in styles]
        for slider, weight in zip(self._sliders, weights[1:] if len(weights) == 2 else weights, strict=True):
            slider.set_value(weight)

    def _build(self, styles: Styles) -> None:
        """Makes the rows anew; only when other styles are mixed, never while a slider moves."""
        while item := self._rows.takeAt(0):
            if row := item.widget():
                row.hide()
                row.deleteLater()
        self._ids = [style_id for style_id, _ in styles]
        self._shown = [self._style(style_id) for style_id in self._ids]
        self._sliders, self._brushes = [], {}
        for style_id, style in zip(self._ids, self._shown, strict=True):
            self._put(self._row(style_id, style, weighed=len(styles) > 2))
        if len(styles) == 2:
            self._put(self._slider(BLEND))
        self._set_weights(styles if len(styles) > 1 else ())
        self._hint.setVisible(not styles)
        self._more.setVisible(1 <= len(styles) < MAX_STYLES)
        self._keep.setVisible(bool(styles))
        self.show_masks(*self._masks)

    def _put(self, row: QWidget) -> None:
        self._rows.addWidget(row)
        row.show()  # now: a layout shows its widgets only when the events are next handled

    def _slider(self, control: Control) -> ControlSlider:
        slider = ControlSlider(control)
        slider.value_changed.connect(lambda _: self.changed.emit())
        slider.value_settled.connect(lambda _: self.settled.emit())
        self._sliders.append(slider)
        return slider

    def _style(self, style_id: str) -> Style | None:
        try:
            return self._library.get(style_id)
        except StudioError:  # it was removed meanwhile
            return None

    def _row(self, style_id: str, style: Style | None, weighed: bool) -> QWidget:
        title = style.title if style else style_id
        row = QWidget()
        row.setToolTip(self.tr("{} paints this picture.").format(describe(style) if style else style_id))
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        picture = QLabel()
        picture.setFixedSize(QSize(THUMBNAIL, THUMBNAIL))
        if style:
            ratio = self.devicePixelRatioF()
            pixmap = style_pixmap(style, round(THUMBNAIL * ratio))
            pixmap.setDevicePixelRatio(ratio)
            picture.setPixmap(pixmap)
        layout.addWidget(picture)
        if weighed:
            slider = self._slider(WEIGHT)
            slider.set_label(title)
            layout.addWidget(slider, 1)
        else:
            words = QGridLayout()
            words.setSpacing(0)
            words.addWidget(ElidedLabel(title))
            artist = ElidedLabel(style.artist if style else "")
            artist.setProperty("tone", "dim")
            words.addWidget(artist)
            layout.addLayout(words, 1)
        brush = self._brushes[style_id] = MaskButton(
            self.tr("Paint where this style goes (B)."), self.tr("Paint where {} goes").format(title), icon_name="brush"
        )
        brush.clicked.connect(lambda on: self.mask_wanted.emit(style_id, on))
        layout.addWidget(brush)
        if len(self._ids) > 1:
            tip = self.tr("Takes this painting out of the mix.")
            remove = tool_button(tip, icon_name="close", name=self.tr("Take {} out of the mix").format(title))
            remove.clicked.connect(lambda: self.remove(style_id))
            layout.addWidget(remove)
        return row

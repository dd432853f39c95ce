"""Choosing a model by what it does: cards that show its example before and after."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QWidget

from studio.core.picture import Picture
from studio.library.generators import Generator
from studio.ui.widgets.cover import cover_brush
from studio.ui.widgets.icons import paint_icon
from studio.ui.widgets.images import to_qimage
from studio.ui.widgets.theme import GRID, colours
from studio.ui.widgets.words import words

ACROSS = 3
PICTURE = 7 * GRID  # height of a pair
WORDS = 3 * GRID


class PairCard(QAbstractButton):
    """One model: the example at the left, what becomes of it at the right, the title below."""

    def __init__(self, generator: Generator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.generator = generator
        self._before: QImage | None = None
        self._after: QImage | None = None
        self.setCheckable(True)
        self.setText(words(generator.title))
        self.setToolTip(words(generator.description))
        self.setAccessibleName(words(generator.title))
        self.setAccessibleDescription(words(generator.description))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMinimumSize(self.sizeHint())

    @property
    def complete(self) -> bool:
        """Whether both pictures are there."""
        return self._before is not None and self._after is not None

    def set_before(self, picture: Picture) -> None:
        self._before = to_qimage(picture).copy()
        self.update()

    def set_after(self, picture: Picture) -> None:
        self._after = to_qimage(picture).copy()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(12 * GRID, PICTURE + WORDS)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        pair = QRectF(2, 2, self.width() - 4, PICTURE - 4)
        half = (pair.width() - 2) / 2
        for image, left in ((self._before, pair.left()), (self._after, pair.left() + half + 2)):
            place = QRectF(left, pair.top(), half, pair.height())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(cover_brush(image, place) if image else QColor(theme.field))
            painter.drawRoundedRect(place, 4, 4)
        middle = QRectF(pair.center().x() - GRID, pair.center().y() - GRID, 2 * GRID, 2 * GRID)
        painter.setBrush(QColor(theme.window))
        painter.drawEllipse(middle)
        paint_icon(painter, "next", middle.adjusted(2, 2, -2, -2), theme.text)
        if self.isChecked() or self.hasFocus() or self.underMouse():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.accent if self.isChecked() or self.hasFocus() else theme.dim), 2))
            painter.drawRoundedRect(pair.adjusted(-1, -1, 1, 1), 5, 5)
        painter.setPen(QColor(theme.text if self.isChecked() else theme.dim))
        words = QRectF(2, PICTURE, self.width() - 4, WORDS)
        title = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), title)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)  # arrows go to the neighbours of the group


class ModelPicker(QWidget):
    """The models as cards; `chosen` gives the id of the one that was clicked or reached by the arrow keys."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Models"))
        self._cards: dict[str, PairCard] = {}
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(lambda card: self.chosen.emit(card.generator.id))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GRID)

    @property
    def cards(self) -> tuple[PairCard, ...]:
        return tuple(self._cards.values())

    def set_generators(self, generators: tuple[Generator, ...]) -> None:
        """Shows these models, keeping the pictures of those that stay."""
        kept = {one.generator: one for one in self.cards}
        for generator, card in kept.items():
            self._grid.removeWidget(card)
            if generator not in generators:
                self._group.removeButton(card)
                card.hide()
                card.deleteLater()
        self._cards = {}
        for place, generator in enumerate(generators):
            card = kept.get(generator)
            if card is None:
                card = PairCard(generator)
                self._group.addButton(card)
            self._grid.addWidget(card, place // ACROSS, place % ACROSS)
            self._cards[generator.id] = card

    def set_current(self, model: str) -> None:
        """Marks `model` without emitting."""
        if card := self._cards.get(model):
            card.setChecked(True)

    def set_before(self, model: str, picture: Picture) -> None:
        if card := self._cards.get(model):
            card.set_before(picture)

    def set_after(self, model: str, picture: Picture) -> None:
        if card := self._cards.get(model):
            card.set_after(picture)

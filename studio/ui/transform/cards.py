"""The changes that photos can go through, as cards that show them on the artist's own photo."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QLabel, QSizePolicy, QWidget

from studio.core.picture import Picture
from studio.ui.transform.step_words import Change
from studio.ui.widgets.cover import cover_brush
from studio.ui.widgets.icons import paint_icon
from studio.ui.widgets.images import to_qimage
from studio.ui.widgets.theme import GRID, colours

ACROSS = 3
PICTURE = 8 * GRID  # logical pixels: height of a card's picture
WORDS = 2 * GRID + 4
SPLIT = 0.34  # where before ends and after begins, as a share of the width
_COLUMN = {Qt.Key.Key_Up: -ACROSS, Qt.Key.Key_Down: ACROSS}


class ChangeCard(QAbstractButton):
    """One change: the photo at the left of a line, what becomes of it at the right; the line follows the pointer."""

    def __init__(self, change: Change, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.change = change
        self._before: QImage | None = None
        self._after: QImage | None = None
        self.split = SPLIT
        self.setText(change.title)
        tip = self.tr("{} A click adds this step.").format(change.sentence)
        self.setToolTip(tip)
        self.setAccessibleName(self.tr("Add {}").format(change.title))
        self.setAccessibleDescription(tip)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumSize(self.sizeHint())

    @property
    def complete(self) -> bool:
        """Whether both pictures are there."""
        return self._before is not None and self._after is not None

    def set_before(self, picture: Picture | None) -> None:
        self._before = to_qimage(picture).copy() if picture is not None else None
        self.update()

    def set_after(self, picture: Picture | None) -> None:
        self._after = to_qimage(picture).copy() if picture is not None else None
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(10 * GRID, PICTURE + WORDS)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = QRectF(2, 2, self.width() - 4, PICTURE - 4)
        self._paint_picture(painter, place)
        if self.isDown() or self.hasFocus() or self.underMouse():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            accented = self.isDown() or self.hasFocus()
            painter.setPen(QPen(QColor(theme.accent if accented else theme.dim), 2))
            painter.drawRoundedRect(place.adjusted(-1, -1, 1, 1), 5, 5)
        painter.setPen(QColor(theme.text if self.hasFocus() or self.underMouse() else theme.dim))
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.92)
        painter.setFont(font)
        words = QRectF(1, PICTURE, self.width() - 2, WORDS)
        title = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter), title)

    def _paint_picture(self, painter: QPainter, place: QRectF) -> None:
        theme = colours()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(cover_brush(self._before, place) if self._before else QColor(theme.field))
        painter.drawRoundedRect(place, 4, 4)
        if self._after is None:
            side = 2.5 * GRID
            middle = QRectF(place.center().x() - side / 2, place.center().y() - side / 2, side, side)
            if self._before is not None:  # a plate, so that the icon is seen on any photo
                plate = QColor(theme.window)
                plate.setAlpha(200)
                painter.setBrush(plate)
                painter.drawEllipse(middle.adjusted(-4, -4, 4, 4))
            paint_icon(painter, self.change.icon, middle, theme.dim)
            return
        line = place.left() + self.split * place.width()
        painter.save()
        painter.setClipRect(QRectF(line, place.top(), place.right() - line, place.height()))
        painter.setBrush(cover_brush(self._after, place))
        painter.drawRoundedRect(place, 4, 4)
        painter.restore()
        painter.setPen(QPen(QColor(theme.window), 2))
        painter.drawLine(QPointF(line, place.top()), QPointF(line, place.bottom()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._set_split(min(1.0, max(0.0, (event.position().x() - 2) / max(1, self.width() - 4))))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._set_split(SPLIT)

    def _set_split(self, split: float) -> None:
        self.split = split
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        cards = self.parent()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in _COLUMN and isinstance(cards, ChangeCards):
            cards.step_from(self, _COLUMN[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)  # left and right go to the neighbours


class ChangeCards(QWidget):
    """A card for every change; `chosen` gives the one that was clicked."""

    chosen = Signal(object)  # Change

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Changes"))
        self._cards: dict[Change, ChangeCard] = {}
        self._before: Picture | None = None
        self.hint = QLabel(self.tr("No model that changes photos is installed; other steps can be added below."))
        self.hint.setWordWrap(True)
        self.hint.setProperty("tone", "dim")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GRID // 2)
        self._grid.addWidget(self.hint, 0, 0, 1, ACROSS)
        for column in range(ACROSS):
            self._grid.setColumnStretch(column, 1)

    @property
    def cards(self) -> tuple[ChangeCard, ...]:
        return tuple(self._cards.values())

    def set_changes(self, changes: Iterable[Change]) -> None:
        """Shows these, keeping the pictures of those that stay."""
        kept, self._cards = self._cards, {}
        for place, change in enumerate(changes):
            card = kept.pop(change, None)
            if card is None:
                card = ChangeCard(change)
                card.set_before(self._before)
                card.clicked.connect(lambda _=False, change=change: self.chosen.emit(change))
            self._grid.addWidget(card, place // ACROSS, place % ACROSS)
            self._cards[change] = card
        for card in kept.values():
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.hint.setVisible(not self._cards)

    def set_before(self, picture: Picture | None) -> None:
        """Another photo, or none: what was made of the last one goes."""
        self._before = picture
        for card in self.cards:
            card.set_before(picture)
            card.set_after(None)

    def set_after(self, change: Change, picture: Picture) -> None:
        if card := self._cards.get(change):
            card.set_after(picture)

    def waiting(self) -> tuple[Change, ...]:
        """The changes whose cards can be seen and lack a picture, in their order."""
        seen = ((change, card) for change, card in self._cards.items() if not card.visibleRegion().isEmpty())
        return tuple(change for change, card in seen if not card.complete)

    def step_from(self, card: ChangeCard, way: int) -> None:
        """Takes the focus `way` cards on, if there is one."""
        place = self.cards.index(card) + way
        if 0 <= place < len(self.cards):
            self.cards[place].setFocus(Qt.FocusReason.TabFocusReason)

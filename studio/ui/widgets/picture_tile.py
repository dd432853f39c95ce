"""A small picture with a word below it, to choose from: materials, moods, templates."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from studio.core.picture import Picture
from studio.ui.widgets.cover import cover_brush
from studio.ui.widgets.icons import paint_icon
from studio.ui.widgets.images import to_qimage
from studio.ui.widgets.theme import GRID, colours

WORDS = 2 * GRID + 4
CHIP = 10  # logical pixels


class PictureTile(QAbstractButton):
    """One thing to choose, shown as `ground` or as the word of an icon until its picture is there.

    chip: a little colour in the corner, by which it is known elsewhere. A click chooses it; a click with Shift or the
    right button, or Shift+Enter, is `second`.
    """

    second = Signal()

    def __init__(
        self,
        title: str,
        tip: str,
        size: QSize,
        *,
        ground: QColor | None = None,
        chip: QColor | None = None,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """size: of the picture; wider if there is room."""
        super().__init__(parent)
        self._size, self._ground, self._chip, self._icon = size, ground, chip, icon
        self._image: QImage | None = None
        self._badge = ""
        self.picture: Picture | None = None
        self.setCheckable(True)
        self.setText(title)
        self.setToolTip(tip)
        self.setAccessibleName(title)
        self.setAccessibleDescription(tip)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumSize(self.sizeHint())

    def set_picture(self, picture: Picture | None) -> None:
        """Shows `picture`, its middle if it is of another form; None: the ground again."""
        if picture is not self.picture:
            self.picture = picture
            self._image = to_qimage(picture).copy() if picture is not None else None
            self.update()

    def set_badge(self, badge: str) -> None:
        """A short word in the upper corner, "" for none."""
        if badge != self._badge:
            self._badge = badge
            self.update()

    @property
    def badge(self) -> str:
        return self._badge

    def sizeHint(self) -> QSize:
        return QSize(self._size.width(), self._size.height() + WORDS)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = QRectF(2, 2, self.width() - 4, self._size.height() - 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(cover_brush(self._image, place) if self._image else (self._ground or QColor(theme.field)))
        painter.drawRoundedRect(place, 4, 4)
        if self._image is None and self._icon:
            side = 2.5 * GRID
            middle = QRectF(place.center().x() - side / 2, place.center().y() - side / 2, side, side)
            paint_icon(painter, self._icon, middle, theme.dim)
        if self._chip is not None and self._image is not None:
            painter.setPen(QPen(QColor(theme.window), 2))
            painter.setBrush(self._chip)
            painter.drawRoundedRect(QRectF(place.left() + 4, place.bottom() - CHIP - 4, CHIP, CHIP), 2, 2)
        self._paint_frame(painter, place)
        if self._badge:
            self._paint_badge(painter, place)
        painter.setPen(QColor(theme.text if self.isChecked() or self._badge else theme.dim))
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.92)
        painter.setFont(font)
        words = QRectF(1, self._size.height(), self.width() - 2, WORDS)
        title = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter), title)

    def _paint_frame(self, painter: QPainter, place: QRectF) -> None:
        theme = colours()
        if not (self.isChecked() or self.hasFocus() or self.underMouse()):
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        colour = theme.accent if self.isChecked() else theme.text if self.hasFocus() else theme.dim
        painter.setPen(QPen(QColor(colour), 3 if self.isChecked() else 2))
        painter.drawRoundedRect(place.adjusted(-1, -1, 1, 1), 5, 5)
        if self.isChecked() and self.hasFocus():  # both must be seen
            painter.setPen(QPen(QColor(theme.text), 1))
            painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 3, 3)

    def _paint_badge(self, painter: QPainter, place: QRectF) -> None:
        theme = colours()
        round_ = QRectF(place.right() - 18, place.top() + 2, 16, 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent))
        painter.drawEllipse(round_)
        painter.setPen(QColor(theme.on_accent))
        painter.drawText(round_, Qt.AlignmentFlag.AlignCenter, self._badge)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.button() == Qt.MouseButton.RightButton or (shift and event.button() == Qt.MouseButton.LeftButton):
            self.second.emit()
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.second.emit()
            else:
                self.click()
        else:
            super().keyPressEvent(event)  # arrows go to the neighbours of the group

"""How a style looks in the picker: its small picture, a star, the title and the artist."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.library.styles import Style
from studio.ui.styles.model import STYLE_ROLE, Index, StyleModel, paint_swatch
from studio.ui.widgets.icons import paint_icon
from studio.ui.widgets.theme import GRID, colours

PAD = GRID // 2
STAR = 3 * GRID


class StyleTile(QStyledItemDelegate):
    """Paints one tile: a square picture, a star, the title and below it the artist."""

    def __init__(self, model: StyleModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.side = 12 * GRID  # of a whole cell, in logical pixels

    def cell(self, font: QFont) -> QSize:
        """The size of a cell."""
        return QSize(self.side, self.side + QFontMetrics(font).height() * 2 + 2 * PAD)

    def picture_rect(self, cell: QRect) -> QRect:
        """Where the picture is in a cell."""
        side = self.side - 2 * PAD
        return QRect(cell.left() + PAD, cell.top() + PAD, side, side)

    def star_rect(self, cell: QRect) -> QRect:
        """Where a click changes the favourite."""
        picture = self.picture_rect(cell)
        return QRect(picture.right() - STAR - PAD + 1, picture.top() + PAD, STAR, STAR)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self.cell(option.font)  # type: ignore[attr-defined]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        style: Style = index.data(STYLE_ROLE)
        theme = colours()
        cell: QRect = option.rect  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        picture = self.picture_rect(cell)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)

        rounded = QPainterPath()
        rounded.addRoundedRect(QRectF(picture), PAD, PAD)
        painter.setClipPath(rounded)
        pixmap = self._model.pixmap(style, self.pixels(painter.device().devicePixelRatioF()))
        if pixmap:
            painter.drawPixmap(picture, pixmap)
        else:
            paint_swatch(painter, QRectF(picture), style.swatch)
        painter.setClipping(False)

        chosen = style.id in (self._model.current, self._model.second)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if chosen or focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.accent if chosen else theme.text), 3 if chosen else 2))
            painter.drawRoundedRect(QRectF(picture).adjusted(-1, -1, 1, 1), PAD + 1, PAD + 1)
        if chosen and focused:  # both must be seen
            painter.setPen(QPen(QColor(theme.text), 1))
            painter.drawRoundedRect(QRectF(picture).adjusted(-3, -3, 3, 3), PAD + 3, PAD + 3)
        if style.id == self._model.second:
            self._paint_badge(painter, picture, "2")
        favourite = style.id in self._model.favourites
        if favourite or state & QStyle.StateFlag.State_MouseOver:
            self._paint_star(painter, self.star_rect(cell), favourite)
        self._paint_text(painter, self._text_rect(cell), style, option.font)  # type: ignore[attr-defined]
        painter.restore()

    def pixels(self, ratio: float) -> int:
        """The side of the picture in physical pixels."""
        return round((self.side - 2 * PAD) * ratio)

    def _text_rect(self, cell: QRect) -> QRect:
        top = self.picture_rect(cell).bottom() + 1
        return QRect(cell.left() + PAD + 1, top + PAD, self.side - 2 * PAD - 2, cell.bottom() - top - PAD)

    def _paint_text(self, painter: QPainter, rect: QRect, style: Style, font: QFont) -> None:
        theme = colours()
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.9)
        height = QFontMetrics(font).height()
        for text, face, colour, top in (
            (style.title, font, theme.text, 0),
            (style.artist, small, theme.dim, height),
        ):
            metrics = QFontMetrics(face)
            painter.setFont(face)
            painter.setPen(QColor(colour))
            line = QRect(rect.left(), rect.top() + top, rect.width(), metrics.height())
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    @staticmethod
    def _paint_star(painter: QPainter, rect: QRect, favourite: bool) -> None:
        theme = colours()
        plate = QColor(theme.window)
        plate.setAlpha(215)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(plate)
        painter.drawEllipse(rect)
        name, colour = ("star-filled", theme.accent) if favourite else ("star", theme.text)
        paint_icon(painter, name, QRectF(rect).adjusted(4, 4, -4, -4), colour)

    @staticmethod
    def _paint_badge(painter: QPainter, picture: QRect, text: str) -> None:
        theme = colours()
        middle = QPointF(picture.left() + PAD + 10, picture.top() + PAD + 10)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent))
        painter.drawEllipse(middle, 10, 10)
        painter.setPen(QColor(theme.on_accent))
        painter.drawText(QRectF(middle.x() - 10, middle.y() - 10, 20, 20), Qt.AlignmentFlag.AlignCenter, text)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setMaxLength(200)
        editor.setAccessibleName(self.tr("Name of the style"))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        cell: QRect = option.rect  # type: ignore[attr-defined]
        rect = self._text_rect(cell)
        editor.setGeometry(QRect(cell.left(), rect.top(), self.side, max(editor.sizeHint().height(), rect.height())))

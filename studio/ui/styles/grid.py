"""The grid of style tiles: how the mouse and the keyboard choose in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle

from studio.ui.styles.model import StyleModel
from studio.ui.styles.tile import StyleTile
from studio.ui.widgets.theme import GRID, colours

MIN_TILE = 13 * GRID


class StyleGrid(QListView):
    """Tiles in as many columns as fit; only those on screen are painted."""

    chosen = Signal(str)
    second = Signal(str)
    starred = Signal(str)
    remove_asked = Signal(str)
    menu_asked = Signal(str, QPoint)
    laid_out = Signal()  # other tiles may be on screen

    def __init__(self, model: StyleModel) -> None:
        super().__init__()
        self.hint = ""
        self._dropping = False
        self._model = model
        self.tile = StyleTile(model, self)
        self.setModel(model)
        self.setItemDelegate(self.tile)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(4 * GRID)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Styles"))
        self.setAccessibleDescription(
            self.tr("Enter paints in a style, Shift+Enter mixes it in, F makes it a favourite.")
        )

    def marked(self) -> str | None:
        """The id of the tile that the keyboard is on."""
        index = self.currentIndex()
        return self._model.styles[index.row()].id if index.isValid() else None

    def enter(self) -> None:
        """Takes the keyboard, on the marked or the first tile."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.currentIndex().isValid() and self._model.styles:
            self.setCurrentIndex(self._model.index(0))

    def choose_first(self) -> None:
        """Chooses the first tile, as Enter in the search field does."""
        if self._model.styles:
            self.setCurrentIndex(self._model.index(0))
            self.chosen.emit(self._model.styles[0].id)

    def rename(self, style_id: str) -> None:
        """Opens the title of a user's style for typing."""
        row = self._model.row_of(style_id)
        if row >= 0 and not self._model.styles[row].bundled:
            self.setCurrentIndex(self._model.index(row))
            self.edit(self._model.index(row))

    def set_dropping(self, on: bool) -> None:
        """Shows that what is dragged here will become a style."""
        self._dropping = on
        self.viewport().update()

    def _starred_at(self, point: QPoint) -> str | None:
        index = self.indexAt(point)
        if index.isValid() and self.tile.star_rect(self.visualRect(index)).contains(point):
            return self._model.styles[index.row()].id
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and (style_id := self._starred_at(point)):
            self.starred.emit(style_id)
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        index: QModelIndex = self.indexAt(point)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid() or self._starred_at(point):
            return
        if index == self.currentIndex():
            mixed = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            (self.second if mixed else self.chosen).emit(self._model.styles[index.row()].id)

    def event(self, event: QEvent) -> bool:
        # Keys that mean something on a tile come before the window's shortcuts.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self.marked():
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if plain and event.key() in (Qt.Key.Key_F, Qt.Key.Key_F2, Qt.Key.Key_Delete):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        style_id = self.marked()
        style = self._model.styles[self.currentIndex().row()] if style_id else None
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if style_id:
                mixed = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                (self.second if mixed else self.chosen).emit(style_id)
            case Qt.Key.Key_F if style_id and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                self.starred.emit(style_id)
            case Qt.Key.Key_F2 if style and not style.bundled:
                self.rename(style.id)
            case Qt.Key.Key_Delete if style and not style.bundled:
                self.remove_asked.emit(style.id)
            case _:
                super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here; the search field searches."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            at = self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos()
            self.menu_asked.emit(self._model.styles[index.row()].id, at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # The scroll bar's room is kept free, else tiles would change size when it comes and goes.
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        free = self.width() - bar
        self.tile.side = free // max(2, free // MIN_TILE) - 1  # Qt wraps what fits exactly
        self.setGridSize(self.tile.cell(self.font()) + QSize(0, GRID // 2))
        super().resizeEvent(event)
        self.laid_out.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.laid_out.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.hint and not self._dropping:
            return
        theme = colours()
        painter = QPainter(self.viewport())
        inside = QRect(self.viewport().rect()).adjusted(GRID, GRID, -GRID, -GRID)
        text = self.tr("Drop to make it a style") if self._dropping else self.hint
        if self._dropping:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            veil = QColor(theme.window)
            veil.setAlpha(200)
            painter.fillRect(self.viewport().rect(), veil)
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRoundedRect(QRectF(inside), 4, 4)
        painter.setPen(QColor(theme.text if self._dropping else theme.dim))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(inside.adjusted(GRID, GRID, -GRID, -GRID), int(flags), text)

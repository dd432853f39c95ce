"""The results as a strip of small pictures; a click shows one again with all that made it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QListView, QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.ui.session.results import Result, ResultStore
from studio.ui.widgets.cover import cover_brush
from studio.ui.widgets.icons import paint_icon
from studio.ui.widgets.theme import GRID, colours
from studio.ui.window.actions import Actions

TILE = 9 * GRID
GAP = GRID // 2
AnyIndex = QModelIndex | QPersistentModelIndex


class HistoryStrip(QListView):
    """Shows a `ResultStore`, newest at the right; `chosen` gives the result that was clicked or reached by keyboard."""

    chosen = Signal(object)  # Result

    def __init__(self, results: ResultStore, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._results, self._actions = results, actions
        self._quiet = False
        self.setModel(results)
        self.setItemDelegate(_Tile(self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setViewportMargins(GAP, 0, GAP, 0)
        self.setMinimumHeight(TILE + 2 * GAP + GRID)
        self.setAccessibleName(self.tr("History of results"))
        self.selectionModel().currentChanged.connect(self._on_current)
        self.clicked.connect(self._on_clicked)
        results.rowsInserted.connect(self.scrollToBottom, Qt.ConnectionType.QueuedConnection)

    @property
    def current(self) -> Result | None:
        """The marked result."""
        index = self.currentIndex()
        return self._results[index.row()] if index.isValid() else None

    def set_current(self, result: Result | None) -> None:
        """Marks `result` (or nothing) without emitting."""
        self._quiet = True
        if result is None:
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()
        else:
            index = self._results.index(self._results.row(result))
            self.setCurrentIndex(index)
            self.scrollTo(index)
        self._quiet = False

    def step(self, by: int) -> None:
        """Goes to the result `by` places further; without a current one, to the newest."""
        count = len(self._results)
        if count:
            current = self.currentIndex()
            row = min(count - 1, max(0, current.row() + by)) if current.isValid() else count - 1
            self.setCurrentIndex(self._results.index(row))

    def scrollToBottom(self) -> None:
        """Brings the newest result into view."""
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().maximum())

    def sizeHint(self) -> QSize:
        return QSize(60 * GRID, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not len(self._results):
            painter = QPainter(self.viewport())
            painter.setPen(QColor(colours().dim))
            area = self.viewport().rect().adjusted(GRID, 0, -GRID, 0)
            words = self.tr("What you paint is kept here, so that nothing is ever overwritten.")
            painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), words)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.indexAt(event.pos()).isValid():
            self._menu().exec(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self._actions["remove"].trigger()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        bar = self.horizontalScrollBar()
        delta = event.angleDelta()
        bar.setValue(bar.value() - (delta.x() or delta.y()))
        event.accept()

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in ("adopt", "save-result-as", "copy", "star", "remove"):
            menu.addAction(self._actions[name])
        return menu

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid() and not self._quiet:
            self.chosen.emit(self._results[index.row()])

    def _on_clicked(self, index: QModelIndex) -> None:
        # A click on the marked tile shows it again after something else was looked at.
        self.chosen.emit(self._results[index.row()])


class _Tile(QStyledItemDelegate):
    """Paints one result: its picture, a frame when it is the one shown, a star, a dot while it is not saved."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(TILE + 2 * GAP, TILE + 2 * GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        result = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(result, Result):
            return
        theme = colours()
        state = option.state  # type: ignore[attr-defined]
        rect = QRectF(option.rect).adjusted(GAP, GAP, -GAP, -GAP)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(cover_brush(result.thumbnail, rect))
        painter.drawRoundedRect(rect, 4, 4)
        shown = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if shown or hovered:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.accent if shown else theme.dim), 2))
            painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), 6, 6)
        if result.starred:
            self._badge(painter, QRectF(rect.right() - 20, rect.top() + 4, 16, 16), "star-filled")
        if result.unsaved:
            painter.setPen(QPen(QColor(theme.window), 2))
            painter.setBrush(QColor(theme.accent))
            painter.drawEllipse(QRectF(rect.right() - 14, rect.bottom() - 14, 9, 9))
        painter.restore()

    def _badge(self, painter: QPainter, rect: QRectF, name: str) -> None:
        background = QColor(colours().window)
        background.setAlpha(220)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(background)
        painter.drawEllipse(rect.adjusted(-2, -2, 2, 2))
        paint_icon(painter, name, rect, colours().accent)

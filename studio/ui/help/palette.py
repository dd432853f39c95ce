"""The palette: type a few letters of what you want to do, and Enter does it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from studio.ui.help.fuzzy import fit
from studio.ui.widgets.theme import GRID, colours
from studio.ui.window.actions import Actions, translated
from studio.ui.window.commands import MENUS, Submenu

ENTRY = Qt.ItemDataRole.UserRole
ROW = 6 * GRID
AT_ONCE = 60  # more nobody reads
KEYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}  # rows
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Entry:
    """One line of the palette. room: where the command is at home, "" if it is here."""

    id: str
    title: str
    detail: str
    keys: str
    enabled: bool
    room: str = ""


class Palette(QDialog):
    """Searches all commands by name, menu, tip and key. `chosen` names the command and the room to go to before.

    Connect it with a queued connection: the command may open a dialog of its own, after this one has gone.
    """

    chosen = Signal(str, str)  # command, room; "" for the one that shows

    def __init__(self, actions: Actions, recent: tuple[str, ...] = (), parent: QWidget | None = None) -> None:
        """`recent` are the commands that were chosen here last, newest first: they lead the list."""
        super().__init__(parent)
        self._actions, self._recent = actions, recent
        self.setWindowTitle(self.tr("Command Palette"))
        self.resize(76 * GRID, 60 * GRID)
        self.search = QLineEdit(placeholderText=self.tr("What do you want to do?"), clearButtonEnabled=True)
        self.search.setAccessibleName(self.tr("What do you want to do?"))
        self.search.setAccessibleDescription(self.tr("Arrow keys choose a command, Enter runs it, Escape leaves."))
        self.search.installEventFilter(self)
        self._model = QStandardItemModel(self)
        self.list = QListView(uniformItemSizes=True)
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setAccessibleName(self.tr("Commands"))
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Row(self.list))
        self.nothing = QLabel(self.tr("No command is called that; try another word."))
        self.nothing.setProperty("tone", "dim")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.why = QLabel()
        self.why.setProperty("tone", "dim")
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        for widget in (self.search, self.list, self.nothing, self.why):
            column.addWidget(widget)
        self.list.setSizePolicy(self.list.sizePolicy().horizontalPolicy(), self.sizePolicy().Policy.Expanding)
        self._entries = [self._entry(path, command_id) for path, command_id in _places()]
        self.search.textChanged.connect(self._fill)
        self.list.clicked.connect(self._choose)
        self.list.selectionModel().currentChanged.connect(self._explain)
        self._fill("")
        self.search.setFocus()

    def entries(self) -> list[Entry]:
        """What is listed now, best first."""
        return [self._model.item(row).data(ENTRY) for row in range(self._model.rowCount())]

    def _entry(self, path: str, command_id: str) -> Entry:
        action, command = self._actions[command_id], self._actions.commands[command_id]
        here = command.there(self._actions.room)
        room = "" if here else command.room.split()[0]
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        detail = f"{path} · {translated(command.tip)}"
        return Entry(command_id, _plain(action.text()), detail, keys, here and action.isEnabled(), room)

    def _fill(self, typed: str) -> None:
        ranked = [(self._rank(entry, typed), -place, entry) for place, entry in enumerate(self._entries)]
        found = sorted((one for one in ranked if one[0] > 0), key=lambda one: one[:2], reverse=True)
        self._model.clear()
        for _, _, entry in found[:AT_ONCE] if typed.strip() else found:
            item = QStandardItem(entry.title)
            item.setData(entry, ENTRY)
            item.setToolTip(entry.detail)
            parts = (entry.title, entry.keys, "" if entry.enabled else self._because(entry))
            item.setData(", ".join(part for part in parts if part), Qt.ItemDataRole.AccessibleTextRole)
            self._model.appendRow(item)
        self.list.setVisible(bool(found))
        self.nothing.setVisible(not found)
        self.list.setCurrentIndex(self._model.index(0, 0))
        self.list.scrollToTop()

    def _rank(self, entry: Entry, typed: str) -> float:
        if not typed.strip():
            if entry.id in self._recent:
                return 3.0 + len(self._recent) - self._recent.index(entry.id)
            return 2.0 if entry.enabled else 1.0
        command = self._actions.commands[entry.id]
        # English words find a command in every language.
        fields = ((entry.title, 1.0), (_plain(command.text), 0.9), (entry.keys, 0.8), (entry.detail, 0.4))
        return fit(typed, fields) * (1.0 if entry.enabled else 0.8)

    def _because(self, entry: Entry) -> str:
        """Why a command is grey."""
        if not entry.room:
            return self.tr("There is nothing to use it on now.")
        room = _plain(self._actions[f"room-{entry.room}"].text())
        return self.tr("Enter goes to the room {} first.").format(room)

    def _explain(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY)
        self.why.setText("" if entry is None or entry.enabled else self._because(entry))

    def _choose(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY)
        if entry is not None and (entry.enabled or entry.room):
            self.accept()
            self.chosen.emit(entry.id, entry.room)

    def _move(self, rows: int) -> None:
        last = self._model.rowCount() - 1
        row = min(last, max(0, self.list.currentIndex().row() + rows))
        self.list.setCurrentIndex(self._model.index(row, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys that move in the list work while one types."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in KEYS:
                self._move(KEYS[Qt.Key(event.key())])
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentIndex())
        else:
            super().keyPressEvent(event)


def _places() -> Iterator[tuple[str, str]]:
    """(where it is in the menus, command) for every command, in their order."""
    for title, entries in MENUS:
        menu = _plain(translated(title))
        for entry in entries:
            if isinstance(entry, Submenu):
                path = f"{menu} › {_plain(translated(entry.text))}"
                yield from ((path, command.id) for command in entry.commands if command is not None)
            elif entry is not None:
                yield menu, entry.id


def _plain(text: str) -> str:
    """A menu text without what only menus need."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")


class _Row(QStyledItemDelegate):
    """The name and its keys on one line, what it does below; grey if it cannot be used now."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY)
        theme = colours()
        rect: QRect = option.rect.adjusted(0, 1, 0, -1)  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(theme.accent if selected else theme.hover))
            painter.drawRoundedRect(rect, 4, 4)
        inside = rect.adjusted(GRID + 4, 4, -GRID - 4, -4)
        upper = QRect(inside.left(), inside.top(), inside.width(), inside.height() // 2)
        lower = upper.translated(0, upper.height())
        strong = theme.on_accent if selected else theme.text if entry.enabled else theme.faint
        weak = theme.on_accent if selected else theme.dim if entry.enabled else theme.faint
        flags, metrics = Qt.AlignmentFlag.AlignVCenter, painter.fontMetrics()
        painter.setPen(QColor(weak))
        painter.drawText(upper, flags | Qt.AlignmentFlag.AlignRight, entry.keys)
        width = lower.width()
        painter.drawText(lower, flags, metrics.elidedText(entry.detail, Qt.TextElideMode.ElideRight, width))
        painter.setPen(QColor(strong))
        width = upper.width() - metrics.horizontalAdvance(entry.keys) - GRID
        painter.drawText(upper, flags, metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, width))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(20 * GRID, ROW)

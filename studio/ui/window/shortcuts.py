"""Every key of the application: a list to search, and to change."""

from __future__ import annotations

from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtGui import QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from studio.ui.widgets.theme import GRID
from studio.ui.window.actions import Actions, translated
from studio.ui.window.commands import all_commands

ID = Qt.ItemDataRole.UserRole


class ShortcutsDialog(QDialog):
    """Lists commands and keys; typing filters by either, the field below gives the selected command other keys."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.setWindowTitle(self.tr("Keyboard Shortcuts"))
        self.resize(84 * GRID, 72 * GRID)
        self.search = QLineEdit(placeholderText=self.tr("Search commands and keys"), clearButtonEnabled=True)
        self.search.setAccessibleName(self.tr("Search commands and keys"))
        self._model = QStandardItemModel(0, 3, self)
        self._model.setHorizontalHeaderLabels([self.tr("Command"), self.tr("Keys"), self.tr("Menu")])
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(self._model)
        self._proxy.setFilterKeyColumn(-1)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.list = QTreeView(rootIsDecorated=False, uniformRowHeights=True)
        self.list.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.list.setAllColumnsShowFocus(True)
        self.list.setAccessibleName(self.tr("Commands"))
        self.list.setModel(self._proxy)
        self.edit = QKeySequenceEdit(maximumSequenceLength=1, clearButtonEnabled=True)
        self.edit.setAccessibleName(self.tr("New keys"))
        self.edit.setToolTip(self.tr("Press the keys that the selected command shall have."))
        self.set_button = QPushButton(self.tr("Set Keys"))
        self.set_button.setToolTip(self.tr("Gives the selected command these keys."))
        self.reset_button = QPushButton(self.tr("Reset All"))
        self.reset_button.setToolTip(self.tr("Puts all keys back to how they came."))
        self._note = QLabel(
            self.tr(
                "Space pans the picture, Ctrl+Space zooms it, Shift+Space turns the paper. While drawing, Shift and a"
                " drag changes the size of the brush, Shift and a click draws a straight line, Ctrl and a click picks a"
                " colour. Ctrl and a drag moves a slider finely."
            )
        )
        self._note.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(QLabel(self.tr("New keys")))
        row.addWidget(self.edit, 1)
        row.addWidget(self.set_button)
        row.addSpacing(2 * GRID)
        row.addWidget(self.reset_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(GRID + GRID // 2)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._note)
        layout.addLayout(row)
        for button in (self.set_button, self.reset_button):
            button.setAutoDefault(False)

        self.search.textChanged.connect(self._proxy.setFilterFixedString)
        self.list.selectionModel().currentChanged.connect(self._on_selected)
        self.set_button.clicked.connect(self._on_set)
        self.reset_button.clicked.connect(actions.reset_keys)
        actions.keys_changed.connect(self._fill)
        self._fill()
        header = self.list.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.search.setFocus()

    def _fill(self) -> None:
        chosen = self._selected()
        self._model.removeRows(0, self._model.rowCount())
        for menu, command in all_commands():
            native = QKeySequence.SequenceFormat.NativeText
            keys = ", ".join(key.toString(native) for key in self._actions[command.id].shortcuts())
            words = (translated(command.text), keys, translated(menu))
            row = [QStandardItem(text.replace("&", "").rstrip("…")) for text in words]
            row[0].setData(command.id, ID)
            row[0].setToolTip(translated(command.tip))
            self._model.appendRow(row)
            if command.id == chosen:
                self.list.setCurrentIndex(self._proxy.mapFromSource(row[0].index()))
        self.set_button.setEnabled(bool(self._selected()))

    def _selected(self) -> str:
        return self.list.currentIndex().siblingAtColumn(0).data(ID) or ""

    def _on_selected(self) -> None:
        chosen = self._selected()
        self.set_button.setEnabled(bool(chosen))
        self.edit.setKeySequence(self._actions[chosen].shortcut() if chosen else QKeySequence())

    def _on_set(self) -> None:
        keys = self.edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        self._actions.set_keys(self._selected(), (keys,) if keys else ())

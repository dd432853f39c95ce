"""The preferences window: pages at the left, their rows at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
)

from studio.ui.widgets.theme import GRID
from studio.ui.window.preferences.pages import PAGES

if TYPE_CHECKING:
    from studio.ui.window.main_window import MainWindow


class Preferences(QDialog):
    """Every change holds at once and is kept; there is nothing to confirm."""

    def __init__(self, window: MainWindow, page: str = "") -> None:
        """`page` is the one to begin with, by its name in `PAGES`."""
        super().__init__(window)
        self.setWindowTitle(self.tr("Preferences"))
        self.resize(100 * GRID, 66 * GRID)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Pages"))
        self.list.setFixedWidth(22 * GRID)
        self.stack = QStackedWidget()
        self.pages = {name: make(window) for name, make in PAGES.items()}
        for one in self.pages.values():
            item = QListWidgetItem(one.title, self.list)
            item.setSizeHint(QSize(0, 3 * GRID + 4))
            area = QScrollArea(widgetResizable=True)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setWidget(one)
            self.stack.addWidget(area)
        keys = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(keys.Close | keys.RestoreDefaults)
        buttons.button(keys.Close).setToolTip(self.tr("Everything is kept already."))
        self.defaults = buttons.button(keys.RestoreDefaults)
        self.defaults.setText(self.tr("Reset This Page"))
        self.defaults.setToolTip(self.tr("Puts everything on this page back to how it came."))
        self.defaults.setAutoDefault(False)
        self.defaults.clicked.connect(self._reset)
        buttons.rejected.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.list)
        row.addWidget(self.stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addLayout(row, 1)
        column.addWidget(buttons)
        self.list.currentRowChanged.connect(self.stack.setCurrentIndex)
        self.list.setCurrentRow(list(PAGES).index(page) if page in PAGES else 0)
        self.list.setFocus()

    def _reset(self) -> None:
        list(self.pages.values())[self.list.currentRow()].reset()

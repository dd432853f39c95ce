"""A panel at the edge of the window: movable, closable, with a title bar of our own."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QWidget

from studio.ui.widgets.buttons import tool_button
from studio.ui.widgets.theme import GRID


class PanelDock(QDockWidget):
    """`content` under a thin title bar; dragging the bar moves the panel, a double click lets it float."""

    def __init__(self, name: str, title: str, content: QWidget, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.setObjectName(name)
        self.setWidget(content)
        bar = QWidget()
        bar.setFixedHeight(4 * GRID)
        label = QLabel(title)
        close = tool_button(
            self.tr("Hides this panel; the View menu brings it back."),
            icon_name="close",
            name=self.tr("Hide {}").format(title),
        )
        close.setIconSize(QSize(14, 14))
        close.clicked.connect(self.close)
        line = QHBoxLayout(bar)
        line.setContentsMargins(GRID, 0, GRID, 0)
        line.addWidget(label, 1)
        line.addWidget(close)
        self.setTitleBarWidget(bar)

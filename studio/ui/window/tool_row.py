"""The row of tools under the menu: what is used all the time."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from studio.ui.widgets.theme import GRID
from studio.ui.window.actions import Actions
from studio.ui.window.rooms import Rooms

CARRY = ("adopt", "sketch-stylise", "chain-stylise", "transform-this")  # what leads on from a picture


class ToolRow(QToolBar):
    """The rooms as tabs, icons for the commands of every minute, and the zoom."""

    def __init__(self, actions: Actions, rooms: Rooms, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rooms = rooms
        self.setObjectName("tools")
        self.setWindowTitle(self.tr("Tools"))
        self.setMovable(False)
        self.setIconSize(QSize(20, 20))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for name in ("room-sketch", "room-materials", "room-transform", "room-photo"):
            self._add_tab(actions, name)
        self.addSeparator()
        for name in ("open", "save", None, "undo", "redo", None, *CARRY):
            self._add(actions, name)
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(space)
        for name in ("split", "swap", "before", None, "zoom-out", "zoom", "zoom-in", "fit", None, "live"):
            if name == "zoom":
                self.zoom = self._zoom_button(actions)
                self.addWidget(self.zoom)
            else:
                self._add(actions, name)
        actions["live"].setIconText(self.tr("Live"))
        live = self.widgetForAction(actions["live"])
        assert isinstance(live, QToolButton)
        live.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        live.setProperty("chip", True)
        for name in rooms.names:
            rooms[name].zoom_changed.connect(self.show_zoom)
        rooms.changed.connect(self.show_zoom)
        self.show_zoom()

    def show_zoom(self) -> None:
        """Says how large the picture is shown."""
        viewport = self._rooms.views.viewport
        shown = not viewport.document_size.isEmpty()
        self.zoom.setText(self.tr("{} %").format(round(viewport.zoom * 100)) if shown else "–")

    def _add_tab(self, actions: Actions, name: str) -> None:
        self._add(actions, name)
        tab = self.widgetForAction(actions[name])
        assert isinstance(tab, QToolButton)
        tab.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        tab.setProperty("tab", True)

    def _add(self, actions: Actions, name: str | None) -> None:
        if name is None:
            self.addSeparator()
            return
        self.addAction(actions[name])
        button = self.widgetForAction(actions[name])
        button.setAccessibleName(actions[name].text().replace("&", "").rstrip("…"))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _zoom_button(self, actions: Actions) -> QToolButton:
        button = QToolButton()
        menu = QMenu(button)
        for name in ("fit", "zoom-100", "zoom-200", "zoom-400", "zoom-800"):
            menu.addAction(actions[name])
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setProperty("quiet", True)
        button.setMinimumWidth(7 * GRID)
        button.setToolTip(self.tr("How large the picture is shown; choose another zoom."))
        button.setAccessibleName(self.tr("Zoom"))
        return button

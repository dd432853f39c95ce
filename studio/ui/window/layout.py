"""Where the parts of the window are: rooms in the middle, panels at the edges, tool row, menus, status line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize

from studio.ui.files.recent import RecentMenu
from studio.ui.widgets.panel_dock import PanelDock
from studio.ui.window.docks import add_docks, size_docks
from studio.ui.window.settings import LAYOUTS
from studio.ui.window.tool_row import ToolRow
from studio.ui.window.view_commands import ViewCommands

if TYPE_CHECKING:
    from studio.ui.window.main_window import MainWindow

NAME = "Atelier Studio"


def lay_out(window: MainWindow) -> dict[str, tuple[PanelDock, ...]]:
    """Puts the parts of `window` in their places; returns the docks of each room."""
    w, settings = window, window.settings
    w.setWindowTitle(NAME)
    w.setAcceptDrops(True)
    w.setCentralWidget(w.rooms.stack)
    docks = add_docks(w, w.panel, w.sketch, w.materials, w.transform.panel, w.strip)
    w.addToolBar(ToolRow(w.commands, w.rooms, w))
    w.statusBar().setSizeGripEnabled(False)
    w.statusBar().addWidget(w.status, 1)
    submenus = w.commands.fill(w.menuBar())
    w.recent = RecentMenu(
        submenus["recent"],
        lambda: settings.current.files.recent,
        w.file_commands.open_path,
        lambda: (settings.change("files", recent=()), w.recent_pictures.forget()),
        w.recent_pictures,
    )
    kept = settings.current.window
    w.resize(QSize(1440, 900).boundedTo(w.screen().availableSize() * 0.9))
    size_docks(w, docks)
    stops = (
        w.canvas.result_view, w.masks.bar, w.panel.picker, w.panel.sliders["strength"],
        w.sketch.canvas.view, w.sketch.canvas.result_view, w.sketch.brush_bar, w.sketch.panel.look, w.sketch.layers,
        *w.materials.stops, *w.transform.stops, w.strip,
    )  # fmt: skip
    w.view = ViewCommands(w, w.commands, w.rooms, docks, stops, settings)
    if kept.geometry:
        w.restoreGeometry(QByteArray.fromBase64(kept.geometry.encode()))
    w.view.restore({room: getattr(kept, key) for room, key in LAYOUTS.items()})
    w.panel.fold.set_open(kept.more)
    return docks


def remember(window: MainWindow) -> None:
    """Keeps where everything is for the next run."""
    geometry = bytes(window.saveGeometry().toBase64().data()).decode()
    layouts = {key: window.view.layout(room) for room, key in LAYOUTS.items()}
    window.settings.change("window", geometry=geometry, **layouts)

"""The panels at the edges of the window: those of each room, and the history, which all rooms share."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow

from studio.ui.materials.room import MaterialsRoom
from studio.ui.sketch.room import SketchRoom
from studio.ui.styles.panel import StylizePanel
from studio.ui.transform.panel import TransformPanel
from studio.ui.widgets.panel_dock import PanelDock
from studio.ui.window.command import MATERIALS_ROOM, PHOTO_ROOM, SKETCH_ROOM, TRANSFORM_ROOM
from studio.ui.window.history_strip import HistoryStrip

WIDE, HISTORY = 360, "history"  # logical pixels; the name of the dock of all rooms
HEIGHTS = {"generate": 520, "layers": 220, "materials": 312, "landscape": 480}


def add_docks(
    window: QMainWindow,
    styles: StylizePanel,
    sketch: SketchRoom,
    materials: MaterialsRoom,
    transform: TransformPanel,
    history: HistoryStrip,
) -> dict[str, tuple[PanelDock, ...]]:
    """Puts every panel into a dock of `window`; returns the docks of each room, from top to bottom."""
    tr = window.tr
    window.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
    rooms = {
        PHOTO_ROOM: (PanelDock("styles", tr("Styles"), styles, window),),
        SKETCH_ROOM: (
            PanelDock("generate", tr("Generate"), sketch.panel, window),
            PanelDock("layers", tr("Layers"), sketch.layers, window),
        ),
        MATERIALS_ROOM: (
            PanelDock("materials", tr("Materials"), materials.palette, window),
            PanelDock("landscape", tr("Generate"), materials.panel, window),
        ),
        TRANSFORM_ROOM: (PanelDock("transform", tr("Transform"), transform, window),),
    }
    below = PanelDock(HISTORY, tr("History"), history, window)
    side = [dock for docks in rooms.values() for dock in docks]
    for dock in side:
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
    window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, below)
    return {room: (*docks, below) for room, docks in rooms.items()}


def size_docks(window: QMainWindow, rooms: dict[str, tuple[PanelDock, ...]]) -> None:
    """Gives the docks the room that their panels want, once the window has its size."""
    for docks in rooms.values():
        side = [dock for dock in docks if dock.objectName() != HISTORY]
        window.resizeDocks(side, [WIDE] * len(side), Qt.Orientation.Horizontal)
        if len(side) > 1:
            heights = [HEIGHTS[dock.objectName()] for dock in side]
            window.resizeDocks(side, heights, Qt.Orientation.Vertical)

"""Puts the commands of the map to work: menu and keys on the one side, map and view on the other."""

from __future__ import annotations

from PySide6.QtCore import QObject

from studio.document.layer import Kind
from studio.document.stroke import Symmetry
from studio.ui.materials.map_session import MapSession
from studio.ui.materials.toolbox import MapTool
from studio.ui.materials.view import MapView
from studio.ui.sketch.canvas_desk import TURN
from studio.ui.window.actions import Actions


class MapDesk(QObject):
    """Connects the commands of `materials.commands.MAP` once, and ticks those that are on."""

    def __init__(self, actions: Actions, maps: MapSession, view: MapView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions, self._maps, self._view = actions, maps, view
        tools, session, viewport = maps.tools, maps.session, view.viewport
        for tool in MapTool:
            actions[f"map-{tool}"].triggered.connect(lambda _=False, tool=tool: self._choose(tool))
        for symmetry in Symmetry:
            actions[f"map-symmetry-{symmetry}"].triggered.connect(
                lambda _=False, symmetry=symmetry: self._set_symmetry(symmetry)
            )
        actions["map-preserve"].triggered.connect(tools.set_preserve)
        actions["map-outlines"].triggered.connect(view.set_outlines)
        actions["map-mirror-view"].triggered.connect(viewport.set_mirrored)
        actions.connect_all({
            "map-larger": lambda: tools.grow(1), "map-smaller": lambda: tools.grow(-1),
            "map-swap": tools.swap, "map-next": lambda: maps.next_material(1),
            "map-previous": lambda: maps.next_material(-1),
            "map-layer-add": lambda: session.add_layer(Kind.LABELS),
            "map-layer-remove": lambda: session.remove_layer(session.document.active),
            "map-layer-up": lambda: session.shift_layer(session.document.active, 1),
            "map-layer-down": lambda: session.shift_layer(session.document.active, -1),
            "map-clear": session.clear_layer,
            "map-flip-horizontal": lambda: session.flip(True), "map-flip-vertical": lambda: session.flip(False),
            "map-rotate-left": lambda: viewport.set_rotation(viewport.rotation - TURN),
            "map-rotate-right": lambda: viewport.set_rotation(viewport.rotation + TURN),
            "map-rotate-reset": lambda: viewport.set_rotation(0.0),
        })  # fmt: skip
        tools.changed.connect(self._show)
        session.layers_changed.connect(self._show)
        session.document_changed.connect(self._show)
        view.look_changed.connect(self._show)
        viewport.changed.connect(self._show_view)
        self._show()
        self._show_view()

    def _choose(self, tool: MapTool) -> None:
        self._maps.choose_tool(tool)
        self._show()  # a second press leaves it pressed

    def _set_symmetry(self, symmetry: Symmetry) -> None:
        self._maps.tools.set_symmetry(symmetry)
        self._show()

    def _show(self) -> None:
        tools, session = self._maps.tools, self._maps.session
        for tool in MapTool:
            self._check(f"map-{tool}", tool is tools.tool)
        for symmetry in Symmetry:
            self._check(f"map-symmetry-{symmetry}", symmetry is tools.symmetry)
        self._check("map-preserve", tools.preserve)
        self._check("map-outlines", self._view.outlines)
        for command in ("layer-remove", "layer-up", "layer-down", "clear"):
            self._actions[f"map-{command}"].setEnabled(session.layer is not None)

    def _show_view(self) -> None:
        self._check("map-mirror-view", self._view.viewport.mirrored)

    def _check(self, command: str, on: bool) -> None:
        if self._actions[command].isChecked() != on:
            self._actions.check(command, on)

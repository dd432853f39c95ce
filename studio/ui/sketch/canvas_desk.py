"""Puts the commands of the canvas to work: menu and keys on the one side, session and view on the other."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from studio.document.layer import Kind
from studio.document.stroke import Symmetry
from studio.ui.canvas.viewport import Viewport
from studio.ui.sketch.curve_dialog import CurveDialog
from studio.ui.sketch.session import SketchSession
from studio.ui.sketch.toolbox import Tool
from studio.ui.window.actions import Actions

TURN = 15.0  # degrees of one press of a key
TOOLS = {
    "sketch-brush": Tool.BRUSH, "sketch-eraser": Tool.ERASER, "sketch-hints": Tool.HINTS, "sketch-line": Tool.LINE,
    "sketch-fill": Tool.FILL, "sketch-pick": Tool.PICK, "sketch-move": Tool.MOVE,
}  # fmt: skip


class CanvasDesk(QObject):
    """Connects the commands of `sketch.commands.CANVAS` once, and ticks those that are on."""

    def __init__(
        self, actions: Actions, session: SketchSession, viewport: Viewport, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._actions, self._session, self._viewport, self._parent = actions, session, viewport, parent
        tools = session.tools
        for command, tool in TOOLS.items():
            actions[command].triggered.connect(lambda _=False, tool=tool: self._choose(tool))
        for symmetry in Symmetry:
            actions[f"sketch-symmetry-{symmetry}"].triggered.connect(
                lambda _=False, symmetry=symmetry: self._set_symmetry(symmetry)
            )
        actions["sketch-mirror-view"].triggered.connect(viewport.set_mirrored)
        actions.connect_all({
            "sketch-larger": lambda: tools.grow(1), "sketch-smaller": lambda: tools.grow(-1),
            "sketch-softer": lambda: tools.harden(-1), "sketch-harder": lambda: tools.harden(1),
            "sketch-swap-colours": tools.swap_colours, "sketch-default-colours": tools.default_colours,
            "sketch-curve": self.edit_curve,
            "sketch-layer-add": lambda: session.add_layer(Kind.SKETCH),
            "sketch-layer-add-hints": lambda: session.add_layer(Kind.HINTS),
            "sketch-layer-remove": lambda: session.remove_layer(session.document.active),
            "sketch-layer-up": lambda: session.shift_layer(session.document.active, 1),
            "sketch-layer-down": lambda: session.shift_layer(session.document.active, -1),
            "sketch-clear": session.clear_layer,
            "sketch-flip-horizontal": lambda: session.flip(True), "sketch-flip-vertical": lambda: session.flip(False),
            "sketch-rotate-left": lambda: viewport.set_rotation(viewport.rotation - TURN),
            "sketch-rotate-right": lambda: viewport.set_rotation(viewport.rotation + TURN),
            "sketch-rotate-reset": lambda: viewport.set_rotation(0.0),
        })  # fmt: skip
        tools.changed.connect(self._show)
        session.layers_changed.connect(self._show)
        viewport.changed.connect(self._show_view)
        self._show()
        self._show_view()

    def edit_curve(self) -> None:
        """Opens the curve of the pen's pressure."""
        dialog = CurveDialog(self._session.tools, self._parent)
        dialog.open()
        dialog.finished.connect(dialog.deleteLater)

    def _choose(self, tool: Tool) -> None:
        self._session.choose_tool(tool)
        self._show()  # a second press leaves it pressed

    def _set_symmetry(self, symmetry: Symmetry) -> None:
        self._session.tools.set_symmetry(symmetry)
        self._show()

    def _show(self) -> None:
        session = self._session
        for command, tool in TOOLS.items():
            self._check(command, tool is session.tools.tool)
        for symmetry in Symmetry:
            self._check(f"sketch-symmetry-{symmetry}", symmetry is session.tools.symmetry)
        for command in ("layer-remove", "layer-up", "layer-down", "clear"):
            self._actions[f"sketch-{command}"].setEnabled(session.layer is not None)

    def _show_view(self) -> None:
        self._check("sketch-mirror-view", self._viewport.mirrored)

    def _check(self, command: str, on: bool) -> None:
        if self._actions[command].isChecked() != on:
            self._actions.check(command, on)

"""The strip of tools at the left of the map."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.ui.materials.commands import SYMMETRIES, TOOLS
from studio.ui.materials.map_session import MapSession
from studio.ui.materials.toolbox import MapToolbox
from studio.ui.sketch.colours import Colour
from studio.ui.sketch.image_commands import CROP
from studio.ui.sketch.tool_bar import Pair, ToolStrip
from studio.ui.window.actions import Actions


class MapToolBar(ToolStrip):
    """One button for each tool, the mirrors, and the two materials; `material_asked`: the front one was pressed."""

    material_asked = Signal()

    def __init__(self, maps: MapSession, actions: Actions, parent: QWidget | None = None) -> None:
        self.pair = MaterialPair(maps.tools)
        super().__init__((*TOOLS, CROP), SYMMETRIES, "map-mirror-view", maps.tools, self.pair, actions, parent)
        self.pair.clicked.connect(self.material_asked)
        maps.palette_changed.connect(self.refresh)


class MaterialPair(Pair):
    """The material that is painted, over the one that X brings; both as the colours that stand for them."""

    def __init__(self, toolbox: MapToolbox, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._toolbox = toolbox
        self.swapped.connect(toolbox.swap)
        toolbox.changed.connect(self._name)
        self._name()

    def _name(self) -> None:
        names = self._toolbox.palette.names
        front, back = names[self._toolbox.material], names[self._toolbox.other]
        self.setAccessibleName(self.tr("Material: {}").format(front))
        self.setToolTip(self.tr("Paints {}; X swaps it with {}.").format(front, back))

    def _colours(self) -> tuple[Colour, Colour]:
        return self._toolbox.colour, self._toolbox.other_colour

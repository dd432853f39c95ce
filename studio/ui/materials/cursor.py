"""The brush of the map as a circle of its true size, in the colour of its material."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPen

from studio.ui.materials.toolbox import SIZED, MapTool, MapToolbox
from studio.ui.sketch.colours import to_qcolor
from studio.ui.sketch.cursor import Ring

INSIDE = 2.5  # logical pixels between the circle and the colour within


class MapRing(Ring):
    """The circle under the pointer; the eraser's is dashed, the brush's shows what it paints."""

    def __init__(self, toolbox: MapToolbox) -> None:
        super().__init__()
        self._toolbox = toolbox

    def _brush(self) -> tuple[float, bool] | None:
        tools = self._toolbox
        if self.erasing:
            return tools.eraser_size, True
        return (tools.size, tools.tool is MapTool.ERASER) if tools.tool in SIZED else None

    def paint(self, painter: QPainter) -> None:
        super().paint(painter)
        brush, radius = self._brush(), self._radius() - INSIDE
        if self.at is not None and self.picked is None and brush is not None and not brush[1] and radius > INSIDE:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(to_qcolor(self._toolbox.colour), INSIDE))
            painter.drawEllipse(self.at, radius, radius)

"""An outline under the hand: seen at once, painted when it is closed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPolygonF

from studio.document.edits import Edit
from studio.document.rect import Rect
from studio.ui.materials.toolbox import MapTool


class Shape:
    """A polygon, lasso, line or rectangle, a gesture of the drawing. `points`: in pixels of the drawing.

    Line and rectangle have two points, start and end; the last point of a polygon follows the hand while it is set.
    Points of a lasso that are nearer than `near` are left out.
    """

    def __init__(
        self,
        tool: MapTool,
        start: tuple[float, float],
        near: float,
        paint: Callable[[Shape], Edit | None],
        changed: Callable[[], None],
    ) -> None:
        """paint: makes the step in the end. changed: a corner was taken back."""
        self.tool = tool
        self.points = QPolygonF([QPointF(*start)])
        if tool in (MapTool.LINE, MapTool.RECTANGLE):
            self.points.append(QPointF(*start))
        self._near, self._paint, self._changed = near, paint, changed

    def move(self, x: float, y: float) -> None:
        """A lasso goes on; of all others the last point goes there."""
        point = QPointF(x, y)
        if self.tool is MapTool.LASSO:
            if (point - self.points.last()).manhattanLength() < self._near:
                return
        else:
            self.points.removeLast()
        self.points.append(point)

    def add(self, x: float, y: float) -> None:
        """One more corner."""
        self.points.append(QPointF(x, y))

    def back(self) -> bool:
        """Takes the last corner of a polygon back; False if there is only one, or it is no polygon."""
        if self.tool is not MapTool.POLYGON or self.points.size() < 2:
            return False
        self.points.removeLast()
        self._changed()
        return True

    def corners(self) -> list[tuple[float, float]]:
        """The points as pairs of numbers."""
        return [(point.x(), point.y()) for point in self.points.toList()]

    def end(self) -> Edit | None:
        """Paints it."""
        return self._paint(self)

    def abandon(self) -> Rect | None:
        """Nothing is painted yet."""
        return None

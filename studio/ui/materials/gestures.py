"""What a press, a drag and a lift do with the tools that only the map has."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from studio.ui.materials.toolbox import SIZED, MapTool
from studio.ui.sketch.tools import (
    FillGesture,
    Gesture,
    PickGesture,
    ResizeGesture,
    ShiftGesture,
    StrokeGesture,
    Touch,
    snapped,
)

if TYPE_CHECKING:
    from studio.ui.materials.view import MapView

CLOSE = 8.0  # logical pixels from the first corner that close a polygon
TWICE = 5.0  # logical pixels that a double click may wander


class MapGesture(Gesture):
    """A gesture on a map."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self.maps = view.maps


class ShapeGesture(MapGesture):
    """Lasso, line or rectangle from press to lift; Shift keeps a line to steps of 15 degrees, a rectangle square."""

    _start: Touch | None = None

    def press(self, touch: Touch) -> None:
        if self.maps.begin_shape(touch.x, touch.y, 1 / self.view.scale):
            self._start = touch

    def move(self, touch: Touch) -> None:
        if self._start is not None and self.maps.shape is not None:
            self.maps.shape_to(*self._end(self._start, self.maps.shape.tool, touch))

    def lift(self, touch: Touch) -> None:
        self.move(touch)
        if self._start is not None:
            self.maps.end()

    def cancel(self) -> None:
        self._start = None
        self.maps.abandon()

    def _end(self, start: Touch, tool: MapTool, touch: Touch) -> tuple[float, float]:
        if tool is MapTool.LINE:
            return self.view.to_document(snapped(start.at, touch))
        if tool is MapTool.RECTANGLE and touch.shift:
            dx, dy = touch.x - start.x, touch.y - start.y
            side = max(abs(dx), abs(dy))
            return start.x + (side if dx >= 0 else -side), start.y + (side if dy >= 0 else -side)
        return touch.x, touch.y


class PolygonGesture(MapGesture):
    """One corner of a polygon, which stays open until it is closed: a double click, or a click on its first corner."""

    _setting = False

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self.map_view = view

    def press(self, touch: Touch) -> None:
        shape, clicks = self.maps.shape, self.map_view.clicks
        twice = clicks.again(touch.at)
        if shape is None:
            self._setting = self.maps.begin_shape(touch.x, touch.y)
        elif twice or self._at_the_beginning(touch):
            self.maps.end()
            clicks.forget()
        else:
            last = self.view.to_view(*shape.corners()[-1])
            self.maps.add_corner(*self.view.to_document(snapped(last, touch)))
            self._setting = True

    def move(self, touch: Touch) -> None:
        shape = self.maps.shape
        if not self._setting or shape is None:
            return
        corners = shape.corners()
        end = snapped(self.view.to_view(*corners[-2]), touch) if len(corners) > 1 else touch.at
        self.maps.shape_to(*self.view.to_document(end))

    def lift(self, touch: Touch) -> None:
        self.move(touch)

    def _at_the_beginning(self, touch: Touch) -> bool:
        corners = self.maps.shape.corners() if self.maps.shape else []
        return len(corners) > 2 and (touch.at - self.view.to_view(*corners[0])).manhattanLength() <= CLOSE


class FillAllGesture(MapGesture):
    """Fills every area of the material where the press was."""

    def press(self, touch: Touch) -> None:
        self.maps.fill(touch.x, touch.y, everywhere=True)


class Clicks:
    """Tells the second click of a double click, of the pen's as of the mouse's."""

    def __init__(self) -> None:
        self.forget()

    def again(self, at: QPointF) -> bool:
        """A click: whether it is as good as in the same place as the one just before."""
        now = time.monotonic()
        soon = now - self._when <= QApplication.doubleClickInterval() / 1000
        near = (at - self._where).manhattanLength() <= TWICE
        self._when, self._where = now, QPointF(at)
        return soon and near

    def forget(self) -> None:
        """The next click is a first one."""
        self._when, self._where = float("-inf"), QPointF()


def map_gesture_for(view: MapView, modifiers: Qt.KeyboardModifier, turned_round: bool) -> Gesture:
    """What a press begins. turned_round: the eraser end of the pen."""
    tool = view.maps.tools.tool
    shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
    if turned_round:
        return StrokeGesture(view, erase=True)
    if modifiers & Qt.KeyboardModifier.ControlModifier or tool is MapTool.PICK:
        return PickGesture(view)
    if modifiers & Qt.KeyboardModifier.AltModifier and tool in SIZED:
        return ResizeGesture(view)
    match tool:
        case MapTool.POLYGON:
            return PolygonGesture(view)
        case MapTool.LASSO | MapTool.LINE | MapTool.RECTANGLE:
            return ShapeGesture(view)
        case MapTool.FILL_ALL:
            return FillAllGesture(view)
        case MapTool.FILL:
            return FillAllGesture(view) if shift else FillGesture(view)
    return ShiftGesture(view) if shift else StrokeGesture(view)

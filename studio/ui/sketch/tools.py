"""What a press, a drag and a lift do with each tool."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtWidgets import QApplication

from studio.document.layer import Colour
from studio.ui.sketch.hand_tools import HandTools
from studio.ui.sketch.session import SketchSession
from studio.ui.sketch.toolbox import Tool

if TYPE_CHECKING:
    from studio.ui.sketch.view import SketchView

SNAP = 15.0  # degrees between the lines that Shift allows
DOUBLING = 80.0  # logical pixels to the right that double the size of the brush


@dataclass(frozen=True)
class Touch:
    """Where the pen or the mouse is. x, y: pixels of the drawing; at: the same in the view. pressure: 0..1."""

    x: float
    y: float
    at: QPointF
    pressure: float = 1.0
    shift: bool = False


class Painter(Protocol):
    """What the gestures that all rooms know work on: see `SketchSession`."""

    def begin_stroke(self, x: float, y: float, pressure: float, erase: bool = False, scale: float = 1.0) -> bool: ...
    def stroke_to(self, x: float, y: float, pressure: float) -> None: ...
    def end(self) -> None: ...
    def abandon(self) -> None: ...
    def line_from_last(self, x: float, y: float, pressure: float = 1.0) -> None: ...
    def fill(self, x: float, y: float) -> None: ...
    def pick(self, x: float, y: float) -> Colour | None: ...


class ToolPainter(Painter, Protocol):
    """A painter with its tools."""

    @property
    def tools(self) -> HandTools: ...


class Gesture:
    """From press to lift with one tool. `cancel` leaves no trace."""

    def __init__(self, view: SketchView) -> None:
        self.view = view
        self.session: SketchSession = view.session
        self.painter: Painter = view.painter

    def press(self, touch: Touch) -> None: ...
    def move(self, touch: Touch) -> None: ...
    def lift(self, touch: Touch) -> None: ...
    def cancel(self) -> None: ...

    def ring(self, touch: Touch) -> QPointF:
        """Where the circle of the brush is shown meanwhile."""
        return touch.at


class StrokeGesture(Gesture):
    """Draws, or takes away."""

    def __init__(self, view: SketchView, erase: bool = False) -> None:
        super().__init__(view)
        self._erase = erase

    def press(self, touch: Touch) -> None:
        self.painter.begin_stroke(touch.x, touch.y, touch.pressure, self._erase, 1 / self.view.scale)

    def move(self, touch: Touch) -> None:
        self.painter.stroke_to(touch.x, touch.y, touch.pressure)

    def lift(self, touch: Touch) -> None:
        self.painter.stroke_to(touch.x, touch.y, touch.pressure)
        self.painter.end()

    def cancel(self) -> None:
        self.painter.abandon()


class LineGesture(Gesture):
    """A straight line from press to lift; Shift keeps to steps of 15 degrees as they are seen."""

    _start: Touch | None = None

    def press(self, touch: Touch) -> None:
        if self.session.may_draw():
            self._start = touch

    def move(self, touch: Touch) -> None:
        if self._start is not None:
            self.view.show_line(QLineF(self._start.at, snapped(self._start.at, touch)))

    def lift(self, touch: Touch) -> None:
        self.view.show_line(None)
        if self._start is not None:
            end = self.view.to_document(snapped(self._start.at, touch))
            self.session.draw_line((self._start.x, self._start.y), end)

    def cancel(self) -> None:
        self._start = None
        self.view.show_line(None)


class FillGesture(Gesture):
    """Fills where the press was."""

    def press(self, touch: Touch) -> None:
        self.painter.fill(touch.x, touch.y)


class PickGesture(Gesture):
    """Takes the colour under the pointer, and goes on as long as it is dragged."""

    def press(self, touch: Touch) -> None:
        self.move(touch)

    def move(self, touch: Touch) -> None:
        self.view.cursor_ring.picked = self.painter.pick(touch.x, touch.y)

    def lift(self, touch: Touch) -> None:
        self.cancel()

    def cancel(self) -> None:
        self.view.cursor_ring.picked = None


class MoveGesture(Gesture):
    """Drags what the layer holds by whole pixels; Shift keeps to one direction."""

    _start: Touch | None = None

    def press(self, touch: Touch) -> None:
        if self.session.begin_move():
            self._start = touch

    def move(self, touch: Touch) -> None:
        if self._start is not None:
            dx, dy = touch.x - self._start.x, touch.y - self._start.y
            if touch.shift:
                dx, dy = (dx, 0.0) if abs(dx) >= abs(dy) else (0.0, dy)
            self.session.move_to(round(dx), round(dy))

    def lift(self, touch: Touch) -> None:
        self.move(touch)
        if self._start is not None:
            self.session.end()

    def cancel(self) -> None:
        self._start = None
        self.session.abandon()


class ResizeGesture(Gesture):
    """A drag changes the size of the brush."""

    _start: Touch | None = None
    _size = 0.0
    _resizing = False

    def __init__(self, view: SketchView) -> None:
        super().__init__(view)
        self.sized = view.tools

    def press(self, touch: Touch) -> None:
        self._start, self._size = touch, self.sized.size

    def move(self, touch: Touch) -> None:
        if self._start is None:
            return
        across = touch.at.x() - self._start.at.x()
        far = (touch.at - self._start.at).manhattanLength() >= QApplication.startDragDistance()
        self._resizing = self._resizing or far
        if self._resizing:
            self.sized.set_size(self._size * 2 ** (across / DOUBLING))

    def cancel(self) -> None:
        if self._start is not None:
            self.sized.set_size(self._size)
        self._start = None

    def ring(self, touch: Touch) -> QPointF:
        return self._start.at if self._start is not None else touch.at


class ShiftGesture(ResizeGesture):
    """With Shift held: a drag changes the size of the brush, a click draws a straight line from the last stroke."""

    def lift(self, touch: Touch) -> None:
        if self._start is not None and not self._resizing:
            self.painter.line_from_last(self._start.x, self._start.y, self._start.pressure)


def snapped(start: QPointF, touch: Touch) -> QPointF:
    """Where a line from `start` to the hand ends in the view: with Shift at a multiple of 15 degrees."""
    away = touch.at - start
    if not touch.shift:
        return touch.at
    angle = math.radians(SNAP * round(math.degrees(math.atan2(away.y(), away.x())) / SNAP))
    length = math.hypot(away.x(), away.y())
    return start + QPointF(length * math.cos(angle), length * math.sin(angle))


def gesture_for(view: SketchView, modifiers: Qt.KeyboardModifier, turned_round: bool) -> Gesture:
    """What a press begins. turned_round: the eraser end of the pen."""
    tool = view.session.tools.tool
    control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
    if turned_round:
        return StrokeGesture(view, erase=True)
    if control or tool is Tool.PICK:
        return PickGesture(view)
    if tool is Tool.LINE:
        return LineGesture(view)
    if tool is Tool.FILL:
        return FillGesture(view)
    if tool is Tool.MOVE:
        return MoveGesture(view)
    if modifiers & Qt.KeyboardModifier.AltModifier:
        return ResizeGesture(view)
    return ShiftGesture(view) if modifiers & Qt.KeyboardModifier.ShiftModifier else StrokeGesture(view)

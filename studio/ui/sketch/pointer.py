"""Pen and mouse upon the canvas, told to the tools; everything else is left to the view."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QMouseEvent, QPointingDevice, QTabletEvent

from studio.ui.sketch.tools import Gesture, Touch

if TYPE_CHECKING:
    from studio.ui.sketch.view import SketchView

ECHO_S = 0.12  # after the pen, so long mouse events are taken for its echo
PENS = (QInputDevice.DeviceType.Stylus, QInputDevice.DeviceType.Airbrush, QInputDevice.DeviceType.Puck)
Type = QEvent.Type


class SketchPointer:
    """Gets the events of `view` first: the left button or the pen's tip uses the tool, the pen's other end erases.

    While Space or the hand tool pans, and for all other buttons, the view does what it always does. Every event of a
    pen is taken at its exact position and accepted; the mouse events that some systems make of them all the same are
    swallowed. A gesture ends with the last pressure that was felt, because a lifted pen tells none.
    """

    def __init__(self, view: SketchView) -> None:
        self._view = view
        self._gesture: Gesture | None = None
        self._by_pen = False
        self._pressure = 1.0
        self._last = QPointF()
        self._pen_at = float("-inf")  # the moment of its last event

    @property
    def busy(self) -> bool:
        """Whether a gesture is under way."""
        return self._gesture is not None

    def cancel(self) -> None:
        """Ends the gesture without a trace."""
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.cancel()

    def finish(self) -> None:
        """Ends a gesture whose end nobody told of: what is drawn so far stays."""
        if self._gesture is not None:
            self._lift(self._last, Qt.KeyboardModifier.NoModifier)

    def leave(self) -> None:
        """The pointer is elsewhere."""
        if not self.busy:
            self._view.put_ring(None)

    # --- the mouse ---------------------------------------------------------------------------------------------------

    def mouse(self, event: QMouseEvent) -> bool:
        """Takes an event of the mouse; False: it is for the view."""
        if self._looking_around:
            self._view.put_ring(event.position())  # it comes back when the key goes up
            return False
        if self._echo(event):
            event.accept()
            return True
        if not self.busy:
            self._view.cursor_ring.erasing = False
        elif event.type() == Type.MouseMove and not event.buttons() & Qt.MouseButton.LeftButton:
            self._lift(event.position(), event.modifiers())  # the release went to somebody else
        match event.type():
            case Type.MouseButtonPress | Type.MouseButtonDblClick:
                if event.button() != Qt.MouseButton.LeftButton:
                    return self.busy
                self.finish()  # a release that went to somebody else
                self._begin(event.position(), event.modifiers(), pressure=1.0)
            case Type.MouseMove:
                self._move(event.position(), event.modifiers())
            case Type.MouseButtonRelease:
                if event.button() != Qt.MouseButton.LeftButton or not self.busy:
                    return self.busy
                self._lift(event.position(), event.modifiers())
            case _:
                return False
        event.accept()
        return True

    def _echo(self, event: QMouseEvent) -> bool:
        """Whether this is the pen's own event, told once more as the mouse's. A button on the pen is a mouse's."""
        if event.type() != Type.MouseMove and event.button() != Qt.MouseButton.LeftButton:
            return False
        if (self.busy and self._by_pen) or event.pointingDevice().type() in PENS:
            return True
        return time.monotonic() - self._pen_at < ECHO_S

    # --- the pen -----------------------------------------------------------------------------------------------------

    def pen(self, event: QTabletEvent) -> bool:
        """Takes an event of a pen; False: the mouse events that follow are for the view."""
        if self._looking_around:
            return False
        turned_round = event.pointerType() == QPointingDevice.PointerType.Eraser
        if event.type() == Type.TabletPress and event.button() != Qt.MouseButton.LeftButton:
            self._pen_at = float("-inf")
            return self.busy  # a button on the pen does what the mouse's does
        self._pen_at = time.monotonic()
        match event.type():
            case Type.TabletPress:
                self.finish()
                self._view.setFocus(Qt.FocusReason.MouseFocusReason)
                self._begin(event.position(), event.modifiers(), self._felt(event), turned_round, by_pen=True)
            case Type.TabletMove:
                if self.busy and self._by_pen:
                    self._pressure = self._felt(event)
                elif not self.busy:
                    self._view.cursor_ring.erasing = turned_round
                if self._by_pen or not self.busy:
                    self._move(event.position(), event.modifiers())
            case Type.TabletRelease:
                if self.busy and self._by_pen and event.button() == Qt.MouseButton.LeftButton:
                    self._lift(event.position(), event.modifiers())
        event.accept()
        return True

    @staticmethod
    def _felt(event: QTabletEvent) -> float:
        feels = event.pointingDevice().capabilities() & QInputDevice.Capability.Pressure
        return event.pressure() if feels else 1.0

    # --- both --------------------------------------------------------------------------------------------------------

    @property
    def _looking_around(self) -> bool:
        return not self.busy and self._view.panning

    def _begin(
        self,
        at: QPointF,
        modifiers: Qt.KeyboardModifier,
        pressure: float,
        turned_round: bool = False,
        by_pen: bool = False,
    ) -> None:
        self._pressure, self._by_pen = pressure, by_pen
        self._view.cursor_ring.erasing = turned_round
        self._gesture = self._view.gesture(modifiers, turned_round)
        touch = self._touch(at, modifiers)
        self._gesture.press(touch)
        self._put_ring(touch)

    def _move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        touch = self._touch(at, modifiers)
        if self._gesture is not None:
            self._gesture.move(touch)
        self._put_ring(touch)

    def _lift(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        gesture, self._gesture = self._gesture, None
        touch = self._touch(at, modifiers)
        if gesture is not None:
            gesture.lift(touch)
        self._put_ring(touch)

    def _touch(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> Touch:
        self._last = QPointF(at)
        x, y = self._view.to_document(at)
        return Touch(x, y, self._last, self._pressure, bool(modifiers & Qt.KeyboardModifier.ShiftModifier))

    def _put_ring(self, touch: Touch) -> None:
        self._view.put_ring(self._gesture.ring(touch) if self._gesture is not None else touch.at)

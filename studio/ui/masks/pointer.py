"""Mouse and pen upon the photo while masks are painted; everything else is left to the view."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, QPointF, QSizeF, Qt
from PySide6.QtGui import QInputDevice, QMouseEvent, QPointingDevice, QTabletEvent

from studio.ui.canvas.picture_view import PictureView
from studio.ui.masks.hand import MaskHand
from studio.ui.masks.overlay import MaskOverlay

ECHO_S = 0.12  # after the pen, so long mouse events are taken for its echo
PENS = (QInputDevice.DeviceType.Stylus, QInputDevice.DeviceType.Airbrush, QInputDevice.DeviceType.Puck)
Type = QEvent.Type


class MaskPointer(QObject):
    """Filters the events of `view`: the left button or the pen's tip paints, the pen's other end erases.

    Shift and a drag across changes the size of the brush. While Space or the hand tool pans, and for all other
    buttons, the view does what it always does. A pen's events are accepted, and the mouse events that some systems
    make of them all the same are swallowed.
    """

    def __init__(self, view: PictureView, painter: MaskHand, overlay: MaskOverlay) -> None:
        super().__init__(view)
        self._view, self._painter, self._overlay = view, painter, overlay
        self._anchor: QPointF | None = None  # where a drag that changes the size began
        self._size = 0.0
        self._pen_down = False
        self._pressure = 1.0
        self._pen_at = float("-inf")  # the moment of its last event
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._painter.target is None:
            return False
        if isinstance(event, QTabletEvent):
            return self._pen(event)
        if isinstance(event, QMouseEvent):
            return self._mouse(event)
        if event.type() == Type.Leave and not self._painter.stroking:
            self._overlay.put_ring(None)
        elif event.type() == Type.Hide:
            self._painter.end()
        return False

    # --- the mouse ---------------------------------------------------------------------------------------------------

    def _mouse(self, event: QMouseEvent) -> bool:
        if self._panning:
            self._overlay.put_ring(event.position())  # it comes back when the key goes up
            return False
        if self._echo(event):
            event.accept()
            return True
        match event.type():
            case Type.MouseButtonPress | Type.MouseButtonDblClick:
                if event.button() != Qt.MouseButton.LeftButton:
                    return self._painter.stroking
                if not self._grab(event):
                    self._painter.begin(self._place(event.position()))
            case Type.MouseMove:
                if not self._drag(event.position()) and self._painter.stroking:
                    self._painter.move(self._place(event.position()))
            case Type.MouseButtonRelease:
                if event.button() != Qt.MouseButton.LeftButton or not self._busy:
                    return self._painter.stroking
                self._lift()
            case _:
                return False
        self._overlay.put_ring(self._anchor or event.position())
        event.accept()
        return True

    def _echo(self, event: QMouseEvent) -> bool:
        """Whether this is the pen's own event, told once more as the mouse's."""
        if self._pen_down or event.pointingDevice().type() in PENS:
            return True
        return time.monotonic() - self._pen_at < ECHO_S

    # --- the pen -----------------------------------------------------------------------------------------------------

    def _pen(self, event: QTabletEvent) -> bool:
        if self._panning:
            return False  # the mouse events that follow pan
        self._pen_at = time.monotonic()
        at = event.position()
        match event.type():
            case Type.TabletPress:
                if event.button() != Qt.MouseButton.LeftButton:
                    self._pen_at = float("-inf")
                    return False
                self._pen_down = True
                self._view.setFocus(Qt.FocusReason.MouseFocusReason)
                if not self._grab(event):
                    self._pressure = self._felt(event)
                    erase = event.pointerType() == QPointingDevice.PointerType.Eraser
                    self._painter.begin(self._place(at), self._pressure, erase)
            case Type.TabletMove:
                if not self._drag(at) and self._painter.stroking and self._pen_down:
                    self._pressure = self._felt(event)
                    self._painter.move(self._place(at), self._pressure)
            case Type.TabletRelease:
                if self._painter.stroking and self._pen_down:
                    self._painter.move(self._place(at), self._pressure)  # a lifted pen tells no pressure of its own
                self._pen_down = False
                self._lift()
        self._overlay.put_ring(self._anchor or at)
        event.accept()
        return True

    @staticmethod
    def _felt(event: QTabletEvent) -> float:
        feels = event.pointingDevice().capabilities() & QInputDevice.Capability.Pressure
        return event.pressure() if feels else 1.0

    # --- both --------------------------------------------------------------------------------------------------------

    @property
    def _busy(self) -> bool:
        return self._painter.stroking or self._anchor is not None

    @property
    def _panning(self) -> bool:
        return self._view.panning and not self._busy

    def _grab(self, event: QMouseEvent | QTabletEvent) -> bool:
        """Takes hold of the size instead of painting, if Shift is down."""
        if event.modifiers() != Qt.KeyboardModifier.ShiftModifier:
            return False
        self._anchor, self._size = event.position(), self._painter.size
        return True

    def _drag(self, at: QPointF) -> bool:
        if self._anchor is None:
            return False
        self._painter.set_brush(size=self._size * 2 ** ((at.x() - self._anchor.x()) / 80))
        return True

    def _lift(self) -> None:
        self._anchor = None
        self._painter.end()

    def _place(self, at: QPointF) -> QPointF:
        return self._view.viewport.widget_to_picture(at, QSizeF(self._view.size()))

"""A hand that draws on the sketch canvas: synthetic events of pen, mouse and keys."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QKeyEvent, QMouseEvent, QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.document.layer import Kind
from studio.ui.canvas.viewport import Viewport
from studio.ui.sketch.session import SketchSession
from studio.ui.sketch.view import SketchView

Type, Button, Mods, Key = QEvent.Type, Qt.MouseButton, Qt.KeyboardModifier, Qt.Key
TIP, RUBBER = QPointingDevice.PointerType.Pen, QPointingDevice.PointerType.Eraser
FEELS = QInputDevice.Capability.Position | QInputDevice.Capability.Pressure
Point = tuple[float, float]


@dataclass
class Hand:
    """Draws on a view of `width` x `height` pixels of a drawing, at 100 % unless the viewport is told otherwise."""

    session: SketchSession
    viewport: Viewport
    view: SketchView

    def pixels(self, kind: Kind = Kind.SKETCH) -> np.ndarray:
        return self.session.document.of_kind(kind)[-1].pixels

    def alpha(self, x: int, y: int, kind: Kind = Kind.SKETCH) -> int:
        return int(self.pixels(kind)[y, x, 3])

    # --- events: points are pixels of the drawing --------------------------------------------------------------------

    def mouse(
        self, kind: Type, at: Point, mods: Mods = Mods.NoModifier, button: Button = Button.LeftButton, held: bool = True
    ) -> bool:
        place = self.view.to_view(*at)
        pressed = Button.NoButton if kind == Type.MouseMove else button
        buttons = button if held and kind != Type.MouseButtonRelease else Button.NoButton
        event = QMouseEvent(kind, place, QPointF(self.view.mapToGlobal(place)), pressed, buttons, mods)
        QApplication.sendEvent(self.view, event)
        return event.isAccepted()

    def drag(self, *points: Point, mods: Mods = Mods.NoModifier, button: Button = Button.LeftButton) -> None:
        self.mouse(Type.MouseButtonPress, points[0], mods, button)
        for point in points[1:]:
            self.mouse(Type.MouseMove, point, mods, button)
        self.mouse(Type.MouseButtonRelease, points[-1], mods, button)

    def pen(
        self, kind: Type, at: Point, pressure: float, tip: QPointingDevice.PointerType = TIP,
        mods: Mods = Mods.NoModifier, button: Button = Button.LeftButton, feels: QInputDevice.Capability = FEELS,
    ) -> bool:  # fmt: skip
        device = QPointingDevice("pen", 7, QInputDevice.DeviceType.Stylus, tip, feels, 1, 2)
        place = self.view.to_view(*at)
        pressed = Button.NoButton if kind == Type.TabletMove else button
        buttons = Button.NoButton if kind == Type.TabletRelease else button
        event = QTabletEvent(
            kind, device, place, QPointF(self.view.mapToGlobal(place)), pressure, 0, 0, 0, 0, 0, mods, pressed, buttons
        )
        QApplication.sendEvent(self.view, event)
        return event.isAccepted()

    def write(self, *points: tuple[float, float, float], tip: QPointingDevice.PointerType = TIP) -> None:
        """A stroke of the pen through points (x, y, pressure); it is lifted where the last one is, with no pressure."""
        self.pen(Type.TabletPress, points[0][:2], points[0][2], tip)
        for x, y, pressure in points[1:]:
            self.pen(Type.TabletMove, (x, y), pressure, tip)
        self.pen(Type.TabletRelease, points[-1][:2], 0.0, tip)

    def key(self, key: Key, mods: Mods = Mods.NoModifier, up: bool = False) -> None:
        QApplication.sendEvent(self.view, QKeyEvent(Type.KeyRelease if up else Type.KeyPress, key, mods))


def make_hand(qtbot: QtBot, width: int = 120, height: int = 80) -> Hand:
    """A drawing of this size in a view of 400 x 300, at 200 %, with a plain hard brush of 6 px and no stabiliser."""
    session, viewport = SketchSession(), Viewport()
    view = SketchView(session, viewport)
    session.setParent(view)
    viewport.setParent(view)
    qtbot.addWidget(view)
    view.resize(400, 300)
    session.new(width, height)
    session.tools.set_stabiliser(0)
    session.tools.set_brush(size=6.0, hardness=1.0, pressure_size=False)
    view.show()
    viewport.set_zoom(2.0)
    return Hand(session, viewport, view)

"""A hand that paints materials: the same synthetic pen, mouse and keys as on the sketch canvas."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from pytestqt.qtbot import QtBot
from sketch_hands import Hand

from studio.document.layer import Kind
from studio.ui.canvas.viewport import Viewport
from studio.ui.materials.map_session import MapSession
from studio.ui.materials.view import MapView
from studio.ui.sketch.session import SketchSession


@dataclass
class MapHand(Hand):
    """Paints on the map of a drawing, at 200 %."""

    maps: MapSession
    view: MapView

    def take(self, material: str) -> None:
        """Paints with the material of this name from now on."""
        self.maps.tools.set_material(self.maps.palette.names.index(material))

    def click(self, *points: tuple[float, float]) -> None:
        """Clicks one after the other, never so soon that two make a double click."""
        for point in points:
            self.view.clicks.forget()
            self.drag(point)

    def at(self, x: int, y: int) -> str:
        """The name of the material at a pixel, "" where nothing is said."""
        labels = self.maps.labels()
        if labels is None or not labels.pixels[y, x, 3]:
            return ""
        red, green, blue = (int(value) for value in labels.pixels[y, x, :3])
        return self.maps.palette.names[self.maps.palette.colours.index((red, green, blue))]

    def exact(self) -> bool:
        """Whether every pixel of every layer is see-through or has exactly one of the palette's colours."""
        allowed = {(*colour, 255) for colour in self.maps.palette.colours}
        for layer in self.session.document.of_kind(Kind.LABELS):
            said = layer.pixels[layer.pixels[..., 3] > 0]
            if not {tuple(int(v) for v in pixel) for pixel in np.unique(said, axis=0)} <= allowed:
                return False
        return True


def make_map_hand(qtbot: QtBot, width: int = 120, height: int = 80) -> MapHand:
    """A drawing of this size in a view of 400 x 300, at 200 %, with a brush of 10 px and no stabiliser; sky in hand."""
    session, viewport = SketchSession(), Viewport()
    maps = MapSession(session)
    view = MapView(maps, viewport)
    for part in (session, maps, viewport):
        part.setParent(view)
    qtbot.addWidget(view)
    view.resize(400, 300)
    session.new(width, height)
    maps.tools.set_stabiliser(0)
    maps.tools.set_size(10.0)
    view.show()
    viewport.set_zoom(2.0)
    hand = MapHand(session, viewport, view, maps)
    hand.take("sky")
    return hand

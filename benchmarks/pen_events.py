"""What a tablet tells while one draws a sketch or paints a map, and how that gets to a view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.drawings import strokes
from benchmarks.map_scenes import SCENES
from benchmarks.scenes import brush_strokes

if TYPE_CHECKING:
    from studio.ui.materials.map_session import MapSession
    from studio.ui.sketch.view import SketchView

HOVER_S = 0.12  # between two strokes
PRESS, MOVE, RELEASE = range(3)
Event = tuple[int, float, float, float]  # what, x and y as shares of the sheet, pressure


@dataclass(frozen=True)
class Take:
    """The other hand takes a material, by name, and a width of the brush as a share of the sheet's shorter side."""

    material: str
    width: float


Told = Event | Take | None  # None: the pen is in the air


def events(name: str, seconds: float, hz: float) -> list[Event | None]:
    """What a tablet tells, `hz` times a second, while one draws one of `DRAWINGS`."""
    told: list[Event | None] = []
    for stroke in strokes(name):
        told += _stroke(stroke, hz)
        if len(told) >= seconds * hz:
            break
    return told


def map_events(name: str, seconds: float, hz: float) -> list[Told]:
    """The same while one paints, over one of `SCENES`, what the brush does in the scenes after it."""
    told: list[Told] = []
    names = list(SCENES)
    first = names.index(name)
    for scene in names[first + 1 :] + names[: first + 1]:
        for stroke in brush_strokes(scene):
            told.append(Take(stroke.material, stroke.width))
            told += _stroke([(x, y, 1.0) for x, y in stroke.points], hz)
            if len(told) >= seconds * hz:
                return told
    return told


def _stroke(points: Sequence[tuple[float, float, float]], hz: float) -> list[Event | None]:
    told: list[Event | None] = [(MOVE if number else PRESS, *point) for number, point in enumerate(points)]
    return [*told, (RELEASE, *points[-1][:2], 0.0), *[None] * round(HOVER_S * hz)]


def pen(view: SketchView, maps: MapSession | None = None) -> Callable[[Event | Take], None]:
    """Sends tablet events of a pressure-sensitive pen to `view`; materials are taken from the tools of `maps`."""
    from PySide6.QtCore import QEvent, QPointF, Qt
    from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
    from PySide6.QtWidgets import QApplication

    kinds = {PRESS: QEvent.Type.TabletPress, MOVE: QEvent.Type.TabletMove, RELEASE: QEvent.Type.TabletRelease}
    able = QInputDevice.Capability.Position | QInputDevice.Capability.Pressure
    device = QPointingDevice(
        "pen", 7, QInputDevice.DeviceType.Stylus, QPointingDevice.PointerType.Pen, able, 1, 2
    )  # fmt: skip
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton

    def send(event: Event | Take) -> None:
        document = view.session.document
        if isinstance(event, Take):
            assert maps is not None
            maps.tools.set_material(maps.palette.names.index(event.material))
            maps.tools.set_size(event.width * min(document.width, document.height))
            return
        kind, x, y, pressure = event
        at = view.to_view(x * document.width, y * document.height)
        told = QTabletEvent(
            kinds[kind], device, at, QPointF(view.mapToGlobal(at)), pressure, 0, 0, 0, 0, 0,
            Qt.KeyboardModifier.NoModifier, none if kind == MOVE else left, none if kind == RELEASE else left,
        )  # fmt: skip
        QApplication.sendEvent(view, told)

    return send

"""The parts of the window that hold the artist's document."""

from __future__ import annotations

from dataclasses import dataclass

from studio.ui.materials.room import MaterialsRoom
from studio.ui.session.results import ResultStore
from studio.ui.session.session import Session
from studio.ui.sketch.drawing_room import DrawingRoom
from studio.ui.sketch.room import SketchRoom
from studio.ui.sketch.session import SketchSession
from studio.ui.transform.room import TransformRoom
from studio.ui.window.rooms import Rooms
from studio.ui.window.workbench import Workbench


@dataclass(frozen=True, eq=False)
class Parts:
    """What a document is taken from and put back into."""

    bench: Workbench
    sketch: SketchRoom
    materials: MaterialsRoom
    transform: TransformRoom
    rooms: Rooms

    @property
    def photos(self) -> Session:
        """The work of the Photo room."""
        return self.bench.session

    @property
    def results(self) -> ResultStore:
        return self.bench.results

    @property
    def drawing(self) -> SketchSession:
        """The sheet, which sketch and map share."""
        return self.sketch.session

    @property
    def drawing_rooms(self) -> tuple[DrawingRoom, ...]:
        return self.sketch, self.materials

    def look_round(self) -> None:
        """Every room that has no model yet chooses one now, so that entering it later is no change of the document."""
        for room in self.drawing_rooms:
            if not room.generation.generators:
                room.look_round()

    def forget_results(self) -> None:
        """The results of a document go with it."""
        for result in self.results:
            self.bench.remove(result)
            for room in (self.sketch, self.materials, self.transform):
                room.desk.forget(result)

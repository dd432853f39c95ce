"""From a photo to its map: a network proposes what is where, the artist goes on from there."""

from __future__ import annotations

import json

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject

from studio.core.errors import StudioError
from studio.core.generate import MapRequest
from studio.core.moods import mood_of
from studio.core.picture import Picture
from studio.document.blend import on_white
from studio.service import StudioService
from studio.ui.materials.map_session import MapSession
from studio.ui.materials.moods import Moods
from studio.ui.sketch.canvas_photos import CanvasPhotos
from studio.ui.sketch.generation import Generation
from studio.ui.sketch.inputs import reference_pixels
from studio.ui.widgets.background import Background
from studio.ui.window.status_line import StatusLine


class PhotoMap(CanvasPhotos):
    """Asks for the map of the photo below; for the photo first, if there is none."""

    def __init__(
        self,
        session: MapSession,
        moods: Moods,
        generation: Generation,
        service: StudioService,
        background: Background,
        status: StatusLine,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(session.session, generation, service, background, status, parent)
        self._map, self._moods = session, moods
        self._photo: Picture | None = None  # that is being looked at
        self._beside: NDArray[np.bool_] = np.zeros((1, 1), bool)  # where the photo does not cover the sheet, HxW

    def map_photo(self) -> None:
        """Makes the map of the photo below."""
        if reference_pixels(self._session.document) is None:
            self.want_photo()
        else:
            self.work()

    def work(self) -> None:
        pixels = reference_pixels(self._session.document)
        if pixels is not None:
            self._status.say(self.tr("Looking at the photo…"))
            self._photo, self._beside = Picture(on_white(pixels)), pixels[..., 3] == 0
            self._ticket = self._service.aside(MapRequest(self._photo))

    def answered(self, picture: Picture) -> None:
        photo = self._photo
        try:
            indices = self._map.palette.exact_indices(picture)
        except StudioError as error:
            self._status.complain(str(error))
            return
        rows = np.arange(indices.shape[0]) * self._beside.shape[0] // indices.shape[0]
        columns = np.arange(indices.shape[1]) * self._beside.shape[1] // indices.shape[1]
        indices[self._beside[rows][:, columns]] = 0
        self._map.set_map(indices, self.tr("Map from photo"), json.dumps({"model": MapRequest.model}))
        said = self.tr("This is what the program sees in the photo; paint over what it got wrong.")
        generator = self._generation.generator
        if photo is None or generator is None or not generator.moods:
            self._status.say(said)
            return
        name = self.path.stem if self.path else self.tr("Photo")
        self._status.say(said, [(self.tr("Use Its Mood"), lambda: self._moods.add(mood_of(photo, name)))])

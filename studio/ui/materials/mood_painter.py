"""Shows the map of now in every mood: made aside when the hand rests, the mood that is chosen first."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from studio.core.generate import GenerateRequest
from studio.core.moods import Mood
from studio.core.picture import Picture
from studio.ui.materials.mood_strip import MoodStrip
from studio.ui.materials.moods import Moods
from studio.ui.session.small_pictures import Errand, Rank, SmallPictures
from studio.ui.sketch.inputs import Input

SIDE = 144  # pixels of the long side: crisp at 200 %
CALM_MS = 350  # after the last change: the photo itself comes first


class MoodPainter(QObject):
    """Keeps the pictures of `strip` true to what `inputs` gives; a picture stays until the next one is there."""

    def __init__(
        self, moods: Moods, strip: MoodStrip, inputs: Input, pictures: SmallPictures, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._moods, self._strip, self._inputs, self._pictures = moods, strip, inputs, pictures
        self._active = False
        self._held: dict[object, Picture] = {}  # by the request's key, of this map only
        self._of: object = None
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.timeout.connect(self._go)
        moods.list_changed.connect(self.touch)
        moods.changed.connect(self.touch)

    def set_active(self, on: bool) -> None:
        """Pauses while the room is hidden."""
        self._active = on
        if on:
            self.touch()
        else:
            self._calm.stop()
            self._pictures.want(Rank.MOODS, ())

    def touch(self) -> None:
        """The map, the seed or the list of moods may have changed."""
        if self._active:
            self._calm.start(CALM_MS)

    def _go(self) -> None:
        request = self._inputs.request() if self._strip.isVisible() else None
        if request is None:
            self._held, self._of = {}, None
            self._pictures.want(Rank.MOODS, ())
            self._strip.set_pictures({})
            return
        of = request.source.digest, replace(request.params, size=None, mood=None)
        if of != self._of:
            self._held, self._of = {}, of
        first = self._moods.first
        order = sorted(self._moods.all, key=lambda mood: mood != first)
        errands = [self._errand(mood, request, of) for mood in order]
        self._pictures.want(Rank.MOODS, [errand for errand in errands if errand is not None])

    def _errand(self, mood: Mood | None, request: GenerateRequest, of: object) -> Errand | None:
        """None: it was made already."""
        small = replace(request, params=replace(request.params, size=SIDE, mood=mood))
        held = self._held.get(small.key)
        if held is not None:
            self._strip.set_picture(mood, held)
            return None

        def done(picture: Picture | None) -> None:
            if picture is not None and of == self._of:
                self._held[small.key] = picture
                self._strip.set_picture(mood, picture)

        return Errand(small, done)

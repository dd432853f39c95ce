"""In what light the photo is seen: a mood, perhaps a second one mixed in, and the time of day."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from studio.core.moods import Mood, mix
from studio.core.params import Control
from studio.core.picture import Picture
from studio.ui.sketch.generation import Generation

MIX = Control("mood-mix", "Mood mix", 0.0, 1.0, 0.5, "How much of the second mood there is in the first one.")
LIGHT = Control("light", "Day to night", 0.0, 1.0, 0.0, "Lets evening come: from this light over dusk to night.")
DUSK, NIGHT = "dusk", "night"
PHOTOS = 2  # moods of photos that the strip keeps
MoodOf = Callable[[Picture], Mood]


class Moods(QObject):
    """The moods that there are, which one is chosen, and what that makes for `generation`.

    None is the mood of the seed. It begins with the first that has a name, so that one seed is not all of a first
    impression. `own`: what the seed's mood is for the picture in view, for mixing and for nightfall.
    """

    changed = Signal()  # chosen, mixed, lit
    list_changed = Signal()

    def __init__(self, generation: Generation, named: Sequence[Mood], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._generation = generation
        self._named = tuple(named)
        self._photos: tuple[Mood, ...] = ()
        self.own: Callable[[], Mood | None] = lambda: None
        self.first: Mood | None = self._begin
        self.second: Mood | None = None
        self.share = MIX.default
        self.light = LIGHT.default
        self._mood: Mood | None = self.first
        generation.change(mood=self.first)
        generation.changed.connect(self._on_choices)

    @property
    def all(self) -> tuple[Mood | None, ...]:
        """As they stand in the strip: the seed's own first, those of photos last."""
        return (None, *self._named, *self._photos)

    @property
    def _begin(self) -> Mood | None:
        return next(iter(self._named), None)

    @property
    def has_nights(self) -> bool:
        """Whether evening can come."""
        return self._find(DUSK) is not None and self._find(NIGHT) is not None

    # --- choosing ----------------------------------------------------------------------------------------------------

    def choose(self, mood: Mood | None) -> None:
        """The light of this mood."""
        self.first = mood
        if self.second == mood:
            self.second = None
        self._apply()

    def choose_second(self, mood: Mood | None) -> None:
        """Mixes this mood in; once more takes it out again."""
        self.second = None if mood is None or mood in (self.second, self.first) else mood
        self._apply()

    def set_share(self, share: float) -> None:
        """How much of the second mood there is."""
        self.share = share
        self._apply()

    def set_light(self, light: float) -> None:
        """0 is the mood's own light, 0.5 dusk, 1 night."""
        self.light = light
        self._apply()

    def add(self, mood: Mood) -> None:
        """Puts the mood of a photo into the strip, and chooses it."""
        self._photos = (*(one for one in self._photos if one != mood), mood)[-PHOTOS:]
        self.list_changed.emit()
        self.choose(mood)

    def take(self, first: Mood | None, second: Mood | None, share: float, light: float) -> None:
        """All of it at once, as a document says; a mood that is not in the strip is put there."""
        for mood in (first, second):
            if mood is not None and mood not in self.all:
                self._photos = (*self._photos, mood)[-PHOTOS:]
                self.list_changed.emit()
        self.first, self.second = first, None if second == first else second
        self.share, self.light = share, light
        self._apply()

    def reset(self) -> None:
        """As it began."""
        self.first, self.second = self._begin, None
        self.share, self.light = MIX.default, LIGHT.default
        self._apply()

    # --- what comes of it --------------------------------------------------------------------------------------------

    def mood(self) -> Mood | None:
        """What is asked for; None: the seed's own."""
        return self.blend(self.first)

    def blend(self, first: Mood | None) -> Mood | None:
        """What would be asked for with another first mood."""
        if self.second is None and self.light <= 0:
            return first
        start = first or self.own() or next(iter(self._named), None)
        if start is None:
            return self.second
        if self.second is not None:
            start = mix(start, self.second, self.share)
        dusk, night = self._find(DUSK), self._find(NIGHT)
        if self.light <= 0 or dusk is None or night is None:
            return start
        if self.light <= 0.5:
            return mix(start, dusk, self.light * 2)
        return mix(dusk, night, self.light * 2 - 1)

    def _apply(self) -> None:
        self._mood = self.mood()
        self._generation.change(mood=self._mood)
        self.changed.emit()

    def _on_choices(self) -> None:
        """A result was called for that has a mood of its own."""
        mood = self._generation.making.mood
        if mood == self._mood:
            return
        self._mood = mood
        self.first, self.second, self.light = mood, None, LIGHT.default
        if mood not in self.all and mood is not None:
            self._photos = (*self._photos, Mood(mood.name or self.tr("As kept"), mood.values))[-PHOTOS:]
            self.list_changed.emit()
        self.changed.emit()

    def _find(self, name: str) -> Mood | None:
        return next((mood for mood in self._named if mood.name.casefold() == name), None)

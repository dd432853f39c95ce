"""Whether the artist's work is as it is in the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from studio.core.chain import Chain
from studio.core.picture import Picture
from studio.core.style_masks import StyleMasks
from studio.ui.materials.moods import Moods
from studio.ui.project.kept import belongs
from studio.ui.project.parts import Parts
from studio.ui.session.results import Result
from studio.ui.session.session import Choices, Photo
from studio.ui.sketch.generation import Making


@dataclass(frozen=True)
class State:
    """All of the work at one moment, to be compared with that of another; undo leads back to an equal one, but for
    what was drawn."""

    drawn: int  # how often the drawing has changed
    photo: Photo | None
    choices: Choices
    masks: StyleMasks | None
    transformed: Photo | None
    chain: Chain
    chain_masks: tuple[tuple[str, Picture], ...]
    results: tuple[tuple[Result, bool], ...]
    makings: tuple[Making, ...]
    mood: tuple[object, ...]


class Changes(QObject):
    """Compares the work with what it was when it was last saved or opened."""

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._drawn = 0
        self._unwatch: Callable[[], None] = lambda: None
        parts.drawing.document_changed.connect(self._watch)
        self._watch()
        self._saved = self.state()

    @property
    def modified(self) -> bool:
        """Whether anything differs."""
        return self.state() != self._saved

    @property
    def unsaved(self) -> bool:
        """Whether something would be lost that never was in a document: drawn, painted, made or put together."""
        parts = self._parts
        rooms = (parts.sketch, parts.materials, parts.transform)
        return bool(parts.results.unsaved or parts.photos.masks) or any(room.modified for room in rooms)

    def state(self) -> State:
        """The work as it is."""
        parts = self._parts
        photos, work = parts.photos.document, parts.transform.session.work
        return State(
            self._drawn, photos.photo, photos.choices, photos.masks, work.photo, work.chain, work.masks,
            tuple((result, result.starred) for result in parts.results if belongs(result)),
            tuple(room.generation.making for room in parts.drawing_rooms), _mood(parts.materials.moods),
        )  # fmt: skip

    def settle(self, state: State | None = None) -> None:
        """The work as it was at `state`, now if None, is in the file."""
        self._saved = state or self.state()

    def _watch(self) -> None:
        self._unwatch()
        self._drawn += 1
        self._unwatch = self._parts.drawing.document.watch(self._note)

    def _note(self, *_: object) -> None:
        self._drawn += 1


def _mood(moods: Moods) -> tuple[object, ...]:
    return moods.first, moods.second, moods.share, moods.light

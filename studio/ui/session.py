"""What the artist is working on: the photo and the choices, as one frozen document with undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from studio.core.params import (
    CONTENT_WEIGHT,
    SMOOTHNESS,
    STROKE_SIZE,
    STYLE_WEIGHT,
    Colours,
    Quality,
    Start,
    StylizeParams,
)
from studio.core.picture import Picture
from studio.core.request import StylizeRequest
from studio.core.resize import fit
from studio.ui.undo import UndoHistory

LIVE_SIZE = 320  # long side of a live preview: small enough to follow the hand on a CPU
UNDO_MEMORY = 1 << 30


@dataclass(frozen=True, eq=False)
class Photo:
    """The photo being painted.

    draft: small, for live previews. steps: the styles already painted into it. original: the photo before all steps.
    """

    picture: Picture
    draft: Picture
    name: str
    path: Path | None = None
    steps: tuple[str, ...] = ()
    original: Photo | None = None


def make_photo(
    picture: Picture,
    name: str,
    path: Path | None = None,
    steps: tuple[str, ...] = (),
    original: Photo | None = None,
) -> Photo:
    """Prepares `picture` for painting. Slow for big pictures (scaling, fingerprint): call it in the background."""
    draft = fit(picture, LIVE_SIZE, enlarge=False)
    _ = picture.digest, draft.digest
    return Photo(picture, draft, name, path, steps, original)


@dataclass(frozen=True)
class Choices:
    """All that the panel can change; like `StylizeParams`, but a style need not have been picked yet."""

    styles: tuple[tuple[str, float], ...] = ()
    strength: float = STYLE_WEIGHT.default
    content: float = CONTENT_WEIGHT.default
    stroke: float = STROKE_SIZE.default
    smoothness: float = SMOOTHNESS.default
    quality: Quality = Quality.GOOD
    start: Start = Start.PHOTO
    colours: Colours = Colours.STYLE
    size: int | None = 1024
    seed: int = 0
    encoder: str = "atelier-encoder"

    def params(self) -> StylizeParams:
        """The parameters as engines want them. Raises ParameterError if no style was picked."""
        return StylizeParams(**{f.name: getattr(self, f.name) for f in fields(self)})


@dataclass(frozen=True, eq=False)
class Document:
    """One state of the work."""

    photo: Photo | None = None
    choices: Choices = field(default_factory=Choices)

    @property
    def ready(self) -> bool:
        """Whether there is something to paint."""
        return self.photo is not None and bool(self.choices.styles)

    def request(self) -> StylizeRequest:
        """The painting at full quality. Only for a document that is `ready`."""
        assert self.photo is not None
        return StylizeRequest(self.photo.picture, self.choices.params())

    def live_request(self) -> StylizeRequest:
        """The same painting, small and quick. Only for a document that is `ready`."""
        assert self.photo is not None
        draft = self.photo.draft
        size = max(64, min(LIVE_SIZE, max(draft.width, draft.height)))
        return StylizeRequest(draft, replace(self.choices.params(), quality=Quality.DRAFT, size=size))


class Session(QObject):
    """The document at hand and its undo history; every change goes through here."""

    photo_changed = Signal()
    choices_changed = Signal()
    undo_changed = Signal()

    def __init__(self, choices: Choices | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        first = Document(choices=choices or Choices())
        self._history: UndoHistory[Document] = UndoHistory(first, _weigh, UNDO_MEMORY)

    @property
    def document(self) -> Document:
        return self._history.current

    @property
    def photo(self) -> Photo | None:
        return self._history.current.photo

    @property
    def choices(self) -> Choices:
        return self._history.current.choices

    @property
    def undo_text(self) -> str:
        return self._history.undo_text

    @property
    def redo_text(self) -> str:
        return self._history.redo_text

    def open(self, photo: Photo | None, text: str) -> None:
        """Works on `photo` from now on."""
        self.restore(replace(self.document, photo=photo), text)

    def change(self, text: str, merge: str | None = None, **values: object) -> None:
        """Changes some choices; changes in a row with the same `merge` are one undo step until `settle`."""
        choices = replace(self.choices, **values)  # type: ignore[arg-type]
        if choices != self.choices:
            before = self.document
            self._history.change(replace(before, choices=choices), text, merge)
            self._tell(before)

    def settle(self) -> None:
        """The hand rests: the next change is an undo step of its own."""
        self._history.settle()

    def restore(self, document: Document, text: str) -> None:
        """Makes `document` current as one undo step, unless nothing would change."""
        before = self.document
        if document.photo is not before.photo or document.choices != before.choices:
            self._history.change(document, text)
            self._tell(before)

    def undo(self) -> None:
        before = self.document
        self._history.undo()
        self._tell(before)

    def redo(self) -> None:
        before = self.document
        self._history.redo()
        self._tell(before)

    def _tell(self, before: Document) -> None:
        if before.photo is not self.photo:
            self.photo_changed.emit()
        if before.choices != self.choices:
            self.choices_changed.emit()
        self.undo_changed.emit()


def _weigh(documents: Sequence[Document]) -> int:
    """Bytes of the photos that `documents` hold together."""
    photos = [document.photo for document in documents if document.photo]
    photos += [photo.original for photo in photos if photo.original]
    pictures = {id(picture): picture for photo in photos for picture in (photo.picture, photo.draft)}
    return sum(picture.pixels.nbytes for picture in pictures.values())

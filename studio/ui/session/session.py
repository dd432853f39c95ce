"""What the artist is working on: the photo and the choices, as one frozen document with undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from studio.core.params import (
    CONTENT_WEIGHT,
    MIN_SIZE,
    SMOOTHNESS,
    STROKE_SIZE,
    STYLE_WEIGHT,
    Colours,
    Quality,
    Start,
    StylizeParams,
)
from studio.core.picture import Picture
from studio.core.request import InstantRequest, StylizeRequest
from studio.core.resize import fit
from studio.core.style_masks import StyleMasks
from studio.ui.session.undo import UndoHistory

LIVE_SIZE = 512  # long side of a live draft: small enough to follow the hand on a CPU
UNDO_MEMORY = 1 << 30


@dataclass(frozen=True, eq=False)
class Photo:
    """The photo being painted.

    draft: small, for live drafts. steps: the styles already painted into it. original: the photo before all steps.
    series: photos with the same one are states of one drawing that goes on.
    """

    picture: Picture
    draft: Picture
    name: str
    path: Path | None = None
    steps: tuple[str, ...] = ()
    original: Photo | None = None
    series: object = None

    def goes_on(self, other: Photo | None) -> bool:
        """Whether it is a later or earlier state of `other`."""
        return other is not None and self.series is not None and self.series is other.series


def make_photo(
    picture: Picture,
    name: str,
    path: Path | None = None,
    steps: tuple[str, ...] = (),
    original: Photo | None = None,
    series: object = None,
) -> Photo:
    """Prepares `picture` for painting. Slow for big pictures (scaling, fingerprint): call it in the background."""
    draft = fit(picture, LIVE_SIZE, enlarge=False)
    _ = picture.digest, draft.digest
    return Photo(picture, draft, name, path, steps, original, series)


@dataclass(frozen=True)
class Choices:
    """All that the panel can change; like `StylizeParams`, but a style need not have been picked yet."""

    styles: tuple[tuple[str, float], ...] = ()
    strength: float = STYLE_WEIGHT.default
    content: float = CONTENT_WEIGHT.default
    stroke: float = STROKE_SIZE.default
    smoothness: float = SMOOTHNESS.default
    quality: Quality = Quality.GOOD
    start: Start = Start.INSTANT
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
    masks: StyleMasks | None = None

    @property
    def ready(self) -> bool:
        """Whether there is something to paint."""
        return self.photo is not None and bool(self.choices.styles)

    # The requests below are only for a document that is `ready`.

    def request(self) -> StylizeRequest:
        """What the big button asks for: the optimiser's painting, or the instant one kept."""
        assert self.photo is not None
        if self.choices.quality is Quality.INSTANT:
            return self.sharp_request()
        return StylizeRequest(self.photo.picture, self.choices.params(), self.masks)

    def draft_request(self) -> InstantRequest:
        """The instant painting, small: what is shown while the hand moves."""
        assert self.photo is not None
        return InstantRequest(self.photo.draft, self._instant_params(min(LIVE_SIZE, self._long_side)), self.masks)

    def sharp_request(self) -> InstantRequest:
        """The instant painting at full size: what is shown when the hand rests."""
        assert self.photo is not None
        return InstantRequest(self.photo.picture, self._instant_params(self.choices.size), self.masks)

    @property
    def sharpens(self) -> bool:
        """Whether full size is more than the draft's."""
        return self._long_side > LIVE_SIZE

    @property
    def _long_side(self) -> int:
        """Of the result, in pixels."""
        assert self.photo is not None
        picture = self.photo.picture
        return max(MIN_SIZE, self.choices.size or max(picture.width, picture.height))

    def _instant_params(self, size: int | None) -> StylizeParams:
        """What plays no part in one pass is left at rest, so that equal pictures have equal requests."""
        rest = Choices()
        return replace(
            self.choices.params(), quality=Quality.INSTANT, size=size,
            start=rest.start, content=rest.content, smoothness=rest.smoothness, seed=rest.seed,
        )  # fmt: skip


class Session(QObject):
    """The document at hand and its undo history; every change goes through here."""

    photo_changed = Signal()
    choices_changed = Signal()
    masks_changed = Signal()
    undo_changed = Signal()
    settled = Signal()  # the hand rests

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
    def masks(self) -> StyleMasks | None:
        return self._history.current.masks

    @property
    def undo_text(self) -> str:
        return self._history.undo_text

    @property
    def redo_text(self) -> str:
        return self._history.redo_text

    def open(self, photo: Photo | None, text: str) -> None:
        """Works on `photo` from now on; the masks were painted on another one and go.

        A photo that goes on from the one at hand keeps them, and is no step of its own.
        """
        before = self.document
        if photo is not None and photo is not before.photo and photo.goes_on(before.photo):
            self._history.change(replace(before, photo=photo), text, merge="series")
            self._tell(before)
        else:
            masks = self.masks if photo is self.photo else None
            self.restore(replace(before, photo=photo, masks=masks), text)

    def change(self, text: str, merge: str | None = None, **values: object) -> None:
        """Changes some choices; changes in a row with the same `merge` are one undo step until `settle`."""
        choices = replace(self.choices, **values)  # type: ignore[arg-type]
        if choices != self.choices:
            before = self.document
            self._history.change(replace(before, choices=choices), text, merge)
            self._tell(before)

    def set_masks(self, masks: StyleMasks | None, text: str, merge: str | None = None) -> None:
        """Takes over what was painted; merged like `change`."""
        before = self.document
        if not same_masks(masks, before.masks):
            self._history.change(replace(before, masks=masks), text, merge)
            self._tell(before)

    def settle(self) -> None:
        """The hand rests: the next change is an undo step of its own."""
        self._history.settle()
        self.settled.emit()

    def restore(self, document: Document, text: str) -> None:
        """Makes `document` current as one undo step, unless nothing would change."""
        before = self.document
        same = document.photo is before.photo and document.choices == before.choices
        if not (same and same_masks(document.masks, before.masks)):
            self._history.change(document, text)
            self._tell(before)

    def begin(self, document: Document) -> None:
        """Works on another document from now on; the steps of the one before are gone."""
        before = self.document
        self._history = UndoHistory(document, _weigh, UNDO_MEMORY)
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
        if not same_masks(before.masks, self.masks):
            self.masks_changed.emit()
        self.undo_changed.emit()


def same_masks(one: StyleMasks | None, other: StyleMasks | None) -> bool:
    """Whether both paint the same styles in the same places."""
    return one is other or (one is not None and other is not None and one.digest == other.digest)


def _weigh(documents: Sequence[Document]) -> int:
    """Bytes of the photos and masks that `documents` hold together."""
    photos = [document.photo for document in documents if document.photo]
    photos += [photo.original for photo in photos if photo.original]
    pictures = {id(picture): picture for photo in photos for picture in (photo.picture, photo.draft)}
    planes = {id(plane): plane for document in documents if document.masks for _, plane in document.masks.planes}
    return sum(picture.pixels.nbytes for picture in pictures.values()) + sum(p.nbytes for p in planes.values())

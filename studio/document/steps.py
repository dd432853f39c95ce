"""The kinds of undoable steps, as values that take themselves back and make themselves again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np

from studio.document.document import Document
from studio.document.layer import Layer
from studio.document.patch import Patch
from studio.document.rect import Rect, union
from studio.document.store import Store

NONE = np.zeros((0, 0, 4), np.uint8)  # of a layer that waits outside of the document


class Edit(Protocol):
    """One undoable step, already made.

    text: what the artist did ("Stroke"). rect: where the picture changed; None: possibly everywhere. areas: the same in
    several rectangles, none if possibly everywhere.
    structural: whether the list of layers, or a layer's name or settings, changed. nbytes: memory the step takes.
    """

    text: str

    @property
    def rect(self) -> Rect | None: ...
    @property
    def areas(self) -> tuple[Rect, ...]: ...
    @property
    def structural(self) -> bool: ...
    @property
    def nbytes(self) -> int: ...

    def undo(self, document: Document) -> None:
        """Only for the document as the step left it."""
        ...

    def redo(self, document: Document) -> None:
        """Only for the document as undo left it."""
        ...

    def pack(self, limit: int) -> int:
        """Packs up to about `limit` bytes of memory; returns how many were worked on, 0 when there is no more to do."""
        ...

    def twin(self) -> Edit:
        """The same step for a copy of the document, even in another thread; memory is shared where it does not change.

        Only for a copy of the document as it is while the twin is made.
        """
        ...


@dataclass(eq=False)
class PixelEdit:
    """Some pixels of one layer changed."""

    text: str
    patch: Patch
    structural: bool = field(default=False, init=False)

    @property
    def rect(self) -> Rect | None:
        return self.patch.rect

    @property
    def areas(self) -> tuple[Rect, ...]:
        return self.patch.areas

    @property
    def nbytes(self) -> int:
        return self.patch.nbytes

    def undo(self, document: Document) -> None:
        self.patch.apply(document)

    def redo(self, document: Document) -> None:
        self.patch.apply(document)

    def pack(self, limit: int) -> int:
        return self.patch.pack(limit)

    def twin(self) -> Edit:
        return PixelEdit(self.text, self.patch.twin())


@dataclass(eq=False)
class FlipEdit:
    """Layers were mirrored; that needs no memory, because it is its own way back."""

    text: str
    layer_ids: tuple[int, ...]
    horizontal: bool
    rect: Rect | None = field(default=None, init=False)
    areas: tuple[Rect, ...] = field(default=(), init=False)
    structural: bool = field(default=False, init=False)
    nbytes: int = field(default=0, init=False)

    def redo(self, document: Document) -> None:
        for layer_id in self.layer_ids:
            pixels = document.layer(layer_id).pixels
            pixels[...] = (pixels[:, ::-1] if self.horizontal else pixels[::-1]).copy()
            document.changed(layer_id)

    undo = redo

    def pack(self, limit: int) -> int:
        return 0

    def twin(self) -> Edit:
        return FlipEdit(self.text, self.layer_ids, self.horizontal)


@dataclass(eq=False)
class _Structural:
    """A step that changed the list of layers; remembers which was active."""

    text: str
    active: tuple[int, int]  # before and after
    rect: Rect | None = field(default=None, init=False)
    areas: tuple[Rect, ...] = field(default=(), init=False)
    structural: bool = field(default=True, init=False)

    @property
    def nbytes(self) -> int:
        return 0

    def undo(self, document: Document) -> None:
        self._change(document, back=True)
        document.active = self.active[0]

    def redo(self, document: Document) -> None:
        self._change(document, back=False)
        document.active = self.active[1]

    def pack(self, limit: int) -> int:
        return 0

    def twin(self) -> Edit:
        return replace(self)

    def _change(self, document: Document, back: bool) -> None:
        raise NotImplementedError


@dataclass(eq=False)
class PresenceEdit(_Structural):
    """A layer was added, or removed; while it is out of the document, it waits here."""

    layer: Layer
    index: int
    added: bool
    _waiting: Store | None = field(default=None, init=False)  # its pixels, while it is out

    @property
    def nbytes(self) -> int:
        return 0 if self._waiting is None else self._waiting.nbytes

    def _change(self, document: Document, back: bool) -> None:
        if self.added is back:
            self.layer = document.take(self.layer.id)
            self._waiting = Store(self.layer.pixels)
            self.layer.pixels = NONE
            return
        assert self._waiting is not None
        self.layer.pixels, self._waiting = self._waiting.take(), None
        document.insert(self.layer, self.index)

    def pack(self, limit: int) -> int:
        return 0 if self._waiting is None else self._waiting.pack(limit)

    def twin(self) -> Edit:
        edit = PresenceEdit(self.text, self.active, replace(self.layer, pixels=NONE), self.index, self.added)
        edit._waiting = None if self._waiting is None else self._waiting.twin()
        return edit


@dataclass(eq=False)
class OrderEdit(_Structural):
    """A layer went from one place in the stack to another."""

    layer_id: int
    places: tuple[int, int]

    def _change(self, document: Document, back: bool) -> None:
        document.insert(document.take(self.layer_id), self.places[0 if back else 1])


@dataclass(eq=False)
class SettingEdit(_Structural):
    """A layer's name, visibility, opacity, lock, blending or note changed."""

    layer_id: int
    before: dict[str, object]
    after: dict[str, object]

    def _change(self, document: Document, back: bool) -> None:
        layer = document.layer(self.layer_id)
        for name, value in (self.before if back else self.after).items():
            setattr(layer, name, value)
        document.restyled(self.layer_id)

    def absorb(self, later: Edit) -> bool:
        """Makes one step of this and a later one, if it set the same things of the same layer (a slider's drag)."""
        if (
            not isinstance(later, SettingEdit)
            or later.layer_id != self.layer_id
            or later.after.keys() != self.after.keys()
        ):
            return False
        self.after, self.active = later.after, (self.active[0], later.active[1])
        return True


@dataclass(eq=False)
class Together:
    """Several steps in one, for one gesture."""

    text: str
    edits: tuple[Edit, ...]

    @property
    def rect(self) -> Rect | None:
        area = None
        for edit in self.edits:
            if edit.rect is None:
                return None
            area = union(area, edit.rect)
        return area

    @property
    def areas(self) -> tuple[Rect, ...]:
        return () if self.rect is None else tuple(area for edit in self.edits for area in edit.areas)

    @property
    def structural(self) -> bool:
        return any(edit.structural for edit in self.edits)

    @property
    def nbytes(self) -> int:
        return sum(edit.nbytes for edit in self.edits)

    def undo(self, document: Document) -> None:
        for edit in reversed(self.edits):
            edit.undo(document)

    def redo(self, document: Document) -> None:
        for edit in self.edits:
            edit.redo(document)

    def pack(self, limit: int) -> int:
        done = 0
        for edit in self.edits:
            done += edit.pack(limit - done) if done < limit else 0
        return done

    def twin(self) -> Edit:
        return Together(self.text, tuple(edit.twin() for edit in self.edits))

"""Undoable steps. Every function here makes its change and returns the step that can take it back."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from studio.document.document import Document
from studio.document.layer import Kind, Layer, Pixels
from studio.document.patch import Before, Patch
from studio.document.rect import Rect, union


class Edit(Protocol):
    """One undoable step, already made.

    text: what the artist did ("Stroke"). rect: where the picture changed; None: possibly everywhere.
    structural: whether the list of layers, or a layer's name or settings, changed. nbytes: memory the step takes.
    """

    text: str

    @property
    def rect(self) -> Rect | None: ...
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
    def nbytes(self) -> int:
        return self.patch.nbytes

    def undo(self, document: Document) -> None:
        self.patch.apply(document)

    def redo(self, document: Document) -> None:
        self.patch.apply(document)

    def pack(self, limit: int) -> int:
        return self.patch.pack(limit)


@dataclass(eq=False)
class FlipEdit:
    """Layers were mirrored; that needs no memory, because it is its own way back."""

    text: str
    layer_ids: tuple[int, ...]
    horizontal: bool
    rect: Rect | None = field(default=None, init=False)
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


@dataclass(eq=False)
class _Structural:
    """A step that changed the list of layers; remembers which was active."""

    text: str
    active: tuple[int, int]  # before and after
    rect: Rect | None = field(default=None, init=False)
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

    def _change(self, document: Document, back: bool) -> None:
        raise NotImplementedError


@dataclass(eq=False)
class PresenceEdit(_Structural):
    """A layer was added, or removed; while it is out of the document, it waits here."""

    layer: Layer
    index: int
    added: bool
    _inside: bool = field(default=True, init=False)
    _packed: bytes | None = field(default=None, init=False)

    @property
    def nbytes(self) -> int:
        if self._inside:
            return 0
        return self.layer.pixels.nbytes if self._packed is None else len(self._packed)

    def _change(self, document: Document, back: bool) -> None:
        if self.added is back:
            document.take(self.layer.id)
            self._inside = False
            return
        if self._packed is not None:
            plain = np.frombuffer(zlib.decompress(self._packed), np.uint8)
            self.layer.pixels = plain.reshape(document.height, document.width, 4).copy()
            self._packed = None
        document.insert(self.layer, self.index)
        self._inside = True

    def pack(self, limit: int) -> int:
        if self._inside or self._packed is not None:
            return 0
        done = self.layer.pixels.nbytes
        self._packed = zlib.compress(self.layer.pixels.data, 1)
        self.layer.pixels = np.zeros((0, 0, 4), np.uint8)
        return done


@dataclass(eq=False)
class OrderEdit(_Structural):
    """A layer went from one place in the stack to another."""

    layer_id: int
    places: tuple[int, int]

    def _change(self, document: Document, back: bool) -> None:
        document.insert(document.take(self.layer_id), self.places[0 if back else 1])


@dataclass(eq=False)
class SettingEdit(_Structural):
    """A layer's name, visibility, opacity, lock or note changed."""

    layer_id: int
    before: dict[str, object]
    after: dict[str, object]

    def _change(self, document: Document, back: bool) -> None:
        layer = document.layer(self.layer_id)
        for name, value in (self.before if back else self.after).items():
            setattr(layer, name, value)

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


def add_layer(
    document: Document,
    kind: Kind,
    name: str,
    pixels: Pixels | None = None,
    *,
    index: int | None = None,
    opacity: float = 1.0,
    note: str = "",
    text: str = "Add layer",
) -> Edit:
    """A new layer, active from now on: empty, or a copy of `pixels` (HxWx4 uint8, the document's size).

    Raises ValueError for other pixels. index: see `Document.insert`.
    """
    active = document.active
    layer = document.make_layer(name, kind, pixels, opacity=opacity, note=note)
    place = document.insert(layer, index)
    return PresenceEdit(text, (active, document.active), layer, place, added=True)


def adopt(document: Document, pixels: Pixels, name: str, note: str = "") -> Edit:
    """Keeps a generated picture as a RESULT layer above the other photos; the artist goes on where they were."""
    active = document.active
    edit = add_layer(document, Kind.RESULT, name, pixels, note=note, text="Keep the result")
    assert isinstance(edit, PresenceEdit)
    if active:
        document.active = active
        edit.active = (active, active)
    return edit


def remove_layer(document: Document, layer_id: int, text: str = "Delete layer") -> Edit:
    """Takes a layer away. Raises LockedError, KeyError."""
    layer = document.layer(layer_id)
    layer.check_unlocked()
    edit = PresenceEdit(text, (document.active, document.active), layer, document.index(layer_id), added=False)
    edit._change(document, back=False)
    edit.active = (edit.active[0], document.active)
    return edit


def reorder(document: Document, layer_id: int, index: int) -> Edit | None:
    """Moves a layer to the place nearest to `index` that its kind allows; None if that is where it is. KeyError."""
    layer, start, active = document.layer(layer_id), document.index(layer_id), document.active
    document.take(layer_id)
    end = document.insert(layer, index)
    document.active = active
    return OrderEdit("Reorder layers", (active, active), layer_id, (start, end)) if end != start else None


def set_layer(document: Document, layer_id: int, text: str = "Layer settings", **fields: object) -> Edit | None:
    """Sets some of name, visible, opacity, locked, note; None if nothing changes. KeyError, ValueError."""
    layer = document.layer(layer_id)
    if not fields.keys() <= {"name", "visible", "opacity", "locked", "note"}:
        raise ValueError(f"a layer has no such setting: {sorted(fields)}")
    before = {name: getattr(layer, name) for name in fields}
    if before == fields:
        return None
    edit = SettingEdit(text, (document.active, document.active), layer_id, before, dict(fields))
    edit._change(document, back=False)
    return edit


def replace_pixels(document: Document, layer_id: int, pixels: Pixels, text: str) -> Edit | None:
    """Gives a layer other pixels of the same size (HxWx4 uint8); None if they are the same. LockedError, ValueError."""
    layer = document.layer(layer_id)
    layer.check_unlocked()
    if pixels.shape != layer.pixels.shape or pixels.dtype != np.uint8:
        raise ValueError(f"expected {layer.pixels.shape} uint8, not {pixels.shape} {pixels.dtype}")
    before = Before(layer.pixels)
    before.keep(document.rect)
    layer.pixels[...] = pixels
    return finish(document, layer_id, before, text)


def finish(document: Document, layer_id: int, before: Before, text: str) -> Edit | None:
    """The step from what was set aside to how the layer is now; None if nothing changed."""
    patch = before.patch(layer_id)
    if patch is None:
        return None
    document.changed(layer_id, patch.rect)
    return PixelEdit(text, patch)

"""Undoable steps. Every function here makes its change and returns the step that can take it back."""

from __future__ import annotations

import numpy as np

from studio.document.document import Document
from studio.document.layer import Blend, Kind, Pixels
from studio.document.patch import Before
from studio.document.steps import Edit, FlipEdit, OrderEdit, PixelEdit, PresenceEdit, SettingEdit, Together

__all__ = [
    "Edit", "FlipEdit", "SettingEdit", "Together", "add_layer", "adopt", "finish", "remove_layer", "reorder",
    "replace_pixels", "set_layer",
]  # fmt: skip


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
    """Sets some of name, visible, opacity, locked, blend, note; None if nothing changes. KeyError, ValueError."""
    layer = document.layer(layer_id)
    if not fields.keys() <= {"name", "visible", "opacity", "locked", "blend", "note"}:
        raise ValueError(f"a layer has no such setting: {sorted(fields)}")
    if "blend" in fields:
        fields["blend"] = Blend(fields["blend"])
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
    patch.tell(document)
    return PixelEdit(text, patch)

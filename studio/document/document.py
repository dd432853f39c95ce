"""The drawing: a stack of layers, and what the generator sees of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from studio.core.picture import Picture
from studio.document.blend import on_white, over
from studio.document.layer import Kind, Layer, Pixels, words
from studio.document.rect import Rect, union

MAX_SIDE = 8192  # pixels


class Document:
    """Layers of one size, bottom to top: photos (REFERENCE, RESULT), then LABELS, then HINTS, then SKETCH.

    That order always holds, so a photo never hides a line. Paper is white, but not part of any layer.
    Pixel (i, j) covers [j, j + 1) by [i, i + 1); x points right and y down. `active` is the id of the layer that tools
    work on. Raises ValueError for a size that is not 1 to 8192 pixels on both sides.
    """

    def __init__(self, width: int, height: int) -> None:
        if not (1 <= width <= MAX_SIDE and 1 <= height <= MAX_SIDE):
            raise ValueError(f"a document has 1 to {MAX_SIDE} pixels on either side, not {width} x {height}")
        self.width = width
        self.height = height
        self.active = 0
        self._layers: list[Layer] = []
        self._next_id = 1
        self._seen = {kind: _Seen() for kind in (Kind.SKETCH, Kind.HINTS, Kind.LABELS)}

    @classmethod
    def new(cls, width: int, height: int) -> Document:
        """An empty drawing: colour hints, and above them a sketch, which is active."""
        document = cls(width, height)
        document.insert(document.make_layer("Colour hints", Kind.HINTS))
        document.insert(document.make_layer("Sketch", Kind.SKETCH))
        return document

    # --- layers ------------------------------------------------------------------------------------------------------

    @property
    def rect(self) -> Rect:
        return Rect(0, 0, self.width, self.height)

    @property
    def layers(self) -> tuple[Layer, ...]:
        """Bottom to top."""
        return tuple(self._layers)

    def layer(self, layer_id: int) -> Layer:
        """Raises KeyError for an id that no layer has."""
        for layer in self._layers:
            if layer.id == layer_id:
                return layer
        raise KeyError(layer_id)

    def index(self, layer_id: int) -> int:
        """Where in the stack the layer lies, 0 at the bottom. Raises KeyError."""
        return self._layers.index(self.layer(layer_id))

    def of_kind(self, kind: Kind) -> tuple[Layer, ...]:
        """The layers of this kind, bottom to top."""
        return tuple(layer for layer in self._layers if layer.kind is kind)

    def make_layer(self, name: str, kind: Kind, pixels: Pixels | None = None, **fields: object) -> Layer:
        """A layer with an id of its own that is not in the stack yet. pixels: HxWx4 uint8, copied; None: empty.

        fields: opacity, visible, locked, note. Raises ValueError when the pixels are of another size or type.
        """
        shape = (self.height, self.width, 4)
        if pixels is None:
            pixels = np.zeros(shape, np.uint8)
        elif pixels.shape != shape or pixels.dtype != np.uint8:
            raise ValueError(f"a layer of this document is {shape} uint8, not {pixels.shape} {pixels.dtype}")
        else:
            pixels = np.array(pixels, order="C")
        layer = Layer(self._next_id, name, kind, pixels, **fields)  # type: ignore[arg-type]
        self._next_id += 1
        return layer

    def insert(self, layer: Layer, index: int | None = None) -> int:
        """Puts a layer into the stack and makes it active. No undo: see `edits`.

        index: None is the top of its kind; others are moved to the nearest place its kind allows. Returns the place.
        """
        place = self.place(layer.kind, index)
        self._layers.insert(place, layer)
        self.active = layer.id
        self._outdate(layer.kind, self.rect)
        return place

    def take(self, layer_id: int) -> Layer:
        """Takes a layer out of the stack. No undo: see `edits`. The one below (or above) becomes active."""
        index = self.index(layer_id)
        layer = self._layers.pop(index)
        self._outdate(layer.kind, self.rect)
        if self.active == layer_id:
            self.active = self._layers[max(0, index - 1)].id if self._layers else 0
        return layer

    def place(self, kind: Kind, index: int | None = None) -> int:
        """The place nearest to `index` where a layer of this kind may lie; None: the top of its kind."""
        below = sum(layer.kind.level < kind.level for layer in self._layers)
        up_to = sum(layer.kind.level <= kind.level for layer in self._layers)
        return up_to if index is None else min(max(index, below), up_to)

    def changed(self, layer_id: int, rect: Rect | None = None) -> None:
        """Call after changing pixels of a layer: what was seen of it is out of date. None: all of it."""
        self._outdate(self.layer(layer_id).kind, self.rect if rect is None else rect.intersect(self.rect))

    # --- what is seen ------------------------------------------------------------------------------------------------

    def composite(self, rect: Rect | None = None, kinds: Collection[Kind] | None = None) -> Pixels:
        """The visible layers (of these kinds) over one another within `rect`, a new HxWx4 array, no paper below.

        rect: None is all; it must lie inside the document.
        """
        area = self.rect if rect is None else rect
        result = np.zeros((area.height, area.width, 4), np.uint8)
        for layer in self._layers:
            if layer.shown and (kinds is None or layer.kind in kinds):
                over(result, layer.pixels[area.slices], layer.opacity)
        return result

    def source(self) -> Picture:
        """The visible SKETCH layers on white paper, RGB. The same object until one of them changes."""
        return self._look(Kind.SKETCH)

    def hints(self) -> Picture | None:
        """The visible HINTS layers, RGBA, or None if nothing is painted there. The same object until they change."""
        picture = self._look(Kind.HINTS)
        return None if self._seen[Kind.HINTS].is_empty else picture

    def labels(self) -> Picture | None:
        """The visible LABELS layers, RGBA: see-through, or a colour of the palette with alpha 255.

        None if nothing is painted there. The same object until they change. How opaque a layer is shown matters not:
        a material is there or it is not.
        """
        picture = self._look(Kind.LABELS)
        return None if self._seen[Kind.LABELS].is_empty else picture

    def _outdate(self, kind: Kind, rect: Rect) -> None:
        seen = self._seen.get(kind)
        if seen is not None:
            seen.dirty = union(seen.dirty, rect)

    def _look(self, kind: Kind) -> Picture:
        """Brings what is seen of the layers of one kind up to date, working only on what changed."""
        seen = self._seen[kind]
        key = tuple((layer.id, layer.opacity) for layer in self.of_kind(kind) if layer.shown)
        if seen.picture is not None and seen.key == key and seen.dirty is None:
            return seen.picture
        area = self.rect if seen.picture is None or seen.key != key or seen.dirty is None else seen.dirty
        part = self._stacked(area) if kind is Kind.LABELS else self.composite(area, (kind,))
        if kind is Kind.SKETCH:
            part = on_white(part)
        seen.key, seen.dirty = key, None
        if seen.picture is not None and np.array_equal(seen.picture.pixels[area.slices], part):
            return seen.picture
        pixels = part if seen.picture is None else seen.picture.pixels.copy()
        pixels[area.slices] = part
        pixels.flags.writeable = False
        seen.picture = Picture(pixels)
        seen.is_empty = kind is not Kind.SKETCH and not pixels[..., 3].any()
        return seen.picture

    def _stacked(self, area: Rect) -> Pixels:
        """The visible LABELS layers, each pixel that of the highest layer which says something there."""
        result = np.zeros((area.height, area.width, 4), np.uint8)
        for layer in self.of_kind(Kind.LABELS):
            if layer.shown:
                part = layer.pixels[area.slices]
                np.copyto(words(result), words(part), where=part[..., 3] > 0)
        return result


@dataclass(eq=False)
class _Seen:
    """What was last seen of the layers of one kind, and where it is out of date."""

    picture: Picture | None = None
    key: tuple[tuple[int, float], ...] = ()
    dirty: Rect | None = None
    is_empty: bool = True

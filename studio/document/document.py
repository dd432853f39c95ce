"""The drawing: a stack of layers, and what the generator sees of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from studio.core.picture import Picture
from studio.document.blend import on_white, over, stacked
from studio.document.layer import Blend, Kind, Layer, Pixels, words
from studio.document.rect import Rect, union

MAX_SIDE = 8192  # pixels
Watcher = Callable[[int, Rect | None], object]  # the id of a layer, and where its pixels changed


def _full(layer: Layer, pixels: Pixels) -> None:
    """The pixels are what they should be."""


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
        self._changes = Counter(Kind)  # to what is seen of the layers of each kind
        self._any: dict[Kind, tuple[object, bool]] = {}  # whether there was anything, and at which stamp
        self._watchers: list[Watcher] = []

    @classmethod
    def assembled(cls, width: int, height: int, layers: Iterable[Layer], active: int = 0) -> Document:
        """A document of these layers, bottom to top, with their ids; put into the order that kinds ask for.

        Their pixels are taken over, not copied. active: 0, or an unknown id, is the topmost layer. Raises ValueError
        for a wrong size, of the document or of a layer, and when two layers have one id.
        """
        document = cls(width, height)
        stack = sorted(layers, key=lambda layer: layer.kind.level)
        for layer in stack:
            if layer.pixels.shape != (height, width, 4) or layer.pixels.dtype != np.uint8:
                raise ValueError(f"the layer {layer.name!r} is {layer.pixels.shape} {layer.pixels.dtype}")
        ids = [layer.id for layer in stack]
        if len(set(ids)) != len(ids) or min(ids, default=1) < 1:
            raise ValueError(f"layers need ids of their own from 1 on, not {ids}")
        document._layers = stack
        document._next_id = max(ids, default=0) + 1
        document.active = active if active in ids else (ids[-1] if ids else 0)
        return document

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

        fields: opacity, visible, locked, note, blend. Raises ValueError when the pixels are of another size or type.
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
        self._tell(layer.id, None)
        return place

    def take(self, layer_id: int) -> Layer:
        """Takes a layer out of the stack. No undo: see `edits`. The one below (or above) becomes active."""
        index = self.index(layer_id)
        layer = self._layers.pop(index)
        self._outdate(layer.kind, self.rect)
        if self.active == layer_id:
            self.active = self._layers[max(0, index - 1)].id if self._layers else 0
        self._tell(layer_id, None)
        return layer

    def place(self, kind: Kind, index: int | None = None) -> int:
        """The place nearest to `index` where a layer of this kind may lie; None: the top of its kind."""
        below = sum(layer.kind.level < kind.level for layer in self._layers)
        up_to = sum(layer.kind.level <= kind.level for layer in self._layers)
        return up_to if index is None else min(max(index, below), up_to)

    def changed(self, layer_id: int, rect: Rect | None = None) -> None:
        """Call after changing pixels of a layer: what was seen of it is out of date. None: all of it."""
        area = self.rect if rect is None else rect.intersect(self.rect)
        self._outdate(self.layer(layer_id).kind, area)
        self._tell(layer_id, area)

    def restyled(self, layer_id: int) -> None:
        """Call after changing a layer's name or settings."""
        self._tell(layer_id, None)

    def resize(
        self, width: int, height: int, pixels: Mapping[int, Pixels], fill: Callable[[Layer, Pixels], object] = _full
    ) -> None:
        """Gives the document another size, and every layer (by id) other pixels of that size. No undo: see `size`.

        fill: called for one layer after the other with its new pixels, to write them; each lets go of its old ones
        right after, so that never all of both are there. It must not fail. Raises ValueError for a wrong size, KeyError
        when a layer gets no pixels; then nothing has changed.
        """
        if not (1 <= width <= MAX_SIDE and 1 <= height <= MAX_SIDE):
            raise ValueError(f"a document has 1 to {MAX_SIDE} pixels on either side, not {width} x {height}")
        new = [pixels[layer.id] for layer in self._layers]
        if any(one.shape != (height, width, 4) or one.dtype != np.uint8 for one in new):
            raise ValueError(f"every layer has to be {width} x {height}")
        self.width, self.height = width, height
        self._seen = {kind: _Seen() for kind in self._seen}
        for layer, one in zip(self._layers, new, strict=True):
            fill(layer, one)
            layer.pixels = one
        self._changes.update(list(Kind))
        self._tell(0, None)

    def watch(self, watcher: Watcher) -> Callable[[], None]:
        """Calls `watcher` after every change; what is returned ends that.

        It gets the id of the layer and where its pixels changed; None where the stack, or a layer's name or settings,
        changed instead; 0 and None when the document got another size, and every layer another array of pixels.
        It must be quick: strokes wait for it.
        """
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def _tell(self, layer_id: int, rect: Rect | None) -> None:
        for watcher in tuple(self._watchers):
            watcher(layer_id, rect)

    # --- what is seen ------------------------------------------------------------------------------------------------

    def composite(self, rect: Rect | None = None, kinds: Collection[Kind] | None = None) -> Pixels:
        """The visible layers (of these kinds) over one another within `rect`, a new HxWx4 array, no paper below.

        rect: None is all; it must lie inside the document.
        """
        area = self.rect if rect is None else rect
        return stacked((layer for layer in self._layers if kinds is None or layer.kind in kinds), area)

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

    def stamp(self, kind: Kind) -> object:
        """Equal to an earlier one only if layers of this kind look as they did then; costs next to nothing."""
        shown = tuple((layer.id, layer.opacity, layer.blend) for layer in self.of_kind(kind) if layer.shown)
        return self._changes[kind], shown

    def has(self, kind: Kind) -> bool:
        """Whether anything can be seen on layers of this kind."""
        key = self.stamp(kind)
        known = self._any.get(kind)
        if known is None or known[0] != key:
            shown = (layer for layer in self.of_kind(kind) if layer.shown)
            known = self._any[kind] = key, any(words(layer.pixels).any() for layer in shown)
        return known[1]

    def _outdate(self, kind: Kind, rect: Rect) -> None:
        self._changes[kind] += 1
        seen = self._seen.get(kind)
        if seen is not None:
            seen.dirty = union(seen.dirty, rect)

    def _look(self, kind: Kind) -> Picture:
        """Brings what is seen of the layers of one kind up to date, working only on what changed."""
        seen = self._seen[kind]
        key = tuple((layer.id, layer.opacity, layer.blend) for layer in self.of_kind(kind) if layer.shown)
        if seen.picture is not None and seen.key == key and seen.dirty is None:
            return seen.picture
        area = self.rect if seen.picture is None or seen.key != key or seen.dirty is None else seen.dirty
        part = self._said(area) if kind is Kind.LABELS else self._drawn(kind, area)
        if kind is Kind.SKETCH:
            part = on_white(part)
        seen.key, seen.dirty = key, None
        if seen.picture is not None and np.array_equal(seen.picture.pixels[area.slices], part):
            return seen.picture
        pixels = part if seen.picture is None else seen.picture.pixels.copy()
        pixels[area.slices] = part
        pixels.flags.writeable = False
        before = seen.picture
        seen.picture = Picture(pixels) if before is None else before.patched(pixels, area.y, area.bottom)
        seen.is_empty = kind is not Kind.SKETCH and not pixels[..., 3].any()
        return seen.picture

    def _drawn(self, kind: Kind, area: Rect) -> Pixels:
        """The visible layers of one kind over one another. Hints never blend: their colours mean what they are."""
        if kind is Kind.SKETCH:
            return self.composite(area, (kind,))
        result = np.zeros((area.height, area.width, 4), np.uint8)
        for layer in self.of_kind(kind):
            if layer.shown:
                over(result, layer.pixels[area.slices], layer.opacity)
        return result

    def _said(self, area: Rect) -> Pixels:
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
    key: tuple[tuple[int, float, Blend], ...] = ()
    dirty: Rect | None = None
    is_empty: bool = True

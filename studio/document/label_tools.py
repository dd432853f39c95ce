"""Tools for label maps. Each makes its change and returns the step, None if nothing changed.

A map is what `Document.labels` sees: the visible LABELS layers over one another. A material is its colour in the
palette; None stands for "nothing is said", so painting it shows the material below. Every pixel of the layers stays
either see-through or opaque in exactly one of the colours painted; edges are never soft.

within: HxW, the only pixels that may change (`free` gives it, to leave other materials alone); None: all.
Where a layer's id is asked for: KeyError for an unknown one, LockedError for a locked one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studio.core.palettes import Palette
from studio.document import tools
from studio.document.areas import Area, polygon_area
from studio.document.brush import Brush
from studio.document.document import Document
from studio.document.edits import Edit, Together, add_layer, finish, replace_pixels, set_layer
from studio.document.layer import Colour, Kind, words
from studio.document.patch import Before
from studio.document.rect import Rect
from studio.document.stroke import Symmetry

Point = tuple[float, float]
Material = Colour | None


def free(document: Document, material: Material) -> Area:
    """Where the map says nothing or already this material, HxW: what painting it may change to preserve the others.

    For None (the eraser): where it says nothing. To erase one material only, see `where`.
    """
    said = _map(document)
    return (said == 0) | (said == _word(material))


def where(document: Document, material: Material) -> Area:
    """Where the map says this material (None: nothing), HxW."""
    return _map(document) == _word(material)


def pick_label(document: Document, x: float, y: float) -> Material:
    """The material that the map says at this point; None where it says nothing, and outside the document."""
    place = _place(document, x, y)
    labels = document.labels()
    if place is None or labels is None:
        return None
    red, green, blue, alpha = (int(value) for value in labels.pixels[place])
    return (red, green, blue) if alpha else None


def fill(
    document: Document, layer_id: int, x: float, y: float, material: Material, *, within: Area | None = None
) -> Edit | None:
    """Gives the connected area of one material around a point another one. A point outside fills nothing."""
    place = _place(document, x, y)
    if place is None:
        return None
    from scipy import ndimage  # takes a while, and not every map needs it

    said = _map(document)
    rooms, _ = ndimage.label(said == said[place])  # pyright: ignore[reportGeneralTypeIssues]
    return _cover(document, layer_id, [(rooms == rooms[place], document.rect)], material, within, "Fill")


def fill_all(
    document: Document, layer_id: int, x: float, y: float, material: Material, *, within: Area | None = None
) -> Edit | None:
    """Gives every pixel of the map that has the same material as this point another one, connected or not."""
    place = _place(document, x, y)
    if place is None:
        return None
    said = _map(document)
    return _cover(document, layer_id, [(said == said[place], document.rect)], material, within, "Fill all")


def polygon(
    document: Document,
    layer_id: int,
    points: Sequence[Point],
    material: Material,
    *,
    symmetry: Symmetry = Symmetry.NONE,
    within: Area | None = None,
    text: str = "Polygon",
) -> Edit | None:
    """Paints what a closed polygon encloses (see `polygon_area`). points: (x, y) in pixels of the document."""
    area, rect = polygon_area(points, document.rect)
    return _cover(document, layer_id, _images(document, area, rect, symmetry), material, within, text)


def lasso(
    document: Document,
    layer_id: int,
    points: Sequence[Point],
    material: Material,
    *,
    symmetry: Symmetry = Symmetry.NONE,
    within: Area | None = None,
) -> Edit | None:
    """Paints what a loop drawn by hand encloses; its ends are joined."""
    return polygon(document, layer_id, points, material, symmetry=symmetry, within=within, text="Lasso")


def rectangle(
    document: Document,
    layer_id: int,
    start: Point,
    end: Point,
    material: Material,
    *,
    symmetry: Symmetry = Symmetry.NONE,
    within: Area | None = None,
) -> Edit | None:
    """Paints a rectangle between two opposite corners."""
    corners = [start, (end[0], start[1]), end, (start[0], end[1])]
    return polygon(document, layer_id, corners, material, symmetry=symmetry, within=within, text="Rectangle")


def line(
    document: Document,
    layer_id: int,
    start: Point,
    end: Point,
    size: float,
    material: Material,
    *,
    symmetry: Symmetry = Symmetry.NONE,
    within: Area | None = None,
) -> Edit | None:
    """Paints a straight line, `size` pixels wide (1..500, or ValueError), with round ends."""
    brush = Brush(size, colour=material or (0, 0, 0), erase=material is None, pressure_size=False).hard()
    return tools.line(document, layer_id, start, end, brush, symmetry=symmetry, within=within)


def replace_material(document: Document, old: Colour, new: Material) -> Edit | None:
    """Turns one material into another wherever it is painted on a visible layer. LockedError if one is locked."""
    steps = []
    layers = [layer for layer in document.of_kind(Kind.LABELS) if layer.shown]
    areas = [words(layer.pixels) == _word(old) for layer in layers]
    for layer, area in zip(layers, areas, strict=True):
        if area.any():
            layer.check_unlocked()
    for layer, area in zip(layers, areas, strict=True):
        steps.append(_cover(document, layer.id, [(area, document.rect)], new, None, "Replace material"))
    return _together("Replace material", steps)


def set_map(
    document: Document, indices: NDArray[np.uint8], palette: Palette, text: str = "Set the map", note: str = ""
) -> Edit | None:
    """Makes the whole map these classes of a palette (HxW, any size: enlarged or reduced without new edges), one step.

    They go to the active layer if it is a LABELS layer that can be painted on, else to the highest such layer, else to
    a new one. Class 0 is see-through. Other LABELS layers would show through or hide it: they are made invisible.
    note: how the map was made, as in `Layer`. Raises ValueError for a class that the palette does not have.
    """
    height, width = indices.shape
    rows = (np.arange(document.height) * 2 + 1) * height // (2 * document.height)
    columns = (np.arange(document.width) * 2 + 1) * width // (2 * document.width)
    resized = indices[rows[:, None], columns]
    colours = np.array([_word(colour) for colour in palette.colours], np.uint32)
    colours[0] = 0
    if int(resized.max()) >= len(palette):
        raise ValueError(f"class {int(resized.max())} is not in a palette of {len(palette)}")
    pixels = colours[resized].view(np.uint8).reshape(document.height, document.width, 4)
    candidates = [layer for layer in document.of_kind(Kind.LABELS) if layer.shown and not layer.locked]
    target = next(
        (layer for layer in candidates if layer.id == document.active), candidates[-1] if candidates else None
    )
    others = [layer for layer in document.of_kind(Kind.LABELS) if layer is not target and layer.visible]
    steps = [set_layer(document, layer.id, text, visible=False) for layer in others]
    if target is None:
        steps.append(add_layer(document, Kind.LABELS, "Materials", pixels, note=note, text=text))
    else:
        steps.append(replace_pixels(document, target.id, pixels, text))
        steps.append(set_layer(document, target.id, text, note=note))
    return _together(text, steps)


def map_indices(document: Document, palette: Palette) -> NDArray[np.uint8]:
    """The classes that the map says, HxW; 0 where it says nothing. ParameterError for colours of another palette."""
    labels = document.labels()
    if labels is None:
        return np.zeros((document.height, document.width), np.uint8)
    return palette.exact_indices(labels)


def _word(material: Material) -> np.uint32:
    """A material as one number, in the order that `words` has."""
    pixel = np.zeros(4, np.uint8) if material is None else np.array([*material, 255], np.uint8)
    return pixel.view(np.uint32)[0]


def _map(document: Document) -> NDArray[np.uint32]:
    """What the map says, one number for each pixel; 0 is nothing."""
    labels = document.labels()
    return np.zeros((document.height, document.width), np.uint32) if labels is None else words(labels.as_uint8())


def _place(document: Document, x: float, y: float) -> tuple[int, int] | None:
    """The row and column of a point, None outside."""
    return (int(y), int(x)) if document.rect.contains(x, y) else None


def _images(document: Document, area: Area, rect: Rect, symmetry: Symmetry) -> list[tuple[Area, Rect]]:
    """An area and its mirror images, each with its place."""
    images = [(area, rect)]
    if symmetry in (Symmetry.VERTICAL, Symmetry.BOTH):
        images += [(a[:, ::-1], Rect(document.width - r.right, r.y, r.width, r.height)) for a, r in images]
    if symmetry in (Symmetry.HORIZONTAL, Symmetry.BOTH):
        images += [(a[::-1], Rect(r.x, document.height - r.bottom, r.width, r.height)) for a, r in images]
    return images


def _cover(
    document: Document,
    layer_id: int,
    areas: Sequence[tuple[Area, Rect]],
    material: Material,
    within: Area | None,
    text: str,
) -> Edit | None:
    """Paints areas on a layer; each is given within its rectangle."""
    layer = document.layer(layer_id)
    layer.check_unlocked()
    before = Before(layer.pixels)
    for area, rect in areas:
        if rect.is_empty or not area.any():
            continue
        before.keep(rect)
        covered = area if within is None else area & within[rect.slices]
        words(layer.pixels)[rect.slices][covered] = _word(material)
    return finish(document, layer_id, before, text)


def _together(text: str, steps: Sequence[Edit | None]) -> Edit | None:
    """One step of several, None if there are none."""
    made = tuple(step for step in steps if step is not None)
    return made[0] if len(made) == 1 else Together(text, made) if made else None

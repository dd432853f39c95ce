"""Filling an area that lines enclose, even if the lines leave small gaps."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from studio.document.blend import on_white
from studio.document.document import Document
from studio.document.edits import Edit, finish
from studio.document.layer import Colour, Kind, Pixels
from studio.document.patch import Before
from studio.document.rect import Rect

Area = NDArray[np.bool_]

_BOUNDS = (Kind.SKETCH, Kind.HINTS)  # what stops a fill; photos have no edges that anyone drew


def flood_fill(
    document: Document,
    layer_id: int,
    x: float,
    y: float,
    colour: Colour,
    tolerance: float = 0.2,
    reference: Pixels | None = None,
    *,
    gap: int = 4,
    grow: int = 2,
) -> Edit | None:
    """Paints the area around (x, y) whose colour is like the one there, opaque, on a layer. None if nothing changed.

    tolerance: how much a channel may differ, 0..1. reference: HxWx4, where the area is looked for; None: the visible
    lines and hints. gap: openings in the outline up to so many pixels are taken for closed. grow: how far the colour
    reaches under lines that lie above the layer, so that no pale seam is left. A point outside fills nothing.
    Raises KeyError, LockedError.
    """
    layer = document.layer(layer_id)
    layer.check_unlocked()
    column, row = int(np.floor(x)), int(np.floor(y))
    if not document.rect.contains(column, row):
        return None
    seen = document.composite(None, _BOUNDS) if reference is None else reference
    similar = _similar(on_white(seen), column, row, tolerance)
    area = enclosed(similar, column, row, gap)
    if grow > 0 and layer.kind is not Kind.SKETCH:
        lines = document.composite(None, (Kind.SKETCH,))[..., 3] > 0
        area |= spread(area, grow) & lines & ~similar
    rect = _bounds(area)
    before = Before(layer.pixels)
    before.keep(rect)
    layer.pixels[rect.slices][area[rect.slices]] = (*colour, 255)
    return finish(document, layer_id, before, "Fill")


def _similar(rgb: Pixels, column: int, row: int, tolerance: float) -> Area:
    """Where no channel differs from that pixel's by more than the tolerance."""
    wanted = rgb[row, column].astype(int)
    reach = round(255 * tolerance)
    low, high = np.clip(wanted - reach, 0, 255).astype(np.uint8), np.clip(wanted + reach, 0, 255).astype(np.uint8)
    result = np.ones(rgb.shape[:2], bool)
    for channel in range(3):
        plane = np.ascontiguousarray(rgb[..., channel])
        result &= (plane >= low[channel]) & (plane <= high[channel])
    return result


def enclosed(free: Area, column: int, row: int, gap: int) -> Area:
    """The part of `free` (HxW) around a free pixel, openings up to `gap` pixels wide taken for closed.

    The walls are thickened until the openings close, the room is looked for, and then takes back what the thickened
    walls took from it, but not what they took from the rooms next door. In a spot too narrow for thick walls the gaps
    are left open.
    """
    for width in range((gap + 1) // 2, 0, -1):
        core = ~spread(~free, width)
        seed = _nearest(core, free, column, row, 2 * width)
        if seed is None:
            continue
        rooms = _rooms(core)
        room = rooms == rooms[seed]
        reach = 3 * width
        box = _bounds(room, reach + width).slices
        part, around = room[box], rooms[box]
        # Only what is more than a pocket between thickened walls is a room of its own.
        large = np.bincount(around.ravel()) > (4 * width + 1) ** 2
        large[0] = large[rooms[seed]] = False
        allowed = free[box] & ~spread(large[around], width)
        for _ in range(reach):
            part |= spread(part, 1) & allowed
        room[row, column] = True
        return room
    rooms = _rooms(free)
    return rooms == rooms[row, column]


def _rooms(free: Area) -> NDArray[np.int32]:
    """Numbers for the connected parts, from 1; 0 where it is not free."""
    from scipy import ndimage  # takes a while, and few drawings need it

    rooms = np.empty(free.shape, np.int32)
    ndimage.label(free, output=rooms)
    return rooms


def _nearest(core: Area, free: Area, column: int, row: int, reach: int) -> tuple[int, int] | None:
    """A pixel of `core` to which at most `reach` steps through `free` lead, few steps if possible: (row, column)."""
    box = Rect(column - reach, row - reach, 2 * reach + 1, 2 * reach + 1)
    box = box.intersect(Rect(0, 0, free.shape[1], free.shape[0]))
    reached = np.zeros((box.height, box.width), bool)
    reached[row - box.y, column - box.x] = True
    for _ in range(reach + 1):
        found = np.argwhere(reached & core[box.slices])
        if len(found):
            return int(found[0, 0]) + box.y, int(found[0, 1]) + box.x
        reached |= spread(reached, 1) & free[box.slices]
    return None


def _bounds(area: Area, margin: int = 0) -> Rect:
    """The smallest rectangle that holds an area that is not empty, and a margin as far as there is room."""
    rows, columns = np.flatnonzero(area.any(axis=1)), np.flatnonzero(area.any(axis=0))
    left, top, right, bottom = columns[0] - margin, rows[0] - margin, columns[-1] + margin, rows[-1] + margin
    rect = Rect(int(left), int(top), int(right - left) + 1, int(bottom - top) + 1)
    return rect.intersect(Rect(0, 0, area.shape[1], area.shape[0]))


def spread(area: Area, radius: int) -> Area:
    """The area and all pixels within `radius` (by whole pixels) of it."""
    height, width = area.shape
    result = area.copy()
    for dy in range(-radius, radius + 1):
        for dx in range(-radius, radius + 1):
            if (dx, dy) == (0, 0) or dx * dx + dy * dy > radius * radius + 0.5 or abs(dy) >= height or abs(dx) >= width:
                continue
            to = slice(max(0, dy), height + min(0, dy)), slice(max(0, dx), width + min(0, dx))
            start = slice(max(0, -dy), height + min(0, -dy)), slice(max(0, -dx), width + min(0, -dx))
            result[to] |= area[start]
    return result

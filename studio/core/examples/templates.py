"""Maps of whole landscapes to start painting from, drawn for any format."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from studio.core.errors import UnknownChoiceError
from studio.core.examples.land import Land


def template(id: str, width: int, height: int) -> NDArray[np.uint8]:
    """The map called `id` for the palette "materials", HxW uint8, `width` x `height` pixels; always the same.

    Raises UnknownChoiceError for an id that is not in `TEMPLATES`, ValueError for a size below one pixel.
    """
    if id not in _DRAW:
        raise UnknownChoiceError(f"There is no template called '{id}'; choose one of {', '.join(_DRAW)}.")
    if width < 1 or height < 1:
        raise ValueError(f"a map has at least one pixel on either side, not {width} x {height}")
    _, draw, seed = _DRAW[id]
    land = Land(width, height, seed)
    draw(land)
    return land.map


def _coast(land: Land) -> None:
    """A bay between a rocky headland and a beach."""
    land.clouds(0.4, 0.3)
    land.put("water", land.below(0.46))
    headland = np.minimum(land.peak(0.0, 0.26, 0.47, 0.62, 1.0), 0.47) + 0.02 * land.wobble(7, 0.55, sharp=True)
    headland = np.where(land.x * land.across < 0.6, headland, 1)
    land.put("rock", land.below(headland) & ~land.below(0.475 + 0.006 * land.wobble(9)))
    land.put("grass", land.below(headland) & ~land.below(headland + 0.035 + 0.02 * land.wobble(6)), ("rock",))
    shore = 0.60 + 0.26 * land.x**1.3 + 0.03 * land.wobble(2.2)
    land.put("sand", land.below(1.52 - shore))
    dunes = 0.80 + 0.3 * (1 - land.x) ** 1.6 + 0.022 * land.wobble(5)
    land.put("grass", land.below(dunes))
    for x, y, wide in ((0.30, 0.56, 0.05), (0.385, 0.60, 0.028), (0.20, 0.64, 0.036)):
        land.put("rock", land.blob(x, y, wide, wide * 0.62, 0.22, 12) & ~land.below(y + 0.4 * wide))


def _mountain_lake(land: Land) -> None:
    """A lake before snow-capped mountains, woods on its far shore."""
    land.clouds(0.3, 0.22)
    peaks = np.minimum(land.peak(0.30, 0.10, 0.56, 0.62), land.peak(0.78, 0.19, 0.56, 0.55))
    ridge = peaks + 0.045 * land.wobble(4, 0.52, sharp=True)
    land.put("mountain", land.below(ridge))
    land.put("snow", land.below(ridge) & ~land.below(0.245 + 0.07 * land.wobble(9, 0.62, sharp=True)))
    land.put("trees", land.below(land.treetops(land.ridge(0.535, 0.03, 2.5, sharp=False), 0.055, pointed=True)))
    land.put("water", land.below(0.575 + 0.006 * land.wobble(5)))
    bank = 0.86 - 0.10 * np.cos(land.x * 4.2 + 0.3) + 0.02 * land.wobble(4)
    land.put("rock", land.below(bank))
    land.put("grass", land.below(bank + 0.028 + 0.012 * land.wobble(8)))
    for x, base, size in ((0.93, 0.97, 0.52), (0.845, 0.94, 0.36), (0.985, 0.92, 0.40)):
        land.fir(x, base, size)


def _meadow(land: Land) -> None:
    """Flowers and a few trees before gentle hills."""
    land.clouds(0.46, 0.36)
    land.put("mountain", land.below(land.ridge(0.44, 0.055, 1.6, sharp=False)))
    hills = land.ridge(0.50, 0.035, 1.3, sharp=False, gain=0.35)
    land.put("grass", land.below(hills))
    land.put("trees", land.below(land.treetops(hills + 0.02, 0.035, False)) & ~land.below(hills + 0.03), ())
    for x, base, size in ((0.76, 0.70, 0.42), (0.60, 0.615, 0.17), (0.13, 0.63, 0.22)):
        land.tree(x, base, size)
    drift = land.noise(3.2, 3.0)
    near = np.clip((land.y - 0.62) / 0.38, -1, 1)
    land.put("flowers", drift + 2.2 * near > 1.5, ("grass",))


def _desert(land: Land) -> None:
    """Dunes with sharp crests, a table mountain far away."""
    land.clouds(0.2, 0.06)
    mesa = np.maximum(land.peak(0.72, 0.2, 0.47, 0.42, 4.0), 0.335) + 0.008 * land.wobble(14, 0.6, sharp=True)
    land.put("rock", land.below(np.where(mesa < 0.46, mesa, 1)))
    low = np.maximum(land.peak(0.18, 0.3, 0.47, 0.26, 3.0), 0.405) + 0.007 * land.wobble(16, 0.6, sharp=True)
    land.put("rock", land.below(np.where(low < 0.46, low, 1)))
    land.put("sand", land.below(0.455 + 0.012 * land.wobble(2, 0.3)))
    for at, top, windward, lee in ((0.40, 0.33, 0.75, 0.22), (0.93, 0.40, 0.50, 0.16)):
        away = (land.x - at) * land.across
        slope = np.where(away < 0, np.clip(1 + away / windward, 0, 1) ** 1.7, np.clip(1 - away / lee, 0, 1) ** 1.25)
        land.put("sand", land.below(0.47 - (0.47 - top) * slope + 0.004 * land.wobble(3)))
    for x, y, wide in ((0.16, 0.80, 0.09), (0.27, 0.845, 0.05), (0.86, 0.66, 0.04)):
        land.put("rock", land.blob(x, y, wide, wide * 0.55, 0.2, 10))
    for x, y, wide in ((0.60, 0.90, 0.055), (0.70, 0.935, 0.035), (0.40, 0.64, 0.022), (0.08, 0.95, 0.04)):
        land.put("grass", land.blob(x, y, wide, wide * 0.5, 0.45, 16))


def _snow_range(land: Land) -> None:
    """High winter: white peaks, dark firs, a snowed valley."""
    land.clouds(0.28, 0.16)
    ridge = np.minimum.reduce([
        land.peak(0.52, 0.09, 0.60, 0.72), land.peak(0.12, 0.22, 0.6, 0.5), land.peak(0.90, 0.20, 0.6, 0.5),
    ]) + 0.05 * land.wobble(4.5, 0.55, sharp=True)  # fmt: skip
    land.put("snow", land.below(ridge))
    faces = land.noise(5, 0.55, 0.6) + 2.4 * np.clip((land.y - 0.30) / 0.4, -1, 1)
    land.put("mountain", land.below(ridge + 0.02) & (faces > 0.75) & ~land.below(0.62))
    wood = land.ridge(0.60, 0.035, 2.2, sharp=False)
    land.put("trees", land.below(land.treetops(wood, 0.06, pointed=True)))
    land.put("snow", land.below(0.66 + 0.03 * land.wobble(2.4) + 0.04 * np.cos(land.x * 6)))
    for x, base, size in ((0.07, 0.98, 0.42), (0.155, 0.93, 0.29), (0.92, 0.90, 0.25), (0.80, 0.82, 0.13)):
        land.fir(x, base, size)


def _river_valley(land: Land) -> None:
    """A river that winds towards you between wooded slopes."""
    land.clouds(0.34, 0.28)
    land.put("mountain", land.below(land.peak(0.5, 0.22, 0.46, 0.9, 1.4) + 0.035 * land.wobble(3.5, 0.5, sharp=True)))
    land.put("grass", land.below(0.445 + 0.006 * land.wobble(3)))
    left = 0.22 + 0.55 * land.x + 0.03 * land.wobble(4, 0.5)
    right = 0.24 + 0.52 * (1 - land.x) + 0.03 * land.wobble(4, 0.5)
    for slope in (left, right):
        wood = land.treetops(slope, 0.05, pointed=True)
        foot = 0.53 + 0.02 * land.wobble(3) + 0.16 * np.abs(land.x - 0.5)
        land.put("trees", land.below(wood) & ~land.below(foot))
    bends = [(0.53, 0.445, 0.008), (0.47, 0.50, 0.016), (0.58, 0.58, 0.03), (0.42, 0.72, 0.065), (0.55, 1.02, 0.17)]
    land.way("sand", [(x + 0.01, y, half * 1.3) for x, y, half in bends], 0.3)
    land.way("water", bends)
    for x, y, wide in ((0.15, 0.80, 0.11), (0.88, 0.74, 0.09), (0.94, 0.95, 0.13)):
        land.put("trees", land.blob(x, y, wide, wide * 0.7, 0.25, 9), ("grass",))


def _forest_path(land: Land) -> None:
    """A path into the woods, light at its end."""
    land.put("trees", land.below(-1.0))
    gap = (land.x - 0.53) * land.across + 0.05 * land.noise(9, 1.0, 0.65)
    open_ = 0.05 + 0.16 * np.clip((0.42 - land.y) / 0.42, 0, 1) ** 0.7
    land.put("sky", (np.abs(gap) < open_ * np.clip((0.46 - land.y) / 0.1, 0, 1) ** 0.5) & (land.y < 0.46))
    land.put("sky", land.blob(0.36, 0.12, 0.045, 0.07, 0.5, 12) | land.blob(0.70, 0.20, 0.03, 0.05, 0.5, 12))
    ground = 0.60 + 0.02 * land.wobble(4) - 0.16 * np.abs(land.x - 0.53)
    land.put("grass", land.below(ground))
    land.way("path", [(0.53, 0.57, 0.012), (0.55, 0.64, 0.03), (0.49, 0.76, 0.08), (0.56, 1.02, 0.24)], 0.12)
    land.put("flowers", land.noise(6, 2.0) + np.clip((land.y - 0.7) / 0.3, -1, 1) > 1.6, ("grass",))
    for x, half, base in ((0.08, 0.035, 0.86), (0.24, 0.02, 0.72), (0.93, 0.045, 0.92), (0.78, 0.022, 0.74)):
        trunk = np.abs(land.x - x) * land.across < half * (1 + 0.6 * np.clip((land.y - base + 0.1) / 0.1, 0, 1))
        land.put("trees", trunk & ~land.below(base))
    land.put("rock", land.blob(0.26, 0.90, 0.09, 0.06, 0.2, 8) | land.blob(0.80, 0.84, 0.05, 0.035, 0.2, 10))


def _island(land: Land) -> None:
    """A green island in the sea, seen from a beach."""
    land.clouds(0.42, 0.34)
    land.put("water", land.below(0.50))
    hill = np.minimum(land.peak(0.60, 0.25, 0.51, 0.30, 1.1), land.peak(0.78, 0.36, 0.51, 0.24, 1.1))
    hill = hill + 0.02 * land.wobble(6, 0.5)
    shore = 0.515 + 0.004 * land.wobble(9)
    inside = np.abs(land.x - 0.67) * land.across < 0.46
    land.put("rock", land.below(hill) & ~land.below(shore) & inside)
    wooded = land.treetops(hill + 0.012, 0.03, pointed=False)
    land.put("trees", land.below(wooded) & ~land.below(shore - 0.03 + 0.012 * land.wobble(12)) & inside & (hill < 0.49))
    strand = np.abs(land.x - 0.64 + 0.02 * land.wobble(7)) * land.across < 0.3
    land.put("sand", strand & land.below(shore - 0.012 + 0.006 * land.wobble(6)) & ~land.below(shore + 0.008))
    land.put("sand", land.below(0.80 + 0.12 * land.x + 0.022 * land.wobble(2)))
    land.put("grass", land.blob(0.02, 0.98, 0.34, 0.13, 0.22, 8))
    for x, y, wide in ((0.36, 0.84, 0.05), (0.44, 0.865, 0.028)):
        land.put("rock", land.blob(x, y, wide, wide * 0.6, 0.2, 12))


def _cliffs(land: Land) -> None:
    """Sea cliffs with meadows on top, waves at their feet."""
    land.clouds(0.42, 0.3)
    land.put("water", land.below(0.47))
    far = np.where(land.x < 0.62, 0.335 + 0.16 * np.clip(land.x - 0.28, 0, 1), 1) + 0.010 * land.wobble(6)
    end = land.x < 0.60 + 0.012 * land.noise(14) + 0.10 * np.clip(land.y - 0.40, 0, 1)
    land.put("rock", land.below(far) & ~land.below(0.486 + 0.004 * land.wobble(12)) & end)
    land.put("grass", land.below(far) & ~land.below(far + 0.028 + 0.012 * land.wobble(7)), ("rock",))
    top = 0.445 + 0.10 * land.x + 0.012 * land.wobble(3)
    rim = 0.50 - 0.10 * np.clip((land.y - 0.46) / 0.54, 0, 1) + 0.035 * land.noise(5, 1.0, 0.4)
    drop = 0.06 + 0.10 * np.clip((land.y - 0.46) / 0.54, 0, 1) + 0.02 * land.noise(8, 0.6)
    land.put("rock", (land.x < rim + drop) & land.below(top + 0.02))
    land.put("grass", (land.x < rim) & land.below(top))
    land.put("flowers", land.noise(4, 2.5) + 2 * np.clip((land.y - 0.6) / 0.4, -1, 1) > 2.2, ("grass",))
    land.way("path", [(0.20, 0.55, 0.008), (0.24, 0.66, 0.014), (0.15, 0.80, 0.03), (0.18, 1.02, 0.06)])
    for x, y, wide in ((0.78, 0.62, 0.045), (0.69, 0.68, 0.03), (0.86, 0.70, 0.022)):
        land.put("rock", land.blob(x, y, wide, wide * 0.7, 0.22, 12) & ~land.below(y + 0.4 * wide))


def _village(land: Land) -> None:
    """Houses and a church on a hill, fields and a road."""
    land.clouds(0.4, 0.26)
    land.put("mountain", land.below(land.ridge(0.40, 0.07, 2.0)))
    far = land.ridge(0.47, 0.025, 1.5, sharp=False)
    land.put("trees", land.below(land.treetops(far, 0.03, pointed=False)))
    land.put("grass", land.below(0.50 + 0.03 * land.wobble(1.6, 0.3)))
    hill = land.peak(0.62, 0.46, 0.66, 0.62, 1.3) + 0.008 * land.wobble(4)
    land.put("grass", land.below(hill))
    land.way("path", [(0.60, 0.55, 0.008), (0.52, 0.63, 0.016), (0.60, 0.76, 0.034), (0.44, 1.02, 0.10)])
    for x, size in ((0.46, 0.075), (0.53, 0.065), (0.71, 0.08), (0.785, 0.066), (0.39, 0.06)):
        land.house(x, float(np.interp(x, land.x, hill)) + 0.022, size)
    church = float(np.interp(0.62, land.x, hill)) + 0.03
    land.house(0.625, church, 0.1)
    side, up = (land.x - 0.625) * land.across + 0.052, (church - land.y) * land.down
    land.put(
        "building", (np.abs(side) < np.where(up < 0.15, 0.018, 0.02 * (0.24 - up) / 0.09)) & (up > 0) & (up < 0.24)
    )
    for x, base, size in ((0.33, 0.60, 0.10), (0.84, 0.60, 0.11), (0.50, 0.60, 0.055), (0.92, 0.86, 0.34)):
        land.tree(x, base, size)
    land.put("trees", land.blob(0.12, 0.74, 0.14, 0.07, 0.22, 9))
    land.put("flowers", land.noise(4, 3.0) + 2 * np.clip((land.y - 0.7) / 0.3, -1, 1) > 1.9, ("grass",))


_DRAW: dict[str, tuple[str, Callable[[Land], None], int]] = {
    "coast": ("Coast", _coast, 100),
    "mountain-lake": ("Mountain lake", _mountain_lake, 200),
    "meadow": ("Meadow", _meadow, 300),
    "desert": ("Desert", _desert, 400),
    "snow-range": ("Snow range", _snow_range, 500),
    "river-valley": ("River valley", _river_valley, 600),
    "forest-path": ("Forest path", _forest_path, 700),
    "island": ("Island", _island, 800),
    "cliffs": ("Cliffs", _cliffs, 900),
    "village": ("Village", _village, 1000),
}
TEMPLATES: tuple[tuple[str, str], ...] = tuple((id, title) for id, (title, _, _) in _DRAW.items())
"""The id and the title of every template, in the order of a menu."""

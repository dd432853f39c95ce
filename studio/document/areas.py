"""Areas with hard edges: which pixels a polygon covers."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studio.document.rect import EMPTY, Rect

Area = NDArray[np.bool_]

_FAR = 1e7  # pixels: farther away makes no difference


def polygon_area(points: Sequence[tuple[float, float]], bounds: Rect) -> tuple[Area, Rect]:
    """The pixels within `bounds` whose centres a closed polygon encloses, and the rectangle they are given in.

    points: (x, y), any number; those that are no numbers are left out. A loop within a loop is enclosed too, so a
    lasso that crosses itself has no holes. Two polygons that share an edge share no pixel and leave none out.
    """
    x, y = np.array([p for p in points if math.isfinite(p[0] + p[1])], float).reshape(-1, 2).clip(-_FAR, _FAR).T
    if len(x) < 3:
        return np.zeros((0, 0), bool), EMPTY
    rect = Rect.around(x.min(), y.min(), x.max(), y.max()).intersect(bounds)
    if rect.is_empty:
        return np.zeros((0, 0), bool), EMPTY
    # Every edge turns the winding number of what lies to the right of it, in the rows whose centres it passes.
    turns = np.zeros((rect.height, rect.width + 1), np.int32)
    for x0, y0, x1, y1 in zip(x, y, np.roll(x, -1), np.roll(y, -1), strict=True):
        turn = 1
        if y0 > y1:  # always the same way round, so that neighbours compute the same
            x0, y0, x1, y1, turn = x1, y1, x0, y0, -1
        first, last = max(math.ceil(y0 - 0.5), rect.y), min(math.ceil(y1 - 0.5), rect.bottom)
        if first < last:
            rows = np.arange(first, last)
            crossed = x0 + (rows + 0.5 - y0) * ((x1 - x0) / (y1 - y0))
            columns = np.clip(np.ceil(crossed - 0.5), rect.x, rect.right).astype(int)
            turns[rows - rect.y, columns - rect.x] += turn
    return np.cumsum(turns[:, :-1], axis=1) != 0, rect

"""Maps without crumbs: regions too small to mean anything join what is around them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

PASSES = 8


def without_specks(indices: NDArray[np.uint8], share: float) -> NDArray[np.uint8]:
    """The label map, HxW, where every connected region (by sides) below `share` of the pixels has taken the class of
    the larger neighbour that it has most border with. `share` is from 0 (nothing changes) to 1."""
    least, found = share * indices.size, indices.copy()
    for _ in range(PASSES):  # crumbs beside crumbs grow together, pass after pass
        rooms, sizes, classes = _rooms(found)
        small = sizes < least
        if not small.any():
            break
        pairs, border = _borders(rooms)
        here, there = pairs
        useful = small[here] & ((sizes[there] > sizes[here]) | ((sizes[there] == sizes[here]) & (there < here)))
        here, there, border = here[useful], there[useful], border[useful]
        order = np.lexsort((border, here))  # of one room's neighbours the one with most border comes last, and stays
        joins = classes.copy()
        joins[here[order]] = classes[there[order]]
        if (joins == classes).all():
            break
        found = joins[rooms]
    return found


def _rooms(indices: NDArray[np.uint8]) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.uint8]]:
    """The connected regions: their numbers by pixel, and the size in pixels and class of each number."""
    from scipy import ndimage  # takes a while to import

    rooms, parts = np.zeros(indices.shape, np.intp), np.empty(indices.shape, np.int32)
    count = 0
    classes = []
    for index in np.unique(indices):
        ndimage.label(indices == index, output=parts)
        number = int(parts.max())
        rooms += np.where(parts > 0, parts + (count - 1), 0)
        count += number
        classes += [np.full(number, index, np.uint8)]
    return rooms, np.bincount(rooms.ravel(), minlength=count), np.concatenate(classes)


def _borders(rooms: NDArray[np.intp]) -> tuple[tuple[NDArray[np.intp], NDArray[np.intp]], NDArray[np.intp]]:
    """Neighbouring regions, each pair in both orders, and the length of the border between the two in pixels."""
    beside = np.stack([rooms[:, :-1].ravel(), rooms[:, 1:].ravel()])
    below = np.stack([rooms[:-1].ravel(), rooms[1:].ravel()])
    both = np.concatenate([beside, below], axis=1)
    both = both[:, both[0] != both[1]]
    both = np.concatenate([both, both[::-1]], axis=1)
    keys, border = np.unique(both[0] * (int(rooms.max()) + 1) + both[1], return_counts=True)
    return np.divmod(keys, int(rooms.max()) + 1), border

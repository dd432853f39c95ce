"""Which class of a palette every pixel of a damaged label map stands for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SURE = 12.0  # distance in RGB up to which a colour is the palette's without a look around: JPEG on flat areas
NEAR = 36.0  # distance up to which it is taken for the palette's, unless it is a mixture of what is around
REACH = 3  # px: how far a soft edge reaches on either side
_FAR = 4  # px: the same in a JPEG, whose colour channels are coarser
_NONE = 255  # no class
_GAMMA = np.float32(2.2)
_CLEARLY = 1.5  # times as far away the second nearest class must be, for a colour that is off
_FLAT = 4  # pixels with the same colour all around that make a colour one that was drawn with
_MIXED = 20.0  # distance from the straight line between two colours up to which one is their mixture, in any light
_OFTEN = 12  # pixels of one colour that makes no sense, above which it was meant
_NOISY = 0.005  # share of pixels that are off amid their own class: then the whole map was compressed with losses

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Recognised:
    """What was found, and what had to be overlooked.

    indices: HxW, the best guess for every pixel. foreign: HxW, pixels that are no class and no mixture of some.
    soft: how many pixels were mixtures. noisy: compressed with losses. shifted: areas of one colour were a little off.
    """

    indices: NDArray[np.uint8]
    foreign: Bools
    soft: int
    noisy: bool
    shifted: bool


def recognise(rgb: NDArray[np.uint8], clear: Bools, colours: NDArray[np.uint8]) -> Recognised:
    """Finds the class of every pixel of a map whose colours are not all exact.

    rgb: HxWx3. clear: HxW, what is see-through: class 0. colours: Kx3. Colours that areas are drawn in are taken for
    the class they are near; where classes meet, a pixel becomes one of those around it, even if the mixture looks
    like a third. In a map that was compressed with losses every pixel may be off a little.
    """
    packed = rgb[..., 0].astype(np.uint32) << np.uint32(16) | rgb[..., 1].astype(np.uint32) << np.uint32(8)
    packed |= rgb[..., 2]
    values, where = np.unique(packed, return_inverse=True)
    where = where.reshape(packed.shape)
    seen = np.stack([values >> 16, values >> 8 & 255, values & 255], axis=1).astype(np.float32)
    nearest, least, second = _distances(seen, colours.astype(np.float32))
    drawn = _drawn(packed, clear, where, len(values))
    meant, first = _meant(nearest, least, second, drawn)
    shift = least[first].max(initial=0)
    if shift > SURE:  # everything else is seen in the light of the colours that the map was drawn in
        first, colours = first[least[first] > SURE], colours.copy()
        colours[nearest[first]] = seen[first].astype(np.uint8)
        meant |= least == 0
        kept = nearest[meant]
        nearest, least, _ = _distances(seen, colours.astype(np.float32))
        nearest[meant] = kept
    view = _View(rgb, clear, colours, nearest[where], least[where], ((least == 0) | meant)[where] & ~clear)
    reading = None if view.restless else _crisp(view, (drawn > 0)[where], where)
    noisy = reading is None
    if reading is None:
        reading = _lossy(view)
    found, strange = np.zeros(clear.shape, np.uint8), np.zeros(clear.shape, bool)
    found[reading.known] = view.nearest[reading.known]
    found[reading.rows, reading.columns] = reading.chosen
    strange[reading.rows, reading.columns] = reading.foreign
    near = (view.distance <= NEAR) | clear
    if near.mean() <= 0.5:
        strange = ~near  # this is no label map
    return Recognised(found, strange, int((~reading.foreign).sum()), noisy, shift > (SURE / 2 if noisy else 0))


@dataclass(frozen=True)
class _View:
    """The map as it is looked at. nearest, distance: of each pixel's colour. known: those that areas are drawn in."""

    rgb: NDArray[np.uint8]
    clear: Bools
    colours: NDArray[np.uint8]
    nearest: NDArray[np.uint8]
    distance: NDArray[np.float32]
    known: Bools

    @property
    def few(self) -> float:
        """So many pixels may be odd."""
        return max(20, _NOISY * int((~self.clear).sum()))

    @property
    def restless(self) -> bool:
        """Whether there are hardly areas of one colour, or many pixels that are off amid their own class."""
        amid = (self.distance > 0) & (self.distance <= SURE) & ~self.known & ~self.clear
        amid &= _around(self.known, self.nearest, len(self.colours)) == 1
        return int(amid.sum()) > self.few or int(self.known.sum()) < 0.5 * int((~self.clear).sum())


@dataclass(frozen=True)
class _Reading:
    """known: HxW, what is its nearest class. For the others (rows, columns): the class, and whether it is a guess."""

    known: Bools
    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    chosen: NDArray[np.uint8]
    foreign: Bools


def _crisp(view: _View, drawn: Bools, number: NDArray[np.intp]) -> _Reading | None:
    """A map of flat colours whose edges may be soft; None if it has too many colours that make no sense as such.

    drawn: HxW, what belongs to a colour that covers areas: that is no mixture, and no thin soft stroke. number: HxW,
    one for each colour. Where edges are soft, a colour may also be a mixture of three classes, if it is rare.
    """
    rows, columns = np.nonzero(~view.known & ~view.clear)
    present = _present(view.known, view.nearest, len(view.colours), rows, columns)
    chosen, mixed = _settle(view.rgb[rows, columns], present, view.colours)
    # A thin soft stroke has no area of its own: it is the nearest class, if it is near enough.
    painted = drawn[rows, columns]
    odd = ~mixed & ((view.distance[rows, columns] > NEAR) | painted)
    _, which, counts = np.unique(number[rows, columns][odd], return_inverse=True, return_counts=True)
    if len(counts) > view.few / 2:
        return None
    foreign = odd.copy()
    if int(mixed.sum()) > 10 * len(counts):  # there are soft edges
        foreign[odd] = painted[odd] | (counts[which.ravel()] > _OFTEN) | (chosen[odd] == _NONE)
    chosen = np.where(mixed | (odd & ~foreign), chosen, view.nearest[rows, columns])
    return _Reading(view.known, rows, columns, chosen, foreign)


def _lossy(view: _View) -> _Reading:
    """A map that was compressed with losses: no colour is exact, and round edges there are colours of all kinds."""
    clear, nearest, distance, count = view.clear, view.nearest, view.distance, len(view.colours)
    sure = (distance <= SURE) & ~clear
    known = sure if int(sure.sum()) > 0.5 * int((~clear).sum()) else (distance <= NEAR) & ~clear
    known &= ~_seams(known, nearest, count)
    rows, columns = np.nonzero(~known & ~clear)
    present = _present(known, nearest, count, rows, columns)
    few = present.sum(axis=1) < 2
    present[few] = _present(known, nearest, count, rows[few], columns[few], _FAR)
    chosen, mixed = _settle(view.rgb[rows, columns], present, view.colours)
    own = nearest[rows, columns]
    chosen = np.where((chosen == _NONE) | (~mixed & (distance[rows, columns] <= SURE)), own, chosen)
    strange = ~_within_reach((distance <= NEAR) | clear)
    strange &= _within_reach(_shrunk(strange))  # a few odd pixels are no area of an unknown colour
    foreign = strange[rows, columns]
    return _Reading(known, rows, columns, chosen, foreign)


def _distances(
    seen: NDArray[np.float32], colours: NDArray[np.float32]
) -> tuple[NDArray[np.uint8], NDArray[np.float32], NDArray[np.float32]]:
    """For each colour the nearest class, its distance, and that of the second nearest."""
    best = np.zeros(len(seen), np.uint8)
    least, second = np.full((2, len(seen)), np.inf, np.float32)
    for index, colour in enumerate(colours):
        distance = np.square(seen - colour).sum(axis=1)
        closer = distance < least
        second = np.where(closer, least, np.minimum(second, distance))
        best[closer], least[closer] = index, distance[closer]
    return best, np.sqrt(least), np.sqrt(second)


def _drawn(packed: NDArray[np.uint32], clear: Bools, where: NDArray[np.intp], count: int) -> NDArray[np.intp]:
    """How many pixels of each colour have nothing but that colour all around them, 0 below a few."""
    flat = ~clear
    for axis in (0, 1):
        same = np.diff(packed.astype(np.int64), axis=axis) == 0
        view = flat if axis == 0 else flat.T
        same = same if axis == 0 else same.T
        view[1:] &= same
        view[:-1] &= same
    counts = np.bincount(where[flat], minlength=count)
    return np.where(counts >= _FLAT, counts, 0)


def _meant(
    nearest: NDArray[np.uint8], least: NDArray[np.float32], second: NDArray[np.float32], drawn: NDArray[np.intp]
) -> tuple[Bools, NDArray[np.intp]]:
    """Which of the drawn colours stand for the class they are near, and the first of each class.

    That is the exact one if it is there, or the most frequent; the others are almost the same.
    """
    firsts = []
    able = (drawn > 0) & (least <= NEAR) & ((least <= SURE) | (second > _CLEARLY * least))
    for index in np.unique(nearest[able]):
        rivals = np.flatnonzero(able & (nearest == index))
        first = rivals[np.lexsort((drawn[rivals], least[rivals] == 0))[-1]]
        able[rivals] = np.abs(least[rivals] - least[first]) <= SURE
        firsts.append(first)
    return able, np.array(firsts, np.intp)


def _around(known: Bools, best: NDArray[np.uint8], count: int) -> NDArray[np.uint8]:
    """How many classes are known within reach of each pixel, HxW."""
    total = np.zeros(known.shape, np.uint8)
    for index in range(count):
        total += _within_reach(known & (best == index))
    return total


def _present(
    known: Bools,
    best: NDArray[np.uint8],
    count: int,
    rows: NDArray[np.intp],
    columns: NDArray[np.intp],
    reach: int = REACH,
) -> Bools:
    """Which classes are known within reach of these pixels, NxK."""
    result = np.empty((len(rows), count), bool)
    for index in range(count):
        result[:, index] = _within_reach(known & (best == index), reach)[rows, columns]
    return result


def _seams(known: Bools, best: NDArray[np.uint8], count: int) -> Bools:
    """Known pixels of a class that has no core (a pixel with its eight neighbours) within reach, where two others do.

    That is what the middle of a soft edge looks like when the mixture of two classes resembles a third.
    """
    own, cores = np.zeros(known.shape, bool), np.zeros(known.shape, np.uint8)
    for index in range(count):
        here = known & (best == index)
        core = _within_reach(_shrunk(here), _FAR)
        own |= core & here
        cores += core
    return known & ~own & (cores >= 2)


def _shrunk(area: Bools) -> Bools:
    """The pixels of an area whose neighbours, within the picture, belong to it too."""
    return ~_within_reach(~area, 1) & area


def _within_reach(area: Bools, reach: int = REACH) -> Bools:
    """The area and what lies within a square of `reach` around its pixels."""
    if not area.any():
        return area
    result = area.copy()
    for step in range(1, reach + 1):
        result[step:] |= area[:-step]
        result[:-step] |= area[step:]
    across = result.copy()
    for step in range(1, reach + 1):
        across[:, step:] |= result[:, :-step]
        across[:, :-step] |= result[:, step:]
    return across


def _mixtures(one: NDArray[np.float32], other: NDArray[np.float32]) -> NDArray[np.float32]:
    """Mixtures of two colours as light mixes, which some editors do: that is no straight line."""
    share = np.linspace(0.06, 0.94, 15, dtype=np.float32)[:, None]
    light = share * one**_GAMMA + (1 - share) * other**_GAMMA
    return np.power(light, 1 / _GAMMA, dtype=np.float32)


def _settle(rgb: NDArray[np.uint8], present: Bools, colours: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], Bools]:
    """For each pixel (Nx3) the nearest of the classes around it (NxK; 255 if none), and whether it is their mixture."""
    chosen = np.full(len(rgb), _NONE, np.uint8)
    explained = np.zeros(len(rgb), bool)
    if not len(rgb):
        return chosen, explained
    sets, member = np.unique(np.packbits(present, axis=1), axis=0, return_inverse=True)
    order = np.argsort(member.ravel(), kind="stable")
    bounds = np.searchsorted(member.ravel()[order], np.arange(len(sets) + 1))
    for number in range(len(sets)):
        pixels = order[bounds[number] : bounds[number + 1]]
        classes = np.flatnonzero(present[pixels[0]])
        if not len(classes):
            continue
        corners, seen = colours[classes].astype(np.float32), rgb[pixels].astype(np.float32)
        distance = np.linalg.norm(seen[:, None] - corners, axis=2)
        chosen[pixels] = classes[distance.argmin(axis=1)]
        off = distance.min(axis=1)
        for i in range(len(classes)):
            for j in range(i + 1, len(classes)):
                along = corners[j] - corners[i]
                share = np.clip((seen - corners[i]) @ along / (along @ along), 0, 1)[:, None]
                off = np.minimum(off, np.linalg.norm(seen - corners[i] - share * along, axis=1))
                for shade in _mixtures(corners[i], corners[j]):
                    off = np.minimum(off, np.linalg.norm(seen - shade, axis=1))
        explained[pixels] = off <= (_MIXED if len(classes) < 3 else NEAR)
    return chosen, explained

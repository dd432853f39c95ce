"""The baseline for pictures from maps of materials: every region is copied from a real photo.

For each region of a map the training photo is found whose region of the same material is nearest in size, height in the
picture and shape. That region is stretched towards the wanted one, laid where both overlap most, and continued beyond
its own border by mirror images of itself. Regions meet with a soft edge. No light or colour is matched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage, signal

Area = NDArray[np.bool_]
Labels = NDArray[np.uint8]  # H x W
Photo = NDArray[np.float32]  # H x W x 3 in 0..1

SMALLEST = 1 / 400  # regions that are remembered cover at least this share of their photo
GRID = 8  # a region's shape is its cover of a grid over its bounding box
SIZE, HEIGHT, WIDTH, SHAPE = 0.7, 4.0, 1.5, 3.0  # what a doubled size, a shift by the picture's side, ... count
STRETCH = 1.5  # at most, either way
UNSURE = 2  # pixels along a region's border that may show what is next to it
SOFT = 1.2  # sigma of the edges, pixels
ROUNDS = 12


class NearestTextures:
    """Remembers the regions of the training photos; makes pictures of their textures."""

    def __init__(self, pairs: Sequence[tuple[Labels, Photo | NDArray[np.uint8]]]) -> None:
        """pairs: maps and photos (H x W x 3, 0..1 or uint8), all of one size. ValueError if no map says anything."""
        self.pairs = pairs
        self._where: list[tuple[int, int, int]] = []  # material, number of the pair, number of the region in it
        near = []
        for number, (labels, _) in enumerate(pairs):
            for part, (material, mask) in enumerate(parts(labels, SMALLEST)):
                self._where.append((material, number, part))
                near.append(_features(mask))
        if not near:
            raise ValueError("no training map says what anything is")
        self._near, self._materials = np.stack(near), np.array([material for material, *_ in self._where])

    def make(self, labels: Labels, rank: int = 0) -> Photo:
        """A picture for a map, H x W x 3. rank: 0 takes the nearest regions, 1 the second nearest, ..."""
        total, weight = np.zeros((*labels.shape, 3), np.float32), np.full((*labels.shape, 1), 1e-6, np.float32)
        for material, mask in parts(everywhere(labels)):
            texture = self._texture(material, mask, rank)
            share = ndimage.gaussian_filter(mask.astype(np.float32), SOFT)[..., None]
            total += share * texture
            weight += share
        return (total / weight).clip(0, 1)

    def nearest(self, material: int, mask: Area, rank: int = 0) -> tuple[int, int, bool]:
        """(number of the pair, number of the region in it, whether its mirror image fits better)."""
        fitting = np.flatnonzero(self._materials == material)
        if not len(fitting):
            fitting = np.arange(len(self._materials))  # nobody has seen that material
        straight, turned = (
            np.square(self._near[fitting] - _features(wanted)).sum(axis=1) for wanted in (mask, mask[:, ::-1])
        )
        order = np.argsort(np.minimum(straight, turned), kind="stable")
        chosen = order[min(rank, len(order) - 1)]
        _, number, part = self._where[fitting[chosen]]
        return number, part, bool(turned[chosen] < straight[chosen])

    def _texture(self, material: int, region: Area, rank: int) -> Photo:
        """A picture that shows the nearest texture at least wherever the region or its soft edge is."""
        number, part, mirrored = self.nearest(material, region, rank)
        labels, photo = self.pairs[number]
        _, mask = next(islice(parts(labels, SMALLEST), part, None))
        photo = np.asarray(photo / np.float32(255) if photo.dtype == np.uint8 else photo, np.float32)
        if mirrored:
            mask, photo = mask[:, ::-1], photo[:, ::-1]
        inner = np.asarray(ndimage.binary_erosion(mask, iterations=UNSURE, border_value=1), bool)
        texture, known = fitted(photo, inner if inner.any() else mask, region)
        wanted = np.asarray(ndimage.binary_dilation(region, iterations=round(4 * SOFT)), bool)
        return continued(texture, known, wanted)


def parts(labels: Labels, least: float = 0.0) -> Iterator[tuple[int, Area]]:
    """The connected regions that say something, (material, mask), by material and then from the top; `least`: share of
    the picture they cover."""
    for material in np.unique(labels):
        if material == 0:
            continue
        numbers, _ = ndimage.label(labels == material)  # type: ignore[misc]
        sizes = np.bincount(numbers.ravel())
        for number in range(1, len(sizes)):
            if sizes[number] >= least * labels.size:
                yield int(material), numbers == number


def everywhere(labels: Labels) -> Labels:
    """The map with "anything" taken to be the nearest of what is said; ValueError if nothing is."""
    if not labels.any():
        raise ValueError("the map says nothing")
    _, nearest = ndimage.distance_transform_edt(labels == 0, return_indices=True)  # type: ignore[misc]
    return labels[tuple(nearest)]


def fitted(photo: Photo, mask: Area, wanted: Area) -> tuple[Photo, Area]:
    """The masked part of a photo, stretched towards the bounding box of `wanted` and laid where it covers most of it.

    Returns a picture of the form of `wanted`, and where in it the part lies."""
    source, target = _box(mask), _box(wanted)
    part, cover = photo[source], mask[source]
    size = []
    for axis in (1, 0):  # Pillow wants width and height
        ratio = (target[axis].stop - target[axis].start) / cover.shape[axis]
        size.append(max(1, round(cover.shape[axis] * min(STRETCH, max(1 / STRETCH, ratio)))))
    part = np.stack([_resized(part[..., channel], size) for channel in range(3)], axis=2).clip(0, 1)
    cover = _resized(cover.astype(np.float32), size) > 0.999
    if not cover.any():
        cover = np.ones_like(cover)
    # How much of `wanted` is covered when the part's lower right pixel lies at each place.
    overlap = signal.fftconvolve(wanted.astype(np.float32), cover[::-1, ::-1].astype(np.float32))
    # Where many places are as good, the one in the middle of the bounding box is taken.
    middle = [(target[axis].start + target[axis].stop + cover.shape[axis]) / 2 - 1 for axis in (0, 1)]
    y, x = np.ogrid[: overlap.shape[0], : overlap.shape[1]]
    away = np.hypot(y - middle[0], x - middle[1]) / np.hypot(*overlap.shape)
    bottom, right = np.unravel_index(np.argmax(overlap - 0.5 * away * np.sqrt(wanted.sum())), overlap.shape)
    top, left = int(bottom) - cover.shape[0] + 1, int(right) - cover.shape[1] + 1
    texture, known = np.zeros((*wanted.shape, 3), np.float32), np.zeros(wanted.shape, bool)
    into = tuple(
        slice(max(0, at), min(side, at + length))
        for at, side, length in zip((top, left), wanted.shape, cover.shape, strict=True)
    )
    cut = tuple(slice(s.start - at, s.stop - at) for s, at in zip(into, (top, left), strict=True))
    texture[into], known[into] = part[cut], cover[cut]
    return texture, known


def continued(texture: Photo, known: Area, wanted: Area) -> Photo:
    """The texture with what is wanted beyond its border: mirror images in the nearest point of the border, as often as
    it takes."""
    texture, known = texture.copy(), known.copy()
    if not known.any():
        return texture
    rows, columns = np.indices(known.shape)
    for _ in range(ROUNDS):
        missing = wanted & ~known
        if not missing.any():
            return texture
        _, (y, x) = ndimage.distance_transform_edt(~known, return_indices=True)  # type: ignore[misc]
        yy, xx = 2 * y - rows, 2 * x - columns
        inside = ~known & (yy >= 0) & (yy < known.shape[0]) & (xx >= 0) & (xx < known.shape[1])
        inside[inside] = known[yy[inside], xx[inside]]
        if not inside.any():
            break
        texture[inside] = texture[yy[inside], xx[inside]]
        known |= inside
    missing = wanted & ~known
    if missing.any():
        _, nearest = ndimage.distance_transform_edt(~known, return_indices=True)  # type: ignore[misc]
        texture[missing] = texture[tuple(n[missing] for n in nearest)]
    return texture


def _features(mask: Area) -> NDArray[np.float32]:
    """Numbers whose squared differences add up to how unlike two regions are."""
    height, width = mask.shape
    rows, columns = _box(mask)
    share = mask.mean()
    place = [rows.start / height, rows.stop / height, float(np.nonzero(mask)[0].mean()) / height]
    grid = _resized(mask[rows, columns].astype(np.float32), (GRID, GRID), Image.Resampling.BOX)
    return np.concatenate(
        [
            [SIZE * np.log2(share)],
            HEIGHT / np.sqrt(3) * np.array(place),
            [WIDTH * (columns.stop - columns.start) / width],
            SHAPE / GRID * grid.ravel(),
        ]
    ).astype(np.float32)


def _box(mask: Area) -> tuple[slice, slice]:
    """The bounding box of a mask that is not empty."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)


def _resized(
    plane: NDArray[np.float32], size: Sequence[int], how: Image.Resampling = Image.Resampling.BICUBIC
) -> NDArray[np.float32]:
    """size: width and height."""
    return np.asarray(Image.fromarray(plane).resize((int(size[0]), int(size[1])), how), np.float32)

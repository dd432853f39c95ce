"""Label maps as people draw them: one colour for each class."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from studio.core.errors import ParameterError
from studio.core.picture import Picture

Colour = tuple[int, int, int]

SURE = 12.0  # distance in RGB up to which a colour is the palette's without a look around: JPEG on flat areas
NEAR = 36.0  # distance up to which it is taken for the palette's, unless it is a mixture of what is around
MAX_FOREIGN = 0.02  # share of the pixels that may have any colour at all: dirt, a signature
REACH = 3  # px: how far a soft edge reaches on either side, colour channels of a JPEG included
_UNKNOWN = 255
_SHOWN = 3  # how many unknown colours an error names
_CHUNK = 1 << 14  # pixels looked at together


@dataclass(frozen=True)
class Palette:
    """The classes of a label map in the order of their indices, and the colour of each.

    names: one a class. colours: (red, green, blue), 0..255. Raises ValueError if they do not go together.
    """

    names: tuple[str, ...]
    colours: tuple[Colour, ...]

    def __post_init__(self) -> None:
        if not 2 <= len(self.names) < _UNKNOWN:
            raise ValueError(f"a palette must have between 2 and {_UNKNOWN - 1} classes, not {len(self.names)}")
        if len(self.colours) != len(self.names):
            raise ValueError("a palette must have a colour for every class")
        if len(set(self.names)) < len(self.names) or not all(name.strip() for name in self.names):
            raise ValueError("the names of a palette must be filled and different")
        if not all(0 <= value <= 255 for colour in self.colours for value in colour):
            raise ValueError("the colours of a palette must be red, green and blue between 0 and 255")
        if len(set(self.colours)) < len(self.colours):
            raise ValueError("the colours of a palette must be different")

    def __len__(self) -> int:
        return len(self.names)

    def indices(self, picture: Picture) -> NDArray[np.uint8]:
        """The class of every pixel, HxW.

        Colours need not be exact: a colour near one of the palette is that one, and where classes meet, a mixture is
        the nearest of those around it (so is a thin stroke of another colour). Transparent pixels are class 0. A grey
        picture whose values are all below the number of classes is taken as the class numbers themselves. Raises
        ParameterError that names the unknown colours when more than 2 % of the pixels are none of these, or when
        half of all pixels have no colour of the palette.
        """
        pixels = picture.as_uint8()
        rgb = pixels[..., :3]
        clear = pixels[..., 3] < 128 if pixels.shape[2] == 4 else np.zeros(rgb.shape[:2], bool)
        if rgb.max() < len(self) and (rgb == rgb[..., :1]).all() and not self._has_dark_greys():
            return np.where(clear, 0, rgb[..., 0]).astype(np.uint8)
        nearest, distance = self._nearest(rgb)
        near = (distance <= NEAR) | clear
        sure = (distance <= SURE) | clear
        found = np.where(sure if sure.mean() > 0.5 else near, nearest, _UNKNOWN).astype(np.uint8)
        found[clear] = 0
        foreign = ~near
        if near.mean() > 0.5:  # or else it is no label map
            around = Image.fromarray(near).convert("L").filter(ImageFilter.MaxFilter(2 * REACH + 1))
            foreign &= np.asarray(around) == 0
            self._settle_edges(rgb, found)
        if foreign.mean() > MAX_FOREIGN:
            raise ParameterError(self._complaint(rgb, foreign))
        return np.where(found == _UNKNOWN, nearest, found).astype(np.uint8)

    def paint(self, indices: NDArray[np.uint8]) -> Picture:
        """The label map with those classes, HxW; ValueError for an index beyond the last class."""
        if indices.size and int(indices.max()) >= len(self):
            raise ValueError(f"class {int(indices.max())} is not in a palette of {len(self)}")
        return Picture(np.array(self.colours, np.uint8)[indices])

    def hex(self, index: int) -> str:
        """The colour of a class as "#rrggbb"."""
        return _hex(self.colours[index])

    def _has_dark_greys(self) -> bool:
        return any(r == g == b < len(self) for r, g, b in self.colours)

    def _nearest(self, rgb: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
        """The nearest class of every pixel and the distance of its colour in RGB; both HxW."""
        packed = _packed(rgb)
        values, where = np.unique(packed, return_inverse=True)
        seen = np.stack([values >> 16, values >> 8 & 255, values & 255], axis=1).astype(np.float32)
        best = np.zeros(len(seen), np.uint8)
        least = np.full(len(seen), np.inf, np.float32)
        for index, colour in enumerate(self.colours):
            distance = np.square(seen - np.array(colour, np.float32)).sum(axis=1)
            closer = distance < least
            best[closer], least[closer] = index, distance[closer]
        where = where.reshape(packed.shape)
        return best[where], np.sqrt(least)[where]

    def _settle_edges(self, rgb: NDArray[np.uint8], found: NDArray[np.uint8]) -> None:
        """Gives each unknown pixel that has two or more classes around it the one whose colour is nearest."""
        rows, columns = np.nonzero(found == _UNKNOWN)
        side = 2 * REACH + 1
        padded = np.pad(found, REACH, constant_values=_UNKNOWN)
        dy, dx = (offset.reshape(1, -1) for offset in np.mgrid[:side, :side])
        colours = np.full((_UNKNOWN + 1, 3), np.inf, np.float32)  # the unknown is infinitely far from everything
        colours[: len(self)] = self.colours
        for start in range(0, len(rows), _CHUNK):
            y, x = rows[start : start + _CHUNK], columns[start : start + _CHUNK]
            around = padded[y[:, None] + dy, x[:, None] + dx]  # N x side² classes
            lowest, highest = around.min(axis=1), np.where(around == _UNKNOWN, 0, around).max(axis=1)
            edge = lowest < highest
            distance = np.square(colours[around] - rgb[y, x][:, None].astype(np.float32)).sum(axis=2)
            chosen = around[np.arange(len(y)), distance.argmin(axis=1)]
            found[y[edge], x[edge]] = chosen[edge]

    def _complaint(self, rgb: NDArray[np.uint8], foreign: NDArray[np.bool_]) -> str:
        packed = _packed(rgb)
        values, counts = np.unique(packed[foreign], return_counts=True)
        named = []
        for value in values[np.argsort(-counts, kind="stable")][:_SHOWN]:
            y, x = np.argwhere(packed == value)[0]
            named.append(f"{_hex(rgb[y, x])} at {x}, {y}")
        more = " and others" if len(values) > _SHOWN else ""
        last = len(self) - 1
        return (
            f"The label map has colours that are not in its palette: {'; '.join(named)}{more}. Draw it in the "
            f"{len(self)} colours of the palette only, from {self.names[0]} {self.hex(0)} to {self.names[last]} "
            f"{self.hex(last)}."
        )


def _packed(rgb: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """One number for each colour, HxW."""
    return rgb.astype(np.uint32) @ np.array([1 << 16, 1 << 8, 1], np.uint32)


def _hex(colour: NDArray[np.uint8] | Colour) -> str:
    return "#" + "".join(f"{int(value):02x}" for value in colour)

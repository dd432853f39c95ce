"""Label maps as people draw them: one colour for each class."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from studio.core.errors import ParameterError
from studio.core.label_repair import recognise
from studio.core.picture import Picture

Colour = tuple[int, int, int]

MAX_FOREIGN = 0.02  # share of the pixels that may have any colour at all: dirt, a signature
_UNKNOWN = 255
_SHOWN = 3  # how many unknown colours an error names


@dataclass(frozen=True)
class Palette:
    """The classes of a label map in the order of their indices, and the colour of each.

    names: one a class. colours: (red, green, blue), 0..255. title: what people call the palette, "" if it has no name.
    Raises ValueError if they do not go together.
    """

    names: tuple[str, ...]
    colours: tuple[Colour, ...]
    title: str = field(default="", compare=False)

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
        exact, known = self.known(rgb)
        if (known | clear).all():
            exact[clear] = 0
            return exact
        if rgb.max() < len(self) and (rgb == rgb[..., :1]).all() and not self._has_dark_greys():
            return np.where(clear, 0, rgb[..., 0]).astype(np.uint8)
        found = recognise(rgb, clear, np.array(self.colours, np.uint8))
        if found.foreign.mean() > MAX_FOREIGN:
            raise ParameterError(self.complaint(rgb, found.foreign))
        return found.indices

    def known(self, pixels: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
        """The class of every pixel (HxWx3 or 4, alpha not looked at) and where its colour is exactly of the palette."""
        packed = packed_colours(pixels)
        size, colours, classes = self._table
        slots = packed % np.uint32(size)
        return classes[slots], colours[slots] == packed

    def exact_indices(self, picture: Picture) -> NDArray[np.uint8]:
        """The class of every pixel of a map in exact colours, HxW; see-through pixels are class 0. Repairs nothing.

        Raises ParameterError that names colours that are not in the palette.
        """
        pixels = picture.as_uint8()
        indices, known = self.known(pixels)
        if pixels.shape[2] == 4:
            clear = pixels[..., 3] == 0
            indices[clear], known[clear] = 0, True
        if not known.all():
            raise ParameterError(self.complaint(pixels[..., :3], ~known))
        return indices

    def paint(self, indices: NDArray[np.uint8]) -> Picture:
        """The label map with those classes, HxW; ValueError for an index beyond the last class."""
        if indices.size and int(indices.max()) >= len(self):
            raise ValueError(f"class {int(indices.max())} is not in a palette of {len(self)}")
        return Picture(np.array(self.colours, np.uint8)[indices])

    def hex(self, index: int) -> str:
        """The colour of a class as "#rrggbb"."""
        return _hex(self.colours[index])

    @cached_property
    def _table(self) -> tuple[int, NDArray[np.uint32], NDArray[np.uint8]]:
        """A size that no two colours share a remainder of, and for each remainder the colour and its class."""
        colours = packed_colours(np.array(self.colours, np.uint8)[None])[0]
        size = len(colours)
        while len(np.unique(colours % np.uint32(size))) < len(colours):
            size += 1
        slots = colours % np.uint32(size)
        wanted, classes = np.full(size, 1 << 24, np.uint32), np.zeros(size, np.uint8)
        wanted[slots], classes[slots] = colours, np.arange(len(colours))
        return size, wanted, classes

    def _has_dark_greys(self) -> bool:
        return any(r == g == b < len(self) for r, g, b in self.colours)

    def listed(self, rgb: NDArray[np.uint8], foreign: NDArray[np.bool_]) -> str:
        """The most frequent colours where `foreign` (HxW) holds, each with a place: "#ff00ff at 12, 40"."""
        packed = packed_colours(rgb)
        values, counts = np.unique(packed[foreign], return_counts=True)
        named = []
        for value in values[np.argsort(-counts, kind="stable")][:_SHOWN]:
            y, x = np.unravel_index(int(np.argmax((packed == value) & foreign)), packed.shape)
            named.append(f"{_hex(rgb[y, x])} at {x}, {y}")
        return "; ".join(named) + (" and others" if len(values) > _SHOWN else "")

    def complaint(self, rgb: NDArray[np.uint8], foreign: NDArray[np.bool_]) -> str:
        """The sentence about colours that the palette does not have."""
        last = len(self) - 1
        return (
            f"The label map has colours that are not in its palette: {self.listed(rgb, foreign)}. Draw it in the "
            f"{len(self)} colours of the palette only, from {self.names[0]} {self.hex(0)} to {self.names[last]} "
            f"{self.hex(last)}."
        )


def packed_colours(pixels: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """One number for each colour of HxWx3 or HxWx4, HxW; alpha is left out."""
    return (
        (pixels[..., 0].astype(np.uint32) << np.uint32(16))
        | (pixels[..., 1].astype(np.uint32) << np.uint32(8))
        | pixels[..., 2]
    )


def _hex(colour: NDArray[np.uint8] | Colour) -> str:
    return "#" + "".join(f"{int(value):02x}" for value in colour)

"""Painted style masks: which painting belongs where, brushed over the photo with soft edges."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from studio.core.errors import ParameterError

MAX_MASK_SIDE = 2048
PHOTO_STYLE = "photo"  # where this is painted the photo stays as it is: style weight 0


@dataclass(frozen=True, eq=False)
class StyleMasks:
    """planes: (style id, uint8 H x W) pairs, all of one size and of the photo's form; 255: wholly in that style.

    Where the planes add up to less than 255, the rest belongs to the mix of `StylizeParams.styles`; where they add
    up to more, they are scaled down. A painted style need not be in the mix. Frozen: do not write to the arrays.
    """

    planes: tuple[tuple[str, NDArray[np.uint8]], ...]

    def __post_init__(self) -> None:
        shapes = {plane.shape for _, plane in self.planes}
        if len(shapes) > 1 or any(len(s) != 2 or not 1 <= min(s) <= max(s) <= MAX_MASK_SIDE for s in shapes):
            raise ParameterError(f"Style masks must be of one size, at most {MAX_MASK_SIDE} pixels a side.")
        if any(plane.dtype != np.uint8 for _, plane in self.planes):
            raise ParameterError("Style masks must hold values from 0 to 255.")
        if len({style for style, _ in self.planes}) < len(self.planes):
            raise ParameterError("A style can have one mask only.")

    @cached_property
    def digest(self) -> str:
        """The same for equal masks."""
        found = hashlib.sha256()
        for style, plane in self.planes:
            found.update(f"{style} {plane.shape} ".encode())
            found.update(np.ascontiguousarray(plane).data)
        return found.hexdigest()

    def regions(self, styles: Sequence[tuple[str, float]]) -> list[Region]:
        """The photo cut into soft regions whose planes sum to 1 everywhere; empty ones are left out.

        styles: the mix, weights summing to 1. At least one region is returned.
        """
        painted = [(style, plane.astype(np.float32) / 255) for style, plane in self.planes if plane.any()]
        if not painted:
            return [Region(None, tuple(styles))]
        total = np.sum([plane for _, plane in painted], axis=0)
        scale = 1 / np.maximum(total, 1)
        regions = [Region(plane * scale, ((style, 1.0),)) for style, plane in painted]
        rest = np.maximum(0, 1 - total)
        if rest.max() > 1 / 512:
            regions.append(Region(rest, tuple(styles)))
        return regions if len(regions) > 1 else [Region(None, regions[0].styles)]


@dataclass(frozen=True, eq=False)
class Region:
    """plane: float32 H x W in 0..1, or None for the whole picture; styles: the mix painted there."""

    plane: NDArray[np.float32] | None
    styles: tuple[tuple[str, float], ...]

    @property
    def keeps_photo(self) -> bool:
        """Whether the photo stays as it is there."""
        return [style for style, _ in self.styles] == [PHOTO_STYLE]

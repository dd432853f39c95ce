"""One colour over another with straight alpha, rounded to whole numbers.

Two promises hold exactly: a fully opaque colour replaces what is below (unless it blends), and a colour over nothing
keeps its value. A pixel that becomes fully transparent becomes (0, 0, 0, 0), so that no colour hides where nothing can
be seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from studio.document.layer import Blend, Colour, Pixels, words
from studio.document.rect import Rect

BAND = 1 << 16  # pixels worked on at a time: what a processor core keeps close by

_FULL = np.float32(255)
UNIT = (np.arange(256) / 255).astype(np.float32)  # 0..255 as 0..1


def paint(below: Pixels, colour: Colour | NDArray, alpha: NDArray[np.float32]) -> Pixels:
    """`colour` with `alpha` over `below`.

    below: Nx4. colour: one for all, or Nx3 (0..255, whole numbers or not). alpha: N, 0..1. Returns Nx4.
    """
    result = np.empty_like(below)
    if not below[:, 3].any():
        result[:, :3] = colour
        result[:, 3] = alpha * np.float32(255) + np.float32(0.5)
        result[result[:, 3] == 0] = 0
        return result
    total = UNIT[below[:, 3]]
    total *= 1 - alpha
    total += alpha
    share = (alpha / np.maximum(total, np.float32(1e-9)))[:, None]
    mixed = below[:, :3].astype(np.float32)
    mixed += (np.asarray(colour, np.float32) - mixed) * share
    mixed += np.float32(0.5)
    result[:, :3] = mixed
    result[:, 3] = total * np.float32(255) + np.float32(0.5)
    result[result[:, 3] == 0] = 0
    return result


def erase(below: Pixels, alpha: NDArray[np.float32]) -> Pixels:
    """`below` (Nx4) with its opacity lowered by the share `alpha` (N, 0..1). Returns Nx4."""
    result = below.copy()
    result[:, 3] = below[:, 3] * (1 - alpha) + np.float32(0.5)
    result[result[:, 3] == 0] = 0
    return result


class Stackable(Protocol):
    """What can be laid over something: see `Layer`."""

    @property
    def pixels(self) -> Pixels: ...
    @property
    def visible(self) -> bool: ...
    @property
    def opacity(self) -> float: ...
    @property
    def blend(self) -> Blend: ...


def stacked(layers: Iterable[Stackable], area: Rect) -> Pixels:
    """The visible ones of these layers, bottom to top, over one another within `area`: a new HxWx4 array, no paper."""
    result = np.zeros((area.height, area.width, 4), np.uint8)
    for layer in layers:
        if layer.visible and layer.opacity > 0:
            over(result, layer.pixels[area.slices], layer.opacity, layer.blend)
    return result


def over(below: Pixels, above: Pixels, opacity: float = 1.0, blend: Blend = Blend.NORMAL) -> None:
    """Lays `above` (HxWx4) with `opacity` (0..1) over `below`, in place. Only what `above` covers costs time.

    blend: how colours meet, as the W3C's compositing and OpenRaster's svg:multiply and svg:screen have it: where there
    is something below, and as much as there is. Over nothing, every colour is itself.
    """
    rows = max(1, BAND // max(1, below.shape[1]))
    for top in range(0, below.shape[0], rows):
        _over_band(below[top : top + rows], above[top : top + rows], np.float32(opacity), blend)


def _over_band(below: Pixels, above: Pixels, opacity: np.float32, blend: Blend) -> None:
    alpha = above[..., 3]
    if not alpha.any():
        return
    if not below[..., 3].any():
        below[...] = above
        if opacity < 1:
            below[..., 3] = alpha * opacity + np.float32(0.5)
        below[below[..., 3] == 0] = 0
        return
    covered = alpha > 0
    if blend is Blend.NORMAL and opacity == 1:
        opaque = alpha == 255
        np.copyto(words(below), words(above), where=opaque)
        covered &= ~opaque
        if not covered.any():
            return
    if below.flags.c_contiguous and covered.all():
        _mix(below.reshape(-1, 4), above.reshape(-1, 4), opacity, blend, slice(None))
    else:
        _mix(below, above, opacity, blend, covered)


def _mix(below: Pixels, above: Pixels, opacity: np.float32, blend: Blend, where: NDArray[np.bool_] | slice) -> None:
    chosen, ground = above[where], below[where]
    colour = chosen[:, :3] if blend is Blend.NORMAL else _blended(ground, chosen[:, :3], blend)
    below[where] = paint(ground, colour, UNIT[chosen[:, 3]] * opacity)


def _blended(below: Pixels, colour: Pixels, blend: Blend) -> NDArray[np.float32]:
    """`colour` (Nx3) as it meets `below` (Nx4), Nx3 with fractions: blended where something is, itself elsewhere."""
    own = colour.astype(np.float32)
    ground = below[:, :3].astype(np.float32)
    change = own * (ground - _FULL) if blend is Blend.MULTIPLY else ground * (_FULL - own)
    change *= UNIT[below[:, 3], None] * np.float32(1 / 255)
    own += change
    return own


def on_white(pixels: Pixels) -> Pixels:
    """HxWx4 laid on white paper, HxWx3."""
    result = np.full((*pixels.shape[:2], 3), 255, np.uint8)
    rows = max(1, BAND // max(1, pixels.shape[1]))
    for top in range(0, pixels.shape[0], rows):
        band, white = pixels[top : top + rows], result[top : top + rows]
        opaque, covered = band[..., 3] == 255, band[..., 3] > 0
        if opaque.all():
            white[...] = band[..., :3]
            continue
        np.copyto(white, band[..., :3], where=opaque[..., None])
        covered &= ~opaque
        if covered.any():
            chosen = band[covered].astype(np.float32)
            share = chosen[:, 3:] * np.float32(1 / 255)
            white[covered] = 255 + (chosen[:, :3] - 255) * share + np.float32(0.5)
    return result

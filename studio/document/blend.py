"""One colour over another with straight alpha, rounded to whole numbers.

Two promises hold exactly: a fully opaque colour replaces what is below, and a colour over nothing keeps its value.
A pixel that becomes fully transparent becomes (0, 0, 0, 0), so that no colour hides where nothing can be seen.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from studio.document.layer import Colour, Pixels

BAND = 1 << 16  # pixels worked on at a time: what a processor core keeps close by

UNIT = (np.arange(256) / 255).astype(np.float32)  # 0..255 as 0..1


def paint(below: Pixels, colour: Colour | Pixels, alpha: NDArray[np.float32]) -> Pixels:
    """`colour` with `alpha` over `below`.

    below: Nx4. colour: one for all, or Nx3. alpha: N, 0..1. Returns Nx4.
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


def over(below: Pixels, above: Pixels, opacity: float = 1.0) -> None:
    """Lays `above` (HxWx4) with `opacity` (0..1) over `below`, in place. Only what `above` covers costs time."""
    rows = max(1, BAND // max(1, below.shape[1]))
    for top in range(0, below.shape[0], rows):
        _over_band(below[top : top + rows], above[top : top + rows], np.float32(opacity))


def _over_band(below: Pixels, above: Pixels, opacity: np.float32) -> None:
    alpha = above[..., 3]
    covered = alpha > 0
    if not covered.any():
        return
    if covered.all() and not below[..., 3].any():
        below[...] = above
        if opacity < 1:
            below[..., 3] = alpha * opacity + np.float32(0.5)
            below[below[..., 3] == 0] = 0
        return
    chosen = above[covered]
    strength = UNIT[chosen[:, 3]] * opacity
    below[covered] = paint(below[covered], chosen[:, :3], strength)


def on_white(pixels: Pixels) -> Pixels:
    """HxWx4 laid on white paper, HxWx3."""
    result = np.full((*pixels.shape[:2], 3), 255, np.uint8)
    rows = max(1, BAND // max(1, pixels.shape[1]))
    for top in range(0, pixels.shape[0], rows):
        band = pixels[top : top + rows]
        covered = band[..., 3] > 0
        if covered.any():
            chosen = band[covered].astype(np.float32)
            share = chosen[:, 3:] * np.float32(1 / 255)
            result[top : top + rows][covered] = 255 + (chosen[:, :3] - 255) * share + np.float32(0.5)
    return result

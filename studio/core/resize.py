"""Scaling pictures with Pillow's filters, in 8 bit or in float."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from studio.core.picture import Picture


def fit_size(width: int, height: int, long_side: int) -> tuple[int, int]:
    """The (width, height) whose longer side is `long_side`, proportions kept, at least 1 px each."""
    scale = long_side / max(width, height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def resize_array(pixels: NDArray, width: int, height: int) -> NDArray:
    """HxWxC uint8 or float32 to `height` x `width` with the Lanczos filter; colours are weighted by alpha."""
    if pixels.shape[:2] == (height, width):
        return pixels
    if pixels.dtype == np.uint8:
        return np.asarray(Image.fromarray(pixels).resize((width, height), Image.Resampling.LANCZOS))
    if pixels.shape[2] == 4:
        alpha = pixels[..., 3:]
        weighted = _resize_planes(np.concatenate([pixels[..., :3] * alpha, alpha], axis=-1), width, height)
        alpha = weighted[..., 3:]
        weighted[..., :3] = np.divide(weighted[..., :3], alpha, out=np.zeros_like(weighted[..., :3]), where=alpha > 0)
        return np.clip(weighted, 0, 1)
    return np.clip(_resize_planes(pixels, width, height), 0, 1)


def _resize_planes(pixels: NDArray, width: int, height: int) -> NDArray[np.float32]:
    size = (width, height)
    planes = [
        np.asarray(Image.fromarray(np.ascontiguousarray(pixels[..., c])).resize(size, Image.Resampling.LANCZOS))
        for c in range(pixels.shape[2])
    ]
    return np.stack(planes, axis=-1).astype(np.float32)


def resize(picture: Picture, width: int, height: int) -> Picture:
    """`picture` at exactly `width` x `height`; the same object if it already has that size."""
    if (picture.width, picture.height) == (width, height):
        return picture
    return picture.with_pixels(resize_array(picture.pixels, width, height))


def fit(picture: Picture, long_side: int, enlarge: bool = True) -> Picture:
    """`picture` with its longer side at `long_side`, proportions kept; never larger unless `enlarge`."""
    if not enlarge and max(picture.width, picture.height) <= long_side:
        return picture
    return resize(picture, *fit_size(picture.width, picture.height, long_side))

"""Pictures made into the pixels of a layer."""

from __future__ import annotations

import numpy as np

from studio.core.picture import Picture
from studio.core.resize import resize_array
from studio.document.layer import Pixels
from studio.document.rect import Rect


def stretched(picture: Picture, area: Rect) -> Pixels:
    """`picture` over the whole of `area`: HxWx4 uint8."""
    return _rgba(resize_array(picture.as_uint8(), area.width, area.height))


def fitted(picture: Picture, area: Rect) -> Pixels:
    """`picture` as large as it fits into the middle of `area`, nothing round it: HxWx4 uint8."""
    scale = min(area.width / picture.width, area.height / picture.height)
    width, height = (max(1, round(side * scale)) for side in (picture.width, picture.height))
    pixels = np.zeros((area.height, area.width, 4), np.uint8)
    left, top = (area.width - width) // 2, (area.height - height) // 2
    inside = resize_array(picture.as_uint8(), width, height)
    pixels[top : top + height, left : left + width] = _rgba(inside)
    return pixels


def lines_of(pixels: Pixels) -> Pixels:
    """Dark lines on white (HxWx4, see-through is white, too) as black lines of their own darkness on nothing."""
    share = np.array([0.299, 0.587, 0.114], np.float32)
    dark = (255 - pixels[..., :3] @ share) * (pixels[..., 3] / np.float32(255))
    lines = np.zeros_like(pixels)
    lines[..., 3] = np.clip(dark + 0.5, 0, 255)
    return lines


def _rgba(pixels: np.ndarray) -> Pixels:
    if pixels.shape[2] == 4:
        return pixels
    return np.dstack([pixels, np.full(pixels.shape[:2], 255, np.uint8)])

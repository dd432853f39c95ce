"""Colour pictures as one grey plane: what masks are read as."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from studio.core.picture import Picture

LUMA = np.array([0.299, 0.587, 0.114], np.float32)


def brightness(picture: Picture) -> NDArray[np.uint8]:
    """How bright each pixel is, H x W; what is transparent is black."""
    grey = picture.as_float()[..., :3] @ LUMA
    if picture.alpha is not None:
        grey = grey * picture.as_float()[..., 3]
    return np.rint(grey.clip(0, 1) * 255).astype(np.uint8)

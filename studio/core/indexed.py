"""Files whose pixels are numbers: indices into a palette, or plain grey values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray
from PIL import ImageFile

from studio.core.decode import check_complete, upright
from studio.core.metadata import read_orientation

_SCALES = {"L;1": 255, "L;2": 85, "L;4": 17}  # what Pillow multiplies the values of shallow grey files with


@dataclass(frozen=True)
class Indexed:
    """Numbers as a file holds them, upright.

    values: HxW, whole numbers from 0. alpha: HxW, 0..255, or None if all is opaque. colours: Nx3, what the numbers
    stand for; None in a grey file, and there may be numbers beyond the last colour. text: a PNG's remarks by keyword.
    """

    values: NDArray[np.integer]
    alpha: NDArray[np.uint8] | None
    colours: NDArray[np.uint8] | None
    text: dict[str, str]


def read_indexed(image: ImageFile.ImageFile, file: BinaryIO) -> Indexed | None:
    """The numbers of `image`, freshly opened from `file`; None for a file of colours. Raises what Pillow raises."""
    check_complete(image, file)
    rawmode = image.tile[0].args if image.tile else ""  # gone once it is loaded
    rawmode = rawmode[0] if isinstance(rawmode, tuple) and rawmode else rawmode
    if image.mode not in ("P", "L", "LA", "PA") and not image.mode.startswith("I"):
        return None
    image.load()
    orientation = read_orientation(image)
    values, alpha = np.asarray(image), None
    if values.ndim == 3:
        values, alpha = values[..., 0], values[..., 1]
    colours = None
    if image.mode in ("P", "PA"):
        colours = np.array(image.getpalette("RGB") or [], np.uint8).reshape(-1, 3)
        alpha = _entries_alpha(values, image.info.get("transparency")) if alpha is None else alpha
    elif isinstance(rawmode, str):
        values = values // _SCALES.get(rawmode, 1)
    text: Any = getattr(image, "text", {})
    return Indexed(
        np.ascontiguousarray(upright(values, orientation)),
        None if alpha is None else np.ascontiguousarray(upright(alpha, orientation)),
        colours,
        {str(key): str(value) for key, value in text.items()},
    )


def _entries_alpha(values: NDArray[np.uint8], given: object) -> NDArray[np.uint8] | None:
    """The alpha that a palette gives its entries: one number for each of the first, or the one that is see-through."""
    table = np.full(256, 255, np.uint8)
    if isinstance(given, bytes):
        table[: len(given[:256])] = np.frombuffer(given[:256], np.uint8)
    elif isinstance(given, int) and 0 <= given < 256:
        table[given] = 0
    return None if (table == 255).all() else table[values]

"""`--mask STYLE=FILE`: grey pictures that say where each style is painted."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from studio.cli.log import without_chatter
from studio.core.errors import ParameterError, UnknownChoiceError
from studio.core.grey import brightness
from studio.core.picture import Picture
from studio.core.picture_io import load_picture
from studio.core.resize import fit_size
from studio.core.style_masks import MAX_MASK_SIDE, PHOTO_STYLE, StyleMasks
from studio.library.names import unknown


class Styles(Protocol):
    """`get` raises UnknownChoiceError for an id that is not there."""

    def get(self, style_id: str, /) -> object: ...


def style_and_file(text: str) -> tuple[str, Path]:
    """Reads STYLE=FILE; raises ParameterError."""
    style, sign, name = text.partition("=")
    if not (style and sign and name):
        raise ParameterError(f"--mask must be a style and a picture, such as starry-night=sky.png, not {text!r}.")
    return style, Path(name)


class Masks:
    """The masks of a command, opened once and laid on each photo.

    Raises UnknownChoiceError, ParameterError or PictureError when a style or a file cannot be used.
    """

    def __init__(self, wanted: Sequence[tuple[str, Path]], styles: Styles) -> None:
        self._planes: dict[str, NDArray[np.uint8]] = {}
        for style, path in wanted:
            if style in self._planes:
                raise ParameterError(f"There are two masks for {style}; draw both in one picture.")
            _check(style, styles)
            with without_chatter():
                self._planes[style] = brightness(load_picture(path))

    def on(self, photo: Picture) -> StyleMasks | None:
        """The masks stretched to the photo's form; None if there are none."""
        if not self._planes:
            return None
        size = photo.width, photo.height
        if max(size) > MAX_MASK_SIDE:
            size = fit_size(*size, MAX_MASK_SIDE)
        return StyleMasks(tuple((style, _stretched(plane, size)) for style, plane in self._planes.items()))


def _check(style: str, styles: Styles) -> None:
    if style == PHOTO_STYLE:
        return
    try:
        styles.get(style)
    except UnknownChoiceError:
        if difflib.get_close_matches(style, [PHOTO_STYLE]):
            raise unknown("style", style, [PHOTO_STYLE]) from None
        raise


def _stretched(plane: NDArray[np.uint8], size: tuple[int, int]) -> NDArray[np.uint8]:
    if plane.shape == size[::-1]:
        return plane
    return np.array(Image.fromarray(plane).resize(size, Image.Resampling.BILINEAR))

"""`--hints FILE`: strokes of colour on a transparent picture, laid over each input."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from studio.cli.log import without_chatter
from studio.core.errors import ParameterError, PictureError
from studio.core.picture import Picture
from studio.core.picture_io import load_picture

_OTHER_FORM = 1.1  # how much the proportions may differ: rounding and a cropped line, not a picture turned


class Hints:
    """The hints of a command, opened once.

    Raises PictureError if the file cannot be opened, ParameterError if it says nothing about where there is no hint.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with without_chatter():
            self._picture = load_picture(path)
        if self._picture.alpha is None:
            raise ParameterError(
                f"{path.name} is not transparent anywhere; save the strokes of colour alone, on a transparent layer."
            )

    def on(self, source: Picture) -> Picture | None:
        """The hints at the size of `source`, RGBA; None if there are none. PictureError if the forms do not match."""
        if not (self._picture.as_uint8()[..., 3] > 0).any():
            return None
        ratio = self._picture.width * source.height / (self._picture.height * source.width)
        if not 1 / _OTHER_FORM < ratio < _OTHER_FORM:
            raise PictureError(
                f"The hints in {self._path.name} ({self._picture.width} x {self._picture.height} pixels) do not have "
                f"the form of the input ({source.width} x {source.height}); draw them over the input itself."
            )
        size = source.width, source.height
        image = Image.fromarray(self._picture.as_uint8())
        if image.size != size:
            image = image.resize(size, Image.Resampling.BILINEAR)  # Lanczos would ring round every stroke
        return Picture(np.array(image))

"""Turning any picture into a style: statistics, swatch and thumbnail, kept in the user's own folder."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

from studio.core.picture import Picture
from studio.core.picture_io import load_picture
from studio.core.request import LearnStyleRequest
from studio.core.resize import fit
from studio.core.step import Job, Step, span
from studio.engines.perception import ENCODER, LARGEST_STYLE, Perception
from studio.library.statistics import pack
from studio.library.styles import PICTURE, STATISTICS, THUMBNAIL, Style, StyleValues, clean_title

SWATCH = 6
THUMBNAIL_SIDE = 192


class LearnStyleEngine:
    """Answers a `LearnStyleRequest` with the new `Style`."""

    def __init__(self, perception: Perception) -> None:
        self.perception = perception

    def run(self, request: object) -> Job[Style]:
        """Raises PictureError if the file is no picture."""
        assert isinstance(request, LearnStyleRequest)
        picture = fit(load_picture(request.path), LARGEST_STYLE, enlarge=False)
        picture = Picture(picture.as_uint8()[..., :3])
        yield Step(0.0, "learning the style")
        statistics = yield from span(self.perception.learn(picture), 0.0, 0.95)
        title = (
            clean_title(request.title)
            or clean_title(request.path.stem.replace("_", " ").replace("-", " "))
            or "My style"
        )
        values = StyleValues(title=title, swatch=swatch(picture), encoder=self.perception.stamp(ENCODER))
        files = {STATISTICS: pack(statistics), THUMBNAIL: thumbnail(picture), PICTURE: _encoded(picture, "PNG")}
        return self.perception.styles.add(values, files)


def swatch(picture: Picture, count: int = SWATCH) -> tuple[str, ...]:
    """The picture's main colours from dark to light as "#rrggbb" (median cut)."""
    small = Image.fromarray(fit(picture, 128).as_uint8()[..., :3].copy())
    reduced = small.quantize(count, Image.Quantize.MEDIANCUT)
    palette = np.array((reduced.getpalette() or [])[: 3 * count]).reshape(-1, 3)
    used = [palette[index] for _, index in reduced.getcolors() or []]  # type: ignore[index]
    used.sort(key=lambda c: float(c @ (0.299, 0.587, 0.114)))
    return tuple("#{:02x}{:02x}{:02x}".format(*c) for c in used)


def thumbnail(picture: Picture, side: int = THUMBNAIL_SIDE) -> bytes:
    """A square WebP cut from the middle."""
    pixels = picture.as_uint8()[..., :3]
    edge = min(pixels.shape[:2])
    top, left = (pixels.shape[0] - edge) // 2, (pixels.shape[1] - edge) // 2
    square = Picture(pixels[top : top + edge, left : left + edge])
    return _encoded(fit(square, side), "WEBP", quality=82, method=6)


def _encoded(picture: Picture, form: str, **options: int) -> bytes:
    out = io.BytesIO()
    Image.fromarray(picture.as_uint8()).save(out, form, **options)
    return out.getvalue()

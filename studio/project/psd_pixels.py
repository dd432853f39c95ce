"""The pixels of one Photoshop layer, laid out as a layer of ours has them: the size of the document, 8-bit sRGB."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from studio.core.colour import Profile, lab_to_srgb
from studio.document.layer import Pixels, words

Mask = NDArray[np.uint8]  # HxW, the size of the document
Area = tuple[slice, slice]  # rows and columns
_ROWS = 256  # worked on at a time
_ALL: Area = (slice(None), slice(None))
_ALPHA = -1  # the channel with the transparency


@dataclass(frozen=True, eq=False)
class Painted:
    """Pixels the size of the document, and where something may be there."""

    pixels: Pixels
    area: Area


@dataclass(frozen=True)
class Sheet:
    """The document that layers are laid out on. profile: that of its colours, None for sRGB."""

    width: int
    height: int
    profile: Profile | None

    def pixels(self, layer: Any) -> Painted | None:
        """What is painted on `layer`, None if nothing is stored of it. Lets the library's exceptions through."""
        image = layer.topil(apply_icc=False)
        if image is None:
            return None
        alpha = layer.topil(_ALPHA)
        painted = self.empty()
        area, inside = self._place(layer.left, layer.top, layer.width, layer.height)
        part = painted.pixels[area]
        part[..., :3] = np.asarray(to_srgb(image, self.profile))[inside]
        part[..., 3] = 255 if alpha is None else np.asarray(alpha.convert("L"))[inside]
        return Painted(painted.pixels, area)

    def empty(self) -> Painted:
        """Nothing; the system lends its memory only where something is written."""
        return Painted(np.zeros((self.height, self.width, 4), np.uint8), (slice(0, 0), slice(0, 0)))

    def filled(self, layer: Any) -> Painted | None:
        """A layer that is one colour all over, None if it is none or its colour is not red, green and blue."""
        if layer.kind != "solidcolorfill" or layer.has_vector_mask() or layer.data is None:
            return None
        colour = [layer.data.get(key) for key in (b"Rd  ", b"Grn ", b"Bl  ")]
        if not all(isinstance(value, (int, float)) and 0 <= value <= 255 for value in colour):
            return None
        painted = self.empty()
        painted.pixels[...] = [*(round(float(value)) for value in colour), 255]
        return Painted(painted.pixels, _ALL)

    def drawn(self, layer: Any) -> Painted | None:
        """A layer without pixels (a shape, a gradient) as the library draws it, mask and all; None if it cannot."""
        image = layer.composite(viewport=(0, 0, self.width, self.height), apply_icc=True)
        if image is None:
            return None
        pixels = np.array(image.convert("RGBA"))
        return Painted(pixels, _ALL) if pixels.shape == (self.height, self.width, 4) else None

    def mask(self, layer: Any) -> Mask | None:
        """How much of `layer` its mask shows, None if it has none that is on."""
        mask = layer.mask if layer.has_mask() else None
        if mask is None or mask.disabled:
            return None
        canvas = np.full((self.height, self.width), min(max(int(mask.background_color or 0), 0), 255), np.uint8)
        image = mask.topil()
        if image is not None:
            area, inside = self._place(mask.left, mask.top, *image.size)
            canvas[area] = np.asarray(image.convert("L"))[inside]
        density = mask.parameters.user_mask_density if mask.parameters else None
        if density is not None:
            canvas = np.rint(255 - (255 - canvas.astype(np.float32)) * np.float32(density / 255)).astype(np.uint8)
        return canvas

    def _place(self, left: int, top: int, width: int, height: int) -> tuple[Area, Area]:
        """What something covers of the document, and which part of that thing it is."""
        x0, y0 = min(max(left, 0), self.width), min(max(top, 0), self.height)
        x1, y1 = max(min(left + width, self.width), x0), max(min(top + height, self.height), y0)
        return (slice(y0, y1), slice(x0, x1)), (slice(y0 - top, y1 - top), slice(x0 - left, x1 - left))


def to_srgb(image: Image.Image, profile: Profile | None) -> Image.Image:
    """The colours of `image`, any mode, as sRGB without alpha."""
    if image.mode in ("RGBA", "LA"):
        image = image.convert("L" if image.mode == "LA" else "RGB")
    elif image.mode not in ("L", "CMYK", "LAB", "RGB"):
        image = image.convert("RGB")
    converted = profile.to_srgb(image) if profile else None
    if converted is None:
        converted = lab_to_srgb(image) if image.mode == "LAB" else image.convert("RGB")
    return converted


def covered(painted: Painted, masks: list[Mask]) -> Pixels:
    """The pixels as far as all the masks show them; changed in place. What cannot be seen has no colour."""
    part = painted.pixels[painted.area]
    for mask in masks:
        alpha = part[..., 3].astype(np.uint16) * mask[painted.area]
        part[..., 3] = (alpha + 127) // 255
    for top in range(0, len(part), _ROWS):
        band = part[top : top + _ROWS]
        words(band)[...] *= band[..., 3] > 0
    return painted.pixels

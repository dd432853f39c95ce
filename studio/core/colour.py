"""Colour profiles: everything becomes sRGB on the way in, and says so on the way out."""

from __future__ import annotations

import functools
import io
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from studio.core.shaper import Shaper

_INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
_FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION


@functools.cache
def srgb_profile() -> bytes:
    """The ICC profile that every saved file carries; always the same bytes."""
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # Bytes 24..35 hold the time the profile was made, which would make equal pictures unequal files.
    return data[:24] + bytes.fromhex("07d0 0001 0001 0000 0000 0000") + data[36:]


@dataclass(frozen=True)
class Profile:
    """A file's own colour profile, able to turn its pixels into sRGB."""

    name: str
    data: bytes

    @staticmethod
    def read(data: object) -> Profile | None:
        """The profile in `data`, or None if there is none or it is broken: a picture without one is taken as sRGB."""
        if not isinstance(data, bytes) or len(data) < 128:
            return None
        try:
            name = ImageCms.getProfileDescription(ImageCms.getOpenProfile(io.BytesIO(data)))
        except Exception:  # Pillow and LittleCMS raise many kinds for damaged profiles
            return None
        return Profile("".join(c for c in name if c.isprintable()).strip()[:200] or "unnamed profile", data)

    def to_srgb(self, image: Image.Image) -> Image.Image | None:
        """`image` (L, RGB, CMYK or LAB) as sRGB; None if the profile does not fit it or is sRGB already."""
        try:
            transform = ImageCms.buildTransform(
                ImageCms.getOpenProfile(io.BytesIO(self.data)), _srgb(), image.mode, "RGB", _INTENT, _FLAGS
            )
            if image.mode == "RGB" and _changes_little(transform):
                return None
            return ImageCms.applyTransform(image, transform)
        except Exception:  # a damaged profile is ignored quietly, as other programs do
            return None

    def to_srgb_float(self, pixels: NDArray[np.float32]) -> NDArray[np.float32] | None:
        """HxWx3 (or HxWx1 grey) float32 0..1 as sRGB HxWx3; None if the profile does not fit or is sRGB already.

        Profiles made of curves and a matrix, as nearly all 16-bit pictures have, keep their full depth.
        """
        shaper = Shaper.read(self.data)
        if shaper is not None:
            return shaper.to_srgb(pixels)
        grey = pixels.shape[2] == 1
        eight = np.rint(np.clip(pixels, 0, 1) * 255).astype(np.uint8)
        converted = self.to_srgb(Image.fromarray(eight[..., 0] if grey else eight))
        return None if converted is None else np.asarray(converted, np.float32) / np.float32(255)


def lab_to_srgb(image: Image.Image) -> Image.Image:
    """A LAB image without a profile as sRGB."""
    lab = ImageCms.createProfile("LAB", 5000)
    converted = ImageCms.profileToProfile(image, lab, _srgb(), _INTENT, "RGB")
    assert converted is not None
    return converted


def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.getOpenProfile(io.BytesIO(srgb_profile()))


def _changes_little(transform: ImageCms.ImageCmsTransform) -> bool:
    """Whether the profile is sRGB under whatever name: then the pixels must stay exactly as they are."""
    levels = np.linspace(0, 255, 9).astype(np.uint8)
    cube = np.stack(np.meshgrid(levels, levels, levels, indexing="ij"), axis=-1).reshape(27, 27, 3)
    moved = np.asarray(ImageCms.applyTransform(Image.fromarray(cube), transform))
    return int(np.abs(moved.astype(np.int16) - cube).max()) <= 2

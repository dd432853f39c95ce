"""From an open file to upright sRGB pixels, at the file's full depth where Pillow allows."""

from __future__ import annotations

import io
import sys
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFile

from studio.core.colour import Profile, lab_to_srgb
from studio.core.heif import read_deep_heif
from studio.core.metadata import read_metadata, read_orientation
from studio.core.picture import Metadata, Picture
from studio.core.tiff import read_tiff, scaled

AT_ONCE = 1 << 20  # pixels
FORMATS = ("PNG", "JPEG", "WEBP", "TIFF", "BMP", "GIF")

_BITS, _PHOTOMETRIC, _SAMPLES, _PLANAR = 258, 262, 277, 284
_YCBCR = 6
_NATIVE_SWAPPED = "B" if sys.byteorder == "little" else "L"
_SWAPPED = {
    f"{mode};16{order}": f"{mode};16{swapped}"
    for mode in ("RGB", "RGBA")
    for order, swapped in (("B", "L"), ("L", "B"), ("N", _NATIVE_SWAPPED))
}


def decode(image: ImageFile.ImageFile, file: BinaryIO) -> Picture:
    """The first frame of `image`, freshly opened from `file`: upright, in sRGB, alpha kept.

    8-bit files give uint8, deeper ones float32. Lets every exception of Pillow and tifffile through.
    """
    profile = Profile.read(image.info.get("icc_profile"))
    check_complete(image, file)
    deep = _deep_pixels(image, file)
    if deep is None:
        image.load()
    # Pillow turns a TIFF while loading it, so its orientation is asked for only now.
    orientation = read_orientation(image)
    pixels = _eight_bit(image, profile) if deep is None else _deep(deep, profile)
    metadata = read_metadata(image, file, profile.name if profile else "")
    return Picture(np.ascontiguousarray(upright(pixels, orientation)), metadata)


def upright(pixels: NDArray, orientation: int) -> NDArray:
    """`pixels` (HxWxC) turned and mirrored as EXIF `orientation` 1..8 asks."""
    if orientation >= 5:
        pixels = pixels.swapaxes(0, 1)
    if orientation in (2, 3, 6, 7):
        pixels = pixels[:, ::-1]
    if orientation in (3, 4, 7, 8):
        pixels = pixels[::-1]
    return pixels


def check_complete(image: ImageFile.ImageFile, file: BinaryIO) -> None:
    """Raises EOFError for an uncompressed TIFF with too few bytes: Pillow would fill the rest with black."""
    tags: Any = getattr(image, "tag_v2", {})
    if image.info.get("compression") == "raw" and image.format == "TIFF" and tags.get(_PHOTOMETRIC) != _YCBCR:
        position = file.tell()
        size = file.seek(0, io.SEEK_END)
        file.seek(position)
        if image.width * image.height * tags.get(_SAMPLES, 1) * min(tags.get(_BITS, (1,))) > 8 * size:
            raise EOFError("fewer bytes than pixels")


def _eight_bit(image: Image.Image, profile: Profile | None) -> NDArray[np.uint8]:
    alpha = None
    if image.has_transparency_data:
        image = image.convert("RGBA") if image.mode not in ("LA", "RGBA") else image
        alpha = image.getchannel("A")
        image = image.convert("L" if image.mode == "LA" else "RGB")
    elif image.mode == "1":
        image = image.convert("L")
    elif image.mode not in ("L", "CMYK", "LAB", "RGB"):
        image = image.convert("RGB")
    converted = profile.to_srgb(image) if profile else None
    if converted is None:
        converted = lab_to_srgb(image) if image.mode == "LAB" else image.convert("RGB")
    pixels = np.empty((image.height, image.width, 3 if alpha is None else 4), np.uint8)
    # A photo of tens of megapixels in one piece keeps the interpreter busy, and so the window waiting.
    rows = max(1, AT_ONCE // image.width)
    for top in range(0, image.height, rows):
        band = (0, top, image.width, min(top + rows, image.height))
        pixels[top : band[3], :, :3] = np.asarray(converted.crop(band))
        if alpha is not None:
            pixels[top : band[3], :, 3] = np.asarray(alpha.crop(band))
    return pixels


def _deep(pixels: NDArray[np.float32], profile: Profile | None) -> NDArray[np.float32]:
    """HxWxC float, C = 1..4, to sRGB HxWx3 or HxWx4."""
    colours = 1 if pixels.shape[2] <= 2 else 3
    rgb, alpha = pixels[..., :colours], pixels[..., colours:]
    converted = profile.to_srgb_float(rgb) if profile else None
    if converted is None:
        converted = np.broadcast_to(rgb, (*rgb.shape[:2], 3))
    return np.concatenate([converted, alpha[..., :1]], axis=2) if alpha.size else converted


def _deep_pixels(image: ImageFile.ImageFile, file: BinaryIO) -> NDArray[np.float32] | None:
    """HxWxC float32 0..1 of a file with more than 8 bits a channel, or None if 8 bits hold all of it."""
    tags: Any = getattr(image, "tag_v2", {})
    bits = max(tags.get(_BITS, (16,)))
    if image.format == "HEIF":
        return read_deep_heif(image, file)
    if image.format == "TIFF" and (image.mode == "I" or (tags.get(_PLANAR, 1) == 2 and bits > 8)):
        return read_tiff(file).pixels
    if image.mode.startswith(("I", "F")):
        image.load()
        values = scaled(np.asarray(image), bits=bits)
        if tags.get(_PHOTOMETRIC) == 0:
            values = 1 - values
        return _with_transparency(values[..., None], image.info.get("transparency"))
    rawmode = _rawmode(image.tile[0]) if image.tile else ""
    if image.mode in ("RGB", "RGBA") and rawmode in _SWAPPED:
        # Pillow keeps only the high byte of such files. Read with the other byte order, it keeps the low one.
        image.load()
        file.seek(0)
        other = Image.open(file, formats=FORMATS)
        other.tile = [_with_rawmode(tile, _SWAPPED[_rawmode(tile)]) for tile in other.tile]
        values = (np.asarray(image, np.float32) * 256 + np.asarray(other, np.float32)) / np.float32(65535)
        return _with_transparency(values, image.info.get("transparency"))
    return None


def _with_transparency(values: NDArray[np.float32], key: object) -> NDArray[np.float32]:
    """Adds the alpha that a PNG expresses as one transparent colour."""
    if not isinstance(key, (int, tuple)) or values.shape[2] not in (1, 3):
        return values
    opaque = (np.rint(values * 65535) != np.asarray(key)).any(axis=2, keepdims=True)
    return np.concatenate([values, opaque.astype(np.float32)], axis=2)


def _rawmode(tile: Any) -> str:
    return tile.args if isinstance(tile.args, str) else tile.args[0]


def _with_rawmode(tile: Any, rawmode: str) -> Any:
    return tile._replace(args=rawmode if isinstance(tile.args, str) else (rawmode, *tile.args[1:]))


def decode_deep_tiff(file: BinaryIO, max_pixels: int) -> Picture:
    """A TIFF that Pillow does not know (float or 32-bit colour) as a float32 Picture; raises as `read_tiff` does."""
    tiff = read_tiff(file, max_pixels)
    profile = Profile.read(tiff.icc)
    pixels = np.ascontiguousarray(upright(_deep(tiff.pixels, profile), tiff.orientation))
    return Picture(pixels, Metadata(profile=profile.name if profile else ""))

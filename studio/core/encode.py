"""From a Picture to the bytes of a file."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, PngImagePlugin

from studio.core.colour import srgb_profile
from studio.core.errors import PictureError
from studio.core.metadata import SOFTWARE, exif_for_jpeg, exif_for_saving
from studio.core.picture import Metadata, Picture
from studio.core.png16 import write_png16
from studio.core.tiff import write_tiff

SUFFIXES = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP", ".tif": "TIFF", ".tiff": "TIFF"}
_LONGEST_SIDE = {"JPEG": 65_535, "WEBP": 16_383}
LARGEST_XMP_IN_JPEG = 65_000


def format_of(path: Path) -> str:
    """The Pillow name of the format that the suffix of `path` asks for; PictureError if it is none of ours."""
    try:
        return SUFFIXES[path.suffix.lower()]
    except KeyError:
        suffixes = ", ".join(SUFFIXES)
        raise PictureError(f"{path.name} cannot be saved: its name must end in one of {suffixes}.") from None


def encode(
    picture: Picture,
    path: Path,
    *,
    quality: int,
    lossless: bool,
    bits: int,
    keep_metadata: bool,
    xmp: bytes | None = None,
) -> bytes:
    """The bytes of the file `path`; see `picture_bytes`. Raises PictureError."""
    kind = format_of(path)
    if not 1 <= quality <= 100:
        raise PictureError(f"The quality must be between 1 and 100, not {quality}.")
    if bits not in (8, 16) or (bits == 16 and kind not in ("PNG", "TIFF")):
        raise PictureError(f"{path.name} cannot hold {bits} bits a channel; choose 8, or 16 with PNG or TIFF.")
    longest = max(picture.width, picture.height)
    if longest > _LONGEST_SIDE.get(kind, longest):
        limit = _LONGEST_SIDE[kind]
        raise PictureError(f"{path.name} cannot be saved: {kind} allows {limit} pixels a side, not {longest}; use PNG.")
    metadata = picture.metadata if keep_metadata else None
    try:
        xmp = (metadata.xmp if metadata else None) if xmp is None else xmp
        return _encode(picture, kind, metadata, xmp, quality, lossless, bits)
    except MemoryError as error:
        raise PictureError(f"{path.name} cannot be saved: there is not enough memory; close other programs.") from error
    except (OSError, ValueError, OverflowError, struct.error) as error:
        raise PictureError(f"{path.name} cannot be saved: the picture cannot be written as {kind}; use PNG.") from error


def _encode(
    picture: Picture, kind: str, metadata: Metadata | None, xmp: bytes | None, quality: int, lossless: bool, bits: int
) -> bytes:
    exif = exif_for_saving(metadata, picture.width, picture.height) if metadata else None
    dpi = metadata.dpi if metadata else None
    if kind == "TIFF":
        return write_tiff(_sixteen_bit(picture) if bits == 16 else picture.as_uint8(), srgb_profile(), exif, xmp)
    if bits == 16:
        return write_png16(_sixteen_bit(picture), srgb_profile(), exif.write() if exif else None, xmp, dpi)
    options: dict[str, Any] = {"icc_profile": srgb_profile()}
    if dpi:
        options["dpi"] = dpi
    if exif:
        options["exif"] = exif_for_jpeg(exif) if kind == "JPEG" else exif.write()
    if kind == "PNG":
        options |= {"compress_level": 6, "pnginfo": _png_text(xmp, named=metadata is not None)}
    elif kind == "JPEG":
        options |= {"quality": quality, "subsampling": 0 if quality >= 90 else 2, "optimize": True}
    else:
        options |= {"quality": quality, "lossless": lossless, "exact": lossless, "method": 4}
    if xmp and kind != "PNG" and (kind != "JPEG" or len(xmp) < LARGEST_XMP_IN_JPEG):
        options["xmp"] = xmp
    image = Image.fromarray(_on_white(picture) if kind == "JPEG" else picture.as_uint8())
    out = io.BytesIO()
    try:
        image.save(out, kind, **options)
    except OSError:
        if not options.pop("optimize", False):
            raise
        # Noise may need more than the one byte a pixel that Pillow lets an optimised JPEG have.
        out = io.BytesIO()
        image.save(out, kind, **options)
    return out.getvalue()


def _sixteen_bit(picture: Picture) -> NDArray[np.uint16]:
    return np.rint(np.clip(picture.as_float(), 0, 1) * 65535).astype(np.uint16)


def _on_white(picture: Picture) -> NDArray[np.uint8]:
    if picture.alpha is None:
        return picture.as_uint8()
    values = picture.as_float()
    alpha = values[..., 3:]
    return np.rint((values[..., :3] * alpha + (1 - alpha)).clip(0, 1) * 255).astype(np.uint8)


def _png_text(xmp: bytes | None, named: bool) -> PngImagePlugin.PngInfo:
    text = PngImagePlugin.PngInfo()
    if named:
        text.add_text("Software", SOFTWARE)
    if xmp:
        text.add_itxt("XML:com.adobe.xmp", xmp.decode("utf-8", "replace"))
    return text

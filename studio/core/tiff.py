"""The deep TIFF files that Pillow cannot read (float and 32-bit colour, separate planes), and writing TIFF."""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from studio.core.errors import PictureError
from studio.core.exif import Exif

# It prints a line for everything odd in a file; what matters arrives as an exception.
logging.getLogger("tifffile").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class TiffPixels:
    """The first page: HxWxC float32 0..1 (C = 1..4, alpha straight and last), its EXIF orientation, its ICC profile."""

    pixels: NDArray[np.float32]
    orientation: int
    icc: bytes | None


def read_tiff(file: BinaryIO, max_pixels: int = 1 << 31) -> TiffPixels:
    """Reads a grey or RGB TIFF of any depth. Raises PictureError (without the file's name) or what tifffile raises."""
    import tifffile

    file.seek(0)
    with tifffile.TiffFile(file) as tiff:
        page: Any = tiff.pages[0]
        width, height = int(page.imagewidth), int(page.imagelength)
        if width * height > max_pixels:
            raise PictureError(f"is too large: {width} x {height} pixels")
        if page.photometric not in (0, 1, 2) or page.imagedepth != 1 or page.samplesperpixel > 8:
            raise PictureError("holds a kind of TIFF that cannot be opened; save it again as 16-bit RGB")
        try:
            values = page.asarray()
        except ValueError as error:
            if "imagecodecs" in str(error):
                raise PictureError(
                    "uses a TIFF compression that cannot be read; save it again without compression"
                ) from error
            raise
        if page.planarconfig == 2 and page.samplesperpixel > 1:
            values = np.moveaxis(values, 0, -1)
        values = scaled(values.reshape(height, width, -1), bits=int(page.bitspersample))
        if page.photometric == 0:
            values = 1 - values
        colours = 3 if page.photometric == 2 else 1
        extras = [int(e) for e in page.extrasamples]
        alpha = next((i for i, kind in enumerate(extras) if kind in (1, 2)), None)
        rgb = values[..., :colours]
        if alpha is not None:
            opacity = values[..., colours + alpha, None]
            if extras[alpha] == 1:
                rgb = np.clip(np.divide(rgb, opacity, out=np.zeros_like(rgb), where=opacity > 0), 0, 1)
            rgb = np.concatenate([rgb, opacity], axis=2)
        orientation, icc = page.tags.valueof(274, 1), page.tags.valueof(34675)
        return TiffPixels(
            np.ascontiguousarray(rgb, np.float32),
            orientation if orientation in range(1, 9) else 1,
            bytes(icc) if isinstance(icc, (bytes, bytearray)) else None,
        )


def scaled(values: NDArray, bits: int) -> NDArray[np.float32]:
    """Numbers of any kind as float32 0..1.

    Integers are divided by the largest value of their `bits`. Floats are taken as they are; if any exceeds 1 (a scan
    in 0..255, a picture with highlights), all are divided by the largest, so that nothing is clipped.
    """
    if values.dtype.kind in "ui":
        signed = values.dtype.kind == "i"
        top = 2 ** (bits - signed) - 1
        return np.clip(values.astype(np.float32) / np.float32(top), 0, 1)
    floats = np.nan_to_num(values.astype(np.float32), nan=0, posinf=0, neginf=0)
    return np.clip(floats / max(1.0, float(floats.max(initial=0))), 0, 1)


def write_tiff(
    pixels: NDArray[np.uint8] | NDArray[np.uint16], icc: bytes, exif: Exif | None, xmp: bytes | None
) -> bytes:
    """HxWx3 or HxWx4 as a deflate-compressed TIFF file."""
    import tifffile

    out = io.BytesIO()
    tifffile.imwrite(
        out,
        pixels,
        byteorder="<",
        photometric="rgb",
        compression="zlib",
        predictor=True,
        extrasamples=["unassalpha"] if pixels.shape[2] == 4 else None,
        iccprofile=icc,
        metadata=None,
        software=False,
    )
    if exif is None and not xmp:
        return out.getvalue()
    exif = exif or Exif()
    if xmp:
        exif.set_bytes(700, xmp)
    return exif.graft(out.getvalue())

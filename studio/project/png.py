"""PNG, fast: written on every core, opened without copies that nobody needs (W3C PNG, third edition)."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from studio.core.errors import PictureError
from studio.core.picture_io import MAX_PIXELS, load_picture
from studio.document.layer import Pixels
from studio.project.bands import BAND_BYTES, HEADER, Checksum, Packed, in_order, workers

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLOUR_TYPES = {1: 0, 3: 2, 4: 6}
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_MOST_PACKED = 1032  # bytes that one byte of deflate can stand for
Rows = Callable[[int, int], NDArray[np.uint8]]


def png_bytes(pixels: NDArray[np.uint8]) -> bytes:
    """HxW, HxWx3 or HxWx4 uint8 as the bytes of a PNG file."""
    with workers() as pool:
        return b"".join(png_of(pool, pixels))


def png_of(pool: ThreadPoolExecutor, pixels: NDArray[np.uint8]) -> Iterator[bytes]:
    """HxW, HxWx3 or HxWx4 uint8 as a PNG file, piece by piece."""
    channels = 1 if pixels.ndim == 2 else pixels.shape[2]
    return png_pieces(pool, pixels.shape[1], pixels.shape[0], channels, lambda top, end: pixels[top:end])


def png_pieces(
    pool: ThreadPoolExecutor,
    width: int,
    height: int,
    channels: int,
    rows: Rows,
    step: int = 1,
    xmp: bytes | None = None,
) -> Iterator[bytes]:
    """An sRGB PNG file, piece by piece. rows(top, end): those rows, uint8, asked for in any order from any thread.

    step: every band but the last has a multiple of so many rows. xmp: what the file says of itself.
    """
    tall = -(-max(1, BAND_BYTES // (width * channels)) // step) * step
    tops = range(0, height, tall)

    def pack(top: int) -> Packed:
        band = np.ascontiguousarray(rows(top, min(top + tall, height))).reshape(-1, width * channels)
        return Packed(_filtered(band).data, top == tops[-1])

    yield SIGNATURE
    yield _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, _COLOUR_TYPES[channels], 0, 0, 0))
    yield _chunk(b"gAMA", (45455).to_bytes(4, "big"))
    yield _chunk(b"sRGB", b"\0")
    if xmp:
        yield _chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp)
    checksum, head = Checksum(), HEADER
    for band in in_order(pool, pack, tops):
        checksum.add(band)
        yield _chunk(b"IDAT", head + band.data)
        head = b""
    yield _chunk(b"IDAT", checksum.tail)
    yield _chunk(b"IEND", b"")


def read_rgba(data: bytes, name: str, max_pixels: int = MAX_PIXELS) -> Pixels:
    """The pixels of a picture file, HxWx4 uint8, not to be written to. Raises PictureError that calls it `name`."""
    pixels = read_grey_or_colour(data, name, max_pixels)
    if pixels.ndim == 3 and pixels.shape[2] == 4:
        return pixels
    result = np.full((*pixels.shape[:2], 4), 255, np.uint8)
    result[..., :3] = pixels if pixels.ndim == 3 else pixels[..., None]
    return result


def read_grey_or_colour(data: bytes, name: str, max_pixels: int = MAX_PIXELS) -> NDArray[np.uint8]:
    """As `read_rgba`, but HxW, HxWx3 or HxWx4, whatever the file holds."""
    if (plain := _plain(data, name, max_pixels)) is not None:
        return plain
    return load_picture(data, name=name, max_pixels=max_pixels).as_uint8()


def _plain(data: bytes, name: str, max_pixels: int) -> NDArray[np.uint8] | None:
    """What a PNG of 8 bits in sRGB holds, straight from the decoder; None for any other file."""
    if not data.startswith(SIGNATURE) or len(data) < 33 or data[12:16] != b"IHDR":
        return None
    width, height, bits, kind = struct.unpack(">IIBB", data[16:26])
    if width * height > max_pixels:
        return None  # `load_picture` has the sentence
    if width * height * _CHANNELS.get(kind, 1) * bits // 8 > len(data) * _MOST_PACKED:
        raise PictureError(f"{name} is damaged or incomplete: the file ends too early; open another copy of it.")
    if bits != 8 or kind not in (0, 2, 6):
        return None
    try:
        with Image.open(io.BytesIO(data), formats=("PNG",)) as image:
            if image.mode not in ("L", "RGB", "RGBA") or image.info.keys() & {"icc_profile", "transparency", "exif"}:
                return None
            return np.asarray(image)
    except Exception:  # Pillow raises nearly every kind for damaged files; `load_picture` names the fault
        return None


def _filtered(rows: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """With filter 2 (Up) in every row but the first: a band must not know the one above it."""
    out = np.empty((rows.shape[0], rows.shape[1] + 1), np.uint8)
    out[:, 0] = 2
    out[0, 0] = 0
    out[0, 1:] = rows[0]
    np.subtract(rows[1:], rows[:-1], out=out[1:, 1:])
    return out


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(data, zlib.crc32(kind))
    return b"".join((len(data).to_bytes(4, "big"), kind, data, checksum.to_bytes(4, "big")))

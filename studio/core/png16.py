"""Writing PNG with 16 bits a channel, which Pillow cannot (W3C PNG, third edition)."""

from __future__ import annotations

import struct
import zlib

import numpy as np
from numpy.typing import NDArray


def write_png16(
    pixels: NDArray[np.uint16],
    icc: bytes,
    exif: bytes | None,
    xmp: bytes | None,
    dpi: tuple[float, float] | None,
) -> bytes:
    """HxWx3 or HxWx4 uint16 as the bytes of a PNG file."""
    height, width, channels = pixels.shape
    chunks = [_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 16, 6 if channels == 4 else 2, 0, 0, 0))]
    chunks.append(_chunk(b"iCCP", b"sRGB\0\0" + zlib.compress(icc)))
    if dpi:
        chunks.append(_chunk(b"pHYs", struct.pack(">IIB", *(round(v / 0.0254) for v in dpi), 1)))
    if exif:
        chunks.append(_chunk(b"eXIf", exif.removeprefix(b"Exif\0\0")))
    if xmp:
        chunks.append(_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp))
    chunks += [_chunk(b"IDAT", zlib.compress(_filtered(pixels), 6)), _chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _filtered(pixels: NDArray[np.uint16]) -> bytes:
    """The rows with filter 2 (Up): each byte minus the one above, which compresses well and is one subtraction."""
    rows = np.ascontiguousarray(pixels, ">u2").view(np.uint8).reshape(pixels.shape[0], -1)
    out = np.empty((rows.shape[0], rows.shape[1] + 1), np.uint8)
    out[:, 0] = 2
    out[0, 1:] = rows[0]
    np.subtract(rows[1:], rows[:-1], out=out[1:, 1:])
    return out.tobytes()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

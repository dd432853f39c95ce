"""Builds the odd picture files that the tests open."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

# Rows of rXYZ, gXYZ, bXYZ of a profile with Adobe RGB's primaries, adapted to D50.
ADOBE_XYZ = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))


def scene(height: int = 24, width: int = 32, channels: int = 3) -> NDArray[np.uint8]:
    """A small picture with smooth ramps and one bright corner, different in every direction."""
    y, x = np.mgrid[0:height, 0:width]
    planes = [x * 255 // (width - 1), y * 255 // (height - 1), (x + y) * 255 // (width + height - 2)]
    pixels = np.stack([*planes, 255 - planes[0]][:channels], axis=-1).astype(np.uint8)
    pixels[:5, :7, :3] = (250, 20, 30)
    return pixels


def packed(image: Image.Image, kind: str, **options: Any) -> bytes:
    """`image` as the bytes of a file."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(pixels: NDArray, *extra: bytes) -> bytes:
    """An independent PNG writer (filter 0) for 8 and 16 bits, 1 to 4 channels; `extra` chunks come before the data."""
    height, width, channels = pixels.shape
    bits, colour = pixels.dtype.itemsize * 8, {1: 0, 2: 4, 3: 2, 4: 6}[channels]
    rows = pixels.astype(pixels.dtype.newbyteorder(">")).reshape(height, -1)
    return png_file(width, height, bits, colour, b"".join(b"\0" + row.tobytes() for row in rows), *extra)


def png_file(width: int, height: int, bits: int, colour: int, raw: bytes, *extra: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(extra) + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b"")


def adobe_like_profile(gamma: float = 2.19921875) -> bytes:
    """A matrix profile with a wide gamut and one gamma."""
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"
    tags = [(b"desc", _description("Wide test space")), (b"wtpt", icc_xyz((0.9642, 1.0, 0.8249)))]
    tags += [(name + b"XYZ", icc_xyz(row)) for name, row in zip((b"r", b"g", b"b"), ADOBE_XYZ, strict=True)]
    tags += [(name + b"TRC", curve) for name in (b"r", b"g", b"b")]
    return icc_profile(b"RGB ", tags)


def grey_profile(gamma: float) -> bytes:
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"
    return icc_profile(
        b"GRAY", [(b"desc", _description("Grey test")), (b"wtpt", icc_xyz((0.9642, 1.0, 0.8249))), (b"kTRC", curve)]
    )


def red_ink_profile() -> bytes:
    """A CMYK press whose cyan ink is red: nobody who ignores the profile, or inverts the inks, gets its colours."""
    nodes = bytearray()
    for inks in np.ndindex(2, 2, 2, 2):
        red, black = inks[0], inks[3]
        lightness, a, b = (0, 0, 0) if black else (53, 80, 67) if red else (100, 0, 0)
        nodes += bytes([lightness * 255 // 100, 128 + a, 128 + b])
    identity = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
    table = b"mft1\0\0\0\0" + bytes([4, 3, 2, 0]) + identity + bytes(range(256)) * 4 + nodes + bytes(range(256)) * 3
    white = icc_xyz((0.9642, 1.0, 0.8249))
    return icc_profile(b"CMYK", [(b"desc", _description("Red press")), (b"wtpt", white), (b"A2B0", table)])


def lab_profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB", 5000)).tobytes()


def adobe_to_srgb(values: NDArray[np.float64], gamma: float = 2.19921875) -> NDArray[np.float64]:
    """The textbook conversion, written separately from the program's."""
    to_xyz = np.array(ADOBE_XYZ).T
    from_xyz = np.array(
        [[3.1338561, -1.6168667, -0.4906146], [-0.9787684, 1.9161415, 0.0334540], [0.0719453, -0.2289914, 1.4052427]]
    )
    linear = np.clip((values**gamma) @ to_xyz.T @ from_xyz.T, 0, 1)
    return np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)


def icc_profile(space: bytes, tags: list[tuple[bytes, bytes]]) -> bytes:
    table, body, offset = b"", b"", 128 + 4 + 12 * len(tags)
    for name, data in tags:
        data += b"\0" * (-len(data) % 4)
        table += struct.pack(">4sII", name, offset + len(body), len(data))
        body += data
    size = offset + len(body)
    kind, connection = (b"prtr", b"Lab ") if space == b"CMYK" else (b"mntr", b"XYZ ")
    head = struct.pack(">I4sI4s4s4s", size, b"\0\0\0\0", 0x02400000, kind, space, connection) + b"\0" * 12 + b"acsp"
    head = head.ljust(68, b"\0") + struct.pack(">3i", *(round(v * 65536) for v in (0.9642, 1.0, 0.8249)))
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def icc_xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(v * 65536) for v in values))


def _description(text: str) -> bytes:
    data = text.encode() + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(data)) + data + b"\0" * 78


def names(folder: Path) -> list[str]:
    """What lies in `folder`."""
    return sorted(path.name for path in folder.iterdir())

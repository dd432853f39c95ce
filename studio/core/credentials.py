"""Whether a file carries signed content credentials (C2PA 2.x), told from where each format keeps them."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from typing import BinaryIO

_BOX = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")  # of a C2PA box in HEIC, AVIF and videos
_TIFF_TAG = 0xCD41
_MOST = 10_000  # parts of a file that are looked at


def carries_credentials(file: BinaryIO) -> bool:
    """Whether there are any, true or not. Reads little, leaves the position as it was; False for damaged files."""
    position = file.tell()
    try:
        file.seek(0)
        head = file.read(12)
        if head.startswith(b"\x89PNG"):
            return any(kind == b"caBX" for kind in _png_chunks(file))
        if head.startswith(b"\xff\xd8"):
            return any(start.startswith(b"JP") for start in _jpeg_extensions(file))
        if head[:4] == b"RIFF":
            return any(kind == b"C2PA" for kind in _riff_chunks(file))
        if head[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
            return _tiff_tag(file, "<" if head[:2] == b"II" else ">", head[2:4] in (b"+\0", b"\0+"))
        if head.startswith(b"GIF8"):
            return b"C2PA_GIF" in file.read(1 << 16)  # an extension before the first frame
        return head[4:8] == b"ftyp" and any(kind == _BOX for kind in _boxes(file))
    except (OSError, struct.error, ValueError):
        return False
    finally:
        file.seek(position)


def _png_chunks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(8)
    for _ in range(_MOST):
        size, kind = struct.unpack(">I4s", file.read(8))
        yield kind
        if kind == b"IEND":
            return
        file.seek(size + 4, os.SEEK_CUR)


def _jpeg_extensions(file: BinaryIO) -> Iterator[bytes]:
    """How the APP11 segments begin."""
    file.seek(2)
    for _ in range(_MOST):
        marker, size = struct.unpack(">HH", file.read(4))
        if marker == 0xFFDA or marker >> 8 != 0xFF or size < 2:
            return
        start = file.read(min(2, size - 2))
        if marker == 0xFFEB:
            yield start
        file.seek(size - 2 - len(start), os.SEEK_CUR)


def _riff_chunks(file: BinaryIO) -> Iterator[bytes]:
    for _ in range(_MOST):
        kind, size = struct.unpack("<4sI", file.read(8))
        yield kind
        file.seek(size + size % 2, os.SEEK_CUR)


def _tiff_tag(file: BinaryIO, order: str, big: bool) -> bool:
    file.seek(8 if big else 4)
    (at,) = struct.unpack(order + ("Q" if big else "I"), file.read(8 if big else 4))
    file.seek(at)
    (count,) = struct.unpack(order + ("Q" if big else "H"), file.read(8 if big else 2))
    size = 20 if big else 12
    entries = file.read(size * min(count, _MOST))
    return any(
        struct.unpack_from(order + "H", entries, place)[0] == _TIFF_TAG for place in range(0, len(entries) - 1, size)
    )


def _boxes(file: BinaryIO) -> Iterator[bytes]:
    """The identities of the boxes that have one of their own."""
    file.seek(0)
    for _ in range(_MOST):
        size, kind = struct.unpack(">I4s", file.read(8))
        used = 8
        if size == 1:
            (size,) = struct.unpack(">Q", file.read(8))
            used = 16
        if kind == b"uuid":
            yield file.read(16)
            used += 16
        if size < used:
            return
        file.seek(size - used, os.SEEK_CUR)

"""Pixels in few bytes, quickly: the difference to the row above, deflated. Nothing is lost."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

try:
    from isal import isal_zlib as zlib  # several times as fast
except ImportError:  # no wheel for this computer
    import zlib

_LEVEL = 1
_AT_ONCE = 4 << 20  # bytes


def pack(pixels: NDArray[Any]) -> bytes:
    """pixels: at least two dimensions. Whole numbers are packed as differences, others as they are."""
    return zlib.compress(_plain(pixels, 0, len(pixels)).data, _LEVEL)


def pack_parts(pixels: NDArray[Any]) -> list[bytes]:
    """What `pack` makes, in parts: of large pictures, which in one piece keep the interpreter busy."""
    rows = max(1, _AT_ONCE * len(pixels) // max(1, pixels.nbytes))
    if len(pixels) <= rows:
        return [pack(pixels)]
    packer = zlib.compressobj(_LEVEL)
    parts = [packer.compress(_plain(pixels, at, at + rows).data) for at in range(0, len(pixels), rows)]
    return [*filter(None, parts), packer.flush()]


def _plain(pixels: NDArray[Any], start: int, stop: int) -> NDArray[Any]:
    """The rows from `start` to before `stop`, as they are deflated."""
    rows = np.array(pixels[start:stop], order="C")
    if pixels.dtype == np.uint8:
        rows[1:] -= pixels[start : stop - 1][: len(rows) - 1]
        if start:
            rows[0] -= pixels[start - 1]
    return rows


def unpack(packed: bytes, shape: tuple[int, ...], kind: np.dtype[Any]) -> NDArray[Any] | None:
    """What `pack` was given, of this shape and type; None when that is not what the bytes hold."""
    size = kind.itemsize
    for side in shape:
        size *= side
    try:
        plain = zlib.decompressobj().decompress(packed, size + 1)
    except zlib.error:  # type: ignore[misc]  # isal's stub says less than it knows
        return None
    if len(plain) != size:
        return None
    pixels = np.frombuffer(plain, kind).reshape(shape)
    return np.add.accumulate(pixels, axis=0, dtype=np.uint8) if kind == np.uint8 else pixels

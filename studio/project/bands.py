"""Deflate on every core: bands of a picture are compressed side by side and joined into one zlib stream (RFC 1950)."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

try:
    from isal import isal_zlib as zlib  # four times as fast as zlib, and it compresses pictures better
except ImportError:  # no wheel for this computer
    import zlib

_In = TypeVar("_In")
_Out = TypeVar("_Out")
BAND_BYTES = 1 << 20
_LEVEL = 1
_MODULUS = 65521
HEADER = b"\x78\x01"


def workers(most: int = 4) -> ThreadPoolExecutor:
    """Threads for `in_order`; end them with `with`. What they call releases the interpreter most of the time."""
    return ThreadPoolExecutor(min(most, os.cpu_count() or 1), "document")


def in_order(pool: ThreadPoolExecutor, work: Callable[[_In], _Out], items: Iterable[_In]) -> Iterator[_Out]:
    """The results of `work` in the order of `items`, few of them ahead of what is taken, so that memory is bounded."""
    waiting: deque[Future[_Out]] = deque()
    try:
        for item in items:
            waiting.append(pool.submit(work, item))
            if len(waiting) > 8:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


class Packed:
    """One band of a stream: `data` is raw deflate that ends on a whole byte."""

    __slots__ = ("adler", "data", "size")

    def __init__(self, band: memoryview, last: bool) -> None:
        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
        self.size = band.nbytes
        self.adler = zlib.adler32(band)
        self.data = packer.compress(band) + packer.flush(zlib.Z_FINISH if last else zlib.Z_SYNC_FLUSH)


class Checksum:
    """The Adler-32 of bands one after another, found from that of each."""

    def __init__(self) -> None:
        self._low, self._high = 1, 0

    def add(self, band: Packed) -> None:
        low, high = band.adler & 0xFFFF, band.adler >> 16
        self._high = (self._high + high + (band.size % _MODULUS) * (self._low - 1)) % _MODULUS
        self._low = (self._low + low - 1) % _MODULUS

    @property
    def tail(self) -> bytes:
        """The end of the zlib stream."""
        return (self._high << 16 | self._low).to_bytes(4, "big")


def zlib_stream(pool: ThreadPoolExecutor, data: memoryview) -> Iterator[bytes]:
    """A zlib stream of `data` (one dimension of bytes, any length), piece by piece."""
    tops = range(0, max(1, len(data)), BAND_BYTES)

    def pack(top: int) -> Packed:
        return Packed(data[top : top + BAND_BYTES], top == tops[-1])

    checksum = Checksum()
    yield HEADER
    for band in in_order(pool, pack, tops):
        checksum.add(band)
        yield band.data
    yield checksum.tail

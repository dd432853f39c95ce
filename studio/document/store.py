"""The pixels of a layer put away: packed bit by bit, and given back exactly as they were."""

from __future__ import annotations

import zlib

import numpy as np

from studio.document.layer import Pixels

_ROWS = 64  # packed at a time
_LEVEL = 1  # of zlib: the fastest


class Store:
    """Keeps `pixels` (HxWx4 uint8), which must not be written to from now on. `nbytes`: memory it takes."""

    def __init__(self, pixels: Pixels) -> None:
        self.shape = pixels.shape
        self._plain: Pixels | None = pixels
        self._bands: list[bytes] = []  # from the top; b"" where all is see-through
        self._shared = False
        self.nbytes = pixels.nbytes

    def pack(self, limit: int) -> int:
        """Packs until about `limit` bytes are done; returns how many were. 0: everything is packed."""
        done = 0
        while self._plain is not None and done < limit:
            top = len(self._bands) * _ROWS
            if top >= self.shape[0]:
                self.nbytes -= self._plain.nbytes
                self._plain = None
                break
            band = np.ascontiguousarray(self._plain[top : top + _ROWS])
            packed = zlib.compress(band.data, _LEVEL) if band.any() else b""
            self._bands.append(packed)
            self.nbytes += len(packed)
            done += band.nbytes if packed else band.nbytes // 16  # zeros are only looked at
        return done

    def take(self) -> Pixels:
        """The pixels, to write to; the store is not to be used any more."""
        if self._plain is not None:
            return self._plain.copy() if self._shared else self._plain
        pixels = np.zeros(self.shape, np.uint8)
        for number, packed in enumerate(self._bands):
            if packed:
                part = pixels[number * _ROWS : (number + 1) * _ROWS]
                part[...] = np.frombuffer(zlib.decompress(packed), np.uint8).reshape(part.shape)
        return pixels

    def twin(self) -> Store:
        """Another store of the same pixels, which shares their memory."""
        other = object.__new__(Store)
        other.shape, other.nbytes = self.shape, self.nbytes
        other._plain, other._bands = self._plain, list(self._bands)
        other._shared = self._shared = True
        return other

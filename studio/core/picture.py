"""The picture value that travels through the whole application."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

_BAND = 64  # rows that have a fingerprint of their own


@dataclass(frozen=True)
class Metadata:
    """What a picture file says about itself, kept so that saving loses nothing.

    exif: raw EXIF block whose orientation has been set to 1 (the pixels are already upright).
    xmp: raw XMP packet.
    dpi: horizontal and vertical resolution.
    profile: the name of the colour profile the file had before conversion to sRGB, "" if none.
    credentials: whether the file carried signed content credentials, which a changed picture cannot keep.
    """

    exif: bytes | None = None
    xmp: bytes | None = None
    dpi: tuple[float, float] | None = None
    profile: str = ""
    credentials: bool = False


@dataclass(frozen=True, eq=False)
class Picture:
    """An sRGB picture: `pixels` is HxWx3 or HxWx4 (straight alpha), uint8 0..255 or float32 0..1, read-only.

    float32 is used where a file or an engine has more than 8 bits. Raises ValueError for any other array.
    """

    pixels: NDArray[np.uint8] | NDArray[np.float32]
    metadata: Metadata = field(default_factory=Metadata)

    def __post_init__(self) -> None:
        pixels = self.pixels
        if pixels.ndim != 3 or pixels.shape[2] not in (3, 4) or 0 in pixels.shape:
            raise ValueError(f"a picture is HxWx3 or HxWx4, not {pixels.shape}")
        if pixels.dtype not in (np.uint8, np.float32):
            raise ValueError(f"a picture holds uint8 or float32, not {pixels.dtype}")
        if pixels.flags.writeable or not pixels.flags.c_contiguous:
            pixels = np.ascontiguousarray(pixels)
            if pixels is self.pixels or pixels.base is not None:
                pixels = pixels.copy()
            pixels.flags.writeable = False
            object.__setattr__(self, "pixels", pixels)

    @property
    def width(self) -> int:
        return self.pixels.shape[1]

    @property
    def height(self) -> int:
        return self.pixels.shape[0]

    @property
    def rgb(self) -> NDArray:
        """The colour channels, HxWx3, in the picture's own type."""
        return self.pixels[..., :3]

    @property
    def alpha(self) -> NDArray | None:
        """The alpha channel, HxW, or None for an opaque picture."""
        return self.pixels[..., 3] if self.pixels.shape[2] == 4 else None

    @cached_property
    def digest(self) -> str:
        """A fingerprint of the pixels: equal pictures have equal digests."""
        found = hashlib.blake2b(f"{self.pixels.shape}{self.pixels.dtype}".encode(), digest_size=16)
        for number, band in enumerate(self._bands):
            if band is None:
                rows = self.pixels[number * _BAND : (number + 1) * _BAND]
                self._bands[number] = band = hashlib.blake2b(rows.data, digest_size=16).digest()
            found.update(band)
        return found.hexdigest()

    @cached_property
    def _bands(self) -> list[bytes | None]:
        """Fingerprints of every few rows, as far as they are known."""
        return [None] * -(-self.height // _BAND)

    def patched(self, pixels: NDArray, top: int, bottom: int) -> Picture:
        """The same metadata with other pixels of the same size, which differ in rows [top, bottom) at most.

        Its digest costs no more than these rows do, if this one's is known.
        """
        other = self.with_pixels(pixels)
        first, last = top // _BAND, -(-bottom // _BAND)
        other.__dict__["_bands"] = [None if first <= i < last else band for i, band in enumerate(self._bands)]
        return other

    def as_float(self) -> NDArray[np.float32]:
        """The pixels as float32 0..1, HxWx3 or HxWx4."""
        if self.pixels.dtype == np.float32:
            return self.pixels  # type: ignore[return-value]
        return self.pixels.astype(np.float32) / np.float32(255)

    def as_uint8(self) -> NDArray[np.uint8]:
        """The pixels as uint8 0..255, rounded, HxWx3 or HxWx4."""
        if self.pixels.dtype == np.uint8:
            return self.pixels  # type: ignore[return-value]
        return np.rint(np.clip(self.pixels, 0, 1) * 255).astype(np.uint8)

    def with_pixels(self, pixels: NDArray) -> Picture:
        """The same metadata with other pixels."""
        return replace(self, pixels=pixels)

"""The picture value that travels through the whole application."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Metadata:
    """What a picture file says about itself, kept so that saving loses nothing.

    exif: raw EXIF block whose orientation has been set to 1 (the pixels are already upright).
    xmp: raw XMP packet.
    dpi: horizontal and vertical resolution.
    profile: the name of the colour profile the file had before conversion to sRGB, "" if none.
    """

    exif: bytes | None = None
    xmp: bytes | None = None
    dpi: tuple[float, float] | None = None
    profile: str = ""


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
        head = f"{self.pixels.shape}{self.pixels.dtype}".encode()
        return hashlib.blake2b(head + self.pixels.tobytes(), digest_size=16).hexdigest()

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

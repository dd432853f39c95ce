"""HEIC photos, as phones take them; the library is imported when the first one comes."""

from __future__ import annotations

from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

AVIF_BRANDS = (b"avif", b"avis")
HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs")
EITHER_BRANDS = (b"mif1", b"msf1", b"mif2", b"miaf")


def formats_of(head: bytes) -> tuple[str, ...]:
    """Pillow's names for what a file that begins with `head` (12 bytes) may be; () if it is neither HEIC nor AVIF."""
    if head[4:8] != b"ftyp":
        return ()
    brand = head[8:12]
    if brand in AVIF_BRANDS:
        return ("AVIF",)
    if brand in HEIF_BRANDS or brand in EITHER_BRANDS:
        _register()
        return ("HEIF",) if brand in HEIF_BRANDS else ("AVIF", "HEIF")
    return ()


def read_deep_heif(image: Image.Image, file: BinaryIO) -> NDArray[np.float32] | None:
    """HxWxC float32 0..1 of a HEIC file with 10 or 12 bits a channel, None if it has 8. Lets exceptions through."""
    if image.info.get("bit_depth", 8) <= 8:
        return None
    from pillow_heif import HeifFile

    file.seek(0)
    heif: Any = HeifFile(file, convert_hdr_to_8bit=False, hdr_to_16bit=True, remove_stride=True)
    frame = heif[heif.primary_index]
    if frame.mode not in ("RGB;16", "RGBA;16", "L;16", "LA;16"):
        return None
    values = np.asarray(frame).astype(np.float32) / np.float32(65535)
    return values.reshape(*values.shape[:2], -1)


def _register() -> None:
    if "HEIF" not in Image.OPEN:
        from pillow_heif import register_heif_opener

        Image.init()  # otherwise Pillow's own list would be searched first, and not again
        register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)

"""What a picture file says about itself: read with care, brought up to date, written back."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, BinaryIO

from PIL import Image
from PIL.ExifTags import Base

from studio.core import exif as tags
from studio.core.credentials import carries_credentials
from studio.core.exif import Exif
from studio.core.picture import Metadata

SOFTWARE = "Atelier Studio"

# How a TIFF file is laid out, thumbnails, XMP, profiles: untrue for, or written separately into, any other file.
_NOT_KEPT = {
    *range(254, 260), 262, 263, 264, 265, 266, 273, 277, 278, 279, 280, 281, 282, 283, 284, *range(288, 293), 296,
    301, *range(317, 348), *range(512, 533), 700, 33421, 33422, 34377, 34675, 50341, 0xEA1C,
}  # fmt: skip
_LARGEST_PACKET = 1 << 24
_LARGEST_IN_JPEG = 65_000


def read_metadata(image: Image.Image, file: BinaryIO, profile: str) -> Metadata:
    """The metadata of `image`, opened from `file`; damaged parts are left out, orientation is set to 1."""
    return Metadata(
        exif=_quietly(lambda: _read_exif(image, file)),
        xmp=_quietly(lambda: _read_xmp(image)),
        dpi=_quietly(lambda: _read_dpi(image)),
        profile=profile,
        credentials=carries_credentials(file),
    )


def read_orientation(image: Image.Image) -> int:
    """How the pixels must be turned, 1..8 as in EXIF; Pillow turns those of a TIFF when it loads them."""
    value = _quietly(lambda: int(image.getexif().get(Base.Orientation, 1)))
    return value if value in range(1, 9) else 1


def exif_for_saving(metadata: Metadata, width: int, height: int) -> Exif:
    """The EXIF block for a picture of this size: upright, sRGB, without thumbnail, made by this program."""
    block = metadata.exif
    exif = (_quietly(lambda: _without_layout(Exif.read(block))) if block else None) or Exif()
    # Only what was there is brought up to date; 1 is sRGB, and the interoperability block speaks of other spaces.
    for tag, value in ((tags.PIXEL_WIDTH, width), (tags.PIXEL_HEIGHT, height)):
        if tag in exif.details:
            exif.set_long(exif.details, tag, value)
    if tags.COLOUR_SPACE in exif.details:
        exif.set_short(exif.details, tags.COLOUR_SPACE, 1)
    exif.details.pop(tags.INTEROPERABILITY, None)
    exif.set_short(exif.main, tags.ORIENTATION, 1)
    exif.set_text(tags.SOFTWARE, SOFTWARE)
    if metadata.dpi:
        for tag, value in zip((tags.X_RESOLUTION, tags.Y_RESOLUTION), metadata.dpi, strict=True):
            exif.set_rational(tag, value)
        exif.set_short(exif.main, tags.RESOLUTION_UNIT, 2)
    return exif


def exif_for_jpeg(exif: Exif) -> bytes:
    """`exif` as bytes that fit into the one segment that JPEG has for it: the maker's notes go first."""
    block = exif.write()
    if len(block) > _LARGEST_IN_JPEG:
        exif.details.pop(tags.MAKER_NOTE, None)
        block = exif.write()
    if len(block) > _LARGEST_IN_JPEG:
        small = {tag: entry for tag, entry in exif.main.items() if len(entry.data) < 1000}
        block = Exif(exif.order, small).write()
    return block


def _read_exif(image: Image.Image, file: BinaryIO) -> bytes | None:
    block: Any = image.info.get("exif")
    if image.format == "TIFF":
        exif = Exif.read(file)
    elif isinstance(block, bytes):
        exif = Exif.read(block)
    elif "Raw profile type exif" in image.info:  # ImageMagick's way in PNG
        exif = Exif.read(bytes.fromhex("".join(image.info["Raw profile type exif"].split("\n")[3:])))
    else:
        return None
    exif = _without_layout(exif)
    if not (exif.main or exif.details or exif.place):
        return None
    exif.set_short(exif.main, tags.ORIENTATION, 1)
    return exif.write()


def _without_layout(exif: Exif) -> Exif:
    return replace(exif, main={tag: entry for tag, entry in exif.main.items() if tag not in _NOT_KEPT})


def _read_xmp(image: Image.Image) -> bytes | None:
    packet: Any = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp")
    if isinstance(packet, str):
        packet = packet.encode()
    if not isinstance(packet, bytes) or len(packet) > _LARGEST_PACKET:
        return None
    # The pixels are upright now, whoever asks.
    return re.sub(rb"(tiff:Orientation(?:=[\"']|>))\s*[2-8]", rb"\g<1>1", packet.rstrip(b"\0"))


def _read_dpi(image: Image.Image) -> tuple[float, float] | None:
    exif = image.getexif()
    if Base.XResolution in exif:
        unit = 2.54 if exif.get(Base.ResolutionUnit) == 3 else 1.0
        pair = exif[Base.XResolution] * unit, exif[Base.YResolution] * unit
    elif image.format == "JPEG" and "jfif_density" not in image.info:
        return None  # Pillow says 72 where the file says nothing
    else:
        pair = image.info["dpi"]
    x, y = (round(float(v), 3) for v in pair)
    return (x, y) if all(math.isfinite(v) and 1 < v < 100_000 for v in (x, y)) else None


def _quietly(read: Callable[[], Any]) -> Any:
    """The value, or None: a damaged remark about a picture is no reason to refuse the picture."""
    try:
        return read()
    except Exception:  # Pillow raises many kinds for damaged blocks
        return None

"""Pictures into files that say how they were made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from studio.core.encode import LARGEST_XMP_IN_JPEG, format_of
from studio.core.errors import PictureError, StudioError
from studio.core.files import atomic_bytes
from studio.core.picture import Metadata, Picture
from studio.core.picture_io import picture_bytes
from studio.provenance.credentials import Signer, sign_bytes
from studio.provenance.label import labelled
from studio.provenance.origin import Origin, Says


def stamped(picture: Picture, origin: Origin, says: Says) -> Picture:
    """The picture with what its file is to say in its metadata; what is not to be said is gone from there."""
    metadata = picture.metadata if says.metadata else Metadata()
    xmp = labelled(picture.metadata.xmp, origin, says)
    return replace(picture, metadata=replace(metadata, xmp=xmp, credentials=False))


def encoded(
    picture: Picture,
    path: Path,
    origin: Origin,
    says: Says,
    signer: Signer | None = None,
    *,
    quality: int = 92,
    lossless: bool = False,
    bits: int = 8,
) -> bytes:
    """The bytes of the file `path`, labelled and, with a `signer`, signed; as `write_picture`."""
    xmp = labelled(picture.metadata.xmp, origin, says)
    if xmp and format_of(path) == "JPEG" and len(xmp) >= LARGEST_XMP_IN_JPEG:
        # Too much for the one segment there is: what we have to say goes before what another program wrote.
        xmp = labelled(picture.metadata.xmp, origin, replace(says, metadata=False))
    data = picture_bytes(
        picture, path, quality=quality, lossless=lossless, bits=bits, keep_metadata=says.metadata, xmp=xmp or b""
    )
    return data if signer is None else sign_bytes(data, path.name, origin, says, signer)


def write_picture(
    picture: Picture,
    path: Path,
    origin: Origin,
    says: Says,
    signer: Signer | None = None,
    *,
    quality: int = 92,
    lossless: bool = False,
    bits: int = 8,
) -> None:
    """Saves `picture` as `save_picture` does, its file saying how it was made. Writing is atomic.

    Raises StudioError with a sentence; then nothing was written.
    """
    data = encoded(picture, path, origin, says, signer, quality=quality, lossless=lossless, bits=bits)
    try:
        atomic_bytes(path, data)
    except StudioError as error:
        raise PictureError(str(error)) from error

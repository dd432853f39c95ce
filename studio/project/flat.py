"""A picture as a document of one layer."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from studio.core.picture import Picture
from studio.core.resize import fit
from studio.document.document import MAX_SIDE
from studio.document.layer import Kind, Pixels, words
from studio.project.opened import Opened
from studio.project.project import Project, SavedLayer


def flat_project(picture: Picture, name: str) -> Opened:
    """`picture` as a photo to draw over, as large as it is, up to the largest document."""
    remarks = ()
    longest = max(picture.width, picture.height)
    if longest > MAX_SIDE:
        picture = fit(picture, MAX_SIDE)
        remarks = (f"The picture was made smaller: a document has at most {MAX_SIDE} pixels a side, not {longest}.",)
    title = Path(name).stem.strip() or "Picture"
    layer = SavedLayer(1, title, Kind.REFERENCE, rgba(picture))
    return Opened(Project(picture.width, picture.height, (layer,), active=1), remarks, exact=False)


def rgba(picture: Picture) -> Pixels:
    """The pixels as a layer has them, HxWx4 uint8, read-only; what cannot be seen has no colour."""
    pixels = picture.as_uint8()
    if pixels.shape[2] == 3:
        pixels = np.dstack([pixels, np.full(pixels.shape[:2], 255, np.uint8)])
    elif not pixels[..., 3].all():
        pixels = pixels.copy()
        words(pixels)[...] *= pixels[..., 3] > 0
    pixels = np.ascontiguousarray(pixels)
    pixels.flags.writeable = False
    return pixels

"""The label map of a mountain lake, in the colours of the palette "materials"."""

from __future__ import annotations

import numpy as np

from studio.core.examples.templates import template
from studio.core.picture import Picture

COLOURS = {
    "anything": (72, 72, 72),
    "sky": (156, 200, 240),
    "cloud": (200, 188, 216),
    "mountain": (104, 120, 164),
    "water": (24, 104, 184),
    "sand": (240, 212, 140),
    "rock": (150, 98, 66),
    "snow": (255, 255, 255),
    "grass": (124, 196, 60),
    "trees": (20, 96, 40),
    "flowers": (232, 72, 152),
    "path": (204, 150, 100),
    "building": (208, 56, 40),
}
"""The colours of the palette "materials", in its order."""


def materials(width: int, height: int) -> Picture:
    """The map, `width` x `height` pixels, without soft edges."""
    return Picture(np.array(list(COLOURS.values()), np.uint8)[template("mountain-lake", width, height)])

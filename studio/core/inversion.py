"""Whether light and dark have changed places between a picture and what became of it: the fault of colour inversion.

Networks that translate without pairs may learn to turn a picture into its negative and back again, as nothing in a
cycle forbids it. A whole sky that grows dark at night is no such fault, so brightness is compared within small
surroundings: what stood out brightly there must not stand out darkly now.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from studio.core.grey import brightness
from studio.core.picture import Picture
from studio.core.resize import fit, resize

SIDE = 128  # long side at which pictures are compared: things, not their grain
AROUND = 8  # px there, to all sides, of the surroundings
_NOTHING = 0.5  # levels of 0..255: smaller differences from the surroundings tell nothing


def upright(before: Picture, after: Picture) -> float:
    """The correlation of local brightness, -1..1: 1 where all contrasts point the same way, below 0 in a negative.

    About 0 if either is flat. `after` may have any size; it is stretched to the form of `before`.
    """
    small = fit(before, SIDE, enlarge=False)
    first, second = (_standing_out(each) for each in (small, resize(after, small.width, small.height)))
    least = _NOTHING**2 * first.size
    return float((first * second).sum() / np.sqrt(((first**2).sum() + least) * ((second**2).sum() + least)))


def inverted(before: Picture, after: Picture) -> bool:
    """Whether `after` is more like a negative of `before` than like it."""
    return upright(before, after) < 0


def _standing_out(picture: Picture) -> NDArray[np.float64]:
    """By how much each pixel is brighter than its surroundings, in levels of 0..255."""
    grey = Image.fromarray(brightness(picture))
    return np.asarray(grey, float) - np.asarray(grey.filter(ImageFilter.BoxBlur(AROUND)), float)

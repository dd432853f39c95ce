"""What translations are measured by, beside the judges of domains: distances, what is kept, and sharpness."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence

import torch.nn.functional as F
from torch import Tensor

from benchmarks.generator_studio import picture, pixels
from benchmarks.translate_judges import describe
from studio.core.inversion import inverted
from studio.core.picture import Picture
from studio.core.resize import fit
from studio.networks.detail import transfer
from studio.networks.generator import luma
from studio.training.judges import TAPS, USUAL, Lpips, SqueezeFeatures, kernel_distance
from studio.training.unpaired.figures import edges_kept, fine_detail

LAST = TAPS[-1]
TIMES = 4  # how much larger a photo may be than what the network saw of it, where that is tried
LEAST_SIDE = 64
FLAT = 1e-9


class Looks:
    """What SqueezeNet sees of pictures, looked at once: `rows` for the judges of domains, N x 2240."""

    def __init__(self) -> None:
        self.features = SqueezeFeatures()
        self.lpips = Lpips(self.features)

    def rows(self, pictures: Tensor) -> Tensor:
        return describe(self.features, pictures)

    def moved(self, before: Tensor, after: Tensor) -> float:
        """Mean LPIPS between N pictures and what became of them."""
        pairs = zip(before.split(1), after.split(1), strict=True)
        return statistics.fmean(float(self.lpips(a, b)) for a, b in pairs)


def kernel(ours: Tensor, theirs: Tensor) -> tuple[float, float]:
    """Kernel distance of two sets of `Looks.rows`, by SqueezeNet's last layer, and its standard error; NaN for sets of
    less than two."""
    if min(len(ours), len(theirs)) < 2:
        return math.nan, math.nan
    return kernel_distance(ours[:, -LAST:] / USUAL, theirs[:, -LAST:] / USUAL)


def kept(before: Tensor, after: Tensor) -> tuple[float, float]:
    """Mean correlation of edges, and the share of pictures that look like negatives (`studio/core/inversion.py`)."""
    turned = [inverted(picture(a), picture(b)) for a, b in zip(before, after, strict=True)]
    return float(edges_kept(before, after).mean()), statistics.fmean(turned)


def apart(one: Picture, other: Picture) -> float:
    """Mean absolute difference of values in 0..1, of two pictures of one size."""
    return float((pixels(one) - pixels(other)).abs().mean())


# --- sharpness -------------------------------------------------------------------------------------------------------


def sharpness(before: Picture, after: Picture) -> tuple[float, float]:
    """How sharp `after` is beside `before`, of the same size: 1 for as sharp.

    First the ratio of the variances of the Laplacian of brightness. That falls too when a picture is only darker or of
    less contrast, so second the same ratio divided by that of both pictures at a quarter of their size: of the contrast
    that there is, how much is fine detail.
    """
    fine, coarse = (
        [float(fine_detail(F.avg_pool2d(luma(pixels(one)[None]), by))) for one in (before, after)] for by in (1, TIMES)
    )
    plain = (fine[1] + FLAT) / (fine[0] + FLAT)
    return plain, plain * (coarse[0] + FLAT) / (coarse[1] + FLAT)


def enlarged_change(photo: Picture, lead: Callable[[Picture], Picture]) -> Picture:
    """What becomes of a photo when the network sees it at a quarter of its size: the change is carried to full size by
    the code that does so for photos larger than the network works at."""
    small = fit(photo, max(LEAST_SIDE, max(photo.width, photo.height) // TIMES))
    made = transfer(*(pixels(one)[None] for one in (small, lead(small), photo)))
    return picture(made[0])


def own_sharpness(pictures: Sequence[Picture]) -> tuple[float, float]:
    """How sharp pictures are, by the measure of `sharpness`, plainly and at equal contrast: geometric means."""
    fine, coarse = (
        [float(fine_detail(F.avg_pool2d(luma(pixels(one)[None]), by))) + FLAT for one in pictures] for by in (1, TIMES)
    )
    return mean_ratio(fine), mean_ratio([a / b for a, b in zip(fine, coarse, strict=True)])


def mean_ratio(ratios: Sequence[float]) -> float:
    """The geometric mean; NaN for none."""
    return statistics.geometric_mean(ratios) if ratios else math.nan

"""Stylisation in one pass of a feed-forward network, of pictures of any size.

Up to `DIRECT` pixels a side the whole picture is one pass. A larger one is painted small first, as its draft was, and
then again level by level: the smaller painting, enlarged, with the photo's own fine detail laid over it, is painted
once more at the next size (coarse to fine, Gatys et al. 2017), so that the whole keeps its look and gains fine strokes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from studio.core.errors import OutOfMemoryError
from studio.core.params import MAX_SIZE, STYLE_WEIGHT, Colours, StylizeParams
from studio.core.picture import Picture
from studio.core.request import StylizeRequest
from studio.core.resize import fit, fit_size, resize_array
from studio.core.step import Job, Step, span
from studio.core.style_masks import Region
from studio.engines.brush import Brush
from studio.engines.device import TOO_LITTLE_MEMORY
from studio.engines.instant_level import Level
from studio.engines.instant_models import Ink, InstantModels
from studio.engines.perception import Perception
from studio.engines.tensors import from_pixels, with_alpha
from studio.library.statistics import StyleStatistics
from studio.networks.instant_style import InstantStyle

DIRECT = 768
DRAFT = 512  # long side of the first level of a larger picture
GROWTH = 3.0  # largest ratio of one level to the next
AGAIN = 0.6  # style weight of a level of twice the size of the one before or more, as a share of the whole
FINEST, COARSEST = 1.5, 4.0  # how far the stroke size changes the first level
SMALLEST = 96
TILE = 768
SMALLEST_TILE = 192


class InstantEngine:
    """Answers an `InstantRequest` with a painted `Picture`."""

    def __init__(self, perception: Perception, tile: int = TILE) -> None:
        """tile: side in pixels of the pieces in which a large picture is painted."""
        self.perception, self.models, self.tile = perception, InstantModels(perception), tile

    def run(self, request: object) -> Job[Picture]:
        """One step for a small picture, one per tile for a large one. Raises StudioError with a sentence."""
        assert isinstance(request, StylizeRequest)
        params = request.params
        photo = fit(request.photo, params.size or MAX_SIZE, enlarge=params.size is not None)
        if params.strength == 0:
            return photo
        yield Step(0.0, "painting")
        regions = request.regions
        network = self._network(regions)
        statistics = yield from self._statistics(regions)
        pixels = photo.as_uint8()[..., :3]
        sizes = levels(photo.width, photo.height, params.stroke)
        if params.colours == Colours.ONLY:
            sizes = [(photo.height, photo.width)]
        costs = np.cumsum([0] + [height * width for height, width in sizes])
        painted: np.ndarray | None = None
        for number, (height, width) in enumerate(sizes):
            last = number == len(sizes) - 1
            share = again((height, width), sizes[number - 1]) if number else 1.0
            brush = self._brush(network, regions, statistics, params, pixels, max(height, width), share)
            level = Level(
                brush, resize_array(pixels, width, height), painted, params.colours if last else Colours.STYLE
            )
            begin, end = (float(cost / costs[-1]) for cost in costs[number : number + 2])
            painted = yield from span(self._patient(level, photo), begin, end)
        assert painted is not None
        return with_alpha(resize_array(painted, photo.width, photo.height), photo)

    def _statistics(self, regions: Sequence[Region]) -> Job[list[list[StyleStatistics]]]:
        found: list[list[StyleStatistics]] = []
        for region in regions:
            known = yield from span(self.models.statistics(self._mix(region)), 0.0, 0.0)
            found.append(known)
        return found

    def _network(self, regions: Sequence[Region]) -> InstantStyle:
        names = sorted({style for region in regions for style, _ in self._mix(region)})
        return self.models.network(self.models.choose(names))

    def _brush(
        self,
        network: InstantStyle,
        regions: Sequence[Region],
        statistics: Sequence[Sequence[StyleStatistics]],
        params: StylizeParams,
        pixels: np.ndarray,
        long_side: int,
        share: float,
    ) -> Brush:
        weight = params.strength / STYLE_WEIGHT.default * share
        small = from_pixels(resize_array(pixels, *fit_size(pixels.shape[1], pixels.shape[0], 192)), self.device)
        inks, weights = [], []
        for region, known in zip(regions, statistics, strict=True):
            mix = self._mix(region)
            ink = (
                self.models.ink(network, mix, known, long_side * params.stroke) if mix else self._no_ink(network, small)
            )
            inks.append(ink)
            weights.append(weight if mix else 0.0)
        return Brush(network, regions, inks, weights, small)

    @staticmethod
    def _mix(region: Region) -> tuple[tuple[str, float], ...]:
        """The paintings of a region; none where the photo is kept."""
        return () if region.keeps_photo else region.styles

    def _no_ink(self, network: InstantStyle, small: Tensor) -> Ink:
        """The photo as it is: painted with a weight of 0."""
        flat = small[0].flatten(1).cpu()
        return Ink(torch.zeros(1, network.net.config["code"], device=self.device), flat.mean(1), torch.cov(flat))

    @property
    def device(self) -> torch.device:
        return self.perception.device.device

    def _patient(self, level: Level, photo: Picture) -> Job[np.ndarray]:
        """Paints a level, with smaller tiles if a graphics card has too little memory."""
        while True:
            try:
                return (yield from level.paint(self.tile, photo))
            except torch.OutOfMemoryError as error:
                if self.tile <= SMALLEST_TILE:
                    raise OutOfMemoryError(TOO_LITTLE_MEMORY) from error
                self.tile //= 2


def levels(width: int, height: int, stroke: float = 1.0) -> list[tuple[int, int]]:
    """The (height, width) of every level, each at most `GROWTH` times the one before.

    The network's strokes have a size in pixels. Large strokes come from a smaller first level; small ones from a larger
    one, which may then exceed the picture (and is the only one).
    """
    long_side = max(width, height)
    first = min(long_side, DIRECT if long_side <= DIRECT else DRAFT) / min(max(stroke, 1 / FINEST), COARSEST)
    first = max(min(SMALLEST, long_side), round(first))
    if first >= long_side or (stroke == 1 and long_side <= DIRECT):
        return [(h, w) for w, h in [fit_size(width, height, max(first, long_side))]]
    count = max(1, math.ceil(math.log(long_side / first) / math.log(GROWTH)))
    sizes = [fit_size(width, height, round(first * (long_side / first) ** (n / count))) for n in range(count)]
    return [(h, w) for w, h in sizes] + [(height, width)]


def again(size: tuple[int, int], before: tuple[int, int]) -> float:
    """The share of the style weight of a level above the first: less where it adds little, so that sliders glide."""
    return AGAIN * min(1.0, math.log2(max(size) / max(before)))

"""Neural style transfer by optimisation (Gatys, Ecker & Bethge 2016), coarse to fine.

The picture itself is optimised: small first, where large shapes settle in a few cheap steps, then at growing sizes.
Adam's moments are enlarged together with the picture (Crowson 2021), so that a scale goes on where the last stopped.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import partial

import torch
import torch.nn.functional as F
from torch import Tensor

from studio.core.errors import OutOfMemoryError
from studio.core.params import MAX_SIZE, STYLE_WEIGHT, Colours, Quality, Start, StylizeParams
from studio.core.picture import Picture
from studio.core.request import StylizeRequest
from studio.core.resize import fit, fit_size, resize, resize_array
from studio.core.step import Job, Step, span
from studio.engines.colours import keep_colours, move_colours
from studio.engines.device import Device
from studio.engines.objective import Objective, Weights
from studio.engines.tensors import finish_picture, to_array, to_tensor
from studio.library.statistics import StyleStatistics
from studio.networks.encoder import DEEPEST_STRIDE, Perceives

BETAS = (0.9, 0.99)
SMALLEST = 64
SMALLEST_TILE = 160

Mix = list[tuple[float, StyleStatistics]]


@dataclass(frozen=True)
class Plan:
    """sizes: long sides relative to the last; steps: how many at each; rate, last_rate: Adam's step, first and last."""

    sizes: tuple[float, ...]
    steps: tuple[int, ...]
    rate: float
    last_rate: float


PLANS = {
    Quality.DRAFT: Plan((0.35, 0.6, 1.0), (40, 24, 8), 0.06, 0.02),
    Quality.GOOD: Plan((0.25, 0.42, 0.7, 1.0), (80, 60, 34, 22), 0.05, 0.015),
    Quality.BEST: Plan((0.25, 0.35, 0.5, 0.7, 1.0), (150, 120, 120, 100, 100), 0.05, 0.006),
}


class GatysEngine:
    """Answers a `StylizeRequest` with a painted `Picture`; the same seed gives the same picture."""

    def __init__(
        self,
        load_encoder: Callable[[str], Perceives],
        load_style: Callable[[str, str], Job[StyleStatistics]],
        device: Device,
        tile: int = 416,
    ) -> None:
        """load_encoder(encoder id) and load_style(style id, encoder id) come from the library.

        tile: side in pixels of the largest piece that is worked at once.
        """
        self.load_encoder, self.load_style = load_encoder, load_style
        self.device, self.tile = device, tile

    def run(self, request: object) -> Job[Picture]:
        """Paints; yields a step, with a preview, at least every 0.3 s on a processor made for this."""
        assert isinstance(request, StylizeRequest)
        params = request.params
        photo = fit(request.photo, params.size or MAX_SIZE, enlarge=params.size is not None)
        if params.strength == 0:
            return photo
        yield Step(0.0, "preparing")
        encoder = self.load_encoder(params.encoder)
        styles = []
        for style, share in params.styles:
            styles.append((share, (yield from span(self.load_style(style, params.encoder), 0.0, 0.0))))
        plan = PLANS[params.quality]
        sizes = scales(photo.width, photo.height, plan)
        costs = [steps * w * h for (w, h), steps in zip(sizes, plan.steps, strict=True)]
        pixels = to_tensor(photo, self.device.device)
        x, first, second = self._start(pixels, sizes[0], params, styles), None, None
        moves, spent = 0, 0.0
        for number, ((width, height), steps) in enumerate(zip(sizes, plan.steps, strict=True)):
            content = _scaled(pixels, height, width)
            x = _scaled(x, height, width).clamp_(0, 1)
            first = torch.zeros_like(x) if first is None else _scaled(first, height, width)
            second = torch.zeros_like(x) if second is None else _scaled(second, height, width).clamp_(min=0)
            wanted = self._grams(styles, max(width, height) * params.stroke)
            make = partial(Objective, encoder, self.device.precision, wanted, content, weights(params))
            objective = _Patient(make, self.tile)
            for step in range(steps):
                done = (spent + costs[number] * step / steps) / sum(costs)
                report = Step(done, f"painting at {max(width, height)} px", partial(self._picture, x, photo, params))
                gradient = yield from _reporting(objective.gradient(x), report)
                moves += 1
                # Per pixel, so that the moments carried over from a smaller picture keep their meaning.
                gradient *= width * height
                _adam(x, gradient, first, second, moves, _rate(plan, number, step / steps))
            spent += costs[number]
        return self._picture(x, photo, params)

    def _start(self, photo: Tensor, size: tuple[int, int], params: StylizeParams, styles: Mix) -> Tensor:
        """What the optimiser starts from: noise, or the photo with its colours moved towards the painting's.

        Colours are what a gradient finds last and a matrix finds at once. The seed always counts a little.
        """
        width, height = size
        generator = torch.Generator().manual_seed(params.seed)
        noise = torch.rand(1, 3, height, width, generator=generator).to(photo.device)
        if params.start == Start.NOISE:
            return noise.contiguous(memory_format=torch.channels_last)
        mean = torch.stack([share * style.colour_mean for share, style in styles]).sum(0)
        covariance = torch.stack([share * style.colour_covariance for share, style in styles]).sum(0)
        small = _scaled(photo, height, width)
        moved = move_colours(to_array(small), mean.numpy(), covariance.numpy())
        matched = torch.from_numpy(moved).permute(2, 0, 1)[None].to(photo.device)
        x = torch.lerp(small, matched, min(1.0, params.strength / STYLE_WEIGHT.default)) + 0.1 * (noise - 0.5)
        return x.clamp(0, 1).contiguous(memory_format=torch.channels_last)

    def _grams(self, styles: Mix, long_side: float) -> list[Tensor]:
        """The mixed target: a convex blend of paintings is the same blend of their Gram matrices."""
        layers = zip(*([share * g for g in style.at(long_side)] for share, style in styles), strict=True)
        return [torch.stack(layer).sum(0).to(self.device.device) for layer in layers]

    def _picture(self, x: Tensor, photo: Picture, params: StylizeParams) -> Picture:
        # The painting has the photo's own form but where the encoder asked for more than the photo has.
        long_side = min(max(x.shape[2:]), max(photo.width, photo.height))
        width, height = fit_size(photo.width, photo.height, long_side)
        pixels = resize_array(to_array(x), width, height)
        if params.colours != Colours.STYLE:
            pixels = keep_colours(pixels, resize(photo, width, height).as_float()[..., :3], params.colours)
        return finish_picture(pixels, photo)


class _Patient:
    """An objective that answers a graphics card's lack of memory with smaller tiles."""

    def __init__(self, make: Callable[[int], Objective], tile: int) -> None:
        self.make, self.tile = make, tile
        self.objective: Objective | None = None

    def gradient(self, x: Tensor) -> Generator[None, None, Tensor]:
        """As `Objective.gradient`; OutOfMemoryError with a sentence when the smallest tiles do not fit either."""
        while True:
            try:
                self.objective = self.objective or self.make(self.tile)
                return (yield from self.objective.gradient(x))
            except torch.OutOfMemoryError as error:
                if self.tile <= SMALLEST_TILE:
                    sentence = "The graphics card has too little free memory; choose a smaller size, or the device cpu."
                    raise OutOfMemoryError(sentence) from error
                self.tile, self.objective = self.tile // 2, None


def weights(params: StylizeParams) -> Weights:
    """The controls' 0..1 as loss weights; a tenth of style weight is a factor of 1.8 between style and content."""
    balance = 10 ** (2.5 * (STYLE_WEIGHT.default - params.strength)) * 10 ** (1.5 * (params.content - 0.5))
    return Weights(style=1.0, content=0.6 * balance, smoothness=11.0 * params.smoothness**2)


def scales(width: int, height: int, plan: Plan) -> list[tuple[int, int]]:
    """The (width, height) of every scale of `plan` for a result of that size, no long side below 64 px.

    Sides that are shorter than the encoder can see are painted at 16 px.
    """
    long_side = max(width, height)
    found = [fit_size(width, height, max(min(SMALLEST, long_side), round(long_side * s))) for s in plan.sizes]
    return [(max(DEEPEST_STRIDE, w), max(DEEPEST_STRIDE, h)) for w, h in found]


def _reporting(part: Generator[None, None, Tensor], report: Step) -> Generator[Step, None, Tensor]:
    """Runs a gradient, with the same report wherever it pauses."""
    while True:
        try:
            next(part)
        except StopIteration as end:
            return end.value
        yield report


def _scaled(x: Tensor, height: int, width: int) -> Tensor:
    if x.shape[2:] == (height, width):
        return x.clone()
    shrinks = x.shape[2] > height or x.shape[3] > width
    scaled = F.interpolate(x, size=(height, width), mode="bilinear", antialias=shrinks, align_corners=False)
    return scaled.contiguous(memory_format=torch.channels_last)


@torch.no_grad()
def _adam(x: Tensor, gradient: Tensor, first: Tensor, second: Tensor, moves: int, rate: float) -> None:
    """One Adam step in place, the picture kept in 0..1."""
    first.lerp_(gradient, 1 - BETAS[0])
    second.mul_(BETAS[1]).addcmul_(gradient, gradient, value=1 - BETAS[1])
    scale = math.sqrt(1 - BETAS[1] ** moves) / (1 - BETAS[0] ** moves)
    x.addcdiv_(first, second.sqrt().add_(1e-12), value=-rate * scale).clamp_(0, 1)


def _rate(plan: Plan, scale: int, progress: float) -> float:
    """Adam's rate falls geometrically from the first scale to the end of the last."""
    position = (scale + progress) / len(plan.steps)
    return plan.rate * (plan.last_rate / plan.rate) ** position

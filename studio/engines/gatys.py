"""Neural style transfer by optimisation (Gatys, Ecker & Bethge 2016), coarse to fine.

The picture itself is optimised: small first, where large shapes settle in a few cheap steps, then at growing sizes.
Adam's moments are enlarged together with the picture (Crowson 2021), so that a scale goes on where the last stopped.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from studio.core.errors import OutOfMemoryError, StudioError
from studio.core.params import MAX_SIZE, MIN_SIZE, STYLE_WEIGHT, Colours, Quality, Start, StylizeParams
from studio.core.picture import Picture
from studio.core.request import InstantRequest, StylizeRequest
from studio.core.resize import fit, fit_size, resize, resize_array
from studio.core.step import Job, Step, span
from studio.engines.colours import keep_colours, move_colours
from studio.engines.device import TOO_LITTLE_MEMORY, Device
from studio.engines.objective import Objective, Weights
from studio.engines.regions import LoadStyle, Part, compose, load_parts, recoloured
from studio.engines.tensors import finish_picture, to_array, to_tensor
from studio.networks.encoder import DEEPEST_STRIDE, Perceives

BETAS = (0.9, 0.99)
SMALLEST = 64
SMALLEST_TILE = 160
SETTLED = 0.4  # scales below this share of the size are for large shapes, which an instant painting has
INSTANT_SIDE = 512  # long side at which an instant painting is looked at while it is adjusted

Instant = Callable[[StylizeRequest], Job[Picture]]


@dataclass(frozen=True)
class Plan:
    """sizes: long sides relative to the last; steps: how many at each; rate, last_rate: Adam's step, first and last."""

    sizes: tuple[float, ...]
    steps: tuple[int, ...]
    rate: float
    last_rate: float


_DRAFT = Plan((0.35, 0.6, 1.0), (40, 24, 8), 0.06, 0.02)
PLANS = {
    Quality.INSTANT: _DRAFT,  # the least that an optimiser can do, should it be asked
    Quality.DRAFT: _DRAFT,
    Quality.GOOD: Plan((0.25, 0.42, 0.7, 1.0), (80, 60, 34, 22), 0.05, 0.015),
    Quality.BEST: Plan((0.25, 0.35, 0.5, 0.7, 1.0), (150, 120, 120, 100, 100), 0.05, 0.006),
}


class GatysEngine:
    """Answers a `StylizeRequest` with a painted `Picture`; the same seed gives the same picture."""

    def __init__(
        self,
        load_encoder: Callable[[str], Perceives],
        load_style: LoadStyle,
        device: Device,
        tile: int = 416,
        instant: Instant | None = None,
    ) -> None:
        """load_encoder(encoder id) and load_style(style id, encoder id) come from the library.

        tile: side in pixels of the largest piece that is worked at once. instant: answers an `InstantRequest`, for
        `Start.INSTANT`; without it, or where it raises a StudioError, the photo is the start.
        """
        self.load_encoder, self.load_style, self.instant = load_encoder, load_style, instant
        self.device, self.tile = device, tile

    def run(self, request: object) -> Job[Picture]:
        """Paints; yields a step, with a preview, at least every 0.3 s on a processor made for this."""
        assert isinstance(request, StylizeRequest)
        params = request.params
        photo = fit(request.photo, params.size or MAX_SIZE, enlarge=params.size is not None)
        regions = request.regions
        if params.strength == 0 or all(region.keeps_photo for region in regions):
            return photo
        yield Step(0.0, "preparing")
        encoder = self.load_encoder(params.encoder)
        parts = yield from load_parts(regions, params.encoder, self.load_style)
        kept = next((region.plane for region in regions if region.keeps_photo), None)
        if params.colours == Colours.ONLY:
            pixels = recoloured(photo.as_float()[..., :3], parts, kept, colour_amount(params), apart=False)
            return finish_picture(pixels, photo)
        plan = PLANS[params.quality]
        sizes = scales(photo.width, photo.height, plan)
        x, begin = None, 0
        if params.start == Start.INSTANT:
            begin = next(number for number, size in enumerate(plan.sizes) if size > SETTLED)
            x = yield from self._instant(request, photo, sizes[begin])
        pixels = to_tensor(photo, self.device.device)
        if x is None:
            x, begin = self._start(pixels, sizes[0], params, parts, kept), 0
        first, second = None, None
        costs = [
            steps * w * h if n >= begin else 0 for n, ((w, h), steps) in enumerate(zip(sizes, plan.steps, strict=True))
        ]
        picture = partial(self._picture, photo=photo, params=params, kept=kept)
        moves, spent = 0, 0.0
        for number in range(begin, len(sizes)):
            (width, height), steps = sizes[number], plan.steps[number]
            content = _scaled(pixels, height, width)
            x = _scaled(x, height, width).clamp_(0, 1)
            first = torch.zeros_like(x) if first is None else _scaled(first, height, width)
            second = torch.zeros_like(x) if second is None else _scaled(second, height, width).clamp_(min=0)
            long_side = max(width, height)
            areas = [part.area(width, height, long_side * params.stroke, self.device.device) for part in parts]
            make = partial(Objective, encoder, self.device.precision, areas, content, weights(params))
            objective = _Patient(make, self.tile)
            for step in range(steps):
                done = (spent + costs[number] * step / steps) / sum(costs)
                report = Step(done, f"painting at {long_side} px", partial(picture, x))
                gradient = yield from _reporting(objective.gradient(x), report)
                moves += 1
                # Per pixel, so that the moments carried over from a smaller picture keep their meaning.
                gradient *= width * height
                _adam(x, gradient, first, second, moves, _rate(plan, number, step / steps))
            spent += costs[number]
        return picture(x)

    def _start(
        self, photo: Tensor, size: tuple[int, int], params: StylizeParams, parts: list[Part], kept: np.ndarray | None
    ) -> Tensor:
        """What the optimiser starts from: noise, or the photo with its colours moved towards the paintings'.

        Colours are what a gradient finds last and a matrix finds at once. The seed always counts a little.
        """
        width, height = size
        noise = _noise(params.seed, width, height).to(photo.device)
        if params.start == Start.NOISE:
            return noise.contiguous(memory_format=torch.channels_last)
        small = _scaled(photo, height, width)
        amount = colour_amount(params)
        if parts[0].plane is None:
            moved = torch.from_numpy(move_colours(to_array(small), *parts[0].colours()))
            x = torch.lerp(small, moved.permute(2, 0, 1)[None].to(photo.device), amount)
        else:
            x = torch.from_numpy(recoloured(to_array(small), parts, kept, amount, apart=True))
            x = x.permute(2, 0, 1)[None].to(photo.device)
        x = x + 0.1 * (noise - 0.5)
        return x.clamp(0, 1).contiguous(memory_format=torch.channels_last)

    def _instant(self, request: StylizeRequest, photo: Picture, size: tuple[int, int]) -> Job[Tensor | None]:
        """The instant painting with the request's settings, at the size of a scale; None if there is none.

        It is asked for at the size at which it was looked at, or the scale's if that is larger: what was seen is what
        is finished. Its colours are the painting's; whose colours the result has is settled at the end.
        """
        if self.instant is None:
            return None
        width, height = size
        side = min(max(*size, INSTANT_SIDE), max(photo.width, photo.height))
        params = replace(request.params, size=max(side, MIN_SIZE), colours=Colours.STYLE)
        try:
            found = yield from span(self.instant(InstantRequest(photo, params, request.masks)), 0.0, 0.0)
        except StudioError:
            return None
        noise = _noise(params.seed, width, height).to(self.device.device)
        x = _scaled(to_tensor(found, self.device.device), height, width) + 0.02 * (noise - 0.5)
        return x.clamp(0, 1).contiguous(memory_format=torch.channels_last)

    def _picture(self, x: Tensor, photo: Picture, params: StylizeParams, kept: np.ndarray | None) -> Picture:
        # The painting has the photo's own form but where the encoder asked for more than the photo has.
        long_side = min(max(x.shape[2:]), max(photo.width, photo.height))
        width, height = fit_size(photo.width, photo.height, long_side)
        pixels = resize_array(to_array(x), width, height)
        if params.colours != Colours.STYLE or kept is not None:
            original = resize(photo, width, height).as_float()[..., :3]
            pixels = keep_colours(pixels, original, params.colours)
            if kept is not None:
                pixels = compose([(pixels, 1 - kept), (original, kept)])
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
                    raise OutOfMemoryError(TOO_LITTLE_MEMORY) from error
                self.tile, self.objective = self.tile // 2, None


def weights(params: StylizeParams) -> Weights:
    """The controls' 0..1 as loss weights; a tenth of style weight is a factor of 1.8 between style and content."""
    balance = 10 ** (2.5 * (STYLE_WEIGHT.default - params.strength)) * 10 ** (1.5 * (params.content - 0.5))
    return Weights(style=1.0, content=0.6 * balance, smoothness=11.0 * params.smoothness**2)


def colour_amount(params: StylizeParams) -> float:
    """How far colours move towards the painting's: all the way at the usual style weight."""
    return min(1.0, params.strength / STYLE_WEIGHT.default)


def scales(width: int, height: int, plan: Plan) -> list[tuple[int, int]]:
    """The (width, height) of every scale of `plan` for a result of that size, no long side below 64 px.

    Sides that are shorter than the encoder can see are painted at 16 px.
    """
    long_side = max(width, height)
    found = [fit_size(width, height, max(min(SMALLEST, long_side), round(long_side * s))) for s in plan.sizes]
    return [(max(DEEPEST_STRIDE, w), max(DEEPEST_STRIDE, h)) for w, h in found]


def _noise(seed: int, width: int, height: int) -> Tensor:
    """1x3xHxW in 0..1, the same for the same seed, whatever the device."""
    return torch.rand(1, 3, height, width, generator=torch.Generator().manual_seed(seed))


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

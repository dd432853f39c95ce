"""Chains at work: a photo led through one step after the other, each mixed in as strongly as asked, where asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from studio.core.chain import ChainRequest, ChainStep, Generate, Stylize, Trace, Via
from studio.core.errors import UnavailableError
from studio.core.generate import GenerateParams, GenerateRequest, MapRequest, TraceRequest
from studio.core.grey import brightness
from studio.core.params import MAX_SIZE, Quality
from studio.core.picture import Picture
from studio.core.request import InstantRequest, Request, StylizeRequest
from studio.core.resize import fit, resize, resize_array
from studio.core.step import Engine, Job, Step, span
from studio.library.chain_check import generator_of
from studio.library.models import ModelStore
from studio.library.moods import find_mood

OPTIMISED_COST = 10.0  # a step of the optimiser, in steps of one pass: what the progress bar assumes
FIRST_LOOK = 0.3  # share of a step in which lines or a map are found
BAND = 256  # rows that are mixed at a time


class ChainEngine:
    """Answers a `ChainRequest` with a `Picture` by asking the other engines."""

    def __init__(self, engines: Mapping[str, Engine], models: ModelStore) -> None:
        self.engines, self.models = engines, models

    def run(self, request: object) -> Job[Picture]:
        """The steps of every engine, and one with the newest picture after each. Raises StudioError with a sentence."""
        assert isinstance(request, ChainRequest)
        yield Step(0.0, "opening")
        photo = fit(request.photo, request.size or MAX_SIZE, enlarge=request.size is not None)
        planes = {name: brightness(mask) for name, mask in request.masks}
        steps = request.chain.working
        costs = [_cost(step) for step in steps]
        picture = photo
        for number, step in enumerate(steps):
            begin, end = sum(costs[:number]) / sum(costs), sum(costs[: number + 1]) / sum(costs)
            plane = None if step.mask is None else planes[step.mask]
            picture = yield from span(self._step(step, picture, plane, request.draft), begin, end)
            yield Step(end, f"step {number + 1} of {len(steps)}", lambda newest=picture: newest)
        return replace(picture, metadata=request.photo.metadata)

    def _step(self, step: ChainStep, picture: Picture, plane: NDArray[np.uint8] | None, draft: bool) -> Job[Picture]:
        """One step, mixed into the picture that went in, at its size."""
        job = self._made(step, picture, draft)
        if isinstance(step, Generate) and self._takes_drawing(step):
            picture = _on_paper(picture)  # where nothing was drawn is paper, not a hole in the photo that follows
        made = yield from _seen_mixed(job, picture, step.strength, plane)
        return mixed(picture, made, step.strength, plane)

    def _made(self, step: ChainStep, picture: Picture, draft: bool) -> Job[Picture]:
        if isinstance(step, Stylize):
            kind = InstantRequest if step.quality == Quality.INSTANT else StylizeRequest
            return (yield from self._ask(kind(picture, step.params)))
        if isinstance(step, Trace):
            return (yield from self._ask(TraceRequest(picture, step.detail)))
        assert isinstance(step, Generate)
        generator_of(step, self.models)
        shown, begin = picture, 0.0
        if step.via != Via.PICTURE:
            begin = FIRST_LOOK
            first = TraceRequest(picture, step.detail) if step.via == Via.LINES else MapRequest(picture)
            shown = yield from span(self._ask(first), 0.0, begin)
        longest = max(picture.width, picture.height)
        size = None if longest == max(shown.width, shown.height) else longest  # a map is smaller than a large photo
        mood = find_mood(step.mood) if step.mood is not None else None
        params = GenerateParams(step.model, step.seed, step.look, size, mood, step.domains, draft)
        return (yield from span(self._ask(GenerateRequest(shown, params)), begin, 1.0))

    def _takes_drawing(self, step: Generate) -> bool:
        return step.via == Via.PICTURE and generator_of(step, self.models).kind == "sketch"

    def _ask(self, request: Request) -> Job[Picture]:
        if request.engine not in self.engines:
            raise UnavailableError(f"The {request.engine} engine is not installed; install the application again.")
        return cast("Job[Picture]", self.engines[request.engine].run(request))


def mixed(before: Picture, after: Picture, strength: float, plane: NDArray[np.uint8] | None = None) -> Picture:
    """`after` laid over `before` as strongly as `strength` (0..1), where `plane` (255: wholly, any size) is white.

    The result has the size, alpha and metadata of `before`; 8 bits if both have no more.
    """
    after = resize(after, before.width, before.height)
    over, under = after.rgb, before.rgb
    if strength < 1 or plane is not None:
        shares = None if plane is None else _stretched(plane, before.width, before.height)
        over = _weighted(under, over, strength, shares)
    if before.alpha is None:
        return before.with_pixels(over)
    whole = before.as_uint8() if over.dtype == np.uint8 else before.as_float()
    return before.with_pixels(np.concatenate([over, whole[..., 3:]], axis=2))


def _weighted(under: NDArray, over: NDArray, strength: float, shares: NDArray[np.uint8] | None) -> NDArray:
    eight = under.dtype == np.uint8 and over.dtype == np.uint8
    made = np.empty(under.shape, np.uint8 if eight else np.float32)
    for top in range(0, len(under), BAND):
        rows = slice(top, top + BAND)
        share = np.full((1, 1, 1), strength, np.float32)
        if shares is not None:
            share = share * shares[rows, :, None].astype(np.float32) / np.float32(255)
        low, high = (_floats(each[rows], 255 if eight else 1) for each in (under, over))
        band = low + (high - low) * share
        made[rows] = np.rint(band) if eight else band
    return made


def _floats(pixels: NDArray, top: int) -> NDArray[np.float32]:
    """As float32 0..top."""
    values = pixels.astype(np.float32)
    return values / np.float32(255) if pixels.dtype == np.uint8 and top == 1 else values


def _stretched(plane: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    if plane.shape == (height, width):
        return plane
    return np.asarray(Image.fromarray(plane).resize((width, height), Image.Resampling.BILINEAR))


def _on_paper(picture: Picture) -> Picture:
    """Laid over white, without alpha."""
    if picture.alpha is None:
        return picture
    values = picture.as_float()
    paper = values[..., :3] * values[..., 3:] + (1 - values[..., 3:])
    return picture.with_pixels(np.rint(paper * 255).astype(np.uint8) if picture.pixels.dtype == np.uint8 else paper)


def _seen_mixed(job: Job[Picture], before: Picture, strength: float, plane: NDArray[np.uint8] | None) -> Job[Picture]:
    """The same job whose previews show the picture as the whole chain would leave it now."""

    def seen(step: Step) -> Step:
        if step.preview is None:
            return step
        preview = step.preview

        def look() -> Picture:
            made = preview()
            small = before.with_pixels(resize_array(before.pixels, made.width, made.height))
            return mixed(small, made, strength, plane)

        return replace(step, preview=look)

    try:
        while True:
            try:
                yield seen(next(job))
            except StopIteration as end:
                return end.value
    finally:
        job.close()


def _cost(step: ChainStep) -> float:
    return OPTIMISED_COST if isinstance(step, Stylize) and step.quality != Quality.INSTANT else 1.0

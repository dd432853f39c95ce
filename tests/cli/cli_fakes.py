"""An engine that paints at once, or slowly, or not at all; and the styles it knows."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from studio.cli import stylize
from studio.core.picture import Picture
from studio.core.request import InstantRequest, StylizeRequest
from studio.core.step import Engine, Job, Step
from studio.library.names import unknown

STYLES = ("starry-night", "great-wave")


class FakeStyles:
    def get(self, style_id: str, /) -> object:
        if style_id not in STYLES:
            raise unknown("style", style_id, STYLES)
        return style_id


@dataclass
class FakeEngine:
    """Paints the negative of a photo in `steps` steps; `meet` is called with every request and may raise."""

    steps: int = 4
    pause_s: float = 0.0
    meet: Callable[[StylizeRequest], None] = lambda request: None
    requests: list[StylizeRequest] = field(default_factory=list)
    closed: int = 0
    made: int = 0
    device: str = ""

    def run(self, request: Any) -> Job[object]:
        self.requests.append(request)
        try:
            self.meet(request)
            for index in range(self.steps):
                time.sleep(self.pause_s)
                yield Step((index + 1) / self.steps, f"step {index}")
            photo: Picture = request.photo
            negative = photo.pixels.copy()
            negative[..., :3] = (1.0 if photo.pixels.dtype == np.float32 else 255) - photo.rgb
            return photo.with_pixels(negative)
        finally:
            self.closed += 1

    def make(self, styles: Any, models: Any, device: str) -> Mapping[str, Engine]:
        self.made += 1
        self.device = device
        return {StylizeRequest.engine: self, InstantRequest.engine: self}


def stylize_with(engine: FakeEngine, *argv: object) -> int:
    """Runs `studio stylize` with the fake engine."""
    return stylize.run(stylize.parse([str(each) for each in argv]), engine.make, FakeStyles())

"""An engine for chains that shows what it was given, and pictures with something to say about themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cli_fakes import FakeStyles
from PIL import Image

from studio.cli import apply
from studio.core.applied import NAME
from studio.core.chain import Chain, ChainRequest, Generate, Stylize
from studio.core.resize import fit
from studio.core.step import Engine, Job, Step
from studio.library.models import ModelStore

CHAIN = Chain((Stylize((("starry-night", 1.0),)), Generate("enhance", strength=0.5)))


@dataclass
class FakeChains:
    """Makes the negative of a photo; `meet` is called with every request and may raise."""

    models: ModelStore
    meet: Callable[[ChainRequest], None] = lambda request: None
    requests: list[ChainRequest] = field(default_factory=list)
    made: int = 0

    def run(self, request: Any) -> Job[object]:
        self.requests.append(request)
        self.meet(request)
        yield Step(0.5, "half")
        photo = fit(request.photo, request.size) if request.size else request.photo
        return photo.with_pixels(255 - photo.pixels)

    def make(self, styles: Any, models: Any, device: str) -> Mapping[str, Engine]:
        self.made += 1
        return {ChainRequest.engine: self}

    def command(self, *argv: object) -> int:
        """Runs `studio apply` with this engine; forgets the requests of the last time."""
        self.requests.clear()
        return apply.run(apply.parse([str(each) for each in argv]), self.make, FakeStyles(), self.models)


def picture(path: Path, value: int = 200, size: tuple[int, int] = (30, 20)) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    exif = Image.Exif()
    exif[0x010F] = "Camera works"
    Image.new("RGB", size, (value,) * 3).save(path, exif=exif)
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != NAME)

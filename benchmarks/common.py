"""What the benchmarks share: free photographs, paintings, the installed engine, the judge."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from studio.core.params import StylizeParams
from studio.core.picture import Picture
from studio.core.request import StylizeRequest
from studio.core.resize import fit
from studio.core.step import Engine, finish
from studio.engines.device import choose_device
from studio.engines.gatys import GatysEngine
from studio.engines.perception import Perception
from studio.library.models import ModelStore
from studio.library.paintings import read_catalogue
from studio.library.paths import bundled_styles_dir, models_dir, resources_dir, user_styles_dir
from studio.library.styles import StyleLibrary
from studio.training.data import data_folder, read_picture
from studio.training.teachers import Judge

# Photographs that scikit-image bundles: public domain or CC0, and in no training set.
PHOTOS = ("astronaut", "coffee", "chelsea")
# The styles that most benchmarks paint.
PAINTINGS = ("starry-night", "great-wave", "scream", "composition-vii", "water-lilies", "udnie")


def photo(name: str, long_side: int = 448) -> Picture:
    """One of scikit-image's photographs."""
    import skimage.data

    return fit(Picture(np.ascontiguousarray(getattr(skimage.data, name)())), long_side)


def painting_files() -> dict[str, str]:
    """Style id to the painting's file name in the picture sets beside the checkout."""
    return {facts["id"]: facts["file"] for facts in read_catalogue(resources_dir() / "paintings.toml")}


def painting_path(style: str) -> Path:
    """Where the painting behind a bundled style lies; UnavailableError without the picture sets."""
    return data_folder() / "paintings" / "images" / painting_files()[style]


def painting(style: str, long_side: int | None = None) -> Tensor:
    """The painting behind a bundled style, 1x3xHxW in 0..1, its long side scaled to `long_side`."""
    pixels = read_picture(painting_path(style)).float().div(255)[None]
    if long_side is None:
        return pixels
    scale = long_side / max(pixels.shape[2:])
    shape = [round(side * scale) for side in pixels.shape[2:]]
    return F.interpolate(pixels, size=shape, mode="bicubic", antialias=scale < 1, align_corners=False).clamp(0, 1)


def installed() -> tuple[GatysEngine, Perception]:
    """The optimiser as the application runs it on the processor."""
    library = StyleLibrary(bundled_styles_dir(), user_styles_dir())
    perception = Perception(library, ModelStore([models_dir()]), choose_device("cpu"))
    return GatysEngine(perception.encoder, perception.style, perception.device), perception


def paint(engine: Engine, picture: Picture, params: StylizeParams) -> tuple[Picture, float]:
    """The result and the seconds it took."""
    started = time.perf_counter()
    result = finish(engine.run(StylizeRequest(picture, params)))
    assert isinstance(result, Picture)
    return result, time.perf_counter() - started


def tensor(picture: Picture) -> Tensor:
    """1x3xHxW float32."""
    return torch.from_numpy(np.array(picture.as_float()[..., :3])).permute(2, 0, 1)[None].contiguous()


def style_loss(judge: Judge, picture: Picture, style: str) -> float:
    """The judge's style loss of `picture`, the painting taken at the picture's size."""
    return judge.style(tensor(picture), judge.grams(painting(style, max(picture.width, picture.height))))


def median_ms(run: Callable[[], object], rounds: int) -> float:
    """Median milliseconds of `run` after one round to warm up."""
    run()
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        run()
        times.append(1000 * (time.perf_counter() - started))
    return statistics.median(times)


def sheet(rows: list[list[Picture]], side: int, path: Path) -> None:
    """Pictures cut to squares of `side` px, in rows, with an 8 px gap on white."""
    from PIL import Image, ImageOps

    gap = 8
    width, height = len(rows[0]) * (side + gap) + gap, len(rows) * (side + gap) + gap
    canvas = Image.new("RGB", (width, height), "white")
    for y, row in enumerate(rows):
        for x, picture in enumerate(row):
            square = ImageOps.fit(Image.fromarray(picture.as_uint8()[..., :3].copy()), (side, side))
            canvas.paste(square, (gap + x * (side + gap), gap + y * (side + gap)))
    path.parent.mkdir(parents=True, exist_ok=True)
    canvas.save(path, quality=88, optimize=True)

"""The generators as the application wires them, and the held-back pairs that they are judged on."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from studio.core.generate import GenerateParams, GenerateRequest, TraceRequest
from studio.core.moods import Mood
from studio.core.palettes import Palette
from studio.core.picture import Picture
from studio.core.step import finish
from studio.engines.catalogue import build_engines
from studio.library.generators import Generator, find_generator, list_generators
from studio.library.load import load_network
from studio.library.models import ModelStore
from studio.library.paths import bundled_styles_dir, models_dir, resources_dir, user_models_dir, user_styles_dir
from studio.library.styles import StyleLibrary
from studio.training.data import data_folder, list_pictures
from studio.training.pairs import pair_source
from studio.training.pairs.hints import strokes
from studio.training.pairs.source import PairSource, read_squares
from studio.training.recipe import Recipe, parse_recipe

SKETCH = "sketch-to-photo"
LANDSCAPES = "landscapes256/images"


@dataclass(frozen=True)
class Case:
    """One held-back pair: what goes into the model, and the picture that should come out (3 x H x W in 0..1)."""

    source: Picture
    hints: Picture | None
    target: Tensor


class GeneratorStudio:
    """The engines on one device, the installed models, and their pairs."""

    def __init__(self, device: str = "cpu") -> None:
        self.store = ModelStore([models_dir(), user_models_dir()])
        self.engines = build_engines(StyleLibrary(bundled_styles_dir(), user_styles_dir()), self.store, device)
        self._sources: dict[str, PairSource] = {}

    def generators(self, ids: Sequence[str] | None = None) -> list[Generator]:
        """The models with these ids, or all; UnknownChoiceError for an id that is not installed."""
        return [find_generator(self.store, name) for name in ids] if ids else list(list_generators(self.store))

    def make(
        self, model: str, source: Picture, hints: Picture | None = None, seed: int = 0, look: float = 0.0,
        size: int | None = None, mood: Mood | None = None,
    ) -> Picture:  # fmt: skip
        """What the engine makes of `source`; at a look of 0 the plainest picture."""
        params = GenerateParams(model, seed=seed, look=look, size=size, mood=mood)
        return _picture(finish(self.engines["generate"].run(GenerateRequest(source, params, hints))))

    def trace(self, photo: Picture, detail: float = 0.5) -> Picture:
        """The photo's lines, dark on white."""
        return _picture(finish(self.engines["trace"].run(TraceRequest(photo, detail))))

    def cases(self, generator: Generator, count: int, hints: bool = False) -> list[Case]:
        """Up to `count` held-back pairs of the model's own task, made by the code that trained it."""
        if generator.id not in self._sources:
            recipe = recipe_of(generator.id)
            network = load_network(self.store, generator.id, "generator")
            self._sources[generator.id] = pair_source(recipe.data, network)
        source = self._sources[generator.id]
        pairs = source.held_back(count, hints)
        kind, channels = source.network.source, source.network.source_channels
        found = []
        for condition, target in zip(pairs.condition.float().cpu(), pairs.target.float().cpu(), strict=True):
            given = hints_picture(condition[channels : channels + 4]) if hints else None
            found.append(Case(source_picture(condition[:channels], kind, generator.classes), given, target))
        return found


def recipe_of(model: str) -> Recipe:
    """The recipe that trained the model; LookupError if there is none."""
    for path in sorted((resources_dir() / "recipes").glob("*.toml")):
        recipe = parse_recipe(path)
        if recipe.export["id"] == model:
            return recipe
    raise LookupError(f"no recipe exports {model}")


def source_picture(source: Tensor, kind: str, palette: Palette | None = None) -> Picture:
    """The source channels of a condition, C x H x W in 0..1, as the picture a person would give for them."""
    if kind == "lines":
        return picture(1 - source.expand(3, -1, -1))
    if kind == "labels":
        if palette is None:
            raise ValueError("label maps need a palette")
        return Picture(np.array(palette.colours, np.uint8)[source.argmax(0).numpy()])
    return picture(source.expand(3, -1, -1))


def hints_picture(hints: Tensor) -> Picture:
    """4 x H x W, colours times cover and the cover, as RGBA."""
    colours = hints[:3] / hints[3:].clamp_min(1e-6)
    return picture(torch.cat([colours, hints[3:]]))


def picture(x: Tensor) -> Picture:
    """C x H x W in 0..1 as 8-bit."""
    return Picture(x.clamp(0, 1).mul(255).round().byte().permute(1, 2, 0).contiguous().numpy())


def pixels(shown: Picture) -> Tensor:
    """3 x H x W in 0..1."""
    return torch.from_numpy(np.array(shown.as_float()[..., :3])).permute(2, 0, 1).contiguous()


def held_back_photos(count: int, side: int = 256) -> dict[str, Picture]:
    """Name to landscape that no training saw, spread over the set, square."""
    paths = list_pictures(data_folder() / LANDSCAPES, held_back=True)
    paths = [paths[n * len(paths) // count] for n in range(count)]
    return {path.stem: picture(p.float() / 255) for path, p in zip(paths, read_squares(paths, side), strict=True)}


def own_colours(photo: Picture, seed: int, most: int = 6) -> Picture:
    """A few strokes in the photo's own colours, where they are."""
    return hints_picture(strokes(pixels(photo)[None], random.Random(seed), most)[0])


def at_dusk(hints: Picture) -> Picture:
    """The same strokes in the light of a sunset: redder, and darker towards blue."""
    colours = hints.as_float().copy()
    colours[..., :3] = (0.8 * colours[..., :3] * (1.2, 0.8, 0.65) + (0.14, 0.06, 0.08)).clip(0, 1)
    return Picture(np.rint(255 * colours).astype(np.uint8))


def with_hints(source: Picture, hints: Picture | None) -> Picture:
    """What the artist sees: lines over colours on white paper."""
    if hints is None:
        return source
    given = hints.as_float()
    paper = given[..., :3] * given[..., 3:] + 1 - given[..., 3:]
    return Picture(np.rint(255 * paper * source.as_float()[..., :3]).astype(np.uint8))


def _picture(result: object) -> Picture:
    assert isinstance(result, Picture)
    return result


def folder(path: Path) -> Path:
    """`path`, made if it is not there."""
    path.mkdir(parents=True, exist_ok=True)
    return path

"""The translations as the application runs them, what each is meant to do, and the pictures it is measured on.

What a model translates into what is said by the recipe that trains it. Pictures to measure on are those that every
training holds back; where these are few (two nights, one painting of a landscape), others that the model's recipe
does not name come beside them, in rows of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from benchmarks.generator_studio import GeneratorStudio
from studio.core.chain import Chain, ChainRequest, ChainStep, Generate
from studio.core.errors import StudioError
from studio.core.picture import Picture
from studio.core.picture_io import load_picture
from studio.core.step import finish
from studio.library.generators import TRANSLATIONS, Generator
from studio.library.paths import resources_dir
from studio.training.data import data_folder, list_pictures
from studio.training.recipe import Recipe, parse_recipe
from studio.training.unpaired.domains import CUTS, DomainSpec, cut, read_specs

SHARED_WITH = {"weather": "season"}  # a group, and another one whose domains its model can bring as well
HELD_BACK, ELSEWHERE = "held back", "from elsewhere"
SIDE = 192  # of the squares that measures look at; larger ones would leave out half of the photos of weather
LARGE = 400  # pixels of the long side that show what full size is
OTHERS = {
    ("day-night", "day"): DomainSpec("day", "weather4/images", only=("shine*", "cloudy*")),
    ("painting", "painting"): DomainSpec(
        "painting", "paintings/images", "parts",
        ("constable_*", "turner_*", "gauguin_*", "manet_*", "vangogh_starry_night*", "cezanne_*"),
    ),
}  # fmt: skip
"""Group and domain: pictures of that kind in another set; those that the recipe trains on are left out."""


@dataclass(frozen=True)
class Way:
    """What a model makes of pictures. group: the task whose domains these are. sources: domains of what goes in.

    target: the domain of what should come out. coded: whether the model is told so by name. back: the model that leads
    back, "" if none is installed.
    """

    model: str
    group: str
    sources: tuple[str, ...]
    target: str
    coded: bool = False
    back: str = ""

    @property
    def title(self) -> str:
        return f"{self.sources[0]} to {self.target}" if len(self.sources) == 1 else f"to {self.target}"

    def step(self, strength: float = 1.0) -> Generate:
        return Generate(strength=strength, model=self.model, domains=((self.target, 1.0),) if self.coded else ())

    def step_back(self, source: str) -> Generate | None:
        """The way back to the domain `source`."""
        if not self.back:
            return None
        return Generate(model=self.back, domains=((source, 1.0),) if self.coded else ())


class TranslateStudio(GeneratorStudio):
    """The engines on one device and the installed translations."""

    def translations(self, ids: Sequence[str] | None = None) -> list[Generator]:
        """Those with these ids, or all; StudioError for one that is not installed or is no translation."""
        found = self.generators(ids)
        if ids and (others := [one.title for one in found if not one.translates]):
            raise StudioError(f"{others[0]} is no translation between photos; choose another.")
        return [one for one in found if one.translates]

    def ways(self, generator: Generator) -> list[Way]:
        """All that it is measured on; LookupError with a sentence if no recipe says what it translates."""
        if generator.domains:
            return coded_ways(generator)
        recipe = recipe_for(generator.id)
        first, second = (spec.name for spec in read_specs(recipe.data))
        there = generator.id == recipe.export["id"]
        source, target, other = (first, second, "back") if there else (second, first, "id")
        other = recipe.export[other]
        back = other if other in self.store.ids() else ""
        return [Way(generator.id, generator.task, (source,), target, back=back)]

    def known_ways(self, ids: Sequence[str] | None = None) -> list[Way]:
        """Those of these models or of all; says in a sentence what is left out, and why."""
        found: list[Way] = []
        translations = self.translations(ids)
        if not translations:
            print("No translation is installed; train one first, with python main.py train season or another recipe.")
        for generator in translations:
            try:
                found += self.ways(generator)
            except LookupError as error:
                print(f"{generator.title} is left out: {error.args[0]}.")
        return found

    def lead(self, photo: Picture, *steps: ChainStep) -> Picture:
        """The photo after these steps, at its own size."""
        made = finish(self.engines["chain"].run(ChainRequest(photo, Chain(steps))))
        assert isinstance(made, Picture)
        return made


def coded_ways(generator: Generator) -> list[Way]:
    """For a model that is told the domain by name: to each from all the others of its group."""
    found: list[Way] = []
    groups = [generator.task, *([SHARED_WITH[generator.task]] if generator.task in SHARED_WITH else [])]
    for group in groups:
        names = list(domain_specs(group))
        for target in (name for name in names if name in generator.domains):
            sources = tuple(name for name in names if name != target)
            back = generator.id if set(sources) <= set(generator.domains) else ""
            found.append(Way(generator.id, group, sources, target, True, back))
    if not found:
        raise LookupError(f"the recipe for {generator.task} names other domains than {', '.join(generator.domains)}")
    return found


# --- recipes ---------------------------------------------------------------------------------------------------------


@cache
def recipes() -> tuple[Recipe, ...]:
    """Those of the translations."""
    found = (parse_recipe(path) for path in sorted((resources_dir() / "recipes").glob("*.toml")))
    return tuple(recipe for recipe in found if recipe.export["task"] in TRANSLATIONS)


def recipe_for(model: str) -> Recipe:
    """The recipe that exports the model, there or back; LookupError with a sentence if there is none."""
    for recipe in recipes():
        if model in (recipe.export["id"], recipe.export.get("back")):
            return recipe
    raise LookupError(f"no recipe trains {model}, so nothing says what it should make of which pictures")


def domain_specs(group: str) -> dict[str, DomainSpec]:
    """The domains of a task by name, without those that another group has; LookupError if it has no recipe."""
    for recipe in recipes():
        if recipe.export["task"] == group:
            other = domain_specs(SHARED_WITH[group]) if group in SHARED_WITH else {}
            return {spec.name: spec for spec in read_specs(recipe.data) if spec.name not in other}
    raise LookupError(f"no recipe is for the task {group}")


# --- pictures --------------------------------------------------------------------------------------------------------


def training_paths(spec: DomainSpec) -> list[Path]:
    return _paths(spec, False)


def held_back_paths(spec: DomainSpec) -> list[Path]:
    return _paths(spec, True)


def paths_elsewhere(group: str, name: str) -> list[Path]:
    """Pictures of that domain in another set, none that is trained on; empty for most domains."""
    if (group, name) not in OTHERS:
        return []
    trained = set(training_paths(domain_specs(group)[name]))
    return [path for path in _paths(OTHERS[group, name], None) if path not in trained]


def _paths(spec: DomainSpec, held_back: bool | None) -> list[Path]:
    paths = list_pictures(data_folder() / spec.folder, held_back)
    return [path for path in paths if not spec.only or any(fnmatch(path.name, pattern) for pattern in spec.only)]


def spread(paths: Sequence[Path], count: int) -> list[Path]:
    """Up to `count` of them, evenly."""
    count = min(count, len(paths))
    return [paths[n * len(paths) // count] for n in range(count)]


def open_all(paths: Iterable[Path]) -> list[Picture]:
    """At full size, as the application opens them."""
    return [load_picture(path) for path in paths]


def squares(picture: Picture, spec: DomainSpec) -> Tensor:
    """The squares that measures look at, N x 3 x 192 x 192 in 0..1, cut as in training (for photos side by side, for
    paintings smaller ones); the same of two pictures of one size, none of a picture that is too small."""
    pixels = torch.from_numpy(np.array(picture.as_uint8()[..., :3])).permute(2, 0, 1)
    found = cut(pixels, SIDE, CUTS[spec.cut])
    return torch.stack(found).float() / 255 if found else torch.empty(0, 3, SIDE, SIDE)


def largest(way: Way, count: int) -> list[Picture]:
    """The `count` largest held-back pictures of the way's sources, or of other photos if those are all small."""
    specs = domain_specs(way.group)
    opened = open_all(path for source in way.sources for path in held_back_paths(specs[source]))
    if max((_long(one) for one in opened), default=0) < LARGE:
        opened = open_all(path for spec in domain_specs("weather").values() for path in held_back_paths(spec))
    return sorted(opened, key=_long, reverse=True)[:count]


def _long(picture: Picture) -> int:
    return max(picture.width, picture.height)

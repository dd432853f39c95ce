"""Recipes: TOML files that say everything a training run needs, so that anyone can repeat it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from studio.core.errors import StudioError, UnknownChoiceError


@dataclass(frozen=True)
class Schedule:
    """The part of a recipe that the loop itself reads.

    steps: optimisation steps. precision: "no", "bf16" or "fp16" (mixed precision, Accelerate's names).
    ema: decay of the averaged weights. warmup: steps of linear warm-up before the cosine decay to `final_rate`.
    clip: largest gradient norm, 0 for none. sheet_every, checkpoint_every: seconds between them.
    """

    steps: int
    learning_rate: float
    final_rate: float = 0.01
    warmup: int = 50
    precision: str = "bf16"
    ema: float = 0.999
    clip: float = 0.0
    seed: int = 0
    sheet_every: float = 120.0
    checkpoint_every: float = 180.0


@dataclass(frozen=True)
class Recipe:
    """A parsed recipe. `network`, `data`, `method_options` and `export` belong to the method that reads them."""

    name: str
    title: str
    method: str
    schedule: Schedule
    network: dict[str, Any] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    export: dict[str, Any] = field(default_factory=dict)


def parse_recipe(path: Path) -> Recipe:
    """Reads a recipe; an unknown key is an error that names the file and the key."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise StudioError(f"The recipe {path.name} cannot be read: {error}.") from error
    known = {"format", "title", "method", "schedule", "network", "data", "options", "export"}
    if unknown := set(table) - known:
        raise StudioError(f"The recipe {path.name} has an unknown key: {sorted(unknown)[0]}.")
    if table.get("format") != 1:
        raise StudioError(f"The recipe {path.name} has format {table.get('format')}; this version reads format 1.")
    if missing := {"title", "method", "schedule"} - set(table):
        raise StudioError(f"The recipe {path.name} lacks the key: {sorted(missing)[0]}.")
    schedule = dict(table["schedule"])
    if unknown := set(schedule) - {f.name for f in fields(Schedule)}:
        raise StudioError(f"The recipe {path.name} has an unknown key: schedule.{sorted(unknown)[0]}.")
    try:
        parsed = Schedule(**schedule)
    except TypeError as error:
        raise StudioError(f"The recipe {path.name} has an incomplete [schedule]: {error}.") from error
    rest = {key: dict(table.get(key, {})) for key in ("network", "data", "options", "export")}
    return Recipe(path.stem, table["title"], table["method"], parsed, **rest)


def find_recipe(name: str, folder: Path) -> Path:
    """The recipe file called `name`: a path, or the name of one of the recipes in `folder`."""
    if Path(name).suffix == ".toml" and Path(name).is_file():
        return Path(name)
    path = folder / f"{name}.toml"
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in folder.glob("*.toml"))) or "none"
        raise UnknownChoiceError(f"There is no recipe called {name!r}; the recipes are: {known}.")
    return path

"""Recipes: TOML files that say everything a training run needs, so that anyone can repeat it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_type_hints

from studio.core.errors import StudioError, UnknownChoiceError

TABLES = ("schedule", "network", "data", "options", "export")
PRECISIONS = ("no", "bf16", "fp16")
EXPORT = {"id", "task", "data", "licence"}
BACK = {"back", "back_title"}  # the second model of methods that translate both ways: its id and its title
BOTH_WAYS = {"cycle"}
_WORDS = {int: "a whole number", float: "a number", str: "text"}


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
    """A parsed recipe. `network`, `data` and `options` belong to the method that reads them.

    export: the finished model's `id` and `task`, and for its manifest `data` (what it learned from) and `licence`;
    for a method that translates both ways also `back` and `back_title`, the id and title of the way back.
    """

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
    if unknown := set(table) - {"format", "title", "method", *TABLES}:
        raise StudioError(f"The recipe {path.name} has an unknown key: {sorted(unknown)[0]}.")
    if table.get("format") != 1:
        raise StudioError(f"The recipe {path.name} has format {table.get('format')}; this version reads format 1.")
    if missing := {"title", "method", "schedule", "export"} - set(table):
        raise StudioError(f"The recipe {path.name} lacks the key: {sorted(missing)[0]}.")
    for key in TABLES:
        if not isinstance(table.setdefault(key, {}), dict):
            raise StudioError(f"The recipe {path.name} needs a table [{key}], not {table[key]!r}.")
    for key in ("title", "method"):
        _check_kind(path, key, table[key], str)
    wanted = EXPORT | BACK if table["method"] in BOTH_WAYS else EXPORT
    _check_keys(path, "export", table["export"], wanted, wanted)
    for key, value in table["export"].items():
        _check_kind(path, f"export.{key}", value, str)
    schedule = _schedule(path, table["schedule"])
    return Recipe(path.stem, table["title"], table["method"], schedule, *(table[key] for key in TABLES[1:]))


def _schedule(path: Path, table: dict[str, Any]) -> Schedule:
    kinds = get_type_hints(Schedule)
    _check_keys(path, "schedule", table, set(kinds), {"steps", "learning_rate"})
    for key, value in table.items():
        _check_kind(path, f"schedule.{key}", value, kinds[key])
    schedule = Schedule(**table)
    if schedule.precision not in PRECISIONS:
        raise StudioError(f"The recipe {path.name} needs one of {', '.join(PRECISIONS)} for schedule.precision.")
    return schedule


def _check_keys(path: Path, name: str, table: dict[str, Any], known: set[str], needed: set[str]) -> None:
    if unknown := set(table) - known:
        raise StudioError(f"The recipe {path.name} has an unknown key: {name}.{sorted(unknown)[0]}.")
    if missing := needed - set(table):
        raise StudioError(f"The recipe {path.name} lacks the key: {name}.{sorted(missing)[0]}.")


def _check_kind(path: Path, key: str, value: object, kind: type) -> None:
    if type(value) is not kind and not (kind is float and type(value) is int):
        raise StudioError(f"The recipe {path.name} needs {_WORDS[kind]} for {key}, not {value!r}.")


def find_recipe(name: str, folder: Path) -> Path:
    """The recipe file called `name`: a path, or the name of one of the recipes in `folder`."""
    if Path(name).suffix == ".toml" and Path(name).is_file():
        return Path(name)
    path = folder / f"{name}.toml"
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in folder.glob("*.toml"))) or "none"
        raise UnknownChoiceError(f"There is no recipe called {name!r}; the recipes are: {known}.")
    return path

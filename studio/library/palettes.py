"""The palettes that ship with the application: `resources/palettes/<name>.toml`, one colour after another."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from studio.core.errors import ModelError
from studio.core.palettes import Palette
from studio.library.names import is_slug
from studio.library.paths import resources_dir
from studio.library.strict import damaged, read_toml


@dataclass(frozen=True)
class _Colour:
    name: str
    rgb: tuple[int, int, int]


@dataclass(frozen=True)
class _File:
    title: str
    colour: tuple[_Colour, ...]


def palettes_dir() -> Path:
    """The palettes that ship with the application, one file each."""
    return resources_dir() / "palettes"


def load_palette(name: str, folder: Path | None = None) -> Palette:
    """The palette called `name`, such as "facade"; ModelError with a sentence if there is none or it is damaged."""
    if not is_slug(name):
        raise ModelError(f"{name!r} cannot be a palette's name; use lower-case letters, digits and hyphens only.")
    path = (folder or palettes_dir()) / f"{name}.toml"
    file = read_toml(path, _File)
    try:
        return Palette(tuple(one.name for one in file.colour), tuple(one.rgb for one in file.colour), file.title)
    except ValueError as error:
        raise damaged(path, str(error)) from None

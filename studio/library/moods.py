"""The moods that ship with the application: `resources/moods.toml`, one after another in the order of the strip."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from studio.core.errors import ParameterError
from studio.core.moods import Mood
from studio.library.names import fold, unknown
from studio.library.paths import resources_dir
from studio.library.strict import damaged, read_toml


@dataclass(frozen=True)
class _Mood:
    name: str
    values: tuple[float, ...]


@dataclass(frozen=True)
class _File:
    mood: tuple[_Mood, ...]


def load_moods(path: Path | None = None) -> tuple[Mood, ...]:
    """The named moods; ModelError with a sentence if their file is damaged."""
    path = path or resources_dir() / "moods.toml"
    try:
        moods = tuple(Mood(one.name, one.values) for one in read_toml(path, _File).mood)
    except ParameterError as error:
        raise damaged(path, str(error)[:-1]) from None
    names = [fold(mood.name) for mood in moods]
    if not all(names) or len(set(names)) < len(names):
        raise damaged(path, "the names of its moods must be filled and different")
    return moods


def find_mood(name: str, moods: tuple[Mood, ...] | None = None) -> Mood:
    """The mood with that name, however it is written; UnknownChoiceError with those there are."""
    moods = load_moods() if moods is None else moods
    for mood in moods:
        if fold(mood.name) == fold(name):
            return mood
    raise unknown("mood", name, [mood.name for mood in moods])

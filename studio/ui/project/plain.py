"""The choices of the rooms as plain values, and back: what is damaged or from another version is left as it was."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields, replace
from enum import Enum
from typing import TypeVar

from studio.core.errors import StudioError
from studio.core.generate import GenerateParams
from studio.core.moods import Mood
from studio.core.params import MAX_SIZE, MIN_SIZE
from studio.project.project import Plain
from studio.ui.materials.moods import Moods
from studio.ui.session.session import Choices
from studio.ui.sketch.generation import Making

Value = TypeVar("Value")
MAX_TEXT = 200  # characters of a name
MAX_PAIRS = 32


def plain_choices(choices: Choices) -> Plain:
    """What the panel of the Photo room says."""
    values = {field.name: getattr(choices, field.name) for field in fields(choices)}
    plain = {name: value.value if isinstance(value, Enum) else value for name, value in values.items()}
    return plain | {"styles": [list(pair) for pair in choices.styles]}


def read_choices(plain: Plain, like: Choices) -> Choices:
    """`like` with what `plain` says."""
    choices = like
    for field in fields(Choices):
        if field.name not in plain:
            continue
        now, value = getattr(choices, field.name), plain[field.name]
        if field.name == "styles":
            value = _pairs(value)
        elif field.name == "size":
            value = _size(value, now)
        elif isinstance(now, Enum):
            value = _enum(now, value)
        else:
            value = _like(now, value)
        changed = replace(choices, **{field.name: value})
        if _usable(changed):
            choices = changed
    return choices


def plain_making(making: Making) -> Plain:
    """What the panel of a room says where one draws; its mood is that of `plain_moods`."""
    return {
        "model": making.model, "seed": making.seed, "look": making.look, "size": making.size, "locked": making.locked,
    }  # fmt: skip


def read_making(plain: Plain, like: Making) -> Making:
    """`like` with what `plain` says."""
    making = like
    for name in ("model", "seed", "look", "size", "locked"):
        if name in plain:
            now = getattr(making, name)
            value = _size(plain[name], now) if name == "size" else _like(now, plain[name])
            changed = replace(making, **{name: value})
            if _made(changed):
                making = changed
    return making


def plain_mood(mood: Mood | None) -> Plain | None:
    """A mood; None for that of the seed."""
    return None if mood is None else {"name": mood.name, "values": list(mood.values)}


def read_mood(plain: object) -> Mood | None:
    """The mood that `plain` says, None if it says none."""
    if not isinstance(plain, Mapping):
        return None
    name, values = plain.get("name"), plain.get("values")
    try:
        return Mood(str(name or "")[:MAX_TEXT], tuple(values))  # type: ignore[arg-type]
    except (StudioError, TypeError, ValueError):
        return None


def plain_moods(moods: Moods) -> Plain:
    """Which mood, what is mixed into it, and the time of day."""
    return {
        "mood": plain_mood(moods.first), "second": plain_mood(moods.second), "share": moods.share,
        "light": moods.light,
    }  # fmt: skip


def read_moods(plain: Plain, moods: Moods) -> None:
    """Chooses what `plain` says."""
    if "mood" not in plain:
        return
    share, light = (_like(0.0, plain.get(name, 0.0)) for name in ("share", "light"))
    moods.take(
        read_mood(plain["mood"]), read_mood(plain.get("second")), min(max(share, 0.0), 1.0), min(max(light, 0.0), 1.0)
    )


def plain_params(params: GenerateParams) -> Plain:
    """How a picture was generated."""
    return {
        "model": params.model, "seed": params.seed, "look": params.look, "size": params.size,
        "mood": plain_mood(params.mood), "domains": [list(pair) for pair in params.domains],
    }  # fmt: skip


def read_params(plain: object) -> GenerateParams | None:
    """The parameters that `plain` says; None if it makes no sense."""
    if not isinstance(plain, Mapping) or not isinstance(plain.get("model"), str):
        return None
    try:
        return GenerateParams(
            plain["model"][:MAX_TEXT], _like(0, plain.get("seed", 0)), _like(1.0, plain.get("look", 1.0)),
            _size(plain.get("size"), None), read_mood(plain.get("mood")), _pairs(plain.get("domains", [])),
        )  # fmt: skip
    except StudioError:
        return None


def text(value: object) -> str:
    """`value` if it is a text, not too long; "" else."""
    return value[:MAX_TEXT] if isinstance(value, str) else ""


def number(value: object) -> float:
    """`value` if it is a number, 0 else."""
    return _like(0.0, value)


def _like(now: Value, value: object) -> Value:
    """`value` if it is of the kind of `now`, else `now`."""
    if isinstance(now, float) and type(value) is int:
        value = float(value) if abs(value) < 1e9 else now
    if isinstance(value, str):
        value = value[:MAX_TEXT]
    if isinstance(value, float) and not math.isfinite(value):
        return now
    return value if type(value) is type(now) else now  # type: ignore[return-value]


def _enum(now: Enum, value: object) -> Enum:
    return next((one for one in type(now) if one.value == value), now)


def _size(value: object, now: int | None) -> int | None:
    if value is None or (type(value) is int and MIN_SIZE <= value <= MAX_SIZE):
        return value
    return now


def _pairs(value: object) -> tuple[tuple[str, float], ...]:
    """(name, number) pairs, the sound ones among them."""
    found = value if isinstance(value, list | tuple) else ()
    pairs = [pair for pair in found[:MAX_PAIRS] if isinstance(pair, list | tuple) and len(pair) == 2]
    sound = ((text(name), number(weight)) for name, weight in pairs)
    return tuple((name, weight) for name, weight in sound if name and 0 <= weight <= 1)


def _usable(choices: Choices) -> bool:
    """Whether engines would take them."""
    try:
        (choices if choices.styles else replace(choices, styles=(("any", 1.0),))).params()
    except (StudioError, TypeError, ValueError):
        return False
    return True


def _made(making: Making) -> bool:
    try:
        GenerateParams(making.model, making.seed, making.look, making.size)
    except (StudioError, TypeError, ValueError):
        return False
    return True

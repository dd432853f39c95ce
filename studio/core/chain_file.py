"""Chains as TOML files: understood completely or refused in a sentence, and written to be read back equal."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import MISSING, fields
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints

import tomli_w

from studio.core.chain import STEP_KINDS, Chain, ChainStep
from studio.core.errors import ChainError, ParameterError
from studio.core.files import atomic_bytes
from studio.core.picture import Picture
from studio.core.picture_io import load_picture

FORMAT = 1
MAX_BYTES = 1 << 20
TABLES = {"styles": "styles and weights", "domains": "domains and shares"}  # name = number, by the key of the field
_WORDS = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}


class _FaultError(Exception):
    """What is wrong inside; `read_chain` adds the file."""


def read_chain(path: str | Path) -> Chain:
    """The chain in a file. Raises ChainError that names the file and what is wrong in it."""
    path = Path(path)
    try:
        if not path.is_file():
            raise ChainError(f"There is no chain {path}; check the name and the folder.")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not valid"
        raise ChainError(f"The chain {path.name!r} cannot be read: {reason}; open another one.") from error
    return parse_chain(data, path.name)


def write_chain(path: str | Path, chain: Chain) -> None:
    """Writes the chain, whole or not at all. Raises StudioError with a sentence."""
    atomic_bytes(path, chain_bytes(chain))


def chain_bytes(chain: Chain) -> bytes:
    """The text of the file for `chain`; the same for equal chains."""
    table = {"format": FORMAT, "step": [_table(step) for step in chain.steps]}
    return tomli_w.dumps(table).encode("utf-8")


def parse_chain(data: bytes, name: str) -> Chain:
    """What the bytes of a file called `name` say. Raises ChainError."""
    try:
        return _chain(data)
    except (_FaultError, ParameterError) as fault:
        raise ChainError(f"The chain {name} cannot be used: {str(fault).rstrip('.')}; correct the file.") from None


def load_masks(chain: Chain, folder: Path) -> tuple[tuple[str, Picture], ...]:
    """The masks of the steps that work, from the chain's `folder`.

    Raises ChainError for one that a link leads out of the folder, PictureError for one that cannot be opened.
    """
    home = folder.resolve()
    masks = []
    for name in chain.mask_names:
        if not (home / name).resolve().is_relative_to(home):
            raise ChainError(f"The mask {name} lies outside the folder of its chain; copy it there.")
        masks.append((name, load_picture(home / name, name=name)))
    return tuple(masks)


def _chain(data: bytes) -> Chain:
    if len(data) > MAX_BYTES:
        raise _FaultError("it is too large")
    try:
        table = tomllib.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise _FaultError(f"it is not valid TOML ({str(error) or 'nested too deeply'})") from None
    version = table.pop("format", None)
    if type(version) is not int or version != FORMAT:
        raise _FaultError(f"the key 'format' must be {FORMAT}, the only one that this version reads")
    steps = table.pop("step", [])
    if table:
        raise _FaultError(f"unknown key {_short(table)}")
    if not isinstance(steps, list) or not all(isinstance(step, dict) for step in steps):
        raise _FaultError("the key 'step' must be a list of tables: begin each step with [[step]]")
    return Chain(tuple(_step(step, number) for number, step in enumerate(steps, 1)))


def _step(table: dict[str, Any], number: int) -> ChainStep:
    where = f"of step {number}"
    if "kind" not in table:
        raise _FaultError(f"the key 'kind' {where} is missing")
    kind = STEP_KINDS.get(table["kind"]) if isinstance(table["kind"], str) else None
    if kind is None:
        raise _FaultError(f"the key 'kind' {where} must be one of {', '.join(STEP_KINDS)}")
    hints = _hints(kind)
    known = {field.name: field for field in fields(kind)}
    if unknown := table.keys() - known.keys() - {"kind"}:
        raise _FaultError(f"unknown key {_short(unknown)} in step {number}")
    for key, field in known.items():
        if key not in table and field.default is MISSING:
            raise _FaultError(f"the key {key!r} {where} is missing")
    values = {key: _value(hints[key], table[key], key, where) for key in known if key in table}
    try:
        return kind(**values)
    except ParameterError as error:
        raise _FaultError(f"step {number}: {error}") from None


def _short(keys: Iterable[str]) -> str:
    """One of the keys, however long a file may have made it."""
    return repr(min(keys)[:40])


@cache
def _hints(kind: type[ChainStep]) -> dict[str, Any]:
    return get_type_hints(kind)


def _value(hint: Any, value: object, key: str, where: str) -> Any:
    if key in TABLES:
        if not isinstance(value, dict):
            raise _FaultError(f"the key {key!r} {where} must be a table of {TABLES[key]}")
        return tuple((name, _value(float, number, f"{key}.{name[:40]}", where)) for name, number in value.items())
    if hint == str | None:
        hint = str
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        if value not in [member.value for member in hint]:
            raise _FaultError(f"the key {key!r} {where} must be one of {', '.join(hint)}")
        return hint(value)
    if hint is float and type(value) is int and abs(value) < 2**53:
        value = float(value)
    if type(value) is not hint:
        raise _FaultError(f"the key {key!r} {where} must be {_WORDS[hint]}")
    return value


def _table(step: ChainStep) -> dict[str, object]:
    """All fields but those that are None and empty tables; plain values, tables at the end."""
    table: dict[str, object] = {"kind": step.kind}
    for field in sorted(fields(step), key=lambda field: field.name in TABLES):
        value = getattr(step, field.name)
        if field.name in TABLES:
            if value:
                table[field.name] = dict(value)
        elif value is not None:
            table[field.name] = str(value) if isinstance(value, StrEnum) else value
    return table

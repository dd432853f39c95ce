"""TOML files read into frozen dataclasses, strictly: what a file says is either understood completely or refused."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

import tomli_w

from studio.core.errors import ModelError

FORMAT = 1
MAX_BYTES = 1 << 20
OPTIONAL = {"optional": True}
"""Metadata of a field that a file may leave out: one that came after the first files were written."""
_WORDS = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}
Record = TypeVar("Record")


class _FaultError(Exception):
    """What is wrong with one key; `read_toml` adds the file."""


def read_toml(path: Path, kind: type[Record]) -> Record:
    """The file at `path` as the dataclass `kind`; ModelError names the file and the key that does not fit.

    Every field must be present whatever its default, unless it is marked `OPTIONAL`, and nothing else may be. A
    dataclass checks its own values by raising ValueError("field must ...") on construction.
    """
    try:
        if not path.is_file():
            raise _FaultError("it is missing")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        return parse_toml(data, kind, path)
    except _FaultError as fault:
        raise damaged(path, str(fault)) from None
    except OSError as error:
        raise ModelError(f"{path} cannot be read ({error.strerror}); check the file or remove its folder.") from None


def parse_toml(data: bytes, kind: type[Record], path: Path) -> Record:
    """`data` as `read_toml` reads it; `path` is only named in errors."""
    try:
        if len(data) > MAX_BYTES:
            raise _FaultError("it is too large")
        try:
            table = tomllib.loads(data.decode("utf-8"))
        except (ValueError, RecursionError) as error:
            raise _FaultError(f"it is not valid TOML ({str(error) or 'nested too deeply'})") from None
        if "format" not in table:
            raise _FaultError("the key 'format' is missing")
        version = table.pop("format")
        if version != FORMAT or isinstance(version, bool):
            raise _FaultError(f"the key 'format' must be {FORMAT}, not {version!r}")
        return _build(kind, table, "")
    except _FaultError as fault:
        raise damaged(path, str(fault)) from None


def to_toml(record: object, path: Path) -> bytes:
    """The text of a dataclass for `read_toml`; ModelError (naming `path`) if it would not be read back equal."""
    values: dict[str, Any] = asdict(record)  # type: ignore[call-overload]
    try:
        data = tomli_w.dumps({"format": FORMAT, **values}, multiline_strings=False).encode("utf-8")
    except (TypeError, ValueError) as error:
        raise damaged(path, f"a value cannot be written ({error})") from None
    if parse_toml(data, type(record), path) != record:
        raise damaged(path, "a value changes when it is written and read again")
    return data


def damaged(path: Path, fault: str) -> ModelError:
    """The error for a file that cannot be used because of `fault`."""
    return ModelError(f"{path} cannot be used: {fault}; correct the file or remove its folder.")


def _build(kind: type[Record], table: Mapping[str, Any], prefix: str) -> Record:
    hints = get_type_hints(kind)
    known = fields(kind)  # type: ignore[arg-type]
    names = [f.name for f in known]
    for key in table:
        if key not in names:
            raise _FaultError(f"unknown key '{prefix}{key}'")
    for one in known:
        if one.name not in table and not one.metadata.get("optional"):
            raise _FaultError(f"the key '{prefix}{one.name}' is missing")
    values = {name: _value(hints[name], table[name], prefix + name) for name in names if name in table}
    try:
        return kind(**values)
    except ValueError as error:
        raise _FaultError(f"{prefix}{error}") from None


def _value(hint: Any, value: object, key: str) -> Any:
    origin = get_origin(hint)
    if is_dataclass(hint):
        if not isinstance(value, dict):
            raise _FaultError(f"the key '{key}' must be a table")
        return _build(cast("type[Any]", hint), value, f"{key}.")
    if origin is Mapping:
        if not isinstance(value, dict):
            raise _FaultError(f"the key '{key}' must be a table")
        return {name: _free(item, f"{key}.{name}") for name, item in value.items()}
    if origin is tuple:
        kinds = get_args(hint)
        if not isinstance(value, list):
            raise _FaultError(f"the key '{key}' must be a list")
        if kinds[-1] is Ellipsis:
            kinds = (kinds[0],) * len(value)
        if len(value) != len(kinds):
            raise _FaultError(f"the key '{key}' must have {len(kinds)} values, not {len(value)}")
        return tuple(_value(part, item, key) for part, item in zip(kinds, value, strict=True))
    return _scalar(hint, value, key)


def _scalar(hint: Any, value: object, key: str) -> Any:
    if hint is float and type(value) is int and abs(value) < 2**53:
        value = float(value)
    if type(value) is not hint or (isinstance(value, float) and not math.isfinite(value)):
        raise _FaultError(f"the key '{key}' must be {_WORDS[hint]}")
    return value


def _free(value: object, key: str) -> Any:
    """A scalar, or lists of them as tuples."""
    if isinstance(value, list):
        return tuple(_free(item, key) for item in value)
    if isinstance(value, float) and not math.isfinite(value):
        raise _FaultError(f"the key '{key}' must be a finite number")
    if type(value) not in (str, int, float, bool):
        raise _FaultError(f"the key '{key}' must be text, a number, true or false, or a list of those")
    return value

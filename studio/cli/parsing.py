"""An argument parser whose every complaint is one sentence, and readers for single values."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NoReturn, TypeVar

from studio.core.errors import ParameterError
from studio.core.params import MAX_SIZE, MIN_SIZE, Control

EXIT_CODES = """exit codes:
  0    everything was done
  1    something unexpected happened; the message names a log file
  2    something was wrong with the command or with at least one picture; the message says what
  130  stopped with Ctrl+C"""

Choice = TypeVar("Choice", bound=StrEnum)


class Parser(argparse.ArgumentParser):
    """argparse without abbreviations, and with a single line for an error."""

    def __init__(self, **options: object) -> None:
        options = {"allow_abbrev": False, "epilog": EXIT_CODES} | options
        super().__init__(formatter_class=argparse.RawDescriptionHelpFormatter, **options)  # type: ignore[arg-type]

    def error(self, message: str) -> NoReturn:
        message = message.replace("the following arguments are required:", "please give")
        message = message.replace("unrecognized arguments:", "unknown option")
        print(f"studio: {message[:1].upper()}{message[1:]}; see `{self.prog} --help`.", file=sys.stderr)
        raise SystemExit(2)


def number(control: Control) -> Callable[[str], float]:
    """Reads a number in the range of `control`; raises ParameterError with its sentence."""

    def read(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            raise ParameterError(
                f"{control.label} must be a number between {control.minimum:g} and {control.maximum:g}, not {text!r}."
            ) from None
        return control.check(value)

    return read


def whole(label: str, minimum: int, maximum: int) -> Callable[[str], int]:
    """Reads a whole number within limits; raises ParameterError."""

    def read(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            value = minimum - 1
        if not minimum <= value <= maximum:
            raise ParameterError(f"{label} must be a whole number between {minimum} and {maximum}, not {text!r}.")
        return value

    return read


def size(text: str) -> int | None:
    """Reads the long side in pixels, or "full" (None) for the photo's own size."""
    if text == "full":
        return None
    try:
        return whole("The size", MIN_SIZE, MAX_SIZE)(text)
    except ParameterError:
        raise ParameterError(
            f"The size must be between {MIN_SIZE} and {MAX_SIZE} pixels or full, not {text!r}."
        ) from None


def one_of(label: str, kind: type[Choice]) -> Callable[[str], Choice]:
    """Reads a member of `kind`; raises ParameterError that lists them."""

    def read(text: str) -> Choice:
        return kind(word(label, [member.value for member in kind])(text))

    return read


def word(label: str, choices: Sequence[str]) -> Callable[[str], str]:
    """Reads one of `choices`; raises ParameterError that lists them."""

    def read(text: str) -> str:
        if text not in choices:
            raise ParameterError(f"{label} must be one of {', '.join(choices)}, not {text!r}.")
        return text

    return read

"""Requests: everything a job needs, captured on the UI thread as plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from studio.core.params import StylizeParams
from studio.core.picture import Picture


@dataclass(frozen=True)
class Request:
    """What every request has: the id of the engine that answers it, and a key by which equal work is recognised."""

    engine: ClassVar[str]

    @property
    def key(self) -> tuple[object, ...]:
        """Two requests with equal keys give the same result."""
        raise NotImplementedError


@dataclass(frozen=True)
class StylizeRequest(Request):
    """Paint `photo` in one or more styles; the result is a `Picture`. Alpha is carried over."""

    engine: ClassVar[str] = "gatys"
    photo: Picture
    params: StylizeParams

    @property
    def key(self) -> tuple[object, ...]:
        return (self.engine, self.photo.digest, self.params)


@dataclass(frozen=True)
class LearnStyleRequest(Request):
    """Turn the user's picture at `path` into a style; the result is a `studio.library.styles.Style`."""

    engine: ClassVar[str] = "learn-style"
    path: Path
    title: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        return (self.engine, self.path, self.title)

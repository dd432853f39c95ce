"""Requests: everything a job needs, captured on the UI thread as plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from studio.core.params import StylizeParams
from studio.core.picture import Picture
from studio.core.style_masks import Region, StyleMasks


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
    """Paint `photo` in one or more styles by optimisation; the result is a `Picture`. Alpha is carried over."""

    engine: ClassVar[str] = "gatys"
    photo: Picture
    params: StylizeParams
    masks: StyleMasks | None = None

    @property
    def key(self) -> tuple[object, ...]:
        return (self.engine, self.photo.digest, self.params, self.masks.digest if self.masks else None)

    @property
    def regions(self) -> list[Region]:
        """What is painted where; the planes sum to 1, and a single region is the whole picture."""
        styles = self.params.styles
        return self.masks.regions(styles) if self.masks else [Region(None, styles)]


@dataclass(frozen=True)
class InstantRequest(StylizeRequest):
    """The same painting in one pass of a feed-forward network; start, content and smoothness play no part."""

    engine: ClassVar[str] = "instant"


@dataclass(frozen=True)
class TilesRequest(Request):
    """A small `photo` in each of `styles` for the style picker; the result is a dict of style id to `Picture`.

    Styles that cannot be painted are left out. The tiles have the photo's form and size (128 px or so).
    """

    engine: ClassVar[str] = "tiles"
    photo: Picture
    styles: tuple[str, ...]

    @property
    def key(self) -> tuple[object, ...]:
        return (self.engine, self.photo.digest, self.styles)


@dataclass(frozen=True)
class LearnStyleRequest(Request):
    """Turn the user's picture at `path` into a style; the result is a `studio.library.styles.Style`."""

    engine: ClassVar[str] = "learn-style"
    path: Path
    title: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        return (self.engine, self.path, self.title)

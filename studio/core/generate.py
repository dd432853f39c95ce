"""Requests to the generators: a sketch, a photo or a label map in, a picture out."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar

from studio.core.errors import ParameterError
from studio.core.moods import Mood
from studio.core.params import MAX_SIZE, MIN_SIZE, Control
from studio.core.picture import Picture
from studio.core.request import Request

LOOK = Control(
    "look", "Look", 0.0, 2.0, 1.0, "How far the mood of this seed is taken; 0 is the plainest picture there is."
)
DOMAIN = Control("domain", "Share", 0.0, 1.0, 0.0, "How much of it there is to be; 0 leaves it out.")
DETAIL = Control("detail", "Detail", 0.0, 1.0, 0.5, "How many lines are traced: from outlines alone to every leaf.")


@dataclass(frozen=True)
class GenerateParams:
    """All that decides a generated picture besides what goes in. Raises ParameterError when out of range.

    model: the id of an installed generator. seed: which mood; the same seed gives the same picture.
    size: long side of the result in pixels; None keeps the input's size. mood: light and colour, where the model has
    moods; the seed then varies the texture and, a little, the look. None: the mood of the seed. domains: (name, share)
    pairs, how much of each of its domains a translation is to bring, 0..1; those that are not named are at 0, and
    nothing of any gives the photo back. draft: whether a translation may look at a smaller picture, to be quick.
    """

    model: str
    seed: int = 0
    look: float = LOOK.default
    size: int | None = None
    mood: Mood | None = None
    domains: tuple[tuple[str, float], ...] = ()
    draft: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "look", LOOK.check(self.look))
        object.__setattr__(self, "domains", check_domains(self.domains))
        if self.size is not None and not MIN_SIZE <= self.size <= MAX_SIZE:
            raise ParameterError(f"The size must be between {MIN_SIZE} and {MAX_SIZE} pixels, not {self.size}.")
        if not 0 <= self.seed < 2**32:
            raise ParameterError("The seed must be between 0 and 4294967295.")


def check_domains(domains: Iterable[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    """(name, share) pairs with their shares as floats. Raises ParameterError with a sentence."""
    checked = tuple((name, replace(DOMAIN, label=f"The share of {name[:40]}").check(share)) for name, share in domains)
    if len({name for name, _ in checked}) < len(checked):
        raise ParameterError("The domains of a picture must be different.")
    return checked


@dataclass(frozen=True)
class GenerateRequest(Request):
    """Turn `source` into the picture that the model makes of it; the result is a `Picture`.

    Translations keep alpha and more than 8 bits; what other models make has neither.

    source: for sketch models dark lines on white (alpha is laid over white), for label models the colours of the
    model's palette, for the others a photo.
    hints: colours where the artist gave one, RGBA over the same area (alpha 0: none given), for models that take them.
    """

    engine: ClassVar[str] = "generate"
    source: Picture
    params: GenerateParams
    hints: Picture | None = None

    @property
    def key(self) -> tuple[object, ...]:
        return (self.engine, self.source.digest, self.params, self.hints.digest if self.hints else None)


@dataclass(frozen=True)
class VariationsRequest(GenerateRequest):
    """The same with each of `seeds` instead of the one in `params`; the result is a dict of seed to `Picture`."""

    engine: ClassVar[str] = "variations"
    seeds: tuple[int, ...] = ()

    @property
    def key(self) -> tuple[object, ...]:
        return (*super().key, self.seeds)


@dataclass(frozen=True)
class TraceRequest(Request):
    """Draw the lines of `photo` as the sketch models learned them; the result is a `Picture`, dark lines on white."""

    engine: ClassVar[str] = "trace"
    photo: Picture
    detail: float = DETAIL.default

    def __post_init__(self) -> None:
        if not math.isfinite(self.detail):
            raise ParameterError("Detail must be a number.")
        object.__setattr__(self, "detail", DETAIL.check(self.detail))

    @property
    def key(self) -> tuple[object, ...]:
        return (self.engine, self.photo.digest, self.detail)


@dataclass(frozen=True)
class MapRequest(Request):
    """Find out what is where in `photo`; the result is an opaque `Picture` of its form, at most 1024 px long, in
    exactly the colours of the model's palette."""

    engine: ClassVar[str] = "map"
    photo: Picture
    model: str = "materials-from-photo"

    @property
    def key(self) -> tuple[object, ...]:
        return (self.engine, self.photo.digest, self.model)

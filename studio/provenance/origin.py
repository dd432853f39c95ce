"""Where a picture comes from, as a value: what kind of picture it is, the models that worked, what went in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from studio.core.picture import Picture

VOCABULARY = "http://cv.iptc.org/newscodes/digitalsourcetype/"
PRODUCT = "Atelier Studio"
NOTHING: Mapping[str, object] = MappingProxyType({})


class Source(StrEnum):
    """The terms of the IPTC's vocabulary of digital source types that this program can vouch for."""

    COMPOSITE = "compositeWithTrainedAlgorithmicMedia"  # a model worked on what the artist drew or photographed
    GENERATED = "trainedAlgorithmicMedia"  # a model made it, and nobody gave it a picture of theirs
    DRAWN = "digitalCreation"  # drawn by hand, no model involved
    MIXED = "composite"  # drawn over, or put together with, pictures from elsewhere
    EDITED = "humanEdits"  # changed by a person with plain tools, no model involved
    COMPUTED = "algorithmicMedia"  # made by a plain algorithm, such as the examples

    @property
    def uri(self) -> str:
        """The term as files name it."""
        return VOCABULARY + self.value

    @property
    def uses_models(self) -> bool:
        """Whether trained models had a part in it: what is commonly called AI."""
        return self in (Source.COMPOSITE, Source.GENERATED)


class Role(StrEnum):
    """What an ingredient is to the picture, in C2PA's words."""

    PARENT = "parentOf"  # the picture is a state of it
    COMPONENT = "componentOf"  # something of it is in the picture


@dataclass(frozen=True)
class Model:
    """A model that worked: its id, and its title for people."""

    id: str
    title: str


@dataclass(frozen=True, eq=False)
class Ingredient:
    """Something that went in. digest: of its pixels, as in `Picture.digest`, or of whatever stands for it; "" unknown.

    file: where it came from, if it came from a file; it may have changed or gone since.
    xmp: what its file said of itself, if anything. signed: whether its file carried content credentials.
    """

    role: Role
    name: str
    digest: str = ""
    file: str = ""
    xmp: bytes | None = None
    signed: bool = False


def photo_ingredient(picture: Picture, name: str, file: Path | None = None) -> Ingredient:
    """The picture that is worked on, as an ingredient."""
    about = picture.metadata
    return Ingredient(Role.PARENT, name, picture.digest, str(file or ""), about.xmp, about.credentials)


@dataclass(frozen=True, eq=False)
class Origin:
    """How a picture was made.

    source: None for a picture that this program did not change, of which its file keeps saying what it said.
    recipe: all that is needed to make it again (parameters, seeds, names), as plain values that JSON can hold.
    """

    source: Source | None = None
    models: tuple[Model, ...] = ()
    ingredients: tuple[Ingredient, ...] = ()
    recipe: Mapping[str, object] = field(default_factory=lambda: NOTHING)

    @property
    def parent(self) -> Ingredient | None:
        """The picture that this one is a state of."""
        return next((each for each in self.ingredients if each.role is Role.PARENT), None)


@dataclass(frozen=True)
class Says:
    """What a file is to say. ai: that models were used. recipe: how to make it again. metadata: what the photo's
    file said of itself (camera, date, place)."""

    ai: bool = True
    recipe: bool = False
    metadata: bool = True

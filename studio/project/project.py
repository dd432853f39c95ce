"""Everything of the artist's that one document file holds, as a frozen value: what is saved and what is opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from studio.core.chain import Chain
from studio.core.picture import Picture
from studio.core.style_masks import StyleMasks
from studio.document.layer import Blend, Kind, Pixels

Plain = Mapping[str, object]  # what JSON can hold
NOTHING: Plain = MappingProxyType({})


@dataclass(frozen=True, eq=False)
class SavedLayer:
    """One layer. pixels: HxWx4 uint8, straight alpha, the size of the project, never written to. opacity: 0..1.

    id: unique within the project. note: how the pixels were made (JSON: model, seed ...), "" when drawn by hand.
    """

    id: int
    name: str
    kind: Kind
    pixels: Pixels
    visible: bool = True
    opacity: float = 1.0
    locked: bool = False
    blend: Blend = Blend.NORMAL
    note: str = ""


@dataclass(frozen=True, eq=False)
class SavedPhoto:
    """A photo that a room works on. steps: the styles already painted into it; original: the photo before them."""

    picture: Picture
    name: str
    steps: tuple[str, ...] = ()
    original: SavedPhoto | None = None


@dataclass(frozen=True, eq=False)
class SavedStyling:
    """The Photo room. choices: the panel's (styles, strength, seed ...), plain. masks: which style belongs where."""

    photo: SavedPhoto | None = None
    choices: Plain = field(default_factory=lambda: NOTHING)
    masks: StyleMasks | None = None


@dataclass(frozen=True, eq=False)
class SavedChain:
    """The Transform room. masks: a grey picture for every name that a step of the chain has."""

    photo: SavedPhoto | None = None
    chain: Chain = field(default_factory=Chain)
    masks: tuple[tuple[str, Picture], ...] = ()


@dataclass(frozen=True, eq=False)
class SavedResult:
    """A result that the artist starred. note: how it was made (model, seed, parameters), plain."""

    picture: Picture
    name: str
    note: Plain = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, eq=False)
class Project:
    """All of it. width, height: of the drawing, pixels. layers: bottom to top. active: the id of a layer, 0 for none.

    rooms: for each room where pictures are made ("sketch", "materials"), its model, seed, look and so on, plain.
    room: the one that showed.
    """

    width: int
    height: int
    layers: tuple[SavedLayer, ...] = ()
    active: int = 0
    styling: SavedStyling = field(default_factory=SavedStyling)
    transform: SavedChain = field(default_factory=SavedChain)
    results: tuple[SavedResult, ...] = ()
    rooms: Mapping[str, Plain] = field(default_factory=dict)
    room: str = ""

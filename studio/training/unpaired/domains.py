"""Domains: sets of pictures of one kind (summer, night, paintings) that training translates between."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from itertools import product
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from studio.core.errors import StudioError, UnavailableError
from studio.library.names import is_slug
from studio.training.data import data_folder, list_pictures, read_picture
from studio.training.pairs.source import square

SIDE = 256
WHOLE = (1.0,)
CUTS = {"whole": WHOLE, "parts": (1.0, 0.7, 0.5), "details": (0.7, 0.5, 0.35)}
"""Sides of the squares, of the shorter side of the picture."""
SMALLEST = 0.75  # squares with a side of less than this share of SIDE are not enlarged but left out
NEAREST = 0.6  # the smallest part of a square that is trained on, unless a recipe says otherwise
LONGEST = 1024
KEYS = {"name", "folder", "cut", "only", "but", "kind", "plain", "fades", "more"}
KEYS_OF_MORE = {"folder", "cut", "only"}


@dataclass(frozen=True)
class DomainSpec:
    """One of a recipe's [[data.domains]].

    name: lower-case letters, digits, hyphens. folder: below the data folder. cut: "whole" (squares as high as the
    picture, side by side where it is long), "parts" (smaller ones too: for a few large pictures) or "details" (smaller
    ones alone: for the strokes of paintings). only: patterns of file names, one of which must fit; none take all. but:
    patterns of those that are not trained on; what is held back for measures stays what it is. kind: what its pictures
    are of, a word that domains of the same sort of places share. plain: whether what is flat in a photo is to stay so
    when it is led here. fades: whether fine detail of its photos may go when they are led elsewhere, as streaks of rain
    should. more: pictures of other folders that are trained on as well; none of them is held back.
    """

    name: str
    folder: str
    cut: str = "whole"
    only: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    kind: str = ""
    plain: bool = False
    fades: bool = False
    more: tuple[DomainSpec, ...] = ()


def read_specs(data: dict[str, Any]) -> list[DomainSpec]:
    """The domains of a recipe's [data]; StudioError that names what does not fit."""
    tables = data.get("domains")
    if not isinstance(tables, list) or len(tables) < 2:
        raise StudioError("A recipe for unpaired training needs two [[data.domains]] or more.")
    specs = []
    for table in tables:
        if not isinstance(table, dict) or not {"name", "folder"} <= set(table) <= KEYS:
            raise StudioError(
                "Each of [[data.domains]] needs a name and folder, and may have cut, only, but, kind, plain, fades and"
                " more."
            )
        more = table.get("more", [])
        if not isinstance(more, list) or not all(isinstance(one, dict) for one in more):
            raise StudioError("In [[data.domains]], more is a list of tables with a folder each.")
        if not all({"folder"} <= set(one) <= KEYS_OF_MORE for one in more):
            raise StudioError("Each of [[data.domains.more]] needs a folder, and may have cut and only.")
        others = tuple(_read_spec({"name": table["name"]} | one) for one in more)
        specs.append(replace(_read_spec(table), more=others))
    if len({spec.name for spec in specs}) < len(specs):
        raise StudioError("Two of the domains have the same name; give each its own.")
    return specs


def _read_spec(table: dict[str, Any]) -> DomainSpec:
    patterns = [table.get(key, []) for key in ("only", "but")]
    texts = [table["name"], table["folder"], table.get("cut", "whole"), table.get("kind", "")]
    for found in patterns:
        texts += found if isinstance(found, list) else [0]
    if not all(isinstance(text, str) for text in texts):
        raise StudioError("The keys of [[data.domains]] are texts, and only and but are lists of them.")
    plain, fades = table.get("plain", False), table.get("fades", False)
    if not isinstance(plain, bool) or not isinstance(fades, bool):
        raise StudioError("In [[data.domains]], plain and fades are true or false.")
    only, but = (tuple(found) for found in patterns)
    spec = DomainSpec(texts[0], texts[1], texts[2], only, but, texts[3], plain, fades)
    if spec.cut not in CUTS or not is_slug(spec.name):
        choices = " or ".join(CUTS)
        raise StudioError(f"The domain {spec.name!r} needs a name in lower-case letters and cut = {choices}.")
    return spec


class Domain:
    """The pictures of one domain in memory: training squares, and others that are held back from training."""

    def __init__(self, spec: DomainSpec, side: int = SIDE, nearest: float = NEAREST) -> None:
        self.name, self.kind, self.plain, self.fades = spec.name, spec.kind, spec.plain, spec.fades
        self.side, self.nearest = side, nearest
        self.paths, self.held_back_paths = (paths_of(spec, held_back) for held_back in (False, True))
        self.shares = CUTS[spec.cut]
        self.squares = self._parts(self.paths, self.shares)
        for other in spec.more:
            self.squares += self._parts(paths_of(other, False), CUTS[other.cut])
        if not self.squares or not self.held_back_paths:
            raise UnavailableError(
                f"The domain {spec.name} needs more pictures in {spec.folder}: some to train on and some held back."
            )

    def draw(self, rng: random.Random, count: int, size: int) -> Tensor:
        """`count` training pictures, N x 3 x size x size in 0..1: parts of squares, flipped half of the time."""
        drawn = []
        for _ in range(count):
            picture = self.squares[rng.randrange(len(self.squares))]
            side = rng.randint(int(self.nearest * self.side), self.side)
            top, left = rng.randint(0, self.side - side), rng.randint(0, self.side - side)
            part = _sized(picture[:, top : top + side, left : left + side], size)
            drawn.append(part.flip(2) if rng.random() < 0.5 else part)
        return torch.stack(drawn)

    def held_back(self, count: int, size: int) -> Tensor:
        """Up to `count` squares of held-back pictures, always the same, N x 3 x size x size in 0..1: their middle
        ones, or of a few pictures that are cut into parts, all parts."""
        if self.shares == WHOLE:
            step = max(1, len(self.held_back_paths) // count)
            chosen = [square(read_picture(path, LONGEST), self.side) for path in self.held_back_paths[::step][:count]]
        else:
            parts = self._parts(self.held_back_paths, self.shares)
            chosen = parts[:: max(1, len(parts) // count)][:count]
        return torch.stack([_sized(picture, size) for picture in chosen])

    def _parts(self, paths: list[Path], shares: tuple[float, ...]) -> list[Tensor]:
        return [part for path in paths for part in cut(read_picture(path, LONGEST), self.side, shares)]


def read_domains(data: dict[str, Any]) -> list[Domain]:
    """The domains that a recipe's [data] names, read into memory. data.side: of the squares, 256 unless it is said;
    data.nearest: the smallest part of a square that is trained on, 0.6 of its side unless it is said."""
    side, nearest = int(data.get("side", SIDE)), float(data.get("nearest", NEAREST))
    return [Domain(spec, side, nearest) for spec in read_specs(data)]


def cut(picture: Tensor, side: int, shares: tuple[float, ...] = WHOLE) -> list[Tensor]:
    """Squares of a 3 x H x W uint8 picture, each 3 x side x side, uint8, that cover it at every one of the `shares` of
    its shorter side; those that would have to be enlarged much are left out."""
    height, width = picture.shape[1:]
    found = []
    for share in shares:
        window = round(share * min(height, width))
        if window < SMALLEST * side:
            continue
        for top, left in product(_places(height, window), _places(width, window)):
            found.append(square(picture[:, top : top + window, left : left + window], side))
    return found


def _places(length: int, window: int) -> list[int]:
    """Where windows start that cover a length evenly; a rest of less than a quarter is shared out."""
    count = max(1, round(length / window + 0.25))
    return (
        [round(n * (length - window) / max(1, count - 1)) for n in range(count)]
        if count > 1
        else [(length - window) // 2]
    )


def paths_of(spec: DomainSpec, held_back: bool) -> list[Path]:
    """The files of a domain that are trained on, or those that are held back."""
    paths = list_pictures(data_folder() / spec.folder, held_back)
    paths = [path for path in paths if not spec.only or _fits(path, spec.only)]
    return paths if held_back else [path for path in paths if not _fits(path, spec.but)]


def _fits(path: Path, patterns: Sequence[str]) -> bool:
    return any(fnmatch(path.name, pattern) for pattern in patterns)


def _sized(picture: Tensor, size: int) -> Tensor:
    """3 x S x S uint8 to 3 x size x size in 0..1."""
    pixels = picture[None].float().div_(255)
    if picture.shape[1] != size:
        pixels = F.interpolate(pixels, size=(size, size), mode="bilinear", antialias=True, align_corners=False)
    return pixels[0].clamp_(0, 1)

"""Pairs of two pictures of one place: label maps and house fronts, street maps and aerial photos."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor

from studio.networks.generator import Generator
from studio.networks.pyramid import shrunk
from studio.training.data import read_picture
from studio.training.pairs.source import Pairs, PairSource, coarsened, heights, square

SIDE = 256


class PlacePairs(PairSource):
    """Two pictures of the same name in two folders. recipe.data: `sets`, folders of targets; `given`, the folder beside
    each that holds what goes in."""

    def __init__(self, data: dict, network: Generator) -> None:
        self.given = str(data["given"])
        super().__init__(data, network)
        self.pairs = [self._read(path) for path in self.paths]

    def _read(self, path: Path) -> tuple[Tensor, Tensor]:
        """(what goes in, target) as uint8, channels x SIDE x SIDE."""
        beside = path.parent.parent / self.given
        found = next(p for p in (beside / f"{path.stem}{s}" for s in (".png", ".jpg", path.suffix)) if p.is_file())
        return self._read_given(found), square(read_picture(path), SIDE)

    def _read_given(self, path: Path) -> Tensor:
        return square(read_picture(path), SIDE)

    def _condition(self, given: Tensor) -> Tensor:
        return given.float() / 255

    def photos(self, rng: random.Random, count: int) -> Tensor:
        return torch.stack([self.pairs[rng.randrange(len(self.pairs))][1] for _ in range(count)]).float() / 255

    def batch(self, rng: random.Random, count: int, finer: bool) -> Pairs:
        chosen = [self.pairs[rng.randrange(len(self.pairs))] for _ in range(count)]
        given, target = (torch.stack([pair[n] for pair in chosen]) for n in (0, 1))
        given, target = self._condition(given), target.float() / 255
        given, target = self._turned(given, target, rng)
        position = [heights(count, SIDE)] if self.network.config["position"] else []
        whole = torch.cat([given, *position], 1)
        if self.network.has_draft and not finer:
            factor = SIDE // self.size
            return Pairs(F.avg_pool2d(whole, factor), F.avg_pool2d(target, factor), None, target)
        top, left = (2 * rng.randint(0, (SIDE - self.size) // 2) for _ in range(2))
        area = (..., slice(top, top + self.size), slice(left, left + self.size))
        condition, part = whole[area], target[area]
        if not finer:
            return Pairs(condition, part, None, target)
        corners = [(top // 2, left // 2)] * count
        return Pairs(condition, part, coarsened(part, rng), target, shrunk(self.network, whole, 2), corners)

    def _turned(self, given: Tensor, target: Tensor, rng: random.Random) -> tuple[Tensor, Tensor]:
        """Mirrored half of the time; what is seen from above in any of eight ways."""
        if rng.random() < 0.5:
            given, target = given.flip(3), target.flip(3)
        if not self.network.config["position"]:
            turns = rng.randrange(4)
            given, target = given.rot90(turns, (2, 3)), target.rot90(turns, (2, 3))
        return given, target

    def held_back(self, count: int, hints: bool = False) -> Pairs:
        paths = self._paths(held_back=True)
        pairs = [self._read(path) for path in paths[:: max(1, len(paths) // count)][:count]]
        given, target = (torch.stack([pair[n] for pair in pairs]) for n in (0, 1))
        condition = self._condition(given)
        if self.network.config["position"]:
            condition = torch.cat([condition, heights(len(given), SIDE)], 1)
        target = target.float() / 255
        return Pairs(condition, target, None, target)


class LabelPairs(PlacePairs):
    """Label maps, given as one channel for each class. recipe.data: `palette`, its name in resources/palettes."""

    def __init__(self, data: dict, network: Generator) -> None:
        super().__init__(data, network)
        self.palette = str(data["palette"])

    def _read_given(self, path: Path) -> Tensor:
        with Image.open(path) as image:
            return torch.from_numpy(np.array(image))[None]

    def _condition(self, given: Tensor) -> Tensor:
        return F.one_hot(given[:, 0].long(), self.network.source_channels).permute(0, 3, 1, 2).float()

    def picture_of(self, pairs: Pairs) -> Tensor:
        """The classes in shades and tints that tell them apart."""
        classes = pairs.condition[:, : self.network.source_channels].float().cpu().argmax(1).float()
        return torch.stack([(classes * step % 1.0) for step in (0.083, 0.31, 0.57)], 1)

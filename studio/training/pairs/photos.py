"""Photos and what was done to them: taken their colour, or spoiled as cameras, scanners and messengers spoil them."""

from __future__ import annotations

import random

import torch
import torch.nn.functional as F
from torch import Tensor

from studio.networks.generator import Generator, luma
from studio.training.data import read_picture
from studio.training.pairs.hints import strokes
from studio.training.pairs.source import Pairs, PairSource, read_squares
from studio.training.pairs.spoil import spoiled

SIDE = 256


class PhotoPairs(PairSource):
    """Photos in memory, whole squares or parts of them."""

    def __init__(self, data: dict, network: Generator) -> None:
        super().__init__(data, network)
        self.pictures = self._read()

    def _read(self) -> list[Tensor]:
        return read_squares(self.paths, SIDE)

    def photos(self, rng: random.Random, count: int) -> Tensor:
        return torch.stack([self._part(rng) for _ in range(count)]).float() / 255

    def _part(self, rng: random.Random) -> Tensor:
        """A random square of a photo, flipped half of the time, 3 x size x size uint8."""
        picture = self.pictures[rng.randrange(len(self.pictures))]
        top, left = rng.randint(0, picture.shape[1] - self.size), rng.randint(0, picture.shape[2] - self.size)
        part = picture[:, top : top + self.size, left : left + self.size]
        return part.flip(2) if rng.random() < 0.5 else part

    def _held_back_photos(self, count: int) -> Tensor:
        paths = self._paths(held_back=True)
        return torch.stack(read_squares(paths[:: max(1, len(paths) // count)][:count], SIDE)).float() / 255


class ColourPairs(PhotoPairs):
    """Brightness and colour hints (often none) to the photo in colour. Whole pictures, made smaller: what a thing is
    decides its colour, and things are large."""

    def _part(self, rng: random.Random) -> Tensor:
        picture = self.pictures[rng.randrange(len(self.pictures))]
        return picture.flip(2) if rng.random() < 0.5 else picture

    def batch(self, rng: random.Random, count: int, finer: bool) -> Pairs:
        target = F.avg_pool2d(self.photos(rng, count), SIDE // self.size)
        kept = torch.tensor([rng.random() < 0.5 for _ in range(count)]).float()[:, None, None, None]
        bright = luma(target)
        return Pairs(torch.cat([bright, strokes(target, rng) * kept], 1), target, None, target)

    def held_back(self, count: int, hints: bool = False) -> Pairs:
        photos = self._held_back_photos(count)
        given = strokes(photos, random.Random(7), 8) if hints else torch.zeros(len(photos), 4, SIDE, SIDE)
        return Pairs(torch.cat([luma(photos), given], 1), photos, None, photos)


class SpoiledPairs(PhotoPairs):
    """Spoiled photos to what they were; parts of them at full size."""

    def _read(self) -> list[Tensor]:
        """All that are large enough to cut a part from."""
        pictures = (read_picture(path, 512) for path in self.paths)
        return [picture for picture in pictures if min(picture.shape[1:]) >= self.size]

    def batch(self, rng: random.Random, count: int, finer: bool) -> Pairs:
        target = self.photos(rng, count)
        return Pairs(torch.stack([spoiled(photo, rng) for photo in target]), target)

    def held_back(self, count: int, hints: bool = False) -> Pairs:
        photos, rng = self._held_back_photos(count), random.Random(9)
        torch.manual_seed(9)
        return Pairs(torch.stack([spoiled(photo, rng) for photo in photos]), photos)

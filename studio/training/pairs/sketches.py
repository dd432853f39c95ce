"""Sketches and the photos they were drawn from: many extractors, and what a clumsy hand does to lines."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor

from studio.networks import line_art
from studio.networks.generator import Generator
from studio.networks.pyramid import shrunk
from studio.training.pairs.hints import areas, strokes
from studio.training.pairs.source import Pairs, PairSource, coarsened, heights, read_squares, square

SIDE = 256
KINDS = 5  # ways in which lines are found
TRACED = (0.15, 0.5, 0.9)  # the details of the first three


class SketchPairs(PairSource):
    """Lines, colour hints (often none) and height to photo.

    The first level sees whole pictures at 1/2 of their size, the finer one parts of them as they are. Lines that
    people drew ("contours" beside the pictures) and label maps ("labels") are used where they are.
    """

    def __init__(self, data: dict, network: Generator) -> None:
        super().__init__(data, network)
        self.pictures = read_squares(self.paths, SIDE)
        self.drawn = [_beside(path, "contours") for path in self.paths]
        self.labelled = [_beside(path, "labels") for path in self.paths]
        self._lines: dict[tuple[int, int], np.ndarray] = {}  # a photo's lines are found once, and kept as bits

    def photos(self, rng: random.Random, count: int) -> Tensor:
        return torch.stack([self.target(i) for i in rng.sample(range(len(self.pictures)), count)]).float() / 255

    def choose(self, rng: random.Random) -> int:
        """The number of a picture to train on."""
        return rng.randrange(len(self.pictures))

    def target(self, number: int) -> Tensor:
        """What should come of the lines of a picture, 3 x SIDE x SIDE uint8: the picture."""
        return self.pictures[number]

    def lines(self, number: int, kind: int) -> Tensor:
        """1 x SIDE x SIDE thin lines of one photo, found in one of `KINDS` ways."""
        if (number, kind) not in self._lines:
            lines = self._find(number, kind)
            self._lines[number, kind] = np.packbits(lines[0].numpy() > 0.5)
        bits = np.unpackbits(self._lines[number, kind])
        return torch.from_numpy(bits.reshape(1, SIDE, SIDE)).float()

    def _find(self, number: int, kind: int) -> Tensor:
        photo = self.pictures[number][None].float() / 255
        if kind == 4:
            if (path := self.drawn[number]) is not None:
                return _picture_of(path)[0]
            if (path := self.labelled[number]) is not None:
                return line_art.borders(_labels(path)[None])[0]
            kind = 0
        if kind == 3:
            return line_art.ink(photo, 0.9)[0]
        return line_art.edges(photo, 3.2 - 2.3 * TRACED[kind], 0.012 + 0.075 * TRACED[kind] ** 1.5)[0]

    def batch(self, rng: random.Random, count: int, finer: bool) -> Pairs:
        chosen = [self.choose(rng) for _ in range(count)]
        whole = torch.stack([self.target(i) for i in chosen]).float().div_(255)
        lines = torch.stack([self.lines(i, rng.choice((0, 0, 1, 1, 1, 2, 3, 4, 4))) for i in chosen])
        flip = torch.tensor([rng.random() < 0.5 for _ in chosen])[:, None, None, None]
        whole, lines = torch.where(flip, whole.flip(3), whole), torch.where(flip, lines.flip(3), lines)
        if not finer:
            target, lines = F.avg_pool2d(whole, SIDE // self.size), line_art.shrink(lines, SIDE // self.size)
            hints = self._hints(target, chosen if rng.random() < 0.3 else None, flip, rng)
            condition = torch.cat([self._by_hand(lines, rng, finer), hints, heights(count, self.size)], 1)
            return Pairs(condition, target, None, whole)
        drawn = [self._by_hand(lines, rng, finer), self._hints(whole, None, flip, rng), heights(count, SIDE)]
        condition = torch.cat(drawn, 1)
        reach = (SIDE - self.size) // 2
        corners = [(rng.randint(0, reach), rng.randint(0, reach)) for _ in chosen]
        target = _cut(whole, corners, self.size)
        first = shrunk(self.network, condition, 2)
        return Pairs(_cut(condition, corners, self.size), target, coarsened(target, rng), whole, first, corners)

    def _by_hand(self, lines: Tensor, rng: random.Random, finer: bool) -> Tensor:
        """What a hand makes of lines: another width, unsteady, with gaps, some of them left out."""
        drawn = []
        for one in lines.split(max(1, len(lines) // 4)):
            if rng.random() < 0.6:
                one = line_art.wobble(one, rng.uniform(0.5, 3.0 if not finer else 1.5), rng.choice((12, 20, 32)))
            if rng.random() < 0.5:
                one = line_art.gaps(one, rng.uniform(0.05, 0.4), rng.choice((8, 16, 32)))
            if rng.random() < 0.5:
                one = line_art.pen(one, rng.choice((1.0, 1.0, 2.0, 3.0, 5.0)))
            drawn.append((one * rng.uniform(0.6, 1.4)).clamp(0, 1))
        return torch.cat(drawn)

    def _hints(self, target: Tensor, labels: list[int] | None, flip: Tensor, rng: random.Random) -> Tensor:
        """None for a third of the pictures, else strokes or filled areas."""
        count, side = len(target), target.shape[2]
        if labels is not None and all(self.labelled[i] is not None for i in labels):
            maps = torch.stack([_labels(self.labelled[i])[:: SIDE // side, :: SIDE // side] for i in labels])  # type: ignore[arg-type]
            maps = torch.where(flip[:, 0], maps.flip(2), maps)
            hints = areas(target, maps, rng, rng.uniform(0.2, 1.0))
        else:
            hints = strokes(target, rng)
        return hints * torch.tensor([rng.random() < 0.65 for _ in range(count)]).float()[:, None, None, None]

    def picture_of(self, pairs: Pairs) -> Tensor:
        condition = pairs.condition.float().cpu()
        return (condition[:, 1:4] + (1 - condition[:, 4:5])) * (1 - condition[:, :1])

    def held_back(self, count: int, hints: bool = False) -> Pairs:
        """Traced as the application does, with medium detail; hints are eight strokes or less."""
        paths = self._paths(held_back=True)
        paths = paths[:: max(1, len(paths) // count)][:count]
        photos = torch.stack(read_squares(paths, SIDE)).float() / 255
        targets = self._held_back_targets(photos)
        given = strokes(targets, random.Random(7), 8) if hints else torch.zeros(len(photos), 4, SIDE, SIDE)
        lines = torch.cat([line_art.trace(photo[None], 0.5) for photo in photos])
        return Pairs(torch.cat([lines, given, heights(len(photos), SIDE)], 1), targets, None, targets)

    def _held_back_targets(self, photos: Tensor) -> Tensor:
        return photos


def _beside(path: Path, folder: str) -> Path | None:
    found = path.parent.parent / folder / f"{path.stem}.png"
    return found if found.is_file() else None


def _labels(path: Path) -> Tensor:
    with Image.open(path) as image:
        return torch.from_numpy(np.array(image.resize((SIDE, SIDE), Image.Resampling.NEAREST)))


def _picture_of(path: Path) -> Tensor:
    """Contours drawn by people: 1 x 1 x SIDE x SIDE, lines that at least two of them drew."""
    with Image.open(path) as image:
        contours = torch.from_numpy(np.array(image.convert("L")))[None]
    sharp = F.max_pool2d(contours[None].float(), 2, 1)[0].expand(3, -1, -1).byte()
    return (square(sharp, SIDE)[:1].float()[None] > 60).float()


def _cut(pictures: Tensor, corners: list[tuple[int, int]], side: int) -> Tensor:
    """Squares of `side` pixels; the corners count in pairs of pixels."""
    placed = zip(pictures, corners, strict=True)
    return torch.stack([p[:, 2 * top : 2 * top + side, 2 * left : 2 * left + side] for p, (top, left) in placed])

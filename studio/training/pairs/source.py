"""The form of training pairs, and what every set of them shares."""

from __future__ import annotations

import random
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from studio.networks.generator import Generator
from studio.training.data import data_folder, list_pictures, read_picture


@dataclass
class Pairs:
    """condition: N x channels x S x S as the generator wants it. target: N x 3 x S x S in 0..1. draft: what a smaller
    level would have made, enlarged, or None for the first level. whole: the pictures the targets are cut from, for
    their looks. first: for a finer level, the whole pictures' condition at half the size, and corners: where in it, as
    (top, left), the targets lie; None where the network's own first level cannot be made from the pairs."""

    condition: Tensor
    target: Tensor
    draft: Tensor | None = None
    whole: Tensor | None = None
    first: Tensor | None = None
    corners: Sequence[tuple[int, int]] = ()


class PairSource(ABC):
    """One task's pairs. recipe.data: `sets` (folders below the data folder), `size` (side of what is trained on)."""

    def __init__(self, data: dict, network: Generator) -> None:
        self.network, self.sets = network, list(data["sets"])
        self.size = int(data["size"])
        self.paths = self._paths(held_back=False)

    def _paths(self, held_back: bool) -> list[Path]:
        root = data_folder()
        found = [path for name in self.sets for path in list_pictures(root / name, held_back)]
        return list(dict.fromkeys(found)) if held_back else found  # a set named twice counts twice in training only

    palette = ""  # whose colours stand for the classes of label maps

    def picture_of(self, pairs: Pairs) -> Tensor:
        """What goes in, as a picture to look at: N x 3 x S x S."""
        shown = pairs.condition[:, : self.network.source_channels].float().cpu()
        return shown.expand(-1, 3, -1, -1) if shown.shape[1] == 1 else shown[:, :3]

    @abstractmethod
    def photos(self, rng: random.Random, count: int) -> Tensor:
        """Some whole targets, for what their looks have in common."""

    @abstractmethod
    def batch(self, rng: random.Random, count: int, finer: bool) -> Pairs:
        """A training batch; `finer`: of a level above the first."""

    @abstractmethod
    def held_back(self, count: int, hints: bool = False) -> Pairs:
        """Whole held-back pictures, always the same; hints: with colour hints where the task has them."""


def square(picture: Tensor, side: int) -> Tensor:
    """The middle square of a 3 x H x W uint8 picture, side x side, uint8."""
    height, width = picture.shape[1:]
    short = min(height, width)
    top, left = (height - short) // 2, (width - short) // 2
    cut = picture[:, top : top + short, left : left + short]
    if short == side:
        return cut
    resized = F.interpolate(cut[None].float(), size=(side, side), mode="bilinear", antialias=True, align_corners=False)
    return resized[0].round_().clamp_(0, 255).byte()


def read_squares(paths: Sequence[Path], side: int) -> list[Tensor]:
    """Those pictures as squares, 3 x side x side uint8."""
    return [square(read_picture(path), side) for path in paths]


def heights(count: int, side: int, top: Tensor | float = -1.0, bottom: Tensor | float = 1.0) -> Tensor:
    """The position channel, count x 1 x side x side, from `top` to `bottom` (numbers, or one per picture)."""
    steps = (torch.arange(side) + 0.5) / side
    top = torch.as_tensor(top).reshape(-1, 1, 1, 1)
    bottom = torch.as_tensor(bottom).reshape(-1, 1, 1, 1)
    return (top + (bottom - top) * steps[None, None, :, None]).expand(count, 1, side, side).contiguous()


def coarsened(target: Tensor, rng: random.Random) -> Tensor:
    """What a smaller level might have made of `target`: half its size or less, a little wrong, and enlarged again."""
    side = target.shape[2]
    small = F.interpolate(target, size=(side // 2, side // 2), mode="area")
    if rng.random() < 0.7:
        less = rng.choice((2, 3, 4))
        part = F.interpolate(small, scale_factor=1 / less, mode="area")
        smooth = F.interpolate(part, size=small.shape[2:], mode="bilinear", align_corners=False)
        small = torch.lerp(small, smooth, rng.uniform(0.2, 0.8))
    small = small + torch.randn_like(small) * rng.choice((0.0, 0.01, 0.03))
    return F.interpolate(small.clamp(0, 1), size=(side, side), mode="bilinear", align_corners=False)

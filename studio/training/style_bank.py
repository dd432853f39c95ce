"""Styles to train on: what the encoder sees of each (the network's input) and what the teachers see (the target)."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from studio.networks.encoder import Perceives
from studio.networks.losses import gram
from studio.training.teachers import Teachers


@dataclass
class Look:
    """One style at one size. grams, means: of the encoder's taps; wanted: the teachers' Gram matrices.

    mean, covariance: of its colours. own: index of the painting among the bundled ones, with its share.
    """

    grams: list[Tensor]
    means: list[Tensor]
    wanted: list[Tensor]
    mean: Tensor
    covariance: Tensor
    own: dict[int, float]


class StyleBank:
    """Looks in memory, half precision (about 1.5 MB each)."""

    def __init__(self, encoder: Perceives, teachers: Teachers, device: torch.device) -> None:
        self.encoder, self.teachers, self.device = encoder, teachers, device
        self.looks: list[Look] = []

    @torch.no_grad()
    def add(self, picture: Tensor, own: int = -1) -> None:
        """picture: 3xHxW in 0..1. own: its index among the bundled paintings, -1 for any other."""
        x = picture[None].to(self.device).contiguous(memory_format=torch.channels_last)
        with torch.autocast(self.device.type, torch.bfloat16):
            taps, features = self.encoder(x), self.teachers(x)
        pixels = picture.flatten(1)
        self.looks.append(
            Look(
                [gram(t)[0].half().cpu() for t in taps],
                [t.float().mean((0, 2, 3)).cpu() for t in taps],
                [gram(f)[0].half().cpu() for f in features],
                pixels.mean(1),
                torch.cov(pixels, correction=0),
                {own: 1.0} if own >= 0 else {},
            )
        )

    def draw(self, rng: random.Random) -> Look:
        """One look; every fourth is a blend of two."""
        look = rng.choice(self.looks)
        if rng.random() < 0.25:
            return blend(look, rng.choice(self.looks), rng.random())
        return look


def blend(a: Look, b: Look, share: float) -> Look:
    """share of b, the rest of a; Gram matrices, means and covariances blend as the optimiser blends them."""

    def mix(xs: list[Tensor], ys: list[Tensor]) -> list[Tensor]:
        return [torch.lerp(x, y, share) for x, y in zip(xs, ys, strict=True)]

    own = {painting: (1 - share) * weight for painting, weight in a.own.items()}
    for painting, weight in b.own.items():
        own[painting] = own.get(painting, 0.0) + share * weight
    return Look(
        mix(a.grams, b.grams),
        mix(a.means, b.means),
        mix(a.wanted, b.wanted),
        torch.lerp(a.mean, b.mean, share),
        torch.lerp(a.covariance, b.covariance, share),
        own,
    )


def scaled(picture: Tensor, long_side: int) -> Tensor:
    """3xHxW in 0..1 with another long side."""
    scale = long_side / max(picture.shape[1:])
    shape = [max(32, round(side * scale)) for side in picture.shape[1:]]
    return F.interpolate(picture[None], size=shape, mode="bicubic", antialias=scale < 1, align_corners=False)[0].clamp(
        0, 1
    )


def altered(picture: Tensor, rng: random.Random, size: int) -> Tensor:
    """A view of a painting that no painter made: a part of it, at another scale, mirrored, in other colours."""
    side = min(picture.shape[1:])
    part = max(96, round(side * rng.uniform(0.35, 1.0)))
    top, left = rng.randint(0, picture.shape[1] - part), rng.randint(0, picture.shape[2] - part)
    view = scaled(picture[:, top : top + part, left : left + part], size)
    if rng.random() < 0.5:
        view = view.flip(2)
    if rng.random() < 0.7:
        view = view[rng.sample(range(3), 3)]
    if rng.random() < 0.5:
        view = _turned(view, rng)
    return view.contiguous()


def _turned(view: Tensor, rng: random.Random) -> Tensor:
    """Other brightness, contrast and balance; now and then the negative."""
    centre = view.mean((1, 2), keepdim=True)
    view = (view - centre) * rng.uniform(0.6, 1.4)
    if rng.random() < 0.25:
        view = -view
    shift = torch.tensor([rng.uniform(-0.15, 0.15) for _ in range(3)])[:, None, None]
    return (view + centre + shift).clamp(0, 1)


def stacked(looks: list[Look], device: torch.device) -> Iterator[list[Tensor]]:
    """grams, means and wanted as lists over layers of tensors with one row per look."""
    for name in ("grams", "means", "wanted"):
        yield [torch.stack(layer).float().to(device) for layer in zip(*(getattr(k, name) for k in looks), strict=True)]

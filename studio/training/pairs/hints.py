"""Colour hints as people give them: a few strokes, or areas filled with one colour."""

from __future__ import annotations

import random

import torch
import torch.nn.functional as F
from torch import Tensor

COARSE = 2  # strokes are drawn at 1/2 of the size


def strokes(photo: Tensor, rng: random.Random, most: int = 10) -> Tensor:
    """Hints for N x 3 x S x S photos, N x 4 x S x S: colour (0..1) times cover, and cover; up to `most` strokes each.

    A stroke is a bent line with one colour: the mean of the photo under it, a little off.
    """
    n, _, side, _ = photo.shape
    small = side // COARSE
    coarse = F.avg_pool2d(photo, COARSE)
    y, x = torch.meshgrid(torch.arange(small) / small, torch.arange(small) / small, indexing="ij")
    hints = torch.zeros(n, 4, small, small)
    for picture in range(n):
        for _ in range(rng.randint(1, most)):
            ax, ay, angle = rng.random(), rng.random(), rng.gauss(0, 0.5)
            length, radius = rng.uniform(0.02, 0.35), rng.uniform(0.015, 0.06)
            direction = torch.tensor([angle]).cos().item(), torch.tensor([angle]).sin().item()
            along = ((x - ax) * direction[0] + (y - ay) * direction[1]).clamp(-length, length)
            bend = rng.gauss(0, 0.6) * along.square()
            away = (x - ax - along * direction[0] + bend * direction[1]).square() + (
                y - ay - along * direction[1] - bend * direction[0]
            ).square()
            cover = away < radius**2
            if cover.any():
                _colour(hints[picture], coarse[picture], cover, rng)
    return F.interpolate(hints, size=(side, side), mode="nearest")


def areas(photo: Tensor, labels: Tensor, rng: random.Random, share: float) -> Tensor:
    """Hints where whole areas (N x S x S labels) are filled with their mean colours, each with chance `share`."""
    hints = torch.zeros(len(photo), 4, *photo.shape[2:])
    for picture in range(len(photo)):
        for label in labels[picture].unique().tolist():
            if rng.random() < share:
                _colour(hints[picture], photo[picture], labels[picture] == label, rng)
    return hints


def _colour(hints: Tensor, photo: Tensor, cover: Tensor, rng: random.Random) -> None:
    colour = photo[:, cover].mean(1)
    colour = (colour + torch.tensor([rng.gauss(0, 0.03) for _ in range(3)])).clamp(0, 1)
    hints[:3, cover] = colour[:, None]
    hints[3, cover] = 1.0

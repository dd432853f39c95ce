"""The style loss of Gatys et al. 2016 inside training without pairs: what is made for a domain should have the feature
statistics of its pictures, which are few where they are paintings, and whose strokes a critic is slow to ask for."""

from __future__ import annotations

import random
from collections.abc import Sequence

import torch
from torch import Tensor

from studio.networks.losses import gram
from studio.training.unpaired.domains import Domain
from studio.training.unpaired.eyes import Eyes

SQUARES = 192  # of each domain, whose styles are kept (180 KB each)
AMONG = 48  # so many of them, drawn anew for each picture, are looked at for the nearest
AT_ONCE = 8
LEAST = 1e-3
Style = tuple[Tensor, Tensor]  # of N pictures: Gram matrices N x C x C, means N x C


class StyleBank:
    """The styles of a domain's training squares, always the same ones, as `eyes` see them at `size` px: Gram matrices,
    and means, because the features of eyes are about 0 and their products do not know light from dark.

    A picture is compared with one of them: the nearest to what it was made of, among a few drawn at random. The mean
    of all would ask for a mixture that no picture has, and a square that has nothing in common for other colours.
    """

    def __init__(self, eyes: Eyes, domain: Domain, size: int, device: torch.device) -> None:
        rng = random.Random(11)
        with torch.no_grad():
            seen = [eyes(domain.draw(rng, AT_ONCE, size).to(device)) for _ in range(SQUARES // AT_ONCE)]
            layers = [[_style(f) for f in layer] for layer in zip(*seen, strict=True)]
        self.styles: list[Style] = [(torch.cat([g for g, _ in x]), torch.cat([m for _, m in x])) for x in layers]
        # Not relative to each picture's own: then flat ones would count most.
        self.usual = [float(grams.square().mean()) for grams, _ in self.styles]

    def missed(self, made: Sequence[Tensor], given: Sequence[Tensor], rng: random.Random) -> Tensor:
        """How far the features of N pictures are from the style asked of them, averaged; given: the features of what
        they were made of. The root of the squared error, averaged over the layers."""
        with torch.no_grad():
            nearest = [self._nearest([f[n : n + 1] for f in given], rng) for n in range(len(given[0]))]
        return torch.stack([(error + LEAST).sqrt() for error in self._errors(made, nearest)]).mean()

    def _nearest(self, given: Sequence[Tensor], rng: random.Random) -> int:
        count = len(self.styles[0][0])
        drawn = rng.sample(range(count), min(AMONG, count))
        return drawn[int(torch.stack(self._errors(given, drawn)).mean(0).argmin())]

    def _errors(self, features: Sequence[Tensor], chosen: list[int]) -> list[Tensor]:
        """Layer by layer, how far pictures (or one) are from the styles of these numbers."""
        errors = []
        for (grams, means), usual, seen in zip(self.styles, self.usual, features, strict=True):
            ours, mean = _style(seen)
            products = (ours - grams[chosen]).square().mean((1, 2)) / usual
            errors.append(products + (mean - means[chosen]).square().mean(1))
        return errors


def _style(features: Tensor) -> Style:
    return gram(features), features.float().mean((2, 3))

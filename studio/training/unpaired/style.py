"""The style loss of Gatys et al. 2016 inside training without pairs: what is made for a domain should have the feature
statistics of its pictures, which are few where they are paintings, and whose strokes a critic is slow to ask for."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from studio.networks.losses import gram
from studio.training.unpaired.eyes import Eyes

SQUARES = 192  # of each domain, whose styles are kept (180 KB each)
TILES = 768  # at most so many styles, where those of tiles are kept
AMONG = 48  # so many of them, drawn anew for each batch, are looked at for the nearest
AT_ONCE = 8
LEAST = 1e-3
Style = tuple[Tensor, Tensor]  # of N pictures: Gram matrices N x C x C, means N x C


class StyleBank:
    """The styles of a domain's training squares, always the same ones, as `eyes` see them: Gram matrices, and means,
    because the features of eyes are about 0 and their products do not know light from dark.

    A picture is compared with one of them: the nearest to what it was made of, among a few drawn at random. The mean
    of all would ask for a mixture that no picture has, and a square that has nothing in common for other colours.
    tiles: into how many rows and columns pictures are cut for that. The statistics of a whole picture are the same
    for strokes everywhere and for one medallion in each sky; tile by tile a sky is compared with a painted sky.
    """

    def __init__(
        self, eyes: Eyes, draw: Callable[[random.Random, int], Tensor], device: torch.device, tiles: int = 1
    ) -> None:
        """draw: gives so many training squares, by this source of chance."""
        rng, self.tiles = random.Random(11), tiles
        squares = max(AT_ONCE, min(SQUARES, TILES // tiles**2))
        with torch.no_grad():
            seen = [eyes(draw(rng, AT_ONCE).to(device)) for _ in range(squares // AT_ONCE)]
            layers = [[self._style(f) for f in layer] for layer in zip(*seen, strict=True)]
        self.styles: list[Style] = [(torch.cat([g for g, _ in x]), torch.cat([m for _, m in x])) for x in layers]
        # Not relative to each picture's own: then flat ones would count most.
        self.usual = [float(grams.square().mean()) for grams, _ in self.styles]

    def missed(self, made: Sequence[Tensor], given: Sequence[Tensor], rng: random.Random) -> Tensor:
        """How far the features of N pictures are from the style asked of them, averaged; given: the features of what
        they were made of. The root of the squared error, averaged over the layers."""
        with torch.no_grad():
            nearest = self._nearest(given, rng)
        errors = []
        for (grams, means), usual, seen in zip(self.styles, self.usual, made, strict=True):
            ours, mean = self._style(seen)
            products = (ours - grams[nearest]).square().mean((1, 2)) / usual
            errors.append(products + (mean - means[nearest]).square().mean(1))
        return torch.stack([(error + LEAST).sqrt() for error in errors]).mean()

    def _nearest(self, given: Sequence[Tensor], rng: random.Random) -> list[int]:
        """The numbers of the styles that pictures (or their tiles) are compared with."""
        count = len(self.styles[0][0])
        drawn = rng.sample(range(count), min(AMONG, count))
        far: list[Tensor] = []
        for (grams, means), usual, seen in zip(self.styles, self.usual, given, strict=True):
            ours, mean = self._style(seen)
            products = torch.cdist(ours.flatten(1), grams[drawn].flatten(1)).square() / ours[0].numel() / usual
            far.append(products + torch.cdist(mean, means[drawn]).square() / mean.shape[1])
        return [drawn[n] for n in torch.stack(far).mean(0).argmin(1).tolist()]

    def _style(self, features: Tensor) -> Style:
        """Of N x C x H x W features, tile by tile."""
        if self.tiles > 1:
            n, c, height, width = features.shape
            high, wide = height // self.tiles, width // self.tiles
            cut = features[:, :, : high * self.tiles, : wide * self.tiles]
            cut = cut.reshape(n, c, self.tiles, high, self.tiles, wide).permute(0, 2, 4, 1, 3, 5)
            features = cut.reshape(-1, c, high, wide)
        return gram(features), features.float().mean((2, 3))

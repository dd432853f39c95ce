"""The pool of earlier results that a discriminator is shown now and then (Shrivastava et al. 2017)."""

from __future__ import annotations

import random

import torch
from torch import Tensor

SIZE = 50


class ImagePool:
    """Up to `size` pictures that a generator made before, so that its discriminator does not forget them."""

    def __init__(self, size: int = SIZE) -> None:
        self.size = size
        self.pictures: list[Tensor] = []

    def exchange(self, made: Tensor, rng: random.Random) -> Tensor:
        """N x 3 x H x W, of which about half are earlier pictures, once the pool is full, that new ones replace."""
        if not self.size:
            return made.detach()
        given = []
        for picture in made.detach():
            kept = picture.to("cpu", torch.float16, copy=True)
            if len(self.pictures) < self.size:
                self.pictures.append(kept)
                given.append(picture)
            elif rng.random() < 0.5:
                place = rng.randrange(self.size)
                given.append(self.pictures[place].to(picture))
                self.pictures[place] = kept
            else:
                given.append(picture)
        return torch.stack(given)

    def state(self) -> list[Tensor]:
        """What `load` takes back."""
        return self.pictures

    def load(self, pictures: list[Tensor]) -> None:
        self.pictures = [picture.cpu() for picture in pictures]

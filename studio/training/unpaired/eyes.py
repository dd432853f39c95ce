"""What training without pairs looks through: the features of our own frozen encoder, standardised over photos."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from studio.library.load import load_network
from studio.library.models import ModelStore
from studio.library.paths import models_dir

ENCODER = "atelier-encoder"


class Eyes:
    """The encoder's layers but the first (of which pixels tell as much), of mean 0 and deviation 1 over `photos`,
    N x 3 x H x W in 0..1 of all domains."""

    def __init__(self, photos: Tensor, device: torch.device) -> None:
        encoder = load_network(ModelStore([models_dir()]), ENCODER, "perceptual-encoder")
        self.encoder = encoder.to(device, memory_format=torch.channels_last)
        self.channels: tuple[int, ...] = encoder.tap_channels[1:]
        with torch.no_grad():
            seen = self.encoder(photos.to(device))[1:]
        self.means = [f.mean((0, 2, 3), keepdim=True) for f in seen]
        self.scales = [1 / f.std((0, 2, 3), keepdim=True).clamp_min(1e-3) for f in seen]

    def __call__(self, pictures: Tensor, learns: bool = False) -> list[Tensor]:
        """The features of N x 3 x H x W pictures; learns: with gradients for the pictures."""
        with torch.set_grad_enabled(learns):
            features = self.encoder(pictures.contiguous(memory_format=torch.channels_last))[1:]
            scaled = zip(features, self.means, self.scales, strict=True)
            return [(f - m.to(f.dtype)) * s.to(f.dtype) for f, m, s in scaled]


def distance(ours: Sequence[Tensor], theirs: Sequence[Tensor]) -> Tensor:
    """The mean absolute difference of features, averaged over the layers."""
    return torch.stack([(a - b).abs().mean(dtype=torch.float32) for a, b in zip(ours, theirs, strict=True)]).mean()


def split(features: Sequence[Tensor], count: int) -> list[list[Tensor]]:
    """The features of `count` batches of one size that were looked at together, batch by batch."""
    chunks = [f.chunk(count) for f in features]
    return [[layer[n] for layer in chunks] for n in range(count)]

"""What a photo shows, place by place: a light head on the features of our own encoder."""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from studio.networks.encoder import Encoder

GROUPS = 8


class SegmentHead(nn.Module):
    """A feature pyramid (Lin et al. 2017) over the layers of any encoder, with a look at the whole picture.

    channels: of the layers, each at half the size of the one before. classes: to tell apart. width: inside.
    """

    def __init__(self, channels: Sequence[int], classes: int, width: int = 96) -> None:
        super().__init__()
        self.beside = nn.ModuleList(nn.Conv2d(c, width, 1) for c in channels)
        self.context = nn.ModuleList(_convolution(width, width, dilation) for dilation in (1, 2, 4))
        self.whole = nn.Linear(channels[-1], width)
        self.place = nn.Parameter(torch.zeros(2, width))
        self.merge = nn.ModuleList(_convolution(width, width) for _ in channels[:-1])
        self.name = nn.Conv2d(width, classes, 1)

    def forward(self, features: Sequence[Tensor]) -> Tensor:
        """Layers of N pictures, largest first, to logits N x classes at the size of the first."""
        deepest = features[-1]
        h = self.beside[-1](deepest) + self.whole(deepest.mean((2, 3)))[:, :, None, None] + self._height(deepest)
        for layer in self.context:
            h = h + layer(h)
        for number in range(len(features) - 2, -1, -1):
            beside = self.beside[number](features[number])
            h = F.interpolate(h, size=beside.shape[2:], mode="bilinear", align_corners=False)
            h = self.merge[number](h + beside)
        return self.name(h)

    def _height(self, like: Tensor) -> Tensor:
        """What the height in the picture says: the sky is seldom below."""
        rows = torch.linspace(-1, 1, like.shape[2], device=like.device, dtype=like.dtype)
        seen = torch.stack([rows, rows.square()], 1) @ self.place.to(like.dtype)
        return seen.T[None, :, :, None]


class Segmenter(nn.Module):
    """N x 3 x H x W in 0..1, sides multiples of 16, to N x classes x H x W logits.

    wide, taps, trunk: the arguments of `Encoder`, which is looked through from its third layer on.
    """

    def __init__(
        self, wide: Sequence[int], taps: Sequence[int], trunk: Sequence[Sequence[int]], classes: int, width: int = 96
    ) -> None:
        super().__init__()
        self.encoder = Encoder(wide, taps, trunk)
        self.config = self.encoder.config | {"classes": classes, "width": width}
        self.head = SegmentHead(self.encoder.tap_channels[2:], classes, width)
        self.multiple = 16

    def coarse(self, x: Tensor) -> Tensor:
        """Logits at a quarter of the size."""
        return self.head(self.encoder(x)[2:])

    def forward(self, x: Tensor) -> Tensor:
        return F.interpolate(self.coarse(x), size=x.shape[2:], mode="bilinear", align_corners=False)


def _convolution(inputs: int, outputs: int, dilation: int = 1) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, padding=dilation, dilation=dilation, bias=False),
        nn.GroupNorm(GROUPS, outputs),
        nn.ReLU(),
    )

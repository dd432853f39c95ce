"""Two public feed-forward stylisers, re-created from what their papers say, with random weights: speed references only.

They run as published: eager float32, NCHW, no fusing. Layers and widths decide the speed, weights do not.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def mirrored(inputs: int, outputs: int, kernel: int, stride: int = 1, groups: int = 1) -> nn.Sequential:
    """A convolution over a reflected border that keeps the size (or halves it, with a stride of 2)."""
    return nn.Sequential(nn.ReflectionPad2d(kernel // 2), nn.Conv2d(inputs, outputs, kernel, stride, groups=groups))


class TransformerNet(nn.Module):
    """Johnson, Alahi & Fei-Fei 2016 in the form most people run: instance norm, nearest enlargement before 3x3.

    9x9 to 32 channels, 3x3 with stride 2 to 64 and to 128, five residual blocks of 128, back to 64 and 32, 9x9 to 3;
    an affine instance norm after every convolution but the last. 1.68 million weights.
    """

    def __init__(self) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        for inputs, outputs, kernel, stride in ((3, 32, 9, 1), (32, 64, 3, 2), (64, 128, 3, 2)):
            layers += [mirrored(inputs, outputs, kernel, stride), _norm(outputs), nn.ReLU()]
        layers += [_JohnsonBlock(128) for _ in range(5)]
        for inputs, outputs in ((128, 64), (64, 32)):
            layers += [nn.Upsample(scale_factor=2), mirrored(inputs, outputs, 3), _norm(outputs), nn.ReLU()]
        self.layers = nn.Sequential(*layers, mirrored(32, 3, 9))

    def forward(self, x: Tensor) -> Tensor:
        """N x 3 x H x W, sides multiples of 4."""
        return self.layers(x)


class _JohnsonBlock(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.body = nn.Sequential(
            mirrored(width, width, 3), _norm(width), nn.ReLU(), mirrored(width, width, 3), _norm(width)
        )

    def forward(self, x: Tensor) -> Tensor:
        return x + self.body(x)


def _norm(width: int) -> nn.InstanceNorm2d:
    return nn.InstanceNorm2d(width, affine=True)


class MicroAST(nn.Module):
    """Wang et al. 2023: any picture as a style. Two equal micro encoders, a modulator, a micro decoder; 0.47 M weights.

    Encoder: 9x9 to 16 channels; twice a grouped 3x3 of stride 2 that doubles the channels and a 1x1; two residual
    blocks of 64, each of which is a tap. Modulator: for both taps of the style a depthwise 3x3 averaged over the
    picture, once for scales and once for shifts. Decoder: the content takes on mean and deviation of the style's deep
    tap, a residual block whose convolutions are scaled and shifted, the same with the shallow tap; then twice a
    bilinear enlargement, a grouped 3x3 that halves the channels and a 1x1; 9x9 to 3. Alpha is 1, which costs nothing.
    """

    def __init__(self) -> None:
        super().__init__()
        self.content, self.style = _MicroEncoder(), _MicroEncoder()
        self.scales = nn.ModuleList(mirrored(64, 64, 3, groups=64) for _ in range(2))
        self.shifts = nn.ModuleList(mirrored(64, 64, 3, groups=64) for _ in range(2))
        self.blocks = nn.ModuleList(_MicroBlock(64) for _ in range(2))
        layers: list[nn.Module] = []
        for width in (64, 32):
            half = width // 2
            layers += [nn.Upsample(scale_factor=2, mode="bilinear"), mirrored(width, half, 3, groups=half), nn.ReLU()]
            layers += [mirrored(half, half, 1), nn.ReLU()]
        self.grow = nn.Sequential(*layers, mirrored(16, 3, 9))

    def forward(self, photo: Tensor, painting: Tensor) -> Tensor:
        """Both N x 3 x H x W with sides that are multiples of 4; both are encoded."""
        styles, x = self.style(painting), self.content(photo)[1]
        for tap in (1, 0):
            x = _adain(x, styles[tap])
            scale, shift = self.scales[tap](styles[tap]), self.shifts[tap](styles[tap])
            x = self.blocks[1 - tap](x, scale.mean((2, 3), keepdim=True), shift.mean((2, 3), keepdim=True))
        return self.grow(x)


class _MicroEncoder(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        layers: list[nn.Module] = [mirrored(3, 16, 9), nn.ReLU()]
        for width in (16, 32):
            layers += [mirrored(width, 2 * width, 3, 2, groups=width), nn.ReLU()]
            layers += [mirrored(2 * width, 2 * width, 1), nn.ReLU()]
        self.shallow = nn.Sequential(*layers, _MicroBlock(64))
        self.deep = _MicroBlock(64)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        shallow = self.shallow(x)
        return shallow, self.deep(shallow)


class _MicroBlock(nn.Module):
    """Two 3x3 with a skip; with a scale and a shift, each convolution's output is scaled and its input added."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.first, self.second = mirrored(width, width, 3), mirrored(width, width, 3)

    def forward(self, x: Tensor, scale: Tensor | None = None, shift: Tensor | None = None) -> Tensor:
        if scale is None or shift is None:
            return x + self.second(F.relu(self.first(x)))
        inner = F.relu(scale * self.first(x) + shift * x)
        return x + scale * self.second(inner) + shift * inner


def _adain(x: Tensor, style: Tensor) -> Tensor:
    """`x` with the mean and the deviation of each of the style's channels (Huang & Belongie 2017)."""
    (mean, deviation), (wanted_mean, wanted_deviation) = _moments(x), _moments(style)
    return (x - mean) / deviation * wanted_deviation + wanted_mean


def _moments(x: Tensor) -> tuple[Tensor, Tensor]:
    variance, mean = torch.var_mean(x, dim=(2, 3), keepdim=True)
    return mean, (variance + 1e-5).sqrt()

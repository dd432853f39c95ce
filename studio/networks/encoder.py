"""The perceptual encoder: a VGG-shaped network, narrow inside and wide where it is looked at.

Style transfer compares pictures through the features of VGG-19 (Simonyan & Zisserman 2015; Gatys et al. 2016).
This network imitates the five layers used for style, relu1_1 to relu5_1, with a fraction of VGG's work: between
those layers the trunk is narrow, at them a wide 3x3 convolution with ReLU imitates all of the teacher's channels,
and a linear 1x1 *tap* keeps the directions in which those channels differ most. Gram matrices are taken of the
taps; because a tap is close to an orthonormal projection, they rank pictures as the teacher's own Grams would.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

import torch.nn.functional as F
from torch import Tensor, nn

from studio.networks.normalise import ImageNetRange

STYLE_LAYERS = ("relu1_1", "relu2_1", "relu3_1", "relu4_1", "relu5_1")
CONTENT_LAYER = "relu4_1"
DEEPEST_STRIDE = 16


class Perceives(Protocol):
    """Anything that looks as the encoder does: taps of the first `depth` style layers from NCHW RGB in 0..1."""

    @property
    def tap_channels(self) -> tuple[int, ...]: ...

    def __call__(self, x: Tensor, depth: int = 5) -> list[Tensor]: ...


class Stage(nn.Module):
    """One resolution: wide convolution, tap, then the narrow convolutions that lead to the next resolution."""

    def __init__(self, channels: int, wide: int, tap: int, trunk: Sequence[int], first: bool) -> None:
        super().__init__()
        # Zeros around a picture would look like edges to the kernels that see its pixels; deeper, they cost nothing.
        self.wide = nn.Conv2d(channels, wide, 3, padding=1, padding_mode="reflect" if first else "zeros")
        self.tap = nn.Conv2d(wide, tap, 1, bias=False) if tap else nn.Identity()
        widths = [tap or wide, *trunk]
        self.trunk = nn.ModuleList(nn.Conv2d(a, b, 3, padding=1) for a, b in pairwise(widths))
        self.out_channels = widths[-1]
        self.tap_channels = tap or wide

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """(wide, tap): the imitated teacher features and their projection."""
        wide = F.relu(self.wide(x))
        return wide, self.tap(wide)

    def descend(self, tap: Tensor) -> Tensor:
        """From the tap to the input of the next stage, at half the resolution."""
        for convolution in self.trunk:
            tap = F.relu(convolution(tap))
        return F.max_pool2d(tap, 2)


class Encoder(nn.Module):
    """Features for style and content.

    wide: channels of the five imitated layers. taps: channels of the projections (0: the layer itself is used).
    trunk: widths of the convolutions after each tap, one list per stage but the last.
    Input: NCHW RGB in 0..1, both sides at least 16 px. Published VGG weights do not fit.
    """

    def __init__(self, wide: Sequence[int], taps: Sequence[int], trunk: Sequence[Sequence[int]]) -> None:
        super().__init__()
        if not len(wide) == len(taps) == len(trunk) + 1 == len(STYLE_LAYERS):
            raise ValueError("an encoder has five wide layers, five taps and four trunks")
        self.config = {"wide": list(wide), "taps": list(taps), "trunk": [list(widths) for widths in trunk]}
        stages, channels = [], 3
        for width, tap, widths in zip(wide, taps, [*trunk, []], strict=True):
            stage = Stage(channels, width, tap, widths, first=not stages)
            stages.append(stage)
            channels = stage.out_channels
        self.stages = nn.ModuleList(stages)
        for module in self.modules():
            if isinstance(module, nn.Conv2d) and module.kernel_size == (3, 3):
                nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
                nn.init.zeros_(module.bias)  # type: ignore[arg-type]
        self.normalise = ImageNetRange()

    @property
    def tap_channels(self) -> tuple[int, ...]:
        """Channels of the features that `forward` returns, layer by layer."""
        return tuple(stage.tap_channels for stage in self.stages)  # type: ignore[misc]

    def both(self, x: Tensor) -> tuple[list[Tensor], list[Tensor]]:
        """(wide features, taps) of all five layers; training needs the wide ones."""
        wides, taps = [], []
        x = self.normalise(x)
        for number, stage in enumerate(self.stages):
            wide, tap = stage(x)
            wides.append(wide)
            taps.append(tap)
            if number < len(self.stages) - 1:
                x = stage.descend(tap)  # type: ignore[operator]
        return wides, taps

    def forward(self, x: Tensor, depth: int = 5) -> list[Tensor]:
        """The taps of the first `depth` layers, each N x channels x H/2^k x W/2^k."""
        taps = []
        x = self.normalise(x)
        for number in range(depth):
            stage = self.stages[number]
            tap = stage(x)[1]
            taps.append(tap)
            if number < depth - 1:
                x = stage.descend(tap)  # type: ignore[operator]
        return taps

"""The feed-forward style network: a picture in, the painted picture out, in one pass.

A residual U-shaped network (Johnson et al. 2016) whose instance norms are conditional (Dumoulin et al. 2017): a style
is a *code* of a few hundred numbers from which one linear layer makes every norm's scale and shift, so any convex
blend of styles is one forward pass. The code is multiplied by the style weight. At a weight of 0 every path but the
identity is switched off, hence the photo comes back; the values between are steps in feature space.

Most work happens at an eighth and a quarter of the resolution. Features grow by nearest-neighbour enlargement before
a convolution, which leaves no checkerboard (Odena et al. 2016).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from studio.networks.condition import Condition, ConditionalNorm, Moments
from studio.networks.convolution import Enlarging, Reflecting

MULTIPLE = 8
Convolution = TypeVar("Convolution", bound=Reflecting)
TINT_SCALE = 0.3  # slows the learning of the output's colours, to which the losses are most sensitive


class TransformNet(nn.Module):
    """widths: channels at 1/2, 1/4 and 1/8 of the resolution; full: channels at full resolution.

    deep, middle: residual blocks at 1/8 and at 1/4. code: length of a style's code.
    """

    def __init__(
        self, widths: Sequence[int] = (32, 64, 128), full: int = 16, deep: int = 4, middle: int = 2, code: int = 256
    ) -> None:
        super().__init__()
        self.config = {"widths": list(widths), "full": full, "deep": deep, "middle": middle, "code": code}
        half, quarter, eighth = widths
        self.normed: list[int] = []
        self.stem = self._conv(12, half)
        self.down = nn.ModuleList([self._conv(half, quarter, 2), self._conv(quarter, eighth, 2)])
        self.deep = nn.ModuleList(self._conv(eighth, eighth) for _ in range(2 * deep))
        self.up_quarter = self._normed(Enlarging(eighth, quarter, folds=False))
        self.middle = nn.ModuleList(self._conv(quarter, quarter) for _ in range(2 * middle))
        self.up_half = self._normed(Enlarging(quarter, half, folds=False))
        self.fine = self._conv(half, half)
        self.up_full = Enlarging(half, full)
        self.pixels = Reflecting(3, full)
        self.paint = Reflecting(full, 3)
        self.gated = [quarter, half]
        # For every norm a scale and a shift, for every skip a gate.
        self.parts = [2 * sum(self.normed), sum(self.gated)]
        self.head = nn.Linear(code + 1, sum(self.parts), bias=False)
        # Gain, shift and colour matrix of the output. The photo comes with its colours moved: nothing to add at first.
        self.tint = nn.Linear(code + 1, 3 + 3 + 9, bias=False)
        with torch.no_grad():
            self.paint.weight.mul_(0.1)
            self.head.weight.normal_(std=0.04)
            self.head.weight[:, -1] = 0
            self.tint.weight.zero_()
            self.tint.weight[:3, -1] = 1 / TINT_SCALE

    def _conv(self, inputs: int, outputs: int, stride: int = 1) -> Reflecting:
        return self._normed(Reflecting(inputs, outputs, stride))

    def _normed(self, convolution: Convolution) -> Convolution:
        """Notes that a conditional norm follows."""
        self.normed.append(convolution.out_channels)
        return convolution

    @property
    def reach(self) -> int:
        """How far an output pixel's neighbourhood extends, in pixels, a multiple of 8: tiles overlap by this much."""
        return 8 * (len(self.deep) + 4) + 4 * (len(self.middle) + 2) + 8

    def condition(self, code: Tensor, weight: Tensor, masks: Tensor | None = None) -> Condition:
        """The numbers all layers need, from N x code and the style weights N x 1 (1: as trained).

        masks: N x H x W in 0..1, summing to 1 at every pixel: the N codes then share one picture.
        """
        scaled = torch.cat([code * weight, weight], dim=1)
        norms, gates = F.linear(scaled, self.head.weight.to(scaled.dtype)).float().split(self.parts, dim=1)
        tint = TINT_SCALE * F.linear(scaled, self.tint.weight.to(scaled.dtype)).float()
        gain, shift, colour = tint.split([3, 3, 9], dim=1)
        affine, at = [], 0
        for width in self.normed:
            scale, offset = norms[:, at : at + 2 * width].chunk(2, dim=1)
            affine.append((1 + scale, offset))
            at += 2 * width
        return Condition(affine, [1 + g for g in gates.split(self.gated, dim=1)], gain, shift, colour, masks)

    def forward(self, x: Tensor, condition: Condition, moments: Moments | None = None) -> Tensor:
        """x: N x 3 x H x W in 0..1, sides multiples of 8. Returns the painted pictures, not clamped.

        Works inside in the precision of the weights.
        moments: for single pictures; receives every norm's statistics, or provides them when it is frozen.
        """
        norm = ConditionalNorm(condition, moments)
        centred = (x - 0.5).to(self.stem.weight.dtype)
        half = norm.relu(self.stem(F.pixel_unshuffle(centred, 2)))
        quarter = norm.relu(self.down[0](half))
        h = norm.relu(self.down[1](quarter))
        for first, second in _pairs(self.deep):
            h = h + norm(second(norm.relu(first(h))))
        h = norm.relu(self.up_quarter(h))
        h = torch.addcmul(h, quarter, condition.gate(0, h))
        for first, second in _pairs(self.middle):
            h = h + norm(second(norm.relu(first(h))))
        h = norm.relu(self.up_half(h))
        h = norm.relu(self.fine(torch.addcmul(h, half, condition.gate(1, h))))
        h = F.relu_(self.up_full(h) + self.pixels(centred))
        return condition.finish(x, centred, h, self.paint)


def _pairs(blocks: nn.ModuleList) -> Iterator[tuple[nn.Module, nn.Module]]:
    return zip(blocks[::2], blocks[1::2], strict=True)

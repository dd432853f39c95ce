"""A whole feed-forward style model: statistics of paintings to a code, and the code to a painted picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from torch import Tensor, nn

from studio.networks.style_predictor import StylePredictor
from studio.networks.transform_net import TransformNet


class InstantStyle(nn.Module):
    """net: the arguments of `TransformNet`. channels, directions, hidden, styles: those of `StylePredictor`."""

    def __init__(
        self,
        channels: Sequence[int],
        directions: int = 96,
        hidden: int = 384,
        styles: Sequence[str] = (),
        code: int = 256,
        **net: Any,
    ) -> None:
        super().__init__()
        self.net = TransformNet(**net, code=code)
        self.predictor = StylePredictor(channels, directions, hidden, code, styles)
        self.config = self.predictor.config | self.net.config

    def forward(
        self, x: Tensor, grams: Sequence[Tensor], means: Sequence[Tensor], own: Tensor | None, weight: Tensor
    ) -> Tensor:
        """Paints N pictures in N styles; see `StylePredictor.forward` and `TransformNet.condition`."""
        return self.net(x, self.net.condition(self.predictor(grams, means, own), weight))

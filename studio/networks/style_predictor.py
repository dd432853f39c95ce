"""From a painting's statistics to the code of a style, also for paintings never seen (after Ghiasi et al. 2017).

The optimiser's own targets are read: of every Gram matrix the standard deviations along learned directions, and the
mean of every channel. They exist for any mix of paintings at any stroke size, so nothing else need be kept of a style.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

CODE_SCALE = 0.25  # root mean square of a code's numbers; ten times more, and training runs away


class StylePredictor(nn.Module):
    """channels: of the encoder's five taps. directions: learned per tap. hidden: width of the perceptron.

    styles: ids of paintings for which a correction of the code was learned as well (none: any painting is foreign).
    """

    def __init__(
        self,
        channels: Sequence[int],
        directions: int = 96,
        hidden: int = 384,
        code: int = 256,
        styles: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self.config = {
            "channels": list(channels),
            "directions": directions,
            "hidden": hidden,
            "code": code,
            "styles": list(styles),
        }
        self.looks = nn.ParameterList(nn.Parameter(torch.randn(directions, c) / c**0.5) for c in channels)
        features = len(channels) * directions + sum(channels)
        self.register_buffer("mean", torch.zeros(features))
        self.register_buffer("deviation", torch.ones(features))
        self.mean: Tensor
        self.deviation: Tensor
        self.body = nn.Sequential(
            nn.Linear(features, hidden),
            nn.GELU(),
            nn.Linear(hidden, hidden),
            nn.GELU(),
            nn.Linear(hidden, code),
            # Codes of one length: otherwise styles differ so little at first that the network paints them all alike.
            nn.LayerNorm(code, elementwise_affine=False),
        )
        self.own = nn.Parameter(CODE_SCALE * torch.randn(len(styles), code))

    def describe(self, grams: Sequence[Tensor], means: Sequence[Tensor]) -> Tensor:
        """N x features from the Gram matrices (N x C x C) and channel means (N x C) of the five taps."""
        parts = []
        for look, gram, mean in zip(self.looks, grams, means, strict=True):
            energy = ((look @ gram) * look).sum(2).clamp_min(1e-6)
            parts += [energy.sqrt(), mean]
        return torch.cat(parts, dim=1)

    def forward(self, grams: Sequence[Tensor], means: Sequence[Tensor], own: Tensor | None = None) -> Tensor:
        """N x code. own: N x styles, how much of each known painting's own correction counts (0..1)."""
        code = CODE_SCALE * self.body((self.describe(grams, means) - self.mean) / self.deviation)
        return code if own is None else code + own @ self.own

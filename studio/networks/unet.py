"""The U-Net generator of pix2pix (Isola et al. 2017), laid out and named as its published checkpoints are.

A picture is halved level after level down to one pixel and grown back, every level's features laid beside those that
come back from below. In the file a level is a sequence that holds the next level in its middle.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

NORMS: dict[str, type[nn.Module]] = {"batch": nn.BatchNorm2d, "instance": nn.InstanceNorm2d}


class PixUNet(nn.Module):
    """Pictures in -1..1 to pictures in -1..1 (tanh), sides multiples of 2 ** levels.

    inputs, outputs: channels. width: of the first level; it doubles up to eight times that.
    levels: 8 as published for 256 px, 7 for 128 px, at least 5.
    dropout: of the decoder's levels of full width but the innermost (three of them with 8 levels); 0 for none.
    norm: "batch" or "instance" (without scale and shift). Raises ValueError for another one or too few levels.
    """

    def __init__(
        self,
        inputs: int = 3,
        outputs: int = 3,
        width: int = 64,
        levels: int = 8,
        dropout: float = 0.5,
        norm: str = "batch",
    ) -> None:
        super().__init__()
        if levels < 5:
            raise ValueError(f"a U-Net of pix2pix has at least 5 levels, not {levels}")
        if norm not in NORMS:
            raise ValueError(f"norm must be one of {', '.join(NORMS)}, not {norm!r}")
        self.config = {"inputs": inputs, "outputs": outputs, "width": width, "levels": levels}
        self.config |= {"dropout": dropout, "norm": norm}
        self.multiple = self.smallest = 2**levels
        widths = [min(width * 2**level, 8 * width) for level in range(levels)]
        block = _Level(widths[-2], widths[-2], widths[-1], norm)
        for level in range(levels - 2, 0, -1):
            drop = dropout if level >= 4 else 0.0
            block = _Level(widths[level - 1], widths[level - 1], widths[level], norm, block, drop)
        self.model = _Level(inputs, outputs, widths[0], norm, block, outermost=True)
        self.apply(normal_start)

    def forward(self, x: Tensor) -> Tensor:
        """N x inputs x H x W to N x outputs x H x W."""
        return self.model(x)


class _Level(nn.Module):
    """One level: halve, what lies below, double; but for the outermost, the input is laid before the output.

    The published code's leaky ReLU overwrites that input, which a ReLU undoes wherever it is read again: the same.
    """

    def __init__(
        self,
        inputs: int,
        outputs: int,
        inner: int,
        norm: str,
        below: nn.Module | None = None,
        dropout: float = 0.0,
        outermost: bool = False,
    ) -> None:
        super().__init__()
        bias = norm == "instance"  # a batch norm has its own
        down = nn.Conv2d(inputs, inner, 4, 2, 1, bias=bias)
        up = nn.ConvTranspose2d(inner * (2 if below else 1), outputs, 4, 2, 1, bias=bias or outermost)
        if outermost:
            assert below is not None
            layers = [down, below, nn.ReLU(), up, nn.Tanh()]
        elif below is None:
            layers = [nn.LeakyReLU(0.2), down, nn.ReLU(), up, NORMS[norm](outputs)]
        else:
            layers = [nn.LeakyReLU(0.2), down, NORMS[norm](inner), below, nn.ReLU(), up, NORMS[norm](outputs)]
            layers += [nn.Dropout(dropout)] if dropout else []
        self.model = nn.Sequential(*layers)
        self.outermost = outermost

    def forward(self, x: Tensor) -> Tensor:
        return self.model(x) if self.outermost else torch.cat([x, self.model(x)], dim=1)


def normal_start(layer: nn.Module) -> None:
    """The published start: weights from a normal distribution of deviation 0.02."""
    if isinstance(layer, nn.Conv2d | nn.ConvTranspose2d):
        nn.init.normal_(layer.weight, 0.0, 0.02)
        if layer.bias is not None:
            nn.init.zeros_(layer.bias)
    elif isinstance(layer, nn.BatchNorm2d):
        nn.init.normal_(layer.weight, 1.0, 0.02)

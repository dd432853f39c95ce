"""The residual generator of CycleGAN (Zhu et al. 2017, after Johnson et al. 2016), named as its published files are.

A picture is halved twice, passes through residual blocks at a quarter of its size, and is doubled twice.
"""

from __future__ import annotations

from torch import Tensor, nn

from studio.networks.published import forget_statistics
from studio.networks.unet import NORMS, normal_start


class ResNetGenerator(nn.Module):
    """Pictures in -1..1 to pictures in -1..1 (tanh), sides multiples of 4 and at least 8.

    width: channels at full size (published 64), four times that in the blocks. blocks: 9 as published for 256 px, 6
    for 128 px. norm: "instance" (without scale and shift) or "batch". dropout: in the middle of every block, 0 for
    none; published files of pix2pix have 0.5. Raises ValueError for what makes no network.
    """

    def __init__(self, width: int = 64, blocks: int = 9, norm: str = "instance", dropout: float = 0.0) -> None:
        super().__init__()
        if width < 1 or blocks < 0:
            raise ValueError(f"width must be 1 or more and blocks 0 or more, not {width} and {blocks}")
        if norm not in NORMS:
            raise ValueError(f"norm must be one of {', '.join(NORMS)}, not {norm!r}")
        self.config = {"width": width, "blocks": blocks, "norm": norm, "dropout": dropout}
        self.multiple, self.smallest = 4, 8
        bias = norm == "instance"  # a batch norm has its own
        layers: list[nn.Module] = [nn.ReflectionPad2d(3), nn.Conv2d(3, width, 7, bias=bias)]
        layers += [NORMS[norm](width), nn.ReLU()]
        for inputs in (width, 2 * width):
            layers += [nn.Conv2d(inputs, 2 * inputs, 3, 2, 1, bias=bias), NORMS[norm](2 * inputs), nn.ReLU()]
        layers += [_Block(4 * width, norm, dropout) for _ in range(blocks)]
        for outputs in (2 * width, width):
            up = nn.ConvTranspose2d(2 * outputs, outputs, 3, 2, 1, output_padding=1, bias=bias)
            layers += [up, NORMS[norm](outputs), nn.ReLU()]
        layers += [nn.ReflectionPad2d(3), nn.Conv2d(width, 3, 7), nn.Tanh()]
        self.model = nn.Sequential(*layers)
        self.apply(normal_start)
        self.register_load_state_dict_pre_hook(forget_statistics)

    def forward(self, x: Tensor) -> Tensor:
        """N x 3 x H x W to N x 3 x H x W."""
        return self.model(x)


class _Block(nn.Module):
    """Two convolutions, added to what went in."""

    def __init__(self, width: int, norm: str, dropout: float) -> None:
        super().__init__()
        bias = norm == "instance"
        layers = [nn.ReflectionPad2d(1), nn.Conv2d(width, width, 3, bias=bias), NORMS[norm](width), nn.ReLU()]
        layers += [nn.Dropout(dropout)] if dropout else []
        layers += [nn.ReflectionPad2d(1), nn.Conv2d(width, width, 3, bias=bias), NORMS[norm](width)]
        self.conv_block = nn.Sequential(*layers)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.conv_block(x)

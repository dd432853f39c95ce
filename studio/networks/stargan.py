"""StarGAN's generator (Choi et al. 2018): one network for many domains, named as its published files are."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from studio.networks.published import forget_statistics


class StarGenerator(nn.Module):
    """Pictures in -1..1 and a code of the domains wanted to pictures in -1..1 (tanh).

    Sides are multiples of 4 and at least 8. domains: numbers of a code. width: channels at full size (published 64).
    blocks: residual blocks at a quarter of the size (published 6). Every picture is normalised by its own statistics,
    as the published ones are; those that the files carry are dropped. Raises ValueError for what makes no network.
    """

    def __init__(self, domains: int = 5, width: int = 64, blocks: int = 6) -> None:
        super().__init__()
        if min(domains, width) < 1 or blocks < 0:
            raise ValueError("domains and width must be 1 or more, and blocks 0 or more")
        self.config = {"domains": domains, "width": width, "blocks": blocks}
        self.domains, self.multiple = domains, 4
        layers: list[nn.Module] = [nn.Conv2d(3 + domains, width, 7, 1, 3, bias=False), _norm(width), nn.ReLU()]
        for inputs in (width, 2 * width):
            layers += [nn.Conv2d(inputs, 2 * inputs, 4, 2, 1, bias=False), _norm(2 * inputs), nn.ReLU()]
        layers += [_Block(4 * width) for _ in range(blocks)]
        for outputs in (2 * width, width):
            up = nn.ConvTranspose2d(2 * outputs, outputs, 4, 2, 1, bias=False)
            layers += [up, _norm(outputs), nn.ReLU()]
        layers += [nn.Conv2d(width, 3, 7, 1, 3, bias=False), nn.Tanh()]
        self.main = nn.Sequential(*layers)
        self.register_load_state_dict_pre_hook(forget_statistics)

    def forward(self, x: Tensor, codes: Tensor) -> Tensor:
        """x: N x 3 x H x W. codes: N x domains; 0 or 1 each as published, any number between for a mixture."""
        height, width = x.shape[2:]
        planes = codes.to(x.dtype)[:, :, None, None].expand(-1, -1, height, width)
        return self.main(torch.cat([x, planes], dim=1))


class _Block(nn.Module):
    """Two convolutions, added to what went in."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.main = nn.Sequential(
            nn.Conv2d(width, width, 3, 1, 1, bias=False),
            _norm(width),
            nn.ReLU(),
            nn.Conv2d(width, width, 3, 1, 1, bias=False),
            _norm(width),
        )

    def forward(self, x: Tensor) -> Tensor:
        return x + self.main(x)


def _norm(width: int) -> nn.Module:
    return nn.InstanceNorm2d(width, affine=True)

"""UNIT (Liu et al. 2017): two variational autoencoders that share a latent space, named as its published files are.

Each side has an encoder and a decoder. The last blocks of both encoders are one and the same, and so are the first of
both decoders: what they pass on must mean the same, so what one side encodes the other can decode.

`compact` is the same for laptops, and files of its own: it works on blocks of 2x2 pixels with small kernels, norms are
over the channels of each place, so that a part of a picture becomes what it becomes in the whole, and a translation is
the photo plus the difference of what both decoders make of its latent, which keeps detail that no latent holds; with
`detail`, the finest stays the photo's own (`networks/detail.py`).
"""

from __future__ import annotations

from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from studio.networks.detail import with_detail
from studio.networks.published import forget_statistics

SIDES = ("a", "b")


class Unit(nn.Module):
    """Pictures in -1..1 of side "a" or "b" to pictures in -1..1 (tanh) of either, sides multiples of 4, at least 8;
    multiples of 8 if it is compact.

    width: channels at full size (published 64), four times that in the latent space. blocks: residual blocks of each
    encoder and of each decoder (published 4). shared: how many of them both sides share, 1 as in the paper; 0 for
    the weights that were published later, which share none. compact, detail: see above. Raises ValueError for what
    makes no network.
    """

    def __init__(
        self, width: int = 64, blocks: int = 4, shared: int = 1, compact: bool = False, detail: bool = False
    ) -> None:
        super().__init__()
        if width < 1 or not 0 <= shared <= blocks:
            raise ValueError("width must be 1 or more, and shared from 0 to the number of blocks")
        if detail and not compact:
            raise ValueError("detail is kept by compact networks alone")
        self.config = {"width": width, "blocks": blocks, "shared": shared, "compact": compact, "detail": detail}
        self.compact, self.detail = compact, detail
        self.multiple = 8 if compact else 4
        self.latent = 4 * width
        self.a, self.b = _Autoencoder(width, blocks, compact), _Autoencoder(width, blocks, compact)
        for number in range(shared):
            self.b.enc.blocks[blocks - 1 - number] = self.a.enc.blocks[blocks - 1 - number]
            self.b.dec.blocks[number] = self.a.dec.blocks[number]
        self.register_load_state_dict_pre_hook(forget_statistics)

    def encode(self, x: Tensor, side: str) -> Tensor:
        """N x 3 x H x W of `side` to the mean of its latent, N x latent x H/4 x W/4 (H/8 x W/8 if it is compact); its
        variance is 1 everywhere."""
        return self._side(side).enc(F.pixel_unshuffle(x, 2) if self.compact else x)

    def decode(self, latent: Tensor, side: str) -> Tensor:
        """N x latent x h x w to a picture of `side`, N x 3 x 4h x 4w (8h x 8w if it is compact)."""
        made = self._side(side).dec(latent)
        return F.pixel_shuffle(made, 2) if self.compact else made

    def forward(self, x: Tensor, source: str, target: str) -> Tensor:
        """N x 3 x H x W of `source` as pictures of `target`: from the latent's mean, in training from a sample."""
        latent = self.encode(x, source)
        latent = latent + torch.randn_like(latent) if self.training else latent
        made = self.decode(latent, target)
        return self.changed(x, made - self.decode(latent, source)) if self.compact and source != target else made

    def changed(self, x: Tensor, change: Tensor) -> Tensor:
        """N x 3 x H x W in -1..1 and a change to it, added as a compact network does."""
        made = x.float() + change.float()
        return 2 * with_detail(x.float() / 2 + 0.5, made / 2 + 0.5) - 1 if self.detail else made

    def _side(self, side: str) -> _Autoencoder:
        if side not in SIDES:
            raise ValueError(f"a side is one of {', '.join(SIDES)}, not {side!r}")
        return self.a if side == "a" else self.b


class _Autoencoder(nn.Module):
    def __init__(self, width: int, blocks: int, compact: bool) -> None:
        super().__init__()
        self.enc, self.dec = _Encoder(width, blocks, compact), _Decoder(width, blocks, compact)


class _Encoder(nn.Module):
    def __init__(self, width: int, blocks: int, compact: bool) -> None:
        super().__init__()
        first = _Convolution(12, width, 3, compact=True) if compact else _Convolution(3, width, 7)
        self.model = nn.Sequential(
            first,
            _Convolution(width, 2 * width, 4, stride=2, compact=compact),
            _Convolution(2 * width, 4 * width, 4, stride=2, compact=compact),
            _Blocks(4 * width, blocks, compact),
        )

    @property
    def blocks(self) -> nn.Sequential:
        return cast(_Blocks, self.model[3]).model

    def forward(self, x: Tensor) -> Tensor:
        return self.model(x)


class _Decoder(nn.Module):
    """Enlarges by repeating pixels before a convolution, which leaves no checkerboard."""

    def __init__(self, width: int, blocks: int, compact: bool) -> None:
        super().__init__()
        middle, last, colours = (3, 3, 12) if compact else (5, 7, 3)
        self.model = nn.Sequential(
            _Blocks(4 * width, blocks, compact),
            nn.Upsample(scale_factor=2),
            _Convolution(4 * width, 2 * width, middle, norm="layer", compact=compact),
            nn.Upsample(scale_factor=2),
            _Convolution(2 * width, width, middle, norm="layer", compact=compact),
            _Convolution(width, colours, last, norm="none", end="tanh", compact=compact),
        )

    @property
    def blocks(self) -> nn.Sequential:
        return cast(_Blocks, self.model[0]).model

    def forward(self, x: Tensor) -> Tensor:
        return self.model(x)


class _Blocks(nn.Module):
    def __init__(self, width: int, count: int, compact: bool) -> None:
        super().__init__()
        self.model = nn.Sequential(*(_Block(width, compact) for _ in range(count)))

    def forward(self, x: Tensor) -> Tensor:
        return self.model(x)


class _Block(nn.Module):
    """Two convolutions, added to what went in."""

    def __init__(self, width: int, compact: bool) -> None:
        super().__init__()
        self.model = nn.Sequential(
            _Convolution(width, width, 3, compact=compact), _Convolution(width, width, 3, end="none", compact=compact)
        )

    def forward(self, x: Tensor) -> Tensor:
        return x + self.model(x)


class _Convolution(nn.Module):
    """Over a mirrored border; then a norm ("instance", "layer" or "none") and an end ("relu", "tanh" or "none").
    Compact ones have zeros around them, and a norm over channels in place of all others."""

    def __init__(
        self,
        inputs: int,
        outputs: int,
        size: int,
        stride: int = 1,
        norm: str = "instance",
        end: str = "relu",
        compact: bool = False,
    ) -> None:
        super().__init__()
        padding = (size - 1) // 2
        self.conv = nn.Conv2d(inputs, outputs, size, stride, padding if compact else 0)
        self.padding = None if compact else (padding,) * 4
        norms = {"instance": nn.InstanceNorm2d, "layer": _LayerNorm, "place": _PlaceNorm}
        self.norm = norms["place" if compact else norm](outputs) if norm in norms else None
        self.end = {"relu": F.relu, "tanh": torch.tanh}.get(end)
        nn.init.kaiming_normal_(self.conv.weight)
        if compact and end == "tanh":
            self.conv.weight.data.mul_(0.1)
        assert self.conv.bias is not None
        nn.init.zeros_(self.conv.bias)

    def forward(self, x: Tensor) -> Tensor:
        x = self.conv(x if self.padding is None else F.pad(x, self.padding, mode="reflect"))
        x = x if self.norm is None else self.norm(x)
        return x if self.end is None else self.end(x)


class _PlaceNorm(nn.Module):
    """Over the channels of every place (Ba et al. 2016)."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.scale, self.shift = nn.Parameter(torch.ones(width)), nn.Parameter(torch.zeros(width))

    def forward(self, x: Tensor) -> Tensor:
        # channels_last memory makes this a view, and the norm over the last axis is one fused kernel.
        normal = F.layer_norm(x.permute(0, 2, 3, 1), x.shape[1:2], self.scale.to(x.dtype), self.shift.to(x.dtype))
        return normal.permute(0, 3, 1, 2)


class _LayerNorm(nn.Module):
    """Over all channels and places of a picture, its deviation unbiased and held off 0 after the root, as published."""

    def __init__(self, width: int, epsilon: float = 1e-5) -> None:
        super().__init__()
        self.gamma = nn.Parameter(torch.rand(width))
        self.beta = nn.Parameter(torch.zeros(width))
        self.epsilon = epsilon

    def forward(self, x: Tensor) -> Tensor:
        deviation, mean = torch.std_mean(x, dim=(1, 2, 3), keepdim=True)
        x = (x - mean) / (deviation + self.epsilon)
        return x * self.gamma[:, None, None] + self.beta[:, None, None]

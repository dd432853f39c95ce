"""SPADE (Park et al. 2019), laid out and named as its published checkpoints are.

A few pixels grow to a picture through residual blocks. Every block normalises what it is given without parameters, and
then scales and shifts it by what a small network reads off the label map, at the block's own size.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils import spectral_norm

NORMS = ("batch", "instance")
UPS = {"normal": 5, "more": 6, "most": 7}
"""How many times the first pixels are doubled, by the published names."""
SLOPE = 0.2


class Spade(nn.Module):
    """Label maps to pictures in -1..1 (tanh); sides multiples of `multiple`.

    classes: of the label map. unknown: one more channel for labels nobody knows. edges: one more, the last, for the
    borders between things. width: channels of the last block; the first has 16 times that. ups: "normal", "more" or
    "most". hidden: channels between labels and modulation. latent: numbers the picture grows from (the published VAE's
    256), or 0 to grow it from the label map itself. size: (height, width) in pixels it was trained at; with a latent
    the first features have that form, and are stretched for another. norm: "batch" (published) or "instance".
    spectral: whether weights are held by spectral norm, for training; the weights of such a network are folded when
    they are loaded into one without. Raises ValueError for what makes no network.
    """

    source = "labels"

    def __init__(
        self,
        classes: int,
        unknown: bool = False,
        edges: bool = False,
        width: int = 64,
        ups: str = "normal",
        hidden: int = 128,
        latent: int = 0,
        size: Sequence[int] = (256, 256),
        norm: str = "batch",
        spectral: bool = False,
    ) -> None:
        super().__init__()
        if ups not in UPS:
            raise ValueError(f"ups must be one of {', '.join(UPS)}, not {ups!r}")
        if norm not in NORMS:
            raise ValueError(f"norm must be one of {', '.join(NORMS)}, not {norm!r}")
        self.multiple = 2 ** UPS[ups]
        if len(size) != 2 or any(side < self.multiple or side % self.multiple for side in size):
            raise ValueError(f"both sides of size must be multiples of {self.multiple}, not {tuple(size)}")
        if min(classes, width, hidden) < 1 or latent < 0 or (ups == "most" and width % 2):
            raise ValueError("classes, width and hidden must be 1 or more, latent 0 or more, and half a width whole")
        self.config = {
            "classes": classes, "unknown": unknown, "edges": edges, "width": width, "ups": ups, "hidden": hidden,
            "latent": latent, "size": list(size), "norm": norm, "spectral": spectral,
        }  # fmt: skip
        self.source_channels, self.channels = classes, classes + unknown + edges
        self.latent, self.ups = latent, ups
        self.first = (size[0] // self.multiple, size[1] // self.multiple)

        def block(inputs: int, outputs: int) -> SpadeBlock:
            return SpadeBlock(inputs, outputs, self.channels, hidden, norm, spectral)

        wide = 16 * width
        if latent:
            self.fc: nn.Module = nn.Linear(latent, wide * self.first[0] * self.first[1])
        else:
            self.fc = nn.Conv2d(self.channels, wide, 3, padding=1)
        self.head_0 = block(wide, wide)
        self.G_middle_0 = block(wide, wide)
        self.G_middle_1 = block(wide, wide)
        self.up_0 = block(wide, 8 * width)
        self.up_1 = block(8 * width, 4 * width)
        self.up_2 = block(4 * width, 2 * width)
        self.up_3 = block(2 * width, width)
        if ups == "most":
            self.up_4 = block(width, width // 2)
        self.conv_img = nn.Conv2d(width // 2 if ups == "most" else width, 3, 3, padding=1)
        self.register_load_state_dict_pre_hook(_fold_if_plain)

    def forward(self, labels: Tensor, code: Tensor | None = None) -> Tensor:
        """N x channels x H x W, one-hot, to N x 3 x H x W. code: N x latent; None for zeros, the plainest."""
        labels = labels.to(self.conv_img.weight.dtype)
        h = self.head_0(self._start(labels, code), labels)
        h = self.G_middle_0(_doubled(h), labels)
        if self.ups != "normal":
            h = _doubled(h)
        h = self.G_middle_1(h, labels)
        for block in (self.up_0, self.up_1, self.up_2, self.up_3):
            h = block(_doubled(h), labels)
        if self.ups == "most":
            h = self.up_4(_doubled(h), labels)
        return torch.tanh(self.conv_img(F.leaky_relu(h, SLOPE)))

    def _start(self, labels: Tensor, code: Tensor | None) -> Tensor:
        """N x 16 width x h x w, the first features."""
        height, width = labels.shape[2] // self.multiple, labels.shape[3] // self.multiple
        if not self.latent:
            return self.fc(F.interpolate(labels, size=(height, width)))
        if code is None:
            code = labels.new_zeros(len(labels), self.latent)
        h = self.fc(code.to(labels.dtype)).view(len(labels), -1, *self.first)
        if (height, width) == self.first:
            return h
        return F.interpolate(h, size=(height, width), mode="bilinear", align_corners=False)


class SpadeBlock(nn.Module):
    """A residual block with two convolutions, and a third on the way past them where the channels change."""

    def __init__(self, inputs: int, outputs: int, channels: int, hidden: int, norm: str, spectral: bool) -> None:
        super().__init__()
        middle = min(inputs, outputs)
        held = spectral_norm if spectral else _as_it_is
        self.conv_0 = held(nn.Conv2d(inputs, middle, 3, padding=1))
        self.conv_1 = held(nn.Conv2d(middle, outputs, 3, padding=1))
        self.conv_s = held(nn.Conv2d(inputs, outputs, 1, bias=False)) if inputs != outputs else None
        self.norm_0 = SpadeNorm(inputs, channels, hidden, norm)
        self.norm_1 = SpadeNorm(middle, channels, hidden, norm)
        self.norm_s = SpadeNorm(inputs, channels, hidden, norm) if inputs != outputs else None

    def forward(self, x: Tensor, labels: Tensor) -> Tensor:
        past = x if self.conv_s is None or self.norm_s is None else self.conv_s(self.norm_s(x, labels))
        h = self.conv_0(F.leaky_relu(self.norm_0(x, labels), SLOPE))
        return past + self.conv_1(F.leaky_relu(self.norm_1(h, labels), SLOPE))


class SpadeNorm(nn.Module):
    """Normalisation whose scale and shift at each place come from the labels there and around."""

    def __init__(self, width: int, channels: int, hidden: int, norm: str) -> None:
        super().__init__()
        kind = nn.BatchNorm2d if norm == "batch" else nn.InstanceNorm2d
        self.param_free_norm = kind(width, affine=False)
        self.mlp_shared = nn.Sequential(nn.Conv2d(channels, hidden, 3, padding=1), nn.ReLU())
        self.mlp_gamma = nn.Conv2d(hidden, width, 3, padding=1)
        self.mlp_beta = nn.Conv2d(hidden, width, 3, padding=1)

    def forward(self, x: Tensor, labels: Tensor) -> Tensor:
        read = self.mlp_shared(F.interpolate(labels, size=x.shape[2:]))
        return self.param_free_norm(x) * (1 + self.mlp_gamma(read)) + self.mlp_beta(read)


def folded(state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """`state` with every weight held by spectral norm divided by its norm; the others as they are.

    ValueError if what the norm is told by is missing.
    """
    plain: dict[str, Tensor] = {}
    for name, tensor in state.items():
        held = name.removesuffix("_orig")
        if name.endswith(".weight_orig"):
            if f"{held}_u" not in state:
                raise ValueError(f"{held} has no spectral norm beside it")
            matrix, left = tensor.float().flatten(1), state[f"{held}_u"].float()
            right = state[f"{held}_v"].float() if f"{held}_v" in state else F.normalize(left @ matrix, dim=0)
            plain[held] = (tensor.float() / torch.dot(left, matrix @ right)).to(tensor.dtype)
        elif not (name.endswith((".weight_u", ".weight_v")) and f"{name[:-2]}_orig" in state):
            plain[name] = tensor
    return plain


def _fold_if_plain(network: nn.Module, state: MutableMapping[str, Any], *_: object) -> None:
    if isinstance(network, Spade) and not network.config["spectral"]:
        plain = folded(state)
        state.clear()
        state.update(plain)


def _doubled(x: Tensor) -> Tensor:
    return F.interpolate(x, scale_factor=2)


def _as_it_is(layer: nn.Module) -> nn.Module:
    return layer

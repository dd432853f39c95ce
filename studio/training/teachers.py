"""The published networks that recipes learn from and benchmarks are judged by. They are never shipped.

The folder beside the checkout (or `ATELIER_TEACHERS`) holds `vgg19_conv_relu3_1.safetensors`, the exact
"normalised" VGG-19 up to relu3_1, and `vgg19_distilled16x_relu5_1.safetensors`, a quarter-width VGG-19 whose 1x1
projections estimate all the channels of relu4_1 and relu5_1 (Wang et al., Collaborative Distillation, CVPR 2020).
Both take RGB in 0..1 normalised by ImageNet's mean and deviation, pad by reflection and pool by maximum.
"""

from __future__ import annotations

import os
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from studio.core.errors import UnavailableError
from studio.networks.losses import gram, gram_error
from studio.networks.normalise import ImageNetRange
from studio.networks.padding import mirror

EXACT, SMALL = "vgg19_conv_relu3_1.safetensors", "vgg19_distilled16x_relu5_1.safetensors"
WIDTHS = (64, 128, 256, 512, 512)


def teachers_folder() -> Path:
    """Where the teachers lie. Raises UnavailableError with a sentence if they are not there."""
    beside = Path(__file__).resolve().parents[2].parent / "shared" / "teachers"
    folder = Path(os.environ.get("ATELIER_TEACHERS", beside))
    if not (folder / EXACT).is_file() or not (folder / SMALL).is_file():
        raise UnavailableError(
            f"The teacher networks are not in {folder}; set ATELIER_TEACHERS to the folder that holds them."
        )
    return folder


class Teachers(nn.Module):
    """relu1_1, 2_1, 3_1 of the exact network; relu4_1 and 5_1 as the projections of the small one.

    Frozen. `small_only` takes all five layers from the small network (the weaker measure, for comparisons).
    """

    def __init__(self, folder: Path | None = None, small_only: bool = False) -> None:
        super().__init__()
        folder = folder or teachers_folder()
        self.small_only = small_only
        exact, small = load_file(folder / EXACT), load_file(folder / SMALL)
        self.exact = nn.ModuleList(_convolution(exact, f"features.{n}") for n in (0, 2, 5, 7, 10))
        names = [(1, 2), (2, 2), (3, 4), (4, 4), (5, 1)]
        self.small = nn.ModuleList(
            nn.ModuleList(_convolution(small, f"conv{block}_{n}") for n in range(1, count + 1))
            for block, count in names
        )
        self.projections = nn.ModuleList(_convolution(small, f"conv{block}_1.proj") for block, _ in names)
        self.normalise = ImageNetRange()
        self.requires_grad_(False)
        self.to(memory_format=torch.channels_last)  # type: ignore[call-overload]

    def forward(self, x: Tensor) -> list[Tensor]:
        """NCHW RGB 0..1 to the five layers, 64/128/256/512/512 channels, none of them negative."""
        x = self._prepared(x)
        features = []
        if not self.small_only:
            y = x
            for number, convolution in enumerate(self.exact):
                y = _step(y, convolution)
                if number in (0, 2, 4):
                    features.append(y)
                if number in (1, 3):
                    y = F.max_pool2d(y, 2)
        for level, block in enumerate(self.small):
            for number, convolution in enumerate(block):  # type: ignore[arg-type]
                x = _step(x, convolution)
                if number == 0 and level >= len(features):
                    features.append(F.relu(self.projections[level](x)))
            if level < 4:
                x = F.max_pool2d(x, 2)
        return features

    def _prepared(self, x: Tensor) -> Tensor:
        x = self.normalise(x).contiguous(memory_format=torch.channels_last)
        return x.to(torch.get_autocast_dtype(x.device.type)) if torch.is_autocast_enabled(x.device.type) else x

    def content(self, x: Tensor) -> Tensor:
        """relu4_1 alone, by the small network alone."""
        x = self._prepared(x)
        for level in range(3):
            for convolution in self.small[level]:  # type: ignore[union-attr]
                x = _step(x, convolution)
            x = F.max_pool2d(x, 2)
        return F.relu(self.projections[3](_step(x, self.small[3][0])))  # type: ignore[index]


def _convolution(state: dict[str, Tensor], name: str) -> nn.Conv2d:
    weight, bias = state[f"{name}.weight"].float(), state[f"{name}.bias"].float()
    layer = nn.Conv2d(weight.shape[1], weight.shape[0], weight.shape[2:])  # type: ignore[arg-type]
    layer.load_state_dict({"weight": weight, "bias": bias})
    return layer


def _step(x: Tensor, convolution: nn.Module) -> Tensor:
    return F.relu(convolution(mirror(x)))


class Judge:
    """The measure behind every style figure: Gram matrices of the teachers' five layers, in float32.

    Each layer's squared error is divided by the mean square of the style's own Gram matrix and the five are
    averaged; content is the squared error of relu4_1 divided by its variance. Lower is better.
    """

    def __init__(self, teachers: Teachers | None = None) -> None:
        self.teachers = teachers or Teachers()

    @torch.inference_mode()
    def grams(self, picture: Tensor) -> list[Tensor]:
        """The five Gram matrices of a 1x3xHxW picture in 0..1."""
        return [gram(f) for f in self.teachers(picture.float())]

    @torch.inference_mode()
    def style(self, picture: Tensor, style_grams: list[Tensor]) -> float:
        """Style loss of a 1x3xHxW picture against the grams of the style picture."""
        errors = [gram_error(g, t) for g, t in zip(self.grams(picture), style_grams, strict=True)]
        return float(torch.stack(errors).mean())

    @torch.inference_mode()
    def content(self, picture: Tensor, photo: Tensor) -> float:
        """Content loss of a picture against the photo, both 1x3xHxW in 0..1 and of one size."""
        ours, theirs = self.teachers(picture.float())[3], self.teachers(photo.float())[3]
        return float((ours - theirs).square().mean() / theirs.var())

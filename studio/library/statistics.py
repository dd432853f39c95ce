"""What an engine needs to know of a painting: the statistics of its features, never its pixels.

For several sizes of the painting, the Gram matrices of the encoder's five taps and the mean of each channel, as
float16; and the mean and covariance of its colours. A few hundred kilobytes a style.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import Tensor

from studio.core.errors import ModelError
from studio.core.step import Job, Step
from studio.networks.encoder import STYLE_LAYERS, Perceives
from studio.networks.losses import gram

SIZES = (64, 96, 128, 192, 256, 384, 512, 768, 1024)
ADVICE = "add the style again, or install the application again"
MAX_BYTES = 16 * 1024**2


@dataclass(frozen=True)
class StyleStatistics:
    """grams, means: for every size in `sizes` (long side of the painting in pixels), one tensor per style layer.

    colour_mean (3) and colour_covariance (3x3) are of the painting's sRGB pixels in 0..1.
    """

    sizes: tuple[int, ...]
    grams: tuple[tuple[Tensor, ...], ...]
    means: tuple[tuple[Tensor, ...], ...]
    colour_mean: Tensor
    colour_covariance: Tensor

    def at(self, size: float) -> list[Tensor]:
        """The five Gram matrices for a painting of that long side, interpolated between the measured sizes."""
        return self._between(self.grams, size)

    def means_at(self, size: float) -> list[Tensor]:
        """The means of the five taps' channels, likewise."""
        return self._between(self.means, size)

    def _between(self, measured: tuple[tuple[Tensor, ...], ...], size: float) -> list[Tensor]:
        size = min(max(size, self.sizes[0]), self.sizes[-1])
        upper = next(i for i, s in enumerate(self.sizes) if s >= size)
        lower = max(0, upper - 1)
        if upper == lower:
            return list(measured[0])
        weight = math.log(size / self.sizes[lower]) / math.log(self.sizes[upper] / self.sizes[lower])
        return [torch.lerp(a, b, weight) for a, b in zip(measured[lower], measured[upper], strict=True)]


def measure(encoder: Perceives, picture: Tensor) -> Job[StyleStatistics]:
    """The statistics of `picture`, 3xHxW in 0..1; one step per size.

    A size above the picture's own is measured on an enlarged copy: larger brush strokes are what is asked for then.
    """
    grams, means = [], []
    long_side = max(picture.shape[1:])
    for number, size in enumerate(SIZES):
        scale = size / long_side
        shape = [max(16, round(side * scale)) for side in picture.shape[1:]]
        scaled = F.interpolate(
            picture[None], size=shape, mode="bicubic", antialias=scale < 1, align_corners=False
        ).clamp(0, 1)
        with torch.inference_mode():
            taps = encoder(scaled.to(memory_format=torch.channels_last))
            grams.append(tuple(gram(tap.float())[0] for tap in taps))
            means.append(tuple(tap.float().mean((0, 2, 3)) for tap in taps))
        yield Step((number + 1) / len(SIZES), "learning the style")
    pixels = picture.flatten(1)
    return StyleStatistics(SIZES, tuple(grams), tuple(means), pixels.mean(1), torch.cov(pixels, correction=0))


def pack(statistics: StyleStatistics) -> bytes:
    """The statistics as a safetensors file: the upper triangle of every Gram matrix, in float16."""
    tensors = {"colour/mean": statistics.colour_mean, "colour/covariance": statistics.colour_covariance}
    for size, grams, means in zip(statistics.sizes, statistics.grams, statistics.means, strict=True):
        for layer, matrix, mean in zip(STYLE_LAYERS, grams, means, strict=True):
            rows, columns = torch.triu_indices(*matrix.shape)
            tensors[f"{size}/{layer}/gram"] = matrix[rows, columns].half()
            tensors[f"{size}/{layer}/mean"] = mean.half()
    return save({name: tensor.contiguous().clone() for name, tensor in tensors.items()})


def unpack(data: bytes, name: str, channels: tuple[int, ...]) -> StyleStatistics:
    """The inverse of `pack`. channels: what the encoder's taps have; ModelError naming `name` for anything else."""
    try:
        tensors = load(data)
        sizes = tuple(sorted({int(key.split("/")[0]) for key in tensors if key.endswith("/gram")}))
        grams, means = [], []
        for size in sizes:
            layers = [f"{size}/{layer}" for layer in STYLE_LAYERS]
            grams.append(tuple(_full(tensors[f"{n}/gram"], c) for n, c in zip(layers, channels, strict=True)))
            means.append(tuple(_checked(tensors[f"{n}/mean"], c) for n, c in zip(layers, channels, strict=True)))
        colour = _checked(tensors["colour/mean"], 3), _checked(tensors["colour/covariance"], 3, 3)
        if not sizes or sizes[0] < 1:
            raise ValueError("no sizes")
    except (SafetensorError, KeyError, ValueError, RuntimeError) as error:
        raise ModelError(f"The statistics of the style {name!r} are damaged ({error}); {ADVICE}.") from error
    return StyleStatistics(sizes, tuple(grams), tuple(means), *colour)


def read_statistics(path: Path, name: str, channels: tuple[int, ...]) -> StyleStatistics:
    """`unpack` of a file, with a limit on its size."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ModelError(f"The statistics of the style {name!r} are larger than any can be; {ADVICE}.")
        return unpack(path.read_bytes(), name, channels)
    except OSError as error:
        raise ModelError(
            f"The statistics of the style {name!r} cannot be read ({error.strerror}); {ADVICE}."
        ) from error


def _full(triangle: Tensor, channels: int) -> Tensor:
    rows, columns = torch.triu_indices(channels, channels)
    matrix = torch.zeros(channels, channels)
    matrix[rows, columns] = _checked(triangle, *rows.shape)
    return matrix + matrix.triu(1).T


def _checked(tensor: Tensor, *shape: int) -> Tensor:
    """`tensor` in float32; ValueError unless it has that shape and holds finite numbers."""
    if tensor.shape != shape or not tensor.is_floating_point() or not bool(torch.isfinite(tensor).all()):
        raise ValueError("values are missing or not numbers")
    return tensor.float()

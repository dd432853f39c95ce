"""What spoils photos: blur, noise, low light, small sizes and JPEG, one after the other as in real cameras
(after Wang et al., Real-ESRGAN, 2021, in one round)."""

from __future__ import annotations

import io
import random

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor

from studio.networks.line_art import blur


def spoiled(photo: Tensor, rng: random.Random) -> Tensor:
    """A 3 x H x W photo in 0..1, spoiled in one to four ways at random; the same size."""
    x = photo[None]
    ways = [
        way for way, chance in ((_dim, 0.3), (_soften, 0.5), (_reduce, 0.3), (_grain, 0.6)) if rng.random() < chance
    ]
    for way in ways:
        x = way(x, rng).clamp(0, 1)
    if not ways or rng.random() < 0.7:
        x = _jpeg(x, rng)
    return x[0]


def _dim(x: Tensor, rng: random.Random) -> Tensor:
    """Too little light: darker in linear light, and what is dark drowns in noise."""
    light = rng.uniform(0.15, 0.6)
    electrons = rng.uniform(300, 3000)
    linear = x.pow(2.2) * light
    linear = linear + torch.randn_like(x) * (linear.clamp_min(0) / electrons).sqrt()
    return linear.clamp_min(0).pow(1 / 2.2)


def _soften(x: Tensor, rng: random.Random) -> Tensor:
    return blur(x, rng.uniform(0.5, 1.8))


def _reduce(x: Tensor, rng: random.Random) -> Tensor:
    """Made smaller, and enlarged again."""
    size = x.shape[2:]
    small = F.interpolate(x, scale_factor=1 / rng.uniform(1.2, 2.2), mode="area")
    return F.interpolate(small, size=size, mode=rng.choice(("bilinear", "bicubic")), align_corners=False)


def _grain(x: Tensor, rng: random.Random) -> Tensor:
    noise = torch.randn_like(x) if rng.random() < 0.7 else torch.randn_like(x[:, :1]).expand_as(x)
    return x + noise * rng.uniform(0.01, 0.1)


def _jpeg(x: Tensor, rng: random.Random) -> Tensor:
    pixels = (x[0].permute(1, 2, 0) * 255).round().byte().numpy()
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "JPEG", quality=rng.randint(15, 75), subsampling=rng.choice((0, 2)))
    with Image.open(file) as image:
        return torch.from_numpy(np.array(image)).permute(2, 0, 1)[None].float() / 255

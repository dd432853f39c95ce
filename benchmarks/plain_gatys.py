"""The baseline: Gatys' loop as most tutorials write it. One scale, float32, autograd, Adam from the photo.

The same encoder, targets and loss weights as the application's optimiser; only the craft differs.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor

from studio.engines.objective import Weights
from studio.networks.encoder import Encoder

RATES = (0.01, 0.03, 0.1)


def gram(features: Tensor) -> Tensor:
    """1xCxHxW to CxC, divided by the number of positions."""
    _, c, h, w = features.shape
    flat = features.view(c, h * w)
    return flat @ flat.t() / (h * w)


def plain_gatys(
    encoder: Encoder,
    photo: Tensor,
    targets: list[Tensor],
    weights: Weights,
    rate: float,
    judged: Callable[[Tensor], float],
    wanted: float,
    limit_s: float,
    every: int = 10,
) -> tuple[float, float, int]:
    """Optimises until `judged(picture) <= wanted` or `limit_s` is spent; looking is not timed.

    Returns (seconds, best judged loss so far, steps).
    """
    with torch.no_grad():
        content = encoder(photo)[3]
    x = photo.clone().requires_grad_(True)
    optimiser = torch.optim.Adam([x], lr=rate)
    spent, steps, best = 0.0, 0, float("inf")
    while spent < limit_s:
        started = time.perf_counter()
        for _ in range(every):
            optimiser.zero_grad()
            features = encoder(x)
            loss = weights.content * F.mse_loss(features[3], content) / content.var()
            for feature, target in zip(features, targets, strict=True):
                loss = loss + weights.style * F.mse_loss(gram(feature), target) / target.pow(2).mean()
            down, right = x[:, :, 1:] - x[:, :, :-1], x[:, :, :, 1:] - x[:, :, :, :-1]
            loss = loss + weights.smoothness * (down.pow(2).mean() + right.pow(2).mean())
            loss.backward()
            optimiser.step()
            with torch.no_grad():
                x.clamp_(0, 1)
        spent += time.perf_counter() - started
        steps += every
        best = min(best, judged(x.detach()))
        if best <= wanted:
            break
    return spent, best, steps

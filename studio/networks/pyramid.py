"""Running a generator coarse to fine: a small picture first, then each larger one over the one before."""

from __future__ import annotations

import math
from collections.abc import Iterator

import torch
import torch.nn.functional as F
from torch import Tensor

from studio.networks.generator import Generator
from studio.networks.line_art import shrink

FIRST = 128  # the size in pixels, of an average side, at which generators see a whole picture


def level_count(height: int, width: int, first: int = FIRST) -> int:
    """How many times a picture is halved before the generator first sees it."""
    return max(0, round(math.log2(math.sqrt(height * width) / first)))


def shrunk(network: Generator, condition: Tensor, factor: int) -> Tensor:
    """A condition at 1/`factor` of its size, a power of two that divides both sides."""
    if factor == 1:
        return condition
    small = F.avg_pool2d(condition, factor)
    if network.source == "lines":
        small = torch.cat([shrink(condition[:, :1], factor), small[:, 1:]], dim=1)
    return small


def levels(
    network: Generator,
    condition: Tensor,
    look: Tensor | None = None,
    seed: int = 0,
    first: int = FIRST,
) -> Iterator[Tensor]:
    """The pictures of all levels, N x 3 x h x w in 0..1, from the smallest to that of the condition's own size.

    Sides must be multiples of the network's `multiple` times 2 to the power of `level_count`. A network without
    drafts makes the last one only.
    """
    height, width = condition.shape[2:]
    count = level_count(height, width, first) if network.has_draft else 0
    picture: Tensor | None = None
    for number in range(count, -1, -1):
        # The same seed gives a level the same grain, however many levels follow.
        chance = torch.Generator().manual_seed((seed << 4) + count - number)
        draft = None if picture is None else enlarged(picture)
        with torch.inference_mode():
            made: Tensor = network(shrunk(network, condition, 2**number), look, draft, chance).clamp(0, 1)
        picture = made
        yield made


def enlarged(picture: Tensor) -> Tensor:
    """Twice the size, smoothly: what a level is given of the one before."""
    return F.interpolate(picture, scale_factor=2, mode="bilinear", align_corners=False)

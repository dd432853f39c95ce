"""A mirrored border of one pixel, in the precision of the features."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


def mirror(x: Tensor) -> Tensor:
    """N x C x H x W with one reflected pixel on each side; keeps bf16, which autocast on processors would widen."""
    with torch.autocast(x.device.type, enabled=False):
        return F.pad(x, (1, 1, 1, 1), mode="reflect")

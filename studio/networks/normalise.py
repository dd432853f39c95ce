"""The input range of everything descended from VGG."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class ImageNetRange(nn.Module):
    """NCHW RGB in 0..1 to zero mean and unit deviation over ImageNet."""

    mean: Tensor
    std: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("mean", torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1), persistent=False)
        self.register_buffer("std", torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1), persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        return (x - self.mean) / self.std

"""Training pictures in other colours.

Where a domain is few pictures, its critics learn their palettes by heart and ask every photo for violet and green.
Shown in the colours of photos, paintings differ from photos by how they are painted, and that is what is learned. It
is a balanced augmentation of real pictures, as for GANs with little data (Zhao et al. 2020), in colour alone.
"""

from __future__ import annotations

import torch
from torch import Tensor

from studio.core.colour_transfer import transfer_matrix

FLAT = 1e-3
"""Variance of colour, values in 0..1, that is added to both pictures' own: faint colours are not made loud."""


def in_colours_of(pictures: Tensor, others: Tensor) -> Tensor:
    """Each of N x 3 x H x W in 0..1 with the mean and about the covariance of the colours of one of N others."""
    found = [other.float().flatten(1) for other in others]
    statistics = [(pixels.mean(1), torch.cov(pixels, correction=0)) for pixels in found]
    moved = [recoloured(picture.float(), *theirs) for picture, theirs in zip(pictures, statistics, strict=True)]
    return torch.stack(moved).to(pictures.dtype).clamp_(0, 1)


def recoloured(picture: Tensor, mean: Tensor, covariance: Tensor) -> Tensor:
    """3 x H x W by the least change of colours that gives it this mean (3) and covariance (3 x 3), not clamped."""
    pixels = picture.flatten(1)
    ours, theirs = (x.cpu().numpy() for x in (torch.cov(pixels, correction=0), covariance))
    matrix = torch.from_numpy(transfer_matrix(ours, theirs, FLAT)).to(pixels)
    return (matrix @ (pixels - pixels.mean(1, keepdim=True)) + mean[:, None]).view_as(picture)

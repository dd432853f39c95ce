"""Pictures of one domain in the colours of another's.

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
    moved = [_moved(a.float().flatten(1), b.float().flatten(1)) for a, b in zip(pictures, others, strict=True)]
    return torch.stack(moved).view_as(pictures).to(pictures.dtype).clamp_(0, 1)


def _moved(ours: Tensor, theirs: Tensor) -> Tensor:
    """The colours `ours`, 3 x N, by the least change that gives them the statistics of `theirs`."""
    found, wanted = (torch.cov(x, correction=0).double().cpu().numpy() for x in (ours, theirs))
    matrix = torch.from_numpy(transfer_matrix(found, wanted, FLAT)).to(ours)
    return matrix @ (ours - ours.mean(1, keepdim=True)) + theirs.mean(1, keepdim=True)

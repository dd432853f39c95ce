"""Adversarial losses: hinge (Lim & Ye 2017) and feature matching (Salimans et al. 2016; Wang et al. 2018)."""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor


def hinge_real_fake(real: Sequence[Tensor], fake: Sequence[Tensor]) -> Tensor:
    """The discriminator's loss, averaged over its maps of verdicts."""
    losses = [F.relu(1 - r.float()).mean() + F.relu(1 + f.float()).mean() for r, f in zip(real, fake, strict=True)]
    return torch.stack(losses).mean()


def hinge_generator(fake: Sequence[Tensor]) -> Tensor:
    """The generator's loss: verdicts should be high."""
    return -torch.stack([f.float().mean() for f in fake]).mean()


def feature_matching(real: Sequence[Tensor], fake: Sequence[Tensor]) -> Tensor:
    """Mean absolute difference of the discriminator's features relative to their size, averaged over the layers.

    Relative, because spectral norm leaves deep features small. `real` gets no gradient.
    """
    wanted = [r.detach().float() for r in real]
    losses = [(f.float() - w).abs().mean() / w.abs().mean().clamp_min(1e-6) for w, f in zip(wanted, fake, strict=True)]
    return torch.stack(losses).mean()

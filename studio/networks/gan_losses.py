"""Adversarial losses: hinge (Lim & Ye 2017), feature matching (Salimans et al. 2016; Wang et al. 2018), and that of a
discriminator that names classes (OASIS, Schönfeld et al. 2021)."""

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


def named(verdicts: Sequence[Tensor], labels: Tensor) -> Tensor:
    """The cross entropy of verdicts, N x (classes + 1) x h x w each, with what `labels` (N x classes x H x W, one-hot)
    say; rare classes count for more. Class 0 is "anything" and asks for nothing."""
    losses = []
    for verdict in verdicts:
        height, width = verdict.shape[2:]
        wanted = F.adaptive_avg_pool2d(labels, (height, width))
        wanted = wanted * _balance(wanted)[:, None, None]
        chances = verdict.float().log_softmax(1)[:, :-1]
        losses.append(-(wanted * chances).sum() / wanted.sum().clamp_min(1e-6))
    return torch.stack(losses).mean()


def unmasked(verdicts: Sequence[Tensor]) -> Tensor:
    """The cross entropy of verdicts with "generated", the last class, everywhere."""
    return -torch.stack([v.float().log_softmax(1)[:, -1].mean() for v in verdicts]).mean()


def _balance(labels: Tensor) -> Tensor:
    """A weight for each class, falling with the root of its share; none for class 0."""
    share = labels.mean((0, 2, 3))
    weights = share.clamp_min(1e-3).rsqrt()
    weights[0] = 0
    return weights

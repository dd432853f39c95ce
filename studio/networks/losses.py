"""The losses of neural style transfer: Gram matrices, content, total variation (Gatys et al. 2016)."""

from __future__ import annotations

import torch
from torch import Tensor


def gram(features: Tensor) -> Tensor:
    """N x C x H x W to N x C x C: the mean over positions of the products of channels, in float32.

    Dividing by the number of positions (not by C) makes Grams of pictures of different sizes comparable.
    """
    n, c, h, w = features.shape
    # channels_last memory makes this a view; the product then runs as one matrix multiplication per picture.
    flat = features.permute(0, 2, 3, 1).reshape(n, h * w, c)
    return torch.bmm(flat.transpose(1, 2), flat).float() / (h * w)


def gram_error(ours: Tensor, target: Tensor) -> Tensor:
    """Squared error of two Gram matrices relative to the mean square of `target`; one value per picture."""
    return (ours - target).square().mean((-2, -1)) / target.square().mean((-2, -1))


def content_error(ours: Tensor, target: Tensor) -> Tensor:
    """Squared error of two feature maps relative to the variance of `target`."""
    target = target.float()
    return (ours.float() - target).square().mean() / target.var()


def total_variation(x: Tensor) -> Tensor:
    """Mean squared difference of neighbouring pixels of an NCHW picture, both directions."""
    return (x[..., 1:, :] - x[..., :-1, :]).square().mean() + (x[..., :, 1:] - x[..., :, :-1]).square().mean()

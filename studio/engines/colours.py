"""Keeping a photo's colours in a painted picture (Gatys et al. 2016, "Preserving color in neural style transfer")."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from studio.core.params import Colours

# BT.601 luma; chroma is what remains.
LUMA = np.array([0.299, 0.587, 0.114], np.float32)


def keep_colours(painted: NDArray[np.float32], photo: NDArray[np.float32], how: Colours) -> NDArray[np.float32]:
    """`painted` with `photo`'s colours; both HxWx3 in 0..1 and of one size."""
    if how == Colours.LUMA:
        return luma_of(painted, photo)
    if how == Colours.STATISTICS:
        return match_statistics(painted, photo)
    return painted


def luma_of(painted: NDArray[np.float32], photo: NDArray[np.float32]) -> NDArray[np.float32]:
    """The brightness of `painted` with the chroma of `photo`."""
    brightness = painted @ LUMA
    # The photo's own brightness and contrast stay, or a dark painting would make every photo dark.
    ours, theirs = brightness, photo @ LUMA
    brightness = (ours - ours.mean()) * (theirs.std() / max(float(ours.std()), 1e-4)) + theirs.mean()
    return np.clip(photo + (brightness - theirs)[..., None], 0, 1).astype(np.float32)


def match_statistics(painted: NDArray[np.float32], photo: NDArray[np.float32]) -> NDArray[np.float32]:
    """`painted` with the colour mean and covariance of `photo`."""
    theirs = photo.reshape(-1, 3).astype(np.float64)
    return move_colours(painted, theirs.mean(0), np.cov(theirs.T, bias=True))


def move_colours(pixels: NDArray[np.float32], mean: NDArray, covariance: NDArray) -> NDArray[np.float32]:
    """`pixels` with another colour mean (3) and covariance (3x3), by the linear map that moves colours least.

    (The closed-form optimal transport between Gaussians, Pitie & Kokaram 2007.)
    """
    ours = pixels.reshape(-1, 3).astype(np.float64)
    root = _root(np.cov(ours.T, bias=True) + 1e-6 * np.eye(3))
    inverse = np.linalg.inv(root)
    change = inverse @ _root(root @ (covariance + 1e-6 * np.eye(3)) @ root) @ inverse
    moved = (ours - ours.mean(0)) @ change.T + mean
    return np.clip(moved, 0, 1).reshape(pixels.shape).astype(np.float32)


def _root(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """The symmetric square root of a positive semi-definite matrix."""
    values, vectors = np.linalg.eigh(matrix)
    return (vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T

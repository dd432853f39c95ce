"""Whose colours a picture has: the photo's kept in a painting, or a painting's on the photo as it is.

Keeping follows Gatys et al. 2016, "Preserving color in neural style transfer".
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from studio.core.colour_transfer import transfer_matrix
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
    change = transfer_matrix(np.cov(ours.T, bias=True), covariance)
    moved = (ours - ours.mean(0)) @ change.T + mean
    return np.clip(moved, 0, 1).reshape(pixels.shape).astype(np.float32)


def recolour(
    pixels: NDArray[np.float32],
    mean: NDArray,
    covariance: NDArray,
    amount: float,
    floor: float = 1e-3,
    plane: NDArray[np.float32] | None = None,
) -> NDArray[np.float32]:
    """HxWx3 `pixels` with their colours moved by `amount` (0..1) of the way to that mean (3) and covariance (3x3).

    floor: variance below which colours are not stretched. plane: HxW; whose colours count as `pixels`' own, all if
    None (all are moved either way). Half of the way is half of every colour's path.
    """
    ours, spread = moments(pixels, plane)
    matrix = transfer_matrix(spread, covariance, floor)
    matrix = (1 - amount) * np.eye(3) + amount * matrix
    target = (1 - amount) * ours + amount * np.asarray(mean, np.float64)
    moved = pixels @ matrix.T.astype(np.float32)
    moved += (target - matrix @ ours).astype(np.float32)
    return np.clip(moved, 0, 1, out=moved)


def moments(
    pixels: NDArray[np.float32], plane: NDArray[np.float32] | None = None
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The mean (3) and covariance (3x3) of HxWx3 colours, weighted by an HxW plane if given."""
    total, first, second = 0.0, np.zeros(3), np.zeros((3, 3))
    for start in range(0, len(pixels), 256):  # a large picture is not copied whole in float64
        rows = pixels[start : start + 256].reshape(-1, 3).astype(np.float64)
        weights = np.ones(len(rows)) if plane is None else plane[start : start + 256].reshape(-1).astype(np.float64)
        total += weights.sum()
        first += weights @ rows
        second += (rows * weights[:, None]).T @ rows
    mean = first / max(total, 1e-12)
    return mean, second / max(total, 1e-12) - np.outer(mean, mean)

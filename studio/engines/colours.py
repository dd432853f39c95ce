"""Whose colours a picture has: the photo's kept in a painting, or a painting's on the photo as it is.

Keeping follows Gatys et al. 2016, "Preserving color in neural style transfer".
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from studio.core.colour_transfer import transfer_matrix
from studio.core.params import Colours

# BT.601 luma; chroma is what remains.
LUMA = np.array([0.299, 0.587, 0.114], np.float32)

Keep = Callable[[NDArray[np.float32], NDArray[np.float32]], NDArray[np.float32]]


def keep_colours(painted: NDArray[np.float32], photo: NDArray[np.float32], how: Colours) -> NDArray[np.float32]:
    """`painted` with `photo`'s colours; both HxWx3 in 0..1 and of one size."""
    return keeper(painted, photo, how)(painted, photo)


def keeper(painted: NDArray[np.float32], photo: NDArray[np.float32], how: Colours) -> Keep:
    """The function (painted, photo) -> painted that keeps colours in any piece of a picture, HxWx3 in 0..1.

    painted, photo: the whole pictures, or small copies of them, from which the figures for all pieces are taken.
    """
    if how == Colours.LUMA:
        # The photo's own brightness and contrast stay, or a dark painting would make every photo dark.
        ours, theirs = painted @ LUMA, photo @ LUMA
        level, base, scale = ours.mean(), theirs.mean(), theirs.std() / max(float(ours.std()), 1e-4)

        def luma(piece: NDArray[np.float32], original: NDArray[np.float32]) -> NDArray[np.float32]:
            """The brightness of the piece with the chroma of the photo."""
            brightness = (piece @ LUMA - level) * scale + base
            return np.clip(original + (brightness - original @ LUMA)[..., None], 0, 1).astype(np.float32)

        return luma
    if how == Colours.STATISTICS:
        move = mover(painted, *moments(photo))
        return lambda piece, _: move(piece)
    return lambda piece, _: piece


def mover(
    pixels: NDArray[np.float32], mean: NDArray, covariance: NDArray
) -> Callable[[NDArray[np.float32]], NDArray[np.float32]]:
    """The linear map that gives `pixels` another colour mean (3) and covariance (3x3) and moves colours least.

    (The closed-form optimal transport between Gaussians, Pitie & Kokaram 2007.)
    """
    ours, spread = moments(pixels)
    change = transfer_matrix(spread, covariance)

    def move(piece: NDArray[np.float32]) -> NDArray[np.float32]:
        moved = (piece.reshape(-1, 3).astype(np.float64) - ours) @ change.T + mean
        return np.clip(moved, 0, 1).reshape(piece.shape).astype(np.float32)

    return move


def move_colours(pixels: NDArray[np.float32], mean: NDArray, covariance: NDArray) -> NDArray[np.float32]:
    """`pixels`, HxWx3, with that colour mean and covariance."""
    return mover(pixels, mean, covariance)(pixels)


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

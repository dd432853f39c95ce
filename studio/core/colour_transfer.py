"""The linear map between two clouds of colours that moves colours least (Pitie & Kokaram 2007)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def transfer_matrix(ours: NDArray, theirs: NDArray, floor: float = 1e-6) -> NDArray[np.float64]:
    """The symmetric 3x3 matrix that gives colours of covariance `ours` the covariance `theirs` (both 3x3).

    floor: variance added to both, so that a flat picture is not stretched into noise.
    """
    root = _root(np.asarray(ours, np.float64) + floor * np.eye(3))
    inverse = np.linalg.inv(root)
    return inverse @ _root(root @ (np.asarray(theirs, np.float64) + floor * np.eye(3)) @ root) @ inverse


def _root(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """The symmetric square root of a positive semi-definite matrix."""
    values, vectors = np.linalg.eigh(matrix)
    return (vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T

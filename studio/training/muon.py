"""Muon (Jordan et al. 2024) for convolutions: momentum whose update matrix is made orthogonal.

torch.optim.Muon takes matrices only; a convolution's kernel is one too, out x (in * height * width), and training
small networks from scratch gains most from it. Vectors (biases, scales) are Adam's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

COEFFICIENTS = (3.4445, -4.7750, 2.0315)


@torch.no_grad()
def orthogonalise(matrix: Tensor, rounds: int = 5) -> Tensor:
    """The nearest semi-orthogonal matrix, roughly: singular values end between 0.7 and 1.2 (Newton-Schulz, quintic)."""
    tall = matrix.shape[0] > matrix.shape[1]
    x = matrix.T if tall else matrix
    x = (x / (x.norm() + 1e-7)).bfloat16()
    a, b, c = COEFFICIENTS
    for _ in range(rounds):
        square = x @ x.T
        x = a * x + (b * square + c * square @ square) @ x
    return (x.T if tall else x).to(matrix.dtype)


class Muon(Optimizer):
    """`lr` is the root mean square of one update's entries: 0.2 times as much as the orthogonal matrix scaled to it,
    the convention that lets Adam's learning rates carry over (Liu et al. 2025). Nesterov momentum.
    """

    def __init__(self, params: Iterable[nn.Parameter] | Iterable[dict], lr: float, momentum: float = 0.95) -> None:
        super().__init__(params, {"lr": lr, "momentum": momentum})

    @torch.no_grad()
    def step(self, closure: object = None) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        for group in self.param_groups:
            for parameter in group["params"]:
                if parameter.grad is None:
                    continue
                state = self.state[parameter]
                if "momentum" not in state:
                    state["momentum"] = torch.zeros_like(parameter)
                momentum = state["momentum"].lerp_(parameter.grad, 1 - group["momentum"])
                direction = parameter.grad.lerp(momentum, group["momentum"])
                matrix = orthogonalise(direction.flatten(1))
                scale = 0.2 * max(matrix.shape) ** 0.5
                parameter.add_(matrix.view_as(parameter), alpha=-group["lr"] * scale)


def muon_and_adam(network: nn.Module, learning_rate: float, by_adam: Sequence[Tensor] = ()) -> list[Optimizer]:
    """Muon for the kernels of `network`; Adam, three times as fast, for its vectors and the kernels in `by_adam`."""
    chosen = {id(p) for p in by_adam}
    adam = [p for p in network.parameters() if p.ndim < 2 or id(p) in chosen]
    kernels = [p for p in network.parameters() if p.ndim >= 2 and id(p) not in chosen]
    return [Muon(kernels, learning_rate), torch.optim.Adam(adam, 3 * learning_rate, betas=(0.9, 0.99))]

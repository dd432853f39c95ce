from __future__ import annotations

import pytest
import torch
from torch import nn

from studio.training.muon import Muon, muon_and_adam, orthogonalise


def random_matrix(rows: int, columns: int, seed: int = 0) -> torch.Tensor:
    return torch.randn(rows, columns, generator=torch.Generator().manual_seed(seed))


@pytest.mark.parametrize("shape", [(8, 8), (6, 40), (40, 6), (1, 9), (32, 27)])
@pytest.mark.parametrize("scale", [1e-3, 1.0, 1e3])
def test_singular_values_become_alike(shape: tuple[int, int], scale: float) -> None:
    values = torch.linalg.svdvals(orthogonalise(scale * random_matrix(*shape)))
    assert values.shape == (min(shape),)
    assert 0.5 < float(values.min()) <= float(values.max()) < 1.5


def test_directions_stay() -> None:
    """The update is the polar factor of the gradient, roughly: U V' of U S V'."""
    matrix = random_matrix(12, 20)
    u, _, v = torch.linalg.svd(matrix, full_matrices=False)
    nearest = u @ v
    ours = orthogonalise(matrix)
    assert float((ours * nearest).sum() / (ours.norm() * nearest.norm())) > 0.97


def test_no_gradient_is_no_direction() -> None:
    assert float(orthogonalise(torch.zeros(4, 6)).abs().max()) == 0


@pytest.mark.parametrize("shape", [(6, 5), (6, 2, 3, 3)])
def test_it_lowers_a_least_squares_loss(shape: tuple[int, ...]) -> None:
    weight = nn.Parameter(torch.zeros(shape))
    x = random_matrix(weight[0].numel(), 64, 1)
    y = random_matrix(6, weight[0].numel(), 2) @ x
    optimiser = Muon([weight], lr=0.05)

    def loss() -> torch.Tensor:
        return (weight.flatten(1) @ x - y).square().mean()

    first = float(loss().detach())
    for _ in range(150):
        optimiser.zero_grad()
        loss().backward()
        optimiser.step()
    assert float(loss().detach()) < 0.05 * first


@pytest.mark.parametrize("shape", [(16, 64), (64, 16), (8, 4, 3, 3)])
def test_the_rate_is_the_size_of_the_entries_changes(shape: tuple[int, ...]) -> None:
    weight = nn.Parameter(torch.zeros(shape))
    weight.grad = random_matrix(shape[0], weight[0].numel()).view(shape)
    Muon([weight], lr=0.5).step()
    assert float(weight.detach().square().mean().sqrt()) == pytest.approx(0.5 * 0.2, rel=0.25)


def test_parameters_without_gradient_stay() -> None:
    used, unused = nn.Parameter(torch.ones(3, 3)), nn.Parameter(torch.ones(3, 3))
    used.grad = random_matrix(3, 3)
    Muon([used, unused], lr=0.1).step()
    assert torch.equal(unused, torch.ones(3, 3))
    assert not torch.equal(used, torch.ones(3, 3))


def test_momentum_survives_a_save() -> None:
    def run(steps: list[int], optimiser: Muon, weight: nn.Parameter) -> None:
        for seed in steps:
            weight.grad = random_matrix(4, 5, seed)
            optimiser.step()

    whole = nn.Parameter(torch.zeros(4, 5))
    run([1, 2, 3, 4], Muon([whole], lr=0.1), whole)
    part = nn.Parameter(torch.zeros(4, 5))
    first = Muon([part], lr=0.1)
    run([1, 2], first, part)
    second = Muon([part], lr=7.0)
    second.load_state_dict(first.state_dict())
    run([3, 4], second, part)
    assert torch.equal(part, whole)


def test_kernels_are_muons_and_vectors_adams() -> None:
    network = nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.Conv2d(4, 5, 1))
    muon, adam = muon_and_adam(network, 0.1, by_adam=[network[2].weight])  # type: ignore[list-item]
    assert isinstance(muon, Muon)
    by_muon, by_adam = muon.param_groups[0]["params"], adam.param_groups[0]["params"]
    assert [id(p) for p in by_muon] == [id(network[0].weight)]
    assert len(by_muon) + len(by_adam) == len(list(network.parameters()))
    assert id(network[2].weight) in {id(p) for p in by_adam}
    assert (muon.param_groups[0]["lr"], adam.param_groups[0]["lr"]) == pytest.approx((0.1, 0.3))

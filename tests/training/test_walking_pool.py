from __future__ import annotations

import random

import numpy as np
import pytest
import torch

from studio.training.data import PicturePool
from studio.training.distill import WalkingPool, Whitened, disturb, relative

SIZE, COUNT, AGE = 16, 5, 4


def pool_of(seed: int) -> PicturePool:
    pool = PicturePool([], 100)
    rng = np.random.default_rng(seed)
    pool.pictures = [torch.from_numpy(rng.integers(0, 256, (3, 30, 30), dtype=np.uint8)) for _ in range(3)]
    return pool


def walking(rate: float = 0.02) -> WalkingPool:
    pool = WalkingPool(COUNT, SIZE, rate, AGE)
    pool.fill(random.Random(0), pool_of(1), pool_of(2))
    return pool


def walk(pool: WalkingPool, rng: random.Random, times: int) -> None:
    for _ in range(times):
        index, pictures, targets = pool.draw(rng, 2)
        assert pictures.shape == targets.shape == (2, 3, SIZE, SIZE)
        pool.walk(index, pictures - targets)


def test_walks_start_at_staggered_ages() -> None:
    pool = walking()
    assert len(set(pool.ages.tolist())) > 1
    assert all(0 <= age < AGE for age in pool.ages.tolist())
    assert all(float(picture.std()) > 0.05 for picture in pool.pictures)


def test_a_walk_goes_down_the_gradient_in_steps_of_the_rate() -> None:
    pool = walking(rate=0.03)
    pool.pictures[:], pool.ages[:] = 0.5, 0
    gradient = torch.ones(2, 3, SIZE, SIZE)
    gradient[1] = -7
    pool.walk([3, 1], gradient)
    torch.testing.assert_close(pool.pictures[3], torch.full((3, SIZE, SIZE), 0.47))
    torch.testing.assert_close(pool.pictures[1], torch.full((3, SIZE, SIZE), 0.53))
    assert float((pool.pictures[[0, 2, 4]] - 0.5).abs().max()) == 0
    assert pool.ages.tolist() == [0, 1, 0, 1, 0]


def test_pictures_stay_pictures() -> None:
    pool = walking(rate=0.9)
    for sign in (1, -1):
        pool.walk([0], torch.full((1, 3, SIZE, SIZE), float(sign)))
        assert 0 <= float(pool.pictures.min()) <= float(pool.pictures.max()) <= 1


def test_a_walk_that_is_old_enough_starts_afresh() -> None:
    pool, rng = walking(), random.Random(3)
    pool.ages[:], pool.moves[:], pool.first[:] = AGE, 9, 1.0
    before = pool.pictures.clone()
    index, pictures, _ = pool.draw(rng, 2)
    for i, picture in zip(index, pictures, strict=True):
        assert not torch.equal(picture, before[i])
        assert (int(pool.ages[i]), int(pool.moves[i]), float(pool.first[i].abs().max())) == (0, 0, 0)
    for i in set(range(COUNT)) - set(index):
        assert torch.equal(pool.pictures[i], before[i])


def test_a_pool_goes_on_from_its_state(tmp_path: object) -> None:
    one, rng = walking(), random.Random(5)
    walk(one, rng, 6)
    state = {name: value.clone() for name, value in one.state().items()}
    chance, torch_chance = rng.getstate(), torch.get_rng_state()
    walk(one, rng, 8)
    two, other = walking(), random.Random(99)
    two.load_state(state)
    other.setstate(chance)
    torch.set_rng_state(torch_chance)
    walk(two, other, 8)
    for name, value in one.state().items():
        assert torch.equal(value, two.state()[name]), name


def test_some_pictures_are_disturbed_and_stay_pictures() -> None:
    x = torch.rand(64, 3, 16, 16, generator=torch.Generator().manual_seed(0))
    changed = disturb(x.clone(), random.Random(1))
    assert 0 <= float(changed.min()) <= float(changed.max()) <= 1
    share = sum(not torch.equal(a, b) for a, b in zip(x, changed, strict=True)) / 64
    assert share == pytest.approx(1 / 3, abs=0.2)


def test_a_relative_error_is_relative() -> None:
    target = torch.rand(2, 3, 4, 4, generator=torch.Generator().manual_seed(0))
    assert float(relative(target, target)) == 0
    assert float(relative(torch.zeros_like(target), target)) == pytest.approx(1)
    torch.testing.assert_close(relative(3 * target, 3 * target + 0.3), relative(target, target + 0.1))


def test_a_whitened_kernel_is_the_kernel_it_was_made_from() -> None:
    generator = torch.Generator().manual_seed(0)
    whiten = torch.randn(27, 27, generator=generator) + 5 * torch.eye(27)
    kernel = torch.randn(4, 3, 3, 3, generator=generator)
    layer = Whitened(whiten)
    torch.testing.assert_close(layer(layer.right_inverse(kernel)), kernel, rtol=1e-4, atol=1e-5)
    assert not torch.allclose(layer(kernel), kernel)

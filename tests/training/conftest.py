"""Accelerate keeps one state for the whole process; a test must not inherit that of another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import torch


@pytest.fixture
def own_accelerate() -> Iterator[None]:
    """For tests that train: nothing of Accelerate or of the random numbers is left behind."""
    from accelerate.state import AcceleratorState, GradientState

    with torch.random.fork_rng(devices=[]):
        yield
    AcceleratorState._reset_state(reset_partial_state=True)
    GradientState._reset_state()

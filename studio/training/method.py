"""What a training method gives to the loop."""

from __future__ import annotations

import random
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from accelerate import Accelerator
from torch import Tensor, nn
from torch.optim import Optimizer

from studio.training.recipe import Recipe


@dataclass
class Context:
    """What the loop gives to a method: the accelerator (device, precision, processes) and a seeded source of chance."""

    accelerator: Accelerator
    rng: random.Random


class Method(ABC):
    """One way of training. The loop owns devices, precision, averaging, checkpoints, schedules and progress;
    a method owns its networks, its data and its losses.

    trained: the networks by name; `averaged` names those whose moving average is kept and exported.
    """

    trained: dict[str, nn.Module]
    averaged: tuple[str, ...]

    def __init__(self, recipe: Recipe, context: Context) -> None:
        self.recipe = recipe
        self.context = context

    @abstractmethod
    def optimisers(self, learning_rate: float) -> list[Optimizer]:
        """One optimiser or, for adversarial methods, several."""

    def prepare(self, networks: dict[str, nn.Module], optimisers: list[Optimizer]) -> None:
        """Called once with the networks and optimisers as Accelerate wrapped them."""
        self.networks, self.optimiser_list = networks, optimisers

    @abstractmethod
    def step(self, number: int) -> dict[str, Tensor]:
        """One optimisation step, gradients and all; returns losses (detached scalars) by name."""

    @abstractmethod
    def sheet(self, averaged: dict[str, nn.Module]) -> Tensor:
        """A sample sheet, 3xHxW in 0..1, made with the averaged networks."""

    @abstractmethod
    def evaluate(self, averaged: dict[str, nn.Module]) -> dict[str, float]:
        """Figures on held-back pictures."""

    @abstractmethod
    def export(self, averaged: dict[str, nn.Module], figures: dict[str, float], folder: Path) -> Path:
        """Writes the finished model into `folder`; returns the model's own folder."""

    def state(self) -> dict[str, Any]:
        """Further tensors a resumed run needs (a picture pool, say)."""
        return {}

    def load_state(self, state: dict[str, Any]) -> None:  # noqa: B027 - most methods keep nothing
        """Takes back what `state` returned."""

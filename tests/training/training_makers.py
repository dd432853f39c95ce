"""A toy method: a small network that learns a line, and recipes for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from studio.training.export import export_network
from studio.training.method import Context, Method
from studio.training.muon import muon_and_adam
from studio.training.recipe import Recipe, Schedule

RECIPE = """
format = 1
title = "Toy"
method = "toy"

[schedule]
steps = 3
learning_rate = 1e-2
precision = "no"

[network]
width = 6

[export]
id = "toy"
task = "nothing"
data = "noise"
licence = "Apache-2.0"
"""


def toy_recipe(**schedule: Any) -> Recipe:
    values = Schedule(**({"steps": 12, "learning_rate": 1e-2, "precision": "no", "warmup": 3, "ema": 0.8} | schedule))
    return Recipe(
        name="toy",
        title="Toy",
        method="toy",
        schedule=values,
        network={"width": 6},
        export={"id": "toy", "task": "nothing", "data": "noise", "licence": "Apache-2.0"},
    )


def other_width(recipe: Recipe, width: int) -> Recipe:
    return replace(recipe, network={"width": width})


class Toy(Method):
    """Draws its data from both sources of chance and remembers some: whatever a resumed run forgets, it shows."""

    averaged = ("line",)

    def __init__(self, recipe: Recipe, context: Context) -> None:
        super().__init__(recipe, context)
        width = recipe.network["width"]
        self.line = nn.Sequential(nn.Linear(3, width), nn.Tanh(), nn.Linear(width, 1))
        self.trained = {"line": self.line}
        self.memory = torch.zeros(8, 3)

    def optimisers(self, learning_rate: float) -> list[Optimizer]:
        return muon_and_adam(self.line, learning_rate)

    def step(self, number: int) -> dict[str, Tensor]:
        self.memory[self.context.rng.randrange(8)] = torch.randn(3)
        x = self.memory + self.context.rng.uniform(-0.1, 0.1)
        loss = (self.networks["line"](x) - x.sum(1, keepdim=True)).square().mean()
        for optimiser in self.optimiser_list:
            optimiser.zero_grad()
        self.context.accelerator.backward(loss)
        for optimiser in self.optimiser_list:
            optimiser.step()
        return {"loss": loss.detach()}

    def sheet(self, averaged: dict[str, nn.Module]) -> Tensor:
        with torch.no_grad():
            return averaged["line"](torch.linspace(0, 1, 12 * 16 * 3).view(-1, 3)).view(1, 12, 16).expand(3, 12, 16)

    def evaluate(self, averaged: dict[str, nn.Module]) -> dict[str, float]:
        with torch.no_grad():
            x = torch.linspace(-1, 1, 30).view(10, 3)
            return {"error": float((averaged["line"](x) - x.sum(1, keepdim=True)).square().mean())}

    def export(self, averaged: dict[str, nn.Module], figures: dict[str, float], folder: Path) -> Path:
        # Half precision would hide small differences from the tests.
        torch.save(averaged["line"].state_dict(), folder.with_suffix(".exact"))
        return export_network(averaged["line"], self.recipe, "line", self.recipe.network, figures, folder)

    def state(self) -> dict[str, Any]:
        return {"memory": self.memory}

    def load_state(self, state: dict[str, Any]) -> None:
        self.memory = state["memory"]

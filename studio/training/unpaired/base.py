"""What the methods that learn without pairs have in common."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.optim import Optimizer

from studio.core.errors import StudioError
from studio.library.load import load_network
from studio.library.manifest import Inference, Input
from studio.library.models import ModelStore
from studio.library.paths import models_dir
from studio.networks.generator import Generator
from studio.training.export import export_network
from studio.training.method import Context, Method
from studio.training.recipe import Recipe
from studio.training.unpaired.domains import read_domains
from studio.training.unpaired.eyes import Eyes
from studio.training.unpaired.figures import REDUCED, structure_lost

STANDARD = 24  # photos of each domain that the encoder's features are standardised by
AT_ONCE = 8  # held-back photos that are translated together
WORKING = 512  # pixels of the long side that an exported network sees at most, unless the recipe says otherwise
EVERY = 2
TURNS = {"features": 0, "identity": 1, "steady": 1}
"""Losses that cost much: each is taken at every second step, the even or the odd ones, and counts twice."""


class UnpairedTraining(Method):
    """recipe.data: `domains` (see `DomainSpec`), `size` of what is trained on, `batch`. recipe.options: a weight for
    each of `losses` (for those in `spare` only if they are wanted), `end` (a table of weights that the losses in it
    have come to by the last step), `width` of the PatchGAN, `start` (an installed model to go on from, or ""),
    `working` (pixels of the long side that the exported network sees at most, 512 unless it is said), `reduced` (of
    the loss `structure`, see `structure_lost`)."""

    losses: ClassVar[tuple[str, ...]]
    spare: ClassVar[tuple[str, ...]] = ("structure",)

    def __init__(self, recipe: Recipe, context: Context) -> None:
        super().__init__(recipe, context)
        self.device = context.accelerator.device
        self.size, self.batch = int(recipe.data["size"]), int(recipe.data["batch"])
        if missing := [name for name in self.losses if name not in recipe.options]:
            raise StudioError(f"The recipe {recipe.name}.toml lacks the key: options.{missing[0]}.")
        self.weights = {name: float(recipe.options.get(name, 0.0)) for name in (*self.losses, *self.spare)}
        end = recipe.options.get("end", {})
        if not isinstance(end, dict):
            raise StudioError(f"The recipe {recipe.name}.toml needs a table of weights for options.end.")
        if strange := sorted(set(end) - set(self.weights)):
            raise StudioError(f"The recipe {recipe.name}.toml has no loss for options.end: {strange[0]}.")
        self.end_weights = self.weights | {name: float(value) for name, value in end.items()}
        self.width = int(recipe.options.get("width", 40))
        self.reduced = int(recipe.options.get("reduced", REDUCED))
        self.domains = read_domains(recipe.data)
        rng = random.Random(5)
        self.eyes = Eyes(torch.cat([domain.draw(rng, STANDARD, self.size) for domain in self.domains]), self.device)

    def learn(self, optimisers: Sequence[Optimizer], loss: Tensor) -> None:
        """One step of these optimisers down this loss."""
        for optimiser in optimisers:
            optimiser.zero_grad()
        self.context.accelerator.backward(loss)
        for optimiser in optimisers:
            optimiser.step()

    def weighted(self, losses: dict[str, Tensor], made: Tensor, number: int) -> Tensor:
        """The sum that generators learn from at step `number`; values outside of 0..1 cost something as well."""
        done = min(1.0, number / self.recipe.schedule.steps)
        total = 20 * (made - made.clamp(0, 1)).square().mean()
        for name, value in losses.items():
            weight = (1 - done) * self.weights[name] + done * self.end_weights[name]
            total = total + (EVERY if name in TURNS else 1) * weight * value
        return total

    def structure_lost(self, before: Sequence[Tensor], after: Sequence[Tensor]) -> Tensor:
        """The sum of what each of these batches lost, see the function of this name."""
        lost = [structure_lost(a, b, self.reduced) for a, b in zip(before, after, strict=True)]
        return torch.stack(lost).sum()

    def wanted(self, name: str, number: int) -> bool:
        """Whether a loss is to be taken at step `number`."""
        return bool(self.weights[name] or self.end_weights[name]) and TURNS.get(name, number % EVERY) == number % EVERY

    def take_over(self, network: nn.Module, architecture: str, key: str = "start") -> None:
        """The weights of the installed model that options[key] names, where names and shapes agree."""
        if start := self.recipe.options.get(key):
            ours = network.state_dict()
            theirs = load_network(ModelStore([models_dir()]), start, architecture).state_dict()
            fitting = {name: t for name, t in theirs.items() if name in ours and t.shape == ours[name].shape}
            network.load_state_dict(ours | fitting)

    def export_translation(
        self,
        network: nn.Module,
        architecture: str,
        config: dict[str, Any],
        figures: dict[str, float],
        folder: Path,
        recipe: Recipe | None = None,
        domains: tuple[str, ...] = (),
    ) -> Path:
        """Writes `network` as a model from photos to photos; recipe: where it is not the method's own."""
        working = int((recipe or self.recipe).options.get("working", WORKING))
        inference = Inference("none", False, "plain", working)
        input_ = Input("picture", network.multiple, (0.0, 1.0), domains=domains)  # type: ignore[arg-type]
        return export_network(network, recipe or self.recipe, architecture, config, figures, folder, input_, inference)

    def moved(self, pictures: Tensor) -> Tensor:
        return pictures.to(self.device).contiguous(memory_format=torch.channels_last)

    @torch.no_grad()
    def translated(self, network: nn.Module, pictures: Tensor, code: Tensor | None = None) -> Tensor:
        """What a network makes of N pictures, on the CPU and in 0..1; code: 1 x look, the same for all."""
        code = None if code is None else code.to(self.device)
        with self.context.accelerator.autocast():
            made = [network(self.moved(few), code).float().clamp(0, 1).cpu() for few in pictures.split(AT_ONCE)]
        return torch.cat(made)


def photo_generator(network: dict, look: int = 0) -> Generator:
    """A generator as a recipe's [network] says, from photos to photos; StudioError for any other."""
    try:
        generator = Generator(**network, look=look)
    except (TypeError, ValueError) as error:
        raise StudioError(f"The recipe's [network] makes no generator: {error}.") from error
    if generator.source != "colour" or generator.channels != 3 or generator.has_draft:
        raise StudioError("Translating photos needs a network with source = colour, and without drafts or hints.")
    return generator


def kernels_for_adam(generator: Generator) -> list[Tensor]:
    """The weights that Muon is not meant for: those at both ends, and those that read codes."""
    ends = [generator.stem.weight, generator.pixels.weight, generator.paint.weight]
    return ends + [p for name, p in generator.named_parameters() if name.endswith("look.weight")]


def joined(rows: Sequence[Tensor]) -> Tensor:
    """Rows of N x 3 x S x S pictures as one, 3 x H x W in 0..1; shorter rows are filled up with white."""
    most = max(len(row) for row in rows)
    filled = [F.pad(row.float(), (0, 0, 0, 0, 0, 0, 0, most - len(row)), value=1.0) for row in rows]
    return torch.cat([torch.cat(list(row), dim=2) for row in filled], dim=1).clamp(0, 1)

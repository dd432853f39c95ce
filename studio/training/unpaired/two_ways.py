"""What the methods that translate between two domains have in common: critics, pictures made before, figures."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.optim import Optimizer

from studio.core.errors import StudioError
from studio.training.method import Context
from studio.training.recipe import Recipe
from studio.training.unpaired.base import UnpairedTraining, joined
from studio.training.unpaired.critic import Critic
from studio.training.unpaired.figures import DomainProbe, kept
from studio.training.unpaired.pool import SIZE, ImagePool

HELD_BACK = 32
SHOWN = 6


class TwoWays(UnpairedTraining):
    """recipe.data: two domains, and `batch` pictures of each. recipe.options: `pool` (pictures of each domain that it
    keeps, 50 unless it is said); if wanted, the weight `domain` of a classifier, as StarGAN has."""

    spare = ("domain", *UnpairedTraining.spare)

    def __init__(self, recipe: Recipe, context: Context) -> None:
        super().__init__(recipe, context)
        if len(self.domains) != 2:
            raise StudioError("A cycle is between two domains; the recipe names another number of them.")
        self.critics = [Critic(domain.name, self.eyes.channels, self.width) for domain in self.domains]
        if self.wanted("domain", 0):
            self.critics[-1].learn_to_name(self.eyes.channels, 2)
        self.pools = [ImagePool(int(recipe.options.get("pool", SIZE))) for _ in self.domains]

    @property
    def judges(self) -> dict[str, nn.Module]:
        """What is trained of the critics, by name."""
        return {name: network for critic in self.critics for name, network in critic.trained.items()}

    @abstractmethod
    def ways(self, averaged: dict[str, nn.Module]) -> list[tuple[int, nn.Module, nn.Module]]:
        """From which domain, by which network, and by which one back."""

    def drawn(self) -> tuple[Tensor, Tensor]:
        """A batch of each domain."""
        first, second = (self.moved(domain.draw(self.context.rng, self.batch, self.size)) for domain in self.domains)
        return first, second

    def told(
        self,
        real: Sequence[Tensor],
        old: Sequence[Tensor],
        known: Sequence[list[Tensor]],
        seen: Sequence[list[Tensor]],
        number: int,
    ) -> Tensor:
        """The loss of both critics. real, old: pictures of each domain, and some that were made for it. known, seen:
        features of real pictures and of those that were just made."""
        told = [critic.told(real[n], old[n], known[n], seen[n]) for n, critic in enumerate(self.critics)]
        if self.wanted("domain", number):
            told.append(self._misnamed(known))
        return torch.stack(told).sum()

    def fooled(self, pictures: Sequence[Tensor], seen: Sequence[list[Tensor]], number: int) -> dict[str, Tensor]:
        """What pictures that were made for each domain, and their features, cost who made them."""
        found = []
        for place, critic in enumerate(self.critics):
            with critic.asked():
                found.append(critic.fooled(pictures[place], seen[place]))
        losses = {name: found[0][name] + found[1][name] for name in found[0]}
        if self.wanted("domain", number):
            with self.critics[-1].asked():
                losses["domain"] = self._misnamed(seen)
        return losses

    def _misnamed(self, features: Sequence[list[Tensor]]) -> Tensor:
        """How far the features of pictures of the first and of the second domain are from being named so."""
        verdicts = [self.critics[-1].named(features[place]) for place in range(2)]
        wanted = torch.arange(2, device=self.device).repeat_interleave(self.batch)
        return F.cross_entropy(torch.cat(verdicts), wanted, label_smoothing=0.05)

    def prepare(self, networks: dict[str, nn.Module], optimisers: list[Optimizer]) -> None:
        super().prepare(networks, optimisers)
        for critic in self.critics:
            critic.prepare(networks)

    def state(self) -> dict[str, Any]:
        return {"pools": [pool.state() for pool in self.pools]}

    def load_state(self, state: dict[str, Any]) -> None:
        for pool, pictures in zip(self.pools, state["pools"], strict=True):
            pool.load(pictures)

    # --- looking -----------------------------------------------------------------------------------------------------

    def sheet(self, averaged: dict[str, nn.Module]) -> Tensor:
        """Rows: held-back photos of the first domain, translated, and back again; then those of the second."""
        rows = []
        for source, network, way_back in self.ways(averaged):
            photos = self.domains[source].held_back(SHOWN, self.size)
            made = self.translated(network, photos)
            rows += [photos, made, self.translated(way_back, made)]
        return joined(rows)

    def evaluate(self, averaged: dict[str, nn.Module]) -> dict[str, float]:
        """On held-back photos, the mean of both ways. cycle: mean absolute difference there and back again. What is
        kept: see `kept`. agrees on NAME: share of translations that an independent classifier takes for that domain;
        known NAME: share of that domain's photos that it names rightly. before, after, from NAME: how far photos and
        translations are from that domain's training pictures, see `DomainProbe.distance`."""
        probe = DomainProbe(self.eyes, self.domains, self.size, self.device)
        means: dict[str, list[float]] = {}
        figures: dict[str, float] = {}
        for source, network, way_back in self.ways(averaged):
            photos = self.domains[source].held_back(HELD_BACK, self.size)
            made = self.translated(network, photos)
            found = kept(self.eyes, photos, made, self.device)
            found["cycle"] = float(apart(self.translated(way_back, made), photos))
            for name, value in found.items():
                means.setdefault(name, []).append(value)
            figures[f"known {self.domains[source].name}"] = probe.share(photos, source)
            figures[f"agrees on {self.domains[1 - source].name}"] = probe.share(made, 1 - source)
            for when, pictures in (("before", photos), ("after", made)):
                figures[f"{when}, from {self.domains[1 - source].name}"] = probe.distance(pictures, 1 - source)
        return {name: sum(values) / len(values) for name, values in means.items()} | figures


def apart(ours: Tensor, theirs: Tensor) -> Tensor:
    """The mean absolute difference of pictures."""
    return (ours - theirs).abs().mean()

"""Translating between two domains through one latent space: UNIT (Liu et al. 2017), as one model for both ways.

Each domain has a variational autoencoder, and both share their latent space: what one encodes, the other decodes. Who
judges is the same as for CycleGAN, and so is the guard against inversion.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from studio.core.errors import StudioError
from studio.networks.unit import SIDES, Unit
from studio.training.method import Context
from studio.training.muon import muon_and_adam
from studio.training.paired import shifted
from studio.training.recipe import Recipe
from studio.training.unpaired.critic import critics_optimiser
from studio.training.unpaired.eyes import distance, split
from studio.training.unpaired.figures import upright
from studio.training.unpaired.two_ways import TwoWays, apart


class UnitTraining(TwoWays):
    """recipe.data: two domains, sides a and b of the network, and `batch` pictures of each. recipe.options: weights of
    the losses (`patch` and `heads` of the two kinds of discriminators, `pixels` and `features` of what is decoded as
    what it was, `cycle`, `latent`, how far latents are from a standard normal, `upright`; if wanted `domain`), `pool`,
    `start`. recipe.network: of the `Unit`."""

    averaged = ("both",)
    losses = ("patch", "heads", "pixels", "features", "cycle", "latent", "upright")

    def __init__(self, recipe: Recipe, context: Context) -> None:
        super().__init__(recipe, context)
        try:
            unit = Unit(**recipe.network)
        except (TypeError, ValueError) as error:
            raise StudioError(f"The recipe's [network] makes no network: {error}.") from error
        # Both sides begin alike, so that a translation begins with what was there.
        unit.b.load_state_dict(unit.a.state_dict())
        self.take_over(unit, "unit")
        self.both = Both(unit)
        self.trained = {"both": self.both} | self.judges

    def optimisers(self, learning_rate: float) -> list[Optimizer]:
        ends = [kernel for side in (self.both.unit.a, self.both.unit.b) for kernel in _ends(side)]
        return [*muon_and_adam(self.both, learning_rate, ends), critics_optimiser(self.critics)]

    # --- one step ----------------------------------------------------------------------------------------------------

    def step(self, number: int) -> dict[str, Tensor]:
        rng, accelerator = self.context.rng, self.context.accelerator
        pair = self.drawn()
        with accelerator.autocast():
            decoded, made, again, spread = self.networks["both"](*pair)
            old = [pool.exchange(m, rng) for pool, m in zip(self.pools, made, strict=True)]
            # One shift for all: discriminators see shifted pictures, and features of those are compared as well.
            moving, still = shifted(torch.cat([*made, *decoded]), torch.cat([*pair, *old]), rng)
            pictures, given = moving.chunk(4), still.chunk(4)
            looked = pictures if self.wanted("features", number) else pictures[:2]
            seen = split(self.eyes(torch.cat(looked), learns=True), len(looked))
            known = split(self.eyes(torch.cat(given[:2])), 2)
            judges = self.told(given[:2], given[2:], known, seen, number)
        self.learn(self.optimiser_list[2:], judges)
        with accelerator.autocast():
            losses = self.fooled(pictures, seen, number)
            losses["pixels"] = apart(decoded[0], pair[0]) + apart(decoded[1], pair[1])
            losses["cycle"] = apart(again[0], pair[0]) + apart(again[1], pair[1])
            losses["latent"] = spread
            if len(looked) > 2:
                losses["features"] = distance(seen[2], known[0]) + distance(seen[3], known[1])
            losses["upright"] = upright(pair[0], made[1]) + upright(pair[1], made[0])
            if self.wanted("structure", number):
                losses["structure"] = self.structure_lost(pair, made[::-1])
        self.learn(self.optimiser_list[:2], self.weighted(losses, torch.cat(made), number))
        return {name: value.detach() for name, value in losses.items()} | {"judges": judges.detach()}

    def ways(self, averaged: dict[str, nn.Module]) -> list[tuple[int, nn.Module, nn.Module]]:
        unit = _unit(averaged)
        there, back = Way(unit, *SIDES), Way(unit, *SIDES[::-1])
        return [(0, there, back), (1, back, there)]

    def export(self, averaged: dict[str, nn.Module], figures: dict[str, float], folder: Path) -> Path:
        """One model, whose domains are both sides, a before b."""
        unit, names = _unit(averaged), tuple(domain.name for domain in self.domains)
        return self.export_translation(unit, "unit", unit.config, figures, folder, domains=names)


class Both(nn.Module):
    """All that a step asks of a `Unit`, in one pass that several GPUs can share."""

    def __init__(self, unit: Unit) -> None:
        super().__init__()
        self.unit = unit

    def forward(self, first: Tensor, second: Tensor) -> tuple[list[Tensor], list[Tensor], list[Tensor], Tensor]:
        """N x 3 x H x W pictures of each side in 0..1, to lists of what comes out of samples of their latents, in
        0..1 and first of all for side a: decoded as what they were; translations for that side; pictures of that side
        there and back again. Last, half the mean square of all latents, of which their divergence from a standard
        normal consists."""
        latents = [self._encoded(first, "a"), self._encoded(second, "b")]
        noisy = _sampled(torch.cat(latents))  # one sample for both decoders
        of_first, of_second = (self._decoded(noisy, side).chunk(2) for side in SIDES)
        decoded, made = [of_first[0], of_second[1]], [of_first[1], of_second[0]]
        if self.unit.compact:
            # What decodes a photo as itself is not to learn anything from what the critics say of the difference.
            changes = [made[0] - decoded[1].detach(), made[1] - decoded[0].detach()]
            pairs = zip((second, first), changes, strict=True)
            made = [self.unit.changed(2 * x - 1, 2 * change) / 2 + 0.5 for x, change in pairs]
        away = [self._encoded(made[0], "a"), self._encoded(made[1], "b")]
        again = [self._decoded(_sampled(away[1]), "a"), self._decoded(_sampled(away[0]), "b")]
        spread = torch.stack([latent.float().square().mean() / 2 for latent in [*latents, *away]]).sum()
        return decoded, made, again, spread

    def _encoded(self, x: Tensor, side: str) -> Tensor:
        return self.unit.encode(2 * x - 1, side)

    def _decoded(self, latent: Tensor, side: str) -> Tensor:
        return self.unit.decode(latent, side).float() / 2 + 0.5


class Way(nn.Module):
    """One way through a `Unit`, from photos in 0..1 to photos."""

    def __init__(self, unit: Unit, source: str, target: str) -> None:
        super().__init__()
        self.unit, self.source, self.target = unit, source, target

    def forward(self, x: Tensor, code: Tensor | None = None) -> Tensor:
        """N x 3 x H x W in 0..1 around 0..1; code: not looked at."""
        return self.unit(2 * x - 1, self.source, self.target) / 2 + 0.5


def _sampled(latent: Tensor) -> Tensor:
    return latent + torch.randn_like(latent)


def _unit(averaged: dict[str, nn.Module]) -> Unit:
    unit = averaged["both"].unit
    assert isinstance(unit, Unit)
    return unit


def _ends(side: nn.Module) -> list[Tensor]:
    """The kernels at both ends of an autoencoder, which Muon is not meant for."""
    kernels = [p for p in side.parameters() if p.ndim == 4]
    return [p for p in kernels if 3 in p.shape[:2] or 12 in p.shape[:2]]

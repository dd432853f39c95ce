"""Translating between two domains without pairs: CycleGAN (Zhu et al. 2017) with small generators.

What they make is judged as in paired training, by a PatchGAN and by heads on our own frozen encoder (Sauer et al.
2021), only without a condition; the way there and back again must end at the same picture, in pixels and in features.
A guard keeps light and dark from changing places, which a cycle alone does not forbid.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from studio.networks.generator import Generator
from studio.training.method import Context
from studio.training.muon import muon_and_adam
from studio.training.paired import shifted
from studio.training.palette import in_colours_of
from studio.training.recipe import Recipe
from studio.training.unpaired.base import kernels_for_adam, photo_generator
from studio.training.unpaired.critic import critics_optimiser
from studio.training.unpaired.eyes import distance, split
from studio.training.unpaired.figures import sharpness_apart, texture_made, upright
from studio.training.unpaired.style import StyleBank
from studio.training.unpaired.two_ways import TwoWays, apart

BORDER = 8  # pixels along the border of a part, which are made otherwise as nothing is seen beyond it
STROKES = 3  # how often the change of a photo is smoothed, after which it has no strokes: the rest is no brush's


class CycleTraining(TwoWays):
    """recipe.data: two domains, and `batch` pictures of each. recipe.options: weights of the losses (`patch` and
    `heads` of the two kinds of discriminators, `cycle` in pixels and `features`, `identity`, `upright`, the guard
    against inversion; if wanted `domain`, see `TwoWays`, `structure`, see `structure_lost`, `sharp`, see
    `sharpness_apart`, `plain`, see `texture_made` (but strokes cost nothing; of the way there), `steady`, how far what
    is made moves against the photo when that is moved, and `style`, see `StyleBank`), `styled` (names of the domains
    that have a style, both unless it is said), `pool`, `rough` (deviation of the noise on what is translated back, so
    that nothing can be hidden in it; 0 for none), `start_back` (what the way back goes on from, unless it is the same
    as `start`), `second` (share of `cycle` and `features` that is asked of pictures of the second domain, 1 unless it
    is said: less where going to the first one loses what nobody could restore, as strokes are), `working_back`
    (`working` of the way back, where it differs), `only` ("back": nothing else is exported), `palette` (share of the
    pictures of the second domain that are seen in the colours of one of the first, see `palette.py`), `tiles` (see
    `StyleBank`)."""

    averaged = ("there", "back")
    losses = ("patch", "heads", "cycle", "features", "identity", "upright")
    spare = ("style", "sharp", "plain", "steady", *TwoWays.spare)

    def __init__(self, recipe: Recipe, context: Context) -> None:
        super().__init__(recipe, context)
        self.rough = float(recipe.options.get("rough", 0.0))
        self.second = float(recipe.options.get("second", 1.0))
        self.palette = float(recipe.options.get("palette", 0.0))
        self.generators = [photo_generator(recipe.network) for _ in self.averaged]
        for generator, key in zip(self.generators, ("start", "start_back"), strict=True):
            self.take_over(generator, "generator", key if key in recipe.options else "start")
        self.multiple = self.generators[0].multiple
        names = recipe.options.get("styled", [domain.name for domain in self.domains])
        styled = [n for n, domain in enumerate(self.domains) if domain.name in names and self.wanted("style", 0)]
        tiles = int(recipe.options.get("tiles", 1))
        self.styles = {n: StyleBank(self.eyes, partial(self._squares, n), self.device, tiles) for n in styled}
        self.trained = dict(zip(self.averaged, self.generators, strict=True)) | self.judges

    def optimisers(self, learning_rate: float) -> list[Optimizer]:
        by_adam = [kernel for generator in self.generators for kernel in kernels_for_adam(generator)]
        both = nn.ModuleList(self.generators)
        return [*muon_and_adam(both, learning_rate, by_adam), critics_optimiser(self.critics)]

    # --- pictures ----------------------------------------------------------------------------------------------------

    def drawn(self) -> tuple[Tensor, Tensor]:
        first, second = super().drawn()
        return first, self.moved(self._recoloured(second, first, self.context.rng))

    def _squares(self, number: int, rng: random.Random, count: int) -> Tensor:
        """Training squares of a domain, as they are drawn in training."""
        squares = self.domains[number].draw(rng, count, self.size)
        if number == 0 or not self.palette:
            return squares
        return self._recoloured(squares, self.domains[0].draw(rng, count, self.size), rng)

    def _recoloured(self, pictures: Tensor, others: Tensor, rng: random.Random) -> Tensor:
        """As many of N pictures as `palette` says in the colours of N others."""
        if not self.palette:
            return pictures
        chosen = torch.tensor([rng.random() < self.palette for _ in pictures], device=pictures.device)
        return torch.where(chosen[:, None, None, None], in_colours_of(pictures, others), pictures)

    # --- one step ----------------------------------------------------------------------------------------------------

    def step(self, number: int) -> dict[str, Tensor]:
        rng, accelerator = self.context.rng, self.context.accelerator
        first, second = self.drawn()
        there, back = (partial(self._led, name, number) for name in self.averaged)
        with accelerator.autocast():
            made_second, same_second = self._made(there, first, second, number)
            made_first, same_first = self._made(back, second, first, number)
            again_first = back(self._roughened(made_second)).float()
            again_second = there(self._roughened(made_first)).float()
            old = [pool.exchange(m, rng) for pool, m in zip(self.pools, (made_first, made_second), strict=True)]
            # One shift for all: discriminators see shifted pictures, and features of those are compared as well.
            made = torch.cat([made_first, made_second, again_first, again_second])
            moving, still = shifted(made, torch.cat([first, second, *old]), rng)
            pictures, given = moving.chunk(4), still.chunk(4)
            # The eyes look at no more than they must: not at the pool, and at the way back every second time.
            again = pictures[2:] if self.wanted("features", number) else ()
            seen = split(self.eyes(torch.cat([*pictures[:2], *again]), learns=True), 2 + len(again))
            known = split(self.eyes(torch.cat(given[:2])), 2)
            judges = self.told(given[:2], given[2:], known, seen, number)
        self.learn(self.optimiser_list[2:], judges)
        with accelerator.autocast():
            losses = self.fooled(pictures, seen, number)
            losses["cycle"] = apart(again_first, first) + self.second * apart(again_second, second)
            if again:
                losses["features"] = distance(seen[2], known[0]) + self.second * distance(seen[3], known[1])
            if same_first is not None and same_second is not None:
                losses["identity"] = apart(same_first, first) + apart(same_second, second)
            losses["upright"] = upright(first, made_second) + upright(second, made_first)
            if self.wanted("structure", number):
                losses["structure"] = self.structure_lost((first, second), (made_second, made_first))
            if self.wanted("sharp", number):
                losses["sharp"] = sharpness_apart(first, made_second) + sharpness_apart(second, made_first)
            if self.wanted("plain", number):
                losses["plain"] = texture_made(first, made_second, STROKES).mean()
            if self.wanted("steady", number):
                losses["steady"] = self._unsteady(there, first, made_second)
            if self.styles:
                missed = [bank.missed(seen[n], known[1 - n], rng) for n, bank in self.styles.items()]
                losses["style"] = torch.stack(missed).sum()
        self.learn(self.optimiser_list[:2], self.weighted(losses, made, number))
        return {name: value.detach() for name, value in losses.items()} | {"judges": judges.detach()}

    def _led(self, name: str, number: int, pictures: Tensor) -> Tensor:
        return self.networks[name](pictures, None, None, torch.Generator().manual_seed(number))

    def _unsteady(self, network: Callable[[Tensor], Tensor], given: Tensor, made: Tensor) -> Tensor:
        """How far what a network makes of half of N pictures is from `made` when it sees them moved by less than its
        grid (compare Zhang 2019). A pattern that it lays over every picture stays where it is and costs; strokes that
        follow what is in the picture move along."""
        down, right = (self.context.rng.randrange(1, self.multiple) for _ in range(2))
        few, side = max(1, len(given) // 2), self.size - self.multiple
        part = (slice(0, few), slice(None), slice(down, down + side), slice(right, right + side))
        border = min(BORDER, side // 4)
        inner = (..., slice(border, side - border), slice(border, side - border))
        return (network(given[part]).float()[inner] - made[part][inner]).abs().mean()

    def _made(
        self, network: Callable[[Tensor], Tensor], given: Tensor, already: Tensor, number: int
    ) -> tuple[Tensor, Tensor | None]:
        """What a network makes of `given`, and of pictures that are of its domain `already`."""
        if not self.wanted("identity", number):
            return network(given).float(), None
        made, same = network(torch.cat([given, already])).float().chunk(2)
        return made, same

    def _roughened(self, made: Tensor) -> Tensor:
        return made + self.rough * torch.randn_like(made) if self.rough else made

    def ways(self, averaged: dict[str, nn.Module]) -> list[tuple[int, nn.Module, nn.Module]]:
        return [(0, averaged["there"], averaged["back"]), (1, averaged["back"], averaged["there"])]

    def export(self, averaged: dict[str, nn.Module], figures: dict[str, float], folder: Path) -> Path:
        """Two models, the way there (whose folder is returned) and the way back; or that alone."""
        wanted = self.recipe.export
        back = replace(self.recipe, title=wanted["back_title"], export=wanted | {"id": wanted["back"]})
        if "working_back" in self.recipe.options:
            back = replace(back, options=back.options | {"working": self.recipe.options["working_back"]})
        there, again = (averaged[name] for name in self.averaged)
        assert isinstance(there, Generator)
        assert isinstance(again, Generator)
        made = self.export_translation(again, "generator", again.config, figures, folder, back)
        if self.recipe.options.get("only") == "back":
            return made
        return self.export_translation(there, "generator", there.config, figures, folder)

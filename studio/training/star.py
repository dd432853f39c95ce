"""Translating between many domains with one generator: StarGAN (Choi et al. 2018) with continuous codes.

The generator's look code has one number for each domain, 0 to 1: 0 everywhere leaves the photo alone, 1 asks for all
of a domain, and numbers in between and mixtures are trained as well, so that every slider is a direction it knows.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.optim import Optimizer

from studio.networks.generator import Generator
from studio.training.method import Context
from studio.training.muon import muon_and_adam
from studio.training.paired import shifted
from studio.training.recipe import Recipe
from studio.training.unpaired.base import UnpairedTraining, joined, kernels_for_adam, photo_generator
from studio.training.unpaired.critic import Critic, critics_optimiser, named_wrongly
from studio.training.unpaired.eyes import distance, split
from studio.training.unpaired.figures import DomainProbe, detail_lost, kept, texture_made, upright

HELD_BACK = 16  # photos of each domain
SHOWN = 6
DEEP = 2  # layers of the encoder, the last ones, that tell what is in a picture more than how it looks


class StarTraining(UnpairedTraining):
    """recipe.data: two domains or more, and `batch` pictures of all together. recipe.options: weights of the losses
    (`patch` and `heads` of the discriminators, `domains` of the classifier, `cycle` in pixels and `features`,
    `identity`, `upright`, the guard against inversion; if wanted `content`, how far deep features move,
    `patch_domains`, the classifier that the published discriminator has as well, `structure`, see `structure_lost`,
    `plain`, see `texture_made`, on the way to domains that are said to be so, and `detail`, see `detail_lost`, of
    photos whose domain is not said to fade), `mixed` (share of codes that are mixtures or partial; the others ask for
    one whole domain), `home` (share of photos that are asked for domains of their own kind alone), `enough` (see
    `surprise`). Where a photo is asked for a domain of another kind that has a name, no one judges it: what tells such
    a set from others is its places, and they would be painted into it.
    recipe.network: of the generator, whose `look` is the number of domains."""

    averaged = ("generator",)
    losses = ("patch", "heads", "domains", "cycle", "features", "identity", "upright")
    spare = ("content", "detail", "patch_domains", "plain", *UnpairedTraining.spare)

    def __init__(self, recipe: Recipe, context: Context) -> None:
        super().__init__(recipe, context)
        self.mixed = float(recipe.options.get("mixed", 0.4))
        self.enough = float(recipe.options.get("enough", 0.0))
        self.home = float(recipe.options.get("home", 0.0))
        twice = bool(self.weights["patch_domains"] or self.end_weights["patch_domains"])
        self.count = len(self.domains)
        self.plain = torch.tensor([float(domain.plain) for domain in self.domains], device=self.device)
        self.lasting = torch.tensor([float(not domain.fades) for domain in self.domains], device=self.device)
        self.generator = photo_generator(recipe.network, self.count)
        self.take_over(self.generator, "generator")
        # Who asks for the look of a seed gets one of the domains.
        codes = torch.eye(self.count).repeat(-(-len(self.generator.look_seen) // self.count), 1)
        self.generator.look_seen.copy_(codes[: len(self.generator.look_seen)])
        self.critic = Critic("critic", self.eyes.channels, self.width, self.count, twice)
        self.trained = {"generator": self.generator} | self.critic.trained

    def optimisers(self, learning_rate: float) -> list[Optimizer]:
        found = muon_and_adam(self.generator, learning_rate, kernels_for_adam(self.generator))
        return [*found, critics_optimiser([self.critic])]

    def prepare(self, networks: dict[str, nn.Module], optimisers: list[Optimizer]) -> None:
        super().prepare(networks, optimisers)
        self.critic.prepare(networks)

    # --- one step ----------------------------------------------------------------------------------------------------

    def step(self, number: int) -> dict[str, Tensor]:
        rng, accelerator, generator = self.context.rng, self.context.accelerator, self.networks["generator"]
        numbers = [rng.randrange(self.count) for _ in range(self.batch)]
        photos = self.moved(torch.cat([self.domains[n].draw(rng, 1, self.size) for n in numbers]))
        own = F.one_hot(torch.tensor(numbers), self.count).float()
        code = torch.cat([drawn_codes(rng, 1, self.count, self.mixed, self.asked_of(n)) for n in numbers])
        # What a code leaves open stays as it was: this is what critic and classifier should see.
        wanted = (code + (1 - code.sum(1, keepdim=True)) * own) * self.judged_of(code, numbers)
        wanted = wanted.to(self.device)
        untouched = own * torch.tensor([[rng.random() < 0.5] for _ in numbers])  # half of them by a code of zeros
        own, code, untouched = own.to(self.device), code.to(self.device), untouched.to(self.device)
        with accelerator.autocast():
            made, same = self._made(generator, photos, code, untouched if self.wanted("identity", number) else None)
            again = generator(made, own).float()
            moving, still = shifted(torch.cat([made, again]), photos, rng)
            pictures = moving.chunk(2) if self.wanted("features", number) else moving.chunk(2)[:1]
            seen, *seen_again = split(self.eyes(torch.cat(pictures), learns=True), len(pictures))
            known = self.eyes(still)
            judges = self.critic.told(still, pictures[0], known, seen, (own, wanted))
            right = named_wrongly(self.critic.named(known), own)
        self.learn(self.optimiser_list[2:], judges + right)
        with accelerator.autocast():
            with self.critic.asked():
                losses = self.critic.fooled(pictures[0], seen, wanted, self.enough)
            losses["cycle"] = (again - photos).abs().mean()
            if seen_again:
                losses["features"] = distance(seen_again[0], known)
            if same is not None:
                losses["identity"] = (same - photos[: len(same)]).abs().mean()
            losses["upright"] = upright(photos, made)
            if self.wanted("content", number):
                losses["content"] = distance(seen[-DEEP:], known[-DEEP:])
            if self.wanted("structure", number):
                losses["structure"] = self.structure_lost((photos,), (made,))
            if self.wanted("detail", number):
                losses["detail"] = (detail_lost(photos, made) * (own * self.lasting).sum(1)).mean()
            if self.wanted("plain", number):
                losses["plain"] = (texture_made(photos, made) * (code * self.plain).sum(1)).mean()
        self.learn(self.optimiser_list[:2], self.weighted(losses, torch.cat([made, again]), number))
        found = losses | {"judges": judges, "names": right}
        return {name: value.detach() for name, value in found.items()}

    def asked_of(self, source: int) -> list[int]:
        """The domains that a photo of this one is asked for: any, or the others of its kind."""
        kin = [n for n in self._kin(source) if n != source]
        return kin if kin and self.context.rng.random() < self.home else list(range(self.count))

    def _kin(self, source: int) -> list[int]:
        return [n for n, domain in enumerate(self.domains) if domain.kind == self.domains[source].kind]

    def judged_of(self, code: Tensor, numbers: Sequence[int]) -> Tensor:
        """For N codes, and domains that photos are of, N x 1: 0 for those that ask for a domain of a kind that is not
        the photo's, 1 for the others."""
        kinds = [domain.kind for domain in self.domains]
        strange = torch.tensor([[kind not in ("", kinds[n]) for kind in kinds] for n in numbers])
        return ((code > 0) & strange).logical_not().all(1, keepdim=True).to(code.dtype)

    @staticmethod
    def _made(network: nn.Module, photos: Tensor, code: Tensor, same: Tensor | None) -> tuple[Tensor, Tensor | None]:
        """What the codes ask for, and for half of the photos what a code makes that leaves them alone."""
        if same is None:
            return network(photos, code).float(), None
        half = -(-len(photos) // 2)
        together = network(torch.cat([photos, photos[:half]]), torch.cat([code, same[:half]])).float()
        return together[: len(photos)], together[len(photos) :]

    # --- looking -----------------------------------------------------------------------------------------------------

    def _code(self, domain: int) -> Tensor:
        return torch.eye(self.count)[domain : domain + 1]

    def _photos(self, count: int) -> list[tuple[int, Tensor]]:
        """Held-back photos, domain by domain."""
        return [(n, domain.held_back(count, self.size)) for n, domain in enumerate(self.domains)]

    def sheet(self, averaged: dict[str, nn.Module]) -> Tensor:
        """Rows: held-back photos of several domains, what each of the domains makes of them, and the last of these
        back in their own."""
        network, each = averaged["generator"], -(-SHOWN // self.count)
        chosen = [(n, photo[None]) for n, photos in self._photos(each) for photo in photos][: max(SHOWN, self.count)]
        photos = torch.cat([photo for _, photo in chosen])
        rows = [self.translated(network, photos, self._code(n)) for n in range(self.count)]
        back = [
            self.translated(network, one[None], self._code(n)) for (n, _), one in zip(chosen, rows[-1], strict=True)
        ]
        return joined([photos, *rows, torch.cat(back)])

    def evaluate(self, averaged: dict[str, nn.Module]) -> dict[str, float]:
        """On held-back photos, each translated to every other domain. cycle: mean absolute difference there and back
        again. unchanged: the same for a code of zeros. What is kept: see `kept`. agrees: share of translations that an
        independent classifier takes for the domain asked for, and the same for each domain; known: share of the photos
        themselves that it names rightly. before, after: how far photos and translations are from the training pictures
        of the domain asked for, see `DomainProbe.distance`."""
        network = averaged["generator"]
        probe = DomainProbe(self.eyes, self.domains, self.size, self.device)
        found: dict[str, list[float]] = {"agrees": []}
        for source, photos in self._photos(HELD_BACK):
            found.setdefault("known", []).append(probe.share(photos, source))
            plain = self.translated(network, photos, torch.zeros(1, self.count))
            found.setdefault("unchanged", []).append(float((plain - photos).abs().mean()))
            for target in range(self.count):
                if target == source:
                    continue
                made = self.translated(network, photos, self._code(target))
                again = self.translated(network, made, self._code(source))
                figures = kept(self.eyes, photos, made, self.device)
                figures["cycle"] = float((again - photos).abs().mean())
                figures["agrees"] = figures[f"agrees on {self.domains[target].name}"] = probe.share(made, target)
                figures["before"], figures["after"] = probe.distance(photos, target), probe.distance(made, target)
                for name, value in figures.items():
                    found.setdefault(name, []).append(value)
        return {name: sum(values) / len(values) for name, values in found.items()}

    def export(self, averaged: dict[str, nn.Module], figures: dict[str, float], folder: Path) -> Path:
        network = averaged["generator"]
        assert isinstance(network, Generator)
        names = tuple(domain.name for domain in self.domains)
        return self.export_translation(network, "generator", network.config, figures, folder, domains=names)


def drawn_codes(
    rng: random.Random, count: int, domains: int, mixed: float, among: Sequence[int] | None = None
) -> Tensor:
    """Codes to train with, count x domains, none negative, sums up to 1: single domains, and with a chance of `mixed`
    one in part, or two that share what there is. among: the numbers of the domains to ask for, all unless given."""
    among = among or range(domains)
    codes = torch.zeros(count, domains)
    for code in codes:
        first, second = rng.sample(among, 2) if len(among) > 1 else (among[0], among[0])
        if rng.random() >= mixed:
            code[first] = 1.0
            continue
        share, whole = rng.random(), 1.0
        if rng.random() < 0.5:
            share, whole = 1.0, rng.random()
        code[first] += whole * share
        code[second] += whole * (1 - share)
    return codes

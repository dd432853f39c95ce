"""Who tells translated pictures from those of a domain: PatchGAN and heads on the encoder, without conditions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.optim import Optimizer

from studio.networks.discriminators import DomainHead, FeatureHeads, PatchDiscriminator
from studio.networks.gan_losses import hinge_generator, hinge_real_fake

LEARNING_RATE = 4e-4
NAMING_RATE = 3e-3  # of what names domains: it plays against nobody, and the generator waits for it


class Critic:
    """name: tells several critics apart. channels: of the features it looks at. width: of its PatchGAN. domains: how
    many it judges, 0 for one alone; of many it has a verdict for each (Choi et al. 2020), and names them (2018), by
    what its PatchGAN sees as well if `twice`: a picture that is to please both must change."""

    def __init__(self, name: str, channels: Sequence[int], width: int, domains: int = 0, twice: bool = False) -> None:
        self.name, self.twice = name, twice
        patch = PatchDiscriminator(3, width, verdicts=max(1, domains))
        self.trained: dict[str, nn.Module] = {
            f"{name}-patch": patch,
            f"{name}-heads": FeatureHeads(channels, verdicts=max(1, domains)),
        }
        if domains:
            self.learn_to_name(channels, domains)
        if twice:
            self.trained[f"{name}-patch-domains"] = DomainHead(patch.widths[1:], domains)

    def learn_to_name(self, channels: Sequence[int], domains: int) -> None:
        """Adds what names domains; to be called before training begins."""
        self.trained[f"{self.name}-domains"] = DomainHead(channels, domains)

    def prepare(self, networks: dict[str, nn.Module]) -> None:
        """Takes the networks as the loop has wrapped them."""
        self._networks = {name: networks[name] for name in self.trained}

    def told(
        self,
        real: Tensor,
        made: Tensor,
        seen: Sequence[Tensor],
        seen_made: Sequence[Tensor],
        shares: tuple[Tensor, Tensor] | None = None,
    ) -> Tensor:
        """The hinge loss of the critic for pictures and their features, N of each kind. shares: with many domains, N x
        domains for real and for made pictures: how much the verdict for each domain counts. What names domains by the
        PatchGAN learns the real ones as well."""
        verdicts, features = self._networks[f"{self.name}-patch"](torch.cat([real, made.detach()]))
        looked = self._networks[f"{self.name}-heads"](
            [torch.cat([a, b.detach()]) for a, b in zip(seen, seen_made, strict=True)]
        )
        both = None if shares is None else torch.cat(shares)
        patch, heads = ([v.chunk(2) for v in _of(found, both)] for found in ([verdicts], looked))
        loss = hinge_real_fake([r for r, _ in patch], [f for _, f in patch])
        loss = loss + hinge_real_fake([r for r, _ in heads], [f for _, f in heads])
        if shares is None or not self.twice:
            return loss
        return loss + named_wrongly(self._named_by_patches([f[: len(real)] for f in features]), shares[0])

    def fooled(
        self, made: Tensor, seen: Sequence[Tensor], shares: Tensor | None = None, enough: float = 0.0
    ) -> dict[str, Tensor]:
        """The generator's losses "patch" and "heads" for what it made, and the features of that; shares: see `told`.
        With what names domains, "domains" and (if that looks twice) "patch_domains": its `surprise`."""
        verdicts, features = self._networks[f"{self.name}-patch"](made)
        found = {
            "patch": hinge_generator(_of([verdicts], shares)),
            "heads": hinge_generator(_of(self._networks[f"{self.name}-heads"](seen), shares)),
        }
        if shares is None:
            return found
        found["domains"] = surprise(self.named(seen), shares, enough)
        if self.twice:
            found["patch_domains"] = surprise(self._named_by_patches(features), shares, enough)
        return found

    def named(self, seen: Sequence[Tensor]) -> Tensor:
        """N x domains logits: which domain pictures with these features are of."""
        return self._networks[f"{self.name}-domains"](seen).float()

    def _named_by_patches(self, features: Sequence[Tensor]) -> Tensor:
        """The same by the PatchGAN's features, as published."""
        return self._networks[f"{self.name}-patch-domains"](features[1:]).float()

    @contextmanager
    def asked(self) -> Iterator[None]:
        """While open, verdicts teach the generator and not the critic."""
        for network in self._networks.values():
            network.requires_grad_(False)
        try:
            yield
        finally:
            for network in self._networks.values():
                network.requires_grad_(True)


def _of(verdicts: Sequence[Tensor], shares: Tensor | None) -> Sequence[Tensor]:
    """Of maps of verdicts for many domains, N x domains x h x w, those that count."""
    if shares is None:
        return verdicts
    return [(v * shares[:, :, None, None].to(v.dtype)).sum(1, keepdim=True) for v in verdicts]


def named_wrongly(logits: Tensor, own: Tensor) -> Tensor:
    """What it costs to name N pictures, N x domains logits, otherwise than `own` says, one-hot."""
    return F.cross_entropy(logits, own, label_smoothing=0.05)


def surprise(logits: Tensor, wanted: Tensor, enough: float) -> Tensor:
    """How far N verdicts, N x domains, are from the shares wanted: their divergence, averaged, beyond `enough`. Who is
    named rightly and surely learns no more: else the safest picture of a domain is one that overdoes it."""
    divergence = F.kl_div(F.log_softmax(logits, 1), wanted, reduction="none").sum(1)
    return F.relu(divergence - enough).mean()


def critics_optimiser(critics: Sequence[Critic]) -> Optimizer:
    """One optimiser for all of them."""
    networks = [network for critic in critics for network in critic.trained.values()]
    groups = [
        {"params": list(network.parameters()), "lr": NAMING_RATE if isinstance(network, DomainHead) else LEARNING_RATE}
        for network in networks
    ]
    return torch.optim.Adam(groups, LEARNING_RATE, betas=(0.0, 0.99))

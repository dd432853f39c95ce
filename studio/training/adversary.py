"""The discriminators of paired training: PatchGAN, and heads on a frozen encoder's features, trained side by side."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from accelerate import Accelerator
from torch import Tensor, nn
from torch.optim import Optimizer

from studio.networks.discriminators import FeatureHeads, PatchDiscriminator
from studio.networks.gan_losses import feature_matching, hinge_generator, hinge_real_fake, named, unmasked

LEARNING_RATE = 4e-4


class Adversary:
    """Judges pictures beside their conditions; learns one step each time it judges.

    inputs: channels of condition and picture. taps: channels of the encoder's features. width: of the PatchGAN.
    classes: of label maps when the heads are to name them (OASIS), 0 when they say real or not.
    """

    def __init__(self, inputs: int, taps: Sequence[int], width: int, classes: int = 0) -> None:
        self.classes = classes
        self.trained: dict[str, nn.Module] = {
            "patch": PatchDiscriminator(inputs, width),
            "heads": FeatureHeads(taps, classes=classes),
        }

    def optimiser(self) -> Optimizer:
        parameters = [p for network in self.trained.values() for p in network.parameters()]
        return torch.optim.Adam(parameters, LEARNING_RATE, betas=(0.0, 0.99))

    def prepare(self, networks: dict[str, nn.Module], optimiser: Optimizer, accelerator: Accelerator) -> None:
        """Takes the networks and the optimiser as the loop has wrapped them."""
        self._patch, self._heads = networks["patch"], networks["heads"]
        self._optimiser, self._accelerator = optimiser, accelerator

    def judge(
        self, condition: Tensor, made: Tensor, target: Tensor, found: list[Tensor], wanted: list[Tensor], labels: Tensor
    ) -> dict[str, Tensor]:
        """Learns from a batch and returns the generator's losses by the new verdicts.

        made, target: N x 3 x H x W. found, wanted: the encoder's features of both, standardised. labels: N x classes x
        H x W that fit these features; not looked at without classes.
        """
        both = torch.cat([torch.cat([condition, target], 1), torch.cat([condition, made.detach()], 1)])
        verdicts, _ = self._patch(both)
        real, fake = verdicts.chunk(2)
        judged = self._heads([torch.cat([w, f.detach()]) for w, f in zip(wanted, found, strict=True)])
        halves = [j.chunk(2) for j in judged]
        loss = hinge_real_fake([real], [fake]) + self._told([h[0] for h in halves], [h[1] for h in halves], labels)
        self._optimiser.zero_grad()
        self._accelerator.backward(loss)
        self._optimiser.step()
        for network in (self._patch, self._heads):
            network.requires_grad_(False)
        verdicts, features = self._patch(
            torch.cat([torch.cat([condition, target], 1), torch.cat([condition, made], 1)])
        )
        pairs = [f.chunk(2) for f in features]
        matching = feature_matching([p[0] for p in pairs], [p[1] for p in pairs])
        told = self._heads(found)
        fooled = named(told, labels) if self.classes else hinge_generator(told)
        losses = {"patch": hinge_generator([verdicts.chunk(2)[1]]), "heads": fooled, "matching": matching}
        for network in (self._patch, self._heads):
            network.requires_grad_(True)
        return losses | {"judges": loss.detach()}

    def _told(self, real: list[Tensor], fake: list[Tensor], labels: Tensor) -> Tensor:
        if self.classes:
            return named(real, labels) + unmasked(fake)
        return hinge_real_fake(real, fake)

"""What tells generated pictures from photos, and domains from each other: PatchGAN, and heads on a frozen encoder."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils.parametrizations import spectral_norm

SLOPE = 0.2
GAIN = 5.0  # spectral norm keeps verdicts small, and the hinge wants them beyond 1


class PatchDiscriminator(nn.Module):
    """PatchGAN (Isola et al. 2017) with spectral norm (Miyato et al. 2018): a verdict on every patch.

    inputs: channels of picture and condition together. Each of the `layers` halves the resolution. verdicts: on each
    patch, one for each kind of picture that there are discriminators for.
    """

    def __init__(self, inputs: int, width: int = 48, layers: int = 3, verdicts: int = 1) -> None:
        super().__init__()
        self.widths = widths = [width * min(2**n, 8) for n in range(layers + 1)]
        # The first layer sees blocks of 2x2 pixels, which costs little and loses nothing.
        stages = [nn.Conv2d(4 * inputs, widths[0], 3, padding=1)]
        stages += [nn.Conv2d(a, b, 4, stride=2, padding=1) for a, b in pairwise(widths[:-1])]
        stages += [nn.Conv2d(widths[-2], widths[-1], 3, padding=1)]
        self.stages = nn.ModuleList(spectral_norm(stage) for stage in stages)
        self.verdict = spectral_norm(nn.Conv2d(widths[-1], verdicts, 3, padding=1))

    def forward(self, x: Tensor) -> tuple[Tensor, list[Tensor]]:
        """N x inputs x H x W to (verdicts N x verdicts x h x w, the features of every layer)."""
        h, features = F.pixel_unshuffle(x, 2), []
        for stage in self.stages:
            h = F.leaky_relu(stage(h), SLOPE)
            features.append(h)
        return GAIN * self.verdict(h), features


class FeatureHeads(nn.Module):
    """One small discriminator on each layer of a frozen encoder (Projected GANs, Sauer et al. 2021).

    What the encoder knows of pictures need not be learned by the discriminator, which makes small data sets and short
    training enough. channels: of the layers. Verdicts are per place. classes: of label maps, or 0; with classes a
    verdict names the class that a place shows, the last one being "generated" (OASIS, Schönfeld et al. 2021).
    verdicts: without classes, how many there are on each place.
    """

    def __init__(self, channels: Sequence[int], width: int = 64, classes: int = 0, verdicts: int = 1) -> None:
        super().__init__()
        self.classes = classes
        self.heads = nn.ModuleList(
            nn.Sequential(
                spectral_norm(nn.Conv2d(c, width, 1)),
                nn.LeakyReLU(SLOPE),
                spectral_norm(nn.Conv2d(width, width, 3, padding=1)),
                nn.LeakyReLU(SLOPE),
                spectral_norm(nn.Conv2d(width, classes + 1 if classes else verdicts, 3, padding=1)),
            )
            for c in channels
        )

    def forward(self, features: Sequence[Tensor]) -> list[Tensor]:
        """Features N x channels x H x W, of mean 0 and variance 1 or so, to one map of verdicts each."""
        gain = GAIN if self.classes else 1.0
        return [gain * head(f) for head, f in zip(self.heads, features, strict=True)]


class DomainHead(nn.Module):
    """Names the domain of a picture from features, an encoder's or a discriminator's (the classifier of StarGAN, Choi
    et al. 2018). channels: of the layers. domains: how many there are.

    Every place has one bounded voice: a generator that is to please it must change the picture, not shout in a corner.
    """

    def __init__(self, channels: Sequence[int], domains: int, width: int = 96) -> None:
        super().__init__()
        self.looks = nn.ModuleList(nn.Conv2d(c, width, 1) for c in channels)
        self.verdict = nn.Linear(width * len(channels), domains)

    def forward(self, features: Sequence[Tensor]) -> Tensor:
        """Features N x channels x H x W, of mean 0 and variance 1 or so, to logits N x domains."""
        seen = [look(f).float().tanh().mean((2, 3)) for look, f in zip(self.looks, features, strict=True)]
        return GAIN * self.verdict(torch.cat(seen, dim=1))

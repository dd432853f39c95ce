"""What translations are measured by: what they keep of a picture, and whether it now looks like the other domain."""

from __future__ import annotations

import random
from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

from studio.networks.detail import KEEP, softened
from studio.networks.generator import luma
from studio.training.judges import kernel_distance
from studio.training.unpaired.domains import Domain
from studio.training.unpaired.eyes import Eyes, distance

COARSE = 4  # brightness is compared at 1/4 of the size: that of things, not of their grain
LEARNED_FROM = 96  # squares of each domain that a probe learns from
ROUNDS = 60
AT_ONCE = 8
REDUCED = 2  # structure is compared at 1/2 of the size, unless a recipe says otherwise
WINDOW = 7  # sides of the places whose structure is compared, at that size, and of those that are flat or not
FAINT = 0.02  # variance of a colour, that of the whole picture being 1, below which a place has no structure
COARSER, BARELY = 13, 0.015  # side of the window that tells texture from shading; how little brightness of it is flat
FLAT, ABOUT = 1e-5, 0.04  # variance of a Laplacian that is none; a difference of its logarithm that nobody sees
LIMIT = 2.5  # deviations from the mean, beyond which features count no more for distances


def brightness_kept(before: Tensor, after: Tensor) -> Tensor:
    """The correlation of brightness between N pictures and what became of them, N numbers in -1..1: below 0, light
    and dark have changed places."""
    return _correlation(F.avg_pool2d(luma(before), COARSE), F.avg_pool2d(luma(after), COARSE))


def upright(before: Tensor, after: Tensor, least: float = 0.3) -> Tensor:
    """The guard against inverted colours: how far the correlation of brightness is below `least`, squared, averaged."""
    return F.relu(least - brightness_kept(before, after)).square().mean()


def structure_lost(before: Tensor, after: Tensor, reduced: int = REDUCED) -> Tensor:
    """How much of the structure of N pictures is lost or made up in what became of them, averaged, 0 for nothing: 1
    less the local correlation of each colour, the structure of SSIM (Wang et al. 2004), at equal contrast. What is
    smeared costs something, and so does what is painted where nothing was; being darker or paler does not. reduced:
    how many times smaller they are looked at; what is finer costs nothing."""
    a, b = (_evened(F.avg_pool2d(x.float(), reduced)) for x in (before, after))
    mean_a, mean_b, aa, bb, ab = (F.avg_pool2d(x, WINDOW, 1) for x in (a, b, a * a, b * b, a * b))
    aa, bb, ab = aa - mean_a.square(), bb - mean_b.square(), ab - mean_a * mean_b
    # Both are of variance 0 or more, but for rounding.
    alike = (ab + FAINT) / ((aa.clamp_min(0) + FAINT) * (bb.clamp_min(0) + FAINT)).sqrt()
    return (1 - alike).mean()


def _evened(x: Tensor) -> Tensor:
    """N x 3 x H x W with a variance of 1 of every colour, but where it is all but flat."""
    return (x - x.mean((2, 3), keepdim=True)) / (x.var((2, 3), keepdim=True) + 1e-3).sqrt()


def texture_made(before: Tensor, after: Tensor, finest: int = 0) -> Tensor:
    """How much texture was painted where N pictures are flat, N numbers: the mean size of what a change has
    finer than about thirty pixels, counted where the picture itself has little of the kind. It weighs smoothness by the
    edges of what goes in, as is done for depth (Godard et al. 2017); a change of light or colour costs nothing. finest:
    how often the change is smoothed first: with 3, strokes finer than about eight pixels cost next to nothing."""
    shade, change = luma(before.float()), softened((after - before).float().mean(1, keepdim=True), finest)
    flat = (-_between(shade).abs() / BARELY).exp()
    around = F.avg_pool2d(flat, WINDOW, 1, WINDOW // 2, count_include_pad=False)
    return (_between(change).abs() * around).mean((1, 2, 3))


def detail_lost(before: Tensor, after: Tensor, keep: int = KEEP) -> Tensor:
    """The share of the finest detail of N pictures (see `with_detail`) that is gone from what became of them, N numbers
    from 0, nothing or detail that stands out more, to 1 and beyond."""
    fine, change = (x - softened(x, keep) for x in (luma(before.float()), luma((after - before).float())))
    return F.relu(-(fine * change).mean((1, 2, 3)) / (fine.square().mean((1, 2, 3)) + 1e-5))


def sharpness_apart(before: Tensor, after: Tensor) -> Tensor:
    """How much sharper or less sharp N pictures are than what they were made of: the logarithm of the ratio of both
    variances of the Laplacian of brightness, averaged over the pictures (a flat one may gain what a rough one loses),
    beyond what nobody sees, squared."""
    fine, made = ((fine_detail(luma(x.float())) + FLAT).log() for x in (before, after))
    return F.relu((made - fine).mean().abs() - ABOUT).square()


def fine_detail(brightness: Tensor) -> Tensor:
    """The variances of the Laplacian of N x 1 x H x W, N numbers."""
    stencil = torch.tensor([[0.0, 1, 0], [1, -4, 1], [0, 1, 0]], device=brightness.device)
    return F.conv2d(brightness, stencil[None, None]).var((1, 2, 3))


def _between(x: Tensor) -> Tensor:
    """N x 1 x H x W without what is coarser than about thirty pixels."""
    smooth = x
    for _ in range(3):
        smooth = F.avg_pool2d(smooth, COARSER, 1, COARSER // 2, count_include_pad=False)
    return x - smooth


def edges_kept(before: Tensor, after: Tensor) -> Tensor:
    """The correlation of edge strength between N pictures and what became of them, N numbers in -1..1."""
    return _correlation(_edges(before), _edges(after))


def kept(eyes: Eyes, before: Tensor, after: Tensor, device: torch.device) -> dict[str, float]:
    """content: how far the encoder's features moved, 0 for not at all. edges: the correlation of edges. inverted: share
    of pictures in which light and dark changed places."""
    with torch.no_grad():
        pairs = zip(before.split(AT_ONCE), after.split(AT_ONCE), strict=True)
        moved = [float(distance(eyes(a.to(device)), eyes(b.to(device)))) * len(a) for a, b in pairs]
    return {
        "content": sum(moved) / len(before),
        "edges": float(edges_kept(before, after).mean()),
        "inverted": float((brightness_kept(before, after) < 0).float().mean()),
    }


def _edges(x: Tensor) -> Tensor:
    bright = luma(x)
    down, right = bright.diff(dim=2)[..., :-1], bright.diff(dim=3)[..., :-1, :]
    return (down.square() + right.square() + 1e-8).sqrt()


def _correlation(a: Tensor, b: Tensor) -> Tensor:
    a, b = a.float().flatten(1), b.float().flatten(1)
    a, b = a - a.mean(1, keepdim=True), b - b.mean(1, keepdim=True)
    return (a * b).mean(1) / ((a.square().mean(1) + 1e-5) * (b.square().mean(1) + 1e-5)).sqrt()


class DomainProbe:
    """A logistic regression on the encoder's features that no generator was trained to please. It learns from training
    squares, always the same ones, and is asked about held-back and translated pictures."""

    def __init__(self, eyes: Eyes, domains: Sequence[Domain], size: int, device: torch.device) -> None:
        self.eyes, self.device = eyes, device
        rng = random.Random(7)
        described = [self._described(domain.draw(rng, LEARNED_FROM, size)) for domain in domains]
        x = torch.cat(described)
        self.mean, self.deviation = x.mean(0), x.std(0).clamp_min(1e-4)
        wanted = torch.arange(len(domains), device=device).repeat_interleave(LEARNED_FROM)
        self._learn((x - self.mean) / self.deviation, wanted, len(domains))
        self.known = [(x - self.mean) / self.deviation for x in described]

    @torch.enable_grad()
    def _learn(self, x: Tensor, wanted: Tensor, domains: int) -> None:
        self.weights = torch.zeros(x.shape[1], domains, device=self.device, requires_grad=True)
        self.bias = torch.zeros(domains, device=self.device, requires_grad=True)
        optimiser = torch.optim.LBFGS([self.weights, self.bias], max_iter=ROUNDS, line_search_fn="strong_wolfe")

        def loss() -> Tensor:
            optimiser.zero_grad()
            value = F.cross_entropy(x @ self.weights + self.bias, wanted) + 0.02 * self.weights.square().sum()
            value.backward()
            return value

        optimiser.step(loss)  # type: ignore[arg-type]

    @torch.no_grad()
    def _described(self, pictures: Tensor) -> Tensor:
        """The means and deviations of every feature, picture by picture."""
        rows = []
        for few in pictures.split(AT_ONCE):
            features = [f.float().flatten(2) for f in self.eyes(few.to(self.device))]
            rows.append(torch.cat([torch.cat([f.mean(2), f.std(2)], 1) for f in features], 1))
        return torch.cat(rows)

    def share(self, pictures: Tensor, domain: int) -> float:
        """The share of N pictures that it takes for the domain of this number."""
        return float((self.says(pictures) == domain).float().mean())

    @torch.no_grad()
    def says(self, pictures: Tensor) -> Tensor:
        """The numbers of the domains that N x 3 x H x W pictures look like, N."""
        return (self._seen(pictures) @ self.weights + self.bias).argmax(1).cpu()

    @torch.no_grad()
    def distance(self, pictures: Tensor, domain: int) -> float:
        """The kernel distance (see `kernel_distance`) of N pictures to the training squares of a domain, by the same
        features; what is left of it shows how far a translation went."""
        seen, known = self._seen(pictures), self.known[domain]
        # The kernel is a cube: without limits one odd picture would be all of it.
        return kernel_distance(seen.clamp(-LIMIT, LIMIT), known.clamp(-LIMIT, LIMIT))[0]

    def _seen(self, pictures: Tensor) -> Tensor:
        return (self._described(pictures.float().clamp(0, 1)) - self.mean) / self.deviation

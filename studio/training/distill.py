"""Distilling the encoder from the VGG teachers, on pictures the optimiser itself would make.

An encoder that is only right on photographs is gamed: the optimiser walks to pictures on which pupil and teacher
disagree, and paints grain that the pupil cannot see. So a third of every batch comes from a pool of pictures under
way: photos and noise that the current pupil is stylising, a step per batch. Wherever its mistakes lead, the teacher
corrects them there (the idea of on-policy data in imitation learning, Ross et al., DAgger, 2011).
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils import parametrize
from torch.optim import Optimizer

from studio.networks.encoder import STYLE_LAYERS, Encoder
from studio.networks.losses import gram, gram_error
from studio.training.data import PicturePool, open_sets
from studio.training.method import Context, Method
from studio.training.muon import muon_and_adam
from studio.training.recipe import Recipe
from studio.training.teachers import WIDTHS, Teachers


class Distill(Method):
    """Wide features match the teacher's; taps match their projection on its principal directions; Grams match too."""

    averaged = ("encoder",)

    def __init__(self, recipe: Recipe, context: Context) -> None:
        super().__init__(recipe, context)
        data, options = recipe.data, recipe.options
        self.size, self.group = int(data["size"]), int(data["group"])
        self.photos = open_sets(data["photos"], data.get("long_side", 400))
        self.paintings = open_sets(data["paintings"], 1024)
        self.device = context.accelerator.device
        self.teachers = Teachers().to(self.device)
        self.encoder = Encoder(WIDTHS, recipe.network["taps"], recipe.network["trunk"])
        self.trained = {"encoder": self.encoder}
        self.gram_weight = float(options["gram_weight"])
        self.layer_weights = [float(w) for w in options["layer_weights"]]
        self._whiten_pixels()
        self._start_taps()
        self.pool = WalkingPool(int(options["pool"]), self.size, float(options["pool_rate"]), int(options["pool_age"]))
        self.pool.fill(context.rng, self.photos, self.paintings)

    def optimisers(self, learning_rate: float) -> list[Optimizer]:
        return muon_and_adam(self.encoder, learning_rate, list(self.encoder.stages[0].wide.parameters()))  # type: ignore[union-attr]

    def step(self, number: int) -> dict[str, Tensor]:
        accelerator, rng, encoder = self.context.accelerator, self.context.rng, self.networks["encoder"]
        index, walking, targets = self.pool.draw(rng, self.group)
        walking = walking.to(self.device).requires_grad_()
        photos = disturb(self.photos.batch(rng, self.group, self.size), rng).to(self.device)
        x = torch.cat([walking, targets.to(self.device), photos]).contiguous(memory_format=torch.channels_last)
        with accelerator.autocast():
            with torch.no_grad():
                wanted = self.teachers(x.detach())
            wides, taps = accelerator.unwrap_model(encoder).both(x)  # type: ignore[operator]
        # Losses stay in the features' own precision: in float32 they would cost more than the convolutions.
        grams = [gram(tap) for tap in taps]
        losses = self._losses(wides, taps, grams, wanted)
        pull = torch.stack([gram_error(g[: self.group], g[self.group : 2 * self.group].detach()) for g in grams]).sum()
        gradient = torch.autograd.grad(pull, walking, retain_graph=True)[0]
        self.pool.walk(index, gradient.float().cpu())
        loss = sum(losses.values())
        for optimiser in self.optimiser_list:
            optimiser.zero_grad()
        accelerator.backward(loss)
        if self.recipe.schedule.clip:
            accelerator.clip_grad_norm_(encoder.parameters(), self.recipe.schedule.clip)
        for optimiser in self.optimiser_list:
            optimiser.step()
        return {"loss": loss.detach()} | {k: v.detach() for k, v in losses.items()}  # type: ignore[union-attr]

    def _losses(
        self, wides: list[Tensor], taps: list[Tensor], grams: list[Tensor], wanted: list[Tensor]
    ) -> dict[str, Tensor]:
        losses: dict[str, Tensor] = {}
        for number, name in enumerate(STYLE_LAYERS):
            target = projected = wanted[number]
            error = relative(wides[number], target)
            if number in self.bases:
                projected = F.conv2d(target, self.bases[number].to(target.dtype))
                error = error + relative(taps[number], projected)
            style = gram_error(grams[number], gram(projected)).mean()
            losses[name] = self.layer_weights[number] * (error + self.gram_weight * style)
        return losses

    @torch.no_grad()
    def _whiten_pixels(self) -> None:
        """Lets the first kernels learn in coordinates in which 3x3 patches of pictures are uncorrelated.

        Neighbouring pixels are so alike that gradient descent on raw kernels takes thousands of steps for edges.
        The whitening is folded into the kernels when the encoder is exported.
        """
        pixels = self.encoder.normalise(self.photos.batch(random.Random(5), 64, 64))
        patches = F.unfold(pixels, 3).transpose(0, 1).flatten(1)
        values, vectors = torch.linalg.eigh(torch.cov(patches))
        whiten = vectors @ torch.diag((values + 1e-3).rsqrt()) @ vectors.T
        parametrize.register_parametrization(self.encoder.stages[0].wide, "weight", Whitened(whiten), unsafe=True)  # type: ignore[arg-type]

    @torch.no_grad()
    def _start_taps(self) -> None:
        """Taps start as the principal directions of the teacher's channels, scaled to a mean square of 1."""
        rng = random.Random(7)
        moments = [torch.zeros(width, width) for width in WIDTHS]
        for _ in range(24):
            half = [self.photos.batch(rng, 2, self.size), self.paintings.batch(rng, 2, self.size)]
            for moment, features in zip(moments, self.teachers(torch.cat(half).to(self.device)), strict=True):
                moment += gram(features).mean(0).cpu()
        self.bases: dict[int, Tensor] = {}
        self.kept_energy: dict[str, float] = {}
        for number, stage in enumerate(self.encoder.stages):
            if not isinstance(stage.tap, nn.Conv2d):
                continue
            values, vectors = torch.linalg.eigh(moments[number] / 24)
            count = stage.tap.out_channels
            basis, energy = vectors[:, -count:].T, values[-count:].sum()
            self.kept_energy[STYLE_LAYERS[number]] = float(energy / values.sum())
            basis = basis * (count / energy).sqrt()
            self.bases[number] = basis[:, :, None, None].to(self.device)
            stage.tap.weight.copy_(basis[:, :, None, None])

    @torch.no_grad()
    def evaluate(self, averaged: dict[str, nn.Module]) -> dict[str, float]:
        """Correlation with the teachers and relative Gram error, layer by layer, on held-back photos."""
        photos = open_sets(self.recipe.data["photos"], 400, held_back=True)
        encoder, rng = averaged["encoder"].float(), random.Random(1)
        ours: list[list[Tensor]] = [[] for _ in STYLE_LAYERS]
        theirs: list[list[Tensor]] = [[] for _ in STYLE_LAYERS]
        for _ in range(16):
            x = photos.batch(rng, 4, 224).to(self.device)
            for layer, (a, b) in enumerate(zip(encoder.both(x)[0], self.teachers(x), strict=True)):  # type: ignore[operator]
                pick = torch.randperm(a.shape[2] * a.shape[3], generator=torch.Generator().manual_seed(3))[:200]
                ours[layer].append(a.flatten(2)[..., pick].cpu())
                theirs[layer].append(b.flatten(2)[..., pick].cpu())
        figures: dict[str, float] = {}
        for name, a, b in zip(STYLE_LAYERS, ours, theirs, strict=True):
            a, b = torch.cat(a).transpose(0, 1).flatten(1), torch.cat(b).transpose(0, 1).flatten(1)
            figures[f"{name} correlation"] = float(torch.corrcoef(torch.stack([a.flatten(), b.flatten()]))[0, 1])
            figures[f"{name} channel correlation"] = float(_channel_correlation(a, b))
            figures[f"{name} relative error"] = float(relative(a, b))
        return figures

    @torch.no_grad()
    def sheet(self, averaged: dict[str, nn.Module]) -> Tensor:
        """Pictures of the pool: what the pupil's style losses make of photos shows what it cannot see."""
        pictures = self.pool.pictures[:24].clamp(0, 1)
        rows = [torch.cat(list(pictures[i : i + 6]), dim=2) for i in range(0, len(pictures), 6)]
        return torch.cat(rows, dim=1)

    def export(self, averaged: dict[str, nn.Module], figures: dict[str, float], folder: Path) -> Path:
        from studio.training.export import export_network

        encoder = averaged["encoder"]
        if parametrize.is_parametrized(encoder.stages[0].wide):  # type: ignore[index]
            parametrize.remove_parametrizations(encoder.stages[0].wide, "weight")  # type: ignore[index]
        return export_network(encoder, self.recipe, "perceptual-encoder", encoder.config, figures, folder)  # type: ignore[arg-type]

    def state(self) -> dict[str, Any]:
        return {"pool": self.pool.state(), "bases": self.bases}

    def load_state(self, state: dict[str, Any]) -> None:
        self.pool.load_state(state["pool"])
        self.bases = {int(k): v.to(self.device) for k, v in state["bases"].items()}


class Whitened(nn.Module):
    """A kernel stored in whitened patch coordinates."""

    whiten: Tensor
    colour: Tensor

    def __init__(self, whiten: Tensor) -> None:
        super().__init__()
        self.register_buffer("whiten", whiten)
        self.register_buffer("colour", torch.linalg.inv(whiten))

    def forward(self, stored: Tensor) -> Tensor:
        return (stored.flatten(1) @ self.whiten).view_as(stored)

    def right_inverse(self, kernel: Tensor) -> Tensor:
        return (kernel.flatten(1) @ self.colour).view_as(kernel)


class WalkingPool:
    """Pictures that the pupil is stylising: each walks by Adam down the pupil's own Gram loss, then starts afresh."""

    def __init__(self, count: int, size: int, rate: float, age: int) -> None:
        self.rate, self.max_age, self.size = rate, age, size
        shape = (count, 3, size, size)
        self.pictures, self.targets = torch.zeros(shape), torch.zeros(shape)
        self.first, self.second = torch.zeros(shape), torch.zeros(shape)
        self.ages, self.moves = torch.zeros(count, dtype=torch.long), torch.zeros(count, dtype=torch.long)

    def fill(self, rng: random.Random, photos: PicturePool, paintings: PicturePool) -> None:
        """Starts every walk, at staggered ages so that they do not all end together."""
        self.photos, self.paintings = photos, paintings
        for index in range(len(self.ages)):
            self._restart(index, rng)
            self.ages[index] = rng.randrange(self.max_age)

    def draw(self, rng: random.Random, count: int) -> tuple[list[int], Tensor, Tensor]:
        """`count` walks: their indices, pictures and style targets."""
        index = rng.sample(range(len(self.ages)), count)
        for i in index:
            if self.ages[i] >= self.max_age:
                self._restart(i, rng)
        return index, self.pictures[index], self.targets[index]

    def walk(self, index: list[int], gradient: Tensor) -> None:
        """One Adam step (betas 0.9, 0.99) for the drawn walks."""
        self.ages[index] += 1
        self.moves[index] += 1
        first = self.first[index].lerp(gradient, 0.1)
        second = self.second[index].lerp(gradient.square(), 0.01)
        moves = self.moves[index].view(-1, 1, 1, 1).float()
        update = (first / (1 - 0.9**moves)) / ((second / (1 - 0.99**moves)).sqrt() + 1e-12)
        self.first[index], self.second[index] = first, second
        self.pictures[index] = (self.pictures[index] - self.rate * update).clamp(0, 1)

    def _restart(self, index: int, rng: random.Random) -> None:
        start = self.photos.crop(rng, self.size) if rng.random() < 0.8 else torch.rand(3, self.size, self.size)
        self.pictures[index], self.targets[index] = start, self.paintings.crop(rng, self.size, (0.7, 3.0))
        self.first[index], self.second[index] = 0, 0
        self.ages[index], self.moves[index] = 0, 0

    def state(self) -> dict[str, Tensor]:
        names = ("pictures", "targets", "first", "second", "ages", "moves")
        return {name: getattr(self, name) for name in names}

    def load_state(self, state: dict[str, Tensor]) -> None:
        for name, value in state.items():
            setattr(self, name, value.cpu())


def disturb(x: Tensor, rng: random.Random) -> Tensor:
    """Every third picture gets noise, a blur or another contrast: pictures a camera would not make."""
    for picture in x:
        choice = rng.randrange(9)
        if choice == 0:
            picture += torch.randn_like(picture) * rng.uniform(0.02, 0.2)
        elif choice == 1:
            factor = rng.choice((2, 4))
            small = F.avg_pool2d(picture[None], factor)
            picture.copy_(F.interpolate(small, size=picture.shape[-2:], mode="bilinear", align_corners=False)[0])
        elif choice == 2:
            picture.copy_((picture - 0.5) * rng.uniform(0.4, 1.8) + rng.uniform(0.3, 0.7))
    return x.clamp_(0, 1)


def relative(ours: Tensor, target: Tensor) -> Tensor:
    """Squared error relative to the target's mean square, computed in the tensors' own precision."""
    zero = torch.zeros((), dtype=target.dtype, device=target.device).expand_as(target)
    return F.mse_loss(ours, target).float() / F.mse_loss(target, zero).float()


def _channel_correlation(a: Tensor, b: Tensor) -> Tensor:
    """Median over channels of the correlation between two C x N tables."""
    a, b = a - a.mean(1, keepdim=True), b - b.mean(1, keepdim=True)
    r = (a * b).sum(1) / (a.norm(dim=1) * b.norm(dim=1)).clamp_min(1e-9)
    return r.median()

"""Training the feed-forward style networks (Johnson et al. 2016; Dumoulin et al. 2017; Ghiasi et al. 2017).

Losses are the judge's own: Gram matrices of the exact VGG-19 for relu1_1 to relu3_1, where a narrow encoder is gamed
by any feed-forward network, and of the small one for relu4_1 and relu5_1. Every batch mixes styles, blends and style
weights, so that each slider is a direction the network was trained along.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from studio.library.load import load_network
from studio.library.manifest import Inference, Input
from studio.library.models import ModelStore
from studio.library.paintings import read_catalogue
from studio.library.paths import models_dir, resources_dir
from studio.networks.instant_style import InstantStyle
from studio.networks.losses import gram, gram_error
from studio.networks.transform_net import MULTIPLE
from studio.training.data import data_folder, is_held_back, open_sets, read_picture
from studio.training.export import export_network
from studio.training.method import Context, Method
from studio.training.muon import muon_and_adam
from studio.training.palette import recoloured
from studio.training.recipe import Recipe
from studio.training.style_bank import Look, StyleBank, altered, scaled, stacked
from studio.training.teachers import Judge, Teachers

ENCODER = "atelier-encoder"
SIZES = (256, 384, 512, 512, 512, 768)
JUDGED = 384  # long side in pixels of the pictures that figures are measured on


class InstantTraining(Method):
    """recipe.options: own (true: all bundled paintings, each with its own correction of the code; false: any
    painting, those held back left out), views (altered views per painting), foreign (photos as styles), content (its
    weight against style), start (a model to go on from, or "")."""

    averaged = ("instant",)

    def __init__(self, recipe: Recipe, context: Context) -> None:
        super().__init__(recipe, context)
        self.device = context.accelerator.device
        self.photos = open_sets(recipe.data["photos"], 512)
        self.size, self.batch = int(recipe.data["size"]), int(recipe.data["batch"])
        self.content, self.own = float(recipe.options["content"]), bool(recipe.options["own"])
        self.teachers = Teachers().to(self.device)
        models = ModelStore([models_dir()])
        self.encoder = load_network(models, ENCODER, "perceptual-encoder").to(
            self.device, memory_format=torch.channels_last
        )
        self.paintings = read_catalogue(resources_dir() / "paintings.toml")
        self.names = [p["id"] for p in self.paintings]
        self.instant = self._network(models)
        self.trained = {"instant": self.instant}
        self.bank, self.altered = self._looks()
        if not recipe.options["start"]:
            self._standardise()

    def _network(self, models: ModelStore) -> InstantStyle:
        channels = list(self.encoder.tap_channels)
        network = InstantStyle(channels, styles=self.names if self.own else [], **self.recipe.network)
        if start := self.recipe.options["start"]:
            state = load_network(models, start, "instant-style").state_dict()
            if state["predictor.own"].shape != network.predictor.own.shape:
                state["predictor.own"] = network.predictor.own.detach()
            network.load_state_dict(state)
        return network

    def _looks(self) -> tuple[StyleBank, StyleBank]:
        """The paintings as they are at all sizes, and altered views of them."""
        rng, folder = random.Random(11), data_folder() / "paintings/images"
        plain = StyleBank(self.encoder, self.teachers, self.device)
        views = StyleBank(self.encoder, self.teachers, self.device)
        for number, facts in enumerate(self.paintings):
            if not self.own and is_held_back(facts["file"]):
                continue
            picture = read_picture(folder / facts["file"], 1024).float() / 255
            for size in sorted(set(SIZES)):
                plain.add(scaled(picture, size), number if self.own else -1)
            for _ in range(int(self.recipe.options["views"])):
                views.add(altered(picture, rng, rng.choice((256, 320, 384))))
        for _ in range(int(self.recipe.options["foreign"])):
            views.add(self.photos.crop(rng, 320, (0.7, 1.0)))
        return plain, views

    @torch.no_grad()
    def _standardise(self) -> None:
        predictor = self.instant.predictor
        looks = self.bank.looks + self.altered.looks
        grams, means, _ = stacked(looks, torch.device("cpu"))
        described = predictor.describe(grams, means)
        predictor.mean.copy_(described.mean(0))
        predictor.deviation.copy_(described.std(0).clamp_min(1e-3))

    def optimisers(self, learning_rate: float) -> list[Optimizer]:
        net, predictor = self.instant.net, self.instant.predictor
        by_adam = [*predictor.looks, predictor.own, net.paint.weight, net.pixels.weight, net.stem.weight]
        return muon_and_adam(self.instant, learning_rate, by_adam)

    def step(self, number: int) -> dict[str, Tensor]:
        accelerator, rng = self.context.accelerator, self.context.rng
        looks = [self._draw(rng) for _ in range(self.batch)]
        weights = torch.tensor([self._weight(rng) for _ in looks])
        photos = self.photos.batch(rng, self.batch, self.size)
        x = coloured(photos, looks, weights).to(self.device).contiguous(memory_format=torch.channels_last)
        photos = photos.to(self.device).contiguous(memory_format=torch.channels_last)
        grams, means, wanted = stacked(looks, self.device)
        weights = weights.to(self.device)
        with accelerator.autocast():
            painted = self.networks["instant"](x, grams, means, self._owned(looks), weights[:, None]).float()
            features, there = self.teachers(painted), self.teachers.content(photos)
            style = self._style(features, photos, wanted, weights)
        content = (features[3].float() - there.float()).square().mean((1, 2, 3)) / there.float().var((1, 2, 3))
        excess = (painted - painted.clamp(0, 1)).square()
        strong = (weights - 1).clamp_min(0)
        balance = self.content * 10 ** (-1.5 * strong)
        # Divided by its own root, a style that is nearly right still counts beside one that is far off.
        loss = ((style + balance * content) / style.detach().sqrt().clamp_min(0.05)).mean() + 20 * excess.mean()
        for optimiser in self.optimiser_list:
            optimiser.zero_grad()
        accelerator.backward(loss)
        for optimiser in self.optimiser_list:
            optimiser.step()
        full = weights >= 1
        return {"style": style[full].mean().detach(), "content": content[full].mean().detach(), "loss": loss.detach()}

    def _draw(self, rng: random.Random) -> Look:
        if self.altered.looks and rng.random() < 0.6:
            return self.altered.draw(rng)
        return self.bank.draw(rng)

    @staticmethod
    def _weight(rng: random.Random) -> float:
        """Style weights: mostly 1, the painting as the optimiser's default would have it; up to 1.67."""
        chance = rng.random()
        if chance < 0.65:
            return 1.0
        return rng.uniform(0.05, 1.0) if chance < 0.85 else rng.uniform(1.0, 1.67)

    def _owned(self, looks: Sequence[Look]) -> Tensor | None:
        if not self.own:
            return None
        owned = torch.zeros(len(looks), len(self.names))
        for row, look in enumerate(looks):
            for painting, share in look.own.items():
                owned[row, painting] = share
        return owned.to(self.device)

    def _style(self, features: list[Tensor], photos: Tensor, wanted: list[Tensor], weights: Tensor) -> Tensor:
        """The judge's style loss of every picture; below a weight of 1 the target lies between photo and painting."""
        partial = (weights < 1).nonzero()[:, 0]
        if len(partial):
            own = [gram(f) for f in self.teachers(photos[partial])]
            for layer, target in enumerate(wanted):
                share = weights[partial, None, None]
                target[partial] = torch.lerp(own[layer], target[partial], share)
        return torch.stack([gram_error(gram(f), t) for f, t in zip(features, wanted, strict=True)]).mean(0)

    @torch.no_grad()
    def sheet(self, averaged: dict[str, nn.Module]) -> Tensor:
        """Four photos down; across: the photo, half a style, and twelve whole ones."""
        rng = random.Random(3)
        photos = self.photos.batch(rng, 4, 256)
        plain = self.bank.looks[3 :: len(set(SIZES))]
        looks = [plain[i * len(plain) // 12] for i in range(12)]
        columns = [photos, self.paint(averaged["instant"], photos, looks[0], 0.4)]
        columns += [self.paint(averaged["instant"], photos, look, 1.0) for look in looks]
        return torch.cat([torch.cat(list(column), dim=1) for column in columns], dim=2)

    @torch.no_grad()
    def paint(self, network: nn.Module, photos: Tensor, look: Look, weight: float) -> Tensor:
        """The photos in one style, clamped."""
        looks, weights = [look] * len(photos), torch.full((len(photos),), weight)
        grams, means, _ = stacked(looks, self.device)
        x = coloured(photos, looks, weights).to(self.device).contiguous(memory_format=torch.channels_last)
        painted = network(x, grams, means, self._owned(looks), weights[:, None].to(self.device))
        return painted.clamp(0, 1).float().cpu()

    @torch.no_grad()
    def evaluate(self, averaged: dict[str, nn.Module]) -> dict[str, float]:
        """The judge's style and content losses on held-back photos over all paintings, at one size."""
        photos = open_sets(self.recipe.data["photos"], 512, held_back=True).batch(
            random.Random(1), 4, JUDGED, (0.6, 0.8)
        )
        judge, folder = Judge(self.teachers.cpu()), data_folder() / "paintings/images"
        style: dict[bool, list[float]] = {True: [], False: []}
        content = []
        network, self.device = averaged["instant"].float().cpu(), torch.device("cpu")
        bank = StyleBank(self.encoder.cpu(), self.teachers, self.device)
        for number, facts in enumerate(self.paintings):
            picture = scaled(read_picture(folder / facts["file"], 1024).float() / 255, JUDGED)
            bank.add(picture, number if self.own else -1)
            wanted = judge.grams(picture[None])
            for photo in photos[number % 2 :: 2]:
                painted = self.paint(network, photo[None], bank.looks[-1], 1.0)
                style[is_held_back(facts["file"])].append(judge.style(painted, wanted))
                content.append(judge.content(painted, photo[None]))
        figures = {"style loss": median(style[True] + style[False]), "content loss": median(content)}
        return figures | ({"style loss, paintings held back": median(style[True])} if style[True] else {})

    def export(self, averaged: dict[str, nn.Module], figures: dict[str, float], folder: Path) -> Path:
        network: InstantStyle = averaged["instant"]  # type: ignore[assignment]
        return export_network(
            network,
            self.recipe,
            "instant-style",
            network.config,
            figures,
            folder,
            Input("picture", MULTIPLE, (0.0, 1.0)),
            Inference("instance", False, "frozen-statistics"),
        )


def coloured(photos: Tensor, looks: Sequence[Look], weights: Tensor) -> Tensor:
    """The photos with their colours moved towards each look's, as far as its style weight says (at most wholly)."""
    moved = []
    for photo, look, weight in zip(photos, looks, weights, strict=True):
        there = recoloured(photo, look.mean, look.covariance)
        moved.append(torch.lerp(photo, there, min(1.0, float(weight))))
    return torch.stack(moved).clamp_(0, 1)

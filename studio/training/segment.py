"""Training the network that proposes the map of a photo: photos and their label maps, the encoder kept as it is."""

from __future__ import annotations

import random
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.optim import Optimizer

from studio.library.load import load_network
from studio.library.manifest import Inference, Input
from studio.library.models import ModelStore
from studio.library.palettes import load_palette
from studio.library.paths import models_dir
from studio.networks.segmenter import Segmenter
from studio.training.export import export_network
from studio.training.method import Context, Method
from studio.training.pairs.materials import MaterialPairs
from studio.training.recipe import Recipe

ENCODER = "atelier-encoder"
HELD_BACK = 96
SHOWN = 8
SMOOTHING = 0.05


class SegmentTraining(Method):
    """recipe.data: `batch`, `size` (of the squares that are looked at) and what `MaterialPairs` reads.
    recipe.network: `width` of the head. recipe.options: `balance`, how far rare classes count for more (0 to 1)."""

    averaged = ("segmenter",)

    def __init__(self, recipe: Recipe, context: Context) -> None:
        super().__init__(recipe, context)
        self.batch, self.size = int(recipe.data["batch"]), int(recipe.data["size"])
        self.source = MaterialPairs(recipe.data, None)
        encoder = load_network(ModelStore([models_dir()]), ENCODER, "perceptual-encoder")
        self.segmenter = Segmenter(**encoder.config, classes=len(self.source.names), **recipe.network)
        self.segmenter.encoder.load_state_dict(encoder.state_dict())
        self.segmenter.encoder.requires_grad_(False)
        self.trained = {"segmenter": self.segmenter}
        shares = torch.zeros(len(self.source.names))
        for labels, _ in self.source.pairs:
            shares += torch.bincount(labels.flatten().long(), minlength=len(shares))
        shares[0] = 0  # "anything" is no answer
        weights = (shares / shares.sum()).clamp_min(1e-4) ** -float(recipe.options.get("balance", 0.5))
        weights[shares == 0] = 0
        self.class_weights = weights / weights[shares > 0].mean()

    def optimisers(self, learning_rate: float) -> list[Optimizer]:
        return [torch.optim.AdamW(self.segmenter.head.parameters(), learning_rate, weight_decay=0.02)]

    def step(self, number: int) -> dict[str, Tensor]:
        rng, device = self.context.rng, self.context.accelerator.device
        maps, photos = self.source.draw(rng, self.batch)
        photos = developed(_resized(photos, self.size), rng).to(device, memory_format=torch.channels_last)
        with self.context.accelerator.autocast():
            logits = self.networks["segmenter"].coarse(photos).float()  # type: ignore[operator]
        maps = maps.to(device).long()[:, None].float()
        wanted = F.interpolate(maps, size=logits.shape[2:], mode="nearest-exact")[:, 0].long()
        loss = F.cross_entropy(logits, wanted, self.class_weights.to(device), ignore_index=0, label_smoothing=SMOOTHING)
        self.optimiser_list[0].zero_grad()
        self.context.accelerator.backward(loss)
        self.optimiser_list[0].step()
        seen = wanted > 0
        right = (logits[:, 1:].argmax(1) + 1 == wanted)[seen].float().mean()
        return {"entropy": loss.detach(), "right": right}

    @torch.no_grad()
    def sheet(self, averaged: dict[str, nn.Module]) -> Tensor:
        """Rows: held-back photos, their maps, and the maps that the network proposes."""
        pairs = self.source.held_back(SHOWN)
        found = self._named(averaged["segmenter"], pairs.target)
        colours = torch.tensor(load_palette(self.source.palette).colours).float() / 255
        rows = [pairs.target, self.source.picture_of(pairs), colours[found].permute(0, 3, 1, 2)]
        return torch.cat([torch.cat(list(row), dim=2) for row in rows], dim=1)

    @torch.no_grad()
    def evaluate(self, averaged: dict[str, nn.Module]) -> dict[str, float]:
        """On held-back photos with sure maps: the share of named pixels that are right, and the mean intersection
        over union of the classes that occur."""
        pairs = self.source.held_back(HELD_BACK)
        wanted = pairs.condition[:, : len(self.source.names)].argmax(1)
        found = torch.cat([self._named(averaged["segmenter"], photo) for photo in pairs.target.split(8)])
        seen = wanted > 0
        overlaps = []
        for label in wanted[seen].unique().tolist():
            ours, theirs = (found == label) & seen, wanted == label
            overlaps.append(float((ours & theirs).sum() / (ours | theirs).sum()))
        return {"right": float((found == wanted)[seen].float().mean()), "mean IoU": sum(overlaps) / len(overlaps)}

    def _named(self, network: nn.Module, photos: Tensor) -> Tensor:
        """N x S x S class numbers, never "anything"."""
        device = self.context.accelerator.device
        with self.context.accelerator.autocast():
            logits = network(photos.to(device, memory_format=torch.channels_last))
        return (logits[:, 1:].float().argmax(1) + 1).cpu()

    def export(self, averaged: dict[str, nn.Module], figures: dict[str, float], folder: Path) -> Path:
        network: Segmenter = averaged["segmenter"]  # type: ignore[assignment]
        return export_network(
            network, self.recipe, "segmenter", network.config, figures, folder,
            Input("picture", network.multiple, (0.0, 1.0), palette=self.source.palette),
            Inference("none", False, "none"),
        )  # fmt: skip


def _resized(photos: Tensor, size: int) -> Tensor:
    if photos.shape[2] == size:
        return photos
    return F.interpolate(photos, size=(size, size), mode="bilinear", antialias=True, align_corners=False)


def developed(photos: Tensor, rng: random.Random) -> Tensor:
    """Photos as other cameras and hours would have them: gamma, contrast, saturation and cast."""
    n = len(photos)

    def factors(low: float, high: float, columns: int = 1) -> Tensor:
        return torch.tensor([[rng.uniform(low, high) for _ in range(columns)] for _ in range(n)])[:, :, None, None]

    x = photos.clamp(1e-3, 1) ** factors(0.6, 1.6)
    grey = x.mean(1, keepdim=True)
    x = torch.lerp(grey.expand_as(x), x, factors(0.2, 1.4))
    x = (x - 0.5) * factors(0.75, 1.2) + 0.5
    return (x * factors(0.88, 1.12, 3)).clamp(0, 1)

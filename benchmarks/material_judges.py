"""Who says which material is where in a picture: our own segmenter, and a judge that our generators never met.

The generators learned with the features of the encoder that our segmenter looks through, so they might please it more
than they should. The other judge is a head of the same form on SqueezeNet's features (see `studio/training/judges.py`),
trained here for a few minutes on the training photos and maps, always alike. It is not told how high in the picture it
looks: what a place looks like must say what it is.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save
from torch import Tensor, nn

from studio.core.files import atomic_bytes
from studio.library.load import load_network
from studio.library.models import ModelStore
from studio.networks.segmenter import Segmenter, SegmentHead
from studio.training.judges import TAPS, SqueezeFeatures
from studio.training.pairs.materials import MaterialPairs
from studio.training.segment import developed

SEGMENTER = "materials-from-photo"
LAYERS = (TAPS[1], TAPS[2], sum(TAPS[3:]))  # at about 1/4, 1/8 and 1/16 of the sides
WIDTH, STEPS, BATCH, SEED = 64, 800, 8, 5
LEARNING_RATE, WEIGHT_DECAY, WARMUP = 2e-3, 0.02, 30
BALANCE = 0.4  # how far rare materials count for more
AT_ONCE = 8


class MaterialJudge(Protocol):
    """name: for the table."""

    name: str

    def __call__(self, pictures: Sequence[Tensor]) -> Tensor:
        """The material of every pixel, N x H x W, never 0: pictures of one size, 3 x H x W in 0..1."""
        ...


class NetworkJudge:
    """A network from N x 3 x H x W to N x classes x H x W, as a judge."""

    def __init__(self, name: str, network: nn.Module) -> None:
        self.name, self.network = name, network.eval()

    @torch.inference_mode()
    def __call__(self, pictures: Sequence[Tensor]) -> Tensor:
        batches = torch.stack(list(pictures)).split(AT_ONCE)
        return torch.cat([self.network(batch)[:, 1:].argmax(1) + 1 for batch in batches])


class SqueezeSegmenter(nn.Module):
    """N x 3 x H x W in 0..1 to N x classes x H x W logits; only `head` learns."""

    scale: Tensor

    def __init__(self, classes: int, features: SqueezeFeatures) -> None:
        super().__init__()
        self.features, self.classes = features, classes
        self.register_buffer("scale", torch.ones(sum(LAYERS)))
        self.begin()

    def forward(self, x: Tensor) -> Tensor:
        return F.interpolate(self.coarse(x), size=x.shape[2:], mode="bilinear", align_corners=False)

    def begin(self) -> None:
        """Forgets what it has learned."""
        self.head = SegmentHead(LAYERS, self.classes, WIDTH)
        self.head.place.requires_grad_(False)  # zero: it does not know how high it looks

    def coarse(self, x: Tensor) -> Tensor:
        """Logits at about a quarter of the size."""
        parts = zip(self.layers(x), self.scale.split(LAYERS), strict=True)
        return self.head([layer * scale[:, None, None] for layer, scale in parts])

    @torch.no_grad()
    def layers(self, x: Tensor) -> list[Tensor]:
        taps = self.features(x)
        return [taps[1], taps[2], torch.cat(taps[3:], 1)]

    @torch.no_grad()
    def fit_scale(self, photos: Tensor) -> None:
        """Brings every channel to a mean square of 1 over these photos."""
        squares = torch.cat([layer.square().mean((0, 2, 3)) for layer in self.layers(photos)])
        self.scale.copy_(squares.clamp_min(1e-4).rsqrt())


def our_judge(store: ModelStore) -> NetworkJudge:
    """The model behind "map from photo"; UnknownChoiceError if it is not installed."""
    network: Segmenter = load_network(store, SEGMENTER, "segmenter")
    return NetworkJudge("our segmenter", network)


def squeeze_judge(
    source: MaterialPairs, features: SqueezeFeatures, folder: Path | None, steps: int = STEPS
) -> NetworkJudge:
    """The judge on SqueezeNet, trained on the pairs of `source` unless `folder` has it from before for these pairs."""
    network = SqueezeSegmenter(len(source.names), features)
    path = folder and folder / f"squeeze-judge-{_fingerprint(source, steps):08x}.safetensors"
    if path and path.is_file():
        network.load_state_dict(load_file(path), strict=False)
    else:
        train(network, source, steps)
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
            state = {n: t.contiguous() for n, t in network.state_dict().items() if not n.startswith("features.")}
            atomic_bytes(path, save(state))
    return NetworkJudge("SqueezeNet", network)


def train(network: SqueezeSegmenter, source: MaterialPairs, steps: int, size: int | None = None) -> float:
    """Teaches the head; always alike for the same pairs on the same machine. size: photos are shrunk to this side.

    Returns the mean loss of the last tenth of the steps."""
    rng = random.Random(SEED)
    torch.manual_seed(SEED)
    network.begin()
    network.fit_scale(_sized(source.draw(rng, 4 * BATCH)[1], size))
    weights = class_weights(source)
    optimiser = torch.optim.AdamW(
        (p for p in network.head.parameters() if p.requires_grad), LEARNING_RATE, weight_decay=WEIGHT_DECAY
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda n: min((n + 1) / WARMUP, 1.02 - n / steps))
    losses = []
    for _ in range(steps):
        maps, photos = source.draw(rng, BATCH)
        logits = network.coarse(developed(_sized(photos, size), rng))
        said = F.interpolate(maps[:, None].float(), size=logits.shape[2:], mode="nearest-exact")[:, 0].long()
        loss = F.cross_entropy(logits, said, weights, ignore_index=0)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        losses.append(float(loss.detach()))
    return sum(losses[-max(1, steps // 10) :]) / max(1, steps // 10)


def class_weights(source: MaterialPairs) -> Tensor:
    """How much a pixel of each class counts: rare ones more, "anything" nothing, one on average over all pixels."""
    counts = torch.zeros(len(source.names))
    for labels, _ in source.pairs:
        counts += torch.bincount(labels.flatten().long(), minlength=len(counts))
    counts[0] = 0
    weights = (counts / counts.sum()).clamp_min(1e-4) ** -BALANCE
    weights[0] = 0
    return weights / (weights * counts).sum() * counts.sum()


def _sized(photos: Tensor, size: int | None) -> Tensor:
    if size is None or photos.shape[2] == size:
        return photos
    return F.interpolate(photos, size=(size, size), mode="area")


def _fingerprint(source: MaterialPairs, steps: int) -> int:
    """A number for all that the judge learns from and how."""
    found = zlib.crc32(repr((WIDTH, steps, BATCH, SEED, LEARNING_RATE, BALANCE, source.names)).encode())
    for (labels, _), weight in zip(source.pairs, source.weights, strict=True):
        found = zlib.crc32(labels.numpy().tobytes(), zlib.crc32(repr(weight).encode(), found))
    return found

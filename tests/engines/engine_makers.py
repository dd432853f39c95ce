"""A studio on a disk: a tiny encoder with random weights, installed like the real one, and styles learned with it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from studio.core.params import StylizeParams
from studio.core.picture import Picture
from studio.core.picture_io import save_picture
from studio.core.request import LearnStyleRequest, StylizeRequest
from studio.core.step import Job, finish
from studio.core.style_masks import StyleMasks
from studio.engines.device import Device
from studio.engines.gatys import GatysEngine
from studio.engines.learn_style import LearnStyleEngine
from studio.engines.perception import ENCODER, Perception
from studio.engines.tensors import to_tensor
from studio.library.manifest import Inference, Input, Manifest, Provenance
from studio.library.models import ModelStore, export_model
from studio.library.paths import bundled_styles_dir, models_dir
from studio.library.reference_vgg import ReferenceVgg
from studio.library.styles import Style, StyleLibrary
from studio.networks.encoder import Encoder
from studio.networks.instant_style import InstantStyle
from studio.networks.losses import content_error, gram, gram_error

SHAPE = {"wide": [8] * 5, "taps": [0, 8, 8, 8, 8], "trunk": [[8], [8], [8], [8]]}
CPU = Device(torch.device("cpu"), torch.float32, "CPU, for tests")


def tiny_encoder(seed: int = 0) -> Encoder:
    """Frozen, with random weights that depend on the seed alone."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        return Encoder(**SHAPE).eval().requires_grad_(False)


def install_encoder(models: Path, seed: int = 0, **changes: object) -> None:
    """Puts `tiny_encoder(seed)` below `models` under the id of the real one; `changes` are for its manifest."""
    values: dict = {
        "title": "Tiny encoder",
        "task": "encoder",
        "architecture": "perceptual-encoder",
        "network": SHAPE,
        "input": Input("picture", 1, (0.0, 1.0)),
        "inference": Inference("none", False, "plain"),
        "provenance": Provenance("none", "nothing", "none", "Apache-2.0"),
    }
    export_model(models / ENCODER, Manifest(**(values | changes)), tiny_encoder(seed).state_dict())


def waves(height: int = 120, width: int = 160) -> Picture:
    """A blue and yellow painting of curved stripes."""
    y, x = np.mgrid[:height, :width].astype(np.float32)
    t = 0.5 + 0.5 * np.sin(0.5 * y + 3 * np.sin(x / 9))
    pixels = t[..., None] * (0.95, 0.8, 0.2) + (1 - t[..., None]) * (0.1, 0.2, 0.6)
    return Picture((255 * pixels).astype(np.uint8))


def dots(height: int = 130, width: int = 110) -> Picture:
    """A red and white painting of dots."""
    y, x = np.mgrid[:height, :width].astype(np.float32)
    t = ((y % 16 - 8) ** 2 + (x % 16 - 8) ** 2 < 30).astype(np.float32)
    pixels = t[..., None] * (0.8, 0.1, 0.1) + (1 - t[..., None]) * (0.95, 0.93, 0.9)
    return Picture((255 * pixels).astype(np.uint8))


class Studio:
    """Everything below `root`, wired as the application wires it, on the CPU in float32."""

    def __init__(self, root: Path, shipped: bool = False) -> None:
        """shipped: with the encoder and the styles of the application instead of its own."""
        self.root = root
        self.models = ModelStore([models_dir() if shipped else root / "models"])
        self.styles = StyleLibrary(bundled_styles_dir() if shipped else root / "bundled", root / "user")
        reference = ReferenceVgg(root / "checkpoints", elsewhere=())
        self.perception = Perception(self.styles, self.models, CPU, reference)
        self.engine = GatysEngine(self.perception.encoder, self.perception.style, CPU)
        self.learner = LearnStyleEngine(self.perception)

    def learn(self, picture: Picture, title: str) -> Style:
        """Makes a user's style of a picture, by way of a file."""
        path = self.root / "pictures" / f"{title}.png"
        path.parent.mkdir(exist_ok=True)
        save_picture(picture, path)
        return finish(self.learner.run(LearnStyleRequest(path, title)))

    def job(
        self,
        photo: Picture,
        style: str | tuple[tuple[str, float], ...] = "waves",
        masks: StyleMasks | None = None,
        **params: object,
    ) -> Job[Picture]:
        """Starts painting; the photo's own size unless `params` say otherwise."""
        styles = ((style, 1.0),) if isinstance(style, str) else style
        wanted = StylizeParams(styles, **({"size": None} | params))  # type: ignore[arg-type]
        return self.engine.run(StylizeRequest(photo, wanted, masks))

    def paint(
        self,
        photo: Picture,
        style: str | tuple[tuple[str, float], ...] = "waves",
        masks: StyleMasks | None = None,
        **params: object,
    ) -> Picture:
        """The finished painting."""
        return finish(self.job(photo, style, masks, **params))

    def grams(self, style: str = "waves", size: float = 64) -> list[Tensor]:
        return self.perception.grams(style, ENCODER, size)

    def style_loss(self, picture: Picture, style: str = "waves") -> float:
        """How far `picture` is from the style by the studio's own encoder."""
        taps = self.perception.encoder(ENCODER)(to_tensor(picture, CPU.device))
        wanted = self.grams(style, max(picture.width, picture.height))
        return float(sum(gram_error(gram(tap)[0], g) for tap, g in zip(taps, wanted, strict=True)))

    def content_loss(self, picture: Picture, photo: Picture) -> float:
        ours, theirs = (
            self.perception.encoder(ENCODER)(to_tensor(p, CPU.device), depth=4)[3] for p in (picture, photo)
        )
        return float(content_error(ours, theirs))


def install_instant(models: Path, model_id: str = "any-style", styles: tuple[str, ...] = (), seed: int = 3) -> None:
    """Puts a tiny feed-forward style network with random weights below `models`."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        network = InstantStyle(
            tiny_encoder().tap_channels, 4, 16, styles, 12, widths=(8, 12, 16), full=6, deep=1, middle=1
        )
    with torch.no_grad():
        network.net.paint.weight.mul_(10)
    manifest = Manifest(
        title="Tiny instant style",
        task="instant-style",
        architecture="instant-style",
        network=network.config,
        input=Input("picture", 8, (0.0, 1.0)),
        inference=Inference("instance", False, "frozen-statistics"),
        provenance=Provenance("none", "nothing", "none", "Apache-2.0"),
    )
    export_model(models / model_id, manifest, network.state_dict())

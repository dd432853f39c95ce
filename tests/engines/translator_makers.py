"""Tiny translations with made-up weights, installed in a folder of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from studio.core.generate import GenerateParams, GenerateRequest
from studio.core.picture import Picture
from studio.core.step import finish
from studio.engines.generate import GenerateEngine
from studio.library.manifest import Inference, Input, Manifest, Provenance
from studio.library.models import export_model
from studio.networks.generator import Generator
from studio.networks.resnet import ResNetGenerator
from studio.networks.stargan import StarGenerator
from studio.networks.unit import Unit

SMALL: dict[str, Any] = {"widths": [8, 12], "down": [1, 1], "up": [1], "full": 4}
WEATHER = ("sunny", "rain", "winter")


def put(
    folder: Path, name: str, architecture: str, network: nn.Module, domains: tuple[str, ...] = (), working: int = 0,
    task: str = "weather", kind: str = "picture",
) -> None:  # fmt: skip
    """Installs `network` as the model `name`."""
    manifest = Manifest(
        title=name.title(),
        task=task,
        architecture=architecture,
        network=network.config,  # type: ignore[arg-type]
        input=Input(kind, int(network.multiple), (0.0, 1.0), domains=domains),  # type: ignore[arg-type]
        inference=Inference("none", False, "plain", working=working),
        provenance=Provenance("none", "noise", "none", "Apache-2.0"),
    )
    export_model(folder / name, manifest, dict(network.state_dict()))


def disturbed(network: Any, by: float = 0.05, seed: int = 2) -> Any:
    """With all weights moved a little, so that nothing is 0 by accident."""
    chance = torch.Generator().manual_seed(seed)
    for parameter in network.parameters():
        parameter.data += by * torch.randn(parameter.shape, generator=chance)
    return network.eval()


def photos_generator(look: int = 0) -> Generator:
    torch.manual_seed(1)
    return disturbed(Generator(source="colour", output="residual", look=look, **SMALL))


def warmer() -> Generator:
    """Shifts every colour by the same: a change of tone that touches no detail."""
    network = Generator(source="colour", output="residual", **SMALL)
    network.paint.weight.data.zero_()
    network.paint.bias.data.copy_(torch.tensor([0.12, 0.02, -0.1]))  # type: ignore[union-attr]
    return network


def install_all(folder: Path, working: int = 0) -> None:
    """One model of every layout: star and cycle of ours, and the three published ones."""
    torch.manual_seed(4)
    put(folder, "weather", "generator", photos_generator(look=3), WEATHER, working)
    put(folder, "winter", "generator", photos_generator(), (), working, "season")
    put(folder, "tone", "generator", warmer(), (), working, "day-night")
    put(folder, "resnet", "cyclegan-resnet", disturbed(ResNetGenerator(width=4, blocks=1)), (), working, "season")
    put(folder, "stargan", "stargan", disturbed(StarGenerator(3, width=4, blocks=1)), WEATHER, working, "faces")
    put(folder, "unit", "unit", disturbed(Unit(width=4, blocks=2)), ("sunset",), working, "sunset")
    put(folder, "both-ways", "unit", disturbed(Unit(width=4, blocks=2)), ("day", "sunset"), working, "sunset")
    compact = disturbed(Unit(width=4, blocks=2, compact=True), 0.1)
    put(folder, "compact", "unit", compact, ("day", "sunset"), working, "sunset")


def a_photo(width: int = 96, height: int = 64, channels: int = 3, seed: int = 3) -> Picture:
    """Sky, land and grain of all sizes, away from black and white, so that nothing is cut off."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[:height, :width]
    bright = 150 - 50 * (y > height * (0.5 + 0.1 * np.sin(9 * x / width)))
    pixels = bright[..., None] + rng.normal(0, 12, (height, width, channels)) + np.array([8, 0, -12, 0])[:channels]
    pixels[..., :3] += 14 * np.sin(x / 5)[..., None]
    return Picture(pixels.clip(40, 215).astype(np.uint8))


def asked(engine: GenerateEngine, model: str, photo: Picture, **params: Any) -> Picture:
    return finish(engine.run(GenerateRequest(photo, GenerateParams(model, **params))))

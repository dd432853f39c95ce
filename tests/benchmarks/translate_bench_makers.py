"""Photos that need no files, picture sets of a few of them, and a translation that makes everything redder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image

from studio.core.picture import Picture
from studio.library.manifest import Inference, Input, Manifest, Provenance
from studio.library.models import export_model
from studio.networks.generator import Generator
from studio.training.data import is_held_back

SMALL: dict[str, Any] = {"widths": [8, 12], "down": [1, 1], "up": [1], "full": 4}
WEATHER = ("sunny", "cloudy", "rain", "sunrise", "summer", "winter")
SETS = {
    "summer2winter_yosemite/images/summer": (40, 150, 60),
    "summer2winter_yosemite/images/winter": (210, 215, 225),
    "weather4/images/shine": (90, 150, 230),
    "weather4/images/cloudy": (150, 150, 155),
    "weather4/images/rain": (60, 70, 80),
    "weather4/images/sunrise": (230, 140, 60),
}  # folder of the picture sets to the colour of its pictures


def photo(colour: tuple[int, int, int] = (120, 130, 110), seed: int = 0, side: int = 192) -> Picture:
    """Light sky over darker land, with grain of all sizes."""
    rng = np.random.default_rng(seed)
    pixels = np.array(colour) + 25 * (np.arange(side) < side / 2)[:, None, None] + np.zeros((side, side, 1))
    for size in (1, 2, 4, 8, 16):
        grain = rng.normal(0, 8, (side // size, side // size, 1))
        pixels = pixels + grain.repeat(size, 0).repeat(size, 1)
    return Picture(pixels.clip(0, 255).astype(np.uint8))


def brighter(given: Picture, by: int = 20) -> Picture:
    return Picture((given.pixels.astype(int) + by).clip(0, 255).astype(np.uint8))


def install(folder: Path, name: str, task: str, domains: tuple[str, ...] = ()) -> None:
    """A network that makes every picture redder."""
    network = Generator(source="colour", output="residual", look=len(domains), **SMALL)
    network.paint.weight.data.zero_()
    network.paint.bias.data.copy_(torch.tensor([0.1, 0.0, -0.1]))  # type: ignore[union-attr]
    manifest = Manifest(
        title=name,
        task=task,
        architecture="generator",
        network=network.config,
        input=Input("picture", network.multiple, (0.0, 1.0), domains=domains),
        inference=Inference("none", False, "plain"),
        provenance=Provenance("none", "noise", "none", "Apache-2.0"),
    )
    export_model(folder / name, manifest, dict(network.state_dict()))


def make_sets(root: Path) -> None:
    """A few pictures of each domain, three of them held back."""
    for folder, colour in SETS.items():
        (root / folder).mkdir(parents=True)
        names = [f"{Path(folder).name}{n:03}.png" for n in range(200)]
        held, free = ([name for name in names if is_held_back(name) == back][:3] for back in (True, False))
        for seed, name in enumerate(held + free):
            Image.fromarray(photo(colour, seed).pixels.copy()).save(root / folder / name)

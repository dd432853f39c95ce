"""How fast the generators are, against the U-Net that pix2pix published, in one run (see `generator_race.py`).

    python -m benchmarks.generator_speed [--sizes 256 512 1024] [--rounds 24] [--models ID ...] [--device cpu]
                                         [--json FILE]

The published U-Net-256 has 54 M weights. Models that take colour hints get some in their requests.
"""

from __future__ import annotations

import numpy as np
import torch

from benchmarks.generator_race import SIDE, Race, Run
from benchmarks.generator_studio import SKETCH
from studio.core.examples import example
from studio.core.generate import GenerateParams, GenerateRequest
from studio.core.picture import Picture
from studio.library.generators import Generator
from studio.networks.unet import PixUNet

UNET = "published U-Net-256"
LIMITS = {f"{SKETCH}, request, {SIDE}": (4.0, 60.0)}
PICTURES = 8


@torch.inference_mode()
def published(device: torch.device) -> Run:
    """The U-Net as published, on a random picture."""
    network, photo = PixUNet().eval().to(device), torch.rand(1, 3, SIDE, SIDE).to(device) * 2 - 1
    return torch.inference_mode()(lambda: network(photo))


def requests_to(generator: Generator, side: int) -> list[GenerateRequest]:
    """Requests that differ: the application's own example, moved sideways, each with another seed."""
    picture = example(generator.task, side, side)
    hints = Picture(colour_strokes(side)) if generator.hints else None
    return [
        GenerateRequest(
            Picture(np.roll(picture.pixels, 3 * n, axis=1)), GenerateParams(generator.id, seed=n, size=side), hints
        )
        for n in range(PICTURES)
    ]


def colour_strokes(side: int) -> np.ndarray:
    """Hints: a stroke of sky above, one of grass below."""
    pixels, high = np.zeros((side, side, 4), np.uint8), max(1, side // 20)
    for top, colour in ((0.15, (120, 170, 225)), (0.8, (96, 142, 58))):
        pixels[int(top * side) : int(top * side) + high, side // 5 : side * 4 // 5] = (*colour, 255)
    return pixels


RACE = Race(
    "benchmarks.generator_speed", "Measure the generators against the published U-Net.", UNET, published, requests_to,
    SKETCH, LIMITS,
)  # fmt: skip


if __name__ == "__main__":
    RACE.run()

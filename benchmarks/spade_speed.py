"""How fast a map of materials becomes a photo, against SPADE as published, in one run (see `generator_race.py`).

    python -m benchmarks.spade_speed [--sizes 256 512 1024] [--rounds 12] [--models ID ...] [--device cpu] [--json FILE]

SPADE is the generator of the published checkpoints (ngf 64, a VAE's 256 numbers to grow from) for as many classes. Ours
is asked for the scenes of `benchmarks/scenes.py`, each with another seed.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F

from benchmarks.generator_race import SIDE, Race, Run
from benchmarks.scenes import SCENES, map_picture
from studio.core.generate import GenerateParams, GenerateRequest
from studio.library.generators import Generator
from studio.networks.spade import Spade

MODEL, SPADE = "landscape-materials", "published SPADE"
CLASSES, LATENT = 13, 256
LIMITS = {f"{MODEL}, request, {SIDE}": (25.0, 100.0)}


@torch.inference_mode()
def published(device: torch.device) -> Run:
    """SPADE as published, on a random map and code."""
    network = Spade(CLASSES, latent=LATENT).eval().to(device)
    labels = torch.randint(CLASSES, (1, SIDE // 8, SIDE // 8)).repeat_interleave(8, 1).repeat_interleave(8, 2)
    labels = F.one_hot(labels, CLASSES).permute(0, 3, 1, 2).float().to(device)
    code = torch.randn(1, LATENT).to(device)
    return torch.inference_mode()(lambda: network(labels, code))


def requests_to(generator: Generator, side: int) -> list[GenerateRequest]:
    """The scenes as maps of that side, each with another seed."""
    return [
        GenerateRequest(map_picture(name, side, side), GenerateParams(generator.id, seed=n, size=side))
        for n, name in enumerate(SCENES)
    ]


RACE = Race(
    "benchmarks.spade_speed", "Measure maps to photos against the published SPADE.", SPADE, published, requests_to,
    MODEL, LIMITS, rounds=12, models=(MODEL,),
)  # fmt: skip


if __name__ == "__main__":
    RACE.run()

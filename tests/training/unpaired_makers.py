"""Two kinds of pictures that differ in light alone, and recipes for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from studio.training.data import is_held_back
from studio.training.recipe import Recipe, Schedule

SMALL: dict[str, Any] = {
    "source": "colour", "output": "residual", "widths": [8, 12, 16], "down": [1, 1, 1], "up": [1, 1], "full": 6,
}  # fmt: skip
LIGHTS = {"dark": (0.12, 0.32), "bright": (0.6, 0.85), "red": (0.3, 0.5)}
SIDE, SIZE = 48, 32


def make_domain(root: Path, name: str, count: int = 24, held_back: int = 4) -> Path:
    """Pictures of a square on a ground, both as light as the domain's name says, in `root/name/images`."""
    folder = root / name / "images"
    folder.mkdir(parents=True)
    rng = np.random.default_rng(len(name))
    names = [f"{name}{n:03}.png" for n in range(400)]
    held = [one for one in names if is_held_back(one)][:held_back]
    free = [one for one in names if not is_held_back(one)][:count]
    ground, shape = LIGHTS[name]
    for one in held + free:
        pixels = np.full((SIDE, SIDE, 3), ground) + rng.normal(0, 0.01, (SIDE, SIDE, 3))
        side, (top, left) = int(rng.integers(12, 24)), rng.integers(4, 22, 2)
        pixels[top : top + side, left : left + side] = shape
        if name == "red":
            pixels[..., 1:] *= 0.3
        Image.fromarray((pixels.clip(0, 1) * 255).astype(np.uint8)).save(folder / one)
    return folder


def tiny_recipe(method: str, names: list[str], options: dict[str, float], **schedule: Any) -> Recipe:
    values: dict[str, Any] = {
        "steps": 6, "learning_rate": 2e-3, "final_rate": 0.2, "precision": "no", "ema": 0.8, "warmup": 2,
    }  # fmt: skip
    export = {"id": "tiny", "task": "light", "data": "squares", "licence": "Apache-2.0"}
    if method == "cycle":
        export |= {"back": "tiny-back", "back_title": "Tiny back"}
    return Recipe(
        name="tiny",
        title="Tiny",
        method=method,
        schedule=Schedule(**(values | schedule)),
        network=dict(SMALL),
        data={
            "side": SIDE, "size": SIZE, "batch": 4,
            "domains": [{"name": name, "folder": f"{name}/images"} for name in names],
        },
        options=options | {"width": 8, "pool": 6},
        export=export,
    )  # fmt: skip

"""A label map to damage, and ways to write it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, settings
from numpy.typing import NDArray
from PIL import Image

from studio.library.palettes import load_palette

MATERIALS = load_palette("materials")
COLOURS = np.array(MATERIALS.colours, np.uint8)
ROW = {name: number for number, name in enumerate(MATERIALS.names)}
quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def scene(width: int = 160, height: int = 120) -> NDArray[np.uint8]:
    """Sky with a cloud, a snowy mountain, a beach with a path, rock in the sea, trees, grass and a house."""
    y, x = np.mgrid[0:height, 0:width] / height
    map_ = np.full((height, width), ROW["sky"], np.uint8)
    map_[np.hypot((x - 1.0) / 2, y - 0.15) < 0.09] = ROW["cloud"]
    ridge = 0.2 + 0.4 * np.abs(x - 0.4)
    map_[y > ridge] = ROW["mountain"]
    map_[(y > ridge) & (y < 0.3 + 0.03 * np.sin(x * 20))] = ROW["snow"]
    map_[y > 0.5] = ROW["water"]
    map_[np.hypot(x - 1.1, y - 0.6) < 0.08] = ROW["rock"]
    map_[y > 0.7 + 0.15 * (x - 0.6)] = ROW["sand"]
    map_[np.abs(x - 0.8 + 0.3 * (y - 0.7)) < (y - 0.7) * 0.3] = ROW["path"]
    map_[np.hypot(x - 0.15, y - 0.75) < 0.14] = ROW["trees"]
    map_[y > 0.9 + 0.03 * np.sin(x * 9)] = ROW["grass"]
    map_[88:100, 120:140] = ROW["building"]
    return map_


SCENE = scene()


def indexed(values: NDArray[np.uint8], colours: NDArray[np.uint8], path: Path, **options: object) -> None:
    image = Image.fromarray(values)
    image.putpalette(colours.tobytes())
    image.save(path, **options)  # type: ignore[arg-type]

"""Picture folders for training: decoded once into memory, cropped at random, one fixed split held back.

The held-back rule, chosen once: a picture is held back when the first byte of the SHA-256 of its file name is
below 20 (about 8 %). It depends on nothing else, so every recipe holds back the same pictures.
"""

from __future__ import annotations

import hashlib
import os
import random
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor

from studio.core.errors import UnavailableError

HELD_BACK_BELOW = 20
SUFFIXES = {".jpg", ".jpeg", ".png", ".webp"}


def data_folder() -> Path:
    """Where the picture sets lie (`ATELIER_DATA`, or beside the checkout)."""
    beside = Path(__file__).resolve().parents[2].parent / "shared" / "data"
    folder = Path(os.environ.get("ATELIER_DATA", beside))
    if not folder.is_dir():
        raise UnavailableError(
            f"There are no training pictures in {folder}; set ATELIER_DATA to the folder that holds the sets."
        )
    return folder


def is_held_back(name: str) -> bool:
    """Whether the picture with this file name is kept out of all training."""
    return hashlib.sha256(name.encode()).digest()[0] < HELD_BACK_BELOW


def list_pictures(folder: Path, held_back: bool | None = False) -> list[Path]:
    """The pictures below `folder`, sorted; the training split, the held-back one, or (None) both."""
    found = sorted(p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES)
    if not found:
        raise UnavailableError(f"There are no pictures in {folder}.")
    return [p for p in found if held_back is None or is_held_back(p.name) == held_back]


def read_picture(path: Path, long_side: int | None = None) -> Tensor:
    """A picture as a 3xHxW uint8 tensor, made smaller if its longer side exceeds `long_side`."""
    with Image.open(path) as image:
        image = image.convert("RGB")
        if long_side and max(image.size) > long_side:
            scale = long_side / max(image.size)
            size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
            image = image.resize(size, Image.Resampling.LANCZOS)
        return torch.from_numpy(np.array(image)).permute(2, 0, 1).contiguous()


class PicturePool:
    """Pictures in memory as uint8; random crops out of them.

    crop(rng, size, zoom): a size x size float crop in 0..1, cut from a window `zoom` times as large or small and
    flipped half of the time.
    """

    def __init__(self, paths: Iterable[Path], long_side: int) -> None:
        with ThreadPoolExecutor() as pool:
            self.pictures = list(pool.map(lambda p: read_picture(p, long_side), paths))

    def __len__(self) -> int:
        return len(self.pictures)

    def crop(self, rng: random.Random, size: int, zoom: tuple[float, float] = (0.7, 1.6)) -> Tensor:
        picture = self.pictures[rng.randrange(len(self.pictures))]
        height, width = picture.shape[1:]
        side = min(height, width, max(16, round(size * np.exp(rng.uniform(np.log(zoom[0]), np.log(zoom[1]))))))
        top, left = rng.randint(0, height - side), rng.randint(0, width - side)
        window = picture[:, top : top + side, left : left + side].float().div_(255)[None]
        if side != size:
            window = F.interpolate(
                window, size=(size, size), mode="bilinear", antialias=side > size, align_corners=False
            )
        if rng.random() < 0.5:
            window = window.flip(3)
        return window[0].clamp_(0, 1)

    def batch(self, rng: random.Random, count: int, size: int, zoom: tuple[float, float] = (0.7, 1.6)) -> Tensor:
        """count x 3 x size x size."""
        return torch.stack([self.crop(rng, size, zoom) for _ in range(count)])


def open_sets(names: Sequence[str], long_side: int, held_back: bool = False) -> PicturePool:
    """The named sets of `data_folder()` as one pool ("landscapes256/images", "paintings/images", ...)."""
    root = data_folder()
    paths: list[Path] = []
    for name in names:
        paths += list_pictures(root / name, held_back)
    return PicturePool(paths, long_side)

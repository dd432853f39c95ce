"""Maps of materials and the landscapes that they describe."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor

from studio.library.load import load_network
from studio.library.models import ModelStore
from studio.library.palettes import load_palette
from studio.library.paths import models_dir
from studio.networks.generator import Generator
from studio.networks.pyramid import shrunk
from studio.training.data import data_folder, list_pictures, read_picture
from studio.training.pairs.places import SIDE
from studio.training.pairs.source import Pairs, PairSource, coarsened, heights, square

PALETTE = "materials"
SAME = {
    "tree": "trees", "flower": "flowers", "road": "path", "pavement": "path", "earth": "path",
}  # fmt: skip
"""Names of the sets' classes that are other words for materials; those that are no material are "anything"."""
RARE = ("rock", "snow", "flowers", "path", "building")
SAID = 0.75  # share of a photo that must be named
SEGMENTER = "materials-from-photo"
SURE = 0.45  # what the segmenter says with less is not taken over
PROPOSED = 16  # photos at a time
HELD_BACK_SURE = 0.5  # held-back maps are named with so much confidence


class MaterialPairs(PairSource):
    """recipe.data: `sets` (the first one is held-back pictures' too), `confidence` (below it a photo is not used, where
    a set's label_origin.json says how sure its maps are), `others` (how often photos of further sets are drawn,
    compared to those of the first), `proposed` (sets without maps, whose maps our segmenter proposes; it also names
    what the other maps leave open) and `proposed_share` (how often these are drawn). Maps are drawn as they are, or
    simplified as a brush would paint them."""

    palette = PALETTE

    def __init__(self, data: dict, network: Generator | None) -> None:
        self.confidence, self.others = float(data.get("confidence", 0.0)), float(data.get("others", 0.0))
        self.names = load_palette(PALETTE).names
        super().__init__(data, network)  # type: ignore[arg-type]
        self.pairs: list[tuple[Tensor, Tensor]] = []
        self.weights: list[float] = []
        self._rare = [self.names.index(name) for name in RARE]
        for path in self.paths:
            sure = confidence_of(path)
            if sure >= self.confidence:
                first = path.is_relative_to(data_folder() / self.sets[0])
                self._add(*self._read(path), min(1.0, 0.3 + 2 * (sure - 0.4)) if first else self.others)
        if proposed := list(data.get("proposed", ())):
            self._propose(proposed, float(data.get("proposed_share", self.others)))
        self._add_up()

    def _add(self, labels: Tensor, photo: Tensor, weight: float) -> None:
        self.pairs.append((labels, photo))
        self.weights.append(weight)

    def _add_up(self) -> None:
        """Leaves out what is mostly unnamed, and draws photos of rare materials more often."""
        kept = []
        for (labels, photo), weight in zip(self.pairs, self.weights, strict=True):
            shares = torch.bincount(labels.flatten().long(), minlength=len(self.names)) / labels.numel()
            if shares[0] <= 1 - SAID:
                kept.append(((labels, photo), weight * (1 + 3 * float(shares[self._rare].sum()))))
        self.pairs, self.weights = [pair for pair, _ in kept], [weight for _, weight in kept]

    @torch.inference_mode()
    def _propose(self, sets: list[str], share: float) -> None:
        """Names with our segmenter what is not named yet, where it is sure."""
        segmenter = load_network(ModelStore([models_dir()]), SEGMENTER, "segmenter")
        segmenter = segmenter.to(torch.bfloat16, memory_format=torch.channels_last)
        root = data_folder()
        paths = [path for name in sets for path in list_pictures(root / name, held_back=False)]
        nothing = torch.zeros(1, SIDE, SIDE, dtype=torch.uint8)
        for path in paths:
            self._add(nothing, square(read_picture(path), SIDE), share)
        for start in range(0, len(self.pairs), PROPOSED):
            pairs = self.pairs[start : start + PROPOSED]
            photos = torch.stack([photo for _, photo in pairs]).bfloat16().div_(255)
            chances = segmenter(photos.contiguous(memory_format=torch.channels_last)).float().softmax(1)
            most, found = chances[:, 1:].max(1)
            found = torch.where(most > SURE, found + 1, 0).byte()[:, None]
            for number, (labels, photo) in enumerate(pairs):
                self.pairs[start + number] = torch.where(labels == 0, found[number], labels), photo

    def _read(self, path: Path) -> tuple[Tensor, Tensor]:
        """(classes 1 x SIDE x SIDE, photo 3 x SIDE x SIDE), both uint8."""
        folder = path.parent.parent
        with Image.open(folder / "labels" / f"{path.stem}.png") as image:
            given = torch.from_numpy(np.array(image))
        given = _table(folder, self.names)[given.long()]
        height, width = given.shape
        short = min(height, width)
        top, left = (height - short) // 2, (width - short) // 2
        given = given[None, None, top : top + short, left : left + short]
        given = F.interpolate(given.float(), size=(SIDE, SIDE), mode="nearest-exact")[0].byte()
        return given, square(read_picture(path), SIDE)

    def draw(self, rng: random.Random, count: int) -> tuple[Tensor, Tensor]:
        """`count` maps (N x S x S, uint8) and photos (N x 3 x S x S in 0..1), whole or in part, mirrored or not."""
        maps, photos = [], []
        for labels, photo in rng.choices(self.pairs, self.weights, k=count):
            if rng.random() < 0.5:
                side = rng.randint(int(0.7 * SIDE), SIDE - 1)
                top, left = rng.randint(0, SIDE - side), rng.randint(0, SIDE - side)
                area = (..., slice(top, top + side), slice(left, left + side))
                labels = F.interpolate(labels[area][None].float(), size=(SIDE, SIDE), mode="nearest-exact")[0].byte()
                large = photo[area][None].float()
                photo = F.interpolate(large, size=(SIDE, SIDE), mode="bicubic", align_corners=False)[0]
                photo = photo.round().clamp(0, 255).byte()
            if rng.random() < 0.5:
                labels, photo = labels.flip(2), photo.flip(2)
            maps.append(labels[0])
            photos.append(photo)
        return torch.stack(maps), torch.stack(photos).float() / 255

    def photos(self, rng: random.Random, count: int) -> Tensor:
        return self.draw(rng, count)[1]

    def batch(self, rng: random.Random, count: int, finer: bool) -> Pairs:
        maps, target = self.draw(rng, count)
        whole = torch.cat([self._classes(maps, rng), heights(count, SIDE)], 1)
        if not finer:
            factor = SIDE // self.size
            return Pairs(F.avg_pool2d(whole, factor), F.avg_pool2d(target, factor), None, target)
        top, left = (2 * rng.randint(0, (SIDE - self.size) // 2) for _ in range(2))
        area = (..., slice(top, top + self.size), slice(left, left + self.size))
        corners, part = [(top // 2, left // 2)] * count, target[area]
        return Pairs(whole[area], part, coarsened(part, rng), target, shrunk(self.network, whole, 2), corners)

    def _classes(self, maps: Tensor, rng: random.Random) -> Tensor:
        """One-hot, N x classes x S x S; in half of them the borders are as smooth as a brush leaves them."""
        classes = F.one_hot(maps.long(), len(self.names)).permute(0, 3, 1, 2).float()
        for number in range(len(classes)):
            if rng.random() < 0.5:
                reach = 2 * rng.randint(2, 12) + 1
                smooth = F.avg_pool2d(classes[number : number + 1], reach, 1, reach // 2, count_include_pad=False)
                classes[number] = F.one_hot(smooth[0].argmax(0), len(self.names)).permute(2, 0, 1).float()
        return classes

    def held_back(self, count: int, hints: bool = False) -> Pairs:
        """Of the first set, those whose maps are sure."""
        paths = list_pictures(data_folder() / self.sets[0], held_back=True)
        paths = [path for path in paths if confidence_of(path) >= HELD_BACK_SURE]
        pairs = [self._read(path) for path in paths[:: max(1, len(paths) // count)][:count]]
        maps, photos = (torch.stack([pair[n] for pair in pairs]) for n in (0, 1))
        classes = F.one_hot(maps[:, 0].long(), len(self.names)).permute(0, 3, 1, 2).float()
        target = photos.float() / 255
        return Pairs(torch.cat([classes, heights(len(target), SIDE)], 1), target, None, target)

    def picture_of(self, pairs: Pairs) -> Tensor:
        """The maps in the colours of the palette."""
        colours = torch.tensor(load_palette(PALETTE).colours).float() / 255
        classes = pairs.condition[:, : len(colours)].float().cpu().argmax(1)
        return colours[classes].permute(0, 3, 1, 2)


_origins: dict[Path, dict[str, float]] = {}


def confidence_of(path: Path) -> float:
    """How sure the map of a photo is: 1 for those made by hand, and where nothing is said."""
    folder = path.parent.parent
    if folder not in _origins:
        said = folder / "label_origin.json"
        origins = json.loads(said.read_text(encoding="utf-8")) if said.is_file() else {}
        _origins[folder] = {name: 1.0 if origin == "hand" else float(origin) for name, origin in origins.items()}
    return _origins[folder].get(path.stem, 1.0)


_tables: dict[Path, Tensor] = {}


def _table(folder: Path, names: tuple[str, ...]) -> Tensor:
    """From the class numbers of the set in `folder` to those of materials."""
    if folder not in _tables:
        classes = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))["classes"]
        known = [SAME.get(name, name) for name in classes]
        numbers = [names.index(name) if name in names else 0 for name in known]
        _tables[folder] = torch.tensor(numbers + [0] * (256 - len(numbers)), dtype=torch.uint8)
    return _tables[folder]

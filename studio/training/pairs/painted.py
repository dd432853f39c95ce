"""Sketches and paintings: the lines of a photo with the photo painted, and the lines of a painting with the painting.

Real paintings are few, and hardly any has been sketched. So most targets are photos in the style of a painting, by the
feed-forward network that learned those styles (Johnson et al. 2016 with the style loss of Gatys et al. 2016); the
others are squares of real paintings, with lines found as in photos.
"""

from __future__ import annotations

import random
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from studio.core.errors import UnknownChoiceError
from studio.library.load import load_network
from studio.library.models import ModelStore
from studio.library.paths import bundled_styles_dir, models_dir
from studio.library.statistics import StyleStatistics, read_statistics
from studio.library.styles import STATISTICS
from studio.library.titles import PAINTED
from studio.networks.generator import Generator
from studio.networks.instant_style import InstantStyle
from studio.training.data import read_picture
from studio.training.pairs.sketches import SIDE, SketchPairs
from studio.training.palette import recoloured
from studio.training.unpaired.domains import CUTS, LONGEST, DomainSpec, cut, paths_of

LARGER = 448  # px a side at which photos are painted, then made smaller: strokes are finer, and their grain is gone
FEWEST_COLOURS = 0.5  # share of a style's colours that a painted photo has at least
LIGHTEST = 0.6  # style weight of the most lightly painted ones; 1 for the strongest


class PhotoPainter:
    """Paints photos in bundled styles with the network that learned them. styles: their ids; UnknownChoiceError for one
    that it did not learn, ModelError if it or the statistics of a style are not there."""

    def __init__(self, styles: list[str]) -> None:
        network = load_network(ModelStore([models_dir()]), PAINTED, "instant-style")
        assert isinstance(network, InstantStyle)
        self.network = network.requires_grad_(False)
        self.network.net.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.inks: list[tuple[Tensor, StyleStatistics]] = []
        known = list(network.predictor.config["styles"])
        channels = tuple(network.predictor.config["channels"])
        for style in styles:
            if style not in known:
                raise UnknownChoiceError(f"{PAINTED} has not learned the style {style!r}; choose {', '.join(known)}.")
            found = read_statistics(bundled_styles_dir() / style / STATISTICS, style, channels)
            grams, means = ([part[None] for part in parts] for parts in (found.at(LARGER), found.means_at(LARGER)))
            own = torch.zeros(1, len(known))
            own[0, known.index(style)] = 1.0
            with torch.inference_mode():
                self.inks.append((self.network.predictor(grams, means, own), found))

    @torch.inference_mode()
    def paint(self, photo: Tensor, rng: random.Random) -> Tensor:
        """3 x S x S uint8, painted in one of the styles, of the same size."""
        code, style = rng.choice(self.inks)
        x = F.interpolate(photo[None].float() / 255, size=(LARGER, LARGER), mode="bicubic", antialias=True).clamp(0, 1)
        ground = recoloured(x[0], style.colour_mean, style.colour_covariance)[None]
        x = torch.lerp(x, ground, rng.uniform(FEWEST_COLOURS, 1.0)).clamp(0, 1)
        with torch.autocast("cpu", torch.bfloat16):
            condition = self.network.net.condition(code, torch.full((1, 1), rng.uniform(LIGHTEST, 1.0)))
            painted = self.network.net(x.contiguous(memory_format=torch.channels_last), condition).float().clamp(0, 1)
        smaller = F.interpolate(painted, size=photo.shape[1:], mode="bilinear", antialias=True, align_corners=False)
        return (smaller[0] * 255).round_().clamp_(0, 255).byte()


class PaintedSketches(SketchPairs):
    """Lines, colour hints (often none) and height to painting.

    recipe.data beside that of sketches: `paintings` (their folder), `only` (patterns of file names, for those and no
    others), `styles` (ids of bundled ones that photos are painted in) and `share` (of pairs that are real paintings).
    """

    def __init__(self, data: dict, network: Generator) -> None:
        super().__init__(data, network)
        self.share, self.painter = float(data["share"]), PhotoPainter(list(data["styles"]))
        self.photo_count = len(self.pictures)
        spec = DomainSpec("painting", str(data["paintings"]), only=tuple(data["only"]))
        squares = [part for path in paths_of(spec, False) for part in _squares(path)]
        self.pictures += squares
        self.drawn += [None] * len(squares)
        self.labelled += [None] * len(squares)
        self._painted: dict[int, Tensor] = {}  # a photo is painted when it is first drawn
        self._rng = random.Random(17)

    def choose(self, rng: random.Random) -> int:
        if rng.random() < self.share:
            return rng.randrange(self.photo_count, len(self.pictures))
        return rng.randrange(self.photo_count)

    def target(self, number: int) -> Tensor:
        if number >= self.photo_count:
            return self.pictures[number]
        if number not in self._painted:
            self._painted[number] = self.painter.paint(self.pictures[number], self._rng)
        return self._painted[number]

    def _held_back_targets(self, photos: Tensor) -> Tensor:
        rng = random.Random(3)
        return torch.stack([self.painter.paint((photo * 255).byte(), rng) for photo in photos]).float() / 255


def _squares(path: Path) -> list[Tensor]:
    """What a painting is cut into: from all of it to the strokes of a third."""
    return cut(read_picture(path, LONGEST), SIDE, tuple(sorted({*CUTS["parts"], *CUTS["details"]})))

"""The named moods, measured: `python -m studio.training.moods` writes resources/moods.toml from the picture sets.

A mood is the average light and colour of those training photos of a set that have most of a quality: the brightest
photos of sunshine for noon, the reddest of sunrise for sunset, and so on. Only these averages are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from studio.core.files import atomic_bytes
from studio.core.moods import Mood
from studio.library.paths import resources_dir
from studio.networks.generator import describe
from studio.training.data import data_folder, list_pictures
from studio.training.pairs.source import read_squares

SIDE = 256
HEADER = """\
# Light and colour by name: brightness of the upper, middle and lower third of a picture, red minus brightness of the
# three, blue minus brightness of the three, and how far brightness and colour vary. Averages over training photos,
# written by `python -m studio.training.moods`.
format = 1
"""


@dataclass(frozen=True)
class Rule:
    """Where a mood comes from: the `share` of the photos of `sets` for which `quality` (N x 11 to N) is greatest."""

    name: str
    sets: tuple[str, ...]
    quality: Callable[[Tensor], Tensor]
    share: float


def light(d: Tensor) -> Tensor:
    """Brightness of the whole."""
    return d[:, :3].mean(1)


def warmth(d: Tensor) -> Tensor:
    """Red without blue, in all bands."""
    return (d[:, 3:6] - d[:, 6:9]).mean(1)


def variety(d: Tensor) -> Tensor:
    """How far brightness varies."""
    return d[:, 9]


LAND = ("landscapes256/images",)
RULES: tuple[Rule, ...] = (
    Rule("Noon", LAND, lambda d: d[:, 6] + d[:, 0] - d[:, 3] + 0.5 * d[:, 1] + 0.5 * variety(d), 0.05),
    Rule("Morning mist", LAND, lambda d: light(d) - 3 * variety(d) - warmth(d).abs() - d[:, 10], 0.04),
    Rule("Golden hour", LAND, lambda d: d[:, 3] + d[:, 4] - d[:, 6] + 0.8 * light(d), 0.03),
    Rule("Sunset", ("weather4/images/sunrise", *LAND), lambda d: d[:, 3] + d[:, 4] - light(d) + variety(d), 0.04),
    Rule("Autumn", LAND, lambda d: d[:, 5] + d[:, 4] - 2 * (d[:, 3].abs() + d[:, 6].abs()) + 0.3 * d[:, 0], 0.03),
    Rule("Winter", ("summer2winter_yosemite/images/winter",), lambda d: d[:, 2] + d[:, 1] - d[:, 10], 0.2),
    Rule("Storm", ("weather4/images/cloudy", *LAND), lambda d: -2 * light(d) - warmth(d).abs() - 3 * d[:, 10], 0.04),
    Rule("Dusk", LAND, lambda d: torch.minimum(d[:, 3:5], d[:, 6:8]).mean(1) - 0.15 * light(d), 0.02),
    Rule("Night", LAND, lambda d: d[:, 6] + d[:, 7] + d[:, 8] - 6 * light(d), 0.012),
)


def measured(rule: Rule) -> tuple[Mood, list[Path]]:
    """The mood of a rule, and the photos that it is the average of, those that have most of it first."""
    paths = [path for name in rule.sets for path in list_pictures(data_folder() / name)]
    described = torch.cat([describe(torch.stack(read_squares(part, SIDE)).float() / 255) for part in _parts(paths)])
    order = rule.quality(described).argsort(descending=True)[: max(8, int(rule.share * len(paths)))]
    values = tuple(round(float(value), 4) for value in described[order].mean(0))
    return Mood(rule.name, values), [paths[int(number)] for number in order]


def _parts(paths: Sequence[Path], size: int = 256) -> list[Sequence[Path]]:
    return [paths[start : start + size] for start in range(0, len(paths), size)]


def main() -> None:
    """Measures all moods and writes them."""
    entries = []
    for rule in RULES:
        mood, photos = measured(rule)
        entries.append(f'\n[[mood]]\nname = "{mood.name}"\nvalues = {list(mood.values)}\n')
        print(f"{mood.name:14} {len(photos)} photos")
    atomic_bytes(resources_dir() / "moods.toml", (HEADER + "".join(entries)).encode())


if __name__ == "__main__":
    main()

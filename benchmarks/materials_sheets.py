"""Pictures to look at: what becomes of maps of materials, painted by hand and of photos that no training saw.

    python -m benchmarks.materials_sheets FOLDER [--model landscape-materials] [--sheets NAME ...] [--size 768]
                                          [--side 256] [--moods NAME NAME NAME] [--device cpu]

Writes JPEG files: `scenes` (the twelve of `benchmarks/map_scenes.py`, each map beside its photo in three moods),
`held-back` (held-back maps, what is made of them in the photo's own mood, and the photo), `moods` (two scenes in every
mood there is), `seeds` (two scenes with eight seeds, in the moods of the seeds and in one mood), `nearest` (held-back
maps, what is made of them, and the nearest textures of real photos) and `large` (two scenes at 1024 px).
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from benchmarks.generator_studio import Case, GeneratorStudio, folder, picture
from benchmarks.instant_sheet import Captioned, lay_out
from benchmarks.map_scenes import SCENES
from benchmarks.materials_table import MODEL, PAIRS, held_back
from benchmarks.nearest_textures import NearestTextures
from benchmarks.scenes import PALETTE, map_picture
from studio.core.moods import Mood, mood_of
from studio.core.picture import Picture
from studio.library.moods import find_mood, load_moods
from studio.library.palettes import load_palette
from studio.training.pairs.materials import MaterialPairs

MOODS = ("Noon", "Sunset", "Storm")
CHOSEN = ("mountain-lake", "coast")
MAPS, COMPARED, SEEDS, LARGE = 24, 8, 8, 1024
Sheet = tuple[list[Captioned], int]  # pictures, and how many make a row


class Painter:
    """Makes the pictures. size: long side of what becomes of scenes, pixels. moods: those of the sheet of scenes."""

    def __init__(self, studio: GeneratorStudio, model: str, size: int, moods: Sequence[Mood]) -> None:
        self.studio, self.model, self.size, self.moods = studio, model, size, moods

    def map(self, scene: str, size: int = 0) -> Picture:
        long = size or self.size
        return map_picture(scene, long, round(long * 2 / 3))

    def photo(self, given: Picture, seed: int = 0, mood: Mood | None = None) -> Picture:
        return self.studio.make(self.model, given, seed=seed, look=1.0, mood=mood)

    def like(self, case: Case) -> Picture:
        """What becomes of a held-back map in the mood of its photo."""
        return self.photo(case.source, mood=mood_of(picture(case.target)))


def main() -> None:
    parser = argparse.ArgumentParser(description="Paint sheets of landscapes from maps of materials.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", default=MODEL)
    parser.add_argument("--sheets", nargs="+", default=list(SHEETS), choices=list(SHEETS))
    parser.add_argument("--size", type=int, default=768, help="long side of what becomes of scenes")
    parser.add_argument("--side", type=int, default=256, help="long side of a picture on the sheet")
    parser.add_argument("--moods", nargs="+", default=list(MOODS), help="names of moods, for the scenes")
    parser.add_argument("--device", default="cpu")
    args = parser.parse_args()
    moods = [find_mood(name) for name in args.moods]
    painter = Painter(GeneratorStudio(args.device), args.model, args.size, moods)
    for name in args.sheets:
        pictures, columns = SHEETS[name](painter)
        path = folder(args.folder) / f"{name}.jpg"
        side = LARGE // 2 if name == "large" else args.side
        lay_out(pictures, columns, side).save(path, quality=88, optimize=True)
        print(path, flush=True)


def scenes(painter: Painter) -> Sheet:
    """Every scene: its map, and its photo in each of the moods."""
    shown: list[Captioned] = []
    for seed, name in enumerate(SCENES):
        given = painter.map(name)
        shown += [(name, given), *((mood.name, painter.photo(given, seed, mood)) for mood in painter.moods)]
    return shown, 2 * (1 + len(painter.moods))


def held_back_maps(painter: Painter) -> Sheet:
    """Maps, what becomes of them, and the photos that they belong to."""
    shown: list[Captioned] = []
    for case in _cases(MAPS):
        shown += [("map", case.source), ("generated", painter.like(case)), ("photo", picture(case.target))]
    return shown, 9


def all_moods(painter: Painter) -> Sheet:
    """The chosen scenes in every mood."""
    shown: list[Captioned] = []
    moods = load_moods()
    for name in CHOSEN:
        given = painter.map(name)
        shown += [(name, given), *((mood.name, painter.photo(given, 0, mood)) for mood in moods)]
    return shown, 1 + len(moods)


def seeds(painter: Painter) -> Sheet:
    """The chosen scenes with several seeds: in the mood of each, and all in one."""
    shown: list[Captioned] = []
    for name in CHOSEN:
        given = painter.map(name)
        for mood in (None, painter.moods[0]):
            title = f"{name}, {mood.name if mood else 'moods of seeds'}"
            shown += [(title, given), *((f"seed {n}", painter.photo(given, n, mood)) for n in range(SEEDS))]
    return shown, 1 + SEEDS


def nearest(painter: Painter) -> Sheet:
    """Maps, what becomes of them, the nearest textures and the photos."""
    palette, source = load_palette(PALETTE), MaterialPairs(PAIRS, None)
    textures = NearestTextures([(labels[0].numpy(), photo.permute(1, 2, 0).numpy()) for labels, photo in source.pairs])
    shown: list[Captioned] = []
    for case in held_back(source, palette, COMPARED):
        copied = textures.make(palette.indices(case.source))
        shown += [("map", case.source), ("generated", painter.like(case))]
        shown += [
            ("nearest textures", Picture(np.rint(255 * copied).astype(np.uint8))),
            ("photo", picture(case.target)),
        ]
    return shown, 4


def large(painter: Painter) -> Sheet:
    """The chosen scenes at a large size."""
    shown: list[Captioned] = []
    for name in CHOSEN:
        given = painter.map(name, LARGE)
        shown += [(name, given), (f"{LARGE} px", painter.photo(given, 0, painter.moods[0]))]
    return shown, 2


SHEETS: dict[str, Callable[[Painter], Sheet]] = {
    "scenes": scenes, "held-back": held_back_maps, "moods": all_moods, "seeds": seeds, "nearest": nearest,
    "large": large,
}  # fmt: skip


def _cases(count: int) -> list[Case]:
    """Held-back maps; no training pair is sure enough to be read."""
    return held_back(MaterialPairs(PAIRS | {"confidence": 2.0}, None), load_palette(PALETTE), count)


if __name__ == "__main__":
    main()

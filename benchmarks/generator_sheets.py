"""Pictures to look at: what the shipped generators make of photos that no training saw, and of drawings by hand.

    python -m benchmarks.generator_sheets FOLDER [--sheets NAME ...] [--size 512] [--side 224] [--device cpu]

Writes JPEG files: `traced` (eight held-back landscapes traced by the application, each without colour hints, with a
few strokes of its own colours, and with the same strokes at dusk), `drawings` (the eight of `benchmarks/drawings.py`,
each with three hint variants), `moods` (one traced and one drawn picture with eight seeds), `large` (two drawings at
1024 px), and for every other model its held-back pairs: what goes in, with hints where it takes them, and the truth.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from benchmarks.drawings import HINTS, draw
from benchmarks.drawn_scenes import DRAWINGS
from benchmarks.generator_studio import (
    SKETCH,
    GeneratorStudio,
    at_dusk,
    folder,
    held_back_photos,
    own_colours,
    picture,
    with_hints,
)
from benchmarks.instant_sheet import Captioned, lay_out
from studio.library.generators import Generator

ROWS, SEEDS, LARGE = 8, 8, 1024
Sheet = tuple[list[Captioned], int]  # pictures, and how many make a row


def main() -> None:
    parser = argparse.ArgumentParser(description="Generate sheets to look at.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sheets", nargs="+", help="traced, drawings, moods, large, or ids of other models; else all")
    parser.add_argument("--size", type=int, default=512, help="long side at which drawings are generated")
    parser.add_argument("--side", type=int, default=224, help="long side of a picture on the sheet")
    parser.add_argument("--device", default="cpu")
    args = parser.parse_args()
    studio = GeneratorStudio(args.device)
    jobs: dict[str, Callable[[], Sheet]] = {}
    for generator in studio.generators():
        if generator.id == SKETCH:
            for name, sheet in SKETCH_SHEETS.items():
                jobs[name] = lambda sheet=sheet: sheet(studio, args.size)
        else:
            jobs[generator.id] = lambda generator=generator: pairs(studio, generator)
    if unknown := set(args.sheets or ()) - set(jobs):
        parser.error(f"there is no sheet called {', '.join(sorted(unknown))}; choose from {', '.join(jobs)}")
    for name in args.sheets or jobs:
        pictures, columns = jobs[name]()
        path = folder(args.folder) / f"{name}.jpg"
        side = LARGE // 2 if name == "large" else args.side
        lay_out(pictures, columns, side).save(path, quality=88, optimize=True)
        print(path, flush=True)


def traced(studio: GeneratorStudio, _size: int) -> Sheet:
    """Photo, its lines, and what is made of them with no colours, with its own, and with those of dusk."""
    shown: list[Captioned] = []
    for number, (name, photo) in enumerate(held_back_photos(ROWS).items()):
        lines, own = studio.trace(photo), own_colours(photo, number)
        shown += [(name, photo), ("traced", lines), ("no hints", studio.make(SKETCH, lines))]
        for title, hints in (("its own colours", own), ("at dusk", at_dusk(own))):
            shown += [(title, with_hints(lines, hints)), ("", studio.make(SKETCH, lines, hints))]
    return shown, 7


def drawings(studio: GeneratorStudio, size: int) -> Sheet:
    """Every drawing with each kind of hints beside what is made of it."""
    shown: list[Captioned] = []
    for name in DRAWINGS:
        for kind in HINTS:
            document = draw(name, kind)
            source, hints = document.source(), document.hints()
            shown += [(f"{name}, {kind}", with_hints(source, hints))]
            shown += [("", studio.make(SKETCH, source, hints, size=size))]
    return shown, 2 * len(HINTS)


def moods(studio: GeneratorStudio, size: int) -> Sheet:
    """The plainest picture, and eight seeds, of a traced photo and of a drawing."""
    (name, photo), *_ = held_back_photos(ROWS).items()
    sources = {name: studio.trace(photo), "mountains-lake": draw("mountains-lake").source()}
    shown: list[Captioned] = []
    for title, source in sources.items():
        shown += [(title, source), ("look 0", studio.make(SKETCH, source, size=size))]
        shown += [
            (f"seed {seed}", studio.make(SKETCH, source, seed=seed, look=1.0, size=size)) for seed in range(SEEDS)
        ]
    return shown, SEEDS + 2


def large(studio: GeneratorStudio, _size: int) -> Sheet:
    """Two drawings on sheets of 1024 px."""
    shown: list[Captioned] = []
    for name in ("mountains-lake", "cliffs"):
        document = draw(name, HINTS[1], LARGE)
        source, hints = document.source(), document.hints()
        shown += [(name, with_hints(source, hints)), (f"{LARGE} px", studio.make(SKETCH, source, hints, size=LARGE))]
    return shown, 4


SKETCH_SHEETS = {"traced": traced, "drawings": drawings, "moods": moods, "large": large}


def pairs(studio: GeneratorStudio, generator: Generator) -> Sheet:
    """Held-back pairs: what goes in, what comes out (with hints too, where the model takes them), the truth."""
    shown: list[Captioned] = []
    plain = studio.cases(generator, ROWS)
    hinted = studio.cases(generator, ROWS, hints=True) if generator.hints else plain
    for one, other in zip(plain, hinted, strict=True):
        shown += [("input", one.source), ("generated", studio.make(generator.id, one.source))]
        if generator.hints:
            shown += [("hints", with_hints(other.source, other.hints))]
            shown += [("generated with hints", studio.make(generator.id, other.source, other.hints))]
        shown += [("truth", picture(one.target))]
    columns = 5 if generator.hints else 3
    return shown, 2 * columns


if __name__ == "__main__":
    main()

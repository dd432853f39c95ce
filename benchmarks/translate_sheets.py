"""Pictures to look at: what every translation makes of photos that no training saw.

    python -m benchmarks.translate_sheets FOLDER [--models ID ...] [--sheets NAME ...] [--side 224] [--device cpu]

Writes JPEG files: for every model MODEL (eight held-back photos, what becomes of them, and these led back again; for a
model of many domains each photo in all of them, and the last led back), `strengths` (one photo of every model at
strengths 0, 0.33, 0.66 and 1), `mixed` (the sliders of models with many domains, two at a time) and `between` (the way
from one world to the other in a model that has just two, as its slider goes). What is not installed is left out.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from benchmarks.generator_studio import folder
from benchmarks.instant_sheet import Captioned, lay_out
from benchmarks.translate_studio import (
    TranslateStudio,
    Way,
    domain_specs,
    held_back_paths,
    open_all,
    paths_elsewhere,
    spread,
)
from studio.core.chain import Generate
from studio.core.errors import StudioError
from studio.core.picture import Picture

ROWS = 8
STRENGTHS = (0.0, 0.33, 0.66, 1.0)
MODELS, STRENGTH, MIXED, BETWEEN = "models", "strengths", "mixed", "between"
SHEETS = (MODELS, STRENGTH, MIXED, BETWEEN)
PLACES = 6  # of the slider from one world to the other
TWO = 2
Sheet = tuple[list[Captioned], int]  # pictures, and how many make a row


def main() -> None:
    parser = argparse.ArgumentParser(description="Paint sheets of translated photos.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--models", nargs="+", help="ids; all that are installed without")
    parser.add_argument("--sheets", nargs="+", default=list(SHEETS), choices=SHEETS)
    parser.add_argument("--side", type=int, default=224, help="long side of a picture on the sheet")
    parser.add_argument("--device", default="cpu")
    args = parser.parse_args()
    try:
        studio = TranslateStudio(args.device)
        for name, make in sheets(studio, studio.known_ways(args.models), args.sheets).items():
            pictures, columns = make()
            path = folder(args.folder) / f"{name}.jpg"
            lay_out(pictures, columns, args.side).save(path, quality=88, optimize=True)
            print(path, flush=True)
    except StudioError as error:
        parser.exit(2, f"{error}\n")


def sheets(studio: TranslateStudio, ways: Sequence[Way], wanted: Sequence[str]) -> dict[str, Callable[[], Sheet]]:
    """File name to what makes the sheet; none without ways to show."""
    by_model: dict[str, list[Way]] = {}
    for way in ways:
        by_model.setdefault(way.model, []).append(way)
    many = [ways for ways in by_model.values() if ways[0].coded and len(ways) > TWO]
    two = [ways for ways in by_model.values() if ways[0].coded and len(ways) == TWO]
    found: dict[str, Callable[[], Sheet]] = {}
    if MODELS in wanted:
        for model, its in by_model.items():
            sheet = all_domains if len(its) > TWO else there_and_back
            found[model] = lambda its=its, sheet=sheet: sheet(studio, its)
    if STRENGTH in wanted and ways:
        found[STRENGTH] = lambda: strengths(studio, [its[0] for its in by_model.values()])
    if MIXED in wanted and many:
        found[MIXED] = lambda: mixed(studio, many)
    if BETWEEN in wanted and two:
        found[BETWEEN] = lambda: between(studio, two)
    return found


def there_and_back(studio: TranslateStudio, ways: Sequence[Way]) -> Sheet:
    """Photo, result, and back again, for each way; without a model that leads back, photo and result."""
    shown: list[Captioned] = []
    columns = 3 if all(way.back for way in ways) else 2
    for way in ways:
        (source,) = way.sources[:1]
        for photo in photos_of(way, source, ROWS):
            made = studio.lead(photo, way.step())
            shown += [(source, photo), (way.target, made)]
            if columns > TWO and (back := way.step_back(source)):
                shown.append((f"{source} again", studio.lead(made, back)))
    return shown, 2 * columns


def all_domains(studio: TranslateStudio, ways: Sequence[Way]) -> Sheet:
    """Photos of the sources in turn, each in every domain; the last of these led back."""
    shown: list[Captioned] = []
    names = [way.target for way in ways]
    given = [(way.target, way.group) for way in ways]
    for number in range(ROWS):
        source, group = given[number % len(given)]
        photos = open_all(spread(held_back_paths(domain_specs(group)[source]), ROWS))
        photo = photos[number % len(photos)]
        made = [studio.lead(photo, way.step()) for way in ways]
        back = studio.lead(made[-1], Generate(model=ways[0].model, domains=((source, 1.0),)))
        shown += [(f"photo: {source}", photo), *zip(names, made, strict=True), (f"last, {source} again", back)]
    return shown, len(ways) + 2


def strengths(studio: TranslateStudio, ways: Sequence[Way]) -> Sheet:
    """One photo of each model at several strengths."""
    shown: list[Captioned] = []
    for way in ways:
        (photo,) = photos_of(way, way.sources[0], 1)
        shown += [(f"{way.model} {s:g}", studio.lead(photo, way.step(s))) for s in STRENGTHS]
    return shown, len(STRENGTHS)


def mixed(studio: TranslateStudio, models: Sequence[Sequence[Way]]) -> Sheet:
    """One photo of every model: neighbouring domains alone, half and half, and half of one."""
    shown: list[Captioned] = []
    for ways in models:
        (photo,) = photos_of(ways[0], ways[0].sources[0], 1)
        for one, other in pairwise(way.target for way in ways):
            codes = [((one, 1.0),), ((one, 0.5),), ((one, 0.5), (other, 0.5)), ((other, 0.5),), ((other, 1.0),)]
            shown.append(("photo", photo))
            for code in codes:
                title = " + ".join(f"{share:.1g} {name}" for name, share in code)
                shown.append((title, studio.lead(photo, Generate(model=ways[0].model, domains=code))))
    return shown, 6


def between(studio: TranslateStudio, models: Sequence[Sequence[Way]]) -> Sheet:
    """Photos of both worlds, each on its way to the other, as the slider between them goes."""
    shown: list[Captioned] = []
    for ways in models:
        for way in ways:
            for photo in photos_of(way, way.sources[0], ROWS // TWO):
                for place in range(PLACES):
                    share = place / (PLACES - 1)
                    step = Generate(model=way.model, domains=((way.target, share),))
                    shown.append((f"{way.target} {share:.1f}", studio.lead(photo, step)))
    return shown, PLACES


def photos_of(way: Way, source: str, count: int) -> list[Picture]:
    """Up to `count` held-back photos of a source, filled up from elsewhere where these are few."""
    paths = spread(held_back_paths(domain_specs(way.group)[source]), count)
    return open_all([*paths, *spread(paths_elsewhere(way.group, source), count - len(paths))])


if __name__ == "__main__":
    main()

"""A translation as start and content of the optimiser, beside either alone: to look at, and in figures.

    python -m benchmarks.hybrid_sheet FOLDER [--model photo-to-painting] [--styles ID ...] [--photos 4] [--size 448]
                                      [--quality good] [--strength 0.6] [--start photo] [--side 256] [--device cpu]

Photos that no training saw are painted three ways: by the model alone, by the optimiser alone in a style, and by the
optimiser in that style from what the model made. Both optimised pictures have the same parameters and the same number
of steps. Writes `hybrid.jpg` and `hybrid.md`: seconds; the judge's style loss (its Gram matrices) to the very painting
of the style; the style kernel distance, of the means and deviations of SqueezeNet's first layers, that is of strokes
and colours, to all the paintings that the model learned from; the kernel distance of the last layer, of what is
depicted; and what is kept of the photo: LPIPS and edges. Kernel distances are between squares of the pictures; all
but the last figure are better when lower.
Needs the judges' weights and the picture sets beside the checkout.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import torch

from benchmarks.common import style_loss
from benchmarks.generator_studio import folder, pixels
from benchmarks.instant_sheet import Captioned, lay_out
from benchmarks.painting_measures import Works
from benchmarks.translate_measures import Looks, kept
from benchmarks.translate_studio import (
    TranslateStudio,
    domain_specs,
    held_back_paths,
    open_all,
    recipe_for,
    spread,
    squares,
)
from studio.core.chain import Generate
from studio.core.errors import StudioError
from studio.core.files import atomic_bytes
from studio.core.params import STYLE_WEIGHT, Quality, Start, StylizeParams
from studio.core.picture import Picture
from studio.core.request import StylizeRequest
from studio.core.resize import fit
from studio.core.step import finish
from studio.training.teachers import Judge
from studio.training.unpaired.domains import DomainSpec, read_specs

MODEL = "photo-to-painting"
STYLES = ("water-lilies", "impression-sunrise")
PHOTOS = ("painting", "photo")  # group and domain of the photos: its held-back landscapes
ALONE, OPTIMISED, HYBRID = "model alone", "optimiser alone", "model, then optimiser"
WAYS = (ALONE, OPTIMISED, HYBRID)
EVERY_SIZE = DomainSpec("any", "", "parts")  # how pictures are cut into squares
LOWER = ("style loss", "style kernel distance", "kernel distance", "LPIPS")  # figures that are better when lower


@dataclass
class Painted:
    """What one way made, and the seconds it took, picture by picture."""

    pictures: list[Picture] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def add(self, paint: Callable[[], Picture], after: float = 0.0) -> Picture:
        """Paints now; after: the seconds of what had to be done before."""
        started = time.perf_counter()
        self.pictures.append(paint())
        self.seconds.append(time.perf_counter() - started + after)
        return self.pictures[-1]


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare a translation, the optimiser, and one after the other.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", default=MODEL)
    parser.add_argument("--styles", nargs="+", default=list(STYLES))
    parser.add_argument("--photos", type=int, default=4)
    parser.add_argument("--size", type=int, default=448, help="long side that is painted")
    parser.add_argument("--quality", type=Quality, default=Quality.GOOD, choices=[q for q in Quality if q != "instant"])
    parser.add_argument("--strength", type=float, default=STYLE_WEIGHT.default, help="style weight of the optimiser")
    parser.add_argument("--start", type=Start, default=Start.PHOTO, choices=list(Start), help="of the optimiser")
    parser.add_argument("--side", type=int, default=256, help="long side of a picture on the sheet")
    parser.add_argument("--device", default="cpu")
    args = parser.parse_args()
    try:
        studio = TranslateStudio(args.device)
        if args.model not in studio.store.ids():
            print(f"The model {args.model} is not installed; train it first (python main.py train painting).")
            return
        studio.translations([args.model])
        group, name = PHOTOS
        found = spread(held_back_paths(domain_specs(group)[name]), args.photos)
        photos = [fit(photo, args.size) for photo in open_all(found)]
        params = [
            StylizeParams(((style, 1.0),), args.strength, size=args.size, quality=args.quality, start=args.start)
            for style in args.styles
        ]
        made = paint_all(studio, args.model, photos, params)
        text = report(figures(args.model, photos, args.styles, made))
    except (StudioError, LookupError) as error:
        parser.exit(2, f"{error.args[0] if error.args else error}\n")
    print(text)
    atomic_bytes(folder(args.folder) / "hybrid.md", text.encode())
    path = args.folder / "hybrid.jpg"
    lay_out(sheet(photos, args.styles, made), 1 + len(WAYS), args.side).save(path, quality=88, optimize=True)
    print(path)


def paint_all(
    studio: TranslateStudio, model: str, photos: Sequence[Picture], params: Sequence[StylizeParams]
) -> dict[str, Painted]:
    """Every photo with every style, photo by photo, in all ways."""
    made = {way: Painted() for way in WAYS}
    for number, photo in enumerate(photos, start=1):
        for each in params:
            start = made[ALONE].add(lambda photo=photo: studio.lead(photo, Generate(model=model)))
            before = made[ALONE].seconds[-1]
            made[OPTIMISED].add(lambda photo=photo, each=each: stylised(studio, StylizeRequest(photo, each)))
            made[HYBRID].add(lambda start=start, each=each: stylised(studio, StylizeRequest(start, each)), before)
        print(f"photo {number} of {len(photos)}: done", flush=True)
    return made


def stylised(studio: TranslateStudio, request: StylizeRequest) -> Picture:
    """What the engine that the request is for makes of it."""
    made = finish(studio.engines[request.engine].run(request))
    assert isinstance(made, Picture)
    return made


# --- figures ---------------------------------------------------------------------------------------------------------


def figures(
    model: str, photos: Sequence[Picture], styles: Sequence[str], made: dict[str, Painted]
) -> dict[str, dict[str, float]]:
    """Way, and "photo" for the photos themselves, to the means of all figures."""
    looks, judge = Looks(), Judge()
    recipe = recipe_for(model)
    works = Works(looks, read_specs(recipe.data)[1 if model == recipe.export["id"] else 0])
    before = [photo for photo in photos for _ in styles]
    wanted = [style for _ in photos for style in styles]
    found = {}
    for way, painted in {"photo": Painted(before, [0.0] * len(before)), **made}.items():
        parts = torch.cat([squares(one, EVERY_SIZE) for one in painted.pictures])
        given = torch.cat([squares(one, EVERY_SIZE) for one in before])
        found[way] = {
            "seconds": statistics.fmean(painted.seconds),
            "style loss": statistics.fmean(
                style_loss(judge, p, s) for p, s in zip(painted.pictures, wanted, strict=True)
            ),
            "style kernel distance": works.style_distance(parts),
            "kernel distance": works.distance(parts),
            "LPIPS": statistics.fmean(
                looks.moved(pixels(a)[None], pixels(b)[None]) for a, b in zip(before, painted.pictures, strict=True)
            ),
            "edges kept": kept(given, parts)[0],
        }
    return found


def table(found: dict[str, dict[str, float]]) -> list[str]:
    """The lines of a table in Markdown: a row for each way, its figures in columns."""
    names = list(next(iter(found.values())))
    lines = [f"| way | {' | '.join(names)} |", f"|---|{'---:|' * len(names)}"]
    return lines + [
        f"| {way} | {' | '.join(f'{values[name]:.3f}' for name in names)} |" for way, values in found.items()
    ]


def report(found: dict[str, dict[str, float]]) -> str:
    """Markdown: a row for each way, and in what the hybrid is better than either alone."""
    lines = [*table(found), ""]
    ours = found[HYBRID]
    for way in (ALONE, OPTIMISED):
        theirs = found[way]
        better = [name for name in LOWER if ours[name] < theirs[name]]
        better += ["edges kept"] if ours["edges kept"] > theirs["edges kept"] else []
        worse = [name for name in (*LOWER, "edges kept") if name not in better]
        lines.append(
            f"- {HYBRID}, beside the {way}: better in {', '.join(better) or 'nothing'}; "
            f"not better in {', '.join(worse) or 'nothing'}."
        )
    return "\n".join(lines) + "\n"


def sheet(photos: Sequence[Picture], styles: Sequence[str], made: dict[str, Painted]) -> list[Captioned]:
    """Photo by photo and style by style: the photo, and what every way made of it."""
    shown: list[Captioned] = []
    for number, (photo, style) in enumerate((photo, style) for photo in photos for style in styles):
        shown.append((f"photo; {style}", photo))
        shown += [(way, made[way].pictures[number]) for way in WAYS]
    return shown


if __name__ == "__main__":
    main()

"""The sketch that becomes a painting: the model trained with critics and style losses, beside either alone.

    python -m benchmarks.sketch_painting_sheet FOLDER [--photos 8] [--style water-lilies] [--size 448] [--side 256]
                                               [--quality draft] [--device cpu]

The lines of photos that no training saw are painted four ways: by sketch-to-photo (critics alone, a photo), by the
optimiser on the drawing (the style loss alone), by sketch-to-photo and then the instant style (one after the other),
and by sketch-to-painting. Writes `sketches.jpg` and `sketches.md`: seconds; the style kernel distance, of strokes and
colours, and the kernel distance, of what is depicted, to the paintings that the model learned from, both better when
lower; and how much of the edges of the photo is in the picture.
Needs the judges' weights and the picture sets beside the checkout.
"""

from __future__ import annotations

import argparse
import statistics
from functools import partial
from pathlib import Path

import torch

from benchmarks.generator_studio import folder
from benchmarks.hybrid_sheet import EVERY_SIZE, PHOTOS, Painted, stylised, table
from benchmarks.instant_sheet import Captioned, lay_out
from benchmarks.painting_measures import Works
from benchmarks.translate_measures import Looks, kept
from benchmarks.translate_studio import TranslateStudio, domain_specs, held_back_paths, open_all, spread, squares
from studio.core.errors import StudioError
from studio.core.files import atomic_bytes
from studio.core.params import Quality, StylizeParams
from studio.core.picture import Picture
from studio.core.request import InstantRequest, StylizeRequest
from studio.core.resize import fit

PHOTO, MODEL, DETAIL, MOST = "sketch-to-photo", "sketch-to-painting", 0.5, 1.0
CRITICS, STYLE, CHAIN, HYBRID = "sketch to photo", "optimiser on the sketch", "sketch to photo, then instant", MODEL
WAYS = (CRITICS, STYLE, CHAIN, HYBRID)


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare ways from a sketch to a painting.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--photos", type=int, default=8)
    parser.add_argument("--style", default="water-lilies")
    parser.add_argument("--size", type=int, default=448, help="long side that is painted")
    parser.add_argument(
        "--quality", type=Quality, default=Quality.DRAFT, choices=[q for q in Quality if q != "instant"]
    )
    parser.add_argument("--side", type=int, default=256, help="long side of a picture on the sheet")
    parser.add_argument("--device", default="cpu")
    args = parser.parse_args()
    try:
        studio = TranslateStudio(args.device)
        if missing := {PHOTO, MODEL} - set(studio.store.ids()):
            print(f"{min(missing)} is not installed; train it first (python main.py train {min(missing)}).")
            return
        group, name = PHOTOS
        found = spread(held_back_paths(domain_specs(group)[name]), args.photos)
        photos = [fit(photo, args.size) for photo in open_all(found)]
        params = StylizeParams(((args.style, 1.0),), size=args.size, quality=args.quality)
        sketches = [studio.trace(photo, DETAIL) for photo in photos]
        made = paint_all(studio, sketches, params)
        text = "\n".join(table(figures(photos, sketches, made))) + "\n"
    except (StudioError, LookupError) as error:
        parser.exit(2, f"{error.args[0] if error.args else error}\n")
    print(text)
    atomic_bytes(folder(args.folder) / "sketches.md", text.encode())
    shown: list[Captioned] = []
    for number, sketch in enumerate(sketches):
        shown.append(("lines", sketch))
        shown += [(way, made[way].pictures[number]) for way in WAYS]
    path = args.folder / "sketches.jpg"
    lay_out(shown, 1 + len(WAYS), args.side).save(path, quality=88, optimize=True)
    print(path)


def paint_all(studio: TranslateStudio, sketches: list[Picture], params: StylizeParams) -> dict[str, Painted]:
    """Every sketch in all ways, each with a seed of its own."""
    made = {way: Painted() for way in WAYS}
    size = params.size

    def generated(model: str, sketch: Picture, seed: int) -> Picture:
        return studio.make(model, sketch, seed=seed, look=MOST, size=size)

    for model in (PHOTO, MODEL):
        generated(model, sketches[0], 0)  # loaded before time is taken
    for seed, sketch in enumerate(sketches, start=1):
        photo = made[CRITICS].add(partial(generated, PHOTO, sketch, seed))
        before = made[CRITICS].seconds[-1]
        made[STYLE].add(partial(stylised, studio, StylizeRequest(sketch, params)))
        made[CHAIN].add(partial(stylised, studio, InstantRequest(photo, params)), before)
        made[HYBRID].add(partial(generated, MODEL, sketch, seed))
        print(f"sketch {seed} of {len(sketches)}: done", flush=True)
    return made


def figures(photos: list[Picture], sketches: list[Picture], made: dict[str, Painted]) -> dict[str, dict[str, float]]:
    """Way, and "sketch" and "photo" for what there was before, to the means of all figures."""
    looks = Looks()
    works = Works(looks, domain_specs(PHOTOS[0])["painting"])
    before = torch.cat([squares(photo, EVERY_SIZE) for photo in photos])
    given = {"photo": Painted(photos, [0.0]), "sketch": Painted(sketches, [0.0])}
    found = {}
    for way, painted in (given | made).items():
        parts = torch.cat([squares(one, EVERY_SIZE) for one in painted.pictures])
        found[way] = {
            "seconds": statistics.median(painted.seconds),
            "style kernel distance": works.style_distance(parts),
            "kernel distance": works.distance(parts),
            "edges of the photo": kept(before, parts)[0],
        }
    return found


if __name__ == "__main__":
    main()

"""Pictures to look at: what the instant styles do with one photo.

    python -m benchmarks.instant_sheet FOLDER [--photo FILE] [--size 512] [--side 256] [--first ID] [--second ID]

Writes JPEG files: `styles` (every bundled painting, and the scene as a user's own picture), `blend` (eleven steps from
one style to another), `weight` (style weight 0 to 1), `strokes` (stroke sizes), `colours` (whose colours) and `masks`
(two styles painted side by side with a soft edge, and a part left as the photo is). The photo is drawn by the
application unless one is given.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageOps

from benchmarks.instant_studio import InstantStudio
from studio.core.params import STROKE_SIZE, Colours, StylizeParams
from studio.core.picture import Picture
from studio.core.picture_io import load_picture
from studio.core.request import InstantRequest
from studio.core.resize import fit
from studio.core.scene import scene_picture
from studio.core.step import finish
from studio.core.style_masks import PHOTO_STYLE, StyleMasks

Captioned = tuple[str, Picture]
GAP, CAPTION = 6, 16


def main() -> None:
    parser = argparse.ArgumentParser(description="Paint sheets to look at.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--photo", type=Path, help="a picture file; without, the application draws one")
    parser.add_argument("--size", type=int, default=512, help="long side that is painted")
    parser.add_argument("--side", type=int, default=256, help="long side of a picture on the sheet")
    parser.add_argument("--first", default="starry-night")
    parser.add_argument("--second", default="composition-vii")
    parser.add_argument("--sheets", nargs="+", default=list(SHEETS), choices=list(SHEETS))
    args = parser.parse_args()
    photo = fit(load_picture(args.photo) if args.photo else drawn_photo(), args.size)
    args.folder.mkdir(parents=True, exist_ok=True)
    with InstantStudio() as studio:
        if note := studio.note():
            print(note)
        for name in args.sheets:
            pictures = SHEETS[name](Painter(studio, photo), args.first, args.second)
            columns = 7 if name == "styles" else len(pictures)
            lay_out(pictures, columns, args.side).save(args.folder / f"{name}.jpg", quality=88, optimize=True)
            print(args.folder / f"{name}.jpg", flush=True)


def drawn_photo() -> Picture:
    """The landscape behind "try it with an example"."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from studio.ui.canvas.example import example_picture

    return example_picture()


class Painter:
    """Paints one photo instantly."""

    def __init__(self, studio: InstantStudio, photo: Picture) -> None:
        self.studio, self.photo = studio, photo

    def __call__(self, *styles: tuple[str, float], masks: StyleMasks | None = None, **params: object) -> Picture:
        values = StylizeParams(styles, size=None, **params)  # type: ignore[arg-type]
        return finish(self.studio.engine.run(InstantRequest(self.photo, values, masks)))


def styles(paint: Painter, _first: str, _second: str) -> list[Captioned]:
    """The photo, every bundled style, and the scene as a picture of the user's own."""
    own = paint.studio.learn(scene_picture(), "own")
    painted = [(style, paint((style, 1.0))) for style in paint.studio.bundled]
    return [("photo", paint.photo), *painted, ("own picture: the scene", paint((own, 1.0)))]


def blend(paint: Painter, first: str, second: str) -> list[Captioned]:
    """Eleven steps from one style to the other."""
    shares = [n / 10 for n in range(11)]
    return [(f"{second} {share:.0%}", paint((first, 1 - share), (second, share))) for share in shares]


def weight(paint: Painter, first: str, _second: str) -> list[Captioned]:
    """Style weight from 0, the photo, to 1."""
    return [(f"style weight {n / 10:g}", paint((first, 1.0), strength=n / 10)) for n in range(11)]


def strokes(paint: Painter, first: str, _second: str) -> list[Captioned]:
    """Stroke sizes over the whole range of the slider."""
    sizes = [STROKE_SIZE.from_slider(n / 6) for n in range(7)]
    return [(f"stroke size {size:.2f}", paint((first, 1.0), stroke=size)) for size in sizes]


def colours(paint: Painter, first: str, second: str) -> list[Captioned]:
    """Whose colours the result has, for both styles."""
    return [(f"{style}, {how}", paint((style, 1.0), colours=how)) for style in (first, second) for how in Colours]


def masks(paint: Painter, first: str, second: str) -> list[Captioned]:
    """The second style from the right with a soft edge over the first, and a disc that stays a photo."""
    height, width = fit(paint.photo, 384).pixels.shape[:2]
    y, x = np.mgrid[:height, :width].astype(np.float32)
    right = ((x / width - 0.45) / 0.1).clip(0, 1)
    disc = ((0.24 - np.hypot(x / height - 0.5 * width / height, y / height - 0.5)) / 0.06).clip(0, 1)
    planes = ((second, right * (1 - disc)), (PHOTO_STYLE, disc))
    painted = StyleMasks(tuple((style, np.rint(255 * plane).astype(np.uint8)) for style, plane in planes))
    shown = np.stack([disc, right * (1 - disc), (1 - right) * (1 - disc)], axis=2)
    return [
        ("photo", paint.photo),
        ("photo red, second green, first blue", Picture(np.rint(255 * shown).astype(np.uint8))),
        ("masks", paint((first, 1.0), masks=painted)),
        (first, paint((first, 1.0))),
        (second, paint((second, 1.0))),
    ]


SHEETS = {"styles": styles, "blend": blend, "weight": weight, "strokes": strokes, "colours": colours, "masks": masks}


def lay_out(pictures: Sequence[Captioned], columns: int, side: int) -> Image.Image:
    """Pictures in rows with their captions below, on white."""
    shown = [
        (text, ImageOps.contain(Image.fromarray(p.as_uint8()[..., :3].copy()), (side, side))) for text, p in pictures
    ]
    width, height = max(i.width for _, i in shown) + GAP, max(i.height for _, i in shown) + GAP + CAPTION
    rows = -(-len(shown) // columns)
    canvas = Image.new("RGB", (columns * width + GAP, rows * height + GAP), "white")
    draw = ImageDraw.Draw(canvas)
    for number, (text, image) in enumerate(shown):
        left, top = GAP + number % columns * width, GAP + number // columns * height
        canvas.paste(image, (left, top))
        draw.text((left, top + image.height + 2), text[: width // 6], fill="black")
    return canvas


if __name__ == "__main__":
    main()

"""Twelve landscapes painted with materials on the application's own document, as a hand would with a hard brush.

    python -m benchmarks.scenes FOLDER [--size 768 512]

Writes every map as an indexed PNG, and a sheet of all. The hand is unsteady, as that of `benchmarks/drawings.py`. The
same map comes out every time, and the same shapes at every size.
"""

from __future__ import annotations

import argparse
import random
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.drawings import SIDE, STEP, smooth, unsteady
from benchmarks.map_scenes import SCENES
from benchmarks.pen_shapes import Point
from studio.core.palettes import Palette
from studio.core.picture import Picture
from studio.document import label_tools
from studio.document.brush import Brush
from studio.document.document import Document
from studio.document.layer import Colour, Kind
from studio.document.stroke import Stroke
from studio.library.palettes import load_palette

PALETTE = "materials"
SIZE = (768, 512)


def paint(name: str, width: int = SIZE[0], height: int = SIZE[1]) -> Document:
    """One of `SCENES` on a sheet of that size."""
    document = Document.new(width, height)
    SCENES[name](MapHand(document, load_palette(PALETTE), name))
    return document


def map_picture(name: str, width: int = SIZE[0], height: int = SIZE[1]) -> Picture:
    """The map of one of `SCENES` in the colours of the palette, RGB."""
    palette = load_palette(PALETTE)
    return palette.paint(label_tools.map_indices(paint(name, width, height), palette))


class MapHand:
    """A `MapPen` that paints on a LABELS layer of its own, on top of those a document has."""

    def __init__(self, document: Document, palette: Palette, seed: str) -> None:
        self.document = document
        self.colours = dict(zip(palette.names, palette.colours, strict=True))
        self.rng = random.Random(zlib.crc32(seed.encode()))
        layer = document.make_layer("Materials", Kind.LABELS)
        document.insert(layer)
        self.layer = layer.id

    def chance(self, low: float, high: float) -> float:
        return self.rng.uniform(low, high)

    def wash(self, material: str) -> None:
        label_tools.fill_all(self.document, self.layer, 0, 0, self.colours[material])

    def below(self, material: str, line: Sequence[Point], sharp: bool = False) -> None:
        self._enclose(material, [*self._drawn(line, sharp), (line[-1][0], 1.1), (line[0][0], 1.1)])

    def blob(self, material: str, points: Sequence[Point], sharp: bool = False) -> None:
        self._enclose(material, self._drawn([*points, points[0]], sharp))

    def brush(self, material: str, points: Sequence[Point], width: float) -> None:
        places = [self._place(point) for point in self._drawn(points, sharp=False)]
        self._stroke(self.colours[material], places, width * min(self.document.width, self.document.height))

    def _stroke(self, colour: Colour, places: Sequence[Point], size: float) -> None:
        brush = Brush(size=max(1.0, size), colour=colour, pressure_size=False).hard()
        stroke = Stroke(self.document, self.layer, brush)
        for number, place in enumerate(places):
            (stroke.move if number else stroke.begin)(*place)
        stroke.end()

    def _enclose(self, material: str, points: Sequence[Point]) -> None:
        label_tools.lasso(self.document, self.layer, [self._place(point) for point in points], self.colours[material])

    def _drawn(self, points: Sequence[Point], sharp: bool) -> list[Point]:
        """The line as an unsteady hand draws it, alike on sheets of any size."""
        return unsteady(points if sharp else smooth(points), self.chance, STEP / SIDE)

    def _place(self, point: Point) -> Point:
        return point[0] * self.document.width, point[1] * self.document.height


@dataclass(frozen=True)
class BrushStroke:
    """material: its name. width: as a share of the shorter side. points: places as shares of the sheet."""

    material: str
    width: float
    points: list[Point]


class MapRecorder(MapHand):
    """Keeps the strokes of the brush besides painting everything."""

    def __init__(self, seed: str) -> None:
        super().__init__(Document(SIDE, SIDE), load_palette(PALETTE), seed)
        self.strokes: list[BrushStroke] = []

    def brush(self, material: str, points: Sequence[Point], width: float) -> None:
        self.strokes.append(BrushStroke(material, width, self._drawn(points, sharp=False)))


def brush_strokes(name: str) -> list[BrushStroke]:
    """What the brush does in one of `SCENES`, without what is filled and enclosed."""
    recorder = MapRecorder(name)
    SCENES[name](recorder)
    return recorder.strokes


def main() -> None:
    from benchmarks.instant_sheet import lay_out
    from studio.core.label_maps import write_map

    parser = argparse.ArgumentParser(description="Paint twelve maps of materials.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", type=int, nargs=2, default=SIZE, metavar=("WIDTH", "HEIGHT"))
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    palette, shown = load_palette(PALETTE), []
    for name in SCENES:
        indices = label_tools.map_indices(paint(name, *args.size), palette)
        write_map(args.folder / f"{name}.png", indices, palette)
        shown.append((name, palette.paint(indices)))
    sheet = args.folder / "scenes.jpg"
    lay_out(shown, 4, 320).save(sheet, quality=88, optimize=True)
    print(sheet)


if __name__ == "__main__":
    main()

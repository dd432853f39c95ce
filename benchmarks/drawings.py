"""Eight landscapes drawn on the application's own canvas, as a hand would with a pen.

    python -m benchmarks.drawings FOLDER [--side 768]

Writes every drawing as PNG, its colour hints (for a clear day, and for another mood: evening, autumn or winter) and a
sheet of all. The hand is unsteady: lines tremble and drift, corners overlap or stay open, the pen is pressed less at
either end. The same drawing comes out every time.
"""

from __future__ import annotations

import argparse
import math
import random
import zlib
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from benchmarks.drawn_scenes import DRAWINGS
from benchmarks.pen_shapes import Colour, Point
from studio.core.picture import Picture
from studio.document.brush import Brush, PressureCurve
from studio.document.document import Document
from studio.document.layer import Kind
from studio.document.stroke import Stroke

SIDE = 768
NO_HINTS, DAY, MOOD = "no hints", "day", "mood"
HINTS = (NO_HINTS, DAY, MOOD)
INK = (24, 24, 28)
PEN_WIDTH, HINT_WIDTH = 0.0075, 0.055  # as shares of the sheet's side
TREMBLE, DRIFT = 0.0016, 0.005  # of the hand, as shares of the sheet's side
STEP = 5.0  # pixels between two pen events


def draw(name: str, hints: str = NO_HINTS, side: int = SIDE) -> Document:
    """One of `DRAWINGS` on a square sheet of `side` px, with one of `HINTS` on its layer."""
    document = Document.new(side, side)
    scene, spots = DRAWINGS[name]
    scene(Hand(document, name))
    if hints != NO_HINTS:
        hand = Hand(document, f"{name}, {hints}")
        for points, day, mood in spots:
            hand.colour(points, day if hints == DAY else mood)
    return document


class Hand:
    """A `Pen` that draws on the sketch layer of a document, and paints broad strokes on its hint layer."""

    def __init__(self, document: Document, seed: str) -> None:
        self.document, self.side = document, document.width
        self.rng = random.Random(zlib.crc32(seed.encode()))

    def chance(self, low: float, high: float) -> float:
        return self.rng.uniform(low, high)

    def curve(self, points: Sequence[Point], firm: float = 0.6) -> None:
        """One smooth stroke through all points."""
        self._stroke(Kind.SKETCH, self._unsteady(smooth(points)), self._pen(), firm)

    def lines(self, points: Sequence[Point], firm: float = 0.6) -> None:
        """Straight strokes that begin a little early or late and end a little beyond or short."""
        for (x0, y0), (x1, y1) in pairwise(points):
            length = max(math.hypot(x1 - x0, y1 - y0), 1e-6)
            before, after = (min(self.chance(-0.004, 0.008), 0.3 * length) / length for _ in range(2))
            dx, dy = x1 - x0, y1 - y0
            ends = [(x0 - before * dx, y0 - before * dy), (x1 + after * dx, y1 + after * dy)]
            self._stroke(Kind.SKETCH, self._unsteady(smooth(ends)), self._pen(), firm)

    def colour(self, points: Sequence[Point], colour: Colour) -> None:
        """One broad stroke of colour."""
        brush = Brush(size=HINT_WIDTH * self.side, colour=colour, pressure_size=False).hard()
        self._stroke(Kind.HINTS, self._unsteady(smooth(points)), brush, 1.0)

    def _pen(self) -> Brush:
        return Brush(size=PEN_WIDTH * self.side, hardness=0.9, colour=INK)

    def _stroke(self, kind: Kind, points: Sequence[Point], brush: Brush, firm: float) -> None:
        layer = next(layer for layer in self.document.layers if layer.kind == kind)
        stroke = Stroke(self.document, layer.id, brush, PressureCurve())
        for number, (x, y, pressure) in enumerate(self._events(points, firm)):
            (stroke.move if number else stroke.begin)(x * self.side, y * self.side, pressure)
        stroke.end()

    def _events(self, points: Sequence[Point], firm: float) -> Iterator[tuple[float, float, float]]:
        """Where the pen is and how hard it is pressed, event by event."""
        phase, last = self.chance(0, 6), len(points) - 1
        for number, (x, y) in enumerate(points):
            landed, left = min(1.0, 0.35 + number / 4), min(1.0, 0.25 + (last - number) / 5)
            swell = 1 + 0.12 * math.sin(phase + number / 7)
            yield x, y, min(1.0, max(0.05, (0.25 + 0.75 * firm) * swell * min(landed, left)))

    def _unsteady(self, points: Sequence[Point]) -> list[Point]:
        return unsteady(points, self.chance, STEP / self.side)


class Recorder(Hand):
    """Keeps the strokes of the sketch instead of drawing them: events of (x, y, pressure), places as shares."""

    def __init__(self, seed: str) -> None:
        super().__init__(Document(SIDE, SIDE), seed)
        self.strokes: list[list[tuple[float, float, float]]] = []

    def _stroke(self, kind: Kind, points: Sequence[Point], brush: Brush, firm: float) -> None:
        self.strokes.append(list(self._events(points, firm)))


def strokes(name: str) -> list[list[tuple[float, float, float]]]:
    """The strokes of one of `DRAWINGS`, event by event."""
    recorder = Recorder(name)
    DRAWINGS[name][0](recorder)
    return recorder.strokes


def unsteady(points: Sequence[Point], chance: Callable[[float, float], float], step: float) -> list[Point]:
    """Points `step` apart along the line, off it by a slow drift and a quick tremble; `chance` gives a number between
    two."""
    events = _evenly(points, step)
    shifted = []
    phases = [chance(0, 2 * math.pi) for _ in range(6)]
    for number, (x, y) in enumerate(events):
        at = number * STEP / SIDE
        off = []
        for axis in range(2):
            slow = DRIFT * math.sin(5 * at + phases[axis]) - DRIFT * math.sin(phases[axis])
            quick = TREMBLE * (math.sin(47 * at + phases[2 + axis]) + 0.6 * math.sin(101 * at + phases[4 + axis]))
            off.append(0.7 * slow + quick)
        shifted.append((x + off[0], y + off[1]))
    return shifted


def smooth(points: Sequence[Point], steps: int = 12) -> list[Point]:
    """A Catmull-Rom curve through all points."""
    p = [points[0], *points, points[-1]]
    curve = [points[0]]
    for a, b, c, d in zip(p, p[1:], p[2:], p[3:], strict=False):
        for step in range(1, steps + 1):
            t = step / steps
            curve.append((_spline(a[0], b[0], c[0], d[0], t), _spline(a[1], b[1], c[1], d[1], t)))
    return curve


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))


def _evenly(points: Sequence[Point], step: float) -> list[Point]:
    """The same line in points `step` apart, its two ends kept."""
    line = np.asarray(points, np.float64)
    walked = np.concatenate([[0.0], np.hypot(*np.diff(line, axis=0).T).cumsum()])
    at = np.linspace(0, walked[-1], max(2, round(walked[-1] / step) + 1))
    return [(float(x), float(y)) for x, y in zip(*(np.interp(at, walked, line[:, n]) for n in range(2)), strict=True)]


def shown(document: Document) -> Picture:
    """The sheet as the artist sees it: lines over colours over white paper."""
    pixels = document.composite().astype(np.float32) / 255
    return Picture(np.rint(255 * (pixels[..., :3] * pixels[..., 3:] + 1 - pixels[..., 3:])).astype(np.uint8))


def main() -> None:
    from benchmarks.instant_sheet import lay_out
    from studio.core.picture_io import save_picture

    parser = argparse.ArgumentParser(description="Draw eight landscapes on the application's canvas.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--side", type=int, default=SIDE)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for name in DRAWINGS:
        for hints in HINTS:
            document = draw(name, hints, args.side)
            rows.append((f"{name}, {hints}", shown(document)))
            if (colours := document.hints()) is None:
                save_picture(document.source(), args.folder / f"{name}.png")
            else:
                save_picture(colours, args.folder / f"{name}-{hints}.png")
    sheet = args.folder / "drawings.jpg"
    lay_out(rows, 2 * len(HINTS), 320).save(sheet, quality=88, optimize=True)
    print(sheet)


if __name__ == "__main__":
    main()

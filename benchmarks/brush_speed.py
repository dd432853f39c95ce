"""How long the brush takes on a 1024 px layer, without a window: the pen's moves, the lift, undo, fill, the source.

    python -m benchmarks.brush_speed

Medians and maxima in milliseconds of this thread's own processor time, so other work on the machine hardly counts.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median
from typing import TypeVar

from studio.document.brush import Brush
from studio.document.document import Document
from studio.document.history import History
from studio.document.stroke import Stroke, Symmetry
from studio.document.tools import flood_fill

T = TypeVar("T")

SIDE = 1024
MOVES = 80
STEP = 9.0  # pixels between two events of a quick hand
BRUSHES = {
    "pen 3 px": Brush(size=3),
    "pen 20 px": Brush(size=20),
    "soft 60 px, half opaque": Brush(size=60, hardness=0.3, opacity=0.5),
    "hard 300 px": Brush(size=300),
    "soft 300 px, half opaque": Brush(size=300, hardness=0.3, opacity=0.5, pressure_opacity=True, colour=(200, 40, 40)),
    "eraser 300 px": Brush(size=300, erase=True),
}


def timed(work: Callable[[], T], times: list[float]) -> T:
    start = time.thread_time()
    result = work()
    times.append(1000 * (time.thread_time() - start))
    return result


def main() -> None:
    document = Document.new(SIDE, SIDE)
    history = History(document)
    print(f"{'brush':28}{'touch':>8}{'move':>8}{'max':>8}{'lift':>8}{'undo':>8}{'KiB':>8}")
    for symmetry in (Symmetry.NONE, Symmetry.VERTICAL):
        for name, brush in BRUSHES.items():
            stroke = Stroke(document, document.active, brush, symmetry=symmetry)
            touch, moves, lift, undo = [], [], [], []
            held = history.nbytes
            timed(lambda stroke=stroke: stroke.begin(150, 180, 0.5), touch)
            for i in range(1, MOVES + 1):
                timed(lambda i=i, s=stroke: s.move(150 + STEP * i, 180 + STEP * i * 0.8, 0.5 + i / MOVES / 2), moves)
            timed(lambda stroke=stroke: history.push(stroke.end()), lift)
            while history.tidy():
                pass
            size = history.nbytes - held
            timed(history.undo, undo)
            history.redo()
            label = name + (", mirrored" if symmetry is Symmetry.VERTICAL else "")
            figures = (touch[0], median(moves), max(moves), lift[0], undo[0])
            print(f"{label:28.28}" + "".join(f"{figure:8.2f}" for figure in figures) + f"{size / 1024:8.0f}")
    times: list[float] = []
    timed(document.source, times)
    stroke = Stroke(document, document.active, BRUSHES["pen 20 px"])
    stroke.begin(500, 500)
    timed(document.source, times)
    stroke.end()
    timed(document.composite, times)
    hints = document.layers[0].id
    for _ in range(2):  # the first one also imports scipy
        timed(lambda: flood_fill(document, hints, 1000, 20, (0, 160, 60)), times).undo(document)  # type: ignore[union-attr]
    for label, figure in zip(("source", "source after a dab", "composite", "first fill", "fill"), times, strict=True):
        print(f"{label:28}{figure:8.2f}")


if __name__ == "__main__":
    main()

"""Large pictures: what tiles change, and what they cost in memory.

    python -m benchmarks.tiles [--styles ID ...] [--large 40] [--skip-large] [--json FILE]

At 2 megapixels the tiled result against the untiled one, in 1/255, twice: untiled with the same frozen statistics
(what cutting alone changes) and untiled with the statistics of the full-size pass (what freezing changes as well).
Then a 40-megapixel JPEG in a fresh process, opened, painted and saved as the application does: peak memory and time.
The picture is drawn by the application, at the full size, with grain.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from benchmarks.instant_studio import InstantStudio
from studio.core.files import atomic_bytes
from studio.core.params import Colours, StylizeParams
from studio.core.picture import Picture
from studio.core.picture_io import load_picture, save_picture
from studio.core.request import InstantRequest
from studio.core.step import Job, Step, finish
from studio.core.style_masks import StyleMasks
from studio.engines.bench import peak_mb, resident_mb
from studio.engines.instant import TILE, InstantEngine
from studio.engines.instant_level import Level
from studio.engines.windows import Window, windows

UNTILED = 1 << 20
MEAN_LIMIT, MOST_LIMIT = 1.0, 8.0  # of 255
MEMORY_LIMIT_MB = 3000.0
STYLES = ("starry-night", "composition-vii", "great-wave")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure large pictures.")
    parser.add_argument("--styles", nargs="+", default=list(STYLES))
    parser.add_argument("--megapixels", type=float, default=2.0)
    parser.add_argument("--large", type=float, default=40.0, help="megapixels of the large picture")
    parser.add_argument("--skip-large", action="store_true")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--paint", type=Path, help=argparse.SUPPRESS)  # the fresh process
    args = parser.parse_args()
    if args.paint:
        print(json.dumps(paint_file(args.paint, args.styles[0])))
        return
    figures: dict[str, object] = {"differences": compare(drawn(args.megapixels), args.styles)}
    if not args.skip_large:
        figures["large"] = large(args.large, args.styles[0])
    if args.json:
        atomic_bytes(args.json, (json.dumps(figures, indent=2) + "\n").encode())


def drawn(megapixels: float) -> Picture:
    """The application's own landscape, 3 to 2, with fine grain that no smaller size has."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from studio.ui.canvas.example import example_picture

    height = round((megapixels * 1e6 / 1.5) ** 0.5)
    pixels = example_picture(round(height * 1.5), height).as_uint8()[..., :3].astype(np.int16)
    grain = np.random.default_rng(5).integers(-8, 9, (*pixels.shape[:2], 1), np.int16)
    return Picture((pixels + grain).clip(0, 255).astype(np.uint8))


def compare(photo: Picture, styles: list[str]) -> list[dict[str, object]]:
    """Mean and largest difference of every style, of one that keeps colours, and of painted masks."""
    print(f"{photo.width} x {photo.height}, tiles of {TILE} px, differences in 1/255: mean, largest")
    lines = []
    with InstantStudio() as studio:
        if note := studio.note():
            print(note)
        for name, request in _requests(photo, styles).items():
            tiled = finish(studio.engine.run(request)).as_uint8()
            with _whole_but_frozen():
                frozen = finish(studio.engine.run(request)).as_uint8()
            own = finish(InstantEngine(studio.perception, tile=UNTILED).run(request)).as_uint8()
            line: dict[str, object] = {"case": name}
            for kind, untiled in (("same statistics", frozen), ("own statistics", own)):
                mean, most = difference(tiled, untiled)
                met = mean < MEAN_LIMIT and most < MOST_LIMIT
                line[kind] = {"mean": mean, "most": most, "met": met}
                print(f"{name:40} untiled, {kind:16} {mean:7.3f} {most:6.1f}  {'met' if met else 'MISSED'}", flush=True)
            lines.append(line)
    return lines


def difference(ours: np.ndarray, theirs: np.ndarray) -> tuple[float, float]:
    """Mean and largest absolute difference of two uint8 pictures, in 1/255."""
    change = np.abs(ours[..., :3].astype(np.int16) - theirs[..., :3])
    return float(change.mean()), float(change.max())


def _requests(photo: Picture, styles: list[str]) -> dict[str, InstantRequest]:
    def params(style: str, **more: object) -> StylizeParams:
        return StylizeParams(((style, 1.0),), size=None, **more)  # type: ignore[arg-type]

    requests = {style: InstantRequest(photo, params(style)) for style in styles}
    requests[f"{styles[0]}, colours of the photo"] = InstantRequest(photo, params(styles[0], colours=Colours.LUMA))
    if len(styles) > 1:
        ramp = np.linspace(0, 255, 384).astype(np.uint8)[None].repeat(256, 0)
        masks = StyleMasks(((styles[1], np.ascontiguousarray(ramp)),))
        requests[f"{styles[0]} into {styles[1]}, masks"] = InstantRequest(photo, params(styles[0]), masks)
    return requests


@contextmanager
def _whole_but_frozen() -> Iterator[None]:
    """Inside, levels that would be cut are painted in one window, with the statistics the tiles would have had."""
    original = Level.paint

    def paint(level: Level, tile: int, photo: Picture) -> Job[np.ndarray]:
        height, width = level.size
        if len(windows(height, width, side=tile, margin=level.brush.net.reach, multiple=8)) == 1:
            return (yield from original(level, tile, photo))
        moments, _ = level.measure()
        yield Step(0.0)
        rows, columns = slice(0, height), slice(0, width)
        return level.piece(Window(rows, columns, rows, columns), moments)

    Level.paint = paint  # type: ignore[method-assign]
    try:
        yield
    finally:
        Level.paint = original  # type: ignore[method-assign]


def large(megapixels: float, style: str) -> dict[str, float]:
    """A large JPEG in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "large.jpg"
        save_picture(drawn(megapixels), source)
        command = [sys.executable, "-m", "benchmarks.tiles", "--paint", str(source), "--styles", style]
        done = subprocess.run(
            command, cwd=Path(__file__).resolve().parents[1], capture_output=True, text=True, check=False
        )
    if done.returncode:
        raise SystemExit(f"The large picture could not be painted:\n{done.stderr}")
    found = json.loads(done.stdout.splitlines()[-1])
    verdict = "met" if found["peak_mb"] < MEMORY_LIMIT_MB else "MISSED"
    print(
        f"{found['width']:.0f} x {found['height']:.0f}: {found['paint_s']:.1f} s to paint, {found['steps']:.0f}"
        f" steps, the longest {found['longest_s']:.2f} s; {found['whole_s']:.1f} s with opening and saving; peak"
        f" {found['peak_mb']:.0f} MB of the whole process (limit {MEMORY_LIMIT_MB:.0f}: {verdict}),"
        f" {found['opened_mb']:.0f} MB with the picture open"
    )
    return found


def paint_file(source: Path, style: str) -> dict[str, float]:
    """Opens, paints at full size and saves; seconds, and millions of bytes of this process."""
    with InstantStudio() as studio:
        begun = time.perf_counter()
        photo = load_picture(source)
        opened = resident_mb() or 0.0
        started, longest, steps = time.perf_counter(), 0.0, 0
        last, job = started, studio.engine.run(InstantRequest(photo, StylizeParams(((style, 1.0),), size=None)))
        while True:
            try:
                next(job)
            except StopIteration as end:
                painted = end.value
                break
            now = time.perf_counter()
            last, longest, steps = now, max(longest, now - last), steps + 1
        paint_s = time.perf_counter() - started
        save_picture(painted, source.with_name("painted.jpg"))
        return {
            "width": painted.width,
            "height": painted.height,
            "paint_s": paint_s,
            "longest_s": longest,
            "steps": steps,
            "whole_s": time.perf_counter() - begun,
            "opened_mb": opened,
            "peak_mb": peak_mb() or float("nan"),
        }


if __name__ == "__main__":
    main()

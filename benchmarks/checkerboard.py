"""Checkerboards and pixel grids: the spectrum of what every style makes of flat pictures.

    python -m benchmarks.checkerboard [--styles ID ...] [--any] [--json FILE]

Enlarging networks can leave patterns that repeat every 2, 4 or 8 pixels (Odena et al. 2016). They would stand in the
spectrum exactly at the multiples of 1/2, 1/4 and 1/8 of the sampling rate, in rows, columns and both. Three cases: a
picture that is flat all over; a flat wall beside a landscape, where the landscape's statistics reach into the flat part
as they do in every photo; and that wall with faint grain, which wakes strokes and whatever hides among them. Strokes
have a spectrum too, but not only at those bins: a pattern is what stands out against the bins around it and can be
seen at all.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.instant_studio import InstantStudio
from studio.core.files import atomic_bytes
from studio.core.params import StylizeParams
from studio.core.picture import Picture
from studio.core.picture_io import load_picture
from studio.core.request import InstantRequest
from studio.core.scene import scene_picture
from studio.core.step import finish

PERIODS = (2, 4, 8)
COLOURS = ((128, 128, 128), (40, 44, 52), (214, 208, 190), (150, 60, 50))
SIDE = 256
CROP = 128  # of the flat part, a multiple of 8 pixels
GRAINY, GRAIN = "grainy wall", 3.0
VISIBLE = 0.5  # amplitude in 1/255 below which nothing is to be seen
PROMINENT = 4.0  # energy over that of the bins around


@dataclass(frozen=True)
class Grid:
    """A pattern of one period in pixels.

    amplitude: the root of the energy at its bins beyond what bins nearby have, in 1/255. prominence: their ratio.
    """

    period: int
    amplitude: float
    prominence: float

    @property
    def found(self) -> bool:
        """Whether it stands out and can be seen."""
        return self.amplitude > VISIBLE and self.prominence > PROMINENT


def grids(crops: Sequence[NDArray]) -> list[Grid]:
    """The patterns of all periods in square crops, side x side x 3 in 0..255, their energies averaged."""
    side = crops[0].shape[0]
    window = np.hanning(side + 1)[:side]
    window = np.outer(window, window)
    energy = np.zeros((side, side))
    for crop in crops:
        pixels = crop.astype(np.float64)
        waves = np.fft.fft2((pixels - pixels.mean((0, 1))) * window[..., None], axes=(0, 1))
        energy += (np.abs(waves) ** 2).mean(2)
    # So that the energy of a bin is the mean square of its wave: a checkerboard of +-a has a * a at one bin.
    energy /= len(crops) * window.sum() ** 2
    found = []
    for period in PERIODS:
        bins = _bins(side, period)
        peak = sum(energy[y, x] for y, x in bins)
        around = sum(_around(energy, y, x) for y, x in bins)
        found.append(Grid(period, float(np.sqrt(max(peak - around, 0))), float(peak / max(around, 1e-12))))
    return found


def _bins(side: int, period: int) -> list[tuple[int, int]]:
    """Multiples of 1/period in rows and columns, without those of a shorter period and the mean."""
    step = side // period
    bins = [(y * step, x * step) for y in range(period) for x in range(period)]
    shorter = 2 * step
    return [(y, x) for y, x in bins if (y % shorter or x % shorter) or (period == 2 and (y or x))]


def _around(energy: NDArray, y: int, x: int) -> float:
    """The mean energy of the ring three to five bins off: nearer ones share the window's spread."""
    side, reach = energy.shape[0], np.arange(-5, 6)
    rows, columns = np.meshgrid(reach, reach, indexing="ij")
    ring = np.maximum(np.abs(rows), np.abs(columns)) >= 3
    return float(energy[(y + rows[ring]) % side, (x + columns[ring]) % side].mean())


def flat_pictures() -> list[Picture]:
    """Flat all over, in every colour."""
    return [Picture(np.full((SIDE, SIDE, 3), colour, np.uint8)) for colour in COLOURS]


def walls(grain: float = 0.0) -> list[Picture]:
    """The landscape with a flat wall in its right half, in every colour. grain: deviation of noise on it, in 1/255."""
    pictures, rng = [], np.random.default_rng(8)
    for colour in COLOURS:
        pixels = scene_picture(2 * SIDE).as_uint8()[SIDE // 2 : SIDE // 2 + SIDE].copy()
        noise = rng.normal(0, grain, (SIDE, SIDE, 1)) if grain else 0.0
        pixels[:, SIDE:] = np.clip(np.rint(np.array(colour) + noise), 0, 255)
        pictures.append(Picture(pixels))
    return pictures


def flat_part(picture: Picture) -> NDArray:
    """The crop in the middle of what was flat: the middle, or of a wide picture the middle of the right half."""
    centre = picture.width // 2 if picture.width == picture.height else 3 * picture.width // 4
    top, left = (picture.height - CROP) // 2, centre - CROP // 2
    return picture.as_uint8()[top : top + CROP, left : left + CROP, :3]


def main() -> None:
    parser = argparse.ArgumentParser(description="Look for checkerboards.")
    parser.add_argument("--styles", nargs="+", help="ids; all bundled paintings without")
    parser.add_argument("--any", action="store_true", help="also the network for any picture, on --style-picture")
    parser.add_argument("--style-picture", type=Path, help="a picture file; without, the application's own scene")
    parser.add_argument("--strengths", type=float, nargs="+", default=[0.6, 1.0])
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    lines: list[tuple[str, Grid]] = []
    with InstantStudio() as studio:
        if note := studio.note():
            print(note)
        styles = list(args.styles or studio.bundled)
        if args.any or args.style_picture:
            picture = load_picture(args.style_picture) if args.style_picture else scene_picture()
            styles.append(studio.learn(picture, "any"))
        for style in styles:
            for strength in args.strengths:
                lines += _style(studio, style, strength)
            worst = max((grid for name, grid in lines if name.startswith(f"{style},")), key=_badness)
            print(f"{style:28} worst: {_text(worst)}", flush=True)
    print(f"\nPatterns stand out from {PROMINENT:g} times the bins around and can be seen from {VISIBLE:g}/255.")
    for period in PERIODS:
        name, grid = max(((n, g) for n, g in lines if g.period == period), key=lambda line: _badness(line[1]))
        print(f"period {period} px, worst: {name}: {_text(grid)}")
    for kind, chosen in (
        ("flat input", [g for n, g in lines if GRAINY not in n]),
        ("grainy walls", [g for n, g in lines if GRAINY in n]),
    ):
        count = sum(grid.found for grid in chosen)
        print(f"{kind}: {count} of {len(chosen)} spectra show a pattern: {'none' if count == 0 else 'NOT CLEAN'}")
    if args.json:
        found = [{"case": name} | asdict(grid) | {"found": grid.found} for name, grid in lines]
        atomic_bytes(args.json, (json.dumps(found, indent=2) + "\n").encode())


def _style(studio: InstantStudio, style: str, strength: float) -> list[tuple[str, Grid]]:
    params = StylizeParams(((style, 1.0),), strength=strength, size=None)
    lines = []
    for case, pictures in (("flat", flat_pictures()), ("wall", walls()), (GRAINY, walls(GRAIN))):
        crops = [flat_part(finish(studio.engine.run(InstantRequest(picture, params)))) for picture in pictures]
        lines += [(f"{style}, {case}, style weight {strength:g}", grid) for grid in grids(crops)]
    return lines


def _badness(grid: Grid) -> tuple[bool, float]:
    return grid.found, min(grid.amplitude / VISIBLE, grid.prominence / PROMINENT)


def _text(grid: Grid) -> str:
    return f"{grid.amplitude:.2f}/255, {grid.prominence:.1f} times its surroundings" + (
        f", period {grid.period} px: FOUND" if grid.found else f", period {grid.period} px"
    )


if __name__ == "__main__":
    main()

"""Shapes that landscapes are made of, drawn into a map of materials with hard, natural edges."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image

MATERIALS = (
    "anything", "sky", "cloud", "mountain", "water", "sand", "rock", "snow", "grass", "trees", "flowers", "path",
    "building",
)  # fmt: skip
"""The classes of the palette "materials", in its order."""
_NUMBER = {name: number for number, name in enumerate(MATERIALS)}
_FINE = 0.004  # of the short side: finer wobbles would look like torn paper

Line = NDArray[np.float64]  # a height for each column, 0 (top) to 1 (bottom)
Area = NDArray[np.bool_]  # HxW


class Land:
    """A map that is painted from back to front; `x` and `y` run from 0 to 1 over the width and the height.

    Wobbles keep their shape whatever the format is: they are measured in parts of the shorter side.
    """

    def __init__(self, width: int, height: int, seed: int) -> None:
        self.map = np.full((height, width), _NUMBER["sky"], np.uint8)
        self._seed = seed
        self._unit = min(width, height)
        self.across, self.down = width / self._unit, height / self._unit  # the sides, in parts of the shorter one
        self.x = (np.arange(width) + 0.5) / width
        self.y = ((np.arange(height) + 0.5) / height)[:, None]

    def put(self, material: str, area: Area, only: tuple[str, ...] = ()) -> None:
        """Paints an area; `only`: where one of these materials is now."""
        if only:
            area = area & np.isin(self.map, [_NUMBER[name] for name in only])
        self.map[area] = _NUMBER[material]

    def has(self, *materials: str) -> Area:
        """Where one of these materials is."""
        return np.isin(self.map, [_NUMBER[name] for name in materials])

    # --- lines -------------------------------------------------------------------------------------------------------

    def wobble(self, waves: float, gain: float = 0.5, sharp: bool = False) -> Line:
        """Fractal noise for each column, about -1 to 1. waves: over the shorter side. sharp: with corners."""
        return _fractal(self.x * self.across, waves, gain, self._dice(), sharp)

    def ridge(self, level: float, rise: float, waves: float, sharp: bool = True, gain: float = 0.5) -> Line:
        """The outline of hills or mountains around a height."""
        return level - rise * self.wobble(waves, gain, sharp) / self.down**0.5

    def peak(self, at: float, top: float, foot: float, half: float, bend: float = 1.2) -> Line:
        """One mountain: as high as `top` at x = `at`, down to `foot` at `half` (of the shorter side) to either side."""
        away = np.abs(self.x - at) * self.across / half
        return top + (foot - top) * np.clip(away, 0, 1) ** (1 / bend)

    def below(self, line: Line | float) -> Area:
        """Everything under a line."""
        return self.y > np.broadcast_to(np.asarray(line), self.x.shape)

    def treetops(self, base: Line, size: float, pointed: bool) -> Line:
        """The upper edge of a wood that stands on a line, its trees about as high as `size` (of the shorter side)."""
        dice = self._dice()
        result = base.copy()
        at = -size
        while at < self.across + size:
            tall, half = size * dice.uniform(0.55, 1.25), size * dice.uniform(0.22, 0.34) * (0.7 if pointed else 1.25)
            away = np.abs(self.x * self.across - at) / half
            crown = np.clip(1 - away, 0, 1) if pointed else np.sqrt(np.clip(1 - away**2, 0, 1))
            if pointed:  # boughs make the sides of a fir rough
                crown = crown * (1 + 0.16 * np.sin(away * 19 + at * 50)) * (crown > 0)
            result = np.minimum(result, base - tall * (0.3 + 0.7 * crown) / self.down * (crown > 0))
            at += half * dice.uniform(0.7, 1.5)
        return result

    # --- areas -------------------------------------------------------------------------------------------------------

    def noise(self, waves: float, stretch: float = 1.0, gain: float = 0.5) -> NDArray[np.float32]:
        """Cloudy noise, HxW, mean 0 and deviation 1; waves over the shorter side, drawn out sideways by `stretch`."""
        height, width = self.map.shape
        dice, total, octave = self._dice(), np.zeros((height, width), np.float32), 0
        while octave == 0 or waves * 2**octave < min(0.5 / _FINE, self._unit / 2):
            rows = math.ceil(waves * 2**octave * self.down) + 3
            columns = math.ceil(waves * 2**octave * self.across / stretch) + 3
            grid = Image.fromarray(dice.normal(0, 1, (rows, columns)).astype(np.float32))
            total += gain**octave * np.asarray(grid.resize((width, height), Image.Resampling.BICUBIC))
            octave += 1
        return (total - total.mean()) / (total.std() + 1e-6)

    def blob(self, x: float, y: float, wide: float, high: float, rough: float = 0.3, waves: float = 5.0) -> Area:
        """A patch around a point; half its width and height in parts of the shorter side."""
        dx, dy = (self.x - x) * self.across / wide, (self.y - y) * self.down / high
        return np.hypot(dx, dy) < 1 + rough * self.noise(waves, max(1.0, (wide / high) ** 0.5))

    def clouds(self, low: float, cover: float, waves: float = 2.2) -> None:
        """Heaps of cloud in the sky above a height; cover: 0 (none) to 1."""
        shape = self.noise(waves, 2.4, 0.55)
        limit = np.quantile(shape, 1 - cover)
        fade = np.clip((self.y - 0.5 * low) / (0.5 * low), 0, 1) * 1.2 + np.clip(0.12 - self.y, 0, 1) * 6
        self.put("cloud", shape - fade > limit, ("sky",))

    def way(self, material: str, points: list[tuple[float, float, float]], rough: float = 0.1) -> None:
        """A path or a river from far to near through points (x, y, half width in parts of the width), y rising."""
        x, y, half = np.array(points).T
        at = self.y[:, 0]
        middle, reach = _smooth(at, y, x), np.exp(_smooth(at, y, np.log(half)))
        wave = _fractal(at * self.down, 6, 0.5, self._dice(), False) * rough * reach
        other = _fractal(at * self.down, 6, 0.5, self._dice(), False) * rough * reach
        inside = (at >= y[0]) & (at <= y[-1])
        left, right = middle - reach + wave, middle + reach + other
        self.put(material, (self.x > left[:, None]) & (self.x < right[:, None]) & inside[:, None])

    def fir(self, x: float, base: float, size: float) -> None:
        """One fir; size: its height in parts of the shorter side."""
        up = (base - self.y) * self.down / size  # 0 at the foot, 1 at the tip
        boughs = 0.72 + 0.28 * np.abs(np.sin(up * 17 + x * 40))
        half = np.where(up < 0.06, 0.03, 0.24 * (1.02 - up) * boughs)
        self.put("trees", (np.abs(self.x - x) * self.across / size < half) & (up > 0) & (up < 1))

    def tree(self, x: float, base: float, size: float) -> None:
        """One broad tree: a trunk and a crown; size: its height in parts of the shorter side."""
        up, side = (base - self.y) * self.down / size, (self.x - x) * self.across / size
        self.put("trees", (np.abs(side) < 0.04 + 0.03 * np.clip(0.2 - up, 0, 1)) & (up > 0) & (up < 0.5))
        rough = 1 + 0.09 * self.noise(2.4 / size)
        for dx, dy, wide in (
            (0.0, 0.66, 0.30),
            (-0.19, 0.55, 0.21),
            (0.2, 0.53, 0.2),
            (0.07, 0.82, 0.17),
            (-0.1, 0.78, 0.18),
        ):
            self.put("trees", np.hypot((side - dx) / wide, (up - dy) / wide / 0.92) < rough)

    def house(self, x: float, base: float, size: float) -> None:
        """A house with a gabled roof; size: its width in parts of the shorter side."""
        up, side = (base - self.y) * self.down / size, (self.x - x) * self.across / size
        wall = (np.abs(side) < 0.5) & (up > -0.02) & (up < 0.45)
        self.put("building", wall | ((up >= 0.45) & (up < 0.85) & (np.abs(side) < 0.58 * (0.85 - up) / 0.4)))

    def _dice(self) -> np.random.Generator:
        """Fresh chance for each shape, the same ones for every size of the map."""
        self._seed += 1
        return np.random.default_rng(self._seed)


def _fractal(at: NDArray[np.float64], waves: float, gain: float, dice: np.random.Generator, sharp: bool) -> Line:
    """Octaves of noise at these places, about -1 to 1."""
    total, amount, octave = np.zeros(len(at)), 0.0, 0
    while waves * 2**octave < 0.5 / _FINE:
        count = math.ceil(8 * waves * 2**octave) + 4  # enough for the longest format
        values = dice.uniform(-1, 1, count)
        place = at * waves * 2**octave + 0.37 * octave
        index = place.astype(int) % (count - 1)
        share = place - place.astype(int)
        share = share if sharp else share * share * (3 - 2 * share)
        total += gain**octave * (values[index] * (1 - share) + values[index + 1] * share)
        amount += gain**octave
        octave += 1
    return total / amount * 1.6


def _smooth(at: NDArray[np.float64], x: NDArray[np.float64], y: NDArray[np.float64]) -> Line:
    """A curve through points without corners (Catmull and Rom), level beyond them."""
    slope = np.gradient(y, x)
    piece = np.clip(np.searchsorted(x, at, "right") - 1, 0, len(x) - 2)
    h = x[piece + 1] - x[piece]
    t = np.clip((at - x[piece]) / h, 0, 1)
    return (
        (1 + 2 * t) * (1 - t) ** 2 * y[piece]
        + t * (1 - t) ** 2 * h * slope[piece]
        + t * t * (3 - 2 * t) * y[piece + 1]
        + t * t * (t - 1) * h * slope[piece + 1]
    )

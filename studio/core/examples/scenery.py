"""A landscape made of noise, close enough to a photograph for models that were trained on photographs."""

from __future__ import annotations

import io
import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from studio.core.picture import Picture
from studio.core.resize import fit_size, resize

Plane = NDArray[np.float32]
HORIZON, BANK = 0.56, 0.80  # where the lake begins and the meadow, in parts of the height
LARGEST = 1024  # px, long side; larger ones are enlarged, or would take many seconds
_LUMA = np.array([0.299, 0.587, 0.114], np.float32)


def scenery(width: int, height: int) -> Picture:
    """Mountains, a lake, trees and a meadow by daylight, `width` x `height` pixels."""
    if max(width, height) > LARGEST:
        return resize(scenery(*fit_size(width, height, LARGEST)), width, height)
    return Picture(_to_uint8(_Landscape(width, height).paint()))


def grey(picture: Picture) -> Picture:
    """The picture without its colours, as a black-and-white photo."""
    light = np.rint(picture.as_uint8()[..., :3] @ _LUMA).astype(np.uint8)
    return Picture(light[..., None].repeat(3, axis=2))


def degraded(picture: Picture, quality: int = 22) -> Picture:
    """The picture as a poor camera saves it: dark, out of focus, noisy, in blocks of JPEG."""
    image = Image.fromarray(np.array(picture.as_uint8()[..., :3])).filter(ImageFilter.GaussianBlur(1.1))
    pixels = np.asarray(image, np.float32)
    dice = np.random.default_rng(5)
    noise = dice.normal(0, 13, pixels.shape[:2])[..., None] + dice.normal(0, 7, pixels.shape)
    image = Image.fromarray(np.clip(pixels * 0.78 + noise, 0, 255).astype(np.uint8))
    file = io.BytesIO()
    image.save(file, "JPEG", quality=quality)
    return Picture(np.array(Image.open(file).convert("RGB")))


class _Landscape:
    """Builds the picture from back to front in float, 0..1; `x` runs 0..aspect and `y` 0..1 over the height."""

    def __init__(self, width: int, height: int) -> None:
        self._size = width, height
        self._aspect = width / height
        self._dice = np.random.default_rng(23)
        y, x = np.mgrid[0:height, 0:width].astype(np.float32)
        self._x, self._y = (x + 0.5) / height, (y + 0.5) / height

    def paint(self) -> Plane:
        picture = self._sky()
        self._ridge(picture, 0.37, 0.26, 2.6, (0.55, 0.63, 0.72), 0.55, snow=True)
        self._ridge(picture, 0.46, 0.12, 4.5, (0.36, 0.46, 0.46), 0.40)
        self._ridge(picture, 0.525, 0.06, 7.0, (0.16, 0.26, 0.15), 0.30, trees=0.016)
        self._lake(picture)
        self._meadow(picture)
        for across, base, size in ((0.075, 0.86, 0.40), (0.165, 0.885, 0.30), (0.245, 0.855, 0.20), (0.90, 0.87, 0.27)):
            self._fir(picture, across * self._aspect, base, size)
        self._broad(picture, 0.73 * self._aspect, 0.875, 0.30)
        grain = self._dice.normal(0, 0.012, picture.shape[:2]).astype(np.float32)[..., None]
        return picture + grain

    def _noise(self, cells: float, stretch: float = 1.0, octaves: int = 6, seed: int = 0) -> Plane:
        """Cloudy noise of mean 0 and deviation 1; `cells` waves over the height, drawn out sideways by `stretch`."""
        width, height = self._size
        dice = np.random.default_rng(seed)
        total = np.zeros((height, width), np.float32)
        for octave in range(octaves):
            rows = round(cells * 2**octave) + 3
            columns = round(cells * 2**octave * self._aspect / stretch) + 3
            if rows > 2 * height or columns > 2 * width:
                break
            grid = Image.fromarray(dice.normal(0, 1, (rows, columns)).astype(np.float32))
            total += 0.55**octave * np.asarray(grid.resize(self._size, Image.Resampling.BICUBIC))
        return (total - total.mean()) / (total.std() + 1e-6)

    def _sky(self) -> Plane:
        depth = np.clip(self._y / HORIZON, 0, 1)[..., None]
        sky = _mix(np.array([0.24, 0.45, 0.72]), np.array([0.74, 0.84, 0.90]), depth**0.9)
        shape = self._noise(2.6, 2.6, 7, seed=1) - 0.5 + 0.25 * self._noise(9, 3.0, 5, seed=2)
        cover = _soft(shape, -0.1, 1.0) * _soft(self._y, 0.50, 0.25)
        above = np.pad(shape, ((self._size[1] // 40, 0), (0, 0)), mode="edge")[: self._size[1]]
        shade = 0.90 + 0.08 * above - 0.05 * shape
        cloud = np.clip(shade, 0.72, 0.99)[..., None] * np.array([1.0, 0.985, 0.97], np.float32)
        return _mix(sky, cloud, cover[..., None] * 0.92).astype(np.float32)

    def _profile(self, level: float, rise: float, waves: float) -> Plane:
        """The height of a ridge over each column, as y."""
        count = self._size[0]
        total = np.zeros(count, np.float32)
        for octave in range(7):
            points = max(4, round(waves * self._aspect * 1.9**octave))
            values = self._dice.normal(0, 1, points)
            total += 0.46**octave * np.interp(np.linspace(0, points - 1, count), np.arange(points), values)
        total = (total - total.min()) / (np.ptp(total) + 1e-6)
        return (level - rise * (total - 0.4)).astype(np.float32)

    def _ridge(
        self, picture: Plane, level: float, rise: float, waves: float, colour: tuple[float, float, float],
        contrast: float, snow: bool = False, trees: float = 0.0,
    ) -> None:  # fmt: skip
        top = self._profile(level, rise, waves)
        if trees:  # the tips of a wood
            tips = np.random.default_rng(9).uniform(0, 1, max(4, int(self._aspect / trees * 2.2)))
            top -= trees * np.interp(np.linspace(0, len(tips) - 1, len(top)), np.arange(len(tips)), tips)
        relief = self._noise(9 if snow else 18, 0.7 if snow else 1.0, 6, seed=int(waves * 10))
        slope = np.gradient(relief, axis=1) * self._size[1] / (300 if snow else 500)
        light = 1 + contrast * np.tanh(slope) + 0.08 * relief
        shades = np.array(colour, np.float32) * np.clip(light, 0.35, 1.7)[..., None]
        if snow:
            height = (top[None] + 0.10 + 0.05 * relief - self._y) / 0.05
            white = np.clip(0.86 + 0.16 * np.tanh(slope), 0, 1)[..., None] * np.array([0.97, 0.98, 1.0], np.float32)
            shades = _mix(shades, white, _soft(height - 0.25, 0.0, 1.0)[..., None] * 0.9)
        haze = np.clip((self._y - top[None]) / 0.22, 0, 1)[..., None] * (0.45 if not trees else 0.1)
        shades = _mix(shades, np.array([0.72, 0.79, 0.83], np.float32), haze)
        cover = _soft((self._y - top[None]) * self._size[1], -0.7, 0.7)[..., None]
        picture[:] = _mix(picture, shades, cover)

    def _lake(self, picture: Plane) -> None:
        height = self._size[1]
        line = round(HORIZON * height)
        rows = height - line
        mirror = picture[line - 1 :: -1][:rows]
        if len(mirror) < rows:
            mirror = np.pad(mirror, ((0, rows - len(mirror)), (0, 0), (0, 0)), mode="edge")
        waves = self._noise(46, 7.0, 4, seed=4)[line:]
        depth = ((np.arange(rows) + 0.5) / rows).astype(np.float32)[:, None]
        shift = np.clip(np.arange(rows)[:, None] + waves * depth * height * 0.016, 0, rows - 1).astype(int)
        water = mirror[shift, np.arange(self._size[0])[None]]
        water = _mix(water, np.array([0.10, 0.22, 0.28], np.float32), 0.28 + 0.35 * depth[..., None])
        water = water * (1 + 0.05 * waves * (0.4 + depth))[..., None]
        shore = np.exp(-depth * rows / height / 0.006)[..., None]
        picture[line:] = _mix(water, np.array([0.36, 0.36, 0.28], np.float32), 0.7 * shore)

    def _meadow(self, picture: Plane) -> None:
        across = self._x / self._aspect
        bank = BANK + 0.035 * np.sin(across * 5.2 + 0.6) + 0.012 * self._noise(7, 1.0, 4, seed=6)
        near = np.clip((self._y - bank) / (1 - BANK), 0, 1)
        blades = self._noise(70, 0.35, 4, seed=7) * (0.4 + 0.6 * near) + 0.7 * self._noise(9, 2.0, 4, seed=8)
        green = _mix(np.array([0.36, 0.45, 0.18]), np.array([0.24, 0.36, 0.11]), near[..., None])
        dry = _soft(self._noise(5, 2.4, 4, seed=12), 0.3, 1.4)[..., None] * 0.5
        grass = _mix(green, np.array([0.58, 0.53, 0.28]), dry) * np.clip(1 + 0.17 * blades, 0.45, 1.6)[..., None]
        edge = np.exp(-np.clip(self._y - bank, 0, None) / 0.008)[..., None]
        grass = _mix(grass, np.array([0.40, 0.36, 0.27]), 0.75 * edge)
        cover = _soft((self._y - bank) * self._size[1], -0.8, 0.8)[..., None]
        picture[:] = _mix(picture, grass, cover)

    def _fir(self, picture: Plane, x: float, base: float, size: float) -> None:
        count = max(500, min(9000, int(size * self._size[1] * 40)))
        up = self._dice.uniform(0, 1, count) ** 1.15
        half = (1 - up) * size * 0.24 * (0.62 + 0.38 * np.abs(np.cos(up * 26)))
        side = self._dice.uniform(-1, 1, count)
        light = 0.55 + 0.35 * side + 0.25 * self._dice.normal(0, 1, count)
        order = np.argsort(np.abs(side) + self._dice.uniform(0, 0.6, count))[::-1]
        self._trunk(picture, x, base, size * 0.022, size * 0.3)
        places = np.stack([x + side * half, base - size * (0.07 + 0.93 * up)], axis=1)
        reach = size * (0.004 + 0.006 * (1 - up)) * self._dice.uniform(0.6, 1.5, count)
        self._leaves(picture, places[order], reach[order], light[order], (0.055, 0.12, 0.075), (0.22, 0.34, 0.15), 1.7)

    def _broad(self, picture: Plane, x: float, base: float, size: float) -> None:
        self._trunk(picture, x, base, size * 0.035, size * 0.5)
        count = max(600, min(9000, int(size * self._size[1] * 60)))
        clump = self._dice.integers(0, 9, count)
        turns = np.linspace(0, math.tau, 9, endpoint=False) + 0.5
        far = np.where(clump == 8, 0.0, 0.19) * size
        angle, out = (
            self._dice.uniform(0, math.tau, count),
            np.sqrt(self._dice.uniform(0, 1, count)) * self._dice.uniform(0.09, 0.19, 9)[clump] * size,
        )
        dx = np.cos(turns[clump]) * far * 1.15 + np.cos(angle) * out
        dy = np.sin(turns[clump]) * far + np.sin(angle) * out
        light = 0.45 + (np.cos(angle) * 0.7 - np.sin(angle) * 1.2) * out / size * 2.2
        light += 0.5 * (dx * 0.5 - dy) / size + 0.22 * self._dice.normal(0, 1, count)
        order = np.argsort(light + self._dice.normal(0, 0.35, count))
        places = np.stack([x + dx, base - size * 0.68 + dy], axis=1)
        reach = size * 0.0085 * self._dice.uniform(0.5, 1.5, count)
        self._leaves(picture, places[order], reach, light[order], (0.09, 0.14, 0.05), (0.42, 0.50, 0.17), 0.8)

    def _trunk(self, picture: Plane, x: float, base: float, half: float, tall: float) -> None:
        inside = (np.abs(self._x - x) < half * (1 + 0.6 * (self._y - base) / tall)) & (self._y < base)
        inside &= self._y > base - tall
        shade = np.clip(0.75 + 0.5 * (self._x - x) / half, 0.3, 1.3)[..., None]
        picture[inside] = (shade * np.array([0.24, 0.18, 0.13], np.float32))[inside]
        below = np.exp(-(((self._x - x - half * 3) / (half * 9)) ** 2) - ((self._y - base) / 0.012) ** 2)[..., None]
        picture *= 1 - 0.5 * below

    def _leaves(
        self, picture: Plane, places: NDArray, reach: NDArray, light: NDArray,
        dark: tuple[float, float, float], bright: tuple[float, float, float], flat: float,
    ) -> None:  # fmt: skip
        """Small blots, `flat` times as wide as high, that cover one another in the order given."""
        height, width = picture.shape[:2]
        shades = np.rint(_mix(np.array(dark), np.array(bright), np.clip(light, 0, 1)[:, None]) * 255).astype(int)
        low = np.maximum((places.min(axis=0) - 0.05) * height, 0).astype(int)
        high = np.minimum((places.max(axis=0) + 0.05) * height, (width, height)).astype(int)
        if (low >= high).any():
            return
        size = tuple((2 * (high - low)).tolist())  # drawn twice as large, for soft edges
        blots, cover = Image.new("RGB", size), Image.new("L", size)
        colours, covers = ImageDraw.Draw(blots), ImageDraw.Draw(cover)
        middle, radius = 2 * (places * height - low), 2 * np.maximum(reach * height, 0.5)
        for (x, y), r, shade in zip(middle.tolist(), radius.tolist(), shades.tolist(), strict=True):
            box = [x - r * flat, y - r, x + r * flat, y + r]
            colours.ellipse(box, fill=tuple(shade))
            covers.ellipse(box, fill=255)
        # Without cover there is black: weighted by it, the leaves at the edge keep their colour.
        shade = np.asarray(blots.reduce(2), np.float32) / 255
        share = np.asarray(cover.reduce(2), np.float32)[..., None] / 255
        region = picture[low[1] : high[1], low[0] : high[0]]
        region *= 1 - share
        region += shade


def _mix(a: NDArray, b: NDArray, share: NDArray | float) -> Plane:
    a, b = a.astype(np.float32, copy=False), b.astype(np.float32, copy=False)
    return a + (b - a) * np.asarray(share, np.float32)


def _soft(value: NDArray, low: float, high: float) -> NDArray:
    """0 at `low`, 1 at `high`, smooth between."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def _to_uint8(pixels: Plane) -> NDArray[np.uint8]:
    return np.rint(np.clip(pixels, 0, 1) * 255).astype(np.uint8)

"""A quarter of a town, drawn twice: as a street map and as seen from the air."""

from __future__ import annotations

import itertools
import math
import random

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from studio.core.examples.town_plan import Point, town_plan
from studio.core.picture import Picture

Colour = tuple[int, int, int]
_FINE = 2  # the map is drawn larger and scaled down, for smooth edges
_LARGEST = 4096
_LIGHT = (0.014, 0.018)  # where shadows fall, in units of the height


def street_map(width: int, height: int) -> Picture:
    """A tile in the manner of OpenStreetMap without names, `width` x `height` pixels."""
    canvas = _Canvas(width, height, (242, 239, 233))
    plan = town_plan()
    for outline, kind in plan.quarters:
        canvas.polygon(outline, ((223, 223, 223), (239, 219, 218), (216, 232, 201))[kind])
    for outline in plan.parks:
        canvas.polygon(outline, (200, 235, 196))
    for outline in plan.yards:
        canvas.polygon(outline, (211, 234, 182))
    casing = {"street": (202, 200, 198), "avenue": (190, 178, 120)}
    paving = {"street": (255, 255, 255), "avenue": (247, 250, 191)}
    for path in plan.paths:
        canvas.dashes(path, 0.005, (240, 140, 130))
    for outline in plan.water:
        canvas.polygon(outline, (178, 210, 221))
    for points, wide, kind in plan.streets:
        canvas.line(points, wide + 0.010, casing[kind])
    for kind in ("street", "avenue"):
        for points, wide, its_kind in plan.streets:
            if its_kind == kind:
                canvas.line(points, wide, paving[kind])
    for outline in plan.houses:
        canvas.polygon(outline, (216, 209, 201), edge=(190, 178, 166))
    return Picture(np.array(canvas.finished()))


def aerial(width: int, height: int) -> Picture:
    """The same quarter from the air on a sunny morning, `width` x `height` pixels."""
    plan, dice = town_plan(), random.Random(3)
    canvas = _Canvas(width, height, (104, 101, 92))
    for outline in plan.parks + plan.yards:
        canvas.polygon(outline, (74, 86, 52))
    for path in plan.paths:
        canvas.line(path, 0.008, (142, 132, 112))
    for outline in plan.water:
        canvas.polygon(outline, (46, 56, 50))
    for points, wide, _ in plan.streets:
        canvas.line(points, wide + 0.016, (128, 125, 118))
    for points, wide, kind in plan.streets:
        canvas.line(points, wide, (92, 93, 95))
        if kind == "avenue":
            canvas.dashes(points, 0.003, (205, 205, 200))
    for (x, y), turn in plan.cars:
        shade = dice.choice(((225, 225, 225), (40, 40, 44), (150, 155, 160), (140, 50, 44), (205, 200, 190)))
        canvas.polygon(_rectangle(x, y, 0.011, 0.005, turn), shade)
    canvas.shade([_moved(outline, *_LIGHT) for outline in plan.houses], plan.trees, 0.42)
    for outline in plan.houses:
        _roof(canvas, outline, dice)
    for place, size in plan.trees:
        _crown(canvas, place, size, dice)
    pixels = np.asarray(canvas.finished().filter(ImageFilter.GaussianBlur(0.6)), np.float32)
    speckle = np.random.default_rng(2)
    coarse = Image.fromarray(speckle.normal(0, 1, (48, 48)).astype(np.float32)).resize((width, height))
    pixels *= 1 + 0.05 * np.asarray(coarse)[..., None]
    pixels += speckle.normal(0, 5, (height, width))[..., None]
    return Picture(np.clip(pixels, 0, 255).astype(np.uint8))


def _roof(canvas: _Canvas, outline: list[Point], dice: random.Random) -> None:
    """Two slopes, one in the light, with chimneys on the ridge."""
    a, b, c, d = outline
    if math.dist(a, b) < math.dist(b, c):
        a, b, c, d = b, c, d, a
    base = dice.choice(
        ((178, 176, 170), (160, 160, 158), (196, 190, 178), (150, 96, 74), (168, 108, 84), (134, 140, 132))
    )
    left, right = _between(a, d, 0.5), _between(b, c, 0.5)
    canvas.polygon([a, b, right, left], _tinted(base, 1.16), edge=_tinted(base, 0.8))
    canvas.polygon([left, right, c, d], _tinted(base, 0.74), edge=_tinted(base, 0.6))
    canvas.line([left, right], 0.003, _tinted(base, 1.25))
    for share in (0.2, 0.5, 0.78):
        x, y = _between(left, right, share + dice.uniform(-0.06, 0.06))
        canvas.polygon(_rectangle(x + 0.004, y + 0.005, 0.007, 0.006, 0.3), _tinted(base, 0.45))
        canvas.polygon(_rectangle(x, y, 0.006, 0.005, 0.3), _tinted(base, 0.95))


def _crown(canvas: _Canvas, place: Point, size: float, dice: random.Random) -> None:
    for number in range(14):
        turn, out = dice.uniform(0, math.tau), size * 0.75 * math.sqrt(dice.random())
        dx, dy = math.cos(turn) * out, math.sin(turn) * out
        light = 0.8 - (dx + dy) / size * 0.35 + dice.uniform(-0.15, 0.15) + number * 0.012
        canvas.disc((place[0] + dx, place[1] + dy), size * 0.42, _tinted((66, 80, 44), light))


class _Canvas:
    """Pillow in units of the picture's height, with the origin in the middle of the picture."""

    def __init__(self, width: int, height: int, ground: Colour) -> None:
        self._size = width, height
        fine = _FINE if max(width, height) * _FINE <= _LARGEST else 1
        self._unit, self._middle = height * fine, (width * fine / 2, height * fine / 2)
        self._image = Image.new("RGB", (width * fine, height * fine), ground)
        self._draw = ImageDraw.Draw(self._image)

    def finished(self) -> Image.Image:
        return self._image.resize(self._size, Image.Resampling.BOX)

    def polygon(self, outline: list[Point], fill: Colour, edge: Colour | None = None) -> None:
        places = self._places(outline)
        self._draw.polygon(places, fill=fill)
        if edge:
            self._draw.line([*places, places[0]], fill=edge, width=max(1, round(0.003 * self._unit)))

    def line(self, points: list[Point], wide: float, fill: Colour) -> None:
        width = max(1, round(wide * self._unit))
        places = self._places(points)
        self._draw.line(places, fill=fill, width=width, joint="curve")
        for x, y in (places[0], places[-1]):
            self._draw.ellipse([x - width / 2, y - width / 2, x + width / 2, y + width / 2], fill=fill)

    def dashes(self, points: list[Point], wide: float, fill: Colour, dash: float = 0.014) -> None:
        for start, end in itertools.pairwise(points):
            count = max(1, int(math.dist(start, end) / dash / 2))
            for number in range(count):
                self.line([_between(start, end, (number + share) / count) for share in (0.0, 0.5)], wide, fill)

    def disc(self, place: Point, radius: float, fill: Colour) -> None:
        ((x, y),) = self._places([place])
        r = radius * self._unit
        self._draw.ellipse([x - r, y - r, x + r, y + r], fill=fill)

    def shade(self, outlines: list[list[Point]], trees: list[tuple[Point, float]], share: float) -> None:
        """Darkens what lies in the shadow of houses and trees, once, by `share`."""
        mask = Image.new("L", self._image.size, 255)
        draw = ImageDraw.Draw(mask)
        dark = round(255 * (1 - share))
        for outline in outlines:
            draw.polygon(self._places(outline), fill=dark)
        for (x, y), size in trees:
            ((cx, cy),) = self._places([(x + _LIGHT[0] * 0.7, y + _LIGHT[1] * 0.7)])
            r = size * self._unit
            draw.ellipse([cx - r, cy - r, cx + r, cy + r], fill=dark)
        shadow = mask.filter(ImageFilter.GaussianBlur(0.0015 * self._unit))
        self._image = ImageChops.multiply(self._image, Image.merge("RGB", (shadow, shadow, shadow)))
        self._draw = ImageDraw.Draw(self._image)

    def _places(self, points: list[Point]) -> list[Point]:
        return [(self._middle[0] + x * self._unit, self._middle[1] + y * self._unit) for x, y in points]


def _rectangle(x: float, y: float, half_long: float, half_wide: float, turn: float) -> list[Point]:
    cos, sin = math.cos(turn), math.sin(turn)
    corners = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    return [
        (x + a * half_long * cos - b * half_wide * sin, y + a * half_long * sin + b * half_wide * cos)
        for a, b in corners
    ]


def _between(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def _moved(outline: list[Point], dx: float, dy: float) -> list[Point]:
    return [(x + dx, y + dy) for x, y in outline]


def _tinted(colour: Colour, share: float) -> Colour:
    r, g, b = (max(0, min(255, round(value * share))) for value in colour)
    return r, g, b

"""A pen drawing of a lake in the mountains."""

from __future__ import annotations

import math

from studio.core.examples.pen import Pen, Point, corners
from studio.core.picture import Picture


def sketch(width: int, height: int) -> Picture:
    """Dark lines of varying width on white, `width` x `height` pixels."""
    pen = Pen(width, height)
    _Lake(pen).draw()
    return pen.picture()


class _Lake:
    """The motif, from back to front; what is nearer hides what is behind."""

    def __init__(self, pen: Pen) -> None:
        self._pen, self._dice = pen, pen.dice

    def draw(self) -> None:
        self._sun(0.77, 0.17, 0.068)
        for x, y, size in ((0.20, 0.15, 0.115), (0.53, 0.10, 0.08), (0.93, 0.30, 0.07)):
            self._cloud(self._x(x), y, size)
        self._birds()
        self._mountains()
        self._shores()
        self._water()
        self._boat(self._x(0.56), 0.72, 0.105)
        self._bank()
        for x, base, size in ((0.05, 0.90, 0.42), (0.145, 0.94, 0.34), (0.225, 0.90, 0.22)):
            self._fir(self._x(x), base, size)
        self._house(self._x(0.745), 0.865, 0.21)
        self._tree(self._x(0.955), 0.93, 0.19)
        self._grass()

    def _x(self, across: float) -> float:
        return across * self._pen.aspect

    def _sun(self, across: float, y: float, radius: float) -> None:
        x = self._x(across)
        self._pen.shape(_round(x, y, radius, radius), 1.1)
        for index in range(12):
            turn = math.tau * index / 12 + 0.1
            inner, outer = radius * 1.35, radius * self._dice.uniform(1.65, 1.95)
            self._pen.line([_away(x, y, turn, inner), _away(x, y, turn, outer)], 0.8)

    def _cloud(self, x: float, y: float, size: float) -> None:
        humps = ((-0.95, 0.0, 0.42), (-0.45, -0.32, 0.52), (0.2, -0.40, 0.58), (0.8, -0.12, 0.45))
        outline: list[Point] = []
        for dx, dy, r in humps:
            outline += [
                _away(x + dx * size, y + dy * size, math.pi * (1.0 + turn), r * size) for turn in (0.0, 0.25, 0.5, 0.75)
            ]
        outline += [(x + 1.25 * size, y + 0.06 * size), (x + 0.9 * size, y + 0.24 * size)]
        outline += [(x, y + 0.27 * size), (x - 1.0 * size, y + 0.25 * size), (x - 1.38 * size, y + 0.12 * size)]
        self._pen.shape(outline, 0.85)

    def _birds(self) -> None:
        for across, y, size in ((0.40, 0.20, 0.024), (0.445, 0.175, 0.018), (0.36, 0.165, 0.016)):
            x = self._x(across)
            wings = ((-1.0, -0.35), (-0.4, -0.5), (0.0, 0.0), (0.4, -0.5), (1.0, -0.3))
            self._pen.line([(x + dx * size, y + dy * size) for dx, dy in wings], 0.75, 0.3)

    def _mountains(self) -> None:
        far = ((-0.05, 0.57), (0.02, 0.49), (0.10, 0.42), (0.16, 0.45), (0.24, 0.35), (0.31, 0.43), (0.38, 0.46))
        far += ((0.62, 0.47), (0.70, 0.40), (0.78, 0.45), (0.87, 0.37), (0.95, 0.44), (1.05, 0.41), (1.05, 0.60))
        self._pen.shape([(self._x(x), y) for x, y in corners([*far, (-0.05, 0.60)])], 0.8, 1.6)
        peak = ((0.24, 0.60), (0.34, 0.47), (0.40, 0.42), (0.48, 0.26), (0.52, 0.31), (0.56, 0.345), (0.61, 0.41))
        peak += ((0.68, 0.48), (0.77, 0.60))
        self._pen.shape([(self._x(x), y) for x, y in corners(peak)], 1.15, 1.6)
        snow = (
            (0.425, 0.375),
            (0.45, 0.362),
            (0.462, 0.392),
            (0.485, 0.355),
            (0.503, 0.385),
            (0.522, 0.36),
            (0.566, 0.352),
        )
        self._pen.line([(self._x(x), y) for x, y in corners(snow)], 0.8)
        folds = (((0.485, 0.29), (0.497, 0.35)), ((0.50, 0.42), (0.53, 0.52)), ((0.545, 0.40), (0.60, 0.53)))
        folds += (((0.43, 0.45), (0.41, 0.54)), ((0.59, 0.44), (0.65, 0.55)), ((0.25, 0.38), (0.265, 0.45)))
        folds += (((0.875, 0.40), (0.89, 0.48)), ((0.70, 0.43), (0.715, 0.48)), ((0.11, 0.45), (0.12, 0.51)))
        for start, end in folds:
            middle = ((start[0] + end[0]) / 2 + 0.008, (start[1] + end[1]) / 2)
            self._pen.line([(self._x(x), y) for x, y in (start, middle, end)], 0.65)

    def _shores(self) -> None:
        """The far side of the lake with its little woods."""
        self._pen.shape(
            [(self._x(x), y) for x, y in ((-0.05, 0.56), (0.12, 0.575), (0.3, 0.585), (0.5, 0.592), (0.74, 0.58),
                                          (1.05, 0.565), (1.05, 0.625), (0.6, 0.612), (0.3, 0.615), (-0.05, 0.63))],
            0.85,
        )  # fmt: skip
        for start, end, base, size in ((0.02, 0.30, 0.575, 0.036), (0.62, 0.99, 0.583, 0.042)):
            across = start
            while across < end:
                tall, x = size * self._dice.uniform(0.7, 1.3), self._x(across)
                self._pen.shape([(x - tall * 0.3, base), (x - tall * 0.1, base - tall * 0.7), (x, base - tall),
                                 (x + tall * 0.12, base - tall * 0.65), (x + tall * 0.32, base)], 0.6)  # fmt: skip
                across += self._dice.uniform(0.014, 0.027)

    def _water(self) -> None:
        for _ in range(34):
            depth = self._dice.random() ** 1.3
            y = 0.64 + 0.20 * depth
            x, half = self._x(self._dice.uniform(0.02, 0.98)), (0.012 + 0.05 * depth) * self._dice.uniform(0.6, 1.2)
            lift = 0.003 + 0.004 * depth
            self._pen.line([(x - half, y), (x - half * 0.3, y - lift), (x + half * 0.3, y + lift), (x + half, y)], 0.65)

    def _boat(self, x: float, y: float, size: float) -> None:
        hull = [(x - size, y - 0.02), (x - size * 0.7, y + size * 0.24), (x + size * 0.6, y + size * 0.26)]
        hull += [(x + size * 1.05, y - 0.035), (x, y + 0.002)]
        self._pen.shape(corners(hull), 1.0)
        self._pen.line([(x, y), (x + 0.002, y - size * 1.75)], 1.0)
        sail = [(x + 0.012, y - size * 1.65), (x + size * 0.5, y - size * 0.8), (x + size * 0.78, y - size * 0.22)]
        self._pen.shape(corners([*sail, (x + 0.012, y - size * 0.2)]), 0.9)
        jib = [(x - 0.012, y - size * 1.5), (x - size * 0.6, y - size * 0.22), (x - 0.012, y - size * 0.22)]
        self._pen.shape(corners(jib), 0.9)
        self._pen.line(
            [(x - size * 1.3, y + size * 0.42), (x, y + size * 0.46), (x + size * 1.2, y + size * 0.4)], 0.65
        )

    def _bank(self) -> None:
        top = ((-0.05, 0.845), (0.10, 0.86), (0.22, 0.85), (0.33, 0.88), (0.46, 0.905), (0.58, 0.88), (0.68, 0.825),
               (0.80, 0.80), (0.92, 0.81), (1.05, 0.79))  # fmt: skip
        self._pen.shape([(self._x(x), y) for x, y in (*top, (1.05, 1.1), (-0.05, 1.1))], 1.15)
        for edge in (-1, 1):  # the path from the door to the front
            points = ((0.744, 0.866, 0.02), (0.725, 0.90, 0.024), (0.68, 0.945, 0.036), (0.655, 1.04, 0.06))
            self._pen.line([(self._x(x + edge * half), y) for x, y, half in points], 0.9)

    def _fir(self, x: float, base: float, size: float) -> None:
        trunk = size * 0.035
        self._pen.shape(corners([(x - trunk, base), (x - trunk, base - size * 0.16), (x + trunk, base - size * 0.16),
                                (x + trunk, base)]), 0.9)  # fmt: skip
        tiers = 5
        left: list[Point] = []
        right: list[Point] = []
        for tier in range(tiers):
            lower = base - size * (1 - 0.88 * (tier + 1) / tiers)
            wide, narrow = size * (0.06 + 0.22 * (tier + 1) / tiers), size * (0.02 + 0.09 * (tier + 1) / tiers)
            droop = size * 0.025
            left += [(x - wide, lower + droop), (x - narrow, lower - droop * 0.4)]
            right += [(x + wide, lower + droop), (x + narrow, lower - droop * 0.4)]
        self._pen.shape(corners([(x, base - size), *left[:-1], *reversed(right[:-1])]), 1.05)
        for _ in range(7):
            up = self._dice.uniform(0.22, 0.72)
            across = self._dice.uniform(-0.5, 0.5) * size * 0.3 * (1 - up)
            y = base - size * up
            self._pen.line([(x + across, y), (x + across * 1.5, y + size * 0.045)], 0.6)

    def _house(self, x: float, base: float, size: float) -> None:
        wall, ridge, eaves = size * 0.52, base - size * 0.95, base - size * 0.5
        chimney = x + size * 0.30
        foot, top, right = ridge + size * 0.3, ridge - size * 0.1, chimney + size * 0.12
        self._pen.shape(corners([(chimney, foot), (chimney, top), (right, top), (right, foot)]), 0.95)
        self._pen.shape(corners([(x - wall, base), (x - wall, eaves), (x + wall, eaves), (x + wall, base)]), 1.1)
        roof = [(x - wall * 1.2, eaves + size * 0.03), (x - wall * 0.68, ridge), (x + wall * 0.68, ridge)]
        self._pen.shape(corners([*roof, (x + wall * 1.2, eaves + size * 0.03)]), 1.15)
        for row in (0.3, 0.55, 0.8):
            y, half = ridge + (eaves - ridge) * row, wall * (0.68 + 0.45 * row)
            self._pen.line([(x - half * 0.92, y), (x - half * 0.2, y + 0.004), (x + half * 0.9, y)], 0.6, 1.4)
        self._box(x - size * 0.1, base, size * 0.17, size * 0.34)
        for dx in (-0.40, 0.2):
            left, top, side = x + dx * size, base - size * 0.38, size * 0.19
            self._box(left, top + side, side, side)
            self._pen.line([(left + side / 2, top), (left + side / 2, top + side)], 0.7)
            self._pen.line([(left, top + side / 2), (left + side, top + side / 2)], 0.7)
        smoke = [(chimney + size * 0.06, ridge - size * 0.14), (chimney + size * 0.16, ridge - size * 0.3)]
        smoke += [(chimney + size * 0.02, ridge - size * 0.42), (chimney + size * 0.14, ridge - size * 0.6)]
        self._pen.line(smoke, 0.7)

    def _box(self, left: float, base: float, wide: float, tall: float) -> None:
        self._pen.shape(
            corners([(left, base), (left, base - tall), (left + wide, base - tall), (left + wide, base)]), 0.9
        )

    def _tree(self, x: float, base: float, size: float) -> None:
        for edge in (-1, 1):
            self._pen.line([(x + edge * size * 0.2, base), (x + edge * size * 0.08, base - size * 0.45),
                            (x + edge * size * 0.1, base - size * 0.85)], 1.0)  # fmt: skip
        crown: list[Point] = []
        for index in range(26):
            turn = math.tau * index / 26
            radius = size * (0.72 if index % 2 else 0.6) * self._dice.uniform(0.93, 1.07)
            crown.append((x + math.cos(turn) * radius, base - size * 1.35 + math.sin(turn) * radius * 0.92))
        self._pen.shape(crown, 1.05)
        for _ in range(9):
            turn, out = self._dice.uniform(0, math.tau), size * 0.42 * math.sqrt(self._dice.random())
            cx, cy = x + math.cos(turn) * out, base - size * 1.35 + math.sin(turn) * out
            self._pen.line([(cx - size * 0.09, cy), (cx, cy + size * 0.06), (cx + size * 0.09, cy)], 0.6, 0.4)

    def _grass(self) -> None:
        for across, y in ((0.03, 0.965), (0.12, 0.985), (0.20, 0.965), (0.29, 0.955), (0.37, 0.975), (0.46, 0.965),
                          (0.55, 0.98), (0.60, 0.935), (0.82, 0.955), (0.88, 0.975), (0.95, 0.97)):  # fmt: skip
            x = self._x(across)
            for lean in (-0.016, -0.004, 0.012):
                tall = self._dice.uniform(0.022, 0.038)
                self._pen.line([(x + lean * 0.3, y), (x + lean * 0.6, y - tall * 0.5), (x + lean, y - tall)], 0.65, 0.4)


def _round(x: float, y: float, rx: float, ry: float) -> list[Point]:
    return [(x + rx * math.cos(math.tau * i / 14), y + ry * math.sin(math.tau * i / 14)) for i in range(14)]


def _away(x: float, y: float, turn: float, distance: float) -> Point:
    return x + math.cos(turn) * distance, y + math.sin(turn) * distance

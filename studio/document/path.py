"""From the pen's samples to a smooth path."""

from __future__ import annotations

import math

Point = tuple[float, float, float]  # x, y, pressure

_REACH = 80.0  # screen pixels that the strongest stabiliser lets the brush trail behind the pen
_BEND = 32.0  # screen pixels: longer straight pieces are bent no further than ones of this length
_PIECE = 4.0  # pixels: how finely a bend is cut into straight pieces
_SHARP, _ROUND = math.cos(math.radians(70)), math.cos(math.radians(45))  # turns beyond stay corners; below are bent


class Stabiliser:
    """Lets the brush trail behind the pen, so that a shaking hand draws a calm line.

    It goes by the distance the pen travels, not by time, so it feels the same at any event rate. strength: 0 is off.
    scale: how many of the document's pixels one pixel of the screen is.
    """

    def __init__(self, strength: float, scale: float = 1.0) -> None:
        self._reach = _REACH * strength * strength * scale
        self._pen: Point = (0.0, 0.0, 0.0)
        self._brush: Point = (0.0, 0.0, 0.0)

    def start(self, point: Point) -> None:
        self._pen = self._brush = point

    def follow(self, pen: Point) -> Point:
        """Where the brush is when the pen is here."""
        if self._reach <= 0:
            self._pen = self._brush = pen
            return pen
        share = 1 - math.exp(-math.dist(pen[:2], self._pen[:2]) / self._reach)
        x, y, pressure = self._brush
        self._brush = (x + (pen[0] - x) * share, y + (pen[1] - y) * share, pressure + (pen[2] - pressure) * share)
        self._pen = pen
        return self._brush

    @property
    def pen(self) -> Point:
        """Where the pen itself is."""
        return self._pen


class Path:
    """Bends the straight pieces between samples, without waiting for the next sample.

    Each piece leaves in the direction the last one arrived, and is taken to go on turning as it has turned so far, so
    a quick circle is round; sharp corners stay sharp.
    """

    def __init__(self, scale: float = 1.0) -> None:
        self._bend = _BEND * scale
        self._at: Point = (0.0, 0.0, 0.0)
        self._last: tuple[float, float] | None = None  # the piece before
        self._heading = (0.0, 0.0)  # the direction in which it arrived, of length 1

    def start(self, point: Point) -> None:
        self._at, self._last = point, None

    def to(self, point: Point) -> list[Point]:
        """The points of the way to `point`, itself the last."""
        x0, y0, p0 = self._at
        dx, dy, dp = point[0] - x0, point[1] - y0, point[2] - p0
        length = math.hypot(dx, dy)
        self._at = point
        if length == 0:
            return [point]
        ux, uy = dx / length, dy / length
        last, self._last = self._last, (dx, dy)
        leave, self._heading = self._heading, (ux, uy)
        if last is None or length < 1:
            return [point]
        before = math.hypot(*last)
        turn = math.atan2(last[0] * uy - last[1] * ux, last[0] * ux + last[1] * uy)
        rounded = min(1.0, max(0.0, (math.cos(turn) - _SHARP) / (_ROUND - _SHARP)))
        if rounded <= 0:
            return [point]
        cos, sin = math.cos(rounded * turn / 2), math.sin(rounded * turn / 2)
        arrive = self._heading = (ux * cos - uy * sin, uy * cos + ux * sin)
        if max(abs(leave[0] - ux), abs(leave[1] - uy), abs(arrive[0] - ux), abs(arrive[1] - uy)) < 1e-3:
            return [point]
        bend = rounded * min(length, before, self._bend)
        count = max(2, min(32, math.ceil(length / _PIECE)))
        points = []
        for i in range(1, count):
            t = i / count
            # A cubic Hermite curve, written as what it adds to the straight line.
            out, back = bend * t * (1 - t) * (1 - t), bend * t * t * (1 - t)
            x = x0 + dx * t + out * (leave[0] - ux) - back * (arrive[0] - ux)
            y = y0 + dy * t + out * (leave[1] - uy) - back * (arrive[1] - uy)
            points.append((x, y, p0 + dp * t))
        points.append(point)
        return points

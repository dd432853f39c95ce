"""A landscape that the application paints itself, so that one can try things out without a photo."""

from __future__ import annotations

import math
import random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPainterPath, QPen, QPolygonF, QRadialGradient

from studio.core.picture import Picture
from studio.ui.widgets.images import from_qimage

HORIZON = 0.60  # everything is drawn in units of the picture's width and height
SHORE = 0.84
SUN = QPointF(0.70, 0.24)


def example_picture(width: int = 960, height: int = 640) -> Picture:
    """An evening at a lake with hills, trees and a house, `width` x `height` pixels; always the same picture."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    # One unit is the height; `aspect` units are the width, so that strokes keep their shape.
    painter.scale(height, height)
    _Landscape(painter, width / height).paint()
    painter.end()
    return from_qimage(image)


class _Landscape:
    """Paints from back to front with short strokes that vary in hue, as a painter would."""

    def __init__(self, painter: QPainter, aspect: float) -> None:
        self._painter = painter
        self._aspect = aspect
        self._dice = random.Random(7)

    def paint(self) -> None:
        self._sky()
        self._hills(0.45, 0.10, "#8a8fae", 3)
        self._hills(0.51, 0.08, "#5f7a8c", 5)
        self._hills(0.57, 0.055, "#4d7358", 8)
        self._lake()
        self._meadow()
        for x, base, size in ((0.07, 0.80, 0.34), (0.155, 0.83, 0.27), (0.235, 0.815, 0.19), (0.93, 0.85, 0.30)):
            self._fir(x * self._aspect, base, size)
        self._house(0.47 * self._aspect, 0.845, 0.17)
        self._round_tree(0.615 * self._aspect, 0.845, 0.14)
        self._flowers()

    def _vary(self, colour: str | QColor, amount: int) -> QColor:
        """`colour` with a little other hue and light, as mixed by hand."""
        base = QColor(colour)
        r, g, b = (c + self._dice.randint(-amount, amount) for c in (base.red(), base.green(), base.blue()))
        light = self._dice.randint(-amount, amount)
        return QColor(*(max(0, min(255, c + light)) for c in (r, g, b)))

    def _stroke(self, x: float, y: float, length: float, angle: float, thick: float, colour: QColor) -> None:
        """One curved stroke of the brush, centred at (x, y), `angle` in radians."""
        dx, dy = math.cos(angle) * length / 2, math.sin(angle) * length / 2
        bend = self._dice.uniform(-0.25, 0.25)
        path = QPainterPath(QPointF(x - dx, y - dy))
        path.quadTo(QPointF(x - dy * bend, y + dx * bend), QPointF(x + dx, y + dy))
        self._painter.setPen(QPen(colour, thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPath(path)

    def _sky(self) -> None:
        sky = QLinearGradient(0, 0, 0, HORIZON)
        for place, colour in ((0, "#2f5f9e"), (0.45, "#86b2d6"), (0.75, "#f4d9a6"), (1, "#f6b27a")):
            sky.setColorAt(place, QColor(colour))
        self._painter.fillRect(QRectF(0, 0, self._aspect, 1), sky)
        sun = QPointF(SUN.x() * self._aspect, SUN.y())
        glow = QRadialGradient(sun, 0.30)
        glow.setColorAt(0, QColor(255, 238, 176, 220))
        glow.setColorAt(1, QColor(255, 238, 176, 0))
        self._painter.fillRect(QRectF(0, 0, self._aspect, 1), glow)
        for _ in range(900):  # the air moves in circles around the sun
            x, y = self._dice.uniform(0, self._aspect), self._dice.uniform(0, HORIZON)
            around = math.atan2(y - sun.y(), x - sun.x()) + math.pi / 2
            depth = y / HORIZON
            tone = self._vary("#f8d9a0" if depth > 0.6 else "#9cc3e2" if depth > 0.3 else "#4a7db8", 18)
            tone.setAlpha(90)
            self._stroke(x, y, self._dice.uniform(0.03, 0.07), around, 0.007, tone)
        for cx, cy, size in ((0.22, 0.17, 0.13), (0.42, 0.30, 0.09), (0.90, 0.12, 0.10)):
            self._cloud(cx * self._aspect, cy, size)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor("#fff3c4"))
        self._painter.drawEllipse(sun, 0.052, 0.052)

    def _cloud(self, x: float, y: float, size: float) -> None:
        for i in range(110):
            along, up = self._dice.gauss(0, 0.8), abs(self._dice.gauss(0, 0.22))
            lit = "#fff6e3" if up > 0.12 else "#d9bcb8" if i % 3 else "#e8d3c8"
            tone = self._vary(lit, 10)
            tone.setAlpha(170)
            self._stroke(x + along * size, y - up * size, size * 0.35, self._dice.uniform(-0.3, 0.3), 0.014, tone)

    def _ridge(self, level: float, rise: float, waves: int, x: float) -> float:
        """The height of a chain of hills at `x`."""
        phase = x / self._aspect * math.tau
        bumps = math.sin(phase * 0.6 * waves / 3 + waves) + 0.5 * math.sin(phase * waves / 2 + 2 * waves)
        return level - rise * (0.5 + 0.5 * bumps / 1.5)

    def _hills(self, level: float, rise: float, colour: str, waves: int) -> None:
        steps = [self._aspect * i / 120 for i in range(121)]
        outline = QPolygonF([QPointF(x, self._ridge(level, rise, waves, x)) for x in steps])
        outline.append(QPointF(self._aspect, HORIZON + 0.01))
        outline.append(QPointF(0, HORIZON + 0.01))
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(colour))
        self._painter.drawPolygon(outline)
        for _ in range(420):
            x = self._dice.uniform(0, self._aspect)
            top = self._ridge(level, rise, waves, x)
            slope = (self._ridge(level, rise, waves, x + 0.01) - top) / 0.01
            y = self._dice.uniform(top + 0.006, HORIZON)
            self._stroke(x, y, 0.035, math.atan(slope) + 0.15, 0.006, self._vary(colour, 16))

    def _lake(self) -> None:
        water = QLinearGradient(0, HORIZON, 0, SHORE)
        for place, colour in ((0, "#e8b98a"), (0.25, "#8fa9b8"), (1, "#2c5778")):
            water.setColorAt(place, QColor(colour))
        self._painter.fillRect(QRectF(0, HORIZON, self._aspect, 1 - HORIZON), water)
        for _ in range(700):
            depth = self._dice.random()
            y = HORIZON + 0.004 + depth * (SHORE - HORIZON + 0.08)
            tone = self._vary("#d9b48f" if depth < 0.15 else "#6d93ab" if depth < 0.5 else "#34658a", 20)
            x = self._dice.uniform(0, self._aspect)
            self._stroke(x, y, 0.02 + 0.06 * depth, 0, 0.003 + 0.005 * depth, tone)
        for i in range(90):  # the sun's path on the water
            depth = i / 90
            x = SUN.x() * self._aspect + self._dice.gauss(0, 0.014 + 0.05 * depth)
            y = HORIZON + 0.006 + depth * (SHORE - HORIZON)
            self._stroke(x, y, 0.03 + 0.03 * depth, 0, 0.004 + 0.003 * depth, self._vary("#ffe2a3", 10))

    def _bank(self, x: float) -> float:
        """Where the meadow begins at `x`."""
        across = x / self._aspect
        spit = 0.115 * math.exp(-(((across - 0.51) / 0.17) ** 2))  # the house stands on it
        return SHORE - 0.05 * math.cos(across * math.tau * 1.15 - 0.4) - spit

    def _meadow(self) -> None:
        steps = [self._aspect * i / 120 for i in range(121)]
        outline = QPolygonF([QPointF(x, self._bank(x)) for x in steps])
        outline.append(QPointF(self._aspect, 1))
        outline.append(QPointF(0, 1))
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor("#4c7a34"))
        self._painter.drawPolygon(outline)
        for i in range(2600):  # from the shore to the front, where the grass is longer
            near = i / 2600
            x = self._dice.uniform(0, self._aspect)
            y = self._bank(x) + 0.008 + near * (1.02 - self._bank(x))
            tone = self._vary("#a3b04a" if self._dice.random() < 0.35 else "#4f8038", 24)
            lean = -math.pi / 2 + self._dice.gauss(0.15, 0.3)
            self._stroke(x, y, 0.014 + 0.035 * near, lean, 0.003 + 0.003 * near, tone)

    def _fir(self, x: float, base: float, size: float) -> None:
        self._stroke(x, base - size * 0.05, size * 0.2, math.pi / 2, size * 0.06, QColor("#4a3524"))
        for i in range(260):
            up = i / 260
            half = (1 - up) * size * 0.25 * (0.7 + 0.3 * math.cos(up * 40))
            side = self._dice.uniform(-1, 1)
            y = base - size * (0.08 + 0.92 * up)
            lit = "#6f9a52" if side > 0.35 else "#2f5a3a" if side > -0.4 else "#1f4030"
            tilt = 0.5 * (1 if side > 0 else -1) + math.pi * (side < 0)
            self._stroke(x + side * half, y, size * (0.03 + 0.06 * (1 - up)), tilt, size * 0.016, self._vary(lit, 14))

    def _round_tree(self, x: float, base: float, size: float) -> None:
        self._stroke(x, base - size * 0.3, size * 0.9, math.pi / 2, size * 0.12, QColor("#5a4028"))
        for _ in range(340):
            turn, out = self._dice.uniform(0, math.tau), math.sqrt(self._dice.random())
            dx, dy = math.cos(turn) * out * size * 0.62, math.sin(turn) * out * size * 0.55
            light = dx - dy + self._dice.gauss(0, size * 0.2)
            lit = "#e0b04c" if light > size * 0.25 else "#b5672e" if light > -size * 0.3 else "#7d3d2a"
            angle = turn + self._dice.gauss(1.2, 0.9)
            self._stroke(x + dx, base - size * 1.05 + dy, size * 0.12, angle, size * 0.05, self._vary(lit, 18))

    def _house(self, x: float, base: float, size: float) -> None:
        wall = QRectF(x - size / 2, base - size * 0.55, size, size * 0.55)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor("#8f3b2c"))  # the chimney behind the roof
        self._painter.drawRect(QRectF(x + size * 0.2, base - size * 1.02, size * 0.12, size * 0.3))
        self._painter.setBrush(QColor("#f1e4cb"))
        self._painter.drawRect(wall)
        for _ in range(90):
            px, py = self._dice.uniform(wall.left(), wall.right()), self._dice.uniform(wall.top(), wall.bottom())
            shade = "#f6ead4" if px > x else "#d8c6ac"
            self._stroke(px, py, size * 0.06, 0.1, size * 0.025, self._vary(shade, 8))
        roof = QPolygonF(
            [
                QPointF(wall.left() - size * 0.08, wall.top()),
                QPointF(x, wall.top() - size * 0.42),
                QPointF(wall.right() + size * 0.08, wall.top()),
            ]
        )
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor("#b5492f"))
        self._painter.drawPolygon(roof)
        for row in range(7):
            half = (size * 0.5 + size * 0.06) * (row + 0.6) / 7
            for i in range(-8, 9):
                y = wall.top() - size * 0.42 + size * 0.42 * (row + 0.6) / 7
                self._stroke(x + half * i / 8.5, y, size * 0.06, 0.2, size * 0.022, self._vary("#b5492f", 22))
        self._painter.setPen(Qt.PenStyle.NoPen)
        for dx, width, top, tall, colour in (
            (-0.32, 0.17, 0.40, 0.18, "#2f4b66"),
            (0.15, 0.17, 0.40, 0.18, "#ffd679"),
            (-0.07, 0.14, 0.32, 0.32, "#4f6f52"),
        ):
            self._painter.setBrush(QColor(colour))
            self._painter.drawRect(QRectF(x + dx * size, base - top * size, width * size, tall * size))

    def _flowers(self) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        for _ in range(150):
            near = math.sqrt(self._dice.random())
            x = self._dice.uniform(0, self._aspect)
            y = 0.88 + 0.12 * near
            colour = self._dice.choice(("#e4572e", "#f3d34a", "#fff4e0", "#a45ac0"))
            self._painter.setBrush(self._vary(colour, 14))
            self._painter.drawEllipse(QPointF(x, y), 0.0035 + 0.0045 * near, 0.003 + 0.0035 * near)

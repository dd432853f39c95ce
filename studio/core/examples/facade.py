"""The label map of a house front: shops, four floors with balconies and shutters, a cornice, an attic."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from studio.core.picture import Picture

COLOURS = {
    "background": (0, 0, 222),
    "facade": (0, 50, 255),
    "window": (0, 128, 255),
    "door": (0, 208, 255),
    "cornice": (32, 255, 222),
    "sill": (112, 255, 144),
    "balcony": (192, 255, 64),
    "blind": (255, 240, 0),
    "deco": (255, 160, 0),
    "molding": (255, 80, 0),
    "pillar": (255, 0, 0),
    "shop": (175, 0, 0),
}
"""The colours of the classes that are drawn here, as in the palette "facade"."""
_BAYS = 5


def facade(width: int, height: int) -> Picture:
    """A symmetric house front in the colours of the palette, `width` x `height` pixels, without soft edges."""
    front = _Front(width, height)
    front.draw()
    return Picture(np.array(front.image))


class _Front:
    """Draws in parts of the width and of the height, both 0..1."""

    def __init__(self, width: int, height: int) -> None:
        self.image = Image.new("RGB", (width, height), COLOURS["background"])
        self._draw = ImageDraw.Draw(self.image)
        self._size = width, height

    def draw(self) -> None:
        self._box("facade", 0.03, 0.06, 0.97, 1.0)
        self._attic()
        self._box("molding", 0.03, 0.17, 0.97, 0.205)
        self._box("cornice", 0.02, 0.155, 0.98, 0.172)
        for floor, top in enumerate((0.235, 0.395, 0.555)):
            self._floor(top, floor)
        self._box("molding", 0.03, 0.725, 0.97, 0.75)
        self._shops()
        for x in (0.035, 0.935):
            self._box("pillar", x, 0.22, x + 0.03, 0.72)

    def _box(self, name: str, left: float, top: float, right: float, bottom: float) -> None:
        width, height = self._size
        x0, y0 = round(left * width), round(top * height)
        x1, y1 = max(x0, round(right * width) - 1), max(y0, round(bottom * height) - 1)
        self._draw.rectangle([x0, y0, x1, y1], fill=COLOURS[name])

    def _arch(self, name: str, left: float, top: float, right: float, bottom: float) -> None:
        """A box whose upper side is round."""
        width, height = self._size
        rise = (right - left) * width / 2
        box = [round(left * width), round(top * height), round(right * width) - 1, round(top * height + 2 * rise)]
        if box[2] > box[0] and box[3] > box[1]:
            self._draw.pieslice(box, 180, 360, fill=COLOURS[name])
        self._box(name, left, top + rise / height, right, bottom)

    def _bay(self, number: int) -> float:
        """The middle of a column of windows."""
        return 0.5 + (number - (_BAYS - 1) / 2) * 0.172

    def _attic(self) -> None:
        for number in range(_BAYS):
            x = self._bay(number)
            self._box("deco", x - 0.045, 0.075, x + 0.045, 0.09)
            self._arch("window", x - 0.03, 0.088, x + 0.03, 0.15)

    def _floor(self, top: float, floor: int) -> None:
        for number in range(_BAYS):
            x, middle = self._bay(number), number == _BAYS // 2
            half = 0.04 if not middle else 0.05
            self._box("cornice", x - half - 0.022, top - 0.016, x + half + 0.022, top - 0.003)
            if floor == 0:
                self._arch("window", x - half, top, x + half, top + 0.115)
            else:
                self._box("window", x - half, top + 0.004, x + half, top + 0.115)
            if not middle and floor > 0:
                self._box("blind", x - half - 0.022, top + 0.004, x - half, top + 0.115)
                self._box("blind", x + half, top + 0.004, x + half + 0.022, top + 0.115)
            if middle or (floor == 1 and number in (1, 3)):
                self._box("balcony", x - half - 0.028, top + 0.082, x + half + 0.028, top + 0.132)
            else:
                self._box("sill", x - half - 0.012, top + 0.116, x + half + 0.012, top + 0.128)
            if floor == 0 and not middle:
                self._box("deco", x - 0.02, top - 0.03, x + 0.02, top - 0.018)
        if floor < 2:
            self._box("molding", 0.065, top + 0.136, 0.935, top + 0.143)

    def _shops(self) -> None:
        for left, right in ((0.06, 0.23), (0.255, 0.415), (0.585, 0.745), (0.77, 0.94)):
            self._box("shop", left, 0.785, right, 0.955)
        self._box("deco", 0.44, 0.765, 0.56, 0.785)
        self._arch("door", 0.45, 0.795, 0.55, 0.985)
        self._box("background", 0.0, 0.985, 1.0, 1.0)

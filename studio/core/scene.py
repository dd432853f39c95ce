"""A landscape that the application draws by itself: what style tiles show and benchmarks paint."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from studio.core.picture import Picture


def scene_picture(side: int = 576) -> Picture:
    """A square landscape with sun, mountains, a lake, a tree and a house: what the style tiles show."""
    image = Image.new("RGB", (side, side))
    draw = ImageDraw.Draw(image)
    unit = side / 100
    for y in range(side):
        t = min(1.0, y / (62 * unit))
        draw.line([(0, y), (side, y)], fill=(int(96 + 120 * t), int(150 + 66 * t), int(214 - 6 * t)))

    def polygon(points: list[tuple[float, float]], fill: tuple[int, int, int]) -> None:
        draw.polygon([(x * unit, y * unit) for x, y in points], fill=fill)

    def ellipse(x: float, y: float, rx: float, ry: float, fill: tuple[int, int, int]) -> None:
        draw.ellipse([(x - rx) * unit, (y - ry) * unit, (x + rx) * unit, (y + ry) * unit], fill=fill)

    ellipse(74, 20, 8, 8, (255, 236, 170))
    for x, y, r in ((22, 16, 7), (30, 14, 9), (38, 17, 6)):
        ellipse(x, y, r, r * 0.55, (240, 244, 248))
    polygon([(0, 62), (0, 48), (18, 30), (30, 44), (46, 24), (66, 50), (80, 38), (100, 54), (100, 62)], (96, 110, 140))
    polygon([(46, 24), (40, 31), (45, 30), (48, 33), (52, 31)], (236, 240, 246))
    polygon([(0, 62), (0, 54), (30, 56), (60, 52), (100, 57), (100, 62)], (70, 112, 78))
    polygon([(0, 61), (100, 61), (100, 82), (0, 78)], (92, 148, 176))
    for y in range(64, 79, 3):
        draw.line([((10 + y * 7 % 30) * unit, y * unit), ((40 + y * 11 % 50) * unit, y * unit)], (170, 204, 216), 2)
    polygon([(0, 76), (40, 80), (100, 72), (100, 100), (0, 100)], (122, 150, 72))
    polygon([(40, 80), (58, 78), (72, 100), (30, 100)], (206, 184, 132))
    polygon([(66, 64), (66, 79), (86, 78), (86, 63)], (224, 206, 178))
    polygon([(63, 65), (76, 54), (89, 64)], (168, 74, 56))
    polygon([(73, 70), (73, 79), (78, 79), (78, 70)], (92, 62, 46))
    polygon([(19, 90), (21, 60), (24, 60), (26, 90)], (84, 60, 42))
    for x, y, r, shade in ((22, 50, 13, 0), (14, 57, 9, -12), (31, 57, 9, -6), (22, 42, 9, 14), (18, 50, 6, 26)):
        ellipse(x, y, r, r * 0.9, (58 + shade, 104 + shade, 52 + shade))
    pixels = np.asarray(image.filter(ImageFilter.GaussianBlur(side / 400)), np.float32)
    grain = np.random.default_rng(3).normal(0, 6, pixels.shape[:2])[..., None]
    return Picture(np.clip(pixels + grain, 0, 255).astype(np.uint8))

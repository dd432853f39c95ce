"""Twelve landscapes as a person would paint them with materials: from far to near, large shapes first.

Places are shares of the sheet. `MapPen` is what a scene paints with; `benchmarks/scenes.py` has the hand that paints
them on the application's own document.
"""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.map_shapes import MapPen, cloud, fir, house, scrubbed, tree, veil, wood


def coast(pen: MapPen) -> None:
    pen.wash("sky")
    cloud(pen, 0.24, 0.16, 0.34)
    cloud(pen, 0.66, 0.26, 0.22, 0.05)
    pen.below("mountain", [(0.52, 0.44), (0.62, 0.4), (0.76, 0.36), (0.9, 0.33), (1.05, 0.3)])
    pen.below("water", [(-0.05, 0.44), (0.5, 0.442), (1.05, 0.44)])
    pen.below("sand", [(-0.05, 0.66), (0.2, 0.7), (0.45, 0.79), (0.7, 0.84), (1.05, 0.86)])
    pen.blob("rock", [(0.78, 0.8), (0.82, 0.66), (0.9, 0.6), (1.0, 0.57), (1.1, 0.7), (1.05, 0.86), (0.9, 0.86)], True)
    pen.blob("rock", [(0.55, 0.76), (0.58, 0.7), (0.64, 0.69), (0.68, 0.75), (0.62, 0.78)], True)
    pen.brush("grass", [(0.86, 0.6), (0.95, 0.57), (1.05, 0.55)], 0.05)


def mountain_lake(pen: MapPen) -> None:
    pen.wash("sky")
    veil(pen, 0.1, 0.1, 0.4)
    veil(pen, 0.5, 0.17, 0.35)
    ridge = [(-0.05, 0.4), (0.1, 0.28), (0.2, 0.33), (0.36, 0.14), (0.48, 0.3), (0.6, 0.2), (0.74, 0.34), (1.05, 0.24)]
    pen.below("mountain", ridge, True)
    pen.blob("snow", [(0.29, 0.23), (0.36, 0.13), (0.42, 0.22), (0.38, 0.2), (0.35, 0.25), (0.33, 0.21)], True)
    pen.blob("snow", [(0.56, 0.24), (0.6, 0.19), (0.65, 0.25), (0.61, 0.23)], True)
    wood(pen, -0.05, 0.4, 0.53, 0.11)
    wood(pen, 0.62, 1.05, 0.54, 0.14)
    pen.below("water", [(-0.05, 0.52), (0.3, 0.52), (0.7, 0.525), (1.05, 0.52)])
    pen.below("grass", [(-0.05, 0.8), (0.25, 0.86), (0.6, 0.9), (1.05, 0.82)])
    pen.blob("rock", [(0.3, 0.9), (0.34, 0.83), (0.42, 0.82), (0.47, 0.88), (0.4, 0.92)], True)
    pen.blob("rock", [(0.52, 0.93), (0.55, 0.87), (0.6, 0.87), (0.63, 0.92)], True)


def meadow(pen: MapPen) -> None:
    pen.wash("sky")
    cloud(pen, 0.3, 0.2, 0.4, 0.09)
    cloud(pen, 0.8, 0.12, 0.26)
    pen.below("trees", [(-0.05, 0.5), (0.2, 0.48), (0.45, 0.5), (0.7, 0.47), (1.05, 0.49)])
    wood(pen, -0.05, 0.35, 0.52, 0.08)
    pen.below("grass", [(-0.05, 0.54), (0.35, 0.55), (0.7, 0.53), (1.05, 0.55)])
    tree(pen, 0.7, 0.72, 0.42)
    tree(pen, 0.9, 0.62, 0.24)
    pen.brush("flowers", [(0.05, 0.86), (0.3, 0.83), (0.5, 0.87)], 0.06)


def desert(pen: MapPen) -> None:
    pen.wash("sky")
    veil(pen, 0.55, 0.12, 0.4)
    pen.below("mountain", [(-0.05, 0.4), (0.12, 0.36), (0.3, 0.41), (0.5, 0.38), (0.66, 0.42)], True)
    pen.below("sand", [(-0.05, 0.44), (0.25, 0.43), (0.5, 0.4), (0.75, 0.45), (1.05, 0.41)])
    pen.blob("rock", [(0.72, 0.48), (0.74, 0.3), (0.82, 0.27), (0.92, 0.28), (0.95, 0.44), (1.0, 0.5)], True)
    pen.brush("rock", [(0.66, 0.5), (0.8, 0.49), (1.02, 0.51)], 0.04)
    pen.brush("grass", [(0.12, 0.78), (0.18, 0.76), (0.24, 0.78)], 0.03)


def snow_range(pen: MapPen) -> None:
    pen.wash("sky")
    ridge = [
        (-0.05, 0.36),
        (0.08, 0.24),
        (0.18, 0.3),
        (0.33, 0.12),
        (0.47, 0.29),
        (0.6, 0.18),
        (0.78, 0.31),
        (1.05, 0.2),
    ]
    pen.below("mountain", ridge, True)
    for peak in ((0.08, 0.24), (0.33, 0.12), (0.6, 0.18), (0.95, 0.235)):
        x, y = peak
        left = [(x - 0.05, y + 0.06), (x - 0.09, y + 0.13), (x - 0.03, y + 0.1), (x - 0.01, y + 0.17)]
        right = [(x + 0.03, y + 0.09), (x + 0.08, y + 0.13), (x + 0.05, y + 0.06), (x, y - 0.01)]
        pen.blob("snow", left + right, True)
    pen.below("snow", [(-0.05, 0.55), (0.2, 0.5), (0.5, 0.56), (0.75, 0.52), (1.05, 0.56)])
    pen.brush("rock", [(0.1, 0.62), (0.18, 0.6), (0.26, 0.63)], 0.03)
    for x, foot, height in ((0.06, 0.84, 0.24), (0.15, 0.88, 0.3), (0.84, 0.82, 0.22), (0.93, 0.9, 0.34)):
        fir(pen, x, foot, height)


def river_valley(pen: MapPen) -> None:
    pen.wash("sky")
    cloud(pen, 0.55, 0.16, 0.36)
    pen.below("mountain", [(-0.05, 0.2), (0.12, 0.26), (0.3, 0.38), (0.45, 0.44)])
    pen.below("mountain", [(0.4, 0.44), (0.6, 0.36), (0.8, 0.24), (1.05, 0.18)])
    pen.below("trees", [(-0.05, 0.4), (0.2, 0.43), (0.45, 0.47), (0.6, 0.46), (0.8, 0.41), (1.05, 0.36)])
    pen.below("grass", [(-0.05, 0.54), (0.3, 0.5), (0.5, 0.485), (0.7, 0.5), (1.05, 0.55)])
    river = [(0.5, 0.49), (0.56, 0.53), (0.46, 0.6), (0.38, 0.7), (0.56, 0.82), (0.6, 1.05)]
    for (a, b, c), width in zip(zip(river, river[1:], river[2:], strict=False), (0.025, 0.05, 0.09, 0.15), strict=True):
        pen.brush("water", [a, b, c], width)
    tree(pen, 0.14, 0.72, 0.22)
    tree(pen, 0.86, 0.76, 0.3)
    pen.brush("rock", [(0.4, 0.88), (0.43, 0.92)], 0.05)


def forest_path(pen: MapPen) -> None:
    pen.wash("trees")
    pen.blob("sky", [(0.4, -0.05), (0.36, 0.14), (0.45, 0.3), (0.53, 0.36), (0.58, 0.22), (0.66, 0.08), (0.64, -0.05)])
    pen.below("grass", [(-0.05, 0.7), (0.2, 0.62), (0.42, 0.53), (0.6, 0.53), (0.8, 0.6), (1.05, 0.68)])
    pen.blob("path", [(0.5, 0.53), (0.54, 0.53), (0.6, 0.64), (0.8, 1.05), (0.2, 1.05), (0.42, 0.7)])
    pen.brush("flowers", [(0.06, 0.86), (0.14, 0.82), (0.2, 0.85)], 0.04)
    tree(pen, 0.1, 0.78, 0.7)
    tree(pen, 0.92, 0.74, 0.66)


def island(pen: MapPen) -> None:
    pen.wash("sky")
    cloud(pen, 0.5, 0.14, 0.5)
    cloud(pen, 0.14, 0.28, 0.2, 0.05)
    pen.below("water", [(-0.05, 0.52), (0.5, 0.52), (1.05, 0.52)])
    pen.blob(
        "mountain", [(0.3, 0.54), (0.38, 0.42), (0.47, 0.36), (0.56, 0.38), (0.64, 0.46), (0.74, 0.54), (0.5, 0.56)]
    )
    wood(pen, 0.25, 0.78, 0.58, 0.09)
    pen.brush("sand", [(0.2, 0.6), (0.35, 0.59), (0.55, 0.61), (0.82, 0.59)], 0.03)
    pen.brush("rock", [(0.14, 0.6), (0.19, 0.585)], 0.035)


def waterfall(pen: MapPen) -> None:
    pen.wash("sky")
    wood(pen, -0.05, 1.05, 0.24, 0.16)
    pen.below("rock", [(-0.05, 0.22), (0.2, 0.2), (0.42, 0.24), (0.6, 0.23), (0.8, 0.19), (1.05, 0.22)])
    pen.brush("water", [(0.5, 0.24), (0.51, 0.4), (0.5, 0.58), (0.5, 0.74)], 0.12)
    pen.brush("grass", scrubbed(-0.02, 0.42, 0.22, 0.5, 3), 0.07)
    pen.brush("grass", [(0.78, 0.36), (0.9, 0.4), (1.02, 0.38)], 0.08)
    pen.below("water", [(-0.05, 0.76), (0.3, 0.74), (0.7, 0.74), (1.05, 0.77)])
    for x, y, size in (
        (0.08, 0.8, 0.1),
        (0.24, 0.86, 0.07),
        (0.82, 0.82, 0.09),
        (0.94, 0.88, 0.13),
        (0.66, 0.76, 0.05),
    ):
        low, high = y + 0.4 * size, y - 0.7 * size
        pen.blob("rock", [(x - size, low), (x - 0.5 * size, high), (x + 0.4 * size, high), (x + size, low)], True)


def village(pen: MapPen) -> None:
    pen.wash("sky")
    cloud(pen, 0.7, 0.14, 0.3)
    pen.below("mountain", [(-0.05, 0.36), (0.2, 0.26), (0.4, 0.34), (0.62, 0.24), (0.85, 0.33), (1.05, 0.28)])
    wood(pen, -0.05, 1.05, 0.5, 0.11)
    pen.below("grass", [(-0.05, 0.5), (0.3, 0.46), (0.6, 0.5), (1.05, 0.47)])
    for x, foot, width, height in (
        (0.3, 0.56, 0.1, 0.12), (0.44, 0.54, 0.09, 0.11), (0.56, 0.58, 0.12, 0.14), (0.74, 0.55, 0.1, 0.12)
    ):  # fmt: skip
        house(pen, x, foot, width, height)
    house(pen, 0.49, 0.52, 0.04, 0.24)
    tree(pen, 0.24, 0.6, 0.16)
    tree(pen, 0.71, 0.61, 0.15)
    pen.brush("path", [(0.55, 0.6), (0.48, 0.68), (0.56, 0.8), (0.5, 1.05)], 0.06)


def flower_field(pen: MapPen) -> None:
    pen.wash("sky")
    cloud(pen, 0.26, 0.18, 0.36, 0.08)
    veil(pen, 0.55, 0.1, 0.4)
    pen.below("mountain", [(-0.05, 0.42), (0.25, 0.36), (0.55, 0.41), (0.8, 0.35), (1.05, 0.4)])
    wood(pen, 0.5, 1.05, 0.5, 0.08)
    pen.below("grass", [(-0.05, 0.48), (0.5, 0.49), (1.05, 0.48)])
    pen.below("flowers", [(-0.05, 0.58), (0.3, 0.6), (0.7, 0.57), (1.05, 0.6)])
    pen.brush("grass", [(0.02, 1.0), (0.2, 0.78), (0.34, 0.6)], 0.05)
    pen.brush("grass", [(0.9, 1.02), (0.7, 0.8), (0.56, 0.59)], 0.05)


def stormy_sea(pen: MapPen) -> None:
    pen.wash("cloud")
    pen.brush("sky", [(-0.02, 0.36), (0.3, 0.33), (0.55, 0.36)], 0.06)
    pen.below("water", [(-0.05, 0.46), (0.15, 0.45), (0.3, 0.47), (0.5, 0.44), (0.7, 0.47), (1.05, 0.45)])
    left = [(-0.05, 0.56), (0.06, 0.5), (0.14, 0.56), (0.2, 0.66), (0.3, 0.74), (0.26, 0.82), (-0.05, 0.9)]
    pen.blob("rock", left, True)
    pen.blob("rock", [(0.62, 0.66), (0.66, 0.58), (0.73, 0.57), (0.78, 0.65), (0.7, 0.69)], True)
    pen.below("rock", [(0.1, 1.05), (0.3, 0.93), (0.5, 0.97), (0.7, 0.9), (1.05, 0.93)], True)


SCENES: dict[str, Callable[[MapPen], None]] = {
    "coast": coast, "mountain-lake": mountain_lake, "meadow": meadow, "desert": desert, "snow-range": snow_range,
    "river-valley": river_valley, "forest-path": forest_path, "island": island, "waterfall": waterfall,
    "village": village, "flower-field": flower_field, "stormy-sea": stormy_sea,
}  # fmt: skip

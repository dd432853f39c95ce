"""Where streets, houses, water and trees are in a quarter of a town that does not exist."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

Point = tuple[float, float]
Place = Callable[[float, float], Point]
"""From (along the avenue, across it) to a point of the plan."""


@dataclass
class Plan:
    """What is where, in units of the picture's height, seen from its middle."""

    water: list[list[Point]] = field(default_factory=list)
    parks: list[list[Point]] = field(default_factory=list)
    yards: list[list[Point]] = field(default_factory=list)
    quarters: list[tuple[list[Point], int]] = field(default_factory=list)
    streets: list[tuple[list[Point], float, str]] = field(default_factory=list)
    paths: list[list[Point]] = field(default_factory=list)
    houses: list[list[Point]] = field(default_factory=list)
    trees: list[tuple[Point, float]] = field(default_factory=list)
    cars: list[tuple[Point, float]] = field(default_factory=list)


def town_plan() -> Plan:
    """Always the same quarter; it covers pictures up to two and a half times as wide as high."""
    plan, dice = Plan(), random.Random(17)
    turn = 0.29
    columns, rows = (-1.35, -0.92, -0.50, -0.06, 0.36, 0.80, 1.25), (-0.78, -0.36, 0.03, 0.40, 0.80)

    def place(u: float, v: float) -> Point:
        v += 0.03 * math.sin(u * 4)  # streets of an old town are not straight
        return u * math.cos(turn) - v * math.sin(turn), u * math.sin(turn) + v * math.cos(turn)

    def along(us: list[float], vs: list[float]) -> list[Point]:
        return [place(u, v) for u, v in zip(us, vs, strict=True)]

    steps = [columns[0] + (columns[-1] - columns[0]) * i / 40 for i in range(41)]
    for number, v in enumerate(rows):
        kind = "avenue" if number == 2 else "street"
        wide = 0.075 if kind == "avenue" else 0.036
        plan.streets.append((along(steps, [v] * 41), wide, kind))
        for _ in range(46 if kind == "avenue" else 9):
            u, lane = dice.uniform(columns[0], columns[-1]), dice.choice((-0.3, -0.1, 0.1, 0.3))
            plan.cars.append((place(u, v + lane * wide), turn))
    for u in columns[1:-1]:
        downs = [rows[0] + (rows[-1] - rows[0]) * i / 40 for i in range(41)]
        plan.streets.append((along([u] * 41, downs), 0.032, "street"))
    for i, (left, right) in enumerate(itertools.pairwise(columns)):
        for j, (top, bottom) in enumerate(itertools.pairwise(rows)):
            inset_top, inset_bottom = (0.05 if j == 2 else 0.032), (0.05 if j == 1 else 0.032)
            block = _Block(left + 0.03, right - 0.03, top + inset_top, bottom - inset_bottom)
            outline = along([left, right, right, left], [top, top, bottom, bottom])
            if (i, j) in ((2, 2), (4, 0)):
                _park(plan, block, outline, place, dice)
            else:
                plan.quarters.append((outline, dice.choice((0, 0, 0, 1))))
                _built(plan, block, place, turn, dice, open_block=(i + j) % 3 == 0)
    river = [(-1.6, 0.66), (-0.5, 0.50), (0.1, 0.40), (0.7, 0.345), (1.6, 0.30), (1.6, 1.2), (-1.6, 1.2)]
    plan.water.append(river)
    quay = [(x, y - 0.035) for x, y in river[:5]]
    plan.streets.append((quay, 0.045, "street"))
    _clear_river(plan, quay)
    bridge = [place(columns[3], rows[2]), place(columns[3] + 0.02, rows[-1] + 0.3)]
    plan.streets.append((bridge, 0.05, "street"))
    return plan


@dataclass(frozen=True)
class _Block:
    left: float
    right: float
    top: float
    bottom: float


def _park(plan: Plan, block: _Block, outline: list[Point], place: Place, dice: random.Random) -> None:
    plan.parks.append(outline)
    middle = ((block.left + block.right) / 2, (block.top + block.bottom) / 2)
    for corner in (
        (block.left, block.top),
        (block.right, block.top),
        (block.left, block.bottom),
        (block.right, block.bottom),
    ):
        bend = ((corner[0] + middle[0]) / 2 + 0.02, (corner[1] + middle[1]) / 2 - 0.02)
        plan.paths.append([place(*corner), place(*bend), place(*middle)])
    ring = [math.tau * i / 24 for i in range(25)]
    plan.paths.append([place(middle[0] + 0.07 * math.cos(a), middle[1] + 0.06 * math.sin(a)) for a in ring])
    pond = [place(middle[0] + 0.045 * math.cos(a), middle[1] + 0.036 * math.sin(a)) for a in ring]
    plan.water.append(pond)
    for _ in range(90):
        u, v = dice.uniform(block.left, block.right), dice.uniform(block.top, block.bottom)
        if math.hypot(u - middle[0], v - middle[1]) > 0.09:
            plan.trees.append((place(u, v), dice.uniform(0.012, 0.022)))


def _built(plan: Plan, block: _Block, place: Place, turn: float, dice: random.Random, open_block: bool) -> None:
    """Houses round a green yard, or slabs in the open."""
    deep = dice.uniform(0.070, 0.088)
    inner = _Block(block.left + deep, block.right - deep, block.top + deep, block.bottom - deep)

    def house(left: float, top: float, right: float, bottom: float) -> None:
        plan.houses.append([place(left, top), place(right, top), place(right, bottom), place(left, bottom)])

    plan.yards.append(
        [place(inner.left, inner.top), place(inner.right, inner.top), place(inner.right, inner.bottom),
         place(inner.left, inner.bottom)]
    )  # fmt: skip
    step = (block.right - block.left) / 3
    if open_block:
        for number in range(3):
            left = block.left + number * step + 0.012
            house(left, block.top + dice.uniform(0, 0.06), left + step * 0.55, block.bottom - dice.uniform(0, 0.06))
    else:
        middle = dice.uniform(0.35, 0.65) * (block.right - block.left) + block.left
        house(block.left, block.top, middle, inner.top)
        house(middle, block.top, block.right, inner.top - dice.uniform(0.0, 0.015))
        house(block.left, inner.top, inner.left, block.bottom)
        house(inner.right, inner.top, block.right, inner.bottom)
        gate = dice.uniform(0.45, 0.6) * (block.right - block.left) + block.left
        house(inner.left, inner.bottom, gate - 0.018, block.bottom)
        house(gate + 0.018, inner.bottom, block.right, block.bottom)
    for _ in range(12):
        u, v = dice.uniform(inner.left, inner.right), dice.uniform(inner.top, inner.bottom)
        size = dice.uniform(0.010, 0.019)
        if not open_block or ((u - block.left) / step) % 1 > 0.72:  # between the slabs
            plan.trees.append((place(u, v), size))
    for number in range(7):  # along the street
        u = block.left + (number + 0.5) / 7 * (block.right - block.left)
        plan.trees.append((place(u, block.top - 0.012), 0.011))
        plan.trees.append((place(u, block.bottom + 0.012), 0.011))


def _clear_river(plan: Plan, quay: list[Point]) -> None:
    """Nothing stands in the water."""

    def dry(point: Point, margin: float) -> bool:
        return point[1] < float(np.interp(point[0], [x for x, _ in quay], [y for _, y in quay])) - margin

    plan.houses = [outline for outline in plan.houses if all(dry(point, 0.035) for point in outline)]
    plan.trees = [(point, size) for point, size in plan.trees if dry(point, 0.02 + size)]
    plan.cars = [(point, turn) for point, turn in plan.cars if dry(point, -0.02)]
    plan.streets = [
        ([point for point in points if dry(point, -0.03)] if points is not quay else points, wide, kind)
        for points, wide, kind in plan.streets
    ]
    plan.streets = [street for street in plan.streets if len(street[0]) > 1]

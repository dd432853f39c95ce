"""Rectangles of whole pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rect:
    """The pixels [x, x + width) by [y, y + height); empty when either side is zero or less."""

    x: int
    y: int
    width: int
    height: int

    @classmethod
    def around(cls, left: float, top: float, right: float, bottom: float) -> Rect:
        """The smallest whole-pixel rectangle that holds these edges."""
        x, y = math.floor(left), math.floor(top)
        return cls(x, y, math.ceil(right) - x, math.ceil(bottom) - y)

    @property
    def right(self) -> int:
        """One past the last column."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """One past the last row."""
        return self.y + self.height

    @property
    def is_empty(self) -> bool:
        return self.width <= 0 or self.height <= 0

    @property
    def area(self) -> int:
        """Pixels; 0 when empty."""
        return 0 if self.is_empty else self.width * self.height

    @property
    def slices(self) -> tuple[slice, slice]:
        """Rows and columns, to index an array that starts at (0, 0). The rectangle must lie inside it."""
        return slice(self.y, self.y + self.height), slice(self.x, self.x + self.width)

    def union(self, other: Rect | None) -> Rect:
        """The smallest rectangle that holds both; an empty one (or None) adds nothing."""
        if other is None or other.is_empty:
            return self
        if self.is_empty:
            return other
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Rect(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)

    def intersect(self, other: Rect) -> Rect:
        """What both cover; `EMPTY` when they do not meet."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        both = Rect(x, y, min(self.right, other.right) - x, min(self.bottom, other.bottom) - y)
        return EMPTY if both.is_empty else both

    def contains(self, x: float, y: float) -> bool:
        """Whether this point lies inside."""
        return self.x <= x < self.right and self.y <= y < self.bottom


EMPTY = Rect(0, 0, 0, 0)


def union(first: Rect | None, second: Rect | None) -> Rect | None:
    """The union of two rectangles where None stands for nothing."""
    if first is None or first.is_empty:
        return second if second is not None and not second.is_empty else None
    return first.union(second)

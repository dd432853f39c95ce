"""The frame that a crop keeps: where it is taken hold of, and where a drag brings it."""

from __future__ import annotations

from dataclasses import dataclass

from studio.document.rect import Rect

SMALLEST = 16  # pixels on either side, if the drawing has so many


@dataclass(frozen=True)
class Grip:
    """What of a frame is dragged. x, y: -1 for the left (upper) edge, 1 for the right (lower), 0 for neither.

    Neither at all: the whole frame.
    """

    x: int
    y: int


ALL = Grip(0, 0)


def grip_at(frame: Rect, x: float, y: float, reach: float) -> Grip | None:
    """What of the frame is within `reach` pixels of a point; its inside otherwise, None outside.

    In a small frame the edges leave a third of it free to take hold of the whole.
    """
    across, down = min(reach, frame.width / 3), min(reach, frame.height / 3)
    if not (frame.x - reach <= x <= frame.right + reach and frame.y - reach <= y <= frame.bottom + reach):
        return None
    left, right = x < frame.x + across, x > frame.right - across
    upper, lower = y < frame.y + down, y > frame.bottom - down
    return Grip(right - left, lower - upper)


def dragged(frame: Rect, grip: Grip, dx: float, dy: float, bounds: Rect, keep: bool = False) -> Rect:
    """The frame after a drag by (dx, dy) pixels, inside `bounds`. keep: corners keep the proportions of `frame`."""
    if grip == ALL:
        x = min(max(frame.x + round(dx), bounds.x), bounds.right - frame.width)
        y = min(max(frame.y + round(dy), bounds.y), bounds.bottom - frame.height)
        return Rect(x, y, frame.width, frame.height)
    left, right = _edges(frame.x, frame.right, grip.x, dx, bounds.x, bounds.right)
    upper, lower = _edges(frame.y, frame.bottom, grip.y, dy, bounds.y, bounds.bottom)
    result = Rect(left, upper, right - left, lower - upper)
    return _in_proportion(frame, grip, result, bounds) if keep and grip.x and grip.y else result


def drawn(x: float, y: float, to_x: float, to_y: float, bounds: Rect, square: bool = False) -> Rect | None:
    """A new frame between two points, None as long as it is too small to be meant. square: with equal sides."""
    if square:
        side = max(abs(to_x - x), abs(to_y - y))
        to_x, to_y = x + (side if to_x >= x else -side), y + (side if to_y >= y else -side)
    left, right = sorted((x, to_x))
    upper, lower = sorted((y, to_y))
    frame = Rect(round(left), round(upper), round(right) - round(left), round(lower) - round(upper)).intersect(bounds)
    small = frame.width < min(SMALLEST, bounds.width) or frame.height < min(SMALLEST, bounds.height)
    return None if small else frame


def _edges(low: int, high: int, grip: int, by: float, first: int, last: int) -> tuple[int, int]:
    least = min(SMALLEST, last - first)
    if grip < 0:
        low = min(max(low + round(by), first), high - least)
    elif grip > 0:
        high = max(min(high + round(by), last), low + least)
    return low, high


def _in_proportion(before: Rect, grip: Grip, after: Rect, bounds: Rect) -> Rect:
    """`after` with the sides of `before` in proportion, the corner opposite of the grip where it is."""
    room_x = before.right - bounds.x if grip.x < 0 else bounds.right - before.x
    room_y = before.bottom - bounds.y if grip.y < 0 else bounds.bottom - before.y
    scale = max(after.width / before.width, after.height / before.height)
    scale = min(scale, room_x / before.width, room_y / before.height)
    width, height = max(1, round(before.width * scale)), max(1, round(before.height * scale))
    x = before.right - width if grip.x < 0 else before.x
    y = before.bottom - height if grip.y < 0 else before.y
    return Rect(x, y, width, height)

"""Cutting a picture into overlapping windows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Window:
    """A window of the picture in pixels, and the part of it, in its own pixels, that is kept (the rest is margin)."""

    rows: slice
    columns: slice
    core_rows: slice
    core_columns: slice

    @property
    def kept_rows(self) -> slice:
        """The kept part in the picture's pixels."""
        return slice(self.rows.start + self.core_rows.start, self.rows.start + self.core_rows.stop)

    @property
    def kept_columns(self) -> slice:
        return slice(self.columns.start + self.core_columns.start, self.columns.start + self.core_columns.stop)


def windows(height: int, width: int, side: int, margin: int, multiple: int) -> list[Window]:
    """Windows whose cores, about `side` px or less, cover the picture once; edges lie on multiples of `multiple`.

    A picture that fits with its margin is one window. `margin` must be a multiple of `multiple` too.
    """

    def cuts(length: int) -> list[tuple[slice, slice]]:
        if length <= side + 2 * margin:
            return [(slice(0, length), slice(0, length))]
        count = -(-length // side)
        step = -(-length // (count * multiple)) * multiple
        parts = []
        for begin in range(0, length, step):
            end = min(begin + step, length)
            outer = slice(max(0, begin - margin), min(length, end + margin))
            parts.append((outer, slice(begin - outer.start, end - outer.start)))
        return parts

    return [Window(r, c, cr, cc) for r, cr in cuts(height) for c, cc in cuts(width)]

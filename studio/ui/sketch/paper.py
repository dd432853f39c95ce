"""The drawing on white paper as images to show: redone only where it has changed."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator

import numpy as np
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QRegion

from studio.document.blend import on_white
from studio.document.document import Document
from studio.document.layer import Kind
from studio.document.rect import Rect

BAND = 1 << 19  # pixels worked on at a time
MANY = 48  # separate rectangles; more are taken as one


def to_qrect(rect: Rect) -> QRect:
    return QRect(rect.x, rect.y, rect.width, rect.height)


class Paper:
    """What layers of these kinds look like on white, at full size and at the halves, quarters ... that were asked for.

    kinds: None is all. `spoil` only notes what is out of date; the work is done when an image is next wanted, once for
    all that came in between. Others may look at the document otherwise: `FORMAT` and `_look` go together.
    """

    FORMAT = QImage.Format.Format_RGB32

    def __init__(self, document: Document, kinds: Collection[Kind] | None = None) -> None:
        self.document = document
        self._kinds = kinds
        self._levels: list[np.ndarray] = []  # HxWx4: blue, green, red, alpha
        self._images: list[QImage] = []
        self._stale = QRegion(to_qrect(document.rect))

    @property
    def stale(self) -> QRegion:
        """The pixels of the document that are still to be redone."""
        return QRegion(self._stale)

    def spoil(self, rect: Rect) -> None:
        """These pixels look different now."""
        self._stale += to_qrect(rect.intersect(self.document.rect))
        if self._stale.rectCount() > MANY:
            self._stale = QRegion(self._stale.boundingRect())

    def image(self, halvings: int = 0) -> QImage:
        """The drawing at 1/2**halvings of its size (rounded up), up to date. Valid until the next call."""
        if not self._levels:
            self._add(np.zeros((self.document.height, self.document.width, 4), np.uint8))
        stale, self._stale = self._stale, QRegion()
        for part in list(stale):  # type: ignore[call-overload]  # the stubs miss that it is a sequence
            self._redo(Rect(part.x(), part.y(), part.width(), part.height()))
        while len(self._levels) <= halvings:
            above = self._levels[-1]
            level = np.empty((-(-above.shape[0] // 2), -(-above.shape[1] // 2), 4), np.uint8)
            _halve(above, level, Rect(0, 0, level.shape[1], level.shape[0]))
            self._add(level)
        return self._images[halvings]

    def _add(self, pixels: np.ndarray) -> None:
        height, width = pixels.shape[:2]
        self._levels.append(pixels)
        self._images.append(QImage(pixels.data, width, height, 4 * width, self.FORMAT))

    def _look(self, rect: Rect) -> np.ndarray:
        """The pixels within `rect` as `FORMAT` has them, HxWx4 uint8: blue, green, red, alpha."""
        pixels = np.full((rect.height, rect.width, 4), 255, np.uint8)
        pixels[..., 2::-1] = on_white(self.document.composite(rect, self._kinds))
        return pixels

    def _redo(self, rect: Rect) -> None:
        for part in _bands(rect):
            self._levels[0][part.slices] = self._look(part)
        left, top, right, bottom = rect.x, rect.y, rect.right, rect.bottom
        for above, level in zip(self._levels, self._levels[1:], strict=False):
            left, top, right, bottom = left // 2, top // 2, -(-right // 2), -(-bottom // 2)
            _halve(above, level, Rect(left, top, right - left, bottom - top))


def halvings_for(scale: float) -> int:
    """Which of the images is drawn smaller, by less than half, to show a pixel of the drawing `scale` pixels wide."""
    return max(0, math.floor(-math.log2(scale))) if scale > 0 else 0


def _bands(rect: Rect) -> Iterator[Rect]:
    """The rectangle from top to bottom in parts that take little memory to work on."""
    rows = max(1, BAND // max(1, rect.width))
    for top in range(rect.y, rect.bottom, rows):
        yield Rect(rect.x, top, rect.width, min(rows, rect.bottom - top))


def _halve(above: np.ndarray, level: np.ndarray, rect: Rect) -> None:
    """Brings `rect` of a level up to date with the one that is twice as large."""
    for part in _bands(rect):
        level[part.slices] = _halved(above[2 * part.y : 2 * part.bottom, 2 * part.x : 2 * part.right])


def _halved(pixels: np.ndarray) -> np.ndarray:
    """Means of 2 x 2 pixels; the last row or column of an odd number counts twice."""
    odd = pixels.shape[0] % 2, pixels.shape[1] % 2
    if any(odd):
        pixels = np.pad(pixels, ((0, odd[0]), (0, odd[1]), (0, 0)), mode="edge")
    rows = np.add(pixels[::2], pixels[1::2], dtype=np.uint16)
    sums = rows[:, ::2] + rows[:, 1::2]
    sums += 2
    sums >>= 2
    return sums

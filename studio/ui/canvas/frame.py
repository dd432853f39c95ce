"""A picture made ready for drawing at any scale, without ever making the hand wait for a large one."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

import numpy as np
from PIL import Image
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from studio.core.picture import Picture
from studio.ui.widgets.images import to_qimage

LARGE = 4 << 20  # pixels from which a picture is reduced on another thread
ROUGH = 1 << 19  # pixels of what is shown of it until then
BAND = 1 << 20  # pixels of it that are reduced at once
Aside = Callable[[Callable[[], QImage], Callable[[QImage], None]], None]
"""Calls its first argument on another thread and its second with the answer, on this one."""


class Frame:
    """Halved copies of a picture are made when they are first wanted and kept, so that zooming and panning never scale
    the whole picture again. aside: makes those of a large picture; until they come, single pixels stand for many.
    `version` grows when something better can be drawn."""

    def __init__(self, picture: Picture, aside: Aside | None = None) -> None:
        self._picture = picture
        self._aside = aside if picture.width * picture.height > LARGE else None
        self._levels: dict[int, QImage] = {}
        self._asked: set[int] = set()
        self._rough: QImage | None = None
        self.version = 0

    @property
    def has_alpha(self) -> bool:
        """Whether something behind the picture may show through."""
        return self._picture.pixels.shape[2] == 4

    def draw(self, painter: QPainter, field: QRect, visible: QRect, nearest: bool, exact: bool = True) -> None:
        """Draws what lies in `visible` of the picture stretched over `field`, both in physical pixels.

        exact: pixels fall on pixels if the sizes are the same, because `painter` turns nothing.
        """
        shown = field.intersected(visible)
        if shown.isEmpty():
            return
        scale = field.width() / self._picture.width
        level = self._level(max(0, math.floor(-math.log2(scale))) if scale > 0 else 0)
        across, down = field.width() / level.width(), field.height() / level.height()
        # Whole source pixels with one to spare: the filter never invents an edge in the middle of the picture.
        left = max(0, math.floor((shown.left() - field.left()) / across) - 1)
        top = max(0, math.floor((shown.top() - field.top()) / down) - 1)
        right = min(level.width(), math.ceil((shown.left() + shown.width() - field.left()) / across) + 1)
        bottom = min(level.height(), math.ceil((shown.top() + shown.height() - field.top()) / down) + 1)
        target = QRectF(field.left() + left * across, field.top() + top * down, 0, 0)
        target.setSize(QRectF(0, 0, (right - left) * across, (bottom - top) * down).size())
        exact = exact and field.size() == level.size()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not nearest and not exact)
        painter.drawImage(target, level, QRectF(left, top, right - left, bottom - top))

    def _level(self, halvings: int) -> QImage:
        """The picture at 1/2**halvings of its size, or what stands for it."""
        if halvings in self._levels:
            return self._levels[halvings]
        if self._aside is None:
            image = self._levels.get(halvings - 1) or to_qimage(self._picture)
            self._levels[halvings] = self._quick_to_paint(self._halved(image, halvings))
        elif not halvings and self._picture.pixels.dtype == np.uint8:
            self._levels[0] = to_qimage(self._picture)  # what is seen of it is converted while it is drawn
        else:
            if halvings not in self._asked:
                self._asked.add(halvings)
                self._aside(partial(reduced, self._picture, halvings), partial(self._take, halvings))
            return self._roughly()
        return self._levels[halvings]

    def _halved(self, image: QImage, halvings: int) -> QImage:
        if not halvings:
            return image
        width, height = (max(1, -(-side >> halvings)) for side in (self._picture.width, self._picture.height))
        mode = Qt.TransformationMode.SmoothTransformation
        return image.scaled(width, height, Qt.AspectRatioMode.IgnoreAspectRatio, mode)

    def _quick_to_paint(self, image: QImage) -> QImage:
        alpha = QImage.Format.Format_ARGB32_Premultiplied
        return image.convertToFormat(alpha if self.has_alpha else QImage.Format.Format_RGB32)

    def _roughly(self) -> QImage:
        """One pixel of each so many."""
        if self._rough is None:
            step = math.ceil((self._picture.width * self._picture.height / ROUGH) ** 0.5)
            pixels = self._picture.pixels[step // 2 :: step, step // 2 :: step].copy()
            self._rough = self._quick_to_paint(to_qimage(self._picture.with_pixels(pixels)))
        return self._rough

    def _take(self, halvings: int, image: QImage) -> None:
        self._levels[halvings] = image
        self.version += 1


def reduced(picture: Picture, halvings: int) -> QImage:
    """The picture at 1/2**halvings of its size, each pixel the mean of what it stands for, ready for painting. Other
    threads go on meanwhile, as they would not while Qt scales: no step of it takes the interpreter for long."""
    height, width, channels = picture.pixels.shape
    whole = [-(-side >> halvings) for side in (height, width)]
    bits = np.empty((*whole, channels), np.uint8)
    rows = max(1, BAND // (width << halvings))
    for top in range(0, whole[0], rows):
        band = slice(top << halvings, min(height, (top + rows) << halvings))
        bits[top : top + rows] = _reduced(picture.with_pixels(picture.pixels[band]).as_uint8(), 1 << halvings)
    kept, made = QImage.Format.Format_RGB888, QImage.Format.Format_RGB32
    if channels == 4:
        kept, made = QImage.Format.Format_RGBA8888_Premultiplied, QImage.Format.Format_ARGB32_Premultiplied
    return QImage(bits.data, whole[1], whole[0], whole[1] * channels, kept).convertToFormat(made)


def _reduced(pixels: np.ndarray, times: int) -> np.ndarray:
    """H x W x 3, or 4 which become premultiplied, `times` smaller."""
    image = Image.fromarray(np.ascontiguousarray(pixels))
    return np.asarray((image.convert("RGBa") if pixels.shape[2] == 4 else image).reduce(times))

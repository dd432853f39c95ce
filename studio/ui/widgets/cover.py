"""Filling an area with a picture, nothing stretched."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QBrush, QImage, QTransform


def cover_brush(image: QImage, rect: QRectF) -> QBrush:
    """A brush that fills `rect` with the middle of `image`."""
    scale = max(rect.width() / image.width(), rect.height() / image.height())
    left = rect.center().x() - image.width() * scale / 2
    top = rect.center().y() - image.height() * scale / 2
    brush = QBrush(image)
    brush.setTransform(QTransform(scale, 0, 0, scale, left, top))
    return brush

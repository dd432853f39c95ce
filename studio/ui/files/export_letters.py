"""Captions in the letters of any language."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage, QPainter


def qt_letters(text: str, size: int) -> NDArray[np.uint8]:
    """`Letters` in the window's font; may be called in any thread."""
    font = QFont()
    font.setPixelSize(size)
    metrics = QFontMetrics(font)
    image = QImage(max(1, metrics.horizontalAdvance(text) + size // 4), metrics.height(), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setFont(font)
    painter.setPen(Qt.GlobalColor.black)
    painter.drawText(0, metrics.ascent(), text)
    painter.end()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, 3 : 4 * image.width() : 4].copy()  # the alpha of each pixel

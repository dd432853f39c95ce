"""Between the application's `Picture` and what Qt shows, copies and drops."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QBrush, QColor, QColorSpace, QImage, QPainter, QPixmap

from studio.core.errors import PictureError
from studio.core.picture import Picture

SPARE = 4  # pixels that are looked at for one of a thumbnail, along each side


def to_qimage(picture: Picture) -> QImage:
    """A QImage (RGB888 or RGBA8888) that shares the pixels of an 8-bit picture; float pictures are rounded first.

    The pixels stay alive as long as the returned object does: keep it while it is shown, or `copy()` it.
    """
    pixels = picture.as_uint8()
    height, width, channels = pixels.shape
    layout = QImage.Format.Format_RGBA8888 if channels == 4 else QImage.Format.Format_RGB888
    image = QImage(pixels.data, width, height, width * channels, layout)
    image._pixels = pixels  # type: ignore[attr-defined]  # QImage only borrows the buffer
    return image


def from_qimage(image: QImage) -> Picture:
    """The 8-bit picture shown by `image`, converted to sRGB. Raises PictureError for an empty or too large image."""
    if image.isNull():
        raise PictureError("There is no picture here; copy or drop a picture and try again.")
    srgb = QColorSpace(QColorSpace.NamedColorSpace.SRgb)
    if image.colorSpace().isValid() and image.colorSpace() != srgb:
        converted = image.convertedToColorSpace(srgb)
        image = image if converted.isNull() else converted
    channels = 4 if image.hasAlphaChannel() else 3
    image = image.convertToFormat(QImage.Format.Format_RGBA8888 if channels == 4 else QImage.Format.Format_RGB888)
    if image.isNull():
        raise PictureError("This picture is too large for the memory that is left; use a smaller one.")
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    pixels = rows[:, : image.width() * channels].reshape(image.height(), image.width(), channels).copy()
    pixels.flags.writeable = False
    return Picture(pixels)


def paths_in(mime: QMimeData) -> list[Path]:
    """The local files that are dropped or pasted."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def picture_in(mime: QMimeData) -> Picture | None:
    """The picture itself that is dropped or pasted (from a browser, say), if it is one that can be read."""
    image = mime.imageData() if mime.hasImage() else None
    if isinstance(image, QPixmap):
        image = image.toImage()
    return from_qimage(image) if isinstance(image, QImage) and not image.isNull() else None


def square_pixmap(image: QImage, side: int) -> QPixmap:
    """The middle of `image` as a square of `side` physical pixels, for tiles and thumbnails."""
    scale = side / min(image.width(), image.height())
    if scale < 1 / (2 * SPARE):  # of a photo, some pixels are enough
        image = image.scaled(round(image.width() * scale * SPARE), round(image.height() * scale * SPARE))
        scale = side / min(image.width(), image.height())
    width, height = max(side, round(image.width() * scale)), max(side, round(image.height() * scale))
    scaled = image.scaled(
        width, height, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    return QPixmap.fromImage(scaled.copy((width - side) // 2, (height - side) // 2, side, side))


def checkerboard(light: str, dark: str, side: int) -> QBrush:
    """What shows through a transparent picture: squares of `side` physical pixels."""
    tile = QImage(2 * side, 2 * side, QImage.Format.Format_RGB32)
    tile.fill(QColor(light))
    painter = QPainter(tile)
    painter.fillRect(0, 0, side, side, QColor(dark))
    painter.fillRect(side, side, side, side, QColor(dark))
    painter.end()
    return QBrush(tile)

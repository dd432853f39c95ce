"""The painted areas as tints over the photo, and the brush as a circle of its true size."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from studio.ui.canvas.picture_view import PictureView
from studio.ui.masks.brush import MaskSheet, Rect
from studio.ui.masks.hand import MaskHand

OPACITY = 0.45
RING_MARGIN = 3  # logical pixels round the circle that its pen may touch


class MaskOverlay:
    """Draws the sheet of `painter` over `view`, and repaints no more of it than has changed."""

    def __init__(self, view: PictureView, painter: MaskHand) -> None:
        self._view, self._painter = view, painter
        self._pixels = np.zeros((1, 1, 4), np.uint8)  # blue, green, red, alpha; premultiplied
        self._image = QImage()
        self._tints: dict[str, tuple[int, int, int]] = {}
        self._at: QPointF | None = None
        self._ring = QRect()
        painter.touched.connect(self._on_touched)
        painter.changed.connect(self._on_changed)

    def put_ring(self, at: QPointF | None) -> None:
        """The brush hovers over this point of the view; None: somewhere else."""
        self._at = at
        before, self._ring = self._ring, self._ring_area()
        self._view.update(before.united(self._ring))

    # --- keeping in step ---------------------------------------------------------------------------------------------

    def _on_changed(self) -> None:
        tints = {one.style: (one.tint.red(), one.tint.green(), one.tint.blue()) for one in self._painter.targets()}
        if tints != self._tints or (self._painter.sheet is None) != self._image.isNull():
            self._tints = tints
            self._on_touched(None)
        self.put_ring(self._at)

    def _on_touched(self, rect: Rect | None) -> None:
        sheet = self._painter.sheet
        if sheet is None:
            self._image = QImage()
            self._view.update()
            return
        if rect is None or self._image.isNull():
            rect = Rect(0, 0, sheet.width, sheet.height)
            self._pixels = np.zeros((sheet.height, sheet.width, 4), np.uint8)
            form = QImage.Format.Format_ARGB32_Premultiplied
            self._image = QImage(self._pixels.data, sheet.width, sheet.height, sheet.width * 4, form)
            self._view.update()
        else:
            self._view.update(self._area_of(rect, sheet))
        self._tint(rect, sheet)

    def _tint(self, rect: Rect, sheet: MaskSheet) -> None:
        """Colours the pixels of `rect`; the planes add up to 255 at most, so the sums stay in range."""
        part = self._pixels[rect.slices]
        sums = np.zeros(part.shape, np.uint32)
        for style, plane in sheet.planes.items():
            values = plane[rect.slices]
            if not values.any():
                continue
            red, green, blue = self._tints.get(style, (128, 128, 128))
            sums += values[..., None] * np.array([blue, green, red, 255], np.uint32)
        np.floor_divide(sums, round(255 / OPACITY), out=sums)
        part[...] = sums

    def _area_of(self, rect: Rect, sheet: MaskSheet) -> QRect:
        """Where the pixels of `rect` lie in the view, with those that smoothing mixes them into."""
        field = self._field()
        across, down = field.width() / sheet.width, field.height() / sheet.height
        left, top = field.left() + (rect.left - 1) * across, field.top() + (rect.top - 1) * down
        right, bottom = field.left() + (rect.right + 1) * across, field.top() + (rect.bottom + 1) * down
        return QRectF(QPointF(left, top), QPointF(right, bottom)).toAlignedRect().adjusted(-1, -1, 1, 1)

    def _field(self) -> QRectF:
        return self._view.viewport.field(QSizeF(self._view.size()))

    # --- painting ----------------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter) -> None:
        """Draws over the picture of the view, in logical pixels."""
        if not self._image.isNull():
            self._paint_tints(painter)
        if self._at is not None and not self._view.panning:
            self._paint_ring(painter, self._at)

    def _paint_tints(self, painter: QPainter) -> None:
        field, image = self._field(), self._image
        shown = field.intersected(QRectF(self._view.rect()))
        if shown.isEmpty():
            return
        across, down = field.width() / image.width(), field.height() / image.height()
        # Whole pixels with one to spare, so that smoothing never invents an edge in the middle of the photo.
        left, top = (max(0, math.floor(way) - 1) for way in self._steps(shown.topLeft(), field, across, down))
        right, bottom = (math.ceil(way) + 1 for way in self._steps(shown.bottomRight(), field, across, down))
        right, bottom = min(image.width(), right), min(image.height(), bottom)
        source = QRectF(left, top, right - left, bottom - top)
        target = QRectF(field.left() + left * across, field.top() + top * down, 0, 0)
        target.setSize(QSizeF(source.width() * across, source.height() * down))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, image, source)

    @staticmethod
    def _steps(point: QPointF, field: QRectF, across: float, down: float) -> tuple[float, float]:
        return (point.x() - field.left()) / across, (point.y() - field.top()) / down

    def radius(self) -> float:
        """Of the brush at full pressure, in the view's logical pixels."""
        field = self._field()
        return self._painter.size / 2 * max(field.width(), field.height())

    def _ring_area(self) -> QRect:
        if self._at is None:
            return QRect()
        reach = self.radius() + RING_MARGIN
        return QRectF(self._at.x() - reach, self._at.y() - reach, 2 * reach, 2 * reach).toAlignedRect()

    def _paint_ring(self, painter: QPainter, at: QPointF) -> None:
        """Light upon dark, so that it shows on every photo; dashed when it takes away."""
        radius = max(1.5, self.radius())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        style = Qt.PenStyle.DashLine if self._painter.erasing else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(0, 0, 0, 150), 3))
        painter.drawEllipse(at, radius, radius)
        painter.setPen(QPen(QColor(255, 255, 255), 1.25, style))
        painter.drawEllipse(at, radius, radius)
        core = radius * (1 - self._painter.softness)
        if core >= 3 and self._painter.softness > 0:  # inside it the brush covers wholly
            painter.setPen(QPen(QColor(255, 255, 255, 110), 1))
            painter.drawEllipse(at, core, core)
        if radius > 6:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(255, 255, 255, 200))
            painter.drawEllipse(at, 1.25, 1.25)

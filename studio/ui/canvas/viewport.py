"""Where we look: the zoom, the centre and the turn of the paper that several views share."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, Signal
from PySide6.QtGui import QTransform

MIN_ZOOM, MAX_ZOOM = 0.05, 32.0
STEP = 2**0.5
MARGIN = 16  # logical pixels left free around a fitted picture


class Viewport(QObject):
    """Zoom and centre over one document, shared by every view that shows it.

    Positions in the picture are normalised: (0, 0) is its top left corner, (1, 1) its bottom right one, whatever the
    number of pixels of the frame at hand. Zoom is relative to the document's pixels: 1.0 shows one of them on one
    physical pixel of the screen, so a small preview covers exactly the area of the finished picture.
    Until the user zooms, the picture fits into each view (`fitting`).
    The views may also be turned about their middle and mirrored: `field` is where the picture lies before that,
    `turn` what is done to it then.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = QSizeF()
        self._zoom = 1.0
        self._centre = QPointF(0.5, 0.5)
        self._fitting = True
        self._rotation = 0.0
        self._mirrored = False
        self._pixel_ratio = 1.0
        self._view_size = QSizeF()

    @property
    def document_size(self) -> QSizeF:
        """The document's width and height in pixels; empty before a picture was opened."""
        return QSizeF(self._document)

    def set_document_size(self, width: int, height: int) -> None:
        """Sets the extent that zoom is relative to; another size fits the new picture into the views."""
        size = QSizeF(width, height)
        if size != self._document:
            self._document = size
            self._fitting = True
            self._centre = QPointF(0.5, 0.5)
            self._rotation, self._mirrored = 0.0, False
            self.changed.emit()

    @property
    def fitting(self) -> bool:
        """Whether the picture is fitted into each view."""
        return self._fitting

    @property
    def zoom(self) -> float:
        """The zoom now, 1.0 = 100 %; while fitting, that of the view which was resized last."""
        return self.zoom_in_view(self._view_size)

    @property
    def centre(self) -> QPointF:
        """The picture point (0..1, 0..1) in the middle of every view."""
        return QPointF(self._centre)

    def set_view(self, size: QSizeF, pixel_ratio: float) -> None:
        """A view reports its size in logical pixels and its screen's pixel ratio, which may change a fitted zoom."""
        before = self.zoom, self._pixel_ratio
        self._view_size = QSizeF(size)
        self._pixel_ratio = max(1.0, pixel_ratio)
        if (self.zoom, self._pixel_ratio) != before:
            self.changed.emit()

    def zoom_in_view(self, size: QSizeF) -> float:
        """The zoom that applies in a view of `size` logical pixels."""
        if not self._fitting:
            return self._zoom
        if self._document.isEmpty() or size.isEmpty():
            return 1.0
        free_width = max(1.0, size.width() - 2 * MARGIN)
        free_height = max(1.0, size.height() - 2 * MARGIN)
        turned = QTransform().rotate(self._rotation).mapRect(QRectF(QPointF(), self._document))
        scale = min(free_width / turned.width(), free_height / turned.height())
        return min(MAX_ZOOM, scale * self._pixel_ratio)

    def field(self, size: QSizeF) -> QRectF:
        """The rectangle, in a view's logical pixels, that the whole picture covers there while nothing is turned."""
        scale = self.zoom_in_view(size) / self._pixel_ratio
        width, height = self._document.width() * scale, self._document.height() * scale
        left = size.width() / 2 - self._centre.x() * width
        top = size.height() / 2 - self._centre.y() * height
        return QRectF(left, top, width, height)

    @property
    def rotation(self) -> float:
        """By how many degrees the views are turned clockwise, -180..180."""
        return self._rotation

    @property
    def mirrored(self) -> bool:
        """Whether left and right change places in the views."""
        return self._mirrored

    @property
    def turned(self) -> bool:
        """Whether the views are rotated or mirrored at all."""
        return self._mirrored or bool(self._rotation)

    def turn(self, size: QSizeF) -> QTransform:
        """How a view of `size` turns and mirrors what lies in `field`, in logical pixels: about its own middle."""
        if not self.turned:
            return QTransform()
        middle = QPointF(size.width() / 2, size.height() / 2)
        turn = QTransform().translate(middle.x(), middle.y()).rotate(self._rotation)
        if self._mirrored:
            turn.scale(-1, 1)
        return turn.translate(-middle.x(), -middle.y())

    def shown(self, size: QSizeF) -> QRectF:
        """The smallest upright rectangle of a view of `size` round the whole picture as it shows."""
        return self.turn(size).mapRect(self.field(size))

    def set_rotation(self, degrees: float) -> None:
        """Turns the views about their middle, clockwise as seen."""
        degrees = math.remainder(degrees, 360.0)
        if degrees != self._rotation:
            self._rotation = degrees
            self.changed.emit()

    def set_mirrored(self, on: bool) -> None:
        """Mirrors the views about their vertical middle; the picture stays as it is."""
        if on != self._mirrored:
            self._mirrored = on
            self._rotation = -self._rotation  # what is seen is mirrored, the turn with it
            self.changed.emit()

    def widget_to_picture(self, point: QPointF, size: QSizeF) -> QPointF:
        """The normalised picture position under a view's `point`; outside 0..1 beside the picture."""
        field = self.field(size)
        if field.isEmpty():
            return QPointF(0.5, 0.5)
        if self.turned:
            point = self.turn(size).inverted()[0].map(point)
        return QPointF((point.x() - field.left()) / field.width(), (point.y() - field.top()) / field.height())

    def picture_to_widget(self, point: QPointF, size: QSizeF) -> QPointF:
        """Where a normalised picture position lies in a view of `size`."""
        field = self.field(size)
        place = QPointF(field.left() + point.x() * field.width(), field.top() + point.y() * field.height())
        return self.turn(size).map(place) if self.turned else place

    def fit(self) -> None:
        """Shows the whole picture, and keeps doing so when a view is resized."""
        self._fitting = True
        self._centre = QPointF(0.5, 0.5)
        self.changed.emit()

    def set_zoom(self, zoom: float) -> None:
        """Zooms about the middle of the views; clipped to 5 %..3200 %."""
        self._zoom = min(MAX_ZOOM, max(MIN_ZOOM, zoom))
        self._fitting = False
        self.changed.emit()

    def zoom_in(self) -> None:
        """One step closer."""
        self.set_zoom(self.zoom * STEP)

    def zoom_out(self) -> None:
        """One step back."""
        self.set_zoom(self.zoom / STEP)

    def zoom_at(self, point: QPointF, factor: float, size: QSizeF) -> None:
        """Zooms by `factor` so that what lies under `point` of a view of `size` stays there."""
        if self._document.isEmpty():
            return
        anchor = self.widget_to_picture(point, size)
        self._zoom = min(MAX_ZOOM, max(MIN_ZOOM, self.zoom_in_view(size) * factor))
        self._fitting = False
        moved = self.picture_to_widget(anchor, size) - point
        self._move(moved)
        self.changed.emit()

    def pan(self, delta: QPointF) -> None:
        """Moves the picture by `delta` logical pixels; a fitted picture stays where it is."""
        if self._fitting or self._document.isEmpty():
            return
        self._move(-delta)
        self.changed.emit()

    def _move(self, delta: QPointF) -> None:
        """Moves the centre by logical pixels as seen, never off the picture, so that nobody loses it."""
        if self.turned:
            delta = self.turn(QSizeF(0, 0)).inverted()[0].map(delta)  # about the origin: the turn alone
        scale = self._zoom / self._pixel_ratio
        x = self._centre.x() + delta.x() / (self._document.width() * scale)
        y = self._centre.y() + delta.y() / (self._document.height() * scale)
        self._centre = QPointF(min(1.0, max(0.0, x)), min(1.0, max(0.0, y)))

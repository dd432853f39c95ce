"""Pictures as a view shows them, drawn anew only when something about that has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QPainter, QPixmap, QTransform

from studio.ui.canvas.frame import Frame
from studio.ui.canvas.viewport import Viewport
from studio.ui.widgets.images import checkerboard
from studio.ui.widgets.theme import GRID, colours

NEAREST_ABOVE = 4.0  # zoom from which pixels are shown as squares


@dataclass(frozen=True)
class Look:
    """How a view looks at its picture. size: of the view, logical pixels. ratio: physical ones in each."""

    size: QSize
    ratio: float
    viewport: Viewport

    @property
    def field(self) -> QRectF:
        """Where the picture lies before it is turned, logical pixels."""
        return self.viewport.field(QSizeF(self.size))


class DrawnFrames:
    """The whole view with a frame in it, one pixmap for each frame that is still of use."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[object, Frame, QPixmap]] = {}

    def get(self, frame: Frame | None, look: Look, live: Sequence[Frame | None]) -> QPixmap:
        """live: the frames whose pixmaps are worth keeping."""
        viewport = look.viewport
        key = (
            look.field.getRect(), look.size.toTuple(), look.ratio, colours(), viewport.rotation, viewport.mirrored,
            frame.version if frame else 0,
        )  # fmt: skip
        kept = self._kept.get(id(frame))
        if kept and kept[0] == key and kept[1] is frame:
            return kept[2]
        pixmap = QPixmap(look.size * look.ratio)
        pixmap.fill(QColor(colours().canvas))
        if frame:
            _draw(pixmap, frame, look)
        pixmap.setDevicePixelRatio(look.ratio)
        self._kept = {k: v for k, v in self._kept.items() if any(v[1] is one for one in live)}
        if frame:
            self._kept[id(frame)] = (key, frame, pixmap)
        return pixmap


def _draw(pixmap: QPixmap, frame: Frame, look: Look) -> None:
    theme, ratio, field, viewport = colours(), look.ratio, look.field, look.viewport
    left, top = round(field.left() * ratio), round(field.top() * ratio)
    right, bottom = round(field.right() * ratio), round(field.bottom() * ratio)
    area = QRect(left, top, max(1, right - left), max(1, bottom - top))
    painter = QPainter(pixmap)
    visible = pixmap.rect()
    if viewport.turned:
        turn = viewport.turn(QSizeF(look.size))
        physical = QTransform.fromScale(1 / ratio, 1 / ratio) * turn * QTransform.fromScale(ratio, ratio)
        painter.setTransform(physical)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)  # of slanting edges
        visible = physical.inverted()[0].mapRect(QRectF(visible)).toAlignedRect()
    if frame.has_alpha:
        squares = checkerboard(theme.check_light, theme.check_dark, round(GRID * ratio))
        painter.fillRect(area.intersected(visible), squares)
    frame.draw(painter, area, visible, viewport.zoom_in_view(QSizeF(look.size)) > NEAREST_ABOVE, not viewport.rotation)
    painter.end()

"""Our own icons: SVG line drawings, tinted with the palette's text colour at any size and pixel ratio."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from studio.library.paths import resources_dir

# fmt: off
NAMES = (
    "open", "save", "paste", "undo", "redo", "play", "stop", "live", "compare", "split", "swap", "zoom-fit",
    "zoom-in", "zoom-out", "hand", "star", "star-filled", "search", "plus", "close", "dice", "trash", "brush",
    "materials", "photo", "sketch", "settings", "history", "mask", "adopt", "eraser", "invert",
    "pen", "hints", "line", "fill", "picker", "move", "flip", "mirror", "symmetry", "eye", "eye-off", "lock", "unlock",
    "up", "down", "pressure", "pressure-size", "pressure-opacity", "reference", "layers",
    "next", "grid", "detach", "trace", "polygon", "lasso", "rectangle", "fill-all", "preserve", "outlines",
    "crop", "canvas-size", "scale",
    "winter", "summer", "night", "day", "sunset", "cloud", "rain", "painting", "sparkle",
)
# fmt: on


@cache
def _drawing(name: str) -> str:
    """The SVG text of the icon called `name`."""
    return (resources_dir() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    renderer = QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    return renderer


def paint_icon(painter: QPainter, name: str, rect: QRectF, colour: str) -> None:
    """Draws an icon in `colour` ("#rrggbb") into `rect`."""
    _renderer(name, colour).render(painter, rect)


class _Engine(QIconEngine):
    """Draws at the moment it is asked to, so that a theme switch recolours every icon."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def clone(self) -> QIconEngine:
        return _Engine(self._name)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        group = QPalette.ColorGroup.Disabled if mode == QIcon.Mode.Disabled else QPalette.ColorGroup.Active
        role = QPalette.ColorRole.HighlightedText if mode == QIcon.Mode.Selected else QPalette.ColorRole.WindowText
        colour = QGuiApplication.palette().color(group, role)
        painter.save()
        painter.setOpacity(painter.opacity() * colour.alphaF())
        paint_icon(painter, self._name, QRectF(rect), colour.name())
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        if size.isEmpty():  # a button that the layout has squeezed to nothing
            return QPixmap()
        pixmap = QPixmap(size * scale)
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap


def icon(name: str) -> QIcon:
    """The icon called `name`, one of `NAMES`. Raises KeyError for another name."""
    if name not in NAMES:
        raise KeyError(name)
    return QIcon(_Engine(name))

"""A picture on screen, zoomed and panned through a shared viewport."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QImage,
    QInputDevice,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

from studio.core.picture import Picture
from studio.ui.canvas.drawn_frames import DrawnFrames, Look
from studio.ui.canvas.frame import Frame
from studio.ui.canvas.viewport import Viewport
from studio.ui.widgets.background import Background
from studio.ui.widgets.images import paths_in, picture_in
from studio.ui.widgets.theme import GRID, colours

log = logging.getLogger(__name__)

NOTCH = 1.25  # zoom of one click of the wheel
PAN_STEP = 8 * GRID


class Drag(Enum):
    """What the pressed mouse does."""

    NONE = auto()
    PAN = auto()
    ZOOM = auto()


class PictureView(QWidget):
    """Shows one picture of a shared `Viewport`; takes drops of files and of pictures.

    Wheel or pinch zooms at the pointer, two fingers, Space, the middle button or the hand tool pan, Ctrl+Space drags
    the zoom, a double click fits; arrows, plus and minus do the same from the keyboard.
    """

    files_dropped = Signal(list)  # list[Path]
    image_dropped = Signal(object)  # Picture
    hand_changed = Signal(bool)

    def __init__(self, viewport: Viewport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._viewport = viewport
        self._picture: Picture | None = None
        self._frame: Frame | None = None
        self._drawn = DrawnFrames()
        self._background = Background(self)
        self._drag = Drag.NONE
        self._last = QPointF()
        self._anchor = QPointF()
        self._space = False
        self._hand = False
        self._dropping = False
        self._overlay: Callable[[QPainter], None] | None = None
        self._tool_cursor: Qt.CursorShape | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.setMinimumSize(16 * GRID, 16 * GRID)
        self.setAccessibleName(self.tr("Picture"))
        self.setAccessibleDescription(self.tr("Wheel zooms, Space drags, arrow keys pan, plus and minus zoom."))
        if sys.platform != "darwin":  # there the trackpad already sends native gestures
            self.grabGesture(Qt.GestureType.PinchGesture)
        viewport.changed.connect(self.update)

    @property
    def viewport(self) -> Viewport:
        """Where this view looks."""
        return self._viewport

    @property
    def picture(self) -> Picture | None:
        """What is shown."""
        return self._picture

    def set_picture(self, picture: Picture | None) -> None:
        """Replaces the frame in one paint; the old one stays on screen until then.

        The first picture gives an empty viewport its document size; later ones are stretched over the document.
        """
        if picture is self._picture:
            return
        self._picture = picture
        self._frame = self._framed(picture)
        if picture and self._viewport.document_size.isEmpty():
            self._viewport.set_document_size(picture.width, picture.height)
        self.update()

    @property
    def hand(self) -> bool:
        """Whether the hand tool is on."""
        return self._hand

    def set_hand(self, on: bool) -> None:
        """Switches the hand tool: while it is on, the pointer says that dragging pans."""
        if on != self._hand:
            self._hand = on
            self._update_cursor()
            self.hand_changed.emit(on)

    @property
    def panning(self) -> bool:
        """Whether a press looks around now, or would: Space is held, the hand tool is on, or a drag goes on."""
        return self._space or self._hand or self._drag is not Drag.NONE

    def set_overlay(self, overlay: Callable[[QPainter], None] | None, cursor: Qt.CursorShape | None = None) -> None:
        """Lets a tool draw over the picture, in logical pixels, and choose the pointer that is shown meanwhile."""
        self._overlay, self._tool_cursor = overlay, cursor
        self._update_cursor()
        self.update()

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_pictures(painter)
        if self._overlay is not None:
            self._overlay(painter)
        if self._dropping:
            self._paint_drop_hint(painter)

    def _paint_pictures(self, painter: QPainter) -> None:
        painter.drawPixmap(0, 0, self._pixmap(self._frame))

    def _framed(self, picture: Picture | None) -> Frame | None:
        """The picture, ready for drawing."""
        return Frame(picture, self._aside) if picture else None

    def _aside(self, work: Callable[[], QImage], done: Callable[[QImage], None]) -> None:
        def show(image: QImage) -> None:
            done(image)
            self.update()

        self._background.run(work, show, log.warning)

    def _size(self) -> QSizeF:
        return QSizeF(self.size())

    def _pixmap(self, frame: Frame | None) -> QPixmap:
        """The whole view with `frame` in it."""
        look = Look(self.size(), self.devicePixelRatioF(), self._viewport)
        return self._drawn.get(frame, look, self._frames())

    def _frames(self) -> tuple[Frame | None, ...]:
        """The frames whose drawn views are worth keeping."""
        return (self._frame,)

    def _paint_drop_hint(self, painter: QPainter) -> None:
        accent = QColor(colours().accent)
        painter.setPen(QPen(accent, 3))
        accent.setAlpha(40)
        painter.setBrush(accent)
        painter.drawRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5))

    # looking around

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._viewport.set_view(self._size(), self.devicePixelRatioF())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._viewport.set_view(self._size(), self.devicePixelRatioF())
        elif isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self._viewport.zoom_at(event.position(), max(0.1, 1.0 + event.value()), self._size())
                return True
        elif isinstance(event, QGestureEvent):
            return self._pinch(event)
        return super().event(event)

    def _pinch(self, event: QGestureEvent) -> bool:
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(pinch, QPinchGesture):
            return False
        centre = QPointF(self.mapFromGlobal(pinch.centerPoint()))
        self._viewport.zoom_at(centre, max(0.1, pinch.scaleFactor()), self._size())
        self._viewport.pan(pinch.centerPoint() - pinch.lastCenterPoint())
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()
        turned = event.angleDelta()
        trackpad = (
            event.phase() != Qt.ScrollPhase.NoScrollPhase
            or event.pointingDevice().type() == QInputDevice.DeviceType.TouchPad
        )
        if trackpad and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            # X11 gives no pixels, only eighths of a degree
            moved = QPointF(turned) / 2 if event.pixelDelta().isNull() else QPointF(event.pixelDelta())
            self._viewport.pan(moved)
        elif turned.y():
            self._viewport.zoom_at(event.position(), NOTCH ** (turned.y() / 120), self._size())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            event.ignore()
            return
        zooming = self._space and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        self._drag = Drag.ZOOM if zooming and event.button() == Qt.MouseButton.LeftButton else Drag.PAN
        self._last = self._anchor = event.position()
        self._update_cursor()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        moved = event.position() - self._last
        self._last = event.position()
        if self._drag is Drag.PAN:
            self._viewport.pan(moved)
        elif self._drag is Drag.ZOOM:
            self._viewport.zoom_at(self._anchor, 2 ** (moved.x() / 100), self._size())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drag = Drag.NONE
        self._update_cursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._viewport.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        middle = QPointF(self.width() / 2, self.height() / 2)
        match event.key():
            case Qt.Key.Key_Space:
                self._space = True
                self._update_cursor()
            case Qt.Key.Key_H if event.modifiers() == Qt.KeyboardModifier.NoModifier:
                self.set_hand(not self._hand)
            case Qt.Key.Key_Left:
                self._viewport.pan(QPointF(PAN_STEP, 0))
            case Qt.Key.Key_Right:
                self._viewport.pan(QPointF(-PAN_STEP, 0))
            case Qt.Key.Key_Up:
                self._viewport.pan(QPointF(0, PAN_STEP))
            case Qt.Key.Key_Down:
                self._viewport.pan(QPointF(0, -PAN_STEP))
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self._viewport.zoom_at(middle, NOTCH, self._size())
            case Qt.Key.Key_Minus:
                self._viewport.zoom_at(middle, 1 / NOTCH, self._size())
            case _:
                super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._space = False
                self._update_cursor()
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._space = False  # its release goes to another widget
        self._update_cursor()
        super().focusOutEvent(event)

    def _update_cursor(self) -> None:
        if self._overlay is not None:
            self.update()  # a tool's own pointer comes and goes
        if self._drag is Drag.PAN and not self._viewport.fitting:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif self._space or self._hand:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        elif self._tool_cursor is not None:
            self.setCursor(self._tool_cursor)
        else:
            self.unsetCursor()

    # dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if paths_in(event.mimeData()) or event.mimeData().hasImage():
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._set_dropping(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._set_dropping(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_dropping(False)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if paths := paths_in(event.mimeData()):
            self.files_dropped.emit(paths)
        elif picture := picture_in(event.mimeData()):
            self.image_dropped.emit(picture)

    def _set_dropping(self, on: bool) -> None:
        self._dropping = on
        self.update()

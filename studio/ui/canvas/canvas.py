"""The middle of the window: the photo and what it becomes, side by side or one over the other."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from studio.core.picture import Picture
from studio.ui.canvas.compare_view import CompareView
from studio.ui.canvas.empty_state import EmptyState
from studio.ui.canvas.picture_view import PictureView
from studio.ui.canvas.viewport import Viewport
from studio.ui.widgets.elided import ElidedLabel
from studio.ui.widgets.theme import GRID


class Pane(QWidget):
    """A view under one line that says what it shows, with a hint in its middle while it shows nothing."""

    resized = Signal()

    def __init__(self, view: PictureView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self.title = ElidedLabel()
        self.detail = QLabel()
        self.detail.setProperty("tone", "dim")
        self._hint = QLabel(view)
        self._hint.setProperty("tone", "dim")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setWordWrap(True)
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        view.installEventFilter(self)
        self.header = QWidget()
        self.header.setFixedHeight(4 * GRID)
        self._tools: QWidget | None = None
        self._line = line = QHBoxLayout(self.header)
        line.setContentsMargins(GRID, 0, GRID, 0)
        line.setSpacing(GRID)
        line.addWidget(self.title, 1)
        line.addWidget(self.detail)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(view, 1)

    def describe(self, title: str, detail: str = "") -> None:
        """What the line says; `title` gives way when there is no room."""
        self.title.setText(title)
        self.detail.setText(detail)

    def set_tools(self, tools: QWidget | None) -> None:
        """Puts `tools` where the line is, None brings the line back. The view keeps its size."""
        if self._tools is not None:
            self._tools.hide()
        self._tools = tools
        if tools is not None:
            self._line.addWidget(tools, 1)
            tools.show()
        self.title.setVisible(tools is None)
        self.detail.setVisible(tools is None)

    def set_lead(self, lead: QWidget) -> None:
        """Puts `lead` before the title."""
        self._line.insertWidget(0, lead, 1)

    def set_hint(self, text: str) -> None:
        """The sentence in the middle of the view, "" for none."""
        self._hint.setText(text)
        self._hint.setVisible(bool(text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.resized.emit()
            self._hint.setGeometry(self.view.rect().adjusted(4 * GRID, 0, -4 * GRID, 0))
        return super().eventFilter(watched, event)


class PhotoCanvas(QWidget):
    """Two panes that share zoom and pan, or the empty state before there is a photo."""

    files_dropped = Signal(list)  # list[Path]
    image_dropped = Signal(object)  # Picture
    zoom_changed = Signal()  # by the artist, or because a view was resized

    def __init__(self, empty: QWidget, parent: QWidget | None = None) -> None:
        """empty: what shows before there is a photo."""
        super().__init__(parent)
        self.viewport = Viewport(self)
        self._empty = empty
        self.photo = Pane(PictureView(self.viewport))
        self.result_view = CompareView(self.viewport)
        self.result = Pane(self.result_view)
        self.photo.view.setAccessibleName(self.tr("Photo"))
        self._panes = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False, handleWidth=GRID)
        self._panes.addWidget(self.photo)
        self._panes.addWidget(self.result)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(empty)
        self._stack.addWidget(self._panes)
        for view in (self.photo.view, self.result_view):
            view.files_dropped.connect(self.files_dropped)
            view.image_dropped.connect(self.image_dropped)
        self.viewport.changed.connect(self.zoom_changed)
        # Queued: the view itself has still to take its new size in.
        self.result.resized.connect(self.zoom_changed, Qt.ConnectionType.QueuedConnection)
        self.photo.view.hand_changed.connect(self.result_view.set_hand)
        self.result_view.hand_changed.connect(self.photo.view.set_hand)

    def set_photo(self, picture: Picture | None) -> None:
        """Shows `picture` as what is being painted, and fits it; None shows the empty state."""
        if picture is not None:
            self.viewport.set_document_size(picture.width, picture.height)
        self.photo.view.set_picture(picture)
        self.result_view.set_before(picture)
        was_empty = self.empty_shown
        self._stack.setCurrentWidget(self._panes if picture is not None else self._empty)
        if was_empty and picture is not None and not isinstance(QApplication.focusWidget(), QLineEdit):
            self.result_view.setFocus()  # so that its keys work at once

    def set_result(self, picture: Picture | None) -> None:
        """Shows `picture` as what it becomes."""
        self.result_view.set_picture(picture)

    @property
    def empty_shown(self) -> bool:
        return self._stack.currentWidget() is self._empty

    def set_split(self, on: bool) -> None:
        """One over the other with a line to drag, instead of side by side."""
        self.result_view.set_split(on)
        self.photo.setVisible(not on)

    def set_swapped(self, on: bool) -> None:
        """The result at the left."""
        sizes = self._panes.sizes()
        self._panes.insertWidget(1 if on else 0, self.photo)
        self._panes.setSizes(sizes[::-1])

    def set_hand(self, on: bool) -> None:
        self.photo.view.set_hand(on)
        self.result_view.set_hand(on)

    def set_headers_shown(self, on: bool) -> None:
        """The lines above the views."""
        self.photo.header.setVisible(on)
        self.result.header.setVisible(on)


class Canvas(PhotoCanvas):
    """The photo room's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        empty = EmptyState()
        super().__init__(empty, parent)
        self.empty = empty

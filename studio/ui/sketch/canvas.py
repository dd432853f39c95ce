"""The middle of the sketch room: the drawing, and the photo that is made of it, at one zoom."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from studio.core.picture import Picture
from studio.ui.canvas.canvas import Pane
from studio.ui.canvas.compare_view import CompareView
from studio.ui.canvas.viewport import Viewport
from studio.ui.sketch.session import SketchSession
from studio.ui.sketch.view import SketchView
from studio.ui.widgets.theme import GRID


class ResultWindow(QWidget):
    """Holds the result on another screen. The keys of the main window work here, too."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Tool)
        self.setWindowTitle(self.tr("Result"))
        self.resize(80 * GRID, 64 * GRID)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self.closed.emit()


class SketchCanvas(QWidget):
    """The drawing at the left, what becomes of it at the right or in a window of its own.

    `tools` and `brush` are the strips beside and above the drawing, `head` is the line above the result.
    make_view: makes the view of the drawing on the canvas' viewport; None: that of the sketch.
    """

    files_dropped = Signal(list)  # list[Path]
    image_dropped = Signal(object)  # Picture
    zoom_changed = Signal()
    detached_changed = Signal(bool)

    def __init__(
        self, session: SketchSession, head: QWidget, parent: QWidget | None = None,
        make_view: Callable[[Viewport], SketchView] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.viewport = Viewport(self)
        self.view = make_view(self.viewport) if make_view is not None else SketchView(session, self.viewport)
        self.result_view = CompareView(self.viewport)
        self.result = Pane(self.result_view)
        self.result.set_tools(head)
        self._head = head
        self._overlay = 0.0
        self._picture: Picture | None = None
        self._window: ResultWindow | None = None
        self.drawing = QWidget()
        self._column = QVBoxLayout(self.drawing)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._row.addWidget(self.view, 1)
        self._column.addLayout(self._row, 1)
        self._panes = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False, handleWidth=GRID)
        self._panes.splitterMoved.connect(self._on_moved)
        self._panes.addWidget(self.drawing)
        self._panes.addWidget(self.result)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._panes)
        for view in (self.view, self.result_view):
            view.files_dropped.connect(self.files_dropped)
            view.image_dropped.connect(self.image_dropped)
        self.viewport.changed.connect(self.zoom_changed)
        self.result.resized.connect(self.zoom_changed, Qt.ConnectionType.QueuedConnection)
        self.view.hand_changed.connect(self.result_view.set_hand)
        self.result_view.hand_changed.connect(self.view.set_hand)

    def set_strips(self, tools: QWidget, brush: QWidget) -> None:
        """Puts the tools at the left of the drawing and the brush above it."""
        self.result.header.setFixedHeight(brush.maximumHeight())  # the two pictures begin at one height
        self._column.insertWidget(0, brush)
        self._row.insertWidget(0, tools)
        self._strips = (tools, brush)

    _strips: tuple[QWidget, ...] = ()
    _even = True  # until the artist moves the line between them

    # --- what is shown -----------------------------------------------------------------------------------------------

    def set_result(self, picture: Picture | None, before: Picture | None) -> None:
        """Shows what was made, in one paint, and what it was made from for comparison."""
        self._picture = picture
        self.result_view.set_picture(picture)
        self.result_view.set_before(before)
        self._lay_over()

    def set_overlay(self, opacity: float) -> None:
        """Lays the result over the drawing, 0..1."""
        self._overlay = opacity
        self._lay_over()

    def set_hint(self, text: str) -> None:
        """The sentence where the result will be."""
        self.result.set_hint(text)

    def _lay_over(self) -> None:
        if self._overlay > 0 and self._picture is not None:
            self.view.show_over(self._picture, self._overlay)
        else:
            self.view.show_over(None)

    # --- how it is laid out ------------------------------------------------------------------------------------------

    @property
    def detached(self) -> bool:
        """Whether the result has a window of its own."""
        return self._window is not None

    def set_detached(self, on: bool) -> None:
        """Gives the result a window of its own, or takes it back beside the drawing."""
        if on == self.detached:
            return
        if on:
            self._window = window = ResultWindow(self.window())
            window.closed.connect(lambda: self.set_detached(False))
            layout = window.layout()
            assert layout is not None
            layout.addWidget(self.result)
            self.result.show()
            window.show()
        else:
            window, self._window = self._window, None
            assert window is not None
            self._panes.addWidget(self.result)
            self.result.show()
            if self._even:
                self._even_out()
            window.hide()
            window.deleteLater()
        self.detached_changed.emit(on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._even:
            self._even_out()

    def _even_out(self) -> None:
        """Makes both views equally large, so that a fitted picture is, too."""
        aside = self._strips[0].maximumWidth() if self._strips else 0
        half = (self.width() - GRID - aside) // 2
        sizes = [half + aside, half]
        self._panes.setSizes(sizes if self._panes.widget(0) is self.drawing else sizes[::-1])

    def _on_moved(self) -> None:
        self._even = False

    def set_split(self, on: bool) -> None:
        """The result over the drawing with a line to drag, instead of side by side."""
        self.result_view.set_split(on)
        self.drawing.setVisible(not on)

    def set_swapped(self, on: bool) -> None:
        """The result at the left."""
        self._panes.insertWidget(1 if on else 0, self.drawing)

    def set_hand(self, on: bool) -> None:
        self.view.set_hand(on)
        self.result_view.set_hand(on)

    def set_headers_shown(self, on: bool) -> None:
        """The strips and the line above the result."""
        self.result.header.setVisible(on)
        for strip in self._strips:
            strip.setVisible(on)

"""Puts the commands of the Image menu to work in a room: canvas size, scaling, cropping; each is one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt, Signal

from studio.document import size
from studio.document.layer import Pixels
from studio.document.rect import Rect
from studio.ui.sketch.crop import CropOverlay
from studio.ui.sketch.drawing import Drawing
from studio.ui.sketch.image_dialogs import CanvasSize, ScaleDrawing, SizeDialog
from studio.ui.sketch.view import SketchView
from studio.ui.widgets.background import Background
from studio.ui.window.status_line import StatusLine


class ImageDesk(QObject):
    """The drawing of `view` gets another size. What takes long is worked out in the background, behind its dialog."""

    cropping = Signal(bool)  # whether there is a frame on the canvas

    def __init__(
        self, drawing: Drawing, view: SketchView, background: Background, status: StatusLine, parent: QObject | None
    ) -> None:
        super().__init__(parent)
        self._drawing, self._view, self._background, self._status = drawing, view, background, status
        self.frame: CropOverlay | None = None

    # --- crop --------------------------------------------------------------------------------------------------------

    def crop(self, on: bool) -> None:
        """Lays the frame over the canvas, or takes it away without cropping."""
        if on == (self.frame is not None):
            return
        if not on:
            assert self.frame is not None
            self.frame.close_frame()
            return
        self._drawing.interrupt()
        self.frame = frame = CropOverlay(self._view)
        frame.closed.connect(self._on_closed)
        frame.accepted.connect(self._crop)
        self._status.say(
            self.tr("Drag the frame round what you keep; Enter crops, Escape leaves the drawing as it is.")
        )
        self.cropping.emit(True)

    def _on_closed(self) -> None:
        self.frame = None
        self.cropping.emit(False)

    def _crop(self, frame: Rect) -> None:
        self._drawing.attempt(lambda: size.crop(self._drawing.document, frame))

    # --- canvas size and scale ---------------------------------------------------------------------------------------

    def ask_canvas(self) -> SizeDialog:
        """Asks how large the canvas is to be."""
        document = self._drawing.document
        dialog = CanvasSize((document.width, document.height), self._view.window())

        def change() -> None:
            dialog.accept()
            frame = size.anchored(document, *dialog.size_wanted, *dialog.anchor)
            self._drawing.attempt(lambda: size.reframe(document, frame))

        return self._open(dialog, change)

    def ask_scale(self) -> SizeDialog:
        """Asks how large the drawing is to be."""
        document = self._drawing.document
        dialog = ScaleDrawing((document.width, document.height), self._view.window())
        changes: list[int] = []  # that came while it was worked out, from what still ran when the dialog was opened
        over = False

        def change() -> None:
            changes.clear()
            dialog.work(True)
            wanted = dialog.size_wanted
            self._background.run(lambda: size.scaled_layers(document, *wanted), done, failed)

        def done(layers: Mapping[int, Pixels]) -> None:
            if over:
                return
            if changes:
                change()
                return
            wanted = dialog.size_wanted
            dialog.accept()
            self._drawing.attempt(lambda: size.scale(document, *wanted, layers))

        def failed(sentence: str) -> None:
            if not over:
                dialog.reject()
                self._status.complain(sentence)

        def close() -> None:
            nonlocal over
            over = True
            unwatch()

        unwatch = document.watch(lambda layer_id, _: changes.append(layer_id))
        dialog.finished.connect(close)
        return self._open(dialog, change)

    def _open(self, dialog: SizeDialog, change: Callable[[], None]) -> SizeDialog:
        self._drawing.interrupt()
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.decided.connect(change)
        dialog.open()
        return dialog

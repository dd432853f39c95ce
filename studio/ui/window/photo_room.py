"""The photo room: what the common commands mean while a photo is painted."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from studio.ui.canvas.canvas import Canvas
from studio.ui.canvas.captions import Shown
from studio.ui.files.commands import FileCommands
from studio.ui.masks.desk import MaskDesk
from studio.ui.session.results import Found, Painting, Result
from studio.ui.session.session import Photo
from studio.ui.styles.panel import StylizePanel
from studio.ui.window.command import PHOTO_ROOM
from studio.ui.window.room import Room
from studio.ui.window.status_line import Help
from studio.ui.window.workbench import Workbench


class PhotoRoom(Room):
    """A photo and what it becomes in the manner of paintings."""

    name = PHOTO_ROOM

    def __init__(
        self,
        bench: Workbench,
        canvas: Canvas,
        panel: StylizePanel,
        masks: MaskDesk,
        files: FileCommands,
        parent: QObject,
    ) -> None:
        super().__init__(canvas, canvas, parent)
        self._bench, self._panel, self._masks, self._files = bench, panel, masks, files
        self._session, self._painter = bench.session, bench.painter
        canvas.zoom_changed.connect(self.zoom_changed)
        for signal in (self._session.undo_changed, self._painter.changed, bench.shown_changed, masks.changed):
            signal.connect(self.changed)

    @property
    def shown(self) -> Shown | None:
        return self._bench.shown

    @property
    def title(self) -> str:
        return self._session.photo.name if self._session.photo else ""

    def commands(self) -> Mapping[str, Callable[..., object]]:
        bench, session = self._bench, self._session
        return {
            "undo": session.undo, "redo": session.redo,
            "dice": self._panel.more.roll, "reset": bench.reset,
            "example": self._files.open_example, "paint": bench.paint,
            "adopt": bench.adopt, "revert": bench.revert,
        }  # fmt: skip

    def enabled(self) -> Mapping[str, bool]:
        session, shown, painter = self._session, self._bench.shown, self._painter
        return {
            "paint": session.document.ready and not painter.trouble,
            "adopt": shown is not None,
            "transform-this": session.photo is not None,
            "save-result": shown is not None,
            "save-result-as": shown is not None,
            "copy": shown is not None,
            "split": session.photo is not None,
            "swap": session.photo is not None,
            "before": shown is not None,
            "revert": bool(session.photo and session.photo.steps),
            "example": True,
            "dice": True,
            "reset": True,
            "cancel": painter.busy or self._masks.on,
            "clear-queue": painter.busy,
        }

    def undo_words(self) -> tuple[str, str]:
        return self._session.undo_text, self._session.redo_text

    def cancel(self) -> bool:
        """Ends the painting of areas, else what is being painted; False if there was neither."""
        if self._masks.leave():
            return True
        if self._painter.busy:
            self._painter.stop()
            return True
        return False

    def take(self, photo: Photo, text: str) -> None:
        self._session.open(photo, text)

    def made(self, result: Result) -> bool:
        return isinstance(result, Painting | Found)

    def show_result(self, result: Result) -> None:
        if isinstance(result, Painting):
            self._bench.show_result(result)
        elif isinstance(result, Found):
            self._bench.open_found(result)

    def refresh(self) -> None:
        self._bench.refresh()

    def finish(self) -> bool:
        return self._bench.shown is not None and self._bench.shown.result is not None

    def unfinished(self) -> tuple[str, list[Help]]:
        sentence = self.tr("This is not a finished painting; paint it, or save it as it is.")
        return sentence, [(self.tr("Paint"), self._bench.paint)]

    def enter(self) -> None:
        self._bench.in_view = True
        self._bench.mark_shown()
        self._bench.captions.describe(self._bench.shown)

    def leave(self) -> None:
        self._bench.in_view = False
        self._masks.leave()

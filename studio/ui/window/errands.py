"""What commands do that concern several rooms at once, or the window itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from studio.ui.sketch.drawing_room import DrawingRoom
from studio.ui.transform.room import TransformRoom
from studio.ui.window import messages
from studio.ui.window.command import PHOTO_ROOM, SKETCH_ROOM, TRANSFORM_ROOM
from studio.ui.window.shortcuts import ShortcutsDialog

if TYPE_CHECKING:
    from studio.ui.window.main_window import MainWindow


class Errands(QObject):
    """Does what the commands of `window` ask for and no single part can do alone."""

    def __init__(self, window: MainWindow, styles_dock: QWidget) -> None:
        super().__init__(window)
        self._window, self._styles_dock = window, styles_dock

    def commands(self) -> Mapping[str, Callable[..., object]]:
        """What the commands do, by their ids."""
        w = self._window
        return {
            "live": self._set_live, "cancel": self._cancel, "clear-queue": self._stop_all,
            "sketch-stylise": self._stylise, "chain-stylise": self._stylise, "transform-this": self._transform,
            "find-style": self._find_style, "add-style": w.styles.ask,
            "shortcuts": self.show_shortcuts, "log": self.open_log,
            "about": lambda: messages.show_about(w, w.painter.device), "quit": w.close,
        }  # fmt: skip

    def show_shortcuts(self) -> None:
        """Opens the list of keys."""
        dialog = ShortcutsDialog(self._window.commands, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def open_log(self) -> None:
        """Shows the folder of the log in the desktop's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._window.cache)))

    def stop(self) -> None:
        """Stops what the status line tells of."""
        if not self._window.making.stop():
            self._window.painter.stop()

    def _set_live(self, on: bool) -> None:
        self._window.painter.set_live(on)
        self._window.making.set_live(on)
        self._window.settings.change("painting", live=on)

    def _cancel(self) -> None:
        if not self._window.rooms.current.cancel():
            self._window.commands["canvas-only"].setChecked(False)

    def _stop_all(self) -> None:
        self._window.making.stop_all()
        self._window.painter.stop_all()

    def new_drawing(self) -> None:
        """Begins on an empty sheet, in the room where one draws."""
        w = self._window
        if w.rooms.current is not w.materials:  # the sheet is that of the map, too
            w.rooms.show(SKETCH_ROOM)
        w.sketch.begin_drawing()

    def _stylise(self) -> None:
        room = self._window.rooms.current
        if isinstance(room, DrawingRoom | TransformRoom) and room.desk.stylise():
            self._window.rooms.show(PHOTO_ROOM)

    def _transform(self) -> None:
        w = self._window
        if w.transform.arrivals.carry(w.rooms.current):
            w.rooms.show(TRANSFORM_ROOM)

    def _find_style(self) -> None:
        self._styles_dock.show()
        self._window.panel.picker.focus_search()

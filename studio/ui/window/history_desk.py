"""The history and the rooms: results are shown where they were made, starred, removed and marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from studio.ui.session.results import ResultStore
from studio.ui.sketch.drawing_room import DrawingRoom
from studio.ui.transform.room import TransformRoom
from studio.ui.window import messages
from studio.ui.window.actions import Actions
from studio.ui.window.history_strip import HistoryStrip
from studio.ui.window.rooms import Rooms
from studio.ui.window.workbench import Workbench


class HistoryDesk(QObject):
    """Answers the strip of results and the commands of the Results menu."""

    def __init__(
        self,
        strip: HistoryStrip,
        results: ResultStore,
        rooms: Rooms,
        bench: Workbench,
        makers: Sequence[DrawingRoom | TransformRoom],
        actions: Actions,
        window: QWidget,
    ) -> None:
        """`makers` are the rooms besides the photo room, which marks its results itself."""
        super().__init__(window)
        self._strip, self._results, self._rooms = strip, results, rooms
        self._bench, self._makers, self._actions, self._window = bench, tuple(makers), actions, window
        strip.chosen.connect(rooms.show_result)
        for signal in (rooms.changed, *(maker.desk.shown_changed for maker in makers)):
            signal.connect(self._mark)
        actions.connect_all({
            "previous": lambda: strip.step(-1), "next": lambda: strip.step(1),
            "star": self._star, "remove": self._remove,
        })  # fmt: skip

    def update_commands(self) -> None:
        """Switches the commands on and off for the result that is shown."""
        shown = self._rooms.current.shown
        result = shown.result if shown else None
        for name in ("star", "remove"):
            self._actions[name].setEnabled(result is not None)
        for name in ("previous", "next"):
            self._actions[name].setEnabled(len(self._results) > 0)
        self._actions.check("star", bool(result and result.starred))

    def _mark(self) -> None:
        room = self._rooms.current
        if room in self._makers:
            self._strip.set_current(room.shown.result if room.shown else None)

    def _star(self, on: bool) -> None:
        if result := self._strip.current:
            self._results.star(result, on)

    def _remove(self) -> None:
        result = self._strip.current
        if result is not None and (not result.unsaved or messages.ask_remove(self._window, result.title)):
            self._bench.remove(result)
            for maker in self._makers:
                maker.desk.forget(result)

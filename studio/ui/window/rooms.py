"""Which room shows: the middle of the window, the tabs and the commands follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from studio.ui.session.results import Result
from studio.ui.window.actions import Actions
from studio.ui.window.room import Room, Views


class Rooms(QObject):
    """The rooms of the window. A command that several rooms know is done by the one that shows."""

    leaving = Signal(str)  # the room that still shows
    changed = Signal(str)  # the room that shows now

    def __init__(self, rooms: Sequence[Room], actions: Actions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rooms: Mapping[str, Room] = {room.name: room for room in rooms}
        self._actions = actions
        self.current = rooms[0]
        self.stack = QStackedWidget()
        for room in rooms:
            self.stack.addWidget(room.widget)
        known = {command for room in rooms for command in room.commands()}
        actions.connect_all({command: self._runner(command) for command in sorted(known)})
        actions.connect_all({f"room-{name}": lambda on, name=name: self._on_tab(name, on) for name in self._rooms})
        actions.set_room(self.current.name)
        self.current.enter()
        self._tick()

    def __getitem__(self, name: str) -> Room:
        return self._rooms[name]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._rooms)

    @property
    def views(self) -> Views:
        """The pictures of the room that shows."""
        return self.current.views

    def show(self, name: str) -> None:
        """Goes to the room called `name`."""
        room = self._rooms[name]
        if room is not self.current:
            self.leaving.emit(self.current.name)
            self.current.leave()
            self.current = room
            self._actions.set_room(name)
            self.stack.setCurrentWidget(room.widget)
            room.enter()
            self.changed.emit(name)
        self._tick()

    def show_result(self, result: Result) -> None:
        """Shows a kept result in the room where it was made."""
        for room in self._rooms.values():
            if room.made(result):
                self.show(room.name)
                room.show_result(result)

    def update(self) -> None:
        """Switches commands on and off as the room that shows says."""
        for command, on in self.current.enabled().items():
            self._actions[command].setEnabled(on)
        for command, words, text in zip(
            ("undo", "redo"), self.current.undo_words(), (self.tr("&Undo {}"), self.tr("&Redo {}")), strict=True
        ):
            self._actions[command].setEnabled(bool(words))
            self._actions[command].setText(text.format(words).strip())

    def _runner(self, command: str):
        def run(*arguments: object) -> None:
            if slot := self.current.commands().get(command):
                slot(*arguments)

        return run

    def _on_tab(self, name: str, on: bool) -> None:
        if on:
            self.show(name)
        else:
            self._tick()  # the tab of the room that shows stays down

    def _tick(self) -> None:
        for name in self._rooms:
            self._actions.check(f"room-{name}", self.current.name == name)

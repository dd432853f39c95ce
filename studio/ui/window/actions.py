"""The commands as QActions: menus, keys that the artist may change, one place to connect them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from studio.ui.widgets.icons import icon
from studio.ui.window.command import CONTEXT, PHOTO_ROOM, Command, Submenu
from studio.ui.window.commands import MENUS, all_commands


class Actions(QObject):
    """One QAction for each command, owned by `window`; keys for the canvas only work inside `canvas`.

    Commands of a room that does not show are hidden and deaf, so that rooms may share keys.
    """

    keys_changed = Signal()
    room_changed = Signal(str)

    def __init__(self, window: QWidget, canvas: QWidget) -> None:
        super().__init__(window)
        self.commands: dict[str, Command] = {command.id: command for _, command in all_commands()}
        self._actions: dict[str, QAction] = {}
        self._menus: list[QMenu] = []
        self.room = PHOTO_ROOM
        for command in self.commands.values():
            action = QAction(translated(command.text), self)
            action.setObjectName(command.id)
            action.setCheckable(command.checkable)
            if command.icon:
                action.setIcon(icon(command.icon))
            if command.on_canvas:
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            (canvas if command.on_canvas else window).addAction(action)
            self._actions[command.id] = action
            self._set_keys(command.id, command.keys)
        self._show_room()

    def __getitem__(self, command_id: str) -> QAction:
        return self._actions[command_id]

    def set_room(self, room: str) -> None:
        """Shows the commands of "photo", "sketch" or "materials" besides those of all rooms."""
        if room != self.room:
            self.room = room
            self._show_room()
            self.room_changed.emit(room)

    def _show_room(self) -> None:
        """What is not visible cannot be triggered either; whether it is enabled comes back with it."""
        for command_id, action in self._actions.items():
            action.setVisible(self.commands[command_id].there(self.room))
        for menu in self._menus:
            commands = [action for action in menu.actions() if not action.isSeparator()]
            menu.menuAction().setVisible(any(action.isVisible() for action in commands))

    def connect_all(self, slots: Mapping[str, Callable[..., object]]) -> None:
        """Connects commands to what they do; checkable ones get their new state."""
        for command_id, slot in slots.items():
            action = self._actions[command_id]
            if action.isCheckable():
                action.toggled.connect(slot)
            else:
                action.triggered.connect(lambda _checked=False, slot=slot: slot())

    def check(self, command_id: str, on: bool) -> None:
        """Ticks a checkable command without running it."""
        action = self._actions[command_id]
        action.blockSignals(True)
        action.setChecked(on)
        action.blockSignals(False)
        action.changed.emit()  # its buttons redraw

    def set_words(self, command_id: str, text: str, tip: str) -> None:
        """Says what a command does now, where that depends on something."""
        command = self.commands[command_id]
        if (text, tip) != (command.text, command.tip):
            self.commands[command_id] = replace(command, text=text, tip=tip)
            self._actions[command_id].setText(text)
            self._set_keys(command_id, self.keys(command_id))

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Builds the menus; returns the submenus by their id, for those that somebody else fills."""
        submenus: dict[str, QMenu] = {}
        for title, entries in MENUS:
            menu = bar.addMenu(translated(title))
            menu.setToolTipsVisible(True)
            for entry in entries:
                if isinstance(entry, Submenu):
                    inner = submenus[entry.id] = menu.addMenu(translated(entry.text))
                    inner.setToolTipsVisible(True)
                    for command in entry.commands:
                        self._add(inner, command)
                    if entry.commands:  # those that somebody else fills are there always
                        self._menus.append(inner)
                else:
                    self._add(menu, entry)
            self._menus.append(menu)
        self._show_room()
        return submenus

    def _add(self, menu: QMenu, command: Command | None) -> None:
        if command is None:
            menu.addSeparator()
        else:
            menu.addAction(self._actions[command.id])

    # --- keys --------------------------------------------------------------------------------------------------------

    def keys(self, command_id: str) -> tuple[str, ...]:
        """The keys of a command now, in portable text."""
        portable = QKeySequence.SequenceFormat.PortableText
        return tuple(keys.toString(portable) for keys in self._actions[command_id].shortcuts())

    def set_keys(self, command_id: str, keys: Iterable[str]) -> None:
        """Gives a command other keys and takes them from any command that had them and can be there with it."""
        new = tuple(key for key in keys if key)
        for other, command in self.commands.items():
            held = self.keys(other)
            if other != command_id and command.meets(self.commands[command_id]) and set(held) & set(new):
                self._set_keys(other, tuple(key for key in held if key not in new))
        self._set_keys(command_id, new)
        self.keys_changed.emit()

    def reset_keys(self) -> None:
        """Puts all keys back to those of the table."""
        for command in self.commands.values():
            self._set_keys(command.id, command.keys)
        self.keys_changed.emit()

    def changed_keys(self) -> tuple[tuple[str, str], ...]:
        """(command, keys separated by spaces) for what differs from the table."""
        return tuple(
            (command.id, " ".join(self.keys(command.id)))
            for command in self.commands.values()
            if self.keys(command.id) != _normal(command.keys)
        )

    def restore_keys(self, changed: Iterable[tuple[str, str]]) -> None:
        """What `changed_keys` gave in an earlier run; commands that are gone are skipped."""
        for command_id, keys in changed:
            if command_id in self.commands:
                self._set_keys(command_id, tuple(keys.split()))

    def _set_keys(self, command_id: str, keys: tuple[str, ...]) -> None:
        action, command = self._actions[command_id], self.commands[command_id]
        action.setShortcuts([QKeySequence(key, QKeySequence.SequenceFormat.PortableText) for key in keys])
        tip = translated(command.tip)
        shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{tip} ({shown})" if shown else tip)
        action.setStatusTip("")


def translated(text: str) -> str:
    """A text of the command table in the language of the user."""
    return QCoreApplication.translate(CONTEXT, text)


def _normal(keys: Iterable[str]) -> tuple[str, ...]:
    portable = QKeySequence.SequenceFormat.PortableText
    return tuple(QKeySequence(key, portable).toString(portable) for key in keys)

"""What a command is: words, keys, a tip, an icon, and the room in which it is at home."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP

CONTEXT = "Commands"
SEPARATOR = None
PHOTO_ROOM, SKETCH_ROOM, MATERIALS_ROOM, TRANSFORM_ROOM = "photo", "sketch", "materials", "transform"
DRAWING_ROOMS = f"{SKETCH_ROOM} {MATERIALS_ROOM}"  # for commands that both know


def mark(text: str) -> str:
    """Marks `text` for translation; it is translated where the action is made."""
    return str(QT_TRANSLATE_NOOP(CONTEXT, text))


@dataclass(frozen=True)
class Command:
    """One thing the artist can do. `keys` are portable key sequences, the first is shown in the menu.

    on_canvas: the keys work while a picture has the focus only, because elsewhere they mean something else.
    room: the room, or the rooms separated by spaces, in which the command is there; "" for all.
    """

    id: str
    text: str
    keys: tuple[str, ...]
    tip: str
    icon: str = ""
    checkable: bool = False
    on_canvas: bool = False
    room: str = ""

    def meets(self, other: Command) -> bool:
        """Whether both can be there at once, so that they must not share a key."""
        return not self.room or not other.room or bool(set(self.room.split()) & set(other.room.split()))

    def there(self, room: str) -> bool:
        """Whether the command is there while `room` shows."""
        return not self.room or room in self.room.split()


@dataclass(frozen=True)
class Submenu:
    """Commands one level deeper; without commands, somebody else fills it."""

    id: str
    text: str
    commands: tuple[Command | None, ...] = ()


Entry = Command | Submenu | None

"""The commands of the materials room that have to do with whole maps and photos, for the table of the application."""

# ruff: noqa: E501 - a table reads better with long lines

from __future__ import annotations

from studio.ui.window.command import MATERIALS_ROOM, SEPARATOR, Command, Entry
from studio.ui.window.command import mark as _


def _map(id: str, text: str, keys: tuple[str, ...], tip: str, icon: str = "") -> Command:
    return Command(id, text, keys, tip, icon, room=MATERIALS_ROOM)


MAP_PICTURES: tuple[Entry, ...] = (
    SEPARATOR,
    _map("map-find", _("&Find a Material"), ("Ctrl+F",), _("Puts the cursor into the search field of the materials."), "search"),
    _map("map-templates", _("&Templates…"), ("Ctrl+Shift+T",), _("Begins with a scene that is painted already."), "materials"),
    _map("map-from-photo", _("Map from P&hoto…"), ("Ctrl+T",), _("Proposes the map of the photo below the map, or of one that you open."), "photo"),
    _map("map-photo-mood", _("&Mood from Photo…"), ("Ctrl+Shift+M",), _("Takes the light of a photo of yours."), "photo"),
)  # fmt: skip
MAP_FILES: tuple[Entry, ...] = (
    _map("map-import", _("&Import Map…"), ("Ctrl+Shift+I",), _("Opens a map from a file, and repairs what an image editor did to it."), "open"),
    _map("map-export", _("E&xport Map As…"), ("Ctrl+Alt+S",), _("Saves the map as a PNG file with its palette and the names of the materials."), "save"),
)  # fmt: skip

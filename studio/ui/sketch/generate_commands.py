"""The commands of the sketch room's pictures, for the one table of the application."""

# ruff: noqa: E501 - a table reads better with long lines

from __future__ import annotations

from studio.ui.window.command import DRAWING_ROOMS, SEPARATOR, SKETCH_ROOM, Command, Entry
from studio.ui.window.command import mark as _


def _both(id: str, text: str, keys: tuple[str, ...], tip: str, icon: str = "", checkable: bool = False) -> Command:
    return Command(id, text, keys, tip, icon, checkable, room=DRAWING_ROOMS)


def _sketch(id: str, text: str, keys: tuple[str, ...], tip: str, icon: str = "") -> Command:
    return Command(id, text, keys, tip, icon, room=SKETCH_ROOM)


GENERATE: tuple[Entry, ...] = (
    _both("sketch-keep", _("&Keep"), ("Ctrl+Return", "Ctrl+Enter"), _("Keeps the photo as a layer below what is drawn, and in the history."), "star"),
    _both("sketch-variations", _("&Variations…"), ("Ctrl+Shift+R",), _("Shows nine seeds, to choose from."), "grid"),
    _both("sketch-stylise", _("&Stylise This"), ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"), _("Carries the photo on to the styles; the painting follows while you draw."), "adopt"),
    SEPARATOR,
    _sketch("sketch-trace", _("&Trace a Photo…"), ("Ctrl+T",), _("Draws the lines of a photo on the sketch layer and puts the photo below."), "trace"),
    _sketch("sketch-clear-hints", _("Clear &Hints"), (), _("Takes all colour hints away."), "hints"),
    SEPARATOR,
    _both("sketch-detach", _("&Detach the Result"), ("Ctrl+D",), _("Puts the photo into a window of its own, for a second screen."), "detach", checkable=True),
)  # fmt: skip

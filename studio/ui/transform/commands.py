"""The commands of the Transform room, for the one table of the application."""

# ruff: noqa: E501 - a table reads better with long lines

from __future__ import annotations

from studio.ui.window.command import (
    DRAWING_ROOMS,
    PHOTO_ROOM,
    SEPARATOR,
    TRANSFORM_ROOM,
    Command,
    Entry,
    Submenu,
)
from studio.ui.window.command import mark as _


def _chain(id: str, text: str, keys: tuple[str, ...], tip: str, icon: str = "", checkable: bool = False) -> Command:
    return Command(id, text, keys, tip, icon, checkable, room=TRANSFORM_ROOM)


CHAIN_FILES: tuple[Command, ...] = (
    _chain("chain-open", _("Open &Chain…"), ("Ctrl+Alt+O",), _("Opens steps that were saved, with their masks; the photo stays."), "open"),
    _chain("chain-save", _("Save C&hain"), ("Ctrl+Alt+S",), _("Saves the steps to a file, with their masks in a folder beside it."), "save"),
    _chain("chain-save-as", _("Save Chai&n As…"), (), _("Saves the steps under another name.")),
    _chain("chain-apply", _("Apply Chain to &Folder…"), ("Ctrl+Alt+A",), _("Leads all photos of a folder through these steps; run again, it goes on where it stopped."), "layers"),
)  # fmt: skip
TRANSFORM: tuple[Entry, ...] = (
    _chain("chain-keep", _("&Keep"), ("Ctrl+Return", "Ctrl+Enter"), _("Keeps the result in the history, at full size."), "star"),
    _chain("chain-stylise", _("&Stylise This"), ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"), _("Carries the result on to the styles; the painting follows when you come back."), "adopt"),
    SEPARATOR,
    _chain("chain-toggle", _("Switch the Step On or &Off"), ("O",), _("Leaves the selected step out, or brings it back."), "eye"),
    _chain("chain-up", _("Do It &Earlier"), ("Alt+Up",), _("Moves the selected step up in the chain."), "up"),
    _chain("chain-down", _("Do It &Later"), ("Alt+Down",), _("Moves the selected step down in the chain."), "down"),
    _chain("chain-remove", _("&Remove the Step"), ("Delete",), _("Takes the selected step out of the chain."), "trash"),
    SEPARATOR,
    Submenu("chain-masks", _("&Mask of the Step"), (
        _chain("chain-mask", _("&Paint Where It Works"), ("B",), _("Brushes over the photo where the selected step works."), "brush", checkable=True),
        _chain("chain-mask-erase", _("&Erase"), ("E",), _("Takes painted areas away again."), "eraser", checkable=True),
        SEPARATOR,
        _chain("chain-mask-larger", _("&Larger Brush"), ("]",), _("Makes the brush larger.")),
        _chain("chain-mask-smaller", _("&Smaller Brush"), ("[",), _("Makes the brush smaller.")),
        _chain("chain-mask-softer", _("So&fter Brush"), ("Shift+]", "}"), _("Makes the edge of the brush softer.")),
        _chain("chain-mask-harder", _("&Harder Brush"), ("Shift+[", "{"), _("Makes the edge of the brush harder.")),
        SEPARATOR,
        _chain("chain-mask-invert", _("&Invert the Mask"), (), _("Lets the step work where it did not, and leaves out where it did."), "invert"),
        _chain("chain-mask-clear", _("&Clear the Mask"), (), _("Lets the step work everywhere."), "trash"),
    )),
)  # fmt: skip
CARRY = Command(
    "transform-this", _("&Transform This"), ("Shift+F2",),
    _("Carries the picture on to the Transform room, to lead it into winter, night or a painting."), "winter",
    room=f"{DRAWING_ROOMS} {PHOTO_ROOM}",
)  # fmt: skip

"""The commands that help, and those that set the program up."""

# ruff: noqa: E501 - a table reads better with long lines

from __future__ import annotations

from studio.ui.window.command import SEPARATOR, Command, Entry
from studio.ui.window.command import mark as _

PREFERENCES = Command(
    "preferences",
    _("Pr&eferences…"),
    ("Ctrl+,",),
    _("Sets up theme, language, device, pen, safety and what files tell."),
    "settings",
)
HELP: tuple[Entry, ...] = (
    Command("guide", _("&User Guide"), ("F1",), _("Opens the illustrated guide."), "photo"),
    Command("palette", _("&Command Palette…"), ("Ctrl+Shift+P",), _("Finds any command by a few letters."), "search"),
    Command("whats-this", _("&What’s This?"), ("Shift+F1",), _("Explains the control that you click next.")),
    Command("explain", _("&Explain the Control in Use"), ("Ctrl+F1",), _("Explains the control that the keyboard is on.")),
    SEPARATOR,
)  # fmt: skip

"""The commands that change the size of the drawing, for the one table of the application."""

# ruff: noqa: E501 - a table reads better with long lines

from __future__ import annotations

from studio.ui.window.command import DRAWING_ROOMS, Command
from studio.ui.window.command import mark as _

CROP = Command(
    "image-crop",
    _("&Crop"),
    ("C",),
    _("Keeps a part of the drawing: drag the frame, Enter crops, Escape leaves it."),
    "crop",
    checkable=True,
    room=DRAWING_ROOMS,
)
IMAGE: tuple[Command, ...] = (
    CROP,
    Command("image-canvas", _("Canvas &Size…"), ("Ctrl+Alt+C",), _("Adds room round the drawing, or takes some away."), "canvas-size", room=DRAWING_ROOMS),
    Command("image-scale", _("Scale the &Drawing…"), ("Ctrl+Alt+I",), _("Enlarges or reduces the drawing with all its layers."), "scale", room=DRAWING_ROOMS),
)  # fmt: skip

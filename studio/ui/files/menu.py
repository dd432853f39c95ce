"""The File menu, for the one table of the application."""

# ruff: noqa: E501 - a table reads better with long lines

from __future__ import annotations

from studio.ui.materials.picture_commands import MAP_FILES
from studio.ui.transform.commands import CHAIN_FILES
from studio.ui.window.command import PHOTO_ROOM, SEPARATOR, SKETCH_ROOM, Command, Entry, Submenu
from studio.ui.window.command import mark as _

FILE: tuple[Entry, ...] = (
    Command("sketch-new", _("&New…"), ("Ctrl+N",), _("Begins a new document with an empty sheet; it asks about work that is not saved."), "sketch"),
    Command("open", _("&Open…"), ("Ctrl+O",), _("Opens a document in place of this one, or a photo to paint or to draw over."), "open"),
    Submenu("recent", _("Open &Recent")),
    Command("example", _("Open &Example"), ("Ctrl+Alt+E",), _("Begins with a picture that the program draws."), "photo"),
    Command("revert", _("Re&vert to Original"), ("Ctrl+Alt+R",), _("Goes back to the photo as it was opened."), room=PHOTO_ROOM),
    Command("watch", _("&Watch a File…"), (), _("Follows a picture that another program saves, and works on it anew each time."), "live", checkable=True),
    Command("verify", _("Verif&y a Picture…"), (), _("Shows what a picture’s file says of how it was made, and whether that was signed."), "eye"),
    SEPARATOR,
    Command("save", _("&Save"), ("Ctrl+S",), _("Saves the document with everything in it: layers, photos, chain, kept results."), "save"),
    Command("save-as", _("Save &As…"), ("Ctrl+Shift+S",), _("Saves the document under another name, and goes on with that.")),
    Command("save-copy", _("Save a Co&py…"), (), _("Saves a copy of the document; you go on with this one.")),
    SEPARATOR,
    Command("save-result", _("Save P&icture"), ("Ctrl+E",), _("Saves the picture in view to a file.")),
    Command("save-result-as", _("Save Pic&ture As…"), ("Ctrl+Alt+Shift+E",), _("Saves the picture in view under another name.")),
    Command("export", _("E&xport…"), ("Ctrl+Shift+E",), _("Pictures for the web or for print, layers for other programs, before and after, a film of the making.")),
    Command("sketch-save", _("Save &Drawing As…"), ("Ctrl+Alt+S",), _("Saves the drawing itself as it looks on the canvas."), room=SKETCH_ROOM),
    *MAP_FILES,
    SEPARATOR,
    *CHAIN_FILES,
    SEPARATOR,
    Command("quit", _("&Quit"), ("Ctrl+Q",), _("Closes the program; it asks about work that is not saved.")),
)  # fmt: skip

"""Every command of the application in one table: its menu, words, keys, tip and icon."""

# ruff: noqa: E501 - a table reads better with long lines

from __future__ import annotations

from studio.ui.files.menu import FILE
from studio.ui.help.commands import HELP, PREFERENCES
from studio.ui.materials.commands import MAP
from studio.ui.materials.picture_commands import MAP_PICTURES
from studio.ui.sketch.commands import CANVAS
from studio.ui.sketch.generate_commands import GENERATE
from studio.ui.sketch.image_commands import IMAGE
from studio.ui.transform.commands import CARRY, TRANSFORM
from studio.ui.window.command import (
    CONTEXT,
    MATERIALS_ROOM,
    PHOTO_ROOM,
    SEPARATOR,
    SKETCH_ROOM,
    TRANSFORM_ROOM,
    Command,
    Entry,
    Submenu,
)
from studio.ui.window.command import mark as _

__all__ = ["CONTEXT", "MENUS", "Command", "Submenu", "all_commands"]

MENUS: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    (_("&File"), FILE),
    (
        _("&Edit"),
        (
            Command("undo", _("&Undo"), ("Ctrl+Z",), _("Takes the last change back."), "undo"),
            Command("redo", _("&Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), _("Brings back what was undone."), "redo"),
            SEPARATOR,
            Command("copy", _("&Copy Result"), ("Ctrl+C",), _("Copies the result to the clipboard.")),
            Command("paste", _("&Paste as Photo"), ("Ctrl+V",), _("Opens the picture, file or address on the clipboard."), "paste"),
            SEPARATOR,
            Command("dice", _("Roll the &Seed"), ("R",), _("Picks another random seed, for another variation.")),
            Command("reset", _("Reset &Controls"), ("Ctrl+R",), _("Puts every slider back to where it started.")),
            SEPARATOR,
            PREFERENCES,
        ),
    ),
    (_("&Image"), IMAGE),
    (_("S&ketch"), CANVAS),
    (_("&Materials"), (*MAP, *MAP_PICTURES)),
    (_("&Generate"), GENERATE),
    (_("&Transform"), TRANSFORM),
    (
        _("&Paint"),
        (
            Command("paint", _("&Finish"), ("Ctrl+Return", "Ctrl+Enter"), _("Hands the picture with these settings to the optimiser, for full quality."), "play", room=PHOTO_ROOM),
            Command("live", _("&Live Picture"), ("Ctrl+L",), _("Repaints the picture while you change something."), "live", checkable=True),
            SEPARATOR,
            Submenu("masks", _("Paint &Areas"), (
                Command("mask", _("Paint &Where a Style Goes"), ("B",), _("Brushes over the photo where a style of the mix goes."), "brush", checkable=True, room=PHOTO_ROOM),
                Command("mask-photo", _("&Keep the Photo Here"), ("K",), _("Brushes over what stays as the photo is, such as faces."), "photo", checkable=True, room=PHOTO_ROOM),
                Command("mask-erase", _("&Erase Painted Areas"), ("E",), _("Takes painted areas away, back to the mix."), "eraser", checkable=True, room=PHOTO_ROOM),
                SEPARATOR,
                Command("mask-larger", _("&Larger Brush"), ("]",), _("Makes the brush larger."), room=PHOTO_ROOM),
                Command("mask-smaller", _("&Smaller Brush"), ("[",), _("Makes the brush smaller."), room=PHOTO_ROOM),
                Command("mask-softer", _("So&fter Brush"), ("Shift+]", "}"), _("Makes the edge of the brush softer."), room=PHOTO_ROOM),
                Command("mask-harder", _("&Harder Brush"), ("Shift+[", "{"), _("Makes the edge of the brush harder."), room=PHOTO_ROOM),
                SEPARATOR,
                Command("mask-invert", _("&Invert Painted Area"), (), _("Paints the style where it is not, and takes it away where it is."), "invert", room=PHOTO_ROOM),
                Command("mask-clear", _("&Clear Painted Area"), (), _("Takes the style that is painted away everywhere."), "trash", room=PHOTO_ROOM),
            )),
            SEPARATOR,
            Command("adopt", _("&Use Result as Photo"), ("A",), _("Goes on painting on top of the result."), "adopt", room=PHOTO_ROOM),
            SEPARATOR,
            Command("cancel", _("&Stop"), ("Esc", "Shift+X"), _("Stops what is being painted now."), "stop"),
            Command("clear-queue", _("Stop All and &Empty the Queue"), ("Ctrl+Shift+X",), _("Stops everything that runs or waits.")),
        ),
    ),
    (
        _("&Styles"),
        (
            Command("find-style", _("&Find a Style"), ("Ctrl+F",), _("Puts the cursor into the search field."), "search", room=PHOTO_ROOM),
            Command("add-style", _("&Add a Style from a Picture…"), ("Ctrl+Shift+O",), _("Makes a style from any picture of yours."), "plus", room=PHOTO_ROOM),
        ),
    ),
    (
        _("&Results"),
        (
            Command("previous", _("&Previous Result"), (",",), _("Shows the result painted before this one.")),
            Command("next", _("&Next Result"), (".",), _("Shows the result painted after this one.")),
            SEPARATOR,
            CARRY,
            Command("star", _("&Star"), ("*",), _("Marks the result as one of your favourites."), "star", checkable=True),
            Command("remove", _("&Remove from History"), ("Ctrl+Delete",), _("Throws the result away."), "trash"),
        ),
    ),
    (
        _("&View"),
        (
            Command("room-sketch", _("S&ketch"), ("F3",), _("Draw, and watch a photo follow your hand."), "sketch", checkable=True),
            Command("room-materials", _("&Materials"), ("F5",), _("Paint with sky, water and trees, and watch a photo follow."), "materials", checkable=True),
            Command("room-transform", _("&Transform"), ("F2",), _("Open a photo, and lead it into winter, night or a painting, step by step."), "winter", checkable=True),
            Command("room-photo", _("P&hoto"), ("F4",), _("Open a photo, and paint it in the style of a painting."), "photo", checkable=True),
            SEPARATOR,
            Command("split", _("&Split Before and After"), ("S",), _("Lays the result over what it was made from, with a line to drag."), "split", checkable=True),
            Command("swap", _("S&wap the Views"), ("X",), _("Changes the places of the photo and the result."), "swap", checkable=True, room=f"{PHOTO_ROOM} {TRANSFORM_ROOM}"),
            Command("before", _("Show the &Original (Hold)"), ("\\",), _("Shows what the result was made from while you hold the key."), "compare", checkable=True),
            SEPARATOR,
            Command("fit", _("&Fit"), ("Ctrl+0",), _("Shows the whole picture."), "zoom-fit"),
            Command("zoom-in", _("Zoom &In"), ("Ctrl++", "Ctrl+="), _("Looks closer."), "zoom-in"),
            Command("zoom-out", _("Zoom &Out"), ("Ctrl+-",), _("Steps back."), "zoom-out"),
            Command("zoom-100", _("&100 %"), ("Ctrl+1",), _("Shows one pixel of the picture on one of the screen.")),
            Command("zoom-200", _("&200 %"), ("Ctrl+2",), _("Shows pixels twice as large.")),
            Command("zoom-400", _("&400 %"), ("Ctrl+3",), _("Shows pixels four times as large.")),
            Command("zoom-800", _("&800 %"), ("Ctrl+4",), _("Shows pixels eight times as large.")),
            Command("hand", _("&Hand"), ("H",), _("Moves the picture by dragging; holding Space does the same."), "hand", checkable=True),
            SEPARATOR,
            Submenu("panels", _("&Panels"), (
                Command("styles-panel", _("&Styles"), ("F7",), _("Shows or hides the styles and the sliders."), checkable=True, room=PHOTO_ROOM),
                Command("generate-panel", _("&Generate"), ("F7",), _("Shows or hides the models and the sliders."), checkable=True, room=SKETCH_ROOM),
                Command("layers-panel", _("&Layers"), ("F9",), _("Shows or hides the layers."), checkable=True, room=SKETCH_ROOM),
                Command("materials-panel", _("&Materials"), ("F7",), _("Shows or hides the materials to paint with."), checkable=True, room=MATERIALS_ROOM),
                Command("landscape-panel", _("&Generate"), ("F9",), _("Shows or hides moods, seed and size of the photo."), checkable=True, room=MATERIALS_ROOM),
                Command("transform-panel", _("&Transform"), ("F7",), _("Shows or hides the changes and the steps."), checkable=True, room=TRANSFORM_ROOM),
                Command("history-panel", _("&History"), ("F8",), _("Shows or hides the strip of results."), checkable=True),
                SEPARATOR,
                Command("next-panel", _("&Go to the Next Panel"), ("F6",), _("Moves the keyboard to the next part of the window.")),
                Command("reset-layout", _("&Reset the Layout"), (), _("Puts all panels back to their places.")),
            )),
            Command("canvas-only", _("&Canvas Only"), ("Tab",), _("Hides everything but the pictures."), checkable=True, on_canvas=True),
            Command("full-screen", _("F&ull Screen"), ("F11",), _("Fills the screen with the window."), checkable=True),
            SEPARATOR,
            Submenu("theme", _("&Theme"), (
                Command("theme-dark", _("&Dark"), (), _("Neutral dark grey, for judging colours."), checkable=True),
                Command("theme-light", _("&Light"), (), _("For bright rooms."), checkable=True),
                Command("theme-system", _("As the &System"), (), _("Follows the desktop."), checkable=True),
            )),
        ),
    ),
    (
        _("&Help"),
        (
            *HELP,
            Command("shortcuts", _("&Keyboard Shortcuts"), ("Ctrl+/", "?"), _("Lists every key, to search and to change."), "search"),
            Command("log", _("Open the &Log Folder"), (), _("Opens the folder with the file that records what went wrong.")),
            Command("about", _("&About Atelier Studio"), (), _("Says which version this is.")),
        ),
    ),
)  # fmt: skip


def all_commands() -> tuple[tuple[str, Command], ...]:
    """(menu title, command) for every command, in the order of the menus."""
    flat: list[tuple[str, Command]] = []
    for menu, entries in MENUS:
        for entry in entries:
            inner = entry.commands if isinstance(entry, Submenu) else (entry,)
            flat += [(menu, command) for command in inner if command is not None]
    return tuple(flat)

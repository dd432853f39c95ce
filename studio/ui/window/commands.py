"""Every command of the application in one table: its menu, words, keys, tip and icon."""

# ruff: noqa: E501 - a table reads better with long lines

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP

CONTEXT = "Commands"


def _(text: str) -> str:
    """Marks `text` for translation; it is translated where the action is made."""
    return str(QT_TRANSLATE_NOOP(CONTEXT, text))


@dataclass(frozen=True)
class Command:
    """One thing the artist can do. `keys` are portable key sequences, the first is shown in the menu.

    on_canvas: the keys work while a picture has the focus only, because elsewhere they mean something else.
    """

    id: str
    text: str
    keys: tuple[str, ...]
    tip: str
    icon: str = ""
    checkable: bool = False
    on_canvas: bool = False


@dataclass(frozen=True)
class Submenu:
    """Commands one level deeper; without commands, somebody else fills it."""

    id: str
    text: str
    commands: tuple[Command | None, ...] = ()


SEPARATOR = None
MENUS: tuple[tuple[str, tuple[Command | Submenu | None, ...]], ...] = (
    (
        _("&File"),
        (
            Command("open", _("&Open Photo…"), ("Ctrl+O",), _("Opens a photo to paint."), "open"),
            Submenu("recent", _("Open &Recent")),
            Command("example", _("Open &Example"), ("Ctrl+Shift+E",), _("Opens a landscape that the program draws."), "photo"),
            Command("revert", _("Re&vert to Original"), ("Ctrl+Alt+R",), _("Goes back to the photo as it was opened.")),
            SEPARATOR,
            Command("save", _("&Save Result"), ("Ctrl+S",), _("Saves the result to a file."), "save"),
            Command("save-as", _("Save Result &As…"), ("Ctrl+Shift+S",), _("Saves the result under another name.")),
            SEPARATOR,
            Command("quit", _("&Quit"), ("Ctrl+Q",), _("Closes the program; it asks about results that are not saved.")),
        ),
    ),
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
        ),
    ),
    (
        _("&Paint"),
        (
            Command("paint", _("&Finish"), ("Ctrl+Return", "Ctrl+Enter"), _("Hands the picture with these settings to the optimiser, for full quality."), "play"),
            Command("live", _("&Live Picture"), ("Ctrl+L",), _("Repaints the picture while you change something."), "live", checkable=True),
            SEPARATOR,
            Submenu("masks", _("Paint &Areas"), (
                Command("mask", _("Paint &Where a Style Goes"), ("B",), _("Brushes over the photo where a style of the mix goes."), "brush", checkable=True),
                Command("mask-photo", _("&Keep the Photo Here"), ("K",), _("Brushes over what stays as the photo is, such as faces."), "photo", checkable=True),
                Command("mask-erase", _("&Erase Painted Areas"), ("E",), _("Takes painted areas away, back to the mix."), "eraser", checkable=True),
                SEPARATOR,
                Command("mask-larger", _("&Larger Brush"), ("]",), _("Makes the brush larger.")),
                Command("mask-smaller", _("&Smaller Brush"), ("[",), _("Makes the brush smaller.")),
                Command("mask-softer", _("So&fter Brush"), ("Shift+]", "}"), _("Makes the edge of the brush softer.")),
                Command("mask-harder", _("&Harder Brush"), ("Shift+[", "{"), _("Makes the edge of the brush harder.")),
                SEPARATOR,
                Command("mask-invert", _("&Invert Painted Area"), (), _("Paints the style where it is not, and takes it away where it is."), "invert"),
                Command("mask-clear", _("&Clear Painted Area"), (), _("Takes the style that is painted away everywhere."), "trash"),
            )),
            SEPARATOR,
            Command("adopt", _("&Use Result as Photo"), ("A",), _("Goes on painting on top of the result."), "adopt"),
            SEPARATOR,
            Command("cancel", _("&Stop"), ("Esc", "Shift+X"), _("Stops what is being painted now."), "stop"),
            Command("clear-queue", _("Stop All and &Empty the Queue"), ("Ctrl+Shift+X",), _("Stops everything that runs or waits.")),
        ),
    ),
    (
        _("&Styles"),
        (
            Command("find-style", _("&Find a Style"), ("Ctrl+F",), _("Puts the cursor into the search field."), "search"),
            Command("add-style", _("&Add a Style from a Picture…"), ("Ctrl+Shift+O",), _("Makes a style from any picture of yours."), "plus"),
        ),
    ),
    (
        _("&Results"),
        (
            Command("previous", _("&Previous Result"), (",",), _("Shows the result painted before this one.")),
            Command("next", _("&Next Result"), (".",), _("Shows the result painted after this one.")),
            SEPARATOR,
            Command("star", _("&Star"), ("*",), _("Marks the result as one of your favourites."), "star", checkable=True),
            Command("remove", _("&Remove from History"), ("Ctrl+Delete",), _("Throws the result away."), "trash"),
        ),
    ),
    (
        _("&View"),
        (
            Command("split", _("&Split Before and After"), ("S",), _("Lays the result over the photo with a line to drag."), "split", checkable=True),
            Command("swap", _("S&wap the Views"), ("X",), _("Changes the places of the photo and the result."), "swap", checkable=True),
            Command("before", _("Show the &Original (Hold)"), ("\\",), _("Shows the photo in place of the result while you hold the key."), "compare", checkable=True),
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
                Command("styles-panel", _("&Styles"), ("F7",), _("Shows or hides the styles and the sliders."), checkable=True),
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

"""The commands of the map of materials, for the one table of the application."""

# ruff: noqa: E501 - a table reads better with long lines

from __future__ import annotations

from studio.ui.window.command import MATERIALS_ROOM, SEPARATOR, Command, Entry, Submenu
from studio.ui.window.command import mark as _


def _map(id: str, text: str, keys: tuple[str, ...], tip: str, icon: str = "", checkable: bool = False) -> Command:
    return Command(id, text, keys, tip, icon, checkable, room=MATERIALS_ROOM)


TOOLS: tuple[Command, ...] = (
    _map("map-brush", _("&Brush"), ("B",), _("Paints the material; Shift and a click paints a straight line from where the last stroke ended."), "brush", checkable=True),
    _map("map-eraser", _("&Eraser"), ("E",), _("Takes away what is painted, so that the material below shows; the other end of the pen does the same."), "eraser", checkable=True),
    _map("map-polygon", _("&Polygon"), ("P",), _("Sets corners by clicks; Enter or a double click closes the area, Backspace takes a corner back."), "polygon", checkable=True),
    _map("map-lasso", _("L&asso"), ("O",), _("Paints what a line drawn by hand encloses."), "lasso", checkable=True),
    _map("map-line", _("&Line"), ("L",), _("Paints straight lines as wide as the brush; hold Shift for steps of 15 degrees."), "line", checkable=True),
    _map("map-rectangle", _("&Rectangle"), ("U",), _("Paints rectangles; hold Shift for squares."), "rectangle", checkable=True),
    _map("map-fill", _("&Fill"), ("G",), _("Gives the area under the pointer the material."), "fill", checkable=True),
    _map("map-fill-all", _("Fill E&verywhere"), ("Shift+G",), _("Gives every area of the material under the pointer the new one."), "fill-all", checkable=True),
    _map("map-pick", _("P&ick Material"), ("I",), _("Takes the material from the map; Ctrl and a click does so with every tool."), "picker", checkable=True),
)  # fmt: skip
SYMMETRIES: tuple[Command, ...] = (
    _map("map-symmetry-none", _("&Off"), (), _("Paints everything once."), checkable=True),
    _map("map-symmetry-vertical", _("&Left and Right"), (), _("Paints everything once more on the other side."), checkable=True),
    _map("map-symmetry-horizontal", _("&Above and Below"), (), _("Paints everything once more upside down, as water mirrors it."), checkable=True),
    _map("map-symmetry-both", _("&Both"), (), _("Paints everything four times."), checkable=True),
)  # fmt: skip
MAP: tuple[Entry, ...] = (
    Submenu("map-tools", _("&Tool"), TOOLS),
    Submenu("map-tool-brush", _("&Brush"), (
        _map("map-larger", _("&Larger"), ("]",), _("Makes the brush larger; Alt or Shift and a drag across does so freely.")),
        _map("map-smaller", _("&Smaller"), ("[",), _("Makes the brush smaller.")),
        SEPARATOR,
        _map("map-preserve", _("&Preserve Other Materials"), ("K",), _("Paints only where nothing is painted yet, and erases only the chosen material."), "preserve", checkable=True),
    )),
    Submenu("map-materials", _("&Material"), (
        _map("map-next", _("&Next"), ("=",), _("Takes the next material of the palette.")),
        _map("map-previous", _("&Previous"), ("-",), _("Takes the material before this one in the palette.")),
        _map("map-swap", _("S&wap"), ("X",), _("Goes back to the material that was painted with before."), "swap"),
    )),
    Submenu("map-symmetry", _("&Symmetry"), SYMMETRIES),
    SEPARATOR,
    Submenu("map-layers", _("&Layer"), (
        _map("map-layer-add", _("&New Layer of Materials"), ("Ctrl+Shift+N",), _("Adds an empty layer above; what is erased there shows the one below."), "plus"),
        _map("map-layer-remove", _("&Remove Layer"), ("Shift+Delete",), _("Takes the chosen layer away."), "trash"),
        _map("map-layer-up", _("Move &Up"), ("Ctrl+PgUp",), _("Lifts the chosen layer over the next one."), "up"),
        _map("map-layer-down", _("Move &Down"), ("Ctrl+PgDown",), _("Puts the chosen layer under the next one."), "down"),
        SEPARATOR,
        _map("map-clear", _("&Clear Layer"), ("Delete",), _("Takes away everything on the chosen layer."), "trash"),
    )),
    _map("map-flip-horizontal", _("Flip Left and &Right"), (), _("Mirrors the map, and the sketch with it."), "flip"),
    _map("map-flip-vertical", _("Flip &Upside Down"), (), _("Turns the map upside down, and the sketch with it.")),
    SEPARATOR,
    _map("map-outlines", _("&Outlines Only"), ("W",), _("Shows the edges of the materials alone, over the photo and the result."), "outlines", checkable=True),
    Submenu("map-view", _("&View"), (
        _map("map-mirror-view", _("&Mirror the View"), ("M",), _("Shows the canvas mirrored, to see mistakes; the map stays as it is."), "mirror", checkable=True),
        _map("map-rotate-left", _("Rotate &Left"), ("4",), _("Turns the paper to the left; Shift+Space and a drag turns it freely.")),
        _map("map-rotate-right", _("Rotate &Right"), ("6",), _("Turns the paper to the right.")),
        _map("map-rotate-reset", _("&Upright"), ("5",), _("Turns the paper back.")),
    )),
)  # fmt: skip

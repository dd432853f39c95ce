"""The commands of the sketch canvas, for the one table of the application."""

# ruff: noqa: E501 - a table reads better with long lines

from __future__ import annotations

from studio.ui.window.command import SEPARATOR, SKETCH_ROOM, Command, Entry, Submenu
from studio.ui.window.command import mark as _


def _sketch(id: str, text: str, keys: tuple[str, ...], tip: str, icon: str = "", checkable: bool = False) -> Command:
    return Command(id, text, keys, tip, icon, checkable, room=SKETCH_ROOM)


TOOLS: tuple[Command, ...] = (
    _sketch("sketch-brush", _("&Pen"), ("B",), _("Draws lines; Shift and a click draws a straight one from where the last ended."), "pen", checkable=True),
    _sketch("sketch-eraser", _("&Eraser"), ("E",), _("Takes away what is drawn; the other end of the pen does the same."), "eraser", checkable=True),
    _sketch("sketch-hints", _("&Colour Hints"), ("Shift+B",), _("Brushes in what colour things are; a few strokes are enough."), "hints", checkable=True),
    _sketch("sketch-line", _("&Line"), ("L",), _("Draws straight lines; hold Shift for steps of 15 degrees."), "line", checkable=True),
    _sketch("sketch-fill", _("&Fill"), ("G",), _("Fills an area with colour, up to the lines around it."), "fill", checkable=True),
    _sketch("sketch-pick", _("P&ick Colour"), ("I",), _("Takes a colour from the canvas; Ctrl and a click does so with every tool."), "picker", checkable=True),
    _sketch("sketch-move", _("&Move Layer"), ("V",), _("Moves what the chosen layer holds."), "move", checkable=True),
)  # fmt: skip
SYMMETRIES: tuple[Command, ...] = (
    _sketch("sketch-symmetry-none", _("&Off"), (), _("Draws each stroke once."), checkable=True),
    _sketch("sketch-symmetry-vertical", _("&Left and Right"), (), _("Draws each stroke once more on the other side."), checkable=True),
    _sketch("sketch-symmetry-horizontal", _("&Above and Below"), (), _("Draws each stroke once more upside down."), checkable=True),
    _sketch("sketch-symmetry-both", _("&Both"), (), _("Draws each stroke four times."), checkable=True),
)  # fmt: skip
CANVAS: tuple[Entry, ...] = (
    Submenu("sketch-tools", _("&Tool"), TOOLS),
    Submenu("sketch-tool-brush", _("&Brush"), (
        _sketch("sketch-larger", _("&Larger"), ("]",), _("Makes the brush larger; Shift and a drag across does so freely.")),
        _sketch("sketch-smaller", _("&Smaller"), ("[",), _("Makes the brush smaller.")),
        _sketch("sketch-softer", _("So&fter"), ("Shift+]", "}"), _("Makes the edge of the brush softer.")),
        _sketch("sketch-harder", _("&Harder"), ("Shift+[", "{"), _("Makes the edge of the brush harder.")),
        SEPARATOR,
        _sketch("sketch-swap-colours", _("S&wap Colours"), ("X",), _("Goes back to the colour before this one."), "swap"),
        _sketch("sketch-default-colours", _("&Default Colours"), ("D",), _("Goes back to the colours the canvas started with.")),
        SEPARATOR,
        _sketch("sketch-curve", _("Pen &Pressure…"), (), _("Sets how hard the pen has to be pressed."), "pressure"),
    )),
    Submenu("sketch-symmetry", _("&Symmetry"), SYMMETRIES),
    SEPARATOR,
    Submenu("sketch-layers", _("&Layer"), (
        _sketch("sketch-layer-add", _("&New Sketch Layer"), ("Ctrl+Shift+N",), _("Adds an empty layer to draw on."), "plus"),
        _sketch("sketch-layer-add-hints", _("New &Hints Layer"), (), _("Adds an empty layer for colours."), "hints"),
        _sketch("sketch-layer-remove", _("&Remove Layer"), ("Shift+Delete",), _("Takes the chosen layer away."), "trash"),
        _sketch("sketch-layer-up", _("Move &Up"), ("Ctrl+PgUp",), _("Lifts the chosen layer over the next one."), "up"),
        _sketch("sketch-layer-down", _("Move &Down"), ("Ctrl+PgDown",), _("Puts the chosen layer under the next one."), "down"),
        SEPARATOR,
        _sketch("sketch-clear", _("&Clear Layer"), ("Delete",), _("Takes away everything on the chosen layer."), "trash"),
    )),
    _sketch("sketch-flip-horizontal", _("Flip Left and &Right"), (), _("Mirrors the whole drawing."), "flip"),
    _sketch("sketch-flip-vertical", _("Flip &Upside Down"), (), _("Turns the whole drawing upside down.")),
    SEPARATOR,
    Submenu("sketch-view", _("&View"), (
        _sketch("sketch-mirror-view", _("&Mirror the View"), ("M",), _("Shows the canvas mirrored, to see mistakes; the drawing stays as it is."), "mirror", checkable=True),
        _sketch("sketch-rotate-left", _("Rotate &Left"), ("4",), _("Turns the paper to the left; Shift+Space and a drag turns it freely.")),
        _sketch("sketch-rotate-right", _("Rotate &Right"), ("6",), _("Turns the paper to the right.")),
        _sketch("sketch-rotate-reset", _("&Upright"), ("5",), _("Turns the paper back.")),
    )),
)  # fmt: skip

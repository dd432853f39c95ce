"""Which tool is in the hand, and what each brush remembers: size, opacity, colours, stabiliser, pressure."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor

from studio.document.brush import MAX_SIZE, MIN_SIZE, Brush, PressureCurve
from studio.document.layer import Kind
from studio.ui.sketch.colours import BLACK, LANDSCAPE, WHITE, Colour, from_qcolor, to_qcolor
from studio.ui.sketch.hand_tools import HandTools
from studio.ui.window.settings import SettingsFile
from studio.ui.window.tool_settings import BrushSettings, DrawSettings

HARDER = 0.1
OWN_COLOURS = 6


class Tool(StrEnum):
    """What the pen or the mouse does on the canvas."""

    BRUSH = "brush"
    ERASER = "eraser"
    HINTS = "hints"
    LINE = "line"
    FILL = "fill"
    PICK = "pick"
    MOVE = "move"


class Toolbox(HandTools):
    """The tool, and a brush for each of pen, eraser and colour hints, remembered in the settings.

    kind: what is drawn on now, SKETCH or HINTS; each has its own pair of colours, the first is drawn with.
    """

    def __init__(self, settings: SettingsFile | None = None, parent: QObject | None = None) -> None:
        drawing = settings.current.drawing if settings else DrawSettings()
        super().__init__(drawing.stabiliser, parent)
        self._settings = settings
        self.tool = Tool.BRUSH
        self.kind = Kind.SKETCH
        self.brushes = {"pen": drawing.pen, "eraser": drawing.eraser, "hints": drawing.hints}
        self.curve = PressureCurve(drawing.curve) if drawing.curve else PressureCurve()
        self.own_colours: tuple[Colour, ...] = tuple(from_qcolor(QColor(name)) for name in drawing.own_colours)
        self._colours = _first_colours()

    # --- the brush ---------------------------------------------------------------------------------------------------

    @property
    def slot(self) -> str:
        """The brush in the hand: "pen", "eraser" or "hints"."""
        if self.tool is Tool.ERASER:
            return "eraser"
        return "hints" if self.kind is Kind.HINTS else "pen"

    @property
    def current(self) -> BrushSettings:
        """What the brush in the hand remembers."""
        return self.brushes[self.slot]

    def brush(self, erase: bool = False) -> Brush:
        """The brush for one stroke. erase: the pen has been turned round, so it is the eraser's."""
        slot = "eraser" if erase else self.slot
        kept = self.brushes[slot]
        return Brush(
            kept.size, kept.opacity, kept.hardness, self.colour, slot == "eraser", kept.pressure_size,
            kept.pressure_opacity,
        )  # fmt: skip

    @property
    def size(self) -> float:
        """Diameter of the brush in the hand, in pixels of the drawing."""
        return self.current.size

    def set_size(self, size: float) -> None:
        """Makes the brush in the hand as large as that."""
        self.set_brush(size=size)

    def set_brush(self, **values: float | bool) -> None:
        """Changes size, opacity, hardness, pressure_size or pressure_opacity of the brush in the hand."""
        for name, (low, high) in {"size": (MIN_SIZE, MAX_SIZE), "opacity": (0.02, 1.0), "hardness": (0.0, 1.0)}.items():
            if name in values:
                values[name] = round(float(min(high, max(low, values[name]))), 3)
        new = replace(self.current, **values)  # type: ignore[arg-type]
        if new != self.current:
            self.brushes[self.slot] = new
            self._tell()

    def harden(self, steps: int) -> None:
        """A harder edge, or a softer one."""
        self.set_brush(hardness=self.current.hardness + HARDER * steps)

    # --- tool and colours --------------------------------------------------------------------------------------------

    def choose(self, tool: Tool, kind: Kind) -> None:
        """Takes a tool into the hand, to work on SKETCH or HINTS."""
        if (tool, kind) != (self.tool, self.kind):
            self.tool, self.kind = tool, kind
            self.changed.emit()
        self.taken.emit()

    @property
    def colour(self) -> Colour:
        """What is drawn with."""
        return self._colours[self.kind][0]

    @property
    def other_colour(self) -> Colour:
        """What `swap` brings."""
        return self._colours[self.kind][1]

    def set_colour(self, colour: Colour, own: bool = False) -> None:
        """Draws with `colour` from now on. own: the artist mixed it, so it is kept among the swatches."""
        first, second = self._colours[self.kind]
        if own and colour not in self.own_colours and colour not in [known for _, known in LANDSCAPE]:
            self.own_colours = (colour, *self.own_colours)[:OWN_COLOURS]
            self._tell()
        if colour != first:
            # The pen goes back and forth between two colours; a hint goes back to the one before it.
            self._colours[self.kind] = (colour, second if self.kind is Kind.SKETCH else first)
            self.changed.emit()

    def swap_colours(self) -> None:
        first, second = self._colours[self.kind]
        self._colours[self.kind] = (second, first)
        self.changed.emit()

    def default_colours(self) -> None:
        self._colours[self.kind] = _first_colours()[self.kind]
        self.changed.emit()

    # --- strokes -----------------------------------------------------------------------------------------------------

    def set_curve(self, curve: PressureCurve) -> None:
        """How hard the pen has to be pressed, with every tool."""
        if curve != self.curve:
            self.curve = curve
            self._tell()

    # --- remembering -------------------------------------------------------------------------------------------------

    def remember(self) -> None:
        """Writes what has changed to the settings now."""
        self._remember_soon.stop()
        if self._settings is not None:
            points = self.curve.points
            self._settings.change(
                "drawing",
                **self.brushes,
                stabiliser=self.stabiliser,
                curve=() if points == PressureCurve().points else tuple((float(x), float(y)) for x, y in points),
                own_colours=tuple(to_qcolor(colour).name() for colour in self.own_colours),
            )


def _first_colours() -> dict[Kind, tuple[Colour, Colour]]:
    return {Kind.SKETCH: (BLACK, WHITE), Kind.HINTS: (LANDSCAPE[0][1], LANDSCAPE[4][1])}

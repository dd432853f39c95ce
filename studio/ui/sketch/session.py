"""The hand upon the drawing: tools, and what a gesture does with them."""

from __future__ import annotations

from PySide6.QtCore import QObject

from studio.core.errors import StudioError
from studio.document import edits
from studio.document.document import Document
from studio.document.history import BUDGET
from studio.document.layer import Colour, Kind
from studio.document.stroke import Stroke
from studio.document.tools import Move, flood_fill, line, pick
from studio.ui.sketch.drawing import NAMES, Drawing
from studio.ui.sketch.toolbox import Tool, Toolbox
from studio.ui.window.settings import SettingsFile

SEEN = tuple(kind for kind in Kind if kind is not Kind.LABELS)  # materials have a room of their own
DRAWN = (Kind.SKETCH, Kind.HINTS)  # what is drawn on, and what the generator sees


class SketchSession(Drawing):
    """A drawing, and the tools to change it with. Every gesture is one step.

    Pen and hint brush suit the active layer: choosing one goes to its kind of layer, choosing a layer takes its brush.
    """

    def __init__(self, settings: SettingsFile | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent, settings.current.undo_memory << 20 if settings else BUDGET)
        self.tools = Toolbox(settings, self)
        self._last: tuple[float, float] | None = None  # where the last stroke ended
        self.resized.connect(self._forget_last)

    def open(self, document: Document) -> None:
        self._forget_last()
        super().open(document)

    def _forget_last(self) -> None:
        self._last = None

    # --- tools -------------------------------------------------------------------------------------------------------

    def choose_tool(self, tool: Tool) -> None:
        """Takes a tool into the hand and goes to a layer that it works on: the pen to lines, hints to colours."""
        self.interrupt()
        wanted = {Tool.BRUSH: Kind.SKETCH, Tool.HINTS: Kind.HINTS, Tool.FILL: Kind.HINTS}.get(tool)
        if wanted is not None:
            self._go_to(wanted)
        kind = self.layer.kind if self.layer else Kind.SKETCH
        self.tools.choose(tool, kind if kind in DRAWN else self.tools.kind)

    def _go_to(self, kind: Kind) -> None:
        """To the top layer of a kind; one is made where there is none."""
        if self.layer is not None and self.layer.kind is kind:
            return
        found = self.document.of_kind(kind)
        if found:
            self.document.active = found[-1].id
            self.layers_changed.emit()
        else:
            self.push(edits.add_layer(self.document, kind, NAMES[kind]))

    def may_draw(self) -> bool:
        """Whether the active layer can be drawn on; says why not. From a photo it goes to the sketch."""
        if self.layer is None or self.layer.kind not in DRAWN:
            kind = Kind.HINTS if self.tools.tool is Tool.HINTS else Kind.SKETCH
            self._go_to(kind)
            self.tools.choose(self.tools.tool, kind)
        layer = self.layer
        assert layer is not None
        if not layer.shown:
            self.refused.emit(self.tr("The layer “{}” is hidden; show it to draw on it.").format(layer.name))
        elif layer.locked:
            self.refused.emit(self.tr("The layer “{}” is locked; unlock it to change it.").format(layer.name))
        return layer.shown and not layer.locked

    def _active_changed(self) -> None:
        """Pen and hint brush change places to suit the active layer; from a photo one goes on drawing as before."""
        layer = self.layer
        if layer is None or layer.kind not in DRAWN:
            return
        tool = self.tools.tool
        if tool in (Tool.BRUSH, Tool.HINTS):
            tool = Tool.HINTS if layer.kind is Kind.HINTS else Tool.BRUSH
        self.tools.choose(tool, layer.kind)

    # --- gestures ----------------------------------------------------------------------------------------------------

    def begin_stroke(self, x: float, y: float, pressure: float, erase: bool = False, scale: float = 1.0) -> bool:
        """Puts the brush down at a point of the drawing. erase: with the pen's other end.

        scale: pixels of the drawing in one of the screen, which the stabiliser goes by.
        """
        self.abandon()
        if not self.may_draw():
            return False
        tools = self.tools
        stroke = Stroke(
            self.document, self.document.active, tools.brush(erase), tools.curve, tools.stabiliser, tools.symmetry,
            scale=scale,
        )  # fmt: skip
        self.begin(stroke)
        self.show(stroke.begin(x, y, pressure))
        self._last = (x, y)
        return True

    def stroke_to(self, x: float, y: float, pressure: float) -> None:
        """Draws on to another point."""
        if isinstance(self._doing, Stroke):
            self.show(self._doing.move(x, y, pressure))
            self._last = (x, y)

    def draw_line(self, start: tuple[float, float], end: tuple[float, float], pressure: float = 1.0) -> None:
        """A straight stroke with the brush in the hand."""
        self.abandon()
        if self.may_draw():
            felt = self.tools.curve(pressure)
            self.push(
                line(self.document, self.document.active, start, end, self.tools.brush(), felt, self.tools.symmetry)
            )
            self._last = end

    def line_from_last(self, x: float, y: float, pressure: float = 1.0) -> None:
        """A straight stroke from where the last one ended; a dot if there was none."""
        self.draw_line(self._last or (x, y), (x, y), pressure)

    def fill(self, x: float, y: float) -> None:
        """Fills the area round a point, up to the lines."""
        self.abandon()
        if self.may_draw():
            self.push(flood_fill(self.document, self.document.active, x, y, self.tools.colour))

    def pick(self, x: float, y: float) -> Colour:
        """Draws with the colour seen at a point from now on; returns it."""
        colour = pick(self.document, x, y, SEEN)
        self.tools.set_colour(colour)
        return colour

    def begin_move(self) -> bool:
        """Takes hold of what the active layer has."""
        self.abandon()
        if self.layer is None:
            return False
        try:
            self.begin(Move(self.document, self.layer.id))
        except StudioError as error:
            self.refused.emit(str(error))
        return self.busy

    def move_to(self, dx: int, dy: int) -> None:
        """So many pixels from where it was taken hold of."""
        if isinstance(self._doing, Move):
            self.show(self._doing.to(dx, dy))

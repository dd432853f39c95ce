"""The hand upon the map of materials: its tools, and what they do to the drawing that the sketch is part of, too."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from studio.core.palettes import Palette
from studio.core.picture import Picture
from studio.document import edits, label_tools
from studio.document.brush import Brush
from studio.document.edits import Edit
from studio.document.label_tools import Material
from studio.document.layer import Colour, Kind, Layer
from studio.document.stroke import Stroke
from studio.library.palettes import load_palette
from studio.ui.materials.new_layer import OnNewLayer, joined
from studio.ui.materials.shape import Shape
from studio.ui.materials.toolbox import MapTool, MapToolbox
from studio.ui.sketch.doing import Doing
from studio.ui.sketch.drawing import NAMES
from studio.ui.sketch.session import SketchSession
from studio.ui.window.settings import SettingsFile

MATERIALS = "materials"  # the palette to begin with
KINDS = (Kind.REFERENCE, Kind.RESULT, Kind.LABELS, Kind.SKETCH)  # what the materials room shows


class MapSession(QObject):
    """Paints materials on the LABELS layers of the drawing of `session`; every gesture is one step of its history.

    Undo, layers and whatever else belongs to the drawing as a whole is up to `session`, and so is refusing.
    """

    palette_changed = Signal()
    shape_changed = Signal()  # the outline under the hand, or there is none any more

    def __init__(
        self, session: SketchSession, settings: SettingsFile | None = None, palette: Palette | None = None,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.session = session
        self.tools = MapToolbox(palette or load_palette(MATERIALS), settings, self)
        self.painting = False  # whether what is told of now is painted on the map, so that all else is as it was
        self._last: tuple[float, float] | None = None  # where the last stroke ended
        self._stroke: tuple[Doing, Stroke] | None = None  # the gesture, and the brush in it
        session.document_changed.connect(self._forget_last)
        session.resized.connect(self._forget_last)
        session.interrupted.connect(self.shape_changed)

    # --- the map -----------------------------------------------------------------------------------------------------

    @property
    def palette(self) -> Palette:
        """The materials that there are."""
        return self.tools.palette

    def set_palette(self, palette: Palette) -> None:
        """Paints with the materials of another palette; what is painted stays as it is."""
        if palette != self.palette:
            self.session.interrupt()
            self.tools.set_palette(palette)
            self.palette_changed.emit()

    def labels(self) -> Picture | None:
        """The map (RGBA: see-through, or a material's colour), None without any; the same object until it changes."""
        return self.session.document.labels()

    def indices(self) -> NDArray[np.uint8]:
        """The class of every pixel, HxW, 0 where nothing is said. ParameterError for a map of another palette."""
        return label_tools.map_indices(self.session.document, self.palette)

    def set_map(self, indices: NDArray[np.uint8], text: str, note: str = "") -> None:
        """Makes the whole map these classes (HxW, of any size), in one step. text: what undo would take back; note:
        how the map was made, as in `Layer`."""
        self.session.attempt(lambda: label_tools.set_map(self.session.document, indices, self.palette, text, note))

    def replace_material(self, old: int, new: int) -> None:
        """Turns one class of the palette into another wherever it is painted."""
        colours = self.palette.colours
        self.session.attempt(lambda: label_tools.replace_material(self.session.document, colours[old], colours[new]))

    @property
    def layer(self) -> Layer | None:
        """The layer that is painted on: the active one if it holds materials, else the topmost that does."""
        active = self.session.layer
        if active is not None and active.kind is Kind.LABELS:
            return active
        found = self.session.document.of_kind(Kind.LABELS)
        return found[-1] if found else None

    def enter(self) -> None:
        """The room shows: one works on what can be seen in it, and first of all on the map."""
        self.session.set_scope(KINDS)
        if self.layer is not None:
            self.session.activate(self.layer.id)

    # --- tools -------------------------------------------------------------------------------------------------------

    def choose_tool(self, tool: MapTool) -> None:
        """Takes a tool into the hand; an open polygon is closed first."""
        self.session.interrupt()
        self.tools.choose(tool)

    def next_material(self, step: int) -> None:
        """The next material of the palette, or with -1 the one before."""
        self.tools.next_material(step)

    def may_paint(self) -> bool:
        """Whether the layer can be painted on; says why not. Without a layer, the first stroke makes one."""
        layer = self.layer
        if layer is None:
            return True
        if not layer.shown:
            self.session.refused.emit(self.tr("The layer “{}” is hidden; show it to paint on it.").format(layer.name))
        elif layer.locked:
            self.session.refused.emit(self.tr("The layer “{}” is locked; unlock it to change it.").format(layer.name))
        return layer.shown and not layer.locked

    # --- strokes -----------------------------------------------------------------------------------------------------

    def begin_stroke(self, x: float, y: float, pressure: float, erase: bool = False, scale: float = 1.0) -> bool:
        """Puts the brush down at a point of the drawing. erase: with the pen's other end.

        scale: pixels of the drawing in one of the screen, which the stabiliser goes by.
        """
        self.abandon()
        tools = self.tools
        erase = erase or tools.tool is MapTool.ERASER
        if not self.may_paint() or (erase and self.layer is None):
            return False
        within = self._within(None if erase else tools.colour)
        layer_id, added = self._ground()
        size = tools.eraser_size if erase else tools.brush_size
        brush = Brush(size, colour=tools.colour, erase=erase, pressure_size=tools.pressure_size).hard()
        stroke = Stroke(
            self.session.document, layer_id, brush, self.session.tools.curve, tools.stabiliser, tools.symmetry,
            scale=scale, within=within,
        )  # fmt: skip
        doing = stroke if added is None else OnNewLayer(self.session.document, added, stroke)
        self._stroke = doing, stroke
        self.session.begin(doing)
        self.session.show(stroke.begin(x, y, pressure))
        self._last = (x, y)
        return True

    def stroke_to(self, x: float, y: float, pressure: float) -> None:
        """Paints on to another point."""
        if self._stroke is not None and self.session.doing is self._stroke[0]:
            self.session.show(self._stroke[1].move(x, y, pressure))
            self._last = (x, y)

    def end(self) -> None:
        """Lifts the brush, or closes the outline: one step."""
        self._stroke = None
        self.painting = True
        self.session.end()
        self.painting = False
        self.shape_changed.emit()

    def abandon(self) -> None:
        """Takes back what the hand is doing."""
        self._stroke = None
        self.session.abandon()
        self.shape_changed.emit()

    def line_from_last(self, x: float, y: float, pressure: float = 1.0) -> None:
        """A straight stroke from where the last one ended; a dot if there was none."""
        self.abandon()
        if not self.may_paint():
            return
        start, self._last = self._last or (x, y), (x, y)
        material = None if self.tools.tool is MapTool.ERASER else self.tools.colour
        self._paint(lambda layer: self._line(layer, start, (x, y), self.tools.size, material))

    # --- outlines ----------------------------------------------------------------------------------------------------

    @property
    def shape(self) -> Shape | None:
        """The outline under the hand: polygon, lasso, line or rectangle."""
        doing = self.session.doing
        return doing if isinstance(doing, Shape) else None

    def begin_shape(self, x: float, y: float, scale: float = 1.0) -> bool:
        """Begins the outline of the tool in the hand at a point of the drawing.

        scale: pixels of the drawing in one of the screen; a lasso has no points that are nearer than that.
        """
        self.abandon()
        if not self.may_paint():
            return False
        self.session.begin(Shape(self.tools.tool, (x, y), scale, self._commit, self.shape_changed.emit))
        self.shape_changed.emit()
        return True

    def shape_to(self, x: float, y: float) -> None:
        """The outline goes on to this point, or its last corner moves there."""
        if self.shape is not None:
            self.shape.move(x, y)
            self.shape_changed.emit()

    def add_corner(self, x: float, y: float) -> None:
        """One more corner of the polygon."""
        if self.shape is not None:
            self.shape.add(x, y)
            self.shape_changed.emit()

    def remove_corner(self) -> None:
        """Takes back the last corner of the polygon, and with the first one the polygon."""
        if self.shape is not None and not self.shape.back():
            self.abandon()

    def _commit(self, shape: Shape) -> Edit | None:
        """Paints what the outline encloses."""
        document, tools, points = self.session.document, self.tools, shape.corners()
        colour, (start, end) = tools.colour, (points[0], points[-1])
        rest = {"symmetry": tools.symmetry, "within": self._within(colour)}
        match shape.tool:
            case MapTool.LINE:
                self._last = end
                return self._made(lambda layer: self._line(layer, start, end, tools.brush_size, colour))
            case MapTool.RECTANGLE:
                return self._made(lambda layer: label_tools.rectangle(document, layer, start, end, colour, **rest))
            case MapTool.LASSO:
                return self._made(lambda layer: label_tools.lasso(document, layer, points, colour, **rest))
        return self._made(lambda layer: label_tools.polygon(document, layer, points, colour, **rest))

    # --- clicks ------------------------------------------------------------------------------------------------------

    def fill(self, x: float, y: float, everywhere: bool = False) -> None:
        """Gives the area round a point the material. everywhere: all areas of the material that is there."""
        self.abandon()
        if self.may_paint():
            make = label_tools.fill_all if everywhere else label_tools.fill
            self._paint(lambda layer: make(self.session.document, layer, x, y, self.tools.colour))

    def pick(self, x: float, y: float) -> Colour | None:
        """Paints with the material at a point from now on; returns its colour, None where nothing is said."""
        colour = label_tools.pick_label(self.session.document, x, y)
        if colour is None:
            self.tools.set_material(0)
        elif colour in self.palette.colours:
            self.tools.set_material(self.palette.colours.index(colour))
        return colour

    # --- how it comes to the layer -----------------------------------------------------------------------------------

    def _line(
        self, layer: int, start: tuple[float, float], end: tuple[float, float], size: float, material: Material
    ) -> Edit | None:
        return label_tools.line(
            self.session.document, layer, start, end, size, material, symmetry=self.tools.symmetry,
            within=self._within(material),
        )  # fmt: skip

    def _within(self, material: Material) -> NDArray[np.bool_] | None:
        """Where this material (None: the eraser) may go, while others are to be preserved."""
        if not self.tools.preserve:
            return None
        document = self.session.document
        if material is None:
            return label_tools.where(document, self.tools.colour)
        return label_tools.free(document, material) | label_tools.where(document, self.palette.colours[0])

    def _ground(self) -> tuple[int, Edit | None]:
        """The layer to paint on, active from now on, and the step that made it if there was none."""
        document, layer = self.session.document, self.layer
        if layer is None:
            added = edits.add_layer(document, Kind.LABELS, NAMES[Kind.LABELS])
            self.session.layers_changed.emit()
            return document.active, added
        if document.active != layer.id:
            document.active = layer.id
            self.session.layers_changed.emit()
        return layer.id, None

    def _made(self, make: Callable[[int], Edit | None]) -> Edit | None:
        layer_id, added = self._ground()
        edit = joined(self.session.document, added, make(layer_id))
        if edit is None and added is not None:
            self.session.layers_changed.emit()
        return edit

    def _paint(self, make: Callable[[int], Edit | None]) -> None:
        self.painting = True
        self.session.push(self._made(make))
        self.painting = False

    def _forget_last(self) -> None:
        self._last = None

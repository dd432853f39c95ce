"""Which tool is in the hand, which material it paints, how large it is."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject

from studio.core.palettes import Palette
from studio.document.brush import MAX_SIZE, MIN_SIZE
from studio.document.layer import Colour
from studio.ui.sketch.hand_tools import HandTools
from studio.ui.window.settings import SettingsFile
from studio.ui.window.tool_settings import MapSettings


class MapTool(StrEnum):
    """What the pen or the mouse does on the map."""

    BRUSH = "brush"
    ERASER = "eraser"
    POLYGON = "polygon"
    LASSO = "lasso"
    LINE = "line"
    RECTANGLE = "rectangle"
    FILL = "fill"
    FILL_ALL = "fill-all"
    PICK = "pick"


SIZED = (MapTool.BRUSH, MapTool.ERASER, MapTool.LINE)  # those that have a width


class MapToolbox(HandTools):
    """The tool, the material it paints and the one that `swap` brings, both as indices of `palette`.

    `size` is that of the tool in the hand: the eraser has its own. preserve: only what is not painted yet is painted,
    and only `material` is erased. All but the tool and the symmetry is remembered in the settings.
    """

    def __init__(self, palette: Palette, settings: SettingsFile | None = None, parent: QObject | None = None) -> None:
        kept = settings.current.materials if settings else MapSettings()
        super().__init__(kept.stabiliser, parent)
        self._settings = settings
        self.tool = MapTool.BRUSH
        self.brush_size, self.eraser_size = kept.size, kept.eraser_size
        self.pressure_size, self.preserve = kept.pressure_size, kept.preserve
        self._pairs: dict[tuple[str, ...], tuple[int, int]] = {}
        self.palette = palette
        self.material, self.other = self._first_pair((kept.material, kept.other))

    # --- tool and size -----------------------------------------------------------------------------------------------

    def choose(self, tool: MapTool) -> None:
        """Takes a tool into the hand."""
        if tool is not self.tool:
            self.tool = tool
            self.changed.emit()
        self.taken.emit()

    @property
    def size(self) -> float:
        """Diameter of the tool in the hand, in pixels of the drawing."""
        return self.eraser_size if self.tool is MapTool.ERASER else self.brush_size

    def set_size(self, size: float) -> None:
        """Makes the tool in the hand as large as that, within 1..500 pixels."""
        size = round(float(min(MAX_SIZE, max(MIN_SIZE, size))), 1)
        if size != self.size:
            if self.tool is MapTool.ERASER:
                self.eraser_size = size
            else:
                self.brush_size = size
            self._tell()

    # --- materials ---------------------------------------------------------------------------------------------------

    @property
    def colour(self) -> Colour:
        """The colour of the material."""
        return self.palette.colours[self.material]

    @property
    def other_colour(self) -> Colour:
        """The colour of what `swap` brings."""
        return self.palette.colours[self.other]

    def set_material(self, index: int) -> None:
        """Paints with this class of the palette from now on; `swap` goes back. IndexError for one that it lacks."""
        if not 0 <= index < len(self.palette):
            raise IndexError(index)
        if index != self.material:
            self.material, self.other = index, self.material
            self._tell()

    def swap(self) -> None:
        """The material before this one, and back."""
        self.material, self.other = self.other, self.material
        self._tell()

    def next_material(self, step: int) -> None:
        """So many places on in the palette, and round."""
        self.set_material((self.material + step) % len(self.palette))

    def set_palette(self, palette: Palette) -> None:
        """Other materials to paint with; each palette keeps those that were chosen last."""
        if palette == self.palette:
            return
        self._pairs[self.palette.names] = self.material, self.other
        self.palette = palette
        self.material, self.other = self._pairs.get(palette.names) or self._first_pair(("", ""))
        self._tell()

    def _first_pair(self, names: tuple[str, str]) -> tuple[int, int]:
        """The materials of these names; where there are none, the first that says something, and one more."""
        known = self.palette.names
        first = known.index(names[0]) if names[0] in known else 1
        second = known.index(names[1]) if names[1] in known else (first + 1) % len(known)
        return first, second

    # --- how it paints -----------------------------------------------------------------------------------------------

    def set_preserve(self, on: bool) -> None:
        """Leaves alone what is painted already."""
        if on != self.preserve:
            self.preserve = on
            self._tell()

    def set_pressure_size(self, on: bool) -> None:
        """The harder the pen is pressed, the wider it paints."""
        if on != self.pressure_size:
            self.pressure_size = on
            self._tell()

    # --- remembering -------------------------------------------------------------------------------------------------

    def remember(self) -> None:
        """Writes what has changed to the settings now."""
        self._remember_soon.stop()
        if self._settings is not None:
            self._settings.change(
                "materials", size=self.brush_size, eraser_size=self.eraser_size, pressure_size=self.pressure_size,
                stabiliser=self.stabiliser, preserve=self.preserve, material=self.palette.names[self.material],
                other=self.palette.names[self.other],
            )  # fmt: skip

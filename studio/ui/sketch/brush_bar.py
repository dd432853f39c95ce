"""The row above the canvas: the brush in the hand, and the colours to draw with."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QColorDialog, QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from studio.core.params import Control
from studio.document.brush import MAX_SIZE, MIN_SIZE
from studio.document.layer import Kind
from studio.ui.sketch.colours import LANDSCAPE, Swatch, from_qcolor, to_qcolor
from studio.ui.sketch.session import SketchSession
from studio.ui.sketch.slim_slider import SlimSlider
from studio.ui.sketch.toolbox import Tool
from studio.ui.widgets.buttons import tool_button
from studio.ui.widgets.theme import GRID
from studio.ui.widgets.words import words
from studio.ui.window.actions import Actions

SIZE = Control(
    "size", "Size", MIN_SIZE, MAX_SIZE, 4.0, "How large the brush is ([ and ], or Shift and a drag).", 1, True
)
OPACITY = Control("opacity", "Opacity", 0.02, 1.0, 1.0, "How much a stroke covers what is below it.")
HARDNESS = Control("hardness", "Hard", 0.0, 1.0, 0.9, "How crisp the edge of the brush is (Shift+[ and ]).")
STABILISER = Control("stabiliser", "Smooth", 0.0, 1.0, 0.3, "How far the line is smoothed; at the left end it is off.")
ROWS = 2
BRUSHES = (Tool.BRUSH, Tool.ERASER, Tool.HINTS, Tool.LINE)


class BrushBar(QWidget):
    """Size, opacity, hardness and smoothing, what the pen's pressure does, and the swatches of hints."""

    def __init__(self, session: SketchSession, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._toolbox = toolbox = session.tools
        self._offered: tuple[object, ...] = ()
        self.swatches: list[Swatch] = []
        self.setAccessibleName(self.tr("Brush"))
        self.size_slider = SlimSlider(SIZE, percent=False, unit=" px")
        self.opacity = SlimSlider(OPACITY)
        self.hardness = SlimSlider(HARDNESS)
        self.stabiliser = SlimSlider(STABILISER, off=self.tr("Off"))
        self.pressure_size = tool_button(
            self.tr("The harder the pen is pressed, the wider the line."),
            "", "pressure-size", self.tr("Pressure changes the size"), checkable=True,
        )  # fmt: skip
        self.pressure_opacity = tool_button(
            self.tr("The harder the pen is pressed, the stronger the line."),
            "", "pressure-opacity", self.tr("Pressure changes the opacity"), checkable=True,
        )  # fmt: skip
        self.curve = tool_button(
            self.tr("Sets how hard the pen has to be pressed."), "", "pressure", self.tr("Pen pressure")
        )
        self.mix = tool_button(self.tr("Mixes a colour of your own."), "", "plus", self.tr("Another colour"))
        self._grid = QGridLayout()
        self._grid.setSpacing(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        line.setSpacing(GRID // 2)
        for slider in (self.size_slider, self.opacity, self.hardness, self.stabiliser):
            slider.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            line.addWidget(slider, 1)
        for button in (self.pressure_size, self.pressure_opacity, self.curve):
            button.setIconSize(QSize(18, 18))
            line.addWidget(button)
        line.addLayout(self._grid)
        line.addWidget(self.mix)
        self.setFixedHeight(ROWS * 3 * GRID + GRID)

        self.size_slider.moved.connect(lambda value: toolbox.set_brush(size=value))
        self.opacity.moved.connect(lambda value: toolbox.set_brush(opacity=value))
        self.hardness.moved.connect(lambda value: toolbox.set_brush(hardness=value))
        self.stabiliser.moved.connect(toolbox.set_stabiliser)
        self.pressure_size.toggled.connect(lambda on: toolbox.set_brush(pressure_size=on))
        self.pressure_opacity.toggled.connect(lambda on: toolbox.set_brush(pressure_opacity=on))
        self.curve.clicked.connect(actions["sketch-curve"].trigger)
        self.mix.clicked.connect(self.ask_colour)
        toolbox.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Shows the brush in the hand as it is."""
        box = self._toolbox
        kept, hard = box.current, box.slot == "hints"
        brushing = box.tool in BRUSHES
        self.size_slider.show_number(kept.size)
        self.opacity.show_number(kept.opacity)
        self.hardness.show_number(kept.hardness)
        self.stabiliser.show_number(box.stabiliser)
        for slider in (self.opacity, self.hardness):
            slider.setVisible(not hard)
        self.pressure_opacity.setVisible(not hard)
        for widget in (self.size_slider, self.opacity, self.hardness, self.stabiliser, self.pressure_size,
                       self.pressure_opacity):  # fmt: skip
            widget.setEnabled(brushing)
        for button, on in ((self.pressure_size, kept.pressure_size), (self.pressure_opacity, kept.pressure_opacity)):
            button.blockSignals(True)
            button.setChecked(on)
            button.blockSignals(False)
        self._offer()

    def ask_colour(self) -> None:
        """Lets the artist mix a colour."""
        title = self.tr("Colour to draw with")
        chosen = QColorDialog.getColor(to_qcolor(self._toolbox.colour), self, title)
        if chosen.isValid():
            self._toolbox.set_colour(from_qcolor(chosen), own=True)

    def _offer(self) -> None:
        """The swatches that go with what is drawn: none for lines, which are black."""
        box = self._toolbox
        colouring = box.kind is Kind.HINTS
        own = tuple((self.tr("Your colour"), colour) for colour in box.own_colours)
        offered = (*LANDSCAPE, *own) if colouring else ()
        if offered != self._offered:
            self._offered = offered
            self._build(offered)
        self.mix.setVisible(colouring)
        for swatch in self.swatches:
            swatch.setChecked(swatch.colour == box.colour)

    def _build(self, offered: tuple[tuple[str, tuple[int, int, int]], ...]) -> None:
        for swatch in self.swatches:
            swatch.hide()
            swatch.deleteLater()
        self.swatches = []
        for index, (name, colour) in enumerate(offered):
            name = words(name)
            swatch = Swatch(name, colour, self.tr("Draws with {}.").format(name[0].lower() + name[1:]))
            swatch.clicked.connect(lambda _=False, swatch=swatch: self._choose(swatch))
            self._grid.addWidget(swatch, index % ROWS, index // ROWS, Qt.AlignmentFlag.AlignCenter)
            self.swatches.append(swatch)

    def _choose(self, swatch: Swatch) -> None:
        self._toolbox.set_colour(swatch.colour)
        self.refresh()  # a second press leaves it pressed

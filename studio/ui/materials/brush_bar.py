"""The row above the map: the brush in the hand, and how the map shows."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from studio.core.params import Control
from studio.document.brush import MAX_SIZE, MIN_SIZE
from studio.ui.materials.map_session import MapSession
from studio.ui.materials.toolbox import SIZED, MapTool
from studio.ui.materials.view import MapView
from studio.ui.sketch.brush_bar import ROWS
from studio.ui.sketch.slim_slider import SlimSlider
from studio.ui.widgets.buttons import tool_button
from studio.ui.widgets.theme import GRID
from studio.ui.window.actions import Actions

SIZE = Control(
    "size", "Size", MIN_SIZE, MAX_SIZE, 48.0, "How large the brush is ([ and ], or Alt and a drag).", 1, True
)
STABILISER = Control("stabiliser", "Smooth", 0.0, 1.0, 0.2, "How far the edge is smoothed; at the left end it is off.")
MAP_OPACITY = Control("map-opacity", "Map", 0.0, 1.0, 1.0, "How far the map covers the photo that lies below it.")


class MapBrushBar(QWidget):
    """Size and smoothing, what is preserved, and how the map shows."""

    def __init__(self, maps: MapSession, view: MapView, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._maps, self._view = maps, view
        self.setAccessibleName(self.tr("Brush"))
        self.size_slider = SlimSlider(SIZE, percent=False, unit=" px")
        self.stabiliser = SlimSlider(STABILISER, off=self.tr("Off"))
        self.map_opacity = SlimSlider(MAP_OPACITY)
        self.pressure_size = tool_button(
            self.tr("The harder the pen is pressed, the wider it paints."),
            "", "pressure-size", self.tr("Pressure changes the size"), checkable=True,
        )  # fmt: skip
        self.preserve, self.outlines = _action_button(actions, "map-preserve"), _action_button(actions, "map-outlines")
        line = QHBoxLayout(self)
        line.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        line.setSpacing(GRID // 2)
        for slider in (self.size_slider, self.stabiliser):
            line.addWidget(slider, 1)
        for button in (self.pressure_size, self.preserve):
            line.addWidget(button)
        line.addWidget(self.map_opacity, 1)
        line.addWidget(self.outlines)
        for slider in (self.size_slider, self.stabiliser, self.map_opacity):
            slider.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for button in (self.pressure_size, self.preserve, self.outlines):
            button.setIconSize(QSize(18, 18))
        self.setFixedHeight(ROWS * 3 * GRID + GRID)

        tools = maps.tools
        self.size_slider.moved.connect(tools.set_size)
        self.stabiliser.moved.connect(tools.set_stabiliser)
        self.map_opacity.moved.connect(view.set_map_opacity)
        self.pressure_size.toggled.connect(tools.set_pressure_size)
        tools.changed.connect(self.refresh)
        view.look_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Shows brush, material and view as they are."""
        tools, view = self._maps.tools, self._view
        self.size_slider.show_number(tools.size)
        self.stabiliser.show_number(tools.stabiliser)
        self.map_opacity.show_number(view.map_opacity)
        self.map_opacity.setEnabled(not view.outlines)
        self.size_slider.setEnabled(tools.tool in SIZED)
        for widget in (self.stabiliser, self.pressure_size):
            widget.setEnabled(tools.tool in (MapTool.BRUSH, MapTool.ERASER))
        self.pressure_size.blockSignals(True)
        self.pressure_size.setChecked(tools.pressure_size)
        self.pressure_size.blockSignals(False)


def _action_button(actions: Actions, command: str) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(actions[command])
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(actions[command].text().replace("&", ""))
    return button

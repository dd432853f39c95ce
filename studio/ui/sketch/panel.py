"""The panel of the sketch room: which model, which look, how large, tracing, and what to do with the picture."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.core.generate import DETAIL
from studio.core.params import Control
from studio.ui.sketch.generation import Generation
from studio.ui.sketch.picture_panel import PicturePanel, action_button, button_row
from studio.ui.widgets.control_slider import ControlSlider
from studio.ui.widgets.fold import Fold
from studio.ui.widgets.theme import GRID
from studio.ui.window.actions import Actions

OVERLAY = Control("overlay", "Result over drawing", 0.0, 1.0, 0.0, "Lays the photo over the drawing, as if through it.")


class GeneratePanel(PicturePanel):
    """Shows and changes the choices of a `Generation`; its buttons are commands of the window."""

    def __init__(self, generation: Generation, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(generation, actions, OVERLAY, parent)
        self.detail = ControlSlider(DETAIL)
        self.example = action_button(actions["example"], self.tr("Try an Example"))
        self.trace = action_button(actions["sketch-trace"])
        self.clear_hints = action_button(actions["sketch-clear-hints"])
        tracing = QWidget()
        traced = QVBoxLayout(tracing)
        traced.setContentsMargins(0, 0, 0, 0)
        traced.setSpacing(GRID)
        traced.addWidget(self.detail)
        traced.addWidget(self.trace)
        self.fold = Fold(self.tr("Trace"), self.tr("Draws the lines of a photo for you."), tracing)
        self.build(
            self.picker, self.words, self.look, self.numbers, self.overlay, button_row(self.example, self.clear_hints),
            self.fold,
        )  # fmt: skip

    def show_making(self) -> None:
        super().show_making()
        generator = self._generation.generator
        self.fold.setVisible(generator is not None and generator.kind == "sketch")
        self.clear_hints.setVisible(generator is not None and generator.hints)

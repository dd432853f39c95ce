"""The panel of the sketch room: which model, which mood, how large, and what to do with the picture."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from studio.core.generate import DETAIL, LOOK
from studio.core.params import Control
from studio.ui.sketch.generation import Generation
from studio.ui.sketch.model_picker import ModelPicker
from studio.ui.sketch.seed_box import SeedBox
from studio.ui.styles.option_boxes import SizeBox
from studio.ui.widgets.control_slider import ControlSlider
from studio.ui.widgets.fitting_scroll import FittingScroll, rule
from studio.ui.widgets.fold import Fold
from studio.ui.widgets.theme import GRID
from studio.ui.window.actions import Actions

SIZES = (256, 512, 768, 1024)
OVERLAY = Control("overlay", "Result over drawing", 0.0, 1.0, 0.0, "Lays the photo over the drawing, as if through it.")


class GeneratePanel(QWidget):
    """Shows and changes the choices of a `Generation`; its buttons are commands of the window."""

    overlay_changed = Signal(float)  # 0..1

    def __init__(self, generation: Generation, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._generation = generation
        self.picker = ModelPicker()
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setProperty("tone", "dim")
        self.look = ControlSlider(LOOK)
        self.overlay = ControlSlider(OVERLAY)
        self.detail = ControlSlider(DETAIL)
        self.seed = SeedBox()
        self.size_box = SizeBox(SIZES, self.tr("Canvas size"))
        self.example = _button(actions["example"], self.tr("Try an Example"))
        self.trace = _button(actions["sketch-trace"])
        self.clear_hints = _button(actions["sketch-clear-hints"])
        self.keep = _button(actions["sketch-keep"], primary=True)
        self.variations = _button(actions["sketch-variations"])
        self.stylise = _button(actions["sketch-stylise"])

        numbers = QHBoxLayout()
        numbers.setSpacing(GRID)
        self.seed.entry.setMinimumHeight(self.size_box.sizeHint().height())
        self.size_box.setMinimumContentsLength(7)
        numbers.addWidget(QLabel(self.tr("Seed")))
        numbers.addWidget(self.seed, 1)
        numbers.addWidget(self.size_box)
        tracing = QWidget()
        traced = QVBoxLayout(tracing)
        traced.setContentsMargins(0, 0, 0, 0)
        traced.setSpacing(GRID)
        traced.addWidget(self.detail)
        traced.addWidget(self.trace)
        self.fold = Fold(self.tr("Trace"), self.tr("Draws the lines of a photo for you."), tracing)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(self.picker)
        column.addWidget(self.words)
        column.addWidget(self.look)
        column.addLayout(numbers)
        column.addWidget(self.overlay)
        column.addLayout(_row(self.example, self.clear_hints))
        column.addWidget(self.fold)
        column.addStretch()
        foot = _row(self.variations, self.stylise, self.keep)
        foot.setContentsMargins(GRID, GRID, GRID, GRID)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(FittingScroll(inside), 1)
        layout.addWidget(rule())
        layout.addLayout(foot)
        self.setMinimumWidth(38 * GRID)

        self.picker.chosen.connect(lambda model: generation.change(model=model))
        self.look.value_changed.connect(lambda value: generation.change(look=value))
        self.look.value_settled.connect(lambda _: generation.settle())
        self.overlay.value_changed.connect(self.overlay_changed)
        self.seed.changed.connect(lambda seed: generation.change(seed=seed))
        self.seed.rolled.connect(generation.roll)
        self.seed.locked.connect(lambda on: generation.change(locked=on))
        self.size_box.chosen.connect(lambda size: generation.change(size=size))
        generation.changed.connect(self.show_making)
        generation.generators_changed.connect(self._show_generators)
        self._show_generators()

    def show_making(self) -> None:
        """Moves every control to the choices without emitting."""
        making, generator = self._generation.making, self._generation.generator
        self.picker.set_current(making.model)
        self.words.setText(
            generator.description
            if generator
            else self.tr("No model that draws is installed; put one into the folder of models.")
        )
        if self.look.value != making.look:
            self.look.set_value(making.look)
        self.seed.show_value(making.seed, making.locked)
        self.size_box.show_value(making.size)
        self.fold.setVisible(generator is not None and generator.kind == "sketch")
        self.clear_hints.setVisible(generator is not None and generator.hints)

    def _show_generators(self) -> None:
        self.picker.set_generators(self._generation.generators)
        self.show_making()


def _button(action: QAction, text: str = "", primary: bool = False) -> QToolButton:
    """A wide button for a command of the window."""
    button = QToolButton()
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setProperty("primary" if primary else "raised", True)
    button.setMinimumHeight(4 * GRID)
    if text:
        button.setText(text)
    button.setAccessibleName((text or action.text()).replace("&", "").rstrip("…"))
    return button


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GRID)
    for widget in widgets:
        row.addWidget(widget, 1)
    return row

"""What panels have where a photo follows the hand: models, look, seed, size, and what to do with the photo."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from studio.core.generate import LOOK
from studio.core.params import Control
from studio.ui.sketch.generation import Generation
from studio.ui.sketch.model_picker import ModelPicker
from studio.ui.sketch.seed_box import SeedBox
from studio.ui.styles.option_boxes import SizeBox
from studio.ui.widgets.control_slider import ControlSlider
from studio.ui.widgets.fitting_scroll import FittingScroll, rule
from studio.ui.widgets.theme import GRID
from studio.ui.widgets.words import words
from studio.ui.window.actions import Actions

SIZES = (256, 512, 768, 1024)


class PicturePanel(QWidget):
    """Shows and changes the choices of a `Generation`; its buttons are commands of the window.

    Subclasses put the parts together with `build`, and say what else there is in `show_making`.
    """

    overlay_changed = Signal(float)  # 0..1

    def __init__(
        self, generation: Generation, actions: Actions, overlay: Control, parent: QWidget | None = None
    ) -> None:
        """overlay: lays the result over what is drawn."""
        super().__init__(parent)
        self._generation = generation
        self.picker = ModelPicker()
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setProperty("tone", "dim")
        self.look = ControlSlider(LOOK)
        self.overlay = ControlSlider(overlay)
        self.seed = SeedBox()
        self.size_box = SizeBox(SIZES, self.tr("Canvas size"))
        self.keep = action_button(actions["sketch-keep"], primary=True)
        self.variations = action_button(actions["sketch-variations"])
        self.stylise = action_button(actions["sketch-stylise"])
        self.numbers = QHBoxLayout()
        self.numbers.setSpacing(GRID)
        self.seed.entry.setMinimumHeight(self.size_box.sizeHint().height())
        self.size_box.setMinimumContentsLength(7)
        self.numbers.addWidget(QLabel(self.tr("Seed")))
        self.numbers.addWidget(self.seed, 1)
        self.numbers.addWidget(self.size_box)

        self.picker.chosen.connect(lambda model: generation.change(model=model))
        self.look.value_changed.connect(lambda value: generation.change(look=value))
        self.look.value_settled.connect(lambda _: generation.settle())
        self.overlay.value_changed.connect(self.overlay_changed)
        self.seed.changed.connect(lambda seed: generation.change(seed=seed))
        self.seed.rolled.connect(generation.roll)
        self.seed.locked.connect(lambda on: generation.change(locked=on))
        self.size_box.chosen.connect(lambda size: generation.change(size=size))

    def build(self, *parts: QWidget | QHBoxLayout) -> None:
        """Puts the parts below one another, and keeping, varying and carrying on at the foot."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        for part in parts:
            if isinstance(part, QWidget):
                column.addWidget(part)
            else:
                column.addLayout(part)
        column.addStretch()
        foot = button_row(self.variations, self.stylise, self.keep)
        foot.setContentsMargins(GRID, GRID, GRID, GRID)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(FittingScroll(inside), 1)
        layout.addWidget(rule())
        layout.addLayout(foot)
        self.setMinimumWidth(38 * GRID)
        self._generation.changed.connect(self.show_making)
        self._generation.generators_changed.connect(self._show_generators)
        self._show_generators()

    def show_making(self) -> None:
        """Moves every control to the choices without emitting."""
        making, generator = self._generation.making, self._generation.generator
        self.picker.set_current(making.model)
        self.words.setText(
            words(generator.description)
            if generator
            else self.tr("No model that draws is installed; put one into the folder of models.")
        )
        if self.look.value != making.look:
            self.look.set_value(making.look)
        self.seed.show_value(making.seed, making.locked)
        self.size_box.show_value(making.size)

    def _show_generators(self) -> None:
        self.picker.set_generators(self._generation.generators)
        self.show_making()


def action_button(action: QAction, text: str = "", primary: bool = False) -> QToolButton:
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


def button_row(*widgets: QWidget) -> QHBoxLayout:
    """Equally wide widgets beside one another."""
    row = QHBoxLayout()
    row.setSpacing(GRID)
    for widget in widgets:
        row.addWidget(widget, 1)
    return row

"""The panel of the photo in the materials room: moods, light, seed, size, model, and what to do with the picture."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.core.params import Control
from studio.ui.materials.mood_strip import MoodStrip
from studio.ui.materials.moods import LIGHT, MIX, Moods
from studio.ui.sketch.generation import Generation
from studio.ui.sketch.layers_panel import LayersPanel
from studio.ui.sketch.picture_panel import PicturePanel
from studio.ui.widgets.control_slider import ControlSlider
from studio.ui.widgets.fold import Fold
from studio.ui.widgets.theme import GRID
from studio.ui.window.actions import Actions

OVERLAY = Control("overlay", "Result over map", 0.0, 1.0, 0.0, "Lays the photo over the map, as if through it.")
LAYERS = 23 * GRID  # logical pixels: three layers and the buttons


class LandscapePanel(PicturePanel):
    """The choices of `generation` and `moods`; what a model knows nothing of is not there."""

    def __init__(
        self,
        generation: Generation,
        moods: Moods,
        layers: LayersPanel,
        actions: Actions,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(generation, actions, OVERLAY, parent)
        self._moods = moods
        self.strip = MoodStrip(moods)
        self.mix = ControlSlider(MIX)
        self.light = ControlSlider(LIGHT)
        models = QWidget()
        inside = QVBoxLayout(models)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(GRID)
        inside.addWidget(self.picker)
        inside.addWidget(self.words)
        self.fold = Fold(self.tr("Model"), self.tr("Shows the models that paint with materials."), models)
        layers.setMinimumHeight(LAYERS)
        self.layers = Fold(
            self.tr("Layers"), self.tr("Shows the maps, photos and lines that lie over one another."), layers
        )
        self.build(self.strip, self.mix, self.light, self.look, self.numbers, self.overlay, self.fold, self.layers)
        self.mix.value_changed.connect(moods.set_share)
        self.light.value_changed.connect(moods.set_light)
        for slider in (self.mix, self.light):
            slider.value_settled.connect(lambda _: generation.settle())
        moods.changed.connect(self.show_making)

    def show_making(self) -> None:
        super().show_making()
        generator, moods = self._generation.generator, self._moods
        able = generator is not None and generator.moods
        self.strip.setVisible(able)
        self.mix.setVisible(able and moods.second is not None)
        self.light.setVisible(able and moods.has_nights)
        for slider, value in ((self.mix, moods.share), (self.light, moods.light)):
            if slider.value != value:
                slider.set_value(value)

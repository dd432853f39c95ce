"""The materials as small pictures of themselves: what the model makes of a map of each alone, below some sky."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject

from studio.core.generate import GenerateParams, GenerateRequest
from studio.core.palettes import Palette
from studio.core.picture import Picture
from studio.library.generators import Generator
from studio.ui.materials.palette_model import PaletteModel
from studio.ui.session.small_pictures import Errand, Rank, SmallPictures

SIDE = 128  # pixels: a quarter of a swatch's map is not shown, for the edges of a map look like edges
SEED = 1
ALOFT = "anything", "sky", "cloud"
HORIZON, PEAK = 0.36, 0.26  # parts of the height where the ground begins
TASK = "materials-to-photo"  # a part of a house alone does not look like itself, a meadow does


class SwatchMaker(QObject):
    """Fills the pictures of `model` in, one after the other, each once for every generator."""

    def __init__(self, model: PaletteModel, pictures: SmallPictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model, self._pictures = model, pictures
        self._made: dict[Generator, dict[int, Picture]] = {}
        self._generator: Generator | None = None

    def show(self, generator: Generator | None) -> None:
        """Shows the materials as this model sees them; makes what has not been made."""
        self._generator = generator
        palette = generator.classes if generator and generator.task == TASK else None
        if generator is None or palette is None:
            self._model.set_pictures({})
            self._pictures.want(Rank.SWATCHES, ())
            return
        made = self._made.setdefault(generator, {})
        self._model.set_pictures(made)
        missing = [index for index in range(len(palette)) if index not in made]
        self._pictures.want(Rank.SWATCHES, [self._errand(generator, palette, index) for index in missing])

    def _errand(self, generator: Generator, palette: Palette, index: int) -> Errand:
        source = palette.paint(scene(palette, index))

        def done(picture: Picture | None) -> None:
            if picture is not None:
                small = _middle(picture)
                self._made[generator][index] = small
                if self._generator == generator:
                    self._model.set_picture(index, small)

        return Errand(GenerateRequest(source, GenerateParams(generator.id, SEED, size=SIDE)), done)


def scene(palette: Palette, index: int) -> NDArray[np.uint8]:
    """The map of a swatch: what lies on the ground lies below a sky, for ground alone might be anything."""
    areas = np.full((SIDE, SIDE), index, np.uint8)
    name = palette.names[index]
    if "sky" in palette.names and name not in ALOFT:
        rows, columns = np.mgrid[:SIDE, :SIDE] / SIDE
        ground = PEAK + np.abs(columns - 0.5) if name == "mountain" else HORIZON
        areas[rows < ground] = palette.names.index("sky")
    return areas


def _middle(picture: Picture) -> Picture:
    """Without the outer eighth on every side."""
    height, width = picture.pixels.shape[:2]
    return Picture(picture.pixels[height // 8 : height - height // 8, width // 8 : width - width // 8].copy())

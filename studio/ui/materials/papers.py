"""The map, its outlines and the lines above it as images to show, each redone only where it has changed."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage

from studio.document.document import Document
from studio.document.fill import spread
from studio.document.layer import Kind, Pixels, words
from studio.document.rect import Rect
from studio.ui.sketch.paper import Paper

FINE = 700  # pixels of the drawing's long side for each pixel that an outline is wide on either side


class MapPaper(Paper):
    """The materials, see-through where nothing is said."""

    FORMAT = QImage.Format.Format_ARGB32_Premultiplied

    def _look(self, rect: Rect) -> np.ndarray:
        return _swapped(self._materials(rect))

    def _materials(self, rect: Rect) -> Pixels:
        """What the map says within `rect`, HxWx4: see-through or one of the palette's colours."""
        pixels = np.zeros((rect.height, rect.width, 4), np.uint8)
        for layer in self.document.of_kind(Kind.LABELS):
            if layer.shown:
                part = layer.pixels[rect.slices]
                np.copyto(words(pixels), words(part), where=part[..., 3] > 0)
        return pixels


class OutlinePaper(MapPaper):
    """Only the edges of the materials, each side in its own colour."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.reach = 1 + max(document.width, document.height) // FINE

    def spoil(self, rect: Rect) -> None:
        super().spoil(self.grown(rect))

    def grown(self, rect: Rect) -> Rect:
        """Where edges may have changed if pixels have changed within `rect`."""
        reach = self.reach
        return Rect(rect.x - reach, rect.y - reach, rect.width + 2 * reach, rect.height + 2 * reach)

    def _look(self, rect: Rect) -> np.ndarray:
        around = self.grown(rect).intersect(self.document.rect)
        pixels = self._materials(around)
        said = words(pixels)
        edge = np.zeros(said.shape, bool)
        across, down = said[:, 1:] != said[:, :-1], said[1:] != said[:-1]
        edge[:, 1:] |= across
        edge[:, :-1] |= across
        edge[1:] |= down
        edge[:-1] |= down
        if self.reach > 1:
            edge = spread(edge, self.reach - 1)
        said[~edge] = 0
        top, left = rect.y - around.y, rect.x - around.x
        return _swapped(pixels[top : top + rect.height, left : left + rect.width])


class LinesPaper(Paper):
    """The sketch without its paper."""

    FORMAT = QImage.Format.Format_ARGB32_Premultiplied

    def _look(self, rect: Rect) -> np.ndarray:
        pixels = _swapped(self.document.composite(rect, (Kind.SKETCH,)))
        if pixels[..., 3].any():
            alpha = pixels[..., 3:].astype(np.uint16)
            pixels[..., :3] = (pixels[..., :3] * alpha + 127) // 255
        else:
            pixels[...] = 0
        return pixels


def _swapped(pixels: Pixels) -> np.ndarray:
    """Red and blue change places, as images have them."""
    swapped = np.empty_like(pixels, order="C")
    swapped[..., 2::-1] = pixels[..., :3]
    swapped[..., 3] = pixels[..., 3]
    return swapped

"""One level of a picture, painted in overlapping tiles that share one set of statistics.

Instance norm would give every tile another brightness. So the statistics of every layer are measured once, in a pass
over the whole picture at low resolution, and frozen while the tiles run; memory stays that of one tile.
"""

from __future__ import annotations

from functools import partial

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from studio.core.params import Colours
from studio.core.picture import Picture
from studio.core.resize import fit_size, resize_array
from studio.core.step import Job, Step
from studio.engines.brush import Box, Brush, sample
from studio.engines.colours import Keep, keeper
from studio.engines.tensors import from_pixels, to_array, to_pixels
from studio.engines.windows import Window, windows
from studio.networks.condition import Moments
from studio.networks.transform_net import MULTIPLE

MEASURED = 1024  # long side of the pass that measures the statistics
BROAD = 96  # long side of the copies whose colours are compared from level to level


class Level:
    """original: the photo at this size, uint8 HxWx3. before: the painting of the level below, or None at the first.

    colours: what of the photo's colours the result keeps.
    """

    def __init__(self, brush: Brush, original: np.ndarray, before: np.ndarray | None, colours: Colours) -> None:
        self.brush, self.original, self.colours = brush, original, colours
        self.size = original.shape[:2]
        self.device = brush.device
        self.before = self.small = self.drift = None
        self.keep: Keep | None = None
        if before is not None:
            self.before = from_pixels(before, self.device)
            self.small = from_pixels(resize_array(original, before.shape[1], before.shape[0]), self.device)

    def paint(self, tile: int, photo: Picture) -> Job[np.ndarray]:
        """The painted level, uint8 HxWx3; a step per tile, with previews that have `photo`'s metadata."""
        pieces = windows(*self.size, side=tile, margin=self.brush.net.reach, multiple=MULTIPLE)
        if self.colours == Colours.ONLY:
            return (yield from self._recolour(pieces, photo))
        if len(pieces) == 1:
            painted = self._whole(self.original)
            yield Step(1.0, "painting", partial(photo.with_pixels, painted))
            return painted
        moments, preview = self.measure()
        yield Step(0.0, "painting", partial(photo.with_pixels, preview))
        result = np.empty((*self.size, 3), np.uint8)
        for number, piece in enumerate(pieces):
            result[piece.kept_rows, piece.kept_columns] = self.piece(piece, moments)
            self._show(preview, result, piece)
            note = f"painting tile {number + 1} of {len(pieces)}"
            yield Step((number + 1) / len(pieces), note, partial(_copied, photo, preview))
        return result

    def _recolour(self, pieces: list[Window], photo: Picture) -> Job[np.ndarray]:
        """The photo in the painting's colours, without a stroke."""
        result = np.empty((*self.size, 3), np.uint8)
        for number, piece in enumerate(pieces):
            window = (piece.rows, piece.columns)
            with torch.inference_mode():
                x = self.brush.coloured(from_pixels(self.original[window], self.device), window, self.size)
            result[window] = to_pixels(x)
            yield Step((number + 1) / len(pieces), "colouring")
        return result

    def measure(self) -> tuple[Moments, np.ndarray]:
        """The statistics of every layer, frozen, and the painting at low resolution."""
        width, height = fit_size(self.size[1], self.size[0], min(MEASURED, max(self.size)))
        moments = Moments()
        preview = self._whole(resize_array(self.original, width, height), moments)
        moments.frozen = True
        return moments, preview

    @torch.inference_mode()
    def piece(self, piece: Window, moments: Moments) -> np.ndarray:
        """The kept part of one window, painted with the statistics and figures of `measure`."""
        window = (piece.rows, piece.columns)
        original = from_pixels(self.original[window], self.device)
        painted = self.brush.paint(self._ground(original, window, self.size), window, self.size, moments)
        return self._finished(painted, original, window, self.size)[piece.core_rows, piece.core_columns]

    @torch.inference_mode()
    def _whole(self, pixels: np.ndarray, moments: Moments | None = None) -> np.ndarray:
        """The whole picture painted in one pass, at the size of `pixels`; what all pieces share is taken from it."""
        original, size = from_pixels(pixels, self.device), pixels.shape[:2]
        window = (slice(0, size[0]), slice(0, size[1]))
        painted = self.brush.paint(self._ground(original, window, size), window, size, moments)
        self.drift = self._drift(painted)
        if self.colours in (Colours.LUMA, Colours.STATISTICS):
            steadied = self._steadied(painted, window, size)
            self.keep = keeper(to_array(steadied), to_array(original), self.colours)
        return self._finished(painted, original, window, size)

    def _finished(self, painted: Tensor, original: Tensor, window: Box, size: tuple[int, int]) -> np.ndarray:
        """A painted window as uint8 HxWx3, in the colours that are wanted, the photo where it is kept."""
        painted = self._steadied(painted, window, size)
        if self.keep is not None:
            kept = torch.from_numpy(self.keep(to_array(painted), to_array(original)))
            painted = kept.permute(2, 0, 1)[None].to(self.device)
        if (photo := self.brush.photo_mask(window, size)) is not None:
            painted = torch.lerp(painted, original, photo)
        return to_pixels(painted)

    def _steadied(self, painted: Tensor, window: Box, size: tuple[int, int]) -> Tensor:
        return painted if self.drift is None else (painted + sample(self.drift, window, size)).clamp_(0, 1)

    def _ground(self, original: Tensor, window: Box, size: tuple[int, int]) -> Tensor:
        """What the network paints over: the photo in the painting's colours, or the level below with fine detail."""
        if self.before is None or self.small is None:
            return self.brush.coloured(original, window, size)
        detail = original - sample(self.small, window, size)
        return (sample(self.before, window, size) + detail.mean(1, keepdim=True)).clamp_(0, 1)

    def _drift(self, painted: Tensor) -> Tensor | None:
        """What brings the broad colours of the painted picture back to those of the level below."""
        if self.before is None:
            return None
        width, height = fit_size(self.size[1], self.size[0], BROAD)
        there, here = (F.interpolate(x, size=(height, width), mode="area") for x in (self.before, painted))
        return there - here

    @staticmethod
    def _show(preview: np.ndarray, result: np.ndarray, piece: Window) -> None:
        """Puts a finished tile into the small preview, in place."""
        scale = preview.shape[0] / result.shape[0], preview.shape[1] / result.shape[1]
        top, bottom = (round(edge * scale[0]) for edge in (piece.kept_rows.start, piece.kept_rows.stop))
        left, right = (round(edge * scale[1]) for edge in (piece.kept_columns.start, piece.kept_columns.stop))
        if bottom > top and right > left:
            tile = result[piece.kept_rows, piece.kept_columns]
            preview[top:bottom, left:right] = resize_array(np.ascontiguousarray(tile), right - left, bottom - top)


def _copied(photo: Picture, preview: np.ndarray) -> Picture:
    return photo.with_pixels(preview.copy())

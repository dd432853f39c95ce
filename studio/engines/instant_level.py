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
from studio.engines.keep_colours import Keep, keeper
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
        if before is not None:
            self.before = as_tensor(before, self.device)
            self.small = as_tensor(resize_array(original, before.shape[1], before.shape[0]), self.device)

    def paint(self, tile: int, photo: Picture) -> Job[np.ndarray]:
        """The painted level, uint8 HxWx3; a step per tile, with previews that have `photo`'s metadata."""
        pieces = windows(*self.size, side=tile, margin=self.brush.net.reach, multiple=MULTIPLE)
        if self.colours == Colours.ONLY:
            return (yield from self._recolour(pieces, photo))
        if len(pieces) == 1:
            painted = self._piece(pieces[0], None, None)
            yield Step(1.0, "painting", partial(photo.with_pixels, painted))
            return painted
        moments, keep, preview = self._measure()
        yield Step(0.0, "painting", partial(photo.with_pixels, preview))
        result = np.empty((*self.size, 3), np.uint8)
        for number, piece in enumerate(pieces):
            result[piece.kept_rows, piece.kept_columns] = self._piece(piece, moments, keep)
            self._show(preview, result, piece)
            done = f"painting tile {number + 1} of {len(pieces)}"
            yield Step((number + 1) / len(pieces), done, partial(_copied, photo, preview))
        return result

    def _recolour(self, pieces: list[Window], photo: Picture) -> Job[np.ndarray]:
        """The photo in the painting's colours, without a stroke."""
        result = np.empty((*self.size, 3), np.uint8)
        for number, piece in enumerate(pieces):
            window = (piece.rows, piece.columns)
            with torch.inference_mode():
                x = self.brush.coloured(as_tensor(self.original[window], self.device), window, self.size)
            result[window] = as_pixels(x)
            yield Step((number + 1) / len(pieces), "colouring")
        return result

    @torch.inference_mode()
    def _piece(self, piece: Window, moments: Moments | None, keep: Keep | None) -> np.ndarray:
        """The kept part of one window, painted."""
        window = (piece.rows, piece.columns)
        original = as_tensor(self.original[window], self.device)
        painted = self.brush.paint(self._ground(original, window, self.size), window, self.size, moments)
        if moments is None:
            self.drift = self._drift(painted)
        if self.drift is not None:
            painted = (painted + sample(self.drift, window, self.size)).clamp_(0, 1)
        if moments is None:
            keep = keeper(painted, original, self.colours)
        if keep is not None:
            painted = keep(painted, original)
        return as_pixels(painted[..., piece.core_rows, piece.core_columns])

    def _ground(self, original: Tensor, window: Box, size: tuple[int, int]) -> Tensor:
        """What the network paints over: the photo in the painting's colours, or the level below with fine detail."""
        if self.before is None or self.small is None:
            return self.brush.coloured(original, window, size)
        detail = original - sample(self.small, window, size)
        return (sample(self.before, window, size) + detail.mean(1, keepdim=True)).clamp_(0, 1)

    @torch.inference_mode()
    def _measure(self) -> tuple[Moments, Keep | None, np.ndarray]:
        """The statistics of every layer, how colours are kept, and the painting at low resolution."""
        width, height = fit_size(self.size[1], self.size[0], min(MEASURED, max(self.size)))
        low = as_tensor(resize_array(self.original, width, height), self.device)
        window, moments = (slice(0, height), slice(0, width)), Moments()
        painted = self.brush.paint(self._ground(low, window, (height, width)), window, (height, width), moments)
        moments.frozen = True
        self.drift = self._drift(painted)
        if self.drift is not None:
            painted = (painted + sample(self.drift, window, (height, width))).clamp_(0, 1)
        keep = keeper(painted, low, self.colours)
        shown = painted if keep is None else keep(painted, low)
        return moments, keep, as_pixels(shown)

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


def as_tensor(pixels: np.ndarray, device: torch.device) -> Tensor:
    """uint8 HxWx3 as 1x3xHxW float32 in 0..1, channels_last."""
    x = torch.from_numpy(np.ascontiguousarray(pixels)) if pixels.flags.writeable else torch.from_numpy(pixels.copy())
    return x.to(device).permute(2, 0, 1)[None].float().div_(255)


def as_pixels(x: Tensor) -> np.ndarray:
    """1x3xHxW in 0..1 as uint8 HxWx3."""
    return x[0].permute(1, 2, 0).mul(255).round_().to(torch.uint8).cpu().contiguous().numpy()

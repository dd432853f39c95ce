"""The regions that painted masks cut a photo into, ready for the optimiser: each with its mix of paintings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

from studio.core.step import Job, span
from studio.core.style_masks import Region
from studio.engines.colours import recolour
from studio.engines.objective import Area
from studio.library.statistics import StyleStatistics

LoadStyle = Callable[[str, str], Job[StyleStatistics]]
Layer = tuple[NDArray[np.float32], NDArray[np.float32] | None]


@dataclass(frozen=True, eq=False)
class Part:
    """A region that is painted.

    plane: float32 H x W in 0..1 at any size, None for the whole picture. mix: (share, style), shares sum to 1.
    """

    plane: NDArray[np.float32] | None
    mix: tuple[tuple[float, StyleStatistics], ...]

    def area(self, width: int, height: int, long_side: float, device: torch.device) -> Area:
        """What a picture of that size shall look like here. long_side: of the paintings in pixels (stroke size)."""
        plane = None if self.plane is None else torch.from_numpy(scaled_plane(self.plane, width, height)).to(device)
        return Area(self.grams(long_side, device), plane)

    def grams(self, long_side: float, device: torch.device) -> list[Tensor]:
        """The mixed target: a convex blend of paintings is the same blend of their Gram matrices."""
        layers = zip(*([share * g for g in style.at(long_side)] for share, style in self.mix), strict=True)
        return [torch.stack(layer).sum(0).to(device) for layer in layers]

    def colours(self) -> tuple[NDArray, NDArray]:
        """Mean (3) and covariance (3x3) of the mix's colours."""
        mean = torch.stack([share * style.colour_mean for share, style in self.mix]).sum(0)
        covariance = torch.stack([share * style.colour_covariance for share, style in self.mix]).sum(0)
        return mean.numpy(), covariance.numpy()


def load_parts(regions: list[Region], encoder: str, load: LoadStyle) -> Job[list[Part]]:
    """The regions that are painted, each with its styles' statistics."""
    known: dict[str, StyleStatistics] = {}
    parts = []
    for region in regions:
        if region.keeps_photo:
            continue
        for style, _ in region.styles:
            if style not in known:
                known[style] = yield from span(load(style, encoder), 0.0, 0.0)
        parts.append(Part(region.plane, tuple((share, known[style]) for style, share in region.styles)))
    return parts


def scaled_plane(plane: NDArray[np.float32], width: int, height: int) -> NDArray[np.float32]:
    """The plane at `height` x `width`, averaged or interpolated; planes that sum to 1 still do."""
    if plane.shape == (height, width):
        return plane
    scaled = Image.fromarray(plane).resize((width, height), Image.Resampling.BILINEAR)
    return np.array(scaled, np.float32).clip(0, 1)


def recoloured(
    pixels: NDArray[np.float32], parts: Sequence[Part], kept: NDArray[np.float32] | None, amount: float, apart: bool
) -> NDArray[np.float32]:
    """H x W x 3 with every part's colours moved by `amount` towards its mix's; the photo in the plane `kept`.

    apart: each part's own colours become its mix's, as the optimiser will want it. Otherwise the whole picture's
    would: a part then looks as it does when the whole is recoloured, however much of it is brushed.
    """
    height, width = pixels.shape[:2]

    def layers() -> Iterator[Layer]:
        if kept is not None:
            yield pixels, kept
        for part in parts:
            own = scaled_plane(part.plane, width, height) if apart and part.plane is not None else None
            yield recolour(pixels, *part.colours(), amount, plane=own), part.plane

    return compose(layers())


def compose(layers: Iterable[Layer]) -> NDArray[np.float32]:
    """Pictures of one size, each seen through its plane of any size; a plane of None shows its picture alone."""
    seen: NDArray[np.float32] | None = None
    total: NDArray[np.float32] | None = None
    for pixels, plane in layers:
        if plane is None:
            return pixels
        plane = scaled_plane(plane, pixels.shape[1], pixels.shape[0])[..., None]
        seen = pixels * plane if seen is None else seen + pixels * plane
        total = plane if total is None else total + plane
    assert seen is not None
    assert total is not None
    return (seen / np.maximum(total, 1e-6)).clip(0, 1)

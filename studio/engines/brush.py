"""One request made ready for the feed-forward network: codes, colours and masks, for any window of the picture."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from studio.core.colour_transfer import transfer_matrix
from studio.core.style_masks import Region
from studio.engines.instant_models import Ink
from studio.networks.condition import Condition, Moments
from studio.networks.instant_style import InstantStyle
from studio.networks.transform_net import MULTIPLE

FLAT = 1e-3  # variance below which a photo's colours are not stretched; the networks were trained with it
Box = tuple[slice, slice]


class Brush:
    """regions: with one ink each, and how strongly each is painted (1 is what the networks were trained for).

    photo: a small copy of the whole photo, 1x3xhxw, whose colours are moved towards the inks'.
    """

    def __init__(
        self,
        network: InstantStyle,
        regions: Sequence[Region],
        inks: Sequence[Ink],
        weights: Sequence[float],
        photo: Tensor,
    ) -> None:
        self.net = network.net
        self.device = photo.device
        self.weights = torch.tensor(weights, device=self.device)[:, None]
        self.codes = torch.cat([ink.code for ink in inks])
        planes = [region.plane for region in regions]
        self.planes = None if len(planes) == 1 else torch.stack([_plane(p, self.device) for p in planes])
        self.colours = [_colour_map(photo, ink, min(1.0, w)) for ink, w in zip(inks, weights, strict=True)]
        self._single: Condition | None = None

    @torch.inference_mode()
    def coloured(self, x: Tensor, window: Box, size: tuple[int, int]) -> Tensor:
        """`x`, a window (rows, columns) of a picture of `size` (height, width), with its colours moved."""
        if self.planes is None:
            return F.conv2d(x, *self.colours[0]).clamp_(0, 1)
        masks = self._masks(window, size)
        moved = [F.conv2d(x, *colours) * mask for colours, mask in zip(self.colours, masks[:, None, None], strict=True)]
        return torch.stack(moved).sum(0).clamp_(0, 1)

    @torch.inference_mode()
    def paint(self, x: Tensor, window: Box, size: tuple[int, int], moments: Moments | None = None) -> Tensor:
        """The painted window, 1x3xHxW in 0..1 float32, of an `x` that `coloured` returned."""
        height, width = x.shape[2:]
        below, right = -height % MULTIPLE, -width % MULTIPLE
        if below or right:
            x = F.pad(x, (0, right, 0, below), mode="replicate")
        x = x.contiguous(memory_format=torch.channels_last)
        condition = self._condition(window, size, x.shape[2] - height, x.shape[3] - width)
        return self.net(x, condition, moments)[..., :height, :width].clamp_(0, 1)

    def photo_mask(self, window: Box, size: tuple[int, int]) -> Tensor | None:
        """How much of every pixel of a window is kept as in the photo, 1x1xHxW; None where nothing is."""
        kept = self.weights[:, 0] == 0
        if self.planes is None or not bool(kept.any()):
            return None
        return self._masks(window, size)[kept].sum(0)[None, None]

    def _condition(self, window: Box, size: tuple[int, int], below: int, right: int) -> Condition:
        if self.planes is None:
            if self._single is None:
                self._single = self.net.condition(self.codes, self.weights)
            return self._single
        masks = self._masks(window, size)
        if below or right:
            masks = F.pad(masks[None], (0, right, 0, below), mode="replicate")[0]
        return self.net.condition(self.codes, self.weights, masks)

    def _masks(self, window: Box, size: tuple[int, int]) -> Tensor:
        """The planes of all regions in a window, N x H x W; they sum to 1."""
        assert self.planes is not None
        masks = sample(self.planes[None], window, size)[0]
        return masks / masks.sum(0).clamp_min(1e-6)


def sample(x: Tensor, window: Box, size: tuple[int, int]) -> Tensor:
    """What of N x C x h x w, stretched to `size` (height, width), lies in the window; bilinear, edges extended."""
    rows, columns = window
    whole = rows.start == columns.start == 0 and (rows.stop, columns.stop) == size
    if whole:
        return F.interpolate(x, size=size, mode="bilinear", align_corners=False)

    def axis(part: slice, length: int) -> Tensor:
        return (torch.arange(part.start, part.stop, device=x.device, dtype=torch.float32) + 0.5) * (2 / length) - 1

    grid = torch.stack(torch.meshgrid(axis(rows, size[0]), axis(columns, size[1]), indexing="ij")[::-1], dim=-1)
    return F.grid_sample(
        x.float(), grid[None].expand(x.shape[0], -1, -1, -1), padding_mode="border", align_corners=False
    )


def _plane(plane: np.ndarray | None, device: torch.device) -> Tensor:
    assert plane is not None
    return torch.from_numpy(np.ascontiguousarray(plane, np.float32)).to(device)


def _colour_map(photo: Tensor, ink: Ink, amount: float) -> tuple[Tensor, Tensor]:
    """Weight and bias of the 1x1 convolution that moves the photo's colours by `amount` of the way to the ink's."""
    pixels = photo[0].flatten(1).float().cpu()
    mean = pixels.mean(1)
    matrix = transfer_matrix(torch.cov(pixels, correction=0).numpy(), ink.covariance.numpy(), FLAT)
    moved = torch.from_numpy(matrix).float()
    weight = torch.lerp(torch.eye(3), moved, amount)
    bias = amount * (ink.mean - moved @ mean)
    return weight[:, :, None, None].to(photo.device), bias.to(photo.device)

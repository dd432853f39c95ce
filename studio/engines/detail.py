"""A change made at reduced size, carried to the full-size photo so that it stays as sharp.

Around each small pixel the change is written as a linear map of colour, by a guided filter in colour (He, Sun and Tang
2013; run at the small size and enlarged, as in their fast guided filter of 2015). Enlarged, the maps are applied to the
photo's own pixels, so an edge that the change follows is as sharp as the photo's. They map colour to the *difference*
that the network made, and where a window is too flat to tell they follow a wider one: texture finer than the small
size is kept where its surroundings are, and changed as they are.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

NEAR, WIDE = 4, 16
"""Radii, in small pixels, of the windows that maps are fitted to."""
FLAT_NEAR, FLAT_WIDE = 1e-3, 1e-4
"""Variance of colour, values in 0..1, below which such a window is too flat to tell."""
BAND = 1 << 18
"""Pixels of the full size that are worked on at once, about 120 bytes each."""


@torch.no_grad()
def transfer(small_in: Tensor, small_out: Tensor, full_in: Tensor) -> Tensor:
    """`full_in` with the change from `small_in` to `small_out`: N x 3 x H x W in 0..1, float32, on its device.

    small_in: N x 3 x h x w in 0..1, `full_in` reduced by any factor. small_out: of the same shape, what a network made
    of it. Of the change, what no local map of colours explains is enlarged smoothly. Beyond its result it takes memory
    for the small size and for a band of rows. Raises ValueError for shapes that do not go together.
    """
    same = small_in.shape == small_out.shape and small_in.shape[:2] == full_in.shape[:2]
    if not same or full_in.dim() != 4 or full_in.shape[1] != 3:
        shapes = ", ".join(str(tuple(x.shape)) for x in (small_in, small_out, full_in))
        raise ValueError(f"a small picture, the same changed, and the full one are needed, all N x 3, not {shapes}")
    maps = local_maps(small_in, small_out)
    height, width = full_in.shape[2:]
    made = torch.empty(full_in.shape, dtype=torch.float32, device=full_in.device)
    rows = max(1, BAND // width)
    for top in range(0, height, rows):
        made[:, :, top : top + rows] = carried(maps, full_in[:, :, top : top + rows], top, height)
    return made


@torch.no_grad()
def local_maps(small_in: Tensor, small_out: Tensor) -> Tensor:
    """The change between two N x 3 x h x w in 0..1 as a map of colour around each pixel, N x 12 x h x w: for each of
    red, green and blue three factors, then the three offsets."""
    # A network's own blur would read as a wish for less contrast; linear maps do not mind if both are blurred a little.
    start, goal = _soft(small_in.float()), _soft(small_out.float())
    change = goal - start
    slope = _slopes(start, change, NEAR, FLAT_NEAR, _slopes(start, change, WIDE, FLAT_WIDE))
    # The offset that makes the map hit the change at the small pixel exactly: no remainder is left over.
    return torch.cat([slope.flatten(1, 2), change - _apply(slope, start)], 1)


@torch.no_grad()
def carried(maps: Tensor, band: Tensor, top: int, height: int) -> Tensor:
    """Rows of a picture `height` px high, N x 3 x rows x W in 0..1 from row `top` on, changed as `local_maps` say."""
    larger = _enlarged(maps, slice(top, top + band.shape[2]), height, band.shape[3])
    band = band.float()
    return (band + _apply(larger[:, :9].unflatten(1, (3, 3)), band) + larger[:, 9:]).clamp_(0, 1)


def _slopes(x: Tensor, y: Tensor, radius: int, flat: float, otherwise: Tensor | None = None) -> Tensor:
    """The matrices of the local least-squares maps from x to y, N x 3 (of y) x 3 (of x) x h x w, smoothed.

    Where x is flat they come close to `otherwise`, of the same form; None for zeros.
    """
    means = _box(torch.cat([x, y], 1), radius)
    mean_x, mean_y = means[:, :3], means[:, 3:]
    within = _matrices(_box(_products(x, x), radius) - _products(mean_x, mean_x))
    across = _matrices(_box(_products(y, x), radius) - _products(mean_y, mean_x))
    if otherwise is not None:
        across = across + flat * otherwise.permute(0, 3, 4, 1, 2)
    within = within + flat * torch.eye(3, device=x.device)
    solved = torch.linalg.solve(within, across, left=False)
    return _box(solved.permute(0, 3, 4, 1, 2).flatten(1, 2), radius).unflatten(1, (3, 3))


def _products(x: Tensor, y: Tensor) -> Tensor:
    """N x 9 x h x w: each channel of x with each of y."""
    return (x[:, :, None] * y[:, None]).flatten(1, 2)


def _matrices(x: Tensor) -> Tensor:
    """N x 9 x h x w as N x h x w x 3 x 3."""
    return x.unflatten(1, (3, 3)).permute(0, 3, 4, 1, 2)


def _box(x: Tensor, radius: int) -> Tensor:
    """The mean over the window around each pixel, of what of it lies inside the picture."""
    side = 2 * radius + 1
    wide = F.avg_pool2d(x, (1, side), 1, (0, radius), count_include_pad=False)
    return F.avg_pool2d(wide, (side, 1), 1, (radius, 0), count_include_pad=False)


def _soft(x: Tensor) -> Tensor:
    """Each pixel with a quarter of its neighbours on both sides, along both axes."""
    x = F.pad(x, (1, 1, 1, 1), mode="replicate")
    x = (x[..., :-2] + 2 * x[..., 1:-1] + x[..., 2:]) / 4
    return (x[..., :-2, :] + 2 * x[..., 1:-1, :] + x[..., 2:, :]) / 4


def _apply(slope: Tensor, x: Tensor) -> Tensor:
    """N x 3 x 3 x H x W times N x 3 x H x W."""
    return torch.stack([(slope[:, row] * x).sum(1) for row in range(3)], 1)


def _enlarged(x: Tensor, band: slice, height: int, width: int) -> Tensor:
    """The rows `band` of x enlarged bilinearly to height x width."""
    centres = (torch.arange(band.start, band.stop, device=x.device) + 0.5) * (x.shape[2] / height) - 0.5
    centres = centres.clamp(0, x.shape[2] - 1)
    above = centres.floor().long()
    below = (above + 1).clamp_max(x.shape[2] - 1)
    lines = torch.lerp(x[:, :, above], x[:, :, below], (centres - above)[:, None].to(x.dtype))
    return F.interpolate(lines, size=(lines.shape[2], width), mode="bilinear", align_corners=False)

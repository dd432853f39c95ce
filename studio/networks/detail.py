"""A change to a photo, made so that the photo's finest detail stays: as sharp as it was, at any size.

Around each small pixel the change is written as a linear map of colour, by a guided filter in colour (He, Sun and Tang
2013; run at the small size and enlarged, as in their fast guided filter of 2015). Enlarged, the maps are applied to the
photo's own pixels, so an edge that the change follows is as sharp as the photo's. They map colour to the *difference*
that the network made, and where a window is too flat to tell they follow a wider one: texture finer than the small
size is kept where its surroundings are, and changed as they are.

A network that sees the photo at full size needs none of this: its change is smoothed before it is added. Where the
photo is only a little larger, a change that was smoothed much is enlarged and added as it is, at next to no cost.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

NEAR, WIDE = 4, 16
"""Radii, in small pixels, of the windows that maps are fitted to."""
FLAT_NEAR, FLAT_WIDE = 1e-3, 1e-4
"""Variance of colour, values in 0..1, below which such a window is too flat to tell."""
AT_ONCE = 8
"""Channels that processors pool together; with others they are many times as slow."""
KEEP = 2
"""How often a change is smoothed, unless a network says otherwise, so that a photo's finest detail stays."""
SMOOTH, NEARLY = 4, 1.5
"""A change that was smoothed so often is enlarged as it is, for a picture up to so many times as large as what a
network saw; what is smoothed less has detail of its own, which maps tie to the photo's."""
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
    slope = _factors(start, goal - start)
    # The offset that makes the map hit the change at the small pixel exactly: no remainder is left over.
    return torch.cat([slope.flatten(1, 2), goal - start - _apply(slope, start)], 1)


def with_detail(before: Tensor, after: Tensor, keep: int = KEEP, fade: Tensor | None = None) -> Tensor:
    """`after` with the fine detail of `before`, both N x 3 x h x w, float32, in or around 0..1.

    keep: 2 takes what is finer than about six pixels from `before`, 4 what is finer than about eight (where the
    smoothing of the change leaves a half), and so on; 0 is `after`. fade: N x 1 x h x w in 0..1, the share of that
    detail which is taken away at each place, as streaks of rain are; None for nothing.
    """
    made = before + softened(after - before, keep)
    return made if fade is None else made - fade * (before - softened(before, keep))


def softened(x: Tensor, times: int) -> Tensor:
    """N x C x h x w, smoothed so often: `x` less this is its fine detail."""
    for _ in range(times):
        x = _soft(x)
    return x


@torch.no_grad()
def carried(maps: Tensor, band: Tensor, top: int, height: int) -> Tensor:
    """Rows of a picture `height` px high, N x 3 x rows x W in 0..1 from row `top` on, changed as `local_maps` say."""
    larger = _enlarged(maps, slice(top, top + band.shape[2]), height, band.shape[3])
    band = band.float()
    return (band + _apply(larger[:, :9].unflatten(1, (3, 3)), band) + larger[:, 9:]).clamp_(0, 1)


@torch.no_grad()
def brought(change: Tensor, band: Tensor, top: int, height: int) -> Tensor:
    """Rows of a picture `height` px high, as `carried` gets and gives them, with a change added, N x 3 x h x w, that is
    smooth enough to be enlarged."""
    larger = _enlarged(change, slice(top, top + band.shape[2]), height, band.shape[3])
    return (band.float() + larger).clamp_(0, 1)


def _factors(start: Tensor, change: Tensor) -> Tensor:
    """The factors of the maps of a change to `start`, N x 3 x 3 x h x w."""
    return _slopes(start, change, NEAR, FLAT_NEAR, _slopes(start, change, WIDE, FLAT_WIDE))


def _slopes(x: Tensor, y: Tensor, radius: int, flat: float, otherwise: Tensor | None = None) -> Tensor:
    """The matrices of the local least-squares maps from x to y, N x 3 (of y) x 3 (of x) x h x w, smoothed.

    Where x is flat they come close to `otherwise`, of the same form; None for zeros.
    """
    means = _box(torch.cat([x, y, _products(x, x), _products(y, x)], 1), radius)
    mean_x, mean_y, mean_xx, mean_yx = means.split((3, 3, 9, 9), dim=1)
    within = (mean_xx - _products(mean_x, mean_x)).unflatten(1, (3, 3))
    across = (mean_yx - _products(mean_y, mean_x)).unflatten(1, (3, 3))
    if otherwise is not None:
        across = across.add_(otherwise, alpha=flat)
    return _box(_solved(within, across, flat).flatten(1, 2), radius).unflatten(1, (3, 3))


def _solved(within: Tensor, across: Tensor, flat: float) -> Tensor:
    """S of S (within + flat) = across at each place, all N x 3 x 3 x h x w, `within` covariances: by the LDL
    decomposition written out, many times as fast as a solver that is called for each place."""
    first = within[:, :1, 0] + flat
    by_first, by_second = within[:, :1, 1] / first, within[:, :1, 2] / first
    second = within[:, 1:2, 1] + flat - by_first * within[:, :1, 1]
    mixed = within[:, 1:2, 2] - by_first * within[:, :1, 2]
    between = mixed / second
    third = within[:, 2:, 2] + flat - by_second * within[:, :1, 2] - between * mixed
    a = across[:, :, 0]
    b = across[:, :, 1] - by_first * a
    c = (across[:, :, 2] - by_second * a - between * b) / third
    b = b / second - between * c
    a = a / first - by_first * b - by_second * c
    return torch.stack([a, b, c], 2)


def _products(x: Tensor, y: Tensor) -> Tensor:
    """N x 9 x h x w: each channel of x with each of y."""
    return (x[:, :, None] * y[:, None]).flatten(1, 2)


def _box(x: Tensor, radius: int) -> Tensor:
    """The mean over the window around each pixel, of what of it lies inside the picture."""
    side, channels = 2 * radius + 1, x.shape[1]
    x = F.pad(x, (0, 0, 0, 0, 0, -channels % AT_ONCE)).contiguous(memory_format=torch.channels_last)
    wide = F.avg_pool2d(x, (1, side), 1, (0, radius), count_include_pad=False)
    return F.avg_pool2d(wide, (side, 1), 1, (radius, 0), count_include_pad=False)[:, :channels]


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

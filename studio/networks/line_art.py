"""Lines of photos, as a person might have drawn them: several extractors, and what a clumsy hand does to lines.

All work on batches: photos N x 3 x H x W in 0..1 to lines N x 1 x H x W, 0 paper to 1 ink. Thresholds are quantiles of
each picture, so dark and flat photos get lines too.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from studio.networks.generator import luma

DIRECTIONS = ((0, 1), (1, 1), (1, 0), (1, -1))  # of the gradient: right, down right, down, down left


def blur(x: Tensor, sigma: float) -> Tensor:
    """Gaussian blur of N x C x H x W over mirrored borders; large sigmas work at a smaller size."""
    height, width = x.shape[2:]
    if sigma > 6 and min(height, width) >= 32:
        small = F.interpolate(x, size=(height // 2, width // 2), mode="area")
        return F.interpolate(blur(small, sigma / 2), size=(height, width), mode="bilinear", align_corners=False)
    radius = min(max(1, round(3 * sigma)), min(height, width) - 1)
    at = torch.arange(-radius, radius + 1, device=x.device, dtype=x.dtype)
    kernel = torch.exp(-0.5 * (at / sigma) ** 2)
    kernel = (kernel / kernel.sum()).expand(x.shape[1], 1, -1)
    x = F.conv2d(F.pad(x, (radius, radius, 0, 0), mode="reflect"), kernel[:, :, None], groups=x.shape[1])
    return F.conv2d(F.pad(x, (0, 0, radius, radius), mode="reflect"), kernel[..., None], groups=x.shape[1])


def ink(photo: Tensor, sigma: float, sharpness: float = 20.0, amount: float = 0.94) -> Tensor:
    """Extended difference of Gaussians (Winnemoeller et al. 2012): strokes that swell in the dark sides of edges."""
    bright = luma(photo)
    response = blur(bright, sigma) - amount * blur(bright, 1.6 * sigma)
    level = torch.quantile(response.flatten(1), 0.14, dim=1)[:, None, None, None]
    spread = response.flatten(1).std(1)[:, None, None, None].clamp_min(1e-3)
    return torch.sigmoid(sharpness * 0.25 * (level - response) / spread)


def edges(photo: Tensor, sigma: float, density: float) -> Tensor:
    """Thin lines on the ridges of the colour gradient, the strongest `density` of all pixels and what hangs on them.

    Canny's (1986) steps: blur, gradient, non-maximum suppression, hysteresis.
    """
    smooth = blur(photo, sigma)
    padded = F.pad(smooth, (1, 1, 1, 1), mode="replicate")
    across = (padded[..., 1:-1, 2:] - padded[..., 1:-1, :-2]).float()
    down = (padded[..., 2:, 1:-1] - padded[..., :-2, 1:-1]).float()
    # The structure tensor's main direction joins the three channels.
    xx, yy, xy = ((a * b).sum(1, keepdim=True) for a, b in ((across, across), (down, down), (across, down)))
    strength = (0.5 * (xx + yy + torch.sqrt((xx - yy).square() + 4 * xy.square()))).sqrt()
    angle = 0.5 * torch.atan2(2 * xy, xx - yy)
    sector = torch.round(angle / (torch.pi / 4)).long() % 4
    ridge = torch.zeros_like(strength, dtype=torch.bool)
    around = F.pad(strength, (1, 1, 1, 1), mode="replicate")
    height, width = strength.shape[2:]
    for number, (dy, dx) in enumerate(DIRECTIONS):
        ahead = around[..., 1 + dy : 1 + dy + height, 1 + dx : 1 + dx + width]
        behind = around[..., 1 - dy : 1 - dy + height, 1 - dx : 1 - dx + width]
        ridge |= (sector == number) & (strength > ahead) & (strength >= behind)
    strength = strength * ridge
    flat = strength.flatten(1)
    strong = torch.quantile(flat, 1 - density, dim=1)[:, None, None, None].clamp_min(0.004)
    kept = (strength >= strong).float()
    weak = (strength >= 0.45 * strong).float()
    for _ in range(12):  # lines grow along their weaker parts
        kept = F.max_pool2d(kept, 3, 1, 1) * weak
    return kept


def borders(labels: Tensor) -> Tensor:
    """Lines where neighbouring labels differ, N x H x W of whole numbers to N x 1 x H x W."""
    lines = torch.zeros(labels.shape, device=labels.device)
    lines[:, :, 1:] = torch.maximum(lines[:, :, 1:], (labels[:, :, 1:] != labels[:, :, :-1]).float())
    lines[:, 1:] = torch.maximum(lines[:, 1:], (labels[:, 1:] != labels[:, :-1]).float())
    return lines[:, None]


def trace(photo: Tensor, detail: float) -> Tensor:
    """A photo's lines as the application traces them: from outlines (0) to every leaf (1)."""
    side = min(photo.shape[2:])
    sigma = side / 256 * (3.2 - 2.3 * detail)
    lines = edges(photo, sigma, 0.012 + 0.075 * detail**1.5)
    return pen(lines, max(1.0, side / 256))


def pen(lines: Tensor, width: float) -> Tensor:
    """Thin lines drawn with a soft round pen of `width` pixels."""
    if width > 1.5:
        size = 2 * round((width - 1) / 2) + 1
        lines = F.max_pool2d(lines, size, 1, size // 2)
    return (blur(lines, 0.5 + 0.1 * width) * 1.7).clamp(0, 1)


def wobble(lines: Tensor, reach: float, scale: int, chance: torch.Generator | None = None) -> Tensor:
    """Moves lines about by up to `reach` pixels, smoothly over `scale` pixels, as an unsteady hand does."""
    n, _, height, width = lines.shape
    coarse = torch.randn(n, 2, height // scale + 2, width // scale + 2, generator=chance).to(lines.device)
    shift = F.interpolate(coarse, size=(height, width), mode="bicubic", align_corners=False) * reach * 0.6
    y, x = torch.meshgrid(
        torch.linspace(-1, 1, height, device=lines.device),
        torch.linspace(-1, 1, width, device=lines.device),
        indexing="ij",
    )
    grid = torch.stack([x + shift[:, 0] * 2 / width, y + shift[:, 1] * 2 / height], dim=-1)
    return F.grid_sample(lines, grid, padding_mode="border", align_corners=True)


def gaps(lines: Tensor, share: float, scale: int, chance: torch.Generator | None = None) -> Tensor:
    """Leaves out about `share` of the picture's lines, in patches of about `scale` pixels."""
    n, _, height, width = lines.shape
    coarse = torch.rand(n, 1, height // scale + 2, width // scale + 2, generator=chance).to(lines.device)
    noise = F.interpolate(coarse, size=(height, width), mode="bilinear", align_corners=False)
    level = torch.quantile(noise.flatten(1), share, dim=1)[:, None, None, None]
    return lines * (noise >= level)


def shrink(lines: Tensor, factor: int) -> Tensor:
    """Lines at 1/`factor` of the size (a power of two), still dark: half mean, half maximum, at every halving."""
    while factor > 1:
        lines = 0.5 * (F.avg_pool2d(lines, 2) + F.max_pool2d(lines, 2))
        factor //= 2
    return lines

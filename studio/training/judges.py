"""What generated pictures are judged by: LPIPS, a kernel distance between sets of pictures, PSNR. Never trained with.

All look through SqueezeNet 1.1 (Iandola et al. 2016) with the weights of its authors, from the teachers' folder.

The LPIPS here is not the published one to the digit. Its linear heads (Zhang et al. 2018, v0.1, `squeeze.pth`) were
fitted to torchvision's SqueezeNet, which was trained anew, so channel for channel they weigh other features; only how
much a layer counts carries over. `Lpips(even=True)` therefore gives every channel of a layer that layer's mean weight.
Figures compare with each other, not with those of papers.
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from studio.core.errors import UnavailableError
from studio.training.teachers import teachers_folder

NETWORK, HEADS = "squeezenet1_1_caffe_fp16.pth", "squeeze.pth"
MEANS = (104.0, 117.0, 123.0)  # blue, green, red, of 255
POOLED_BEFORE = (2, 4, 6)  # which fire modules a pooling precedes
TAPPED = (3, 5, 6, 7, 8, 9)  # the fire modules LPIPS looks at, besides the first convolution
TAPS = (64, 128, 256, 384, 384, 512, 512)
USUAL = 3.2  # root mean square of the last layer's averages over photos of landscapes


class SqueezeFeatures(nn.Module):
    """The seven layers of SqueezeNet 1.1 that LPIPS looks at, for NCHW RGB in 0..1 with sides of at least 32.

    Frozen, float32. Takes BGR x 255 less `MEANS`, which is what these weights expect: LPIPS's own scaling layer
    belongs to torchvision's weights and is left out. UnavailableError if the weights are not there.
    """

    means: Tensor

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__()
        state = _read(folder, NETWORK)
        self.first = _convolution(state, "conv1", stride=2)
        self.fires = nn.ModuleList(_Fire(state, f"fire{n}") for n in range(2, 10))
        self.register_buffer("means", torch.tensor(MEANS).view(1, 3, 1, 1))
        self.requires_grad_(False)
        self.eval()

    def forward(self, x: Tensor) -> list[Tensor]:
        """Seven layers of `TAPS` channels at about 1/2, 1/4, 1/8 and four times 1/16 of the sides; none negative."""
        x = F.relu(self.first(x.float().flip(1) * 255 - self.means))
        taps = [x]
        for number, fire in enumerate(self.fires, start=2):
            if number in POOLED_BEFORE:
                x = F.max_pool2d(x, 3, 2, ceil_mode=True)
            x = fire(x)
            if number in TAPPED:
                taps.append(x)
        return taps

    @torch.inference_mode()
    def pooled(self, x: Tensor) -> Tensor:
        """N x 512 for `kernel_distance`, see `summary`."""
        return summary(self(x))


def summary(taps: list[Tensor]) -> Tensor:
    """N x 512: the last layer of `SqueezeFeatures` averaged over the picture, its mean square about 1 for photos.

    So the kernel's three powers all count, as they do with the network that the kernel distance was first used with.
    """
    return taps[-1].mean((2, 3)) / USUAL


class _Fire(nn.Module):
    """A 1x1 convolution to few channels; 1x1 and 3x3 ones to many, side by side."""

    def __init__(self, state: dict[str, Tensor], name: str) -> None:
        super().__init__()
        self.squeeze = _convolution(state, f"{name}/squeeze1x1")
        self.narrow = _convolution(state, f"{name}/expand1x1")
        self.wide = _convolution(state, f"{name}/expand3x3", padding=1)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.squeeze(x))
        return F.relu(torch.cat([self.narrow(x), self.wide(x)], dim=1))


class Lpips(nn.Module):
    """How different two pictures look (Zhang et al. 2018, the SqueezeNet variant): 0 for the same, higher is worse.

    Each layer's features are brought to length 1 along the channels; the squared difference is weighted by the heads,
    averaged over the picture and summed over the layers. even: the mean weight for all channels of a layer, see above.
    """

    def __init__(self, features: SqueezeFeatures | None = None, folder: Path | None = None, even: bool = False) -> None:
        super().__init__()
        self.features = features or SqueezeFeatures(folder)
        heads = _read(folder, HEADS)
        self.heads = nn.ParameterList(_head(heads, number, even) for number in range(len(TAPS)))
        self.requires_grad_(False)

    @torch.inference_mode()
    def forward(self, ours: Tensor, theirs: Tensor) -> Tensor:
        """N distances of two NCHW batches of RGB in 0..1."""
        return self.between(self.features(ours), self.features(theirs))

    def between(self, ours: list[Tensor], theirs: list[Tensor]) -> Tensor:
        """N distances from the layers of `SqueezeFeatures`, for callers that have them already."""
        total = torch.zeros(len(ours[0]))
        for head, mine, other in zip(self.heads, ours, theirs, strict=True):
            error = (_direction(mine) - _direction(other)).square()
            total += (error * head).sum(1).mean((1, 2)).cpu()
        return total


def kernel_distance(ours: Tensor, theirs: Tensor, blocks: int = 10) -> tuple[float, float]:
    """The kernel distance of two sets of features (KID, Binkowski et al. 2018) and its standard error.

    ours, theirs: N x d and M x d, one row a picture. The squared maximum mean discrepancy under the polynomial kernel
    (x.y / d + 1) ** 3, unbiased: about 0, and as often below, for two samples of one distribution. The error is a
    jackknife that leaves out one of `blocks` parts of both sets at a time; NaN where a set has less than three parts'
    worth of pictures. ValueError for fewer than two rows or unequal widths.
    """
    if min(len(ours), len(theirs)) < 2 or ours.shape[1:] != theirs.shape[1:] or ours.dim() != 2:
        raise ValueError(f"two sets of at least two rows of one width, not {ours.shape} and {theirs.shape}")
    x, y = ours.double(), theirs.double()
    kernels = _kernel(x, x), _kernel(y, y), _kernel(x, y)
    whole = _discrepancy(*kernels)
    blocks = min(blocks, len(x) // 2, len(y) // 2)
    if blocks < 3:
        return whole, math.nan
    parts = []
    for block in range(blocks):
        # Row n of one set belongs to row n of the other where they are results and truths: both go.
        rows, columns = (torch.arange(len(z)) % blocks != block for z in (x, y))
        xx, yy, xy = kernels
        parts.append(_discrepancy(xx[rows][:, rows], yy[columns][:, columns], xy[rows][:, columns]))
    spread = torch.tensor(parts, dtype=torch.float64)
    error = ((blocks - 1) / blocks * (spread - spread.mean()).square().sum()).sqrt()
    return whole, float(error)


def psnr(ours: Tensor, theirs: Tensor) -> Tensor:
    """N peak signal-to-noise ratios in dB of two NCHW batches in 0..1; infinite where they are equal."""
    return -10 * (ours.double() - theirs.double()).square().mean((1, 2, 3)).log10()


def _kernel(x: Tensor, y: Tensor) -> Tensor:
    return (x @ y.T / x.shape[1] + 1) ** 3


def _discrepancy(xx: Tensor, yy: Tensor, xy: Tensor) -> float:
    """Without the diagonals, where a picture meets itself."""
    n, m = len(xx), len(yy)
    within = (xx.sum() - xx.trace()) / (n * (n - 1)) + (yy.sum() - yy.trace()) / (m * (m - 1))
    return float(within - 2 * xy.mean())


def _direction(x: Tensor) -> Tensor:
    return x / (x.square().sum(1, keepdim=True).sqrt() + 1e-10)


def _head(state: dict[str, Tensor], number: int, even: bool) -> nn.Parameter:
    weight = state[f"lin{number}.model.1.weight"].float()
    return nn.Parameter(weight.mean().expand_as(weight).clone() if even else weight)


def _convolution(state: dict[str, Tensor], name: str, stride: int = 1, padding: int = 0) -> nn.Conv2d:
    weight, bias = state[f"{name}.weight"].float(), state[f"{name}.bias"].float()
    layer = nn.Conv2d(weight.shape[1], weight.shape[0], weight.shape[2:], stride, padding)  # type: ignore[arg-type]
    layer.load_state_dict({"weight": weight, "bias": bias})
    return layer


def _read(folder: Path | None, name: str) -> dict[str, Tensor]:
    path = (folder or teachers_folder()) / name
    if not path.is_file():
        raise UnavailableError(f"{path} is not there; set ATELIER_TEACHERS to the folder that holds the judges.")
    return torch.load(path, map_location="cpu", weights_only=True)

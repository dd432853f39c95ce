"""3x3 convolutions over mirrored borders: as it is, and after an enlargement to twice the size."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from studio.networks.padding import mirror


class Reflecting(nn.Conv2d):
    """Without bias, over a border mirrored by one pixel."""

    def __init__(self, inputs: int, outputs: int, stride: int = 1) -> None:
        super().__init__(inputs, outputs, 3, stride, bias=False)
        nn.init.kaiming_normal_(self.weight, nonlinearity="relu")

    def forward(self, x: Tensor) -> Tensor:  # pyright: ignore[reportIncompatibleMethodOverride]
        return super().forward(mirror(x))


class Enlarging(Reflecting):
    """The same after nearest-neighbour enlargement: N x C x H x W to N x outputs x 2H x 2W.

    Three rows of an enlarged picture show two rows of the small one, so for every corner of an output block the 3x3
    kernel is a 2x2 kernel over the small picture: without gradients it is run so, in less than half the time.
    The four round differently. folds: False where a norm follows, which would blow that up on flat pictures.
    """

    def __init__(self, inputs: int, outputs: int, folds: bool = True) -> None:
        super().__init__(inputs, outputs)
        self.folds = folds
        self._corners: tuple[object, Tensor] | None = None

    def forward(self, x: Tensor) -> Tensor:
        if torch.is_grad_enabled() or not self.folds:
            return super().forward(F.interpolate(x, scale_factor=2, mode="nearest"))
        n, _, height, width = x.shape
        # A mirrored border of the enlarged picture is a repeated border of the small one.
        corners = F.conv2d(F.pad(x, (1, 1, 1, 1), mode="replicate"), self._folded()).permute(0, 2, 3, 1)
        whole = x.new_empty(n, height, 2, width, 2, self.out_channels)
        for number in range(4):
            down, right = divmod(number, 2)
            part = slice(number * self.out_channels, (number + 1) * self.out_channels)
            whole[:, :, down, :, right] = corners[:, down : down + height, right : right + width, part]
        return whole.view(n, 2 * height, 2 * width, -1).permute(0, 3, 1, 2)

    def _folded(self) -> Tensor:
        """The four 2x2 kernels, upper left, upper right, lower left, lower right: 4 outputs x C x 2 x 2."""
        version = 0 if self.weight.is_inference() else self.weight._version
        now = (self.weight.data_ptr(), version, self.weight.dtype)
        if self._corners is None or self._corners[0] != now:
            kernels = [_pair(_pair(self.weight.float(), 2, down), 3, right) for down in (0, 1) for right in (0, 1)]
            folded = torch.cat(kernels).to(self.weight.dtype).contiguous(memory_format=torch.channels_last)
            self._corners = now, folded
        return self._corners[1]


def _pair(kernel: Tensor, axis: int, second: int) -> Tensor:
    """The taps of `kernel` along one axis that see the same small pixel, added up."""
    a, b, c = kernel.unbind(axis)
    return torch.stack([a + b, c] if second else [a, b + c], axis)

"""Giving a painted picture the photo's colours piece by piece, with figures taken from small copies of both."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

from studio.core.colour_transfer import transfer_matrix
from studio.core.params import Colours

LUMA = (0.299, 0.587, 0.114)

Keep = Callable[[Tensor, Tensor], Tensor]


def keeper(painted: Tensor, photo: Tensor, how: Colours) -> Keep | None:
    """A function (painted, photo) -> painted for any piece, 1x3xHxW in 0..1; None if nothing is to be done.

    painted, photo: small copies of the whole pictures. What is done is what `colours.keep_colours` does to a whole one.
    """
    if how == Colours.LUMA:
        ours, theirs = _luma(painted), _luma(photo)
        scale, level, base = theirs.std() / ours.std().clamp_min(1e-4), ours.mean(), theirs.mean()

        def luma(piece: Tensor, original: Tensor) -> Tensor:
            brightness = (_luma(piece) - level) * scale + base
            return (original + brightness - _luma(original)).clamp_(0, 1)

        return luma
    if how == Colours.STATISTICS:
        ours, theirs = painted[0].flatten(1).float().cpu(), photo[0].flatten(1).float().cpu()
        before, after = torch.cov(ours, correction=0), torch.cov(theirs, correction=0)
        matrix = torch.from_numpy(transfer_matrix(before.numpy(), after.numpy())).float()
        bias = (theirs.mean(1) - matrix @ ours.mean(1)).to(painted.device)
        weight = matrix[:, :, None, None].to(painted.device)
        return lambda piece, _: torch.nn.functional.conv2d(piece, weight, bias).clamp_(0, 1)
    return None


def _luma(x: Tensor) -> Tensor:
    weights = torch.tensor(LUMA, dtype=x.dtype, device=x.device)[None, :, None, None]
    return (x * weights).sum(1, keepdim=True)

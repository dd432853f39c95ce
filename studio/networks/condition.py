"""Conditional instance normalisation (Dumoulin et al. 2017), also with a style per place and frozen statistics."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from studio.networks.instance_norm import instance_norm
from studio.networks.padding import mirror

EPSILON = 1e-5


class Moments:
    """The mean and variance of every normalised layer of one picture: recorded in one pass, frozen for others."""

    def __init__(self) -> None:
        self.kept: list[tuple[Tensor, Tensor]] = []
        self.frozen = False


class Condition:
    """What the style codes make of the network; made by `TransformNet.condition`.

    affine: scale and shift of every norm; gates: of every skip; gain, shift, colour: of the output; all N x channels
    (colour N x 9). Without masks the N belong to N pictures, with masks (N x H x W) to N regions of one picture.
    """

    def __init__(
        self,
        affine: list[tuple[Tensor, Tensor]],
        gates: list[Tensor],
        gain: Tensor,
        shift: Tensor,
        colour: Tensor,
        masks: Tensor | None,
    ) -> None:
        self.affine, self.gates, self.gain, self.shift, self.colour = affine, gates, gain, shift, colour
        self.masks = masks
        self._scaled: dict[tuple[int, int], Tensor] = {}

    def gate(self, number: int, like: Tensor) -> Tensor:
        """The factor of a skip, to be multiplied with a tensor like `like`."""
        return self.spread(self.gates[number], like)

    def spread(self, values: Tensor, like: Tensor) -> Tensor:
        """N x C numbers in a form that broadcasts with `like`, N x C x H x W."""
        if self.masks is None:
            return values[:, :, None, None].to(like.dtype)
        masks = self._at(like.shape[2], like.shape[3]).to(like.dtype)
        spread = torch.einsum("nhw,nc->hwc", masks, values.to(like.dtype))
        return spread.permute(2, 0, 1)[None]

    def _at(self, height: int, width: int) -> Tensor:
        assert self.masks is not None
        if (height, width) not in self._scaled:
            scaled = F.interpolate(self.masks[None], size=(height, width), mode="area")[0]
            self._scaled[height, width] = scaled
        return self._scaled[height, width]

    def finish(self, x: Tensor, centred: Tensor, h: Tensor, paint: nn.Conv2d) -> Tensor:
        """`x`, with a linear map of its colours and what `paint` makes of the last features `h` added."""
        if self.masks is None and x.shape[0] == 1:
            # One picture, one code: gain and shift go into the convolution, the photo into the colour matrix.
            weight = paint.weight * self.gain[0, :, None, None, None].to(h.dtype)
            painted = F.conv2d(mirror(h), weight, self.shift[0].to(h.dtype))
            colour = self.colour[0].view(3, 3)
            own = F.conv2d(x, (colour + torch.eye(3, device=x.device))[:, :, None, None], -0.5 * colour.sum(1))
            return own + painted
        painted = torch.addcmul(self.spread(self.shift, h), paint(h), self.spread(self.gain, h))
        rows = self.spread(self.colour, centred)
        rows = rows.reshape(rows.shape[0], 3, 3, *rows.shape[2:])
        return x + ((rows * centred[:, None]).sum(2) + painted).to(x.dtype)


class ConditionalNorm:
    """Normalises one layer after the other in one forward pass, each with its own numbers of the condition."""

    def __init__(self, condition: Condition, moments: Moments | None = None) -> None:
        self.condition, self.moments, self.layer = condition, moments, 0

    def relu(self, x: Tensor) -> Tensor:
        return F.relu_(self(x))

    def __call__(self, x: Tensor) -> Tensor:
        layer, self.layer = self.layer, self.layer + 1
        scale, shift = self.condition.affine[layer]
        plain = self.condition.masks is None
        if x.shape[0] > 1 or torch.is_grad_enabled():
            normal = instance_norm(x, EPSILON)
        else:
            # One fused pass: for a single picture, batch norm is instance norm.
            normal = self._batch_norm(x, layer, *((scale[0], shift[0]) if plain else (None, None)))
            if plain:
                return normal
        return torch.addcmul(self.condition.spread(shift, x), normal, self.condition.spread(scale, x))

    def _batch_norm(self, x: Tensor, layer: int, scale: Tensor | None, shift: Tensor | None) -> Tensor:
        moments = self.moments
        if moments is None:
            return F.batch_norm(x, None, None, scale, shift, True, 0.0, EPSILON)
        if moments.frozen:
            return F.batch_norm(x, *moments.kept[layer], scale, shift, False, 0.0, EPSILON)
        mean, variance = torch.zeros(x.shape[1], device=x.device), torch.ones(x.shape[1], device=x.device)
        normal = F.batch_norm(x, mean, variance, scale, shift, True, 1.0, EPSILON)
        count = x.shape[2] * x.shape[3]
        moments.kept.append((mean, variance * ((count - 1) / count)))  # batch norm keeps the unbiased estimate
        return normal

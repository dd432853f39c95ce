"""Translations at work: a photo led into another world, at full size and as sharp as it was.

The network looks at the photo at the size that it knows; `detail` carries the change to the photo's own size, band by
band, so a large photo takes little more memory than its pixels. Nothing asked for gives the photo back, exactly, and
what is asked for grows from there without a jump: what the network changes unasked is taken off again.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from studio.core.errors import ModelError
from studio.core.generate import GenerateParams
from studio.core.picture import Picture
from studio.core.resize import fit
from studio.core.step import Job, Step
from studio.engines.conditions import condition_of, on_white, padded
from studio.engines.device import Device
from studio.engines.tensors import to_array
from studio.library.generators import Generator as Installed
from studio.networks.detail import BAND, NEARLY, SMOOTH, brought, carried, local_maps
from studio.networks.generator import Generator
from studio.networks.stargan import StarGenerator
from studio.networks.unit import Unit

DRAFT = 256  # long side of what the network looks at while a slider moves
SMALLEST = 16  # px a side: what the layouts need to mirror borders and to have statistics
LOOKED = 0.6  # share of the work that is done when the network has looked


def translates(network: nn.Module, installed: Installed) -> bool:
    """Whether the model is one of those that this module runs."""
    return installed.translates or bool(installed.domains) or isinstance(network, StarGenerator | Unit)


def check_domains_fit(network: nn.Module, installed: Installed) -> None:
    """Raises ModelError unless the manifest names as many domains as the network has."""
    wanted: tuple[int, ...] = (0,)
    if isinstance(network, StarGenerator):
        wanted = (network.domains,)
    elif isinstance(network, Unit):
        wanted = (1, 2)
    elif isinstance(network, Generator) and installed.domains:
        wanted = (network.look_size,)
    if len(installed.domains) not in wanted:
        count = " or ".join(map(str, wanted))
        raise ModelError(f"{installed.title} must name {count} domains in its manifest; install it again.")


def translate(
    network: nn.Module, installed: Installed, source: Picture, params: GenerateParams, working: int, device: Device
) -> Job[Picture]:
    """`source` as the model sees its world, of the same size; alpha, metadata and more than 8 bits are kept.

    working: long side, in pixels, of the largest picture that the network is shown.
    """
    shares = dict(params.domains)
    asked = [shares.get(name, 0.0) for name in installed.domains]
    if installed.domains and not any(asked):
        return source
    large = max(source.width, source.height) > working  # for others, carrying a change would cost more than it saves
    small = fit(source, min(working, DRAFT) if params.draft and large else working, enlarge=False)
    yield Step(0.0, f"translating at {max(small.width, small.height)} px")
    before = on_white(small)
    after = _Eye(network, small, before, params.seed, device).led(asked)
    if small is source:
        return _repainted(source, after)
    yield Step(LOOKED, "translating at full size", lambda: _repainted(small, after))
    nearly = 2 * NEARLY if params.draft else NEARLY  # edges of a draft may be softer than those of what follows it
    if _smooth(network) and max(source.width, source.height) <= nearly * max(small.width, small.height):
        lead = partial(brought, after - before)
    else:
        lead = partial(carried, local_maps(before, after))
    pixels = source.pixels.copy()
    rows = max(1, BAND // source.width)
    for top in range(0, source.height, rows):
        yield Step(LOOKED + (1 - LOOKED) * top / source.height, "translating at full size")
        band = pixels[top : top + rows, :, :3]
        band[:] = _stored(lead(_values(band), top, source.height), band.dtype)
    pixels.flags.writeable = False  # so that the picture need not copy it
    return source.with_pixels(pixels)


def _smooth(network: nn.Module) -> bool:
    """Whether what the network changes is smoothed much before it is added."""
    return isinstance(network, Generator) and network.output == "detail" and network.keep >= SMOOTH


class _Eye:
    """One network looking at one picture. before: the picture, 1 x 3 x h x w in 0..1."""

    def __init__(self, network: nn.Module, small: Picture, before: Tensor, seed: int, device: Device) -> None:
        self.network, self.before, self.seed, self.device = network, before, seed, device
        multiple = int(network.multiple)  # type: ignore[arg-type]
        if isinstance(network, Generator):
            seen = condition_of(network, small, None, None, small.width, small.height)
            self.seen = self._there(padded(seen, multiple, max(SMALLEST, multiple)), torch.float32)
        else:
            seen = padded(before, multiple, max(SMALLEST, multiple))
            self.seen = self._there(2 * seen - 1, device.precision)

    @torch.inference_mode()
    def led(self, asked: Sequence[float]) -> Tensor:
        """What the network makes of the picture, 1 x 3 x h x w in 0..1 on the CPU. asked: the shares of its domains."""
        if isinstance(self.network, Unit):
            return self._to_a_side(self.network, asked).clamp(0, 1)
        if not asked:
            return self._made().clamp(0, 1)
        total = sum(asked)
        code = torch.tensor([asked], dtype=torch.float32)
        if isinstance(self.network, Generator) and total > 1:
            code = code / total  # it has learned to share what there is
        made = self._made(code)
        if total < 1:
            made = made + (1 - total) * (self.before - self._made(torch.zeros_like(code)))
        return made.clamp(0, 1)

    def _to_a_side(self, network: Unit, asked: Sequence[float]) -> Tensor:
        """Along the straight line in the shared latent space from the photo taken for one of the side asked for, to
        the photo as what it is; every code between is decoded as a picture of that side. Both ends are set right, by
        what is added in proportion: the first is the photo, the second its translation.

        One domain is side b of the network, two are a and b; asked for both, only what one is ahead counts.
        """
        share = asked[-1] - (asked[0] if len(asked) == 2 else 0.0)
        if share == 0:
            return self.before
        source, target = ("a", "b") if share > 0 else ("b", "a")
        share = abs(share)
        whole = self._back(network(self.seen, source, target))
        if share == 1:
            return whole
        begin, end = (network.encode(self.seen, side) for side in (target, source))
        on_line = (torch.lerp(begin, end, place) for place in (share, 0.0, 1.0))
        made, first, last = (self._back(network.decode(code, target)) for code in on_line)
        return made + (1 - share) * (self.before - first) + share * (whole - last)

    def _made(self, code: Tensor | None = None) -> Tensor:
        code = None if code is None else code.to(self.device.device)
        if isinstance(self.network, Generator):
            chance = torch.Generator().manual_seed(self.seed << 4)
            return self._cut(self.network(self.seen, code, None, chance))
        return self._back(self.network(self.seen) if code is None else self.network(self.seen, code))

    def _there(self, x: Tensor, precision: torch.dtype) -> Tensor:
        return x.to(self.device.device, precision).contiguous(memory_format=torch.channels_last)

    def _back(self, made: Tensor) -> Tensor:
        """From -1..1 to 0..1."""
        return self._cut(made) / 2 + 0.5

    def _cut(self, made: Tensor) -> Tensor:
        height, width = self.before.shape[2:]
        return made[..., :height, :width].float().cpu()


def _repainted(picture: Picture, made: Tensor) -> Picture:
    pixels = picture.pixels.copy()
    pixels[..., :3] = _stored(made, pixels.dtype)
    return picture.with_pixels(pixels)


def _values(pixels: NDArray) -> Tensor:
    """H x W x 3 of a picture as 1 x 3 x H x W in 0..1."""
    x = torch.from_numpy(np.ascontiguousarray(pixels)).permute(2, 0, 1)[None].float()
    return x / 255 if pixels.dtype == np.uint8 else x


def _stored(x: Tensor, kind: np.dtype) -> NDArray:
    """1 x 3 x H x W in 0..1 as H x W x 3 of that kind."""
    values = to_array(x)
    return np.rint(values * 255).astype(np.uint8) if kind == np.uint8 else values

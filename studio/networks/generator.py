"""The image-to-image generator of every shipped model: what pix2pix's U-Net does (Isola et al. 2017), for laptops.

A U-Net of residual blocks: added skips instead of concatenated ones, nearest-neighbour enlargement instead of
transposed convolutions, and normalisation over channels at each place (Ba et al. 2016) instead of over a batch or a
picture, so that a pixel's colour depends on its surroundings alone and tiles fit together.

Large pictures are made coarse to fine by the same network (as in pix2pixHD, Wang et al. 2018, with one network for all
levels): what it made at half the size comes back in as the *draft* of the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from studio.networks.convolution import Enlarging
from studio.networks.detail import KEEP, with_detail

SOURCES = {"lines": 1, "grey": 1, "colour": 3}
OUTPUTS = ("picture", "residual", "detail", "chroma")
BORDERS = ("zeros", "replicate")
SLOPE = 0.2
MOST_KEPT = 16
FADED = 0.1  # share of the detail that a new network takes away: where none is, none can be learned
LUMA = (0.299, 0.587, 0.114)


class Generator(nn.Module):
    """A condition in, a picture out; sides must be multiples of `multiple`.

    source: what is translated: "lines" (1 channel, 0 paper to 1 ink), "grey" (1), "colour" (3) or "labels" (`classes`
    channels, one-hot); values 0..1. hints: 4 more channels, colours times cover and the cover. position: one more
    channel, the height in the picture from -1 (top) to 1. draft: whether it may be given a smaller version.
    look: numbers in the code of moods (0: none). noise: whether random detail is added (texture where nothing is said).
    output: "picture", "residual" (added to a colour source), "detail" (the same, but the finest detail stays the
    source's, see `with_detail`) or "chroma" (colours for a grey source, whose brightness stays).
    widths: channels at 1/2, 1/4, ... of the size; down, up: residual blocks there on the way in and out.
    shallow: how many of the smallest sizes are left out when there is a draft, which knows the whole already.
    adaptive: whether labels also scale and shift what every block normalises, at its own size, and say how strong its
    grain is: SPADE (Park et al. 2019) with the class-adaptive modulation of CLADE (Tan et al. 2021).
    border: what convolutions see beyond the picture: "zeros" tell where in it they are, "replicate" does not.
    keep: of the output "detail", how much stays the source's. fades: whether the network may take some of that away.
    """

    look_basis: Tensor
    look_mean: Tensor
    look_seen: Tensor

    def __init__(
        self,
        source: str,
        classes: int = 0,
        hints: bool = False,
        position: bool = False,
        draft: bool = False,
        look: int = 0,
        noise: bool = False,
        output: str = "picture",
        widths: Sequence[int] = (32, 64, 128, 256),
        down: Sequence[int] = (1, 1, 1, 2),
        up: Sequence[int] = (1, 2, 2),
        full: int = 16,
        shallow: int = 0,
        adaptive: bool = False,
        border: str = "zeros",
        keep: int = KEEP,
        fades: bool = False,
    ) -> None:
        super().__init__()
        if border not in BORDERS:
            raise ValueError(f"a generator's border is {' or '.join(BORDERS)}, not {border!r}")
        if adaptive and source != "labels":
            raise ValueError("only labels can adapt the normalisation of a generator")
        if not 0 <= keep <= MOST_KEPT:
            raise ValueError(f"a generator's keep is a number from 0 to {MOST_KEPT}, not {keep!r}")
        if fades and output != "detail":
            raise ValueError("only a generator with the output 'detail' has any that fades")
        if output not in OUTPUTS or (source not in SOURCES and source != "labels"):
            raise ValueError(f"a generator cannot turn {source!r} into {output!r}")
        if not len(widths) == len(down) == len(up) + 1:
            raise ValueError("a generator needs one number of blocks for each width, and one less on the way out")
        self.config = {
            "source": source, "classes": classes, "hints": hints, "position": position, "draft": draft, "look": look,
            "noise": noise, "output": output, "widths": list(widths), "down": list(down), "up": list(up), "full": full,
            "shallow": shallow, "adaptive": adaptive, "border": border, "keep": keep, "fades": fades,
        }  # fmt: skip
        adapting = classes if adaptive else 0
        self.source, self.output, self.has_draft, self.keep = source, output, draft, keep
        self.source_channels = classes if source == "labels" else SOURCES[source]
        self.channels = self.source_channels + 4 * hints + position
        inputs = self.channels + 4 * draft
        self.stem = nn.Conv2d(4 * inputs, widths[0], 3, padding=1)
        self.going_down = nn.ModuleList(_blocks(w, n, look, False, adapting) for w, n in zip(widths, down, strict=True))
        self.shrink = nn.ModuleList(nn.Conv2d(a, b, 3, stride=2, padding=1) for a, b in pairwise(widths))
        outwards = list(widths[-2::-1])
        self.enlarge = nn.ModuleList(Enlarging(a, b) for a, b in pairwise([widths[-1], *outwards]))
        self.going_up = nn.ModuleList(_blocks(w, n, look, noise, adapting) for w, n in zip(outwards, up, strict=True))
        self.last = Enlarging(widths[0], full)
        self.pixels = nn.Conv2d(inputs, full, 3, padding=1)
        self.paint = nn.Conv2d(full, 4 if fades else 3, 3, padding=1)
        nn.init.normal_(self.paint.weight, std=0.02)
        nn.init.zeros_(self.paint.bias)  # type: ignore[arg-type]
        if fades:
            nn.init.constant_(self.paint.bias[3:], FADED)  # type: ignore[index]
        for layer in self.modules():
            if isinstance(layer, nn.Conv2d) and layer.padding[0]:
                layer.padding_mode = border  # type: ignore[assignment]
        if look:
            self.register_buffer("look_mean", torch.zeros(DESCRIBED))
            self.register_buffer("look_basis", torch.zeros(look, DESCRIBED))
            self.register_buffer("look_seen", torch.zeros(LOOKS, look))

    @property
    def multiple(self) -> int:
        """The number both sides of the condition must be a multiple of, in pixels."""
        return 2 ** len(self.config["widths"])

    @property
    def look_size(self) -> int:
        return self.config["look"]

    def look_of(self, photo: Tensor) -> Tensor:
        """The look code, N x look, of N x 3 x H x W photos in 0..1: roughly a standard normal over photos."""
        return (describe(photo.float()) - self.look_mean.float()) @ self.look_basis.float().T

    def learn_looks(self, photos: Tensor) -> None:
        """Sets what a look code is from N photos: their main ways of differing in light and colour, whitened."""
        described = describe(photos)
        self.look_mean.copy_(described.mean(0))
        _, deviations, directions = torch.linalg.svd(described - self.look_mean, full_matrices=False)
        scale = deviations[: self.look_size] / (len(photos) - 1) ** 0.5
        self.look_basis.copy_(directions[: self.look_size] / scale[:, None])
        seen = self.look_of(photos)
        self.look_seen.copy_(seen.repeat(-(-LOOKS // len(seen)), 1)[:LOOKS])

    def a_look(self, seed: int) -> Tensor:
        """The look, 1 x look, of one of the photos it was learned from, a little changed: chance alone would pair
        skies and meadows that never meet."""
        chance = torch.Generator().manual_seed(seed)
        number = int(torch.randint(LOOKS, (1,), generator=chance))
        changed = 0.2 * torch.randn(1, self.look_size, generator=chance)
        return self.look_seen[number : number + 1].float().cpu() + changed

    def forward(
        self,
        condition: Tensor,
        look: Tensor | None = None,
        draft: Tensor | None = None,
        chance: torch.Generator | None = None,
    ) -> Tensor:
        """N x channels x H x W (see the class) to N x 3 x H x W around 0..1, not clamped.

        look: N x look codes, None for the plainest. draft: N x 3 x H x W in 0..1, what was made at a smaller size,
        enlarged. chance: the source of random detail.
        """
        x = condition if torch.is_autocast_enabled(condition.device.type) else condition.to(self.stem.weight.dtype)
        if self.has_draft:
            flag = torch.zeros_like(x[:, :1]) if draft is None else torch.ones_like(x[:, :1])
            below = flag.expand(-1, 3, -1, -1) if draft is None else (draft - 0.5).to(x.dtype)
            x = torch.cat([x, below, flag], dim=1)
        h = self.stem(F.pixel_unshuffle(x, 2))
        labels = self._labels(condition.to(h.dtype))
        skips = []
        left_out = self.config["shallow"] if draft is not None else 0
        depth = len(self.going_down) - left_out
        for number, blocks in enumerate(self.going_down[:depth]):
            for block in blocks:  # type: ignore[attr-defined]
                h = block(h, look, chance, labels[number])
            if number < depth - 1:
                skips.append(h)
                h = self.shrink[number](h)
        for enlarge, blocks in zip(self.enlarge[left_out:], self.going_up[left_out:], strict=True):
            h = _add(enlarge(h), skips.pop())
            for block in blocks:  # type: ignore[attr-defined]
                h = block(h, look, chance, labels[len(skips)])
        h = _leaky(_add(self.last(h), self.pixels(x)))
        return self._finish(self.paint(h).float(), condition.float(), draft)

    def _labels(self, condition: Tensor) -> list[Tensor | None]:
        """The labels at the size of each level, where blocks adapt to them."""
        if not self.config["adaptive"]:
            return [None] * len(self.going_down)
        sizes = [F.avg_pool2d(condition[:, : self.source_channels], 2)]
        for _ in range(len(self.going_down) - 1):
            sizes.append(F.avg_pool2d(sizes[-1], 2))
        return list(sizes)

    def _finish(self, painted: Tensor, condition: Tensor, draft: Tensor | None) -> Tensor:
        if self.output == "residual":
            return condition[:, :3] + painted
        if self.output == "detail":
            fade = painted[:, 3:].clamp(0, 1) if painted.shape[1] > 3 else None
            return with_detail(condition[:, :3], condition[:, :3] + painted[:, :3], self.keep, fade)
        if self.output == "chroma":
            return painted + (condition[:, :1] - luma(painted))
        return painted + 0.5 if draft is None else painted + draft.float()


class Block(nn.Module):
    """A residual block: norm, 3x3, leaky ReLU, 3x3; look and labels scale and shift what is normalised."""

    def __init__(self, width: int, look: int, noise: bool, classes: int = 0) -> None:
        super().__init__()
        self.scale, self.shift = nn.Parameter(torch.ones(width)), nn.Parameter(torch.zeros(width))
        self.look = nn.Linear(look, 2 * width, bias=False) if look else None
        self.noise = nn.Parameter(torch.zeros(width)) if noise else None
        self.labels = nn.Conv2d(classes, (3 if noise else 2) * width, 1, bias=False) if classes else None
        self.first = nn.Conv2d(width, width, 3, padding=1)
        self.second = nn.Conv2d(width, width, 3, padding=1)
        with torch.no_grad():
            self.second.weight.mul_(0.2)
            if self.look:
                self.look.weight.mul_(0.2)
            if self.labels:
                self.labels.weight.mul_(0.1)

    def forward(
        self, x: Tensor, look: Tensor | None, chance: torch.Generator | None, labels: Tensor | None = None
    ) -> Tensor:
        scale, shift, changes = self.scale, self.shift, None
        if self.look is not None and look is not None:
            changes = self.look(look.to(self.look.weight.dtype))
            if len(look) == 1:  # one look for all: the norm's own scale and shift take it in
                more, moved = changes[0].chunk(2)
                scale, shift, changes = scale * (1 + more), shift * (1 + more) + moved, None
        # channels_last memory makes this a view, and the norm over the last axis is one fused kernel.
        normal = F.layer_norm(x.permute(0, 2, 3, 1), x.shape[1:2], scale.to(x.dtype), shift.to(x.dtype))
        h = normal.permute(0, 3, 1, 2)
        if changes is not None:
            more, moved = changes[:, :, None, None].to(h.dtype).chunk(2, dim=1)
            h = torch.addcmul(h + moved, h, more)
        strength = self.noise[:, None, None] if self.noise is not None else None
        if self.labels is not None and labels is not None:
            more, moved, *grains = self.labels(labels).to(h.dtype).split(x.shape[1], dim=1)
            h = torch.addcmul(h + moved, h, more)
            strength = strength + grains[0] if strength is not None else None
        h = self.first(h)
        if strength is not None and chance is not None:
            grain = torch.randn(h[:, :1].shape, generator=chance, device=chance.device, dtype=torch.float32)
            h = torch.addcmul(h, grain.to(h.device, h.dtype), strength.to(h.dtype))
        return _add(self.second(_leaky(h)), x)


def _add(ours: Tensor, other: Tensor) -> Tensor:
    """Their sum, in the memory of `ours` where nobody will ask for it again."""
    return ours + other if torch.is_grad_enabled() else ours.add_(other)


def _leaky(x: Tensor) -> Tensor:
    return F.leaky_relu(x, SLOPE, inplace=not torch.is_grad_enabled())


def _blocks(width: int, count: int, look: int, noise: bool, classes: int) -> nn.ModuleList:
    return nn.ModuleList(Block(width, look, noise, classes) for _ in range(count))


def luma(x: Tensor) -> Tensor:
    """The brightness of N x 3 x H x W as N x 1 x H x W."""
    red, green, blue = x.split(1, dim=1)
    return LUMA[0] * red + LUMA[1] * green + LUMA[2] * blue


LOOKS = 256  # of photos, kept for seeds to choose from
BANDS = 3
DESCRIBED = 3 * BANDS + 2


def describe(photo: Tensor) -> Tensor:
    """N x 3 x H x W to N x DESCRIBED numbers: brightness and chroma of three bands from top to bottom, and how far
    brightness and chroma vary."""
    bright = luma(photo)
    opponent = torch.cat([bright, photo[:, :1] - bright, photo[:, 2:] - bright], dim=1).float()
    bands = F.adaptive_avg_pool2d(opponent, (BANDS, 1)).flatten(1)
    spread = opponent.flatten(2).std(2)
    return torch.cat([bands, spread[:, :1], spread[:, 1:].mean(1, keepdim=True)], dim=1)

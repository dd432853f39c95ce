"""What the optimiser minimises, and its gradient, tile by tile.

Gram matrices couple every pixel with every other, yet their gradient does not need the whole picture at once: the
Grams are summed over tiles first; given them, the derivative of the loss by each feature is `features @ matrix`, so
each tile can be run again and sent back by itself. Memory stays that of one tile and a step can be interrupted
between tiles. A picture that fits in one tile is run once.

Where masks are painted, every region has Gram matrices of its own (Gatys et al. 2017, "Controlling perceptual factors
in neural style transfer"): features count as much as the region's plane, area-averaged to their resolution, says.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from studio.engines.windows import Window, windows
from studio.networks.encoder import DEEPEST_STRIDE, Perceives

MARGIN = 48


@dataclass(frozen=True)
class Weights:
    """How much each part counts: style (sum over the five layers of relative Gram errors), content (relative error
    of relu4_1), and smoothness (total variation)."""

    style: float
    content: float
    smoothness: float


@dataclass(frozen=True, eq=False)
class Area:
    """A region of the picture: its five wanted Gram matrices, and its plane, HxW in 0..1 (None: the whole picture)."""

    grams: list[Tensor]
    plane: Tensor | None = None


class Objective:
    """Style and content of one picture size. `encoder` is frozen, in `precision`, channels_last.

    areas: what is painted where; an area counts by its share of the picture, and where no plane is, no style is.
    photo: 1x3xHxW in 0..1. tile: side of the largest core in pixels.
    """

    def __init__(
        self,
        encoder: Perceives,
        precision: torch.dtype,
        areas: list[Area],
        photo: Tensor,
        weights: Weights,
        tile: int,
    ) -> None:
        self.encoder, self.precision, self.weights = encoder, precision, weights
        height, width = photo.shape[2:]
        self.tiles = windows(height, width, tile, MARGIN, DEEPEST_STRIDE)
        self.guides = [_Guide(area, weights.style, self.tiles) for area in areas]
        self.photo = photo
        self.content: list[Tensor] = []
        self.content_scale = torch.zeros(())

    def gradient(self, x: Tensor) -> Generator[None, None, Tensor]:
        """d loss / d x for a 1x3xHxW picture in 0..1. Pauses (yields) wherever it may be interrupted."""
        if self.weights.content > 0 and not self.content:
            yield from self._look_at_photo()
        total = torch.zeros_like(x, memory_format=torch.preserve_format)
        single = len(self.tiles) == 1
        counts = [0] * 5
        runs = []
        for guide in self.guides:
            guide.begin()
        for number, tile in enumerate(self.tiles):
            runs = [self._run(x, number, tile, gradients=single)]
            for layer, flat in enumerate(self._cores(runs[0][1], tile)):
                for guide in self.guides:
                    guide.look(number, layer, flat.detach())
                counts[layer] += flat.shape[0]
            yield
        for guide in self.guides:
            guide.compare(counts)
        for number, tile in enumerate(self.tiles):
            window, taps = runs[0] if single else self._run(x, number, tile, gradients=True)
            if not single:
                yield
            torch.autograd.backward(taps, self._tap_gradients(number, tile, taps))
            assert window.grad is not None
            total[..., tile.rows, tile.columns] += window.grad
            yield
        return total + self._smoothness(x)

    def _look_at_photo(self) -> Generator[None, None, None]:
        """The photo's content, tile by tile; with the first gradient, so that it can be interrupted as well."""
        content = []
        for tile in self.tiles:
            content.append(self._content(self.photo, tile))
            yield
        joined = torch.cat([c.float().flatten(1) for c in content], dim=1)
        self.content_scale = 2 * self.weights.content / (joined.numel() * joined.var().clamp_min(1e-6))
        self.content = content

    def _run(self, x: Tensor, number: int, tile: Window, gradients: bool) -> tuple[Tensor, list[Tensor]]:
        window = x[..., tile.rows, tile.columns].detach().requires_grad_(gradients)
        with torch.set_grad_enabled(gradients):
            return window, self.encoder(window.to(self.precision))

    @torch.no_grad()
    def _content(self, photo: Tensor, tile: Window) -> Tensor:
        """The core of relu4_1, channels x rows x columns."""
        tap = self.encoder(photo[..., tile.rows, tile.columns].to(self.precision), depth=4)[3]
        return tap[0][(slice(None), *_cores(tile)[3])]

    def _cores(self, taps: list[Tensor], tile: Window) -> list[Tensor]:
        """Each tap's core as positions x channels."""
        return [
            tap[0][(slice(None), *core)].permute(1, 2, 0).reshape(-1, tap.shape[1])
            for tap, core in zip(taps, _cores(tile), strict=True)
        ]

    @torch.no_grad()
    def _tap_gradients(self, number: int, tile: Window, taps: list[Tensor]) -> list[Tensor]:
        gradients = []
        for layer, (tap, core) in enumerate(zip(taps, _cores(tile), strict=True)):
            gradient = torch.zeros_like(tap)
            inner = tap[0][(slice(None), *core)]
            features = inner.permute(1, 2, 0).reshape(-1, tap.shape[1])
            pulls = [pull for guide in self.guides if (pull := guide.pull(number, layer, features)) is not None]
            change = pulls[0] if pulls else torch.zeros_like(features)
            for pull in pulls[1:]:
                change += pull
            change = change.view(*inner.shape[1:], tap.shape[1]).permute(2, 0, 1)
            if layer == 3 and self.content:
                difference = inner - self.content[number]
                change = change + difference * self.content_scale.to(change.dtype)
            gradient[0][(slice(None), *core)] = change
            gradients.append(gradient)
        return gradients

    @torch.no_grad()
    def _smoothness(self, x: Tensor) -> Tensor:
        """The gradient of total variation: four times each pixel less its neighbours."""
        if self.weights.smoothness == 0:
            return torch.zeros_like(x)
        down, right = x.diff(dim=2), x.diff(dim=3)
        gradient = torch.zeros_like(x)
        gradient[..., 1:, :] += down / down.numel()
        gradient[..., :-1, :] -= down / down.numel()
        gradient[..., 1:] += right / right.numel()
        gradient[..., :-1] -= right / right.numel()
        return gradient * (2 * self.weights.smoothness)


class _Guide:
    """The Gram matrices of one area, summed tile by tile, and what follows from them for each feature."""

    def __init__(self, area: Area, weight: float, tiles: list[Window]) -> None:
        self.wanted, self.tiles = area.grams, tiles
        self.scale = [2 * weight / g.square().sum().clamp_min(1e-12) for g in area.grams]
        self.sums: list[Tensor] = []
        self.pulls: list[Tensor] = []
        self.levels: list[Tensor] = []
        if area.plane is not None:
            self.levels = [area.plane]
            for _ in range(4):
                self.levels.append(F.avg_pool2d(self.levels[-1][None], 2)[0])
            self.masses = [max(float(level.sum()), 1e-6) for level in self.levels]
            self.touched = [bool(area.plane[self._place(tile, 0)].any()) for tile in tiles]

    def begin(self) -> None:
        self.sums = [torch.zeros_like(g) for g in self.wanted]

    def look(self, number: int, layer: int, features: Tensor) -> None:
        """Adds a tile's features, positions x channels."""
        if not self.levels:
            self.sums[layer] += (features.T @ features).float()
        elif self.touched[number]:
            self.sums[layer] += ((features * self._mask(number, layer, features)).T @ features).float()

    def compare(self, counts: list[int]) -> None:
        """Once every tile was looked at; counts: positions of each layer."""
        masses = self.masses if self.levels else counts
        self.pulls = []
        for ours, mass, count, wanted, scale in zip(self.sums, masses, counts, self.wanted, self.scale, strict=True):
            # d/dG of the relative squared error; G = F'F / count gives d/dF = 2 F (dG) / count. With a plane m,
            # G = F' m F / mass, and the area's share is mass / count: d/dF = 2 m F (dG) / count.
            self.pulls.append((ours / mass - wanted) * (2 * scale / count))

    def pull(self, number: int, layer: int, features: Tensor) -> Tensor | None:
        """The derivative by a tile's features; None where the area does not reach."""
        if self.levels and not self.touched[number]:
            return None
        change = features @ self.pulls[layer].to(features.dtype)
        return change * self._mask(number, layer, features) if self.levels else change

    def _mask(self, number: int, layer: int, features: Tensor) -> Tensor:
        return self.levels[layer][self._place(self.tiles[number], layer)].reshape(-1, 1).to(features.dtype)

    @staticmethod
    def _place(tile: Window, level: int) -> tuple[slice, slice]:
        """A tile's core in the whole picture at a layer's resolution."""
        return _halved(tile.kept_rows, level), _halved(tile.kept_columns, level)


def _cores(tile: Window) -> list[tuple[slice, slice]]:
    """The core of a tile in the coordinates of each of the five layers."""
    return [(_halved(tile.core_rows, level), _halved(tile.core_columns, level)) for level in range(5)]


def _halved(part: slice, level: int) -> slice:
    """A part of a picture at the resolution of a layer (ceiling: an odd last row counts)."""
    return slice(part.start // 2**level, -(-part.stop // 2**level))

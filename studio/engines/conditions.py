"""From requests to what generators are conditioned on: lines, hints, labels, photos and heights as one tensor."""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from studio.core.palettes import Palette
from studio.core.picture import Picture
from studio.networks.generator import Generator, luma
from studio.networks.line_art import shrink


def condition_of(
    network: Generator, source: Picture, hints: Picture | None, palette: Palette | None, width: int, height: int
) -> Tensor:
    """1 x channels x height x width in float32 on the CPU."""
    if network.source == "labels":
        assert palette is not None
        parts = [label_planes(palette, source, width, height)]
    elif network.source == "lines":
        parts = [_lines(source, width, height)]
    else:
        colour = _scaled(on_white(source), width, height)
        parts = [luma(colour) if network.source == "grey" else colour]
    if network.config["hints"]:
        parts.append(torch.zeros(1, 4, height, width) if hints is None else _hints(hints, width, height))
    if network.config["position"]:
        rows = (torch.arange(height) + 0.5) / height * 2 - 1
        parts.append(rows[None, None, :, None].expand(1, 1, height, width))
    return torch.cat(parts, 1)


def padded(x: Tensor, multiple: int, smallest: int = 1) -> Tensor:
    """`x` with its last row and column repeated until both sides are multiples of `multiple` and at least `smallest`.

    smallest: 1 or a multiple of `multiple`.
    """
    below, right = (max(-side % multiple, smallest - side) for side in x.shape[2:])
    return F.pad(x, (0, right, 0, below), mode="replicate") if below or right else x


def on_white(picture: Picture) -> Tensor:
    """1 x 3 x H x W in 0..1; what is transparent is laid over white."""
    pixels = torch.from_numpy(np.array(picture.as_float())).permute(2, 0, 1)[None]
    if pixels.shape[1] == 3:
        return pixels
    alpha = pixels[:, 3:]
    return pixels[:, :3] * alpha + (1 - alpha)


def _scaled(x: Tensor, width: int, height: int) -> Tensor:
    if x.shape[2:] == (height, width):
        return x
    smaller = height < x.shape[2] or width < x.shape[3]
    return F.interpolate(x, size=(height, width), mode="bilinear", antialias=smaller, align_corners=False)


def _lines(sketch: Picture, width: int, height: int) -> Tensor:
    """Ink from 0 to 1, halved as levels are, so that a small picture sees the lines that a large one starts from."""
    ink = 1 - luma(on_white(sketch))
    while ink.shape[2] >= 2 * height and ink.shape[3] >= 2 * width and min(ink.shape[2:]) > 1:
        ink = shrink(ink[..., : ink.shape[2] // 2 * 2, : ink.shape[3] // 2 * 2], 2)
    return _scaled(ink, width, height)


def _hints(hints: Picture, width: int, height: int) -> Tensor:
    pixels = torch.from_numpy(np.array(hints.as_float())).permute(2, 0, 1)[None]
    cover = pixels[:, 3:] if pixels.shape[1] == 4 else torch.ones_like(pixels[:, :1])
    return _scaled(torch.cat([pixels[:, :3] * cover, cover], 1), width, height)


def label_planes(palette: Palette, picture: Picture, width: int, height: int) -> Tensor:
    """1 x classes x height x width: 1 where the class is, else 0. Enlarged borders are smooth, not stairs."""
    planes = _one_hot(torch.from_numpy(palette.indices(picture)), len(palette))
    if planes.shape[2:] == (height, width):
        return planes
    return _one_hot(_scaled(planes, width, height)[0].argmax(0), len(palette))


def label_edges(planes: Tensor) -> Tensor:
    """1 x 1 x H x W: 1 at the pixels on both sides of a border between classes, else 0."""
    indices = planes[0].argmax(0)
    edges = torch.zeros(indices.shape, dtype=torch.bool)
    for axis, size in enumerate(indices.shape):
        here, there = indices.narrow(axis, 0, size - 1), indices.narrow(axis, 1, size - 1)
        edges.narrow(axis, 0, size - 1).logical_or_(here != there)
        edges.narrow(axis, 1, size - 1).logical_or_(here != there)
    return edges[None, None].to(planes.dtype)


def _one_hot(indices: Tensor, classes: int) -> Tensor:
    return (indices[None] == torch.arange(classes, dtype=indices.dtype)[:, None, None])[None].float()

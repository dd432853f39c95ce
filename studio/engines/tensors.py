"""Between pictures and tensors."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from studio.core.picture import Picture
from studio.core.resize import resize_array


def to_tensor(picture: Picture, device: torch.device) -> Tensor:
    """1x3xHxW float32 in 0..1, channels_last; alpha is left out."""
    pixels = torch.from_numpy(np.array(picture.as_float()[..., :3]))
    return pixels.permute(2, 0, 1)[None].to(device).contiguous(memory_format=torch.channels_last)


def to_array(x: Tensor) -> np.ndarray:
    """1x3xHxW in 0..1 to HxWx3 float32."""
    return x.detach()[0].float().clamp(0, 1).permute(1, 2, 0).cpu().contiguous().numpy()


def finish_picture(pixels: np.ndarray, photo: Picture) -> Picture:
    """HxWx3 float pixels as an 8-bit picture with `photo`'s metadata and its alpha, scaled to fit."""
    return with_alpha(np.rint(pixels * 255).astype(np.uint8), photo)


def with_alpha(eight: np.ndarray, photo: Picture) -> Picture:
    """uint8 HxWx3 as a picture with `photo`'s metadata and its alpha, scaled to fit."""
    if photo.alpha is None:
        return photo.with_pixels(eight)
    height, width = eight.shape[:2]
    alpha = resize_array(photo.as_uint8()[..., 3:].repeat(3, axis=2), width, height)[..., :1]
    return photo.with_pixels(np.concatenate([eight, alpha], axis=2))


def from_pixels(pixels: np.ndarray, device: torch.device) -> Tensor:
    """uint8 HxWx3 as 1x3xHxW float32 in 0..1, channels_last."""
    return torch.from_numpy(np.array(pixels)).to(device).permute(2, 0, 1)[None].float().div_(255)


def to_pixels(x: Tensor) -> np.ndarray:
    """1x3xHxW in 0..1 as uint8 HxWx3."""
    return x[0].permute(1, 2, 0).mul(255).round_().to(torch.uint8).cpu().contiguous().numpy()

"""Before and after on one sheet."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from studio.core.picture import Metadata, Picture
from studio.core.resize import resize_array

SHEET_SIDE = 2400  # pixels of the long side of the sheet, about
Letters = Callable[[str, int], NDArray[np.uint8]]
"""Writes a text in letters of so many pixels: HxW, how much each pixel is covered, 0..255."""
_MARGIN = 0.03  # of the long side
_CAPTION = 0.022
_INK = (70, 70, 70)
_PAPER = 255


def latin(text: str, size: int) -> NDArray[np.uint8]:
    """`Letters` for English and whatever else needs no accents."""
    font = ImageFont.load_default(size)
    image = Image.new("L", (max(1, round(font.getlength(text)) + size // 4), size + size // 2))
    ImageDraw.Draw(image).text((0, size // 8), text, fill=255, font=font)
    return np.asarray(image)


def before_after(
    before: Picture,
    after: Picture,
    words: tuple[str, str] = ("", ""),
    side: int = SHEET_SIDE,
    letters: Letters = latin,
) -> Picture:
    """Both pictures on white, equally tall side by side, or equally wide one above the other if they are very wide.

    words: what stands under each. side: about the long side of the sheet. The metadata is that of `after`, but for its
    resolution.
    """
    margin = max(4, round(side * _MARGIN))
    caption = round(side * _CAPTION) if any(words) else 0
    below = caption + caption // 2
    stacked = after.width > 1.7 * after.height
    ratios = [picture.width / picture.height for picture in (before, after)]
    if stacked:
        width = side - 2 * margin
        sizes = [(width, max(1, round(width / ratio))) for ratio in ratios]
        height = sum(h + below for _, h in sizes) + 3 * margin
        places = [(margin, margin), (margin, 2 * margin + below + sizes[0][1])]
        sheet = np.full((height, side, 3), _PAPER, np.uint8)
    else:
        tall = max(1, round((side - 3 * margin) / sum(ratios)))
        sizes = [(max(1, round(tall * ratio)), tall) for ratio in ratios]
        places = [(margin, margin), (2 * margin + sizes[0][0], margin)]
        sheet = np.full((tall + below + 2 * margin, sum(w for w, _ in sizes) + 3 * margin, 3), _PAPER, np.uint8)
    for picture, (w, h), (x, y) in zip((before, after), sizes, places, strict=True):
        sheet[y : y + h, x : x + w] = flat(picture, w, h)
    if caption:
        for text, (w, h), (x, y) in zip(words, sizes, places, strict=True):
            cover = letters(text, caption)[: below + margin // 2, :w, None].astype(np.float32) / 255
            top = y + h + caption // 4
            part = sheet[top : top + cover.shape[0], x : x + cover.shape[1]]
            cover = cover[: part.shape[0], : part.shape[1]]
            part[...] = np.rint(part * (1 - cover) + np.asarray(_INK, np.float32) * cover)
    return Picture(sheet, Metadata(exif=after.metadata.exif, xmp=after.metadata.xmp))


def flat(picture: Picture, width: int, height: int) -> np.ndarray:
    """`picture` at this size on white, HxWx3 uint8."""
    pixels = resize_array(picture.as_uint8(), width, height)
    if pixels.shape[2] == 3:
        return pixels
    alpha = pixels[..., 3:].astype(np.float32) / np.float32(255)
    return np.rint(pixels[..., :3] * alpha + _PAPER * (1 - alpha)).astype(np.uint8)

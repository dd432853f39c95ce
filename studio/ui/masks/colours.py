"""The colour in which each style's painted area is shown: from its own palette, and unlike the others'."""

from __future__ import annotations

import math
from collections.abc import Mapping

from PySide6.QtGui import QColor

from studio.core.style_masks import PHOTO_STYLE

KEPT = "#27e07d"  # "safe", and unlike skin: it is mostly faces that are kept
SPARE = ("#3fa7ff", "#ffc23f", "#ff4b5c", "#c77dff", "#ff8a3f", "#3fe0d8")  # for palettes that offer nothing else
ALIKE = 110.0  # two colours nearer than this (of 441) are taken for the same


def tints(swatches: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """A colour "#rrggbb" for each style of `swatches` (its palette, "#rrggbb"), and one for the photo itself.

    Vivid, so that it shows over any photo, and told apart from those before it.
    """
    found = {PHOTO_STYLE: KEPT}
    for style, swatch in swatches.items():
        own = sorted(filter(None, map(_vivid, swatch)), key=lambda one: -one[0])
        taken = list(found.values())
        free = [colour for _, colour in own if _nearest(colour, taken) >= ALIKE]
        found[style] = free[0] if free else max(SPARE, key=lambda colour: _nearest(colour, taken))
    return found


def _vivid(colour: str) -> tuple[float, str] | None:
    """How much of a colour it is, and the same hue as it shows best; None for greys."""
    one = QColor(colour)
    hue, saturation, value = one.hsvHueF(), one.hsvSaturationF(), one.valueF()
    if hue < 0 or saturation < 0.12:
        return None
    strong = QColor.fromHsvF(hue, min(1.0, max(saturation, 0.7)), max(value, 0.85))
    return saturation * value, strong.name()


def _nearest(colour: str, others: list[str]) -> float:
    return min(math.dist(_rgb(colour), _rgb(other)) for other in others)


def _rgb(colour: str) -> tuple[int, int, int]:
    one = QColor(colour)
    return one.red(), one.green(), one.blue()

"""What layers of other programs are for: guessed from names that we gave them, or from how they look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from studio.document.layer import Kind, Pixels
from studio.project.project import SavedLayer

_NAMES = {  # the beginnings of names, in English and as the window's other languages write them
    "sketch": Kind.SKETCH, "lines": Kind.SKETCH, "line art": Kind.SKETCH, "lineart": Kind.SKETCH, "ink": Kind.SKETCH,
    "skizze": Kind.SKETCH, "linien": Kind.SKETCH,
    "colour hint": Kind.HINTS, "color hint": Kind.HINTS, "farbhinweis": Kind.HINTS,
    "materials": Kind.LABELS, "materialien": Kind.LABELS, "label map": Kind.LABELS,
    "reference": Kind.REFERENCE, "referenz": Kind.REFERENCE, "photo": Kind.REFERENCE, "foto": Kind.REFERENCE,
    "result": Kind.RESULT, "ergebnis": Kind.RESULT,
}  # fmt: skip
_SAMPLES = 1 << 16
_GREY = 24  # the most that channels differ in a grey


def guess_kind(name: str, pixels: Pixels) -> Kind:
    """What a layer of another program is for: lines are grey and leave most of the paper alone, the rest is a photo."""
    lower = name.strip().lower()
    for beginning, kind in _NAMES.items():
        if lower.startswith(beginning):
            return fitting(kind, pixels)
    return Kind.SKETCH if _looks_drawn(pixels) else Kind.REFERENCE


def fitting(kind: Kind, pixels: Pixels) -> Kind:
    """`kind`, or what the layer has become where another program painted soft edges into a map of materials."""
    if kind is Kind.LABELS:
        alpha = pixels[..., 3]
        if ((alpha > 0) & (alpha < 255)).any():
            return Kind.REFERENCE
    return kind


def in_order_of_kinds(layers: Sequence[SavedLayer]) -> tuple[SavedLayer, ...]:
    """The layers (bottom to top) with kinds that allow just this order: what lies above lines counts as drawn, too."""
    found: list[SavedLayer] = []
    for layer in layers:
        below = found[-1].kind if found else Kind.REFERENCE
        if layer.kind.level < below.level:
            layer = replace(layer, kind=below if below is not Kind.LABELS else Kind.HINTS)
        found.append(layer)
    return tuple(found)


def _looks_drawn(pixels: Pixels) -> bool:
    """Whether the layer is grey, and mostly see-through or white; an empty one is, for drawing on."""
    height, width = pixels.shape[:2]
    step = max(1, int((height * width / _SAMPLES) ** 0.5))
    part = pixels[::step, ::step].reshape(-1, 4).astype(np.int16)
    inked = part[part[:, 3] > 0]
    if not len(inked):
        return True
    grey = np.ptp(inked[:, :3], axis=1) <= _GREY
    paper = len(part) - len(inked) + int((inked[:, :3].min(axis=1) > 230).sum())
    return bool(grey.mean() > 0.97 and paper > 0.6 * len(part))

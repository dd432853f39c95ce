"""Small projects that the tests of exchange and export write and read."""

from __future__ import annotations

import numpy as np

from studio.document.layer import Blend, Kind, Pixels
from studio.project.project import Project, SavedLayer


def sheet(height: int = 40, width: int = 56) -> Pixels:
    return np.zeros((height, width, 4), np.uint8)


def ground(height: int = 40, width: int = 56) -> Pixels:
    """Opaque, different in every direction."""
    pixels = sheet(height, width)
    y, x = np.mgrid[0:height, 0:width]
    pixels[..., 0], pixels[..., 1], pixels[..., 2], pixels[..., 3] = x * 4, y * 6, x + y, 255
    return pixels


def patch(colour: tuple[int, ...], top: int = 5, left: int = 8, height: int = 40, width: int = 56) -> Pixels:
    """A rectangle of 12 x 20 pixels of one colour (RGBA) on nothing."""
    pixels = sheet(height, width)
    pixels[top : top + 12, left : left + 20] = colour
    return pixels


def lively() -> Project:
    """Every kind of layer, and everything about layers that another program may know."""
    layers = (
        SavedLayer(3, "Photo", Kind.REFERENCE, ground(), opacity=0.6),
        SavedLayer(4, "Materials", Kind.LABELS, patch((94, 91, 197, 255), 20, 30), visible=False),
        SavedLayer(5, "Colour hints", Kind.HINTS, patch((200, 30, 40, 255)), blend=Blend.MULTIPLY),
        SavedLayer(6, "Sketch", Kind.SKETCH, patch((10, 10, 10, 130), 1, 2), locked=True),
        SavedLayer(9, "Ink für Łódź 光", Kind.SKETCH, patch((240, 240, 240, 255), 25, 10), blend=Blend.SCREEN),
        SavedLayer(11, "Sketch 2", Kind.SKETCH, sheet()),
    )
    return Project(56, 40, layers, active=6)

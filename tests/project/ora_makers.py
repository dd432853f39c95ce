"""Projects to save and open, and what makes two of them equal."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

import numpy as np
from hypothesis import strategies as st

from studio.core.chain import Chain, Generate, Stylize
from studio.core.picture import Metadata, Picture
from studio.core.style_masks import StyleMasks
from studio.document.layer import Blend, Kind, Pixels
from studio.project.project import Project, SavedChain, SavedLayer, SavedPhoto, SavedResult, SavedStyling

TEXTS = st.text(st.characters(min_codepoint=32, exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=12)


def same(first: object, second: object) -> bool:
    """Whether two values of a project are equal, pixels included, whatever the type of their tables."""
    if isinstance(first, Picture) and isinstance(second, Picture):
        return same(first.pixels, second.pixels) and first.metadata == second.metadata
    if isinstance(first, np.ndarray) and isinstance(second, np.ndarray):
        return first.dtype == second.dtype and np.array_equal(first, second)
    if is_dataclass(first) and type(first) is type(second):
        return all(same(getattr(first, one.name), getattr(second, one.name)) for one in fields(first))
    if hasattr(first, "keys") and hasattr(second, "keys"):
        return dict(first) == dict(second)  # type: ignore[call-overload]
    if isinstance(first, tuple) and isinstance(second, tuple):
        return len(first) == len(second) and all(same(one, two) for one, two in zip(first, second, strict=True))
    return first == second


def noise(width: int, height: int, seed: int = 0, channels: int = 4) -> Pixels:
    return np.random.default_rng(seed).integers(0, 256, (height, width, channels), np.uint8)


def spot(width: int, height: int, x: int, y: int, colour: tuple[int, int, int, int], side: int = 5) -> Pixels:
    """A square of one colour on nothing."""
    pixels = np.zeros((height, width, 4), np.uint8)
    pixels[y : y + side, x : x + side] = colour
    return pixels


def full_project() -> Project:
    """One of everything."""
    width, height = 40, 30
    layers = (
        SavedLayer(9, "Photo to draw over", Kind.REFERENCE, noise(width, height, 1), opacity=0.35, locked=True),
        SavedLayer(2, "Result 1", Kind.RESULT, noise(width, height, 2), blend=Blend.SCREEN, note='{"seed": 4}'),
        SavedLayer(3, "Materials", Kind.LABELS, spot(width, height, 4, 4, (10, 20, 30, 255)), visible=False),
        SavedLayer(4, "Colour hints", Kind.HINTS, np.zeros((height, width, 4), np.uint8), blend=Blend.MULTIPLY),
        SavedLayer(5, "Sketch “äöü” <&>", Kind.SKETCH, spot(width, height, 30, 22, (0, 0, 0, 255))),
    )
    metadata = Metadata(b"Exif\0\0block", b"<x:xmpmeta/>", (300.0, 72.5), "Adobe RGB", credentials=True)
    original = SavedPhoto(Picture(noise(31, 21, 3, 3), metadata), "holiday.jpg")
    painted = SavedPhoto(Picture(noise(31, 21, 4, 3)), "holiday.jpg", ("wave", "starry"), original)
    deep = Picture(np.random.default_rng(5).random((12, 17, 4), np.float32))
    planes = (("wave", noise(20, 14, 6, 1)[..., 0]), ("photo", noise(20, 14, 7, 1)[..., 0]))
    chain = Chain((Stylize(styles=(("wave", 1.0),), seed=5), Generate(model="day-to-night", mask="masks/sky.png")))
    mask = Picture(np.repeat(noise(20, 14, 8, 1), 3, axis=2))
    return Project(
        width,
        height,
        layers,
        5,
        SavedStyling(painted, {"styles": [["wave", 0.5]], "strength": 0.25, "seed": 7}, StyleMasks(planes)),
        SavedChain(SavedPhoto(deep, "deep.tif"), chain, (("masks/sky.png", mask),)),
        (SavedResult(deep, "night", {"model": "day-to-night", "seed": 3}), SavedResult(Picture(noise(9, 7, 9)), "")),
        {"sketch": {"model": "sketch-to-photo", "seed": 12, "look": 0.5}, "materials": {"mood": None}},
        "transform",
    )


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """Small projects of every sort."""
    width, height = draw(st.integers(1, 20)), draw(st.integers(1, 20))
    kinds = sorted(draw(st.lists(st.sampled_from(list(Kind)), max_size=4)), key=lambda kind: kind.level)
    layers = []
    for number, kind in enumerate(kinds, 1):
        pixels = np.zeros((height, width, 4), np.uint8)
        if draw(st.booleans()):
            left, top = draw(st.integers(0, width - 1)), draw(st.integers(0, height - 1))
            pixels[top:, left:] = noise(width - left, height - top, draw(st.integers(0, 99)))
            if kind is Kind.LABELS:
                pixels[..., 3] = np.where(pixels[..., 3] > 99, 255, 0)
        layers.append(
            SavedLayer(
                number * 3,
                draw(TEXTS),
                kind,
                pixels,
                draw(st.booleans()),
                draw(st.floats(0, 1)),
                draw(st.booleans()),
                draw(st.sampled_from(list(Blend))),
                draw(TEXTS),
            )
        )
    active = draw(st.sampled_from([0, *(layer.id for layer in layers)]))
    plain = st.dictionaries(TEXTS, st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS)
    results = [
        SavedResult(
            Picture(noise(draw(st.integers(1, 9)), 3, 0, draw(st.sampled_from([3, 4])))), draw(TEXTS), draw(plain)
        )
        for _ in range(draw(st.integers(0, 2)))
    ]
    return Project(
        width,
        height,
        tuple(layers),
        active,
        SavedStyling(None, draw(plain)),
        results=tuple(results),
        rooms=draw(st.dictionaries(TEXTS, plain, max_size=2)),
        room=draw(TEXTS),
    )

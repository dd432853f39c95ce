"""Layers over one another: the formulas of the W3C's compositing, as OpenRaster's svg:multiply and svg:screen."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.document import edits
from studio.document.blend import over, stacked
from studio.document.document import Document
from studio.document.history import History
from studio.document.layer import Blend, Kind, Layer
from studio.document.rect import Rect

BLENDING = {
    Blend.NORMAL: lambda below, above: above,
    Blend.MULTIPLY: lambda below, above: below * above,
    Blend.SCREEN: lambda below, above: below + above - below * above,
}


def by_the_letter(below: np.ndarray, above: np.ndarray, opacity: float, blend: Blend) -> tuple[np.ndarray, np.ndarray]:
    """Colours (0..255, with fractions) and alpha (the same) of the exact result, in float64."""
    cb, ab = below[..., :3] / 255, below[..., 3:] / 255
    cs, alpha = above[..., :3] / 255, above[..., 3:] / 255 * opacity
    mixed = (1 - ab) * cs + ab * BLENDING[blend](cb, cs)
    total = alpha + ab * (1 - alpha)
    premultiplied = alpha * mixed + (1 - alpha) * ab * cb
    colour = np.divide(premultiplied, total, out=np.zeros_like(premultiplied), where=total > 0)
    return 255 * colour, 255 * total[..., 0]


def _pixels(seed: int, solid: bool, bare: bool) -> np.ndarray:
    made = np.random.default_rng(seed).integers(0, 256, (7, 9, 4), np.uint8)
    if solid:
        made[2:5, :, 3] = 255
    if bare:
        made[4:, 3:] = 0
    return made


pixels = st.builds(_pixels, st.integers(0, 999), st.booleans(), st.booleans())


@settings(max_examples=150)
@given(pixels, pixels, st.sampled_from([1.0, 0.5, 0.2]), st.sampled_from(Blend))
def test_every_blend_is_the_exact_formula_rounded(below, above, opacity: float, blend: Blend) -> None:
    colour, alpha = by_the_letter(below, above, opacity, blend)
    result = below.copy()
    over(result, above, opacity, blend)
    assert np.abs(result[..., 3] - alpha).max() <= 0.51
    seen = result[..., 3] > 0
    assert np.abs(result[..., :3] - colour)[seen].max(initial=0) <= 0.51
    hidden = (result[..., 3] == 0) & (above[..., 3] > 0)
    assert not result[hidden].any()


@pytest.mark.parametrize("blend", Blend)
def test_a_colour_over_nothing_is_itself(blend: Blend) -> None:
    above = _pixels(3, True, False)
    above[..., 3] = np.maximum(above[..., 3], 1)
    result = np.zeros_like(above)
    over(result, above, 1.0, blend)
    assert (result == above).all()


def test_multiply_darkens_and_screen_lightens() -> None:
    ground = np.array([[[200, 100, 50, 255]]], np.uint8)
    grey = np.array([[[128, 128, 128, 255]]], np.uint8)
    dark, light = ground.copy(), ground.copy()
    over(dark, grey, 1.0, Blend.MULTIPLY)
    over(light, grey, 1.0, Blend.SCREEN)
    assert dark[0, 0].tolist() == [100, 50, 25, 255]
    assert light[0, 0].tolist() == [228, 178, 153, 255]


def test_a_part_is_that_part_of_the_whole() -> None:
    layers = [
        Layer(i + 1, "x", Kind.SKETCH, np.tile(_pixels(i, i % 2 == 0, True), (12, 12, 1)), opacity=0.7, blend=blend)
        for i, blend in enumerate((Blend.NORMAL, Blend.MULTIPLY, Blend.SCREEN, Blend.NORMAL))
    ]
    whole, area = Rect(0, 0, 108, 84), Rect(13, 20, 51, 33)
    assert (stacked(layers, whole)[area.slices] == stacked(layers, area)).all()
    layers[2].visible = False
    without = stacked([layers[0], layers[1], layers[3]], whole)
    assert (stacked(layers, whole) == without).all()


def test_blending_is_a_step_that_can_be_undone_and_is_seen() -> None:
    document = Document.new(20, 10)
    photo = np.full((10, 20, 4), (200, 100, 50, 255), np.uint8)
    below = edits.add_layer(document, Kind.REFERENCE, "Below", photo)
    above = edits.add_layer(document, Kind.RESULT, "Above", np.full((10, 20, 4), (128, 128, 128, 255), np.uint8))
    assert below.structural
    assert above.structural
    history, result = History(document), document.of_kind(Kind.RESULT)[0]
    history.push(edits.set_layer(document, result.id, blend=Blend.MULTIPLY))
    assert document.composite()[5, 5].tolist() == [100, 50, 25, 255]
    history.undo()
    assert result.blend is Blend.NORMAL
    assert document.composite()[5, 5].tolist() == [128, 128, 128, 255]
    history.redo()
    assert result.blend is Blend.MULTIPLY
    with pytest.raises(ValueError):
        edits.set_layer(document, result.id, blend="dissolve")


def test_the_generator_sees_lines_as_they_look_and_hints_as_they_are() -> None:
    document = Document.new(20, 10)
    hints = document.of_kind(Kind.HINTS)[0]
    hints.pixels[:] = 200, 100, 50, 255
    edits.add_layer(document, Kind.HINTS, "More", np.full((10, 20, 4), (128, 128, 128, 255), np.uint8))
    more = document.of_kind(Kind.HINTS)[1]
    document.changed(more.id)
    edits.set_layer(document, more.id, blend=Blend.MULTIPLY)
    seen = document.hints()
    assert seen is not None
    assert seen.pixels[5, 5].tolist() == [128, 128, 128, 255]

    lines = document.of_kind(Kind.SKETCH)[0]
    lines.pixels[:, :10] = 0, 0, 0, 255
    document.changed(lines.id)
    scan = edits.add_layer(document, Kind.SKETCH, "Scan", np.full((10, 20, 4), 255, np.uint8))
    assert scan.structural
    assert (document.source().pixels == 255).all()
    edits.set_layer(document, document.of_kind(Kind.SKETCH)[1].id, blend=Blend.MULTIPLY)
    assert (document.source().pixels[:, :10] == 0).all()
    assert (document.source().pixels[:, 10:] == 255).all()

"""A hand that works on a large drawing: strokes above all, and now and then everything else that can be done."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from studio.core.palettes import Palette
from studio.document import edits, label_tools, size, tools
from studio.document.brush import Brush
from studio.document.document import Document
from studio.document.edits import Edit
from studio.document.layer import Blend, Colour, Kind, Layer
from studio.document.rect import Rect
from studio.document.stroke import Stroke, Symmetry

if TYPE_CHECKING:
    from studio.ui.sketch.drawing import Drawing

LAYERS = 6


def large_drawing(side: int, palette: Palette, rng: np.random.Generator) -> Document:
    """A photo to draw over, a result, a map of materials, hints and two sheets of lines, `side` pixels square."""
    document = Document.new(side, side)
    for name, kind in (("Reference", Kind.REFERENCE), ("Result", Kind.RESULT)):
        edits.add_layer(document, kind, name, scenery(side, rng), opacity=0.5 if kind is Kind.REFERENCE else 1.0)
    rows = np.repeat(rng.integers(1, len(palette), 8), -(-side // 8))[:side]
    label_tools.set_map(document, np.tile(rows[:, None], (1, side)).astype(np.uint8), palette)
    edits.add_layer(document, Kind.SKETCH, "Shading")
    edits.set_layer(document, document.active, blend=Blend.MULTIPLY)
    return document


def scenery(side: int, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Soft hills with the grain of a photo, HxWx4, opaque."""
    from PIL import Image

    coarse = Image.fromarray(rng.integers(0, 256, (24, 24, 3), np.uint8)).resize((side, side), Image.Resampling.BICUBIC)
    pixels = np.full((side, side, 4), 255, np.uint8)
    grain = rng.integers(-3, 4, (side, side, 1), np.int8)
    pixels[..., :3] = np.clip(np.asarray(coarse).astype(np.int16) + grain, 0, 255)
    return pixels


class DocumentHand:
    """Makes one step after another in `drawing`, always the same ones for one `rng`."""

    def __init__(self, drawing: Drawing, palette: Palette, rng: np.random.Generator) -> None:
        self.drawing, self.palette, self.rng = drawing, palette, rng
        self._cropped = False
        rare = (
            self._fill, self._polygon, self._polygon, self._move, self._flip, self._setting, self._setting,
            self._reorder, self._layer, self._clear, self._canvas,
        )  # fmt: skip
        self._deeds = (*[self._stroke] * (4 * len(rare)), *rare)

    def work(self) -> str:
        """Makes one step, and says which."""
        deed = self._deeds[self.rng.integers(len(self._deeds))]
        self.drawing.attempt(deed)
        return deed.__name__.strip("_")

    # --- what it does ------------------------------------------------------------------------------------------------

    @property
    def _document(self) -> Document:
        return self.drawing.document

    def _pick(self, *kinds: Kind) -> Layer | None:
        found = [layer for layer in self._document.layers if layer.kind in kinds]
        return found[self.rng.integers(len(found))] if found else None

    def _place(self) -> tuple[float, float]:
        return float(self.rng.uniform(0, self._document.width)), float(self.rng.uniform(0, self._document.height))

    def _colour(self) -> Colour:
        red, green, blue = (int(value) for value in self.rng.integers(0, 256, 3))
        return red, green, blue

    def _material(self) -> Colour:
        return self.palette.colours[self.rng.integers(1, len(self.palette))]

    def _stroke(self) -> Edit | None:
        """A curve of up to some thousand pixels with a brush of any size and edge."""
        rng, layer = self.rng, self._pick(Kind.SKETCH, Kind.SKETCH, Kind.HINTS, Kind.LABELS)
        if layer is None:
            return None
        colour = self._material() if layer.kind is Kind.LABELS else self._colour()
        brush = Brush(
            float(2 ** rng.uniform(1, 7)), float(rng.choice([1.0, 1.0, 0.4])), float(rng.choice([1.0, 0.5])),
            colour, bool(rng.random() < 0.15),
        )  # fmt: skip
        mirror = Symmetry.VERTICAL if rng.random() < 0.1 else Symmetry.NONE
        stroke = Stroke(self._document, layer.id, brush, stabiliser=0.3, symmetry=mirror)
        (x, y), heading, bend = self._place(), rng.uniform(0, math.tau), rng.uniform(-0.15, 0.15)
        stroke.begin(x, y, 0.4)
        for step in range(int(rng.integers(5, 60))):
            heading += bend
            x, y = x + 20 * math.cos(heading), y + 20 * math.sin(heading)
            stroke.move(x, y, 0.4 + 0.5 * abs(math.sin(step / 9)))
        return stroke.end()

    def _fill(self) -> Edit | None:
        layer = self._pick(Kind.LABELS)
        return layer and label_tools.fill(self._document, layer.id, *self._place(), self._material())

    def _polygon(self) -> Edit | None:
        layer = self._pick(Kind.LABELS)
        corners = [self._place() for _ in range(5)]
        return layer and label_tools.polygon(self._document, layer.id, corners, self._material())

    def _move(self) -> Edit | None:
        layer = self._pick(*Kind)
        dx, dy = (int(value) for value in self.rng.integers(-200, 200, 2))
        return layer and tools.move_layer(self._document, layer.id, dx, dy)

    def _flip(self) -> Edit | None:
        layer = self._pick(*Kind)
        return layer and tools.flip(self._document, bool(self.rng.random() < 0.5), layer.id)

    def _setting(self) -> Edit | None:
        layer = self._pick(Kind.SKETCH, Kind.HINTS, Kind.REFERENCE, Kind.RESULT)
        fields = [
            {"opacity": round(float(self.rng.uniform(0.2, 1)), 2)}, {"visible": bool(self.rng.random() < 0.8)},
            {"name": f"Layer {self.rng.integers(1000)}"}, {"blend": Blend(str(self.rng.choice(list(Blend))))},
        ]  # fmt: skip
        return layer and edits.set_layer(self._document, layer.id, **fields[self.rng.integers(len(fields))])

    def _reorder(self) -> Edit | None:
        layer = self._pick(*Kind)
        return layer and edits.reorder(self._document, layer.id, int(self.rng.integers(LAYERS)))

    def _layer(self) -> Edit | None:
        """Takes a layer of lines away, or adds one: there are six, or now and then five."""
        if len(self._document.layers) < LAYERS:
            return edits.add_layer(self._document, Kind.SKETCH, "Sketch")
        layer = self._pick(Kind.SKETCH)
        return layer and edits.remove_layer(self._document, layer.id)

    def _clear(self) -> Edit | None:
        layer = self._pick(Kind.SKETCH, Kind.HINTS)
        return layer and tools.clear(self._document, layer.id)

    def _canvas(self) -> Edit | None:
        """Crops a margin, or gives it back: the drawing stays as large as it was, or nearly."""
        rect, by = self._document.rect, 32 if self._cropped else -32
        self._cropped = not self._cropped
        frame = Rect(rect.x - by, rect.y - by, rect.width + 2 * by, rect.height + 2 * by)
        return size.reframe(self._document, frame, "Canvas")

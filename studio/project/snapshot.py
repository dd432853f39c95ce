"""A copy of the drawing for saving, made between events while the artist goes on painting."""

from __future__ import annotations

import numpy as np

from studio.document.document import Document
from studio.document.layer import Layer, Pixels
from studio.project.project import SavedLayer
from studio.project.tracker import TILE, Fresh, Tracker

STEP = 4 << 20  # bytes copied at a time: a few milliseconds


class Snapshot:
    """The layers as they are at one moment, that of the `step` which returns True.

    Call `step` on the thread that paints, again and again, between events; what changes meanwhile is copied again.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._tracker = Tracker(document)
        self._copies: dict[int, Pixels] = {}
        self._layers: tuple[SavedLayer, ...] | None = None
        self.width = self.height = self.active = 0

    def step(self, limit: int = STEP, hold: bool = False) -> bool:
        """Copies about `limit` bytes; True when the copy is whole. hold: go on, but do not end now.

        Holding keeps a gesture that is under way (`Drawing.busy`) from being saved half made. After True the copy
        never changes again.
        """
        if self._layers is not None:
            return True
        for change in self._tracker.take(limit):
            if isinstance(change, Fresh):
                # Memory of zeros is lent by the system only when something is written there: empty areas are free.
                self._copies[change.layer_id] = np.zeros((change.height, change.width, 4), np.uint8)
            else:
                top, left = change.row * TILE, change.column * TILE
                copy = self._copies[change.layer_id][top : top + TILE, left : left + TILE]
                copy[...] = 0 if change.pixels is None else change.pixels
        if hold or self._tracker.pending:
            return False
        self._tracker.close()
        document = self._document
        self.width, self.height, self.active = document.width, document.height, document.active
        self._layers = tuple(saved_layer(layer, self._copies[layer.id]) for layer in document.layers)
        self._copies.clear()
        return True

    @property
    def layers(self) -> tuple[SavedLayer, ...]:
        """Bottom to top. Raises RuntimeError before the copy is whole, or after `close`."""
        if self._layers is None:
            raise RuntimeError("the copy of the drawing is not whole")
        return self._layers

    def close(self) -> None:
        """Gives the memory back; the layers that somebody holds stay."""
        self._tracker.close()
        self._copies.clear()
        self._layers = None


def saved_layer(layer: Layer, pixels: Pixels) -> SavedLayer:
    """`layer` with these pixels in place of its own; they must not be written to any more."""
    pixels.flags.writeable = False
    return SavedLayer(
        layer.id, layer.name, layer.kind, pixels, layer.visible, layer.opacity, layer.locked, layer.blend, layer.note
    )

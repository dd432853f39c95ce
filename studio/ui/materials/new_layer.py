"""A layer that was made for what is painted on it: both are one step, or neither is."""

from __future__ import annotations

from dataclasses import dataclass

from studio.document.document import Document
from studio.document.edits import Edit, Together
from studio.document.rect import Rect
from studio.ui.sketch.doing import Doing


@dataclass
class OnNewLayer:
    """A gesture on such a layer. added: the step that made the layer."""

    document: Document
    added: Edit
    doing: Doing

    def end(self) -> Edit | None:
        """The finished step; None if nothing was painted, and then the layer is gone."""
        return joined(self.document, self.added, self.doing.end())

    def abandon(self) -> Rect | None:
        """Takes both back."""
        rect = self.doing.abandon()
        self.added.undo(self.document)
        return rect


def joined(document: Document, added: Edit | None, edit: Edit | None) -> Edit | None:
    """One step of the new layer (None: there was one) and what was painted; without the latter the layer goes again."""
    if added is None:
        return edit
    if edit is None:
        added.undo(document)
        return None
    return Together(edit.text, (added, edit))

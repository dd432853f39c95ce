"""The making of a drawing, played once more on a copy of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from studio.document.document import Document
from studio.document.edits import Edit


def replay(scratch: Document, steps: Sequence[Edit], frames: int) -> Iterator[Document]:
    """Rewinds `scratch` and plays it forward again, giving it at up to `frames` moments, the first and last included.

    scratch: a copy of the drawing as it was when `steps` were taken from its history (`History.steps`); it is used up,
    and each time it is given it is the same object. Nothing is shared with the drawing that would change, so this may
    go on in another thread.
    """
    for step in reversed(steps):
        step.undo(scratch)
    yield scratch
    moments = max(1, min(frames - 1, len(steps)))
    due = [round(len(steps) * (i + 1) / moments) for i in range(moments)] if steps else []
    at = 0
    for end in due:
        for step in steps[at:end]:
            step.redo(scratch)
        at = end
        yield scratch

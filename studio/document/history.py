"""Undo and redo, bounded by memory."""

from __future__ import annotations

from studio.document.document import Document
from studio.document.edits import Edit, SettingEdit

BUDGET = 256 << 20  # bytes
SPARE = 512 << 20  # bytes that steps may take beyond the budget until they are packed: large ones take their time
_PACK = 1 << 20  # bytes packed with every new step: a few milliseconds


class History:
    """The steps that led to a document. The oldest are forgotten when all take more than `budget_bytes`, packed.

    Large steps are packed bit by bit (`tidy`); until then they may take more, within bounds. The newest step is always
    kept, and the document itself is never touched by forgetting.
    """

    def __init__(self, document: Document, budget_bytes: int = BUDGET) -> None:
        self.document = document
        self.budget_bytes = budget_bytes
        self._done: list[Edit] = []
        self._undone: list[Edit] = []  # the next to redo is the last
        self._loose: list[Edit] = []  # those that may hold something to pack
        self._nbytes = 0

    @property
    def undo_text(self) -> str:
        """What undo would take back, "" if there is nothing."""
        return self._done[-1].text if self._done else ""

    @property
    def redo_text(self) -> str:
        """What redo would do again, "" if there is nothing."""
        return self._undone[-1].text if self._undone else ""

    @property
    def nbytes(self) -> int:
        """Memory that all the steps take."""
        return self._nbytes

    def __len__(self) -> int:
        """How many steps can be taken back."""
        return len(self._done)

    def push(self, edit: Edit | None, merge: bool = False) -> None:
        """Remembers a step that has been made; None is no step. What could be redone is forgotten.

        merge: the step goes on with the last one (a slider is still being dragged), if both set the same thing.
        """
        if edit is None:
            return
        while self._undone:
            self._drop(self._undone)
        last = self._done[-1] if self._done else None
        if merge and isinstance(last, SettingEdit) and last.absorb(edit):
            return
        self._done.append(edit)
        self._nbytes += edit.nbytes
        self._loose.append(edit)
        self.tidy()
        self._forget()

    def undo(self) -> Edit | None:
        """Takes the last step back and returns it; None if there is none."""
        return self._step(self._done, self._undone, back=True)

    def redo(self) -> Edit | None:
        """Makes the step that was last taken back again and returns it; None if there is none."""
        return self._step(self._undone, self._done, back=False)

    def tidy(self, limit: int = _PACK) -> bool:
        """Packs about `limit` bytes of steps; call it when idle. False: there is nothing left to pack."""
        done = 0
        while self._loose and done < limit:
            edit = self._loose[-1]
            before = edit.nbytes
            worked = edit.pack(limit - done)
            self._nbytes += edit.nbytes - before
            done += worked
            if not worked:
                self._loose.pop()
        if not self._loose:
            self._forget()
        return bool(self._loose)

    def steps(self) -> tuple[Edit, ...]:
        """What can be taken back, oldest first, for a copy of the document as it is now: see `replay`."""
        return tuple(edit.twin() for edit in self._done)

    def set_budget(self, budget_bytes: int) -> None:
        """How much the steps may take from now on."""
        self.budget_bytes = budget_bytes
        self._forget()

    def _step(self, start: list[Edit], end: list[Edit], back: bool) -> Edit | None:
        if not start:
            return None
        edit = start.pop()
        before = edit.nbytes
        if back:
            edit.undo(self.document)
        else:
            edit.redo(self.document)
        end.append(edit)
        self._nbytes += edit.nbytes - before
        if edit not in self._loose:
            self._loose.append(edit)  # it may hold a layer now, or what was cut off
        self._forget()
        return edit

    def _forget(self) -> None:
        while self._nbytes > self.budget_bytes + SPARE and self._loose:
            if not self.tidy():
                return
        if self._loose and self._nbytes <= self.budget_bytes + SPARE:
            return  # what is not packed yet says little about what will fit
        while self._nbytes > self.budget_bytes and len(self._done) + len(self._undone) > 1:
            self._drop(self._done or self._undone)

    def _drop(self, steps: list[Edit]) -> None:
        """Forgets the step farthest from the present."""
        edit = steps.pop(0)
        self._nbytes -= edit.nbytes
        if edit in self._loose:
            self._loose.remove(edit)

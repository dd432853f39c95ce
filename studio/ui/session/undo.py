"""Undo over frozen values: each step is the whole document, and a slider drag is one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True)
class _Step(Generic[Value]):
    text: str
    value: Value


class UndoHistory(Generic[Value]):
    """The states a document went through, bounded by memory and not by count.

    `weigh` gives the bytes that a list of states holds together (shared parts counted once); when that exceeds
    `budget` the oldest states are forgotten, never the current one. No Qt here: the window wires it to its actions.
    """

    def __init__(self, first: Value, weigh: Callable[[Sequence[Value]], int], budget: int) -> None:
        self._steps = [_Step("", first)]
        self._index = 0
        self._merge: str | None = None
        self._weigh = weigh
        self._budget = budget

    @property
    def current(self) -> Value:
        return self._steps[self._index].value

    @property
    def undo_text(self) -> str:
        """What undo would take back, "" if there is nothing."""
        return self._steps[self._index].text

    @property
    def redo_text(self) -> str:
        """What redo would bring back, "" if there is nothing."""
        return self._steps[self._index + 1].text if self._index + 1 < len(self._steps) else ""

    def __len__(self) -> int:
        return len(self._steps) - 1

    def change(self, value: Value, text: str, merge: str | None = None) -> None:
        """Makes `value` current. Changes in a row with the same `merge` are one step until `settle` is called."""
        del self._steps[self._index + 1 :]
        if merge is not None and merge == self._merge and self._index > 0:
            self._steps[self._index] = _Step(text, value)
        else:
            self._steps.append(_Step(text, value))
            self._index += 1
        self._merge = merge
        self._forget()

    def settle(self) -> None:
        """Ends a gesture: the next change is a step of its own."""
        self._merge = None

    def undo(self) -> Value:
        self._merge = None
        self._index = max(0, self._index - 1)
        return self.current

    def redo(self) -> Value:
        self._merge = None
        self._index = min(len(self._steps) - 1, self._index + 1)
        return self.current

    def _forget(self) -> None:
        while self._index > 0 and self._weigh([step.value for step in self._steps]) > self._budget:
            del self._steps[0]
            self._index -= 1
            self._steps[0] = _Step("", self._steps[0].value)

"""Gestures under way, as the drawing sees them."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from studio.document.edits import Edit
from studio.document.rect import Rect


class Doing(Protocol):
    """A gesture under way: it has changed the document already, and becomes one step when it ends."""

    def end(self) -> Edit | None:
        """The finished step; None if nothing changed."""
        ...

    def abandon(self) -> Rect | None:
        """Takes it back. Returns where the drawing changed by that."""
        ...


@runtime_checkable
class Stepwise(Doing, Protocol):
    """A gesture of several clicks."""

    def back(self) -> bool:
        """Takes the last click back; False: there is none but the first."""
        ...

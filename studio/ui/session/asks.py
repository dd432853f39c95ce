"""What was asked of the service: one `Ask` for each ticket, with the document as it was."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from studio.core.request import Request
from studio.ui.session.session import Document


class Kind(Enum):
    """What a ticket is for."""

    DRAFT = "draft"  # a live picture, small
    SHARP = "sharp"  # a live picture at full size
    PAINT = "paint"
    LEARN = "learn"

    @property
    def live(self) -> bool:
        return self in (Kind.DRAFT, Kind.SHARP)


@dataclass(frozen=True, eq=False)
class Ask:
    """One ticket: the document as it was when it was asked for."""

    ticket: int
    kind: Kind
    document: Document
    request: Request
    asked: float


@dataclass(frozen=True)
class Activity:
    """What the worker does now, for the status line. done is 0..1; started is when, on the monotonic clock."""

    ask: Ask
    done: float = 0.0
    note: str = ""
    started: float = 0.0

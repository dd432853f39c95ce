"""What the worker reports to the window: plain values that wait at the desk until the UI thread fetches them."""

from __future__ import annotations

from dataclasses import dataclass

from studio.core.picture import Picture


@dataclass(frozen=True, slots=True)
class Ready:
    """The engines are loaded; `text` describes the device."""

    text: str


@dataclass(frozen=True, slots=True)
class Unavailable:
    """The engines could not be loaded; `sentence` says why."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Started:
    ticket: int


@dataclass(frozen=True, slots=True)
class Progressed:
    """`done` is 0..1."""

    ticket: int
    done: float
    note: str


@dataclass(frozen=True, slots=True)
class Previewed:
    ticket: int
    picture: Picture


@dataclass(frozen=True, slots=True)
class Finished:
    """`seconds` is the time the worker spent on the ticket; pauses in favour of other work do not count."""

    ticket: int
    result: object
    seconds: float


@dataclass(frozen=True, slots=True)
class Failed:
    ticket: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Cancelled:
    ticket: int


End = Finished | Failed | Cancelled
Event = Ready | Unavailable | Started | Progressed | Previewed | End

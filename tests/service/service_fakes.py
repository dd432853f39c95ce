"""Fakes for the service: requests that are plain values and engines that are a few lines of Python."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from studio.core.picture import Picture
from studio.core.request import Request
from studio.core.step import Job, Step
from studio.service import StudioService

ENDS = ("finished", "failed", "cancelled")
SIGNALS = ("ready", "unavailable", "started", "progressed", "previewed", "queue_changed", *ENDS)


@dataclass(frozen=True)
class FakeRequest(Request):
    """Asks the fake engine for `steps` steps of `pause_s` seconds; the result is `name`."""

    engine: ClassVar[str] = "fake"
    name: object = 0
    steps: int = 3
    pause_s: float = 0.001

    @property
    def key(self) -> tuple[object, ...]:
        return (self.name, self.steps, self.pause_s)


class FakeEngine:
    """Sleeps through its steps and notes which thread did what."""

    def __init__(self) -> None:
        self.began: list[object] = []
        self.ended: list[object] = []
        self.steps: list[object] = []  # the name, once a step
        self.threads: set[int] = set()

    def run(self, request: FakeRequest) -> Job[object]:
        self.began.append(request.name)
        try:
            for index in range(request.steps):
                self.threads.add(threading.get_ident())
                self.steps.append(request.name)
                yield Step(index / request.steps, f"step {index}")
                time.sleep(request.pause_s)
        finally:
            self.threads.add(threading.get_ident())
            self.ended.append(request.name)
        return request.name


class FunctionEngine:
    """An engine made of a function from request to generator."""

    def __init__(self, function: Callable[[FakeRequest], Generator[Step, None, object]]) -> None:
        self.run = function


class Gate:
    """Holds an engine inside a step until the test lets it go on."""

    def __init__(self) -> None:
        self.reached, self.open = threading.Event(), threading.Event()

    def __call__(self) -> None:
        self.reached.set()
        assert self.open.wait(60), "the test never opened the gate"


@dataclass
class Log:
    """Every signal of a service in the order of arrival, as (name, arguments)."""

    service: StudioService
    entries: list[tuple[str, tuple]] = field(default_factory=list)
    foreign_threads: set[QThread] = field(default_factory=set)

    def __post_init__(self) -> None:
        for name in SIGNALS:
            getattr(self.service, name).connect(lambda *args, name=name: self._note(name, args))

    def _note(self, name: str, args: tuple) -> None:
        if QThread.currentThread() is not self.service.thread():
            self.foreign_threads.add(QThread.currentThread())
        self.entries.append((name, args))

    def of(self, *names: str) -> list[tuple]:
        """The arguments of every signal with one of these names."""
        return [args for name, args in self.entries if name in names]

    def ends(self) -> dict[int, list[str]]:
        """How each ticket ended, as lists: every list must have one entry."""
        ends: dict[int, list[str]] = {}
        for name, args in self.entries:
            if name in ENDS:
                ends.setdefault(args[0], []).append(name)
        return ends

    def story(self, ticket: int) -> list[str]:
        """The names of the signals that one ticket gave."""
        return [name for name, args in self.entries if name not in ("ready", "queue_changed") and args[0] == ticket]


@dataclass
class Bench:
    """A service with its log and a way to wait for it."""

    service: StudioService
    log: Log
    bot: QtBot

    def until(self, condition: Callable[[], object]) -> None:
        self.bot.waitUntil(lambda: bool(condition()), timeout=60_000)

    def until_ended(self, *tickets: int) -> None:
        self.until(lambda: all(ticket in self.log.ends() for ticket in tickets))

    def settle(self, milliseconds: int = 60) -> None:
        """Gives signals that should not come the time to come."""
        self.bot.wait(milliseconds)


def picture(value: float, size: int = 4) -> Picture:
    """A grey picture, so that a test can tell one frame from another."""
    return Picture(np.full((size, size, 3), value, np.float32))

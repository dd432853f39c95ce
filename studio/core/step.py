"""How work reports itself: a job is a generator of `Step`s that returns its result.

The return value composes (`draft = yield from span(first, 0.0, 0.3)`), `close()` is cancellation and runs
every `finally`, a test simply iterates, and whoever consumes the steps decides how many previews are rendered.
Training yields the same steps as painting.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from studio.core.picture import Picture

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Step:
    """One report of a running job.

    done: how much is finished, 0..1.
    note: a few words for the status line ("painting at 256 px").
    preview: renders the picture as it stands; call it only if somebody wants to look, and only before the
        next step is asked for (later it may show newer pixels).
    """

    done: float
    note: str = ""
    preview: Callable[[], Picture] | None = None


Job = Generator[Step, None, Result]


class Engine(Protocol):
    """Turns a request into steps and a result. Engines live in the worker thread and see requests only."""

    def run(self, request: object) -> Job[object]: ...


def span(job: Job[Result], start: float, stop: float) -> Job[Result]:
    """Runs `job` as one part of a longer one: its 0..1 becomes `start`..`stop`. Returns the job's result."""
    try:
        while True:
            try:
                step = next(job)
            except StopIteration as end:
                return end.value
            yield replace(step, done=start + (stop - start) * step.done)
    finally:
        job.close()


def finish(job: Job[Result]) -> Result:
    """Runs `job` to its end without looking at the steps and returns its result."""
    while True:
        try:
            next(job)
        except StopIteration as end:
            return end.value

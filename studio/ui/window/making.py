"""What is made besides paintings, in all rooms taken together: live pictures, and chains applied to folders."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from studio.ui.sketch.drawing_room import DrawingRoom
from studio.ui.transform.room import TransformRoom

Maker = DrawingRoom | TransformRoom


class Making:
    """The rooms that make pictures by themselves, as one."""

    def __init__(self, makers: Sequence[Maker]) -> None:
        self._makers = tuple(makers)
        self._jobs = [maker.applying for maker in self._makers if isinstance(maker, TransformRoom)]

    def listen(self, changed: Callable[[], object]) -> None:
        """Calls `changed` when something begins, goes on or ends."""
        for work in (*(maker.desk.flow for maker in self._makers), *self._jobs):
            work.changed.connect(changed)

    @property
    def queued(self) -> bool:
        """Whether longer work runs or waits."""
        return any(job.busy for job in self._jobs)

    def set_live(self, on: bool) -> None:
        for maker in self._makers:
            maker.set_live(on)

    def show_work(self) -> bool:
        """Says what runs; False if nothing does that is worth a word."""
        return any(maker.captions.show_work() for maker in self._makers)

    def stop(self) -> bool:
        """Stops what is told in the status line; False if nothing is."""
        works = (*(maker.desk.flow for maker in self._makers), *self._jobs)
        busy = next((work for work in works if work.busy), None)
        if busy is not None:
            busy.stop()
        return busy is not None

    def stop_all(self) -> None:
        """Stops everything that runs or waits."""
        for work in (*(maker.desk.flow for maker in self._makers), *self._jobs):
            work.stop()

    def shutdown(self) -> None:
        """The window goes."""
        for maker in self._makers:
            maker.shutdown()

"""Watching a room while a pen draws in it: when marks are due, and when they are seen."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from benchmarks.pen_events import Told, pen
from benchmarks.slider_latency import STALL_TICK_MS

if TYPE_CHECKING:
    from studio.ui.sketch.drawing_room import DrawingRoom


@dataclass
class Seen:
    """What was measured in one pass; all times in seconds on one clock.

    marks: when each event that left a mark was due. lines: when the drawing was painted, and how many marks it showed.
    photos: when the result was painted, of how many marks, and whether at full size.
    """

    marks: list[float] = field(default_factory=list)
    lines: list[tuple[float, int]] = field(default_factory=list)
    photos: list[tuple[float, int, bool]] = field(default_factory=list)
    gaps_ms: list[float] = field(default_factory=list)
    released: float = 0.0
    began: float = 0.0

    def waits_ms(self, shown: Sequence[tuple[float, int]]) -> list[float]:
        """Milliseconds from every mark to the first paint that shows it; marks that none showed are left out."""
        waits, at = [], 0
        for number, due in enumerate(self.marks, start=1):
            while at < len(shown) and shown[at][1] < number:
                at += 1
            if at == len(shown):
                break
            waits.append(1000 * (shown[at][0] - due))
        return waits

    @property
    def stale(self) -> int:
        """Photos that were older than one before them."""
        return sum(after[1] < before[1] for before, after in pairwise(self.photos))


class Drawing:
    """Draws once in a room and watches.

    told: by the pen, `hz` times a second. looked_at: the method of the document by which the room sees what to make a
    picture of, "source" or "labels".
    """

    def __init__(self, room: DrawingRoom, told: Sequence[Told], hz: float, looked_at: str = "source") -> None:
        self.room, self.told, self.hz = room, told, hz
        self.view, self.result = self.room.canvas.view, self.room.canvas.result_view
        self.seen = Seen()
        self._marked = False
        self._numbers: dict[int, tuple[object, int]] = {}  # by id: a picture of the drawing, and the marks it has
        document = self.room.session.document
        look = getattr(document, looked_at)

        def looked() -> object:
            picture = look()
            if picture is not None:
                self._numbers[id(picture)] = picture, len(self.seen.marks)
            return picture

        setattr(document, looked_at, looked)

    def draw(self) -> None:
        """Runs the event loop until the last event has been sent."""
        from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
        from PySide6.QtGui import QPaintEvent

        drawing, seen = self, self.seen

        class Watch(QObject):
            def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
                if not isinstance(event, QPaintEvent):
                    return False
                watched.paintEvent(event)  # type: ignore[attr-defined]  # here, so that the clock is read after it
                drawing._painted(watched, time.perf_counter())
                return True

        self._watch = Watch()
        for view in (self.view, self.result):
            view.installEventFilter(self._watch)
        self.room.session.edited.connect(self._mark)
        self._pulse = QTimer(interval=STALL_TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        hand = QTimer(interval=max(1, round(500 / self.hz)), timerType=Qt.TimerType.PreciseTimer)
        loop = QEventLoop()
        send, at = pen(self.view, getattr(self.room, "maps", None)), 0
        seen.began = last = time.perf_counter()

        def beat() -> None:
            nonlocal last
            now = time.perf_counter()
            seen.gaps_ms.append(1000 * (now - last) - STALL_TICK_MS)
            last = now

        def move() -> None:
            nonlocal at
            while at < len(self.told) and (due := seen.began + at / self.hz) <= time.perf_counter():
                event, at = self.told[at], at + 1
                if event is not None:
                    self._marked = False
                    seen.marks.append(due)  # so that what is captured within has it already
                    send(event)
                    if not self._marked:
                        seen.marks.pop()
            if at == len(self.told):
                hand.stop()
                loop.quit()

        self._pulse.timeout.connect(beat)
        hand.timeout.connect(move)
        self._pulse.start()
        hand.start()
        loop.exec()
        seen.released = time.perf_counter()

    def calm(self) -> bool:
        """Whether the photo of the finished drawing is on screen at full size."""
        photos = self.seen.photos
        finished = bool(photos) and photos[-1][2] and photos[-1][1] == len(self.seen.marks)
        return finished and not self.room.desk.flow.wanted

    def end(self) -> None:
        """Stops watching."""
        self._pulse.stop()
        for view in (self.view, self.result):
            view.removeEventFilter(self._watch)
        self.room.session.edited.disconnect(self._mark)

    def _mark(self) -> None:
        self._marked = True

    def _painted(self, view: object, now: float) -> None:
        if view is self.view:
            self.seen.lines.append((now, len(self.seen.marks)))
            return
        shown = self.room.desk.shown
        if shown is None or shown.made is None or self.result.picture is not shown.picture:
            return
        _, number = self._numbers.get(id(shown.made.request.source), (None, 0))
        self.seen.photos.append((now, number, shown.made.full))

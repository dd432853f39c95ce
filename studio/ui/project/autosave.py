"""Autosave: every few seconds what changed goes into a journal outside the document; the hand never waits for it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from studio.core.errors import StudioError
from studio.project.journal import Journal, Moment
from studio.project.project import Project
from studio.project.sealed import Remembered, Sealed, seal
from studio.project.tracker import Change, Fresh, Tracker
from studio.ui.sketch.drawing import Drawing
from studio.ui.widgets.background import Background

log = logging.getLogger(__name__)
POLL_MS = 500
REST_S = 1.0  # so long the hand has to rest for what it did to be written early
SOONEST_S = 2.0
LONGEST_S = 8.0  # writing takes time, too
STEP = 4 << 20  # bytes copied between two events
BATCH = 16 << 20  # bytes that wait for the disk
ALL_AT_ONCE = 96 << 20  # bytes that may be copied without a pause, when there is no other way to get a whole
RETRY_S = (5.0, 10.0, 30.0)  # after the first, second, any later failure in a row


class Autosave(QObject):
    """Keeps the drawing and the rooms safe. Whatever the disk does, the work in memory goes on.

    shell: the project without its layers; called often, so it must be quick. modified: whether there is anything to
    lose. background: one of its own, so that a long export never comes first.
    """

    failed = Signal(str)  # one sentence, once until it works again
    recovered = Signal()  # it works again
    written = Signal()  # all that there was a moment ago is on the disk

    def __init__(
        self,
        drawing: Drawing,
        shell: Callable[[], Project],
        journals: Path,
        background: Background,
        parent: QObject | None = None,
        modified: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__(parent)
        self._drawing, self._shell, self._folder, self._background = drawing, shell, journals, background
        self._modified = modified
        self._path: Path | None = None
        self._seconds = 5.0
        self._journal: Journal | None = None
        self._born: Journal | None = None  # made on the other thread
        self._tracker = Tracker(drawing.document)
        self._tracker.close()
        self._rooms: Remembered | None = None  # as the journal has them
        self._told: tuple[bool, Path | None] = (False, None)  # modified, and the path, as the journal has them
        self._batch: list[Change] = []
        self._bytes = 0
        self._planned = 0  # bytes to be copied until all of it was seen once
        self._since: float | None = None  # when the oldest change that is not safe was seen
        self._version = -1
        self._rested = 0.0  # when the document was last seen to change
        self._looked = 0.0  # when the rooms were last looked at
        self._collecting = self._writing = self._urgent = False
        self._puzzled = False
        self._failures = 0
        self._retry = 0.0
        self._run = 0  # answers of an earlier run count for nothing
        self._then: list[Callable[[], object]] = []
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(self._look)
        self._next = QTimer(self, interval=0, singleShot=True)
        self._next.timeout.connect(self._collect)
        drawing.document_changed.connect(self._follow)

    # --- from outside ------------------------------------------------------------------------------------------------

    @property
    def running(self) -> bool:
        return self._poll.isActive()

    @property
    def safe(self) -> bool:
        """Whether the journal has all that there is, as far as was seen."""
        return self._since is None and not self._collecting and not self._writing and not self._tracker.changed

    def start(self, seconds: float = 5.0) -> None:
        """From now on at most about so many seconds of work are at risk. Calling it again changes the number."""
        self._seconds = min(max(1.0, float(seconds)), LONGEST_S)
        if not self.running:
            self._run += 1
            self._follow()
            self._poll.start()
            self._look()

    def stop(self, clean: bool) -> None:
        """Ends it. clean: nothing is unsaved, so the journal goes; else it is brought up to date and stays."""
        if clean and not self._modified():
            while self._then:  # what was taken over is in a file by now
                self._then.pop()()
        if not self.running:
            return
        self._poll.stop()
        self._next.stop()
        self._run += 1
        self._background.wait()
        self._journal = self._born
        if not clean:
            self._finish()
        elif self._journal is not None:
            self._journal.remove()
        self._tracker.close()
        self._journal = self._born = self._rooms = None
        self._collecting = self._writing = False

    def set_path(self, path: Path | None) -> None:
        """The document is this file from now on; None: it was never saved."""
        self._path = path
        self.nudge()

    def nudge(self) -> None:
        """Something has changed that is worth being safe at once."""
        self._urgent = True
        if self.running:
            QTimer.singleShot(0, self, self._look)

    def keep_then(self, act: Callable[[], object]) -> None:
        """Calls `act` as soon as all that is there now is safe: a journal that was taken over can go only then."""
        self._then.append(act)
        self._since = self._since or time.monotonic()
        self.nudge()

    # --- when ---------------------------------------------------------------------------------------------------------

    def _follow(self) -> None:
        """Another document: all of it is new."""
        self._tracker.close()
        self._tracker = Tracker(self._drawing.document)
        self._batch.clear()
        self._bytes = 0

    def _look(self) -> None:
        """Whether it is time."""
        now = time.monotonic()
        if self._tracker.version != self._version:
            self._version, self._rested = self._tracker.version, now
        if self._since is None and (self._tracker.changed or self._news(now)):
            self._since = now
        if self._since is None or self._collecting or self._writing or now < self._retry:
            return
        waited = now - self._since
        rests = now - self._rested >= REST_S and not self._drawing.busy
        if self._urgent or waited >= self._seconds - POLL_MS / 1000 or (rests and waited >= SOONEST_S):
            self._urgent, self._collecting, self._planned = False, True, self._tracker.left
            self._collect()

    def _news(self, now: float) -> bool:
        """Whether the rooms, the path or what is saved have changed."""
        if (self._modified(), self._path) != self._told:
            return True
        if now - self._looked < self._seconds / 2 and not self._urgent:
            return False
        self._looked = now
        sealed = self._seal()
        return sealed is not None and (self._rooms is None or not self._rooms.same(sealed))

    def _seal(self) -> Sealed | None:
        try:
            return seal(self._shell())
        except Exception:  # whatever a room says: the drawing must be kept all the same
            if not self._puzzled:
                log.exception("the rooms cannot be kept")
            self._puzzled = True
            return None

    # --- a few megabytes at a time -----------------------------------------------------------------------------------

    def _collect(self) -> None:
        """Copies a little of what changed; when that was all, it belongs together and becomes a moment."""
        self._gather(STEP)
        self._planned -= STEP
        late = time.monotonic() - (self._since or 0) > self._seconds + 1
        if late and self._planned < 0 and self._tracker.left <= ALL_AT_ONCE:  # it changes as fast as it is copied
            self._gather(1 << 40)
        if self._tracker.pending and self._bytes < BATCH:
            self._next.start()
            return
        self._send(None if self._tracker.pending else self._moment())

    def _gather(self, limit: int) -> None:
        for change in self._tracker.take(limit):
            if not isinstance(change, Fresh) and change.pixels is not None:
                change = replace(change, pixels=change.pixels.copy())
                self._bytes += change.pixels.nbytes  # type: ignore[union-attr]
            self._batch.append(change)

    def _moment(self) -> Moment:
        return Moment.of(self._drawing.document, self._seal(), self._path, self._modified())

    def _send(self, moment: Moment | None) -> None:
        batch, self._batch, self._bytes = self._batch, [], 0
        if moment is not None:
            self._tracker.settle()
            self._collecting, self._since = False, None
        self._writing = True
        journal, folder, then = self._journal, self._folder, self._then if moment is not None else []
        self._then = [] if moment is not None else self._then

        def work() -> Journal:
            made = self._born = journal or Journal(folder)
            made.write(batch, moment)
            return made

        self._background.run(
            work, partial(self._done, self._run, self._tracker, moment, then), partial(self._fail, self._run, then)
        )

    def _done(
        self, run: int, tracker: Tracker, moment: Moment | None, then: list[Callable[[], object]], journal: Journal
    ) -> None:
        if run != self._run:
            return
        self._writing, self._journal = False, journal
        if self._failures and moment is not None:
            self._failures, self._retry = 0, 0.0
            self.recovered.emit()
        if moment is None:
            self._next.start()
            return
        tracker.kept()
        self._rooms = Remembered(moment.sealed) if moment.sealed is not None else None
        self._told = moment.modified, Path(moment.path) if moment.path else None
        for act in then:
            act()
        self.written.emit()
        self._look()

    def _fail(self, run: int, then: list[Callable[[], object]], sentence: str) -> None:
        """The disk is full, or gone. All that was not safe yet is collected again, a little later."""
        if run != self._run:
            return
        log.warning("autosave: %s", sentence)
        self._writing = self._collecting = False
        self._then = then + self._then
        now = time.monotonic()
        self._since = self._since or now
        self._retry = now + min(RETRY_S[min(self._failures, len(RETRY_S) - 1)], max(1.0, self._seconds))
        self._journal = self._born
        if self._journal is not None and self._journal.gone:
            self._journal.close()
            self._journal = self._born = None
        if self._journal is None:
            self._tracker.restart()
        else:
            self._tracker.lost()
        self._failures += 1
        if self._failures == 1:
            self.failed.emit(sentence)

    def _finish(self) -> None:
        """What is not safe yet, at once."""
        if self._writing:  # whether that went well nobody will say
            self._tracker.lost()
        try:
            self._gather(1 << 40)
            moment = self._moment()
            if self._journal is None:
                self._journal = Journal(self._folder)
            self._journal.write(self._batch, moment)
        except StudioError as error:
            log.warning("autosave, at the end: %s", error)
        if self._journal is not None:
            self._journal.close()

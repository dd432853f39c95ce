"""Writing the document while the artist goes on: copied between events, written in the background."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from studio.project.openraster_write import save_ora
from studio.project.project import Project
from studio.project.snapshot import Snapshot
from studio.ui.project.capture import shell
from studio.ui.project.changes import Changes, State
from studio.ui.project.parts import Parts
from studio.ui.widgets.background import Background

STEP = 4 << 20  # bytes copied between two events: a few milliseconds


@dataclass(frozen=True, eq=False)
class Job:
    """One file to write. done: with the state that is in it now; failed: with a sentence."""

    path: Path
    done: Callable[[State], object]
    failed: Callable[[str], object]


class Saver(QObject):
    """Writes the document to files, one after the other; each holds the work of the moment its copy was whole."""

    ended = Signal()  # nothing is being written any more

    def __init__(self, parts: Parts, changes: Changes, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts, self._changes, self._background = parts, changes, background
        self._jobs: list[Job] = []
        self._snapshot: Snapshot | None = None
        self._pace = QTimer(self, interval=0)
        self._pace.timeout.connect(self._step)

    @property
    def busy(self) -> bool:
        """Whether a file is being written or waits for it."""
        return bool(self._jobs)

    def save(self, path: Path, done: Callable[[State], object], failed: Callable[[str], object]) -> None:
        """Writes the document to `path`, whole or not at all."""
        self._jobs.append(Job(path, done, failed))
        if len(self._jobs) == 1:
            self._begin()

    def _begin(self) -> None:
        self._snapshot = Snapshot(self._parts.drawing.document)
        self._pace.start()

    def _step(self) -> None:
        """A few megabytes at a time; a stroke under way is not saved half drawn."""
        snapshot = self._snapshot
        assert snapshot is not None
        if not snapshot.step(STEP, hold=self._parts.drawing.busy):
            return
        self._pace.stop()
        state = self._changes.state()
        project = replace(
            shell(self._parts), width=snapshot.width, height=snapshot.height, active=snapshot.active,
            layers=snapshot.layers,
        )  # fmt: skip
        snapshot.close()
        self._snapshot = None
        self._write(project, state)

    def _write(self, project: Project, state: State) -> None:
        job = self._jobs[0]

        def over(tell: Callable[[], object]) -> None:
            self._jobs.pop(0)
            tell()
            if self._jobs:
                self._begin()
            else:
                self.ended.emit()

        self._background.run(
            lambda: save_ora(project, job.path),
            lambda _: over(lambda: job.done(state)),
            lambda sentence: over(lambda: job.failed(sentence)),
        )

"""Nothing is lost: an artist paints in the real window and is killed (SIGKILL) at any moment, again and again.

    python -m benchmarks.kill_sessions [--count 300] [--parallel 2] [--seed 1] [--longest 20] [--chain 8]

Sessions follow one another in one home, as they do in life: the next one takes over, in the window, what the dialog
for unsaved work offers, or opens the file. A third of the kills come while the document is being saved, some while the
window is opening. After each kill the journal and the document must open, and must be a drawing that the artist had;
what the journal holds must be the very drawing of the moment it names. Lost seconds count from the first change that
is neither in the journal nor in the document to the kill. Fails (1) when anything cannot be opened, is another
drawing than it was, or when more than ten seconds are lost.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from multiprocessing.queues import Queue
from pathlib import Path
from queue import Empty

import numpy as np

from benchmarks.kill_artist import NAME, digest_of, paint

LIMIT_S = 10.0
PATIENCE_S = 60.0  # until a window must have opened


@dataclass(frozen=True)
class Entry:
    """A line of the log."""

    at: float
    wall: float
    word: str
    digest: str


@dataclass
class Outcome:
    """What became of one session."""

    lasted: float = 0.0
    changes: int = 0
    lost: float = 0.0
    saving: bool = False
    opened: bool = False
    kept_by: str = ""
    name: str = ""
    faults: list[str] = field(default_factory=list)


class Home:
    """A folder with what windows leave there. last: the digest of the drawing that the next one should open."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.last, self.expected, self.sessions = folder, "", "", 0

    def session(self, seed: int, longest: float) -> Outcome:
        """One window from its start to its kill, and what is left."""
        chance, outcome = random.Random(seed), Outcome()
        self.sessions += 1
        log = self.folder / f"{self.sessions}.log"
        started = Entry(time.monotonic(), time.time(), "before", self.last)
        child = os.fork()
        if child == 0:
            _become_window(self.folder, self.expected, seed, log)
        try:
            outcome.saving = self._wait(log, chance, longest)
        finally:
            os.kill(child, signal.SIGKILL)
            killed = time.monotonic()
            os.waitpid(child, 0)
        entries, outcome.name = _read(log), str(log)
        outcome.lasted, outcome.changes = killed - started.at, len(entries)
        outcome.opened = bool(entries)
        if not entries and killed - started.at > PATIENCE_S:
            outcome.faults.append("the window did not open what was there")
        if entries and self.last and entries[0].digest != self.last:
            outcome.faults.append("the window shows another drawing than was left behind")
        self._look([started, *entries], killed, outcome)
        return outcome

    def _wait(self, log: Path, chance: random.Random, longest: float) -> bool:
        """Until it is time to kill; True when that is in the middle of saving."""
        if chance.random() < 0.12:
            time.sleep(chance.uniform(0.2, 4.0))
            return False
        start = time.monotonic()
        while not _read(log):
            time.sleep(0.01)
            if time.monotonic() - start > PATIENCE_S:
                return False
        begun, after = time.monotonic(), chance.uniform(0.0, longest)
        for_saving = chance.random() < 0.4
        while True:
            time.sleep(0.004)
            entries = _read(log)
            if for_saving and entries[-1].word == "save" and time.monotonic() - begun > after / 2:
                time.sleep(chance.uniform(0.0, 0.25))
                return True
            if time.monotonic() - begun > (2 * longest if for_saving else after):
                return False

    def _look(self, entries: list[Entry], killed: float, outcome: Outcome) -> None:
        """Opens what is there and compares it with the log."""
        from studio.core.errors import StudioError
        from studio.project.openraster_read import load_ora
        from studio.project.recovery import found

        known, best = {entry.digest for entry in entries}, -1
        self.last, self.expected = "", ""
        file = self.folder / NAME
        if file.exists():
            try:
                project = load_ora(file).project
                self.last = digest_of(project.width, project.height, project.layers)
                self.expected = "file"
                best = max((i for i, entry in enumerate(entries) if entry.digest == self.last), default=-1)
                outcome.kept_by = "file"
            except StudioError as error:
                outcome.faults.append(f"the document cannot be opened: {error}")
        works = found(self.folder / "data" / "unsaved")
        for number, work in enumerate(works):
            if number:
                work.forget()  # the artist opens the newest
                continue
            try:
                opened = work.opened()
                work.thumbnail()
                project = opened.project
                outcome.faults += opened.remarks
                self.last, self.expected = digest_of(project.width, project.height, project.layers), "unsaved"
                wall = work.when.timestamp()
                place = max(i for i, entry in enumerate(entries) if i == 0 or entry.wall <= wall)
                if entries[place].digest != self.last and (place or entries[0].digest):
                    outcome.faults.append(f"the journal is not the drawing of its moment ({self.last in known})")
                if place >= best:
                    best, outcome.kept_by = place, "journal"
            except StudioError as error:
                outcome.faults.append(f"the journal cannot be opened: {error}")
            work.release()
        if best < 0 and self.last and self.last not in known:
            outcome.faults.append("the document is a drawing that never was")
        if best < 0 and entries[0].digest:
            outcome.faults.append("the work of the window before is gone")
        blank = entries[1].digest if len(entries) > 1 and not entries[0].digest else entries[0].digest
        reached = entries[best].digest if best >= 0 else blank
        lost = next((entry for entry in entries[max(best, 0) + 1 :] if entry.digest != reached), None)
        outcome.lost = killed - lost.at if lost is not None else 0.0
        if outcome.lost > LIMIT_S:
            outcome.faults.append(f"{outcome.lost:.1f} s are lost")


def _read(log: Path) -> list[Entry]:
    try:
        lines = log.read_text().splitlines()
    except FileNotFoundError:
        return []
    entries = []
    for line in lines:
        parts = line.split()
        if len(parts) == 4:
            entries.append(Entry(float(parts[0]), float(parts[1]), parts[2], parts[3]))
    return entries


def _become_window(home: Path, expected: str, seed: int, log: Path) -> None:
    """Only in the child; never returns."""
    code = 1
    try:
        os.environ["ATELIER_HOME"] = str(home)
        errors = os.open(home / "errors.txt", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(errors, 1)
        os.dup2(errors, 2)
        paint(home, expected, seed, log)
        code = 0
    finally:
        os._exit(code)


def _work(numbers: list[int], args: argparse.Namespace, outcomes: Queue) -> None:
    """Sessions one after the other; the modules are loaded once, every window is a fork of that."""
    import studio.app
    import studio.ui.window.main_window  # noqa: F401

    home: Home | None = None
    for number in numbers:
        if home is None or home.sessions >= args.chain:
            if home is not None and not args.keep:
                shutil.rmtree(home.folder, ignore_errors=True)
            home = Home(Path(tempfile.mkdtemp(prefix="kill-", dir=args.folder)))
        outcome = home.session(args.seed * 100_000 + number, args.longest)
        if outcome.faults:
            print(f"session {number} in {home.folder}, its {home.sessions}. window: {outcome.faults}", flush=True)
            home = None  # it stays for a look
        outcomes.put(outcome)
    if home is not None and not args.keep:
        shutil.rmtree(home.folder, ignore_errors=True)


def main() -> int:
    parser = argparse.ArgumentParser(description="Kill painting sessions and see what is left.")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--parallel", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--longest", type=float, default=20.0, help="seconds of painting")
    parser.add_argument("--chain", type=int, default=8, help="sessions in one home")
    parser.add_argument("--folder", default=None, help="where the homes are made")
    parser.add_argument("--keep", action="store_true", help="leave the homes there")
    args = parser.parse_args()
    if sys.platform == "win32":
        print("this needs a system with fork and SIGKILL")
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if args.folder is not None:
        Path(args.folder).mkdir(parents=True, exist_ok=True)
    context = multiprocessing.get_context("fork")
    outcomes: Queue = context.Queue()
    numbers = list(range(args.count))
    workers = [
        context.Process(target=_work, args=(numbers[i :: args.parallel], args, outcomes)) for i in range(args.parallel)
    ]
    for worker in workers:
        worker.start()
    done: list[Outcome] = []
    began = time.monotonic()
    while len(done) < args.count:
        try:
            done.append(outcomes.get(timeout=5.0))
        except Empty:
            if not any(worker.is_alive() for worker in workers):
                print("The workers ended before the sessions did; their errors are above.")
                return 2
            continue
        if len(done) % 20 == 0:
            print(f"{len(done)} of {args.count}, {time.monotonic() - began:.0f} s", flush=True)
    for worker in workers:
        worker.join()
    return report(done)


def report(done: list[Outcome]) -> int:
    """Prints the figures; 1 if anything was lost that must not be."""
    faults = [fault for outcome in done for fault in outcome.faults]
    lost = [outcome.lost for outcome in done]
    unopenable = sum("cannot be opened" in fault for fault in faults)
    print(f"sessions killed:      {len(done)}, {sum(outcome.saving for outcome in done)} of them while saving,")
    print(f"                      {sum(not outcome.opened for outcome in done)} before anything was shown")
    print(
        f"painted:              {sum(o.lasted for o in done) / 60:.0f} minutes, {sum(o.changes for o in done)} changes"
    )
    by = {name: sum(outcome.kept_by == name for outcome in done) for name in ("journal", "file", "")}
    print(f"kept by the journal:  {by['journal']}, by the document {by['file']}, nothing yet {by['']}")
    print(f"unopenable documents: {unopenable}")
    print(
        f"seconds lost:         {np.median(lost):.1f} median, {np.quantile(lost, 0.95):.1f} p95, {max(lost):.1f} most"
    )
    for outcome in sorted(done, key=lambda outcome: -outcome.lost)[:3]:
        print(f"                      {outcome.lost:.1f} in a window of {outcome.lasted:.1f} s, {outcome.name}")
    print(f"failures:             {len(faults)}")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())

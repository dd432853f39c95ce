"""Thousands of damaged documents and pictures, opened in processes of their own: no crash, no hang, bounded memory.

    python -m benchmarks.fuzz_files [--count 5000] [--seed 0] [--workers 2] [--keep FOLDER]

Every file either opens or is refused in one sentence within five seconds of work (of all threads together, so that a
busy computer makes no difference; one that waits is ended after half a minute). Anything else is counted as a failure,
the file is kept in FOLDER if one is given, and the exit code is 1. The same seed makes the same files.
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import os
import sys
import tempfile
import time
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

import numpy as np

from benchmarks.damage import damaged, whole_files

LIMIT_S = 5.0
Work = Callable[[Connection, dict[str, bytes], int], None]
MEMORY_LIMIT = 2 << 30  # bytes that one process may take, all libraries included


@dataclass
class Outcome:
    """What became of one file. what: opened, refused, wrong, crash, hang or memory."""

    number: int
    suffix: str
    what: str
    seconds: float = 0.0
    detail: str = ""
    memory: int = 0


def make(files: dict[str, bytes], seed: int, number: int) -> tuple[str, bytes]:
    """The suffix and the bytes of a damaged file."""
    often = [suffix for suffix in files for _ in range(3 if suffix.endswith((".ora", ".psd")) else 1)]
    suffix = often[number % len(often)]
    return suffix, damaged(files, suffix, np.random.default_rng((seed, number)))


def open_it(path: Path) -> tuple[str, str]:
    """Opens a file as the window does; what became of it and a word about it."""
    from studio.core.errors import StudioError
    from studio.project.open import open_any
    from studio.project.openraster_read import read_thumbnail

    try:
        read_thumbnail(path)
        opened = open_any(path)
        for sentence in opened.remarks:
            if "\n" in sentence or not sentence.endswith("."):
                return "wrong", f"a remark is no sentence: {sentence[:200]!r}"
        for layer in opened.project.layers:
            if layer.pixels.shape != (opened.project.height, opened.project.width, 4):
                return "wrong", f"a layer is {layer.pixels.shape}"
    except StudioError as error:
        text = str(error)
        return ("refused", "") if text.endswith(".") and "\n" not in text else ("wrong", f"no sentence: {text[:200]!r}")
    except BaseException as error:
        return "wrong", f"{type(error).__name__}: {error}"[:300]
    return "opened", ""


def open_files(pipe: Connection, files: dict[str, bytes], seed: int) -> None:
    """A process: gets numbers, makes the file, tells that it begins, opens it, tells what became of it."""
    with contextlib.suppress(OSError):
        os.nice(5)
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(EOFError, KeyboardInterrupt):
        open_it(Path(folder))  # imports what is needed before the clock runs
        for suffix, data in files.items():
            (Path(folder) / f"whole{suffix}").write_bytes(data)
            open_it(Path(folder) / f"whole{suffix}")
        pipe.send(None)
        while True:
            number = pipe.recv()
            suffix, data = make(files, seed, number)
            path = Path(folder) / f"file{suffix}"
            path.write_bytes(data)
            pipe.send(("begin", number, suffix))
            began = time.process_time()
            what, detail = open_it(path)
            pipe.send(Outcome(number, suffix, what, time.process_time() - began, detail, _peak_memory()))


def _peak_memory() -> int:
    """The most that this process ever took, bytes; 0 where nobody tells."""
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


@dataclass
class Worker:
    """A process and what it is doing."""

    work: Work
    files: dict[str, bytes]
    seed: int
    ready: bool = False
    number: int | None = None
    suffix: str = ""
    began: float = 0.0
    process: BaseProcess = field(init=False)
    pipe: Connection = field(init=False)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, far = context.Pipe()
        self.process = context.Process(target=self.work, args=(far, self.files, self.seed), daemon=True)
        self.process.start()
        far.close()
        self.ready, self.number = False, None

    def give(self, number: int) -> None:
        self.pipe.send(number)
        self.number, self.began, self.suffix = number, time.perf_counter(), ""

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


def run(files: dict[str, bytes], seed: int, count: int, workers: int, work: Work | None = None) -> Iterator[Outcome]:
    """Opens `count` damaged files; the outcome of each, in no order."""
    numbers = iter(range(count))
    crew = [Worker(work or open_files, files, seed) for _ in range(workers)]
    left = count
    try:
        while left:
            found = wait([worker.pipe for worker in crew], timeout=0.5)
            for worker in crew:
                outcome = _heard(worker) if worker.pipe in found else _overdue(worker)
                if outcome is not None:
                    left -= 1
                    yield outcome
                if worker.ready and worker.number is None and (number := next(numbers, None)) is not None:
                    worker.give(number)
    finally:
        for worker in crew:
            worker.end()


def _heard(worker: Worker) -> Outcome | None:
    try:
        message = worker.pipe.recv()
    except (EOFError, OSError):
        return _lost(worker, "crash", f"the process ended with {worker.process.exitcode}")
    if message is None:
        worker.ready = True
    elif isinstance(message, Outcome):
        worker.number = None
        if message.seconds > LIMIT_S:
            return Outcome(message.number, message.suffix, "hang", message.seconds, memory=message.memory)
        if message.memory > MEMORY_LIMIT:
            worker.end()
            worker.start()
            detail = f"{message.memory / 1e9:.1f} GB"
            return Outcome(message.number, message.suffix, "memory", message.seconds, detail, message.memory)
        return message
    else:
        worker.began, worker.suffix = time.perf_counter(), message[2]
    return None


def _overdue(worker: Worker) -> Outcome | None:
    if worker.number is not None and worker.suffix and time.perf_counter() - worker.began > 6 * LIMIT_S:
        return _lost(worker, "hang", "it was ended")
    return None


def _lost(worker: Worker, what: str, detail: str) -> Outcome | None:
    worker.process.join(1)
    number, suffix = worker.number, worker.suffix
    worker.end()
    if number is None:
        raise RuntimeError("a process ended before it had anything to do")
    worker.start()
    return Outcome(number, suffix or "?", what, time.perf_counter() - worker.began, detail)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="a folder for the files that failed")
    options = parser.parse_args(arguments)
    files = whole_files()
    table: dict[str, Counter[str]] = defaultdict(Counter)
    slowest: dict[str, float] = defaultdict(float)
    memory, failures = 0, 0
    for outcome in run(files, options.seed, options.count, options.workers):
        table[outcome.suffix][outcome.what] += 1
        slowest[outcome.suffix] = max(slowest[outcome.suffix], outcome.seconds)
        memory = max(memory, outcome.memory)
        if outcome.what not in ("opened", "refused"):
            failures += 1
            words = f"{outcome.what}: file {outcome.number}{outcome.suffix}, {outcome.seconds:.1f} s {outcome.detail}"
            print(words, flush=True)
            if options.keep:
                options.keep.mkdir(parents=True, exist_ok=True)
                suffix, data = make(files, options.seed, outcome.number)
                (options.keep / f"{outcome.number}{suffix}").write_bytes(data)
    columns = "opened", "refused", "wrong", "crash", "hang", "memory"
    print(f"{'file':14}" + "".join(f"{name:>9}" for name in columns) + f"{'slowest':>11}")
    for suffix in sorted(table):
        print(f"{suffix:14}" + "".join(f"{table[suffix][name]:9}" for name in columns) + f"{slowest[suffix]:9.2f} s")
    total = sum(table.values(), Counter())
    print(f"{'together':14}" + "".join(f"{total[name]:9}" for name in columns) + f"{max(slowest.values()):9.2f} s")
    print(f"{sum(total.values())} files, {failures} failures, at most {memory / 1e6:.0f} MB in one process")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())

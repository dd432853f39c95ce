"""One photo after the other: what goes wrong with one is told at the end and does not stop the rest."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from studio.cli.log import log_unexpected
from studio.cli.progress import Progress
from studio.core.batch import Task
from studio.core.errors import OutOfMemoryError, PictureError, StudioError

STOPPED = 130


def run_batch(tasks: Sequence[Task], paint: Callable[[Task, Progress], None], done: str = "painted") -> int:
    """Calls `paint` for every task and returns the exit code; the names of finished files go to stdout.

    `done` is the word for what was done to them. A photo that fails does not stop the rest; it is listed at the end. An
    error that is not about the photo (a style, a model, the machine) would meet every other photo too, so it ends the
    batch. Ctrl+C stops at once.
    """
    finished, code, problems = 0, 0, list[str]()
    try:
        with Progress(len(tasks)) as progress:
            for task in tasks:
                progress.begin(task.photo.name)
                try:
                    paint(task, progress)
                except (PictureError, OutOfMemoryError) as error:
                    problems.append(_naming(task.photo, str(error)))
                    code = code or 2
                except StudioError as error:
                    problems.append(str(error))
                    code = code or 2
                    break
                except Exception as error:
                    problems.append(_naming(task.photo, log_unexpected(error)))
                    code = 1
                else:
                    finished += 1
                    progress.write(str(task.target), sys.stdout)
                progress.end()
    except KeyboardInterrupt:
        print(f"Stopped; {finished} of {len(tasks)} pictures were finished.", file=sys.stderr)
        code = STOPPED
    if len(tasks) > 1 and problems:
        print(f"studio: {finished} of {len(tasks)} pictures were {done}; what went wrong:", file=sys.stderr)
    for problem in problems:
        print(f"studio: {problem}", file=sys.stderr)
    return code


def _naming(photo: Path, sentence: str) -> str:
    return sentence if photo.name in sentence else f"{photo.name}: {sentence}"

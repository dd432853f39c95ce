"""What a chain has made of a folder: a small record beside the results, so that it goes on where it stopped."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from studio.core.batch import Task, find_photos, plan_photos
from studio.core.errors import PictureError
from studio.core.files import exists, write_error

NAME = ".studio-apply.jsonl"
MAX_BYTES = 1 << 26


class Record:
    """One line for each result: its name, the photo it was made from (bytes and time of change) and how it was made.

    Only ever appended to, so a crash costs the last line at most. A line that makes no sense is passed over.
    """

    def __init__(self, folder: Path, made_by: str) -> None:
        """`made_by` stands for everything but the photo that decides a result."""
        self._path, self._made_by = folder / NAME, made_by
        self._lines: dict[str, tuple[str, str]] = {}
        self._torn = False
        self._read()

    def holds(self, task: Task) -> bool:
        """Whether the task's result is there, made like this, and the photo has not changed since."""
        line = self._lines.get(task.target.name)
        return line is not None and line == (_photo(task.photo), self._made_by) and exists(task.target)

    def has_made(self, path: Path) -> bool:
        """Whether `path` is a result, however it was made."""
        return path.name in self._lines and path.resolve().parent == self._path.parent.resolve()

    def add(self, task: Task, photo: str) -> None:
        """Notes a result; `photo` is what `photo_state` said before it was opened. Raises StudioError."""
        self._lines[task.target.name] = (photo, self._made_by)
        line = json.dumps({"file": task.target.name, "photo": photo, "made_by": self._made_by}) + "\n"
        # A link in the folder must not make us write into another file, nor a pipe make us wait.
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        try:
            with os.fdopen(os.open(self._path, flags, 0o666), "ab") as file:
                file.write(("\n" if self._torn else "").encode() + line.encode())
        except OSError as error:
            raise write_error(self._path, error) from error
        self._torn = False

    def keep(self, task: Task, photo: str, save: Callable[[], object]) -> None:
        """Has the result written by `save` and notes it.

        A new result is noted before it is there and a replaced one afterwards: wherever a crash strikes between the
        two, what is noted and lies there was made like that.
        """
        fresh = not exists(task.target)
        if fresh:
            self.add(task, photo)
        save()
        if not fresh:
            self.add(task, photo)

    def photo_state(self, task: Task) -> str:
        """What tells this photo from another one, or from itself before a change; "" if it cannot be looked at."""
        return _photo(task.photo)

    def _read(self) -> None:
        try:
            if self._path.is_symlink() or not self._path.is_file() or self._path.stat().st_size > MAX_BYTES:
                return
            data = self._path.read_bytes()
        except OSError:
            return
        self._torn = bool(data) and not data.endswith(b"\n")
        for line in data.decode("utf-8", "replace").splitlines():
            try:
                found = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(found, dict) and all(isinstance(found.get(key), str) for key in ("file", "photo", "made_by")):
                self._lines[found["file"]] = found["photo"], found["made_by"]


def plan_chain(names: Sequence[str], record: Record, out: Path, label: str, suffix: str | None) -> list[Task]:
    """The tasks for photos and folders of photos: `out`/photo-label.png. Raises StudioError with a sentence."""
    photos, folders = find_photos(names)
    if folders:  # results may go to the folder of the photos; they are no photos of it
        photos = [photo for photo in photos if not record.has_made(photo)]
    if not photos:
        raise PictureError("There are no photos but results of earlier chains; name another folder.")
    return plan_photos(photos, True, str(out), label, suffix, overwrite=True)


def _photo(path: Path) -> str:
    try:
        facts = path.stat()
    except (OSError, ValueError):
        return ""
    return f"{facts.st_size} {facts.st_mtime_ns}"

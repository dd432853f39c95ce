"""Unsaved work of windows that ended badly: found, looked at, taken over or thrown away."""

from __future__ import annotations

import contextlib
import logging
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from studio.core.errors import StudioError
from studio.core.picture import Picture
from studio.core.resize import fit
from studio.document.blend import on_white
from studio.project.journal import SUFFIX, lock_of, lock_path
from studio.project.journal_read import NothingError, Reading
from studio.project.opened import Opened
from studio.project.project import Project, SavedPhoto

if TYPE_CHECKING:
    from filelock import FileLock

log = logging.getLogger(__name__)
THUMBNAIL = 320  # pixels on the long side


class Found:
    """Unsaved work. It belongs to whoever holds this: no other window finds it until `release` or the end.

    path: the file that it was opened from or saved to, if there was one. when: the last moment that is there.
    superseded: the file was written later, so it may have more than this.
    """

    def __init__(self, reading: Reading, lock: FileLock | None) -> None:
        self._reading, self._lock = reading, lock
        self.path = Path(reading.state["path"]) if reading.state["path"] else None
        self.when = _time(reading.state["when"])
        self.superseded = _written_after(self.path, reading.state["when"])

    @property
    def name(self) -> str:
        """Of its file, "" when it was never saved."""
        return self.path.name if self.path is not None else ""

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the drawing, pixels."""
        return self._reading.state["width"], self._reading.state["height"]

    def opened(self) -> Opened:
        """All of it. Slow for large documents. Raises StudioError when the file cannot be read."""
        project, lost = self._reading.project()
        remarks = ("A part of the unsaved work was damaged and is missing; the rest is as it was.",) if lost else ()
        return Opened(project, remarks)

    def project(self) -> Project:
        """The same without remarks."""
        return self.opened().project

    def thumbnail(self, side: int = THUMBNAIL) -> Picture | None:
        """What it looks like, small: the photo of the room that showed, or the drawing on paper. None: empty."""
        try:
            rooms, _ = self._reading.rooms()
            drawing = self._reading.drawing(side)
        except StudioError:
            return None
        photo = _shown_photo(rooms)
        if drawing is not None and (photo is None or rooms.room not in ("photo", "transform")):
            return Picture(on_white(drawing))
        return fit(photo.picture, side, enlarge=False) if photo is not None else None

    def forget(self) -> None:
        """Deletes it."""
        _delete(self._reading.path, self._lock)

    def release(self) -> None:
        """Leaves it where it is, for the next start."""
        _release(self._lock)


def found(journals: Path) -> list[Found]:
    """Unsaved work in this folder, newest first; what nobody can miss any more is removed. Never raises."""
    result = []
    for path in _files(journals):
        try:
            lock = lock_of(path)
        except OSError:  # its window is alive
            continue
        try:
            reading = Reading(path)
        except NothingError:
            _delete(path, lock)
            continue
        except StudioError as error:
            log.warning("%s", error)
            _release(lock)
            continue
        work = Found(reading, lock)
        if reading.state["modified"]:
            result.append(work)
        else:
            work.forget()
    return sorted(result, key=lambda work: work.when, reverse=True)


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == SUFFIX)
    except OSError:
        return []


def _delete(journal: Path, lock: FileLock | None) -> None:
    for path in (journal, journal.with_suffix(".part")):
        with contextlib.suppress(OSError):
            path.unlink()
    _release(lock)
    with contextlib.suppress(OSError):
        lock_path(journal).unlink()


def _release(lock: FileLock | None) -> None:
    if lock is not None:
        lock.release()


def _written_after(path: Path | None, when: float) -> bool:
    try:
        return path is not None and path.stat().st_mtime > when
    except (OSError, ValueError):
        return False


def _time(when: float) -> datetime:
    try:
        return datetime.fromtimestamp(when)
    except (OverflowError, OSError, ValueError):
        return datetime.fromtimestamp(0)


def _shown_photo(rooms: Project) -> SavedPhoto | None:
    """The photo that the artist last worked on, as far as one can know."""
    photos = [rooms.transform.photo, rooms.styling.photo]
    if rooms.room != "transform":
        photos.reverse()
    return next((photo for photo in photos if photo is not None), None)

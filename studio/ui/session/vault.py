"""Pictures that must not be lost and may not fill the memory: what is too much waits on the disk."""

from __future__ import annotations

import contextlib
import logging
import secrets
import shutil
import time
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject

from studio.core.errors import PictureError
from studio.core.files import write_error
from studio.core.picture import Metadata, Picture
from studio.ui.widgets.background import Background

log = logging.getLogger(__name__)
KEPT_FOR_S = 7 * 24 * 3600


@dataclass(eq=False)
class Kept:
    """A picture in the vault: in memory, on disk, or both. `alive` finds it while somebody else holds it."""

    picture: Picture | None
    alive: weakref.ref[Picture]
    metadata: Metadata
    size: tuple[int, int]  # width, height
    bytes: int
    file: Path | None = None
    used: int = 0
    mapped: Picture | None = None  # the one on disk, of which only what is looked at takes memory


class PictureVault(QObject):
    """Keeps pictures within `budget` bytes of memory; the least recently used ones are moved to files in `folder`.

    A picture that cannot be written (full disk) stays in memory: losing it would be worse. The files belong to this
    run of the application and go with `clear`.
    """

    def __init__(self, folder: Path, budget: int, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._own = folder / f"results-{secrets.token_hex(4)}"
        self._budget = budget
        self._background = background
        self._kept: dict[int, Kept] = {}
        self._moving: set[int] = set()
        self._clock = 0
        self._full = False

    @property
    def in_memory(self) -> int:
        """Bytes of the pictures held in memory."""
        return sum(kept.bytes for kept in self._kept.values() if kept.picture is not None)

    def set_budget(self, budget: int) -> None:
        """How many bytes of memory the pictures may take from now on."""
        self._budget = budget
        self._tidy()

    def keep(self, picture: Picture) -> Kept:
        """Takes `picture` in; the same picture is kept once."""
        for kept in self._kept.values():
            if kept.alive() is picture:
                self._touch(kept)
                return kept
        kept = Kept(
            picture, weakref.ref(picture), picture.metadata, (picture.width, picture.height), picture.pixels.nbytes
        )
        self._kept[id(kept)] = kept
        self._touch(kept)
        self._tidy()
        return kept

    def forget(self, kept: Kept) -> None:
        """Lets `kept` go; its picture cannot be asked for again."""
        self._kept.pop(id(kept), None)
        kept.mapped = None
        if kept.file is not None:
            kept.file.unlink(missing_ok=True)

    def fetch(self, kept: Kept, done: Callable[[Picture], None], failed: Callable[[str], None]) -> None:
        """Calls `done` with the picture: at once if it is in memory, else when it has been read."""
        self._touch(kept)
        if (picture := kept.alive()) is not None:
            done(picture)
            return

        def arrived(picture: Picture) -> None:
            kept.picture, kept.alive = picture, weakref.ref(picture)
            self._tidy()
            done(picture)

        self._background.run(lambda: _read(kept), arrived, failed)

    def look(self, kept: Kept) -> Picture | None:
        """The picture at once: one on the disk is read only where somebody looks at its pixels. None if it is gone."""
        picture = kept.alive() or kept.mapped
        if picture is None and kept.file is not None:
            with contextlib.suppress(OSError, ValueError):
                pixels = np.load(kept.file, mmap_mode="r", allow_pickle=False)
                picture = kept.mapped = Picture(pixels, kept.metadata)
        return picture

    def sweep(self) -> None:
        """Removes, in the background, what earlier runs that ended badly have left behind."""
        folder = self._own.parent
        self._background.run(lambda: _remove_old(folder), lambda _: None, lambda _: None)

    def clear(self) -> None:
        """Removes this run's files."""
        self._kept.clear()
        shutil.rmtree(self._own, ignore_errors=True)

    def _touch(self, kept: Kept) -> None:
        self._clock += 1
        kept.used = self._clock

    def _tidy(self) -> None:
        """Moves old pictures out until the rest fits; the newest one always stays."""
        held = sorted((k for k in self._kept.values() if k.picture is not None), key=lambda k: k.used)
        excess = sum(kept.bytes for kept in held) - self._budget
        for kept in held[:-1]:
            if excess <= 0:
                return
            excess -= kept.bytes
            if kept.file is not None:
                kept.picture = None
            elif id(kept) not in self._moving and not self._full:
                self._move_out(kept)

    def _move_out(self, kept: Kept) -> None:
        picture = kept.picture
        assert picture is not None
        self._moving.add(id(kept))
        file = self._own / f"{kept.used}.npy"

        def done(_: object) -> None:
            self._moving.discard(id(kept))
            if id(kept) not in self._kept:
                file.unlink(missing_ok=True)
                return
            kept.file = file
            self._tidy()

        def failed(sentence: str) -> None:
            self._moving.discard(id(kept))
            self._full = True
            log.warning("results stay in memory: %s", sentence)

        self._background.run(lambda: _write(file, picture), done, failed)


def _write(file: Path, picture: Picture) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        np.save(file, picture.pixels, allow_pickle=False)
    except OSError as error:
        with contextlib.suppress(OSError):
            file.unlink()
        raise write_error(file, error) from error


def _read(kept: Kept) -> Picture:
    assert kept.file is not None
    try:
        return Picture(np.load(kept.file, allow_pickle=False), kept.metadata)
    except (OSError, ValueError) as error:
        raise PictureError("This older result is no longer on the disk; paint it again.") from error


def _remove_old(folder: Path) -> None:
    """Removes folders that nobody has touched for days; a younger one may belong to another window."""
    for old in folder.glob("results-*") if folder.is_dir() else ():
        with contextlib.suppress(OSError):
            if time.time() - old.stat().st_mtime > KEPT_FOR_S:
                shutil.rmtree(old)

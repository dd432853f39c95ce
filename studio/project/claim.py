"""One document, one window: who works on a file says so, and the system forgets the claims of the dead."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import socket
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from filelock import FileLock

MAX_NOTE = 4096  # bytes


@dataclass(frozen=True)
class Holder:
    """Another window that works on the file. pid: of its process; since: None when it does not say."""

    pid: int = 0
    since: datetime | None = None
    host: str = ""


class Claim:
    """This window works on the file, until `release` or the end of the process."""

    def __init__(self, path: Path, lock: FileLock | None, note: Path | None) -> None:
        self.path = path
        self._lock, self._note = lock, note

    def release(self) -> None:
        """Others may have it."""
        lock, self._lock = self._lock, None
        if lock is None:
            return
        with contextlib.suppress(OSError):
            if self._note is not None:
                self._note.unlink(missing_ok=True)
        lock.release()


_held: dict[Path, Claim] = {}  # by lock file: a process can hold a lock only once


def claim(path: Path, claims: Path) -> Claim | Holder:
    """Says that this window works on `path`, or who else does; notes lie in the folder `claims`.

    Where no locks can be had (no such folder, a file system without them) the claim is granted: work comes first.
    The same process may claim a file twice only after releasing it; until then it is its own holder.
    """
    from filelock import FileLock, Timeout  # not before it is needed: it loads asyncio

    lock_file = _lock_file(path, claims)
    earlier = _held.get(lock_file)
    if earlier is not None and earlier._lock is not None:
        return Holder(os.getpid(), None, socket.gethostname())
    note = lock_file.with_suffix(".json")
    try:
        claims.mkdir(parents=True, exist_ok=True)
        lock = FileLock(lock_file, timeout=0, thread_local=False)
        lock.acquire()
    except Timeout:
        return _holder(note)
    except (OSError, NotImplementedError):
        return Claim(path, None, None)
    with contextlib.suppress(OSError):
        note.write_text(json.dumps({"pid": os.getpid(), "since": time.time(), "host": socket.gethostname()}))
    _held[lock_file] = result = Claim(path, lock, note)
    return result


def _lock_file(path: Path, claims: Path) -> Path:
    """The same for all names of one file."""
    name = os.path.normcase(os.path.realpath(path))
    return claims / (hashlib.sha256(os.fsencode(name)).hexdigest()[:32] + ".lock")


def _holder(note: Path) -> Holder:
    try:
        with note.open("rb") as file:
            data = json.loads(file.read(MAX_NOTE))
        return Holder(int(data["pid"]), datetime.fromtimestamp(float(data["since"])), str(data["host"]))
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return Holder()

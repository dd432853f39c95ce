"""Fetching one large file over HTTP, resumable, in a thread that can be left behind."""

from __future__ import annotations

import contextlib
import errno
import http.client
import os
import shutil
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

TIMEOUT = 15.0
BLOCK = 256 * 1024


class DiskError(Exception):
    """The disk refused; `cause` says why."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self.cause = cause


class BrokenOffError(Exception):
    """The server stopped before the end."""


class Transfer(threading.Thread):
    """Fetches `url` into `part`, going on after what is there already; `error` says afterwards what went wrong.

    expected: bytes, used for `done` (0..1) while the server does not say. limit: more than this is never fetched.
    Set `stopped` to end it at the next block; a silent server is left after `TIMEOUT` seconds.
    """

    def __init__(self, url: str, part: Path, expected: int, limit: int) -> None:
        super().__init__(name="download", daemon=True)
        self.part = part
        self.received = part.stat().st_size if part.is_file() else 0
        self.done = 0.0
        self.error: Exception | None = None
        self.stopped = threading.Event()
        self._url, self._expected, self._limit = url, expected, limit

    def run(self) -> None:
        try:
            self._fetch()
        except (OSError, http.client.HTTPException, ValueError, DiskError, BrokenOffError) as error:
            self.error = error

    def _fetch(self) -> None:
        headers = {"User-Agent": "AtelierStudio"}
        if self.received:
            headers["Range"] = f"bytes={self.received}-"
        try:
            response = urllib.request.urlopen(urllib.request.Request(self._url, headers=headers), timeout=TIMEOUT)
        except urllib.error.HTTPError as error:
            error.close()
            # 416: nothing is left to fetch. Whether that part is the right file, its hash will say.
            if error.code == 416 and self.received:
                return
            raise
        with response:
            start = self.received if response.status == 206 else 0
            if start and not response.headers.get("Content-Range", "").startswith(f"bytes {start}-"):
                raise ValueError("the server sends another piece than was asked for")
            if response.headers.get_content_maintype() == "text":
                raise ValueError("a page, such as a hotel's login, and not the file")
            total = start + int(response.headers.get("Content-Length") or 0)
            if total > self._limit:
                raise ValueError("the server offers another file")
            with _disk():
                if shutil.disk_usage(self.part.parent).free < total - start:
                    raise OSError(errno.ENOSPC, "no space left")
            self._copy(response, start, total)

    def _copy(self, response: http.client.HTTPResponse, start: int, total: int) -> None:
        self.received = start
        with _disk():
            file = self.part.open("r+b" if start else "wb")
        with file:
            with _disk():
                file.seek(start)
                file.truncate()
            while not self.stopped.is_set() and self.received < self._limit:
                try:
                    block = response.read1(BLOCK)
                except (OSError, http.client.HTTPException) as error:
                    raise BrokenOffError from error
                if not block or self.stopped.is_set():
                    break
                with _disk():
                    file.write(block)
                self.received += len(block)
                self.done = min(1.0, self.received / (total or self._expected))
            with _disk():
                file.flush()
                os.fsync(file.fileno())
        if self.received < total and not self.stopped.is_set():
            raise BrokenOffError


@contextlib.contextmanager
def _disk() -> Iterator[None]:
    """Keeps the disk's errors apart from the network's: both are OSErrors."""
    try:
        yield
    except OSError as error:
        raise DiskError(error) from error

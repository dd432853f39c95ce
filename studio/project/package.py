"""The zip that an OpenRaster file is, read with care: nothing is unpacked to the disk, and everything has a limit."""

from __future__ import annotations

import io
import os
import threading
import zipfile
import zlib
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from studio.core.errors import DocumentError, PictureError
from studio.core.picture_io import open_file

MAX_FILE = 8 << 30  # bytes of the file
MAX_ENTRIES = 20_000
_MAX_ENTRY = 4 << 30
_PIECE = 1 << 20
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def memory_limit() -> int:
    """Bytes that a document may take: 6 GB, or half of what there is, so that no drawing made here is too large."""
    try:
        return max(6 << 30, os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2)
    except (AttributeError, OSError, ValueError):  # no such question here
        return 6 << 30


class Package:
    """A zip opened for reading; `with` closes it. Its methods may be called from many threads.

    Raises DocumentError with a sentence for whatever is wrong with the file; the errors of the methods are the second
    half of such a sentence.
    """

    def __init__(self, source: Path | bytes, name: str) -> None:
        self._left = memory_limit()
        self._lock = threading.Lock()
        self._closing = ExitStack()
        try:
            file = io.BytesIO(source) if isinstance(source, bytes) else self._closing.enter_context(_opened(source))
            self._zip = self._closing.enter_context(zipfile.ZipFile(file))
            entries = self._zip.infolist()
        except DocumentError:
            self._closing.close()
            raise
        except Exception as error:  # zipfile raises nearly every kind for damaged files
            self._closing.close()
            raise DocumentError(f"{name} is damaged or no OpenRaster document; open another copy of it.") from error
        if len(entries) > MAX_ENTRIES:
            self._closing.close()
            raise DocumentError(f"{name} holds more than {MAX_ENTRIES} files; it is no document of a drawing.")
        self._entries = {entry.filename.lstrip("/"): entry for entry in entries}

    def __enter__(self) -> Package:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.close()

    def __contains__(self, entry: str) -> bool:
        return entry.lstrip("/") in self._entries

    def size(self, entry: str) -> int:
        """Bytes that the entry says it has; 0 if there is none."""
        found = self._entries.get(entry.lstrip("/"))
        return found.file_size if found else 0

    def read(self, entry: str, most: int = _MAX_ENTRY) -> bytes:
        """The bytes of an entry. Raises DocumentError: it is missing, larger than `most`, damaged, or a bomb."""
        found = self._checked(entry, most)
        try:
            with self._zip.open(found) as file:
                return file.read(found.file_size)
        except Exception as error:
            raise DocumentError(f"{_short(entry)} is damaged") from error

    def unpack(self, entry: str, into: memoryview) -> None:
        """Fills `into` with what the zlib stream in an entry holds; the errors of `read`, also for another length.

        Piece by piece, so that other threads get their turn.
        """
        unpacking, at = zlib.decompressobj(), 0
        try:
            with self._zip.open(self._checked(entry, _MAX_ENTRY)) as file:
                while not unpacking.eof and at <= len(into):
                    data = unpacking.decompress(unpacking.unconsumed_tail or file.read(_PIECE), _PIECE)
                    if not data and not unpacking.unconsumed_tail and not unpacking.eof:
                        break
                    into[at : at + len(data)] = data
                    at += len(data)
        except DocumentError:
            raise
        except Exception as error:
            raise DocumentError(f"{_short(entry)} is damaged") from error
        if at != len(into):
            raise DocumentError(f"{_short(entry)} is damaged")

    def _checked(self, entry: str, most: int) -> zipfile.ZipInfo:
        found = self._entries.get(entry.lstrip("/"))
        if found is None:
            raise DocumentError(f"{_short(entry)} is missing in it")
        if found.compress_type not in _METHODS or found.flag_bits & 1:
            raise DocumentError(f"{_short(entry)} is packed or locked in a way that cannot be read")
        with self._lock:
            most = min(most, self._left)
            if found.file_size > most:
                raise DocumentError(f"{_short(entry)} is too large")
            self._left -= found.file_size
        return found


def _opened(path: Path) -> BinaryIO:
    try:
        return open_file(path, path.name or str(path), MAX_FILE)
    except PictureError as error:
        raise DocumentError(str(error)) from error


def _short(entry: str) -> str:
    return repr(entry if len(entry) <= 60 else entry[:57] + "...")

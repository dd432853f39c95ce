"""The journal of a window: what changed since the last few seconds, appended to a file beside nobody's documents."""

from __future__ import annotations

import base64
import contextlib
import errno
import hashlib
import json
import os
import secrets
import time
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np

from studio.core.errors import StudioError
from studio.core.files import sync_folder
from studio.core.picture import Picture
from studio.document.document import Document
from studio.document.layer import Layer
from studio.project.packing import pack, pack_parts
from studio.project.records import BLOB, FRESH, LAYER_HEAD, MAGIC, STATE, TILE, Index, Place, frame
from studio.project.sealed import Blob, Sealed, reference
from studio.project.tracker import Change, Fresh

if TYPE_CHECKING:
    from filelock import FileLock

SUFFIX = ".journal"
SLACK = 64 << 20  # bytes of the file that may be out of date, besides as many as are not
_FULL, _CLOSED = "the disk is full; free some space", "its folder is read-only; make it writable"
_REASONS = {
    errno.ENOSPC: _FULL, errno.EDQUOT: _FULL, errno.EFBIG: _FULL,
    errno.EACCES: _CLOSED, errno.EPERM: _CLOSED, errno.EROFS: _CLOSED,
    errno.ENOENT: "its folder is gone; connect the drive again", errno.EIO: "the disk reports a fault; check it",
    errno.ENODEV: "its folder is gone; connect the drive again",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Moment:
    """The document at a moment, all but the pixels of its layers. path: its file, "" for none.

    when: seconds since 1970. modified: whether there is anything that the file does not have. sealed: the rooms, None
    if they are as they were.
    """

    when: float
    path: str
    modified: bool
    width: int
    height: int
    active: int
    layers: tuple[dict[str, Any], ...]
    sealed: Sealed | None

    @classmethod
    def of(cls, document: Document, sealed: Sealed | None, path: Path | None, modified: bool) -> Moment:
        """Now."""
        layers = tuple(_settings(layer) for layer in document.layers)
        where = str(path) if path is not None else ""
        return cls(time.time(), where, modified, document.width, document.height, document.active, layers, sealed)


def _settings(layer: Layer) -> dict[str, Any]:
    """All of a layer but its pixels, as JSON has it."""
    kept = ("id", "name", "kind", "visible", "opacity", "locked", "blend", "note")
    return {name: getattr(layer, name) for name in kept}


class JournalError(StudioError):
    """The journal cannot be written at the moment; it may work again later."""


def _waiting(error: OSError) -> JournalError:
    reason = _REASONS.get(error.errno or 0) or f"of a fault ({error.strerror or 'unknown'}); look at the disk"
    return JournalError(f"Autosave is waiting because {reason}, or save your work to another place.")


class Journal:
    """One file that grows, and a lock which tells the living from the dead: the system frees it with the process.

    Used by one thread at a time. A call that fails leaves what was safe before it safe, and may be tried again.
    """

    def __init__(self, folder: Path) -> None:
        """Raises JournalError when nothing can be written there."""
        name = f"{time.strftime('%Y%m%d-%H%M%S')}-{secrets.token_hex(4)}{SUFFIX}"
        self.path = folder / name
        self.gone = False  # the file was taken away: begin another journal
        self.size = 0
        self._index = Index()
        self._rooms = "{}"
        self._digests: list[tuple[Callable[[], Blob | None], bytes]] = []
        self._patience = SLACK
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = lock_of(self.path)
            with self.path.open("xb") as file:
                file.write(MAGIC)
            sync_folder(folder)
        except OSError as error:
            raise _waiting(error) from error

    def write(self, changes: Iterable[Change], moment: Moment | None = None) -> None:
        """Appends changes; with a moment they, and all since the last one, become what is recovered. JournalError."""
        try:
            with self._opened() as file:
                self._append(file, changes, moment)
            if moment is not None:
                self._compact()
        except OSError as error:
            self._take_back()
            raise _waiting(error) from error
        except BaseException:
            self._take_back()
            raise

    def remove(self) -> None:
        """Nothing of it is needed any more."""
        for path in (self.path, self.path.with_suffix(".part")):
            with contextlib.suppress(OSError):
                path.unlink()
        self.close()
        with contextlib.suppress(OSError):
            lock_path(self.path).unlink()

    def close(self) -> None:
        """Leaves the file to whoever looks for unsaved work."""
        if self._lock is not None:
            self._lock.release()

    def _take_back(self) -> None:
        """What came after the last moment goes at once: others need the room, too."""
        self._index.forget()
        with contextlib.suppress(OSError):
            if self.path.stat().st_size > self._index.end:
                os.truncate(self.path, self._index.end)

    def _opened(self) -> BinaryIO:
        """The file, for appending after the last moment. It is opened anew each time: drives come and go."""
        try:
            file = self.path.open("r+b")
        except FileNotFoundError:
            self.gone = True
            raise
        if not self._index.waits:  # what a failed call has left behind
            file.truncate(self._index.end)
        if file.seek(0, os.SEEK_END) < self._index.end:
            file.close()
            self.gone = True
            raise OSError(0, "the file was changed by another program")
        return file

    def _append(self, file: BinaryIO, changes: Iterable[Change], moment: Moment | None) -> None:
        for change in changes:
            if isinstance(change, Fresh):
                key = (change.layer_id, change.width, change.height)
                self._add(file, FRESH, key, LAYER_HEAD.pack(*key))
            else:
                key = (change.layer_id, change.row, change.column)
                packed = b"" if change.pixels is None else pack(change.pixels)
                self._add(file, TILE, key, LAYER_HEAD.pack(*key) + packed)
        if moment is not None and moment.sealed is not None:
            digests = [self._blob(file, blob) for blob in moment.sealed.blobs]
            self._digests = [(reference(b), digest) for b, digest in zip(moment.sealed.blobs, digests, strict=True)]
            self._rooms = moment.sealed.text
        digests = [digest for _, digest in self._digests]
        if moment is not None:
            self._add(file, STATE, (), _state(moment, self._rooms, digests))
        file.flush()
        if moment is not None:
            os.fsync(file.fileno())
            self._index.commit({layer["id"] for layer in moment.layers}, set(digests))
        self.size = file.tell()

    def _add(self, file: BinaryIO, kind: bytes, key: tuple[Any, ...], *content: bytes) -> None:
        file.write(frame(kind, *content))
        place = (file.tell(), sum(map(len, content)))
        for part in content:  # joined, a large photo's would keep the window waiting
            file.write(part)
        self._index.add(kind, key, place)

    def _blob(self, file: BinaryIO, blob: Blob) -> bytes:
        digest = next((known for other, known in self._digests if other() is blob), None) or digest_of(blob)
        if not self._index.has_blob(digest):
            self._add(file, BLOB, (digest,), digest, *pack_blob(blob))
        return digest

    def _compact(self) -> None:
        """Writes the file anew without what is out of date, once that has become much."""
        live = self._index.live
        if self.size <= 2 * live + self._patience:
            return
        part = self.path.with_suffix(".part")
        try:
            with self.path.open("rb") as old, part.open("wb") as new:
                index = _copy(old, new, self._index)
            part.replace(self.path)
            sync_folder(self.path.parent)
        except OSError:  # no room for both, say: the long one is as good
            self._patience = self.size
            with contextlib.suppress(OSError):
                part.unlink()
            return
        self._index, self.size, self._patience = index, index.end, SLACK


def lock_path(journal: Path) -> Path:
    """Where the lock of a journal lies."""
    return journal.with_suffix(".lock")


def lock_of(journal: Path) -> FileLock | None:
    """The lock of a journal, held from now on; None where the file system has no locks. Raises OSError when taken."""
    from filelock import FileLock, Timeout  # not before it is needed: it loads asyncio

    lock = FileLock(lock_path(journal), timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise OSError(0, "another window uses it") from error
    except NotImplementedError:
        return None
    return lock


def digest_of(blob: Blob) -> bytes:
    """Equal for equal blobs, their metadata included."""
    found = hashlib.blake2b(digest_size=16)
    if isinstance(blob, Picture):
        found.update(f"{blob.digest}{asdict(blob.metadata)}".encode())
    else:
        found.update(f"{blob.shape}".encode())
        found.update(np.ascontiguousarray(blob).data)
    return found.digest()


def pack_blob(blob: Blob) -> list[bytes]:
    """A line of JSON, and the pixels, packed; in parts."""
    pixels = blob.pixels if isinstance(blob, Picture) else blob
    head: dict[str, Any] = {"shape": pixels.shape, "type": pixels.dtype.name}
    if isinstance(blob, Picture):
        meta = blob.metadata
        texts = {"exif": meta.exif, "xmp": meta.xmp}
        head |= {name: base64.b64encode(data).decode() for name, data in texts.items() if data is not None}
        head |= {"dpi": meta.dpi, "profile": meta.profile}
    return [json.dumps(head).encode() + b"\n", *pack_parts(pixels)]


def _state(moment: Moment, rooms: str, digests: Sequence[bytes]) -> bytes:
    known = {
        name: getattr(moment, name) for name in ("when", "path", "modified", "width", "height", "active", "layers")
    }
    data = {**known, "rooms": rooms, "blobs": [digest.hex() for digest in digests]}
    return zlib.compress(json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _copy(old: BinaryIO, new: BinaryIO, index: Index) -> Index:
    """Copies what counts; returns the index of the new file."""
    result = Index()

    def add(kind: bytes, key: tuple[Any, ...], content: bytes) -> None:
        new.write(frame(kind, content))
        place = (new.tell(), len(content))
        new.write(content)
        result.add(kind, key, place)

    def content(place: Place) -> bytes:
        old.seek(place[0])
        data = old.read(place[1])
        if len(data) != place[1]:
            raise OSError(0, "the file is shorter than it was")
        return data

    new.write(MAGIC)
    for layer, (width, height) in index.sizes.items():
        add(FRESH, (layer, width, height), LAYER_HEAD.pack(layer, width, height))
        for tile, place in index.tiles[layer].items():
            add(TILE, (layer, *tile), content(place))
    for digest, place in index.blobs.items():
        add(BLOB, (digest,), content(place))
    assert index.state is not None
    add(STATE, (), content(index.state))
    new.flush()
    os.fsync(new.fileno())
    result.commit(set(index.sizes), set(index.blobs))
    return result

"""How a journal lies on the disk: a file that only grows, of records that each prove themselves whole.

A record is its kind (4 bytes), the length of its content (4) and a checksum over all of it (4), then the content.
What a crash leaves half written does not prove itself, and ends the file. What comes before a STATE holds only
together with it: that record is the moment up to which work is safe.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

MAGIC = b"Atelier Studio journal 1\n"
FRESH, TILE, BLOB, STATE = b"FRSH", b"TILE", b"BLOB", b"STAT"
HEAD = struct.Struct("<4sII")
LAYER_HEAD = struct.Struct("<III")  # FRESH: layer, width, height; TILE: layer, row, column
DIGEST = 16  # bytes, before the content of a BLOB
LONGEST = 0xFFFF_FFF0

Place = tuple[int, int]  # where in the file a record's content begins, and its length


@dataclass(eq=False)
class Index:
    """What a journal holds, as of its last STATE. end: where that ends. tiles: by layer, row and column.

    What is said before the next STATE waits, and is dropped by `forget`.
    """

    end: int = len(MAGIC)
    sizes: dict[int, tuple[int, int]] = field(default_factory=dict)  # width, height by layer
    tiles: dict[int, dict[tuple[int, int], Place]] = field(default_factory=dict)
    blobs: dict[bytes, Place] = field(default_factory=dict)
    state: Place | None = None
    _waiting: list[tuple[bytes, tuple[Any, ...], Place]] = field(default_factory=list)

    @property
    def live(self) -> int:
        """Bytes that the file would have if it held nothing but what counts."""
        places = [place for tiles in self.tiles.values() for place in tiles.values()]
        places += [*self.blobs.values(), *([self.state] if self.state else ())]
        return len(MAGIC) + sum(length + HEAD.size for _, length in places) + 32 * len(self.sizes)

    @property
    def waits(self) -> bool:
        """Whether something was written since the last STATE."""
        return bool(self._waiting)

    def add(self, kind: bytes, key: tuple[Any, ...], place: Place) -> None:
        """A record was written, or read."""
        self._waiting.append((kind, key, place))

    def commit(self, layers: set[int], blobs: set[bytes]) -> None:
        """A STATE came last: these layers and blobs are what counts from now on."""
        for kind, key, place in self._waiting:
            if kind == FRESH:
                self.sizes[key[0]] = (key[1], key[2])
                self.tiles[key[0]] = {}
            elif kind == TILE and key[0] in self.tiles:
                self.tiles[key[0]][key[1], key[2]] = place
            elif kind == BLOB:
                self.blobs[key[0]] = place
            elif kind == STATE:
                self.state, self.end = place, sum(place)
        self._waiting.clear()
        self.sizes = {layer: size for layer, size in self.sizes.items() if layer in layers}
        self.tiles = {layer: tiles for layer, tiles in self.tiles.items() if layer in layers}
        self.blobs = {digest: place for digest, place in self.blobs.items() if digest in blobs}

    def forget(self) -> None:
        """What came after the last STATE is not in the file any more."""
        self._waiting.clear()

    def has_blob(self, digest: bytes) -> bool:
        """Whether this blob need not be written again."""
        return digest in self.blobs or any(k == BLOB and key[0] == digest for k, key, _ in self._waiting)


def frame(kind: bytes, *content: bytes) -> bytes:
    """The beginning of a record: write it, then the content, whose parts are given one after the other."""
    length = sum(map(len, content))
    check = zlib.crc32(kind + length.to_bytes(4, "little"))
    for part in content:
        check = zlib.crc32(part, check)
    return HEAD.pack(kind, length, check)


def read_records(file: BinaryIO) -> Iterator[tuple[bytes, bytes, Place]]:
    """Kind, content and place of every whole record; ends at the first one that is not. Raises OSError."""
    file.seek(0)
    if file.read(len(MAGIC)) != MAGIC:
        return
    end = file.seek(0, 2)
    at = file.seek(len(MAGIC))
    while at + HEAD.size <= end:
        head = file.read(HEAD.size)
        kind, length, _ = HEAD.unpack(head)
        start = at + HEAD.size
        if start + length > end:
            return
        content = file.read(length)
        if len(content) != length or frame(kind, content) != head:
            return
        yield kind, content, (start, length)
        at = start + length

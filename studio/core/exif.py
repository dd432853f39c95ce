"""EXIF blocks, read and written entry by entry: what is not understood is kept as it was (TIFF 6.0, EXIF 2.32)."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass, field
from typing import BinaryIO

PREFIX = b"Exif\0\0"
DETAILS, PLACE = 0x8769, 0x8825
ORIENTATION, SOFTWARE, X_RESOLUTION, Y_RESOLUTION, RESOLUTION_UNIT = 0x0112, 0x0131, 0x011A, 0x011B, 0x0128
COLOUR_SPACE, PIXEL_WIDTH, PIXEL_HEIGHT, INTEROPERABILITY, MAKER_NOTE = 0xA001, 0xA002, 0xA003, 0xA005, 0x927C

_BYTE, _TEXT, _SHORT, _LONG, _RATIONAL = 1, 2, 3, 4, 5
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_UNITS = _SIZES | {5: 4, 10: 4}
_MOST_ENTRIES, _MOST_BYTES = 1000, 1 << 24


@dataclass(frozen=True)
class Entry:
    """One value of a directory: its TIFF type, how many there are, and their bytes."""

    kind: int
    count: int
    data: bytes

    def swapped(self) -> Entry:
        """The same value in the other byte order."""
        unit = _UNITS[self.kind]
        parts = (self.data[i : i + unit][::-1] for i in range(0, len(self.data), unit))
        return Entry(self.kind, self.count, b"".join(parts))


Directory = dict[int, Entry]


@dataclass
class Exif:
    """The main directory of a block and the two that hang on it (camera details, place). No thumbnails.

    order: "<" or ">", the byte order of every entry's data.
    """

    order: str = "<"
    main: Directory = field(default_factory=dict)
    details: Directory = field(default_factory=dict)
    place: Directory = field(default_factory=dict)

    @staticmethod
    def read(source: bytes | BinaryIO) -> Exif:
        """Reads an EXIF block, or the directories of a TIFF file. Raises ValueError or struct.error if damaged."""
        file = io.BytesIO(source.removeprefix(PREFIX)) if isinstance(source, bytes) else source
        file.seek(0)
        head = file.read(8)
        order = {b"II*\0": "<", b"MM\0*": ">"}.get(head[:4])
        if order is None:
            raise ValueError("not an EXIF block")
        main = _read_directory(file, order, *struct.unpack(order + "I", head[4:]))
        exif = Exif(order, main)
        for tag, part in ((DETAILS, exif.details), (PLACE, exif.place)):
            pointer = main.pop(tag, None)
            if pointer and len(pointer.data) == 4:
                part.update(_read_directory(file, order, *struct.unpack(order + "I", pointer.data)))
        return exif

    def write(self) -> bytes:
        """The block, with its "Exif" prefix."""
        head = {"<": b"II", ">": b"MM"}[self.order] + struct.pack(self.order + "HI", 42, 8)
        return PREFIX + head + self._directories(8)

    def graft(self, tiff: bytes) -> bytes:
        """The little-endian TIFF file `tiff` with these directories added to its first one."""
        if tiff[:4] != b"II*\0":
            raise ValueError("not a little-endian TIFF")
        own = self if self.order == "<" else self._swapped()
        (start,) = struct.unpack("<I", tiff[4:8])
        main = _read_directory(io.BytesIO(tiff), "<", start) | own.main
        at = len(tiff) + len(tiff) % 2
        whole = Exif("<", main, own.details, own.place)._directories(at)
        return tiff[:4] + struct.pack("<I", at) + tiff[8:].ljust(at - 8, b"\0") + whole

    def set_text(self, tag: int, text: str) -> None:
        """Puts a text into the main directory."""
        data = text.encode() + b"\0"
        self.main[tag] = Entry(_TEXT, len(data), data)

    def set_short(self, part: Directory, tag: int, value: int) -> None:
        """Puts a number below 65536 into `part`."""
        part[tag] = Entry(_SHORT, 1, struct.pack(self.order + "H", value))

    def set_long(self, part: Directory, tag: int, value: int) -> None:
        """Puts a number below 2^32 into `part`."""
        part[tag] = Entry(_LONG, 1, struct.pack(self.order + "I", value))

    def set_rational(self, tag: int, value: float) -> None:
        """Puts a positive fraction into the main directory."""
        self.main[tag] = Entry(_RATIONAL, 1, struct.pack(self.order + "II", round(value * 10_000), 10_000))

    def set_bytes(self, tag: int, data: bytes) -> None:
        """Puts bytes into the main directory."""
        self.main[tag] = Entry(_BYTE, len(data), data)

    def _directories(self, offset: int) -> bytes:
        main, parts = dict(self.main), b""
        present = [(tag, part) for tag, part in ((DETAILS, self.details), (PLACE, self.place)) if part]
        for tag, _ in present:
            main[tag] = Entry(_LONG, 1, b"\0\0\0\0")
        after = offset + len(_write_directory(main, offset, self.order))
        for tag, part in present:
            main[tag] = Entry(_LONG, 1, struct.pack(self.order + "I", after + len(parts)))
            parts += _write_directory(part, after + len(parts), self.order)
        return _write_directory(main, offset, self.order) + parts

    def _swapped(self) -> Exif:
        parts = (
            {tag: entry.swapped() for tag, entry in part.items()} for part in (self.main, self.details, self.place)
        )
        return Exif("<" if self.order == ">" else ">", *parts)


def _read_directory(file: BinaryIO, order: str, offset: int) -> Directory:
    """Reads one directory; entries that are damaged or too large are left out."""
    file.seek(offset)
    (count,) = struct.unpack(order + "H", file.read(2))
    if count > _MOST_ENTRIES:
        raise ValueError("too many entries")
    table = file.read(12 * count)
    directory: Directory = {}
    left = _MOST_BYTES
    for i in range(len(table) // 12):
        tag, kind, number, inline = struct.unpack(order + "HHI4s", table[12 * i : 12 * i + 12])
        size = _SIZES.get(kind, 0) * number
        left -= size
        if kind not in _SIZES or left < 0:
            continue
        data = inline[:size]
        if size > 4:
            file.seek(*struct.unpack(order + "I", inline))
            data = file.read(size)
        if len(data) == size > 0:
            directory[tag] = Entry(kind, number, data)
    return directory


def _write_directory(directory: Directory, offset: int, order: str) -> bytes:
    """The bytes of a directory that will lie at `offset`, its long values behind it."""
    table, values = struct.pack(order + "H", len(directory)), b""
    start = offset + 2 + 12 * len(directory) + 4
    for tag, entry in sorted(directory.items()):
        inline = entry.data.ljust(4, b"\0")
        if len(entry.data) > 4:
            inline = struct.pack(order + "I", start + len(values))
            values += entry.data + b"\0" * (len(entry.data) % 2)
        table += struct.pack(order + "HHI", tag, entry.kind, entry.count) + inline
    return table + b"\0\0\0\0" + values

"""Whole files of every kind that can be opened, and ways to damage them as disks, networks and enemies do."""

from __future__ import annotations

import io
import json
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.random import Generator
from PIL import Image

from studio.core.chain import Chain, Stylize
from studio.core.picture import Metadata, Picture
from studio.core.style_masks import StyleMasks
from studio.document.layer import Blend, Kind
from studio.project.openraster_write import save_ora
from studio.project.project import Project, SavedChain, SavedLayer, SavedPhoto, SavedResult, SavedStyling

WIDTH, HEIGHT = 160, 120
_LARGE = (0, 1, 0xFF, 0x7FFF, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)


def whole_files() -> dict[str, bytes]:
    """A file of every kind that this computer can write, by its suffix."""
    photo = Image.fromarray(_photo())
    files = {".ora": _document(save_ora), "-foreign.ora": _foreign()}
    try:
        from studio.project.psd_write import save_psd

        files[".psd"] = _document(save_psd)
    except ImportError:
        pass
    writers: dict[str, dict[str, object]] = {
        ".png": {"format": "PNG"}, ".jpg": {"format": "JPEG"}, ".webp": {"format": "WEBP"},
        ".tif": {"format": "TIFF", "compression": "tiff_lzw"}, ".gif": {"format": "GIF"}, ".bmp": {"format": "BMP"},
        ".avif": {"format": "AVIF"}, ".heic": {"format": "HEIF"},
    }  # fmt: skip
    try:
        from pillow_heif import register_heif_opener

        register_heif_opener()
    except ImportError:
        pass
    for suffix, options in writers.items():
        out = io.BytesIO()
        try:
            photo.save(out, **options)  # type: ignore[arg-type]
        except (KeyError, OSError, RuntimeError):
            continue
        files[suffix] = out.getvalue()
    deep = io.BytesIO()
    Image.fromarray(_photo()[..., 0].astype(np.uint16) * 257).save(deep, "TIFF")
    files["-deep.tif"] = deep.getvalue()
    return files


def _photo() -> np.ndarray:
    y, x = np.mgrid[:HEIGHT, :WIDTH]
    return np.stack([x * 255 // WIDTH, y * 255 // HEIGHT, (x * y) % 256], axis=2).astype(np.uint8)


def _project() -> Project:
    ground = np.dstack([_photo(), np.full((HEIGHT, WIDTH), 255, np.uint8)])
    lines = np.zeros_like(ground)
    lines[40:44, 10:140] = (0, 0, 0, 255)
    metadata = Metadata(b"Exif\0\0MM\0*\0\0\0\x08\0\0", b"<x/>", (300.0, 300.0))
    photo = SavedPhoto(Picture(_photo(), metadata), "photo.jpg", ("wave",), SavedPhoto(Picture(_photo()), "photo.jpg"))
    deep = SavedPhoto(Picture(_photo().astype(np.float32) / np.float32(255)), "deep.tif")
    masks = StyleMasks((("wave", _photo()[..., 0]),))
    return Project(
        WIDTH,
        HEIGHT,
        (
            SavedLayer(1, "Photo", Kind.REFERENCE, ground, opacity=0.5),
            SavedLayer(2, "Result", Kind.RESULT, ground[::-1].copy(), blend=Blend.MULTIPLY, note="{}"),
            SavedLayer(3, "Sketch", Kind.SKETCH, lines),
        ),
        3,
        SavedStyling(photo, {"strength": 0.5}, masks),
        SavedChain(deep, Chain((Stylize(styles=(("wave", 1.0),)),)), (("mask.png", Picture(_photo())),)),
        (SavedResult(Picture(_photo()), "night", {"seed": 3}),),
        {"sketch": {"seed": 1}},
        "sketch",
    )


def _document(save: Callable[[Project, Path], None]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a"
        save(_project(), path)
        return path.read_bytes()


def _foreign() -> bytes:
    """As other programs write it: groups, offsets, other ways of mixing, nothing of ours."""
    out = io.BytesIO()
    picture = io.BytesIO()
    Image.fromarray(_photo()).save(picture, "PNG")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "image/openraster", zipfile.ZIP_STORED)
        package.writestr(
            "stack.xml",
            f"<image w='{WIDTH}' h='{HEIGHT}'><stack><stack name='g' opacity='0.5'>"
            "<layer src='data/a.png' x='-9' y='7'/><layer src='data/a.png' composite-op='krita:dodge'/></stack>"
            "<layer src='data/a.png'/></stack></image>",
        )
        package.writestr("data/a.png", picture.getvalue())
        package.writestr("Thumbnails/thumbnail.png", picture.getvalue())
    return out.getvalue()


def damaged(files: dict[str, bytes], suffix: str, draw: Generator) -> bytes:
    """One of the files, damaged in one to three ways."""
    data = bytearray(files[suffix])
    for _ in range(int(draw.integers(1, 4))):
        ways = [_flips, _cut, _spliced, _zeros, _large, _repeated]
        if data[:2] == b"PK":
            ways += [_inside_zip] * 6
        if data[:4] == b"\x89PNG":
            ways += [_inside_png] * 4
        way = ways[int(draw.integers(len(ways)))]
        other = files[list(files)[int(draw.integers(len(files)))]]
        data = bytearray(way(data, draw, other))
    return bytes(data)


def _place(data: bytearray, draw: Generator) -> int:
    """Anywhere, but half of the time near the beginning, where the sizes are."""
    most = len(data) if draw.random() < 0.5 else min(len(data), 512)
    return int(draw.integers(max(1, most)))


def _flips(data: bytearray, draw: Generator, _other: bytes) -> bytearray:
    for _ in range(int(2 ** draw.uniform(0, 8))):
        if data:
            data[_place(data, draw)] ^= 1 << int(draw.integers(8))
    return data


def _cut(data: bytearray, draw: Generator, _other: bytes) -> bytearray:
    return data[: int(draw.integers(len(data) + 1))]


def _zeros(data: bytearray, draw: Generator, _other: bytes) -> bytearray:
    first = _place(data, draw)
    length = min(len(data) - first, int(2 ** draw.uniform(0, 12)))
    data[first : first + length] = bytes(max(0, length))
    return data


def _spliced(data: bytearray, draw: Generator, other: bytes) -> bytearray:
    """A piece of another file put in, or in the place of what was there."""
    first, where = int(draw.integers(len(other))), _place(data, draw)
    piece = other[first : first + int(2 ** draw.uniform(0, 12))]
    data[where : where + (len(piece) if draw.random() < 0.5 else 0)] = piece
    return data


def _repeated(data: bytearray, draw: Generator, _other: bytes) -> bytearray:
    first = _place(data, draw)
    piece = data[first : first + int(2 ** draw.uniform(0, 10))]
    return data[:first] + piece * int(draw.integers(2, 20)) + data[first:]


def _large(data: bytearray, draw: Generator, _other: bytes) -> bytearray:
    """Sizes and places that cannot be true."""
    for _ in range(int(draw.integers(1, 4))):
        value, order = _LARGE[int(draw.integers(len(_LARGE)))], "><"[int(draw.integers(2))]
        number = struct.pack(order + "I", value) if draw.random() < 0.7 else struct.pack(order + "H", value & 0xFFFF)
        where = _place(data, draw)
        data[where : where + len(number)] = number
    return data


def _inside_png(data: bytearray, draw: Generator, other: bytes) -> bytearray:
    """A chunk damaged, its checksum right again, so that the damage is believed."""
    chunks, at = [], 8
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        chunks.append((bytes(data[at + 4 : at + 8]), bytearray(data[at + 8 : at + 8 + length])))
        at += 12 + length
    if not chunks:
        return data
    number = int(draw.integers(len(chunks)))
    kind, body = chunks[number]
    chunks[number] = kind, _any_way(body, draw, other)
    out = bytearray(data[:8])
    for kind, body in chunks:
        out += struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return out


def _inside_zip(data: bytearray, draw: Generator, other: bytes) -> bytearray:
    """An entry damaged, left out, doubled, renamed or huge, in a zip that is right otherwise."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            entries = [(name, source.read(name)) for name in source.namelist()]
    except Exception:  # an earlier damage
        return data
    if not entries:
        return data
    number = int(draw.integers(len(entries)))
    name, body = entries[number]
    match int(draw.integers(8)):
        case 0:
            entries.pop(number)
        case 1:
            entries[number] = entries[int(draw.integers(len(entries)))][0], body
        case 2:
            entries[number] = name, bytes(int(2 ** draw.uniform(10, 27)))
        case 3 | 4 if name.endswith((".xml", ".json", ".toml")):
            entries[number] = name, _text(body, draw)
        case 5 if name.endswith(".json"):
            entries[number] = name, _values(body, draw)
        case _:
            way = _inside_png if body.startswith(b"\x89PNG") else _any_way
            entries[number] = name, bytes(way(bytearray(body), draw, other))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for index, (name, body) in enumerate(entries):
            info = zipfile.ZipInfo(f"{index}-{name}" if name in target.namelist() else name)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, body)
    return bytearray(out.getvalue())


def _any_way(data: bytearray, draw: Generator, other: bytes) -> bytearray:
    ways = (_flips, _cut, _spliced, _zeros, _large)
    return ways[int(draw.integers(len(ways)))](data, draw, other) if data else data


def _text(body: bytes, draw: Generator) -> bytes:
    """Other numbers and words in XML, JSON or TOML that stays readable."""
    words = b"-1 0 1e308 nan 99999999999 8192 stack layer null [] {} &amp;".split()
    for _ in range(int(draw.integers(1, 6))):
        numbers = [at for at, value in enumerate(body) if 48 <= value < 58]
        if numbers:
            at = numbers[int(draw.integers(len(numbers)))]
            body = body[:at] + words[int(draw.integers(len(words)))] + body[at + 1 :]
    return body


def _values(body: bytes, draw: Generator) -> bytes:
    """Values of another sort in a table that stays valid."""
    try:
        table = json.loads(body)
    except ValueError:
        return body
    odd = (None, -1, 1 << 80, 0.5, "", "../../x", [], {}, [[]], {"src": "stack.xml"}, True)
    holders = [table]
    for holder in holders:
        inside = holder.values() if isinstance(holder, dict) else holder
        holders += [value for value in inside if isinstance(value, (dict, list))]
    for _ in range(int(draw.integers(1, 5))):
        holder = holders[int(draw.integers(len(holders)))]
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        if keys:
            holder[keys[int(draw.integers(len(keys)))]] = odd[int(draw.integers(len(odd)))]
    return json.dumps(table).encode()

"""Reading a journal that its window left behind. Its bytes are checked, and yet taken for hostile."""

from __future__ import annotations

import base64
import json
import math
import zlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.core.errors import StudioError
from studio.core.picture import Metadata, Picture
from studio.document.document import MAX_SIDE, Document
from studio.document.layer import Blend, Kind, Layer, Pixels
from studio.project.packing import unpack
from studio.project.project import Project, SavedLayer
from studio.project.records import BLOB, DIGEST, FRESH, LAYER_HEAD, MAGIC, STATE, Index, read_records
from studio.project.records import TILE as TILE_RECORD
from studio.project.sealed import Blob, unseal
from studio.project.tracker import TILE

MAX_STATE = 1 << 28  # bytes of JSON
MAX_BLOB = 1 << 32  # bytes of pixels
MAX_LAYERS = 1000
_BYTES = np.dtype(np.uint8)
_TYPES = {"uint8": np.uint8, "float32": np.float32}


class NothingError(StudioError):
    """The journal has no moment yet."""


@dataclass(eq=False)
class Reading:
    """A journal up to its last moment. Raises NothingError when it has none, StudioError when it cannot be read."""

    path: Path
    index: Index = field(default_factory=Index, init=False)
    state: dict[str, Any] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        try:
            with self.path.open("rb") as file:
                if file.read(len(MAGIC)) not in (MAGIC, b""):
                    raise self._error("another version of the program wrote it")
                for kind, content, place in read_records(file):
                    self._add(kind, content, place)
        except OSError as error:
            raise self._error(error.strerror or "the disk reports a fault") from error
        except (ValueError, KeyError, TypeError, zlib.error, RecursionError) as error:
            if not self.state:
                raise self._error("it is damaged") from error
        self.index.forget()
        if not self.state:
            raise NothingError(f"There is no unsaved work in {self.path}.")

    def project(self) -> tuple[Project, int]:
        """What was there, and how many parts of it cannot be read any more (they are left out). StudioError."""
        rooms, lost = self.rooms()
        layers = []
        for settings in self.state["layers"]:
            pixels = np.zeros((rooms.height, rooms.width, 4), np.uint8)
            lost += self._fill(settings["id"], pixels, 1)
            pixels.flags.writeable = False
            layers.append(_layer(settings, pixels))
        return replace(rooms, layers=tuple(layers), active=self.state["active"]), lost

    def rooms(self) -> tuple[Project, int]:
        """The same without layers."""
        digests = [bytes.fromhex(digest) for digest in self.state["blobs"]]

        def fetch(number: int) -> Blob:
            return self._blob(digests[number])

        return unseal(self.state["rooms"], fetch, self.state["width"], self.state["height"])

    def drawing(self, long_side: int) -> Pixels | None:
        """The drawing as it is seen, small (RGBA, no paper): every so manieth pixel. None when nothing is drawn."""
        width, height = self.state["width"], self.state["height"]
        step = max(1, -(-max(width, height) // long_side))
        document = Document(-(-width // step), -(-height // step))
        for settings in self.state["layers"]:
            pixels = np.zeros((document.height, document.width, 4), np.uint8)
            if settings["visible"] and self.index.tiles.get(settings["id"]):
                self._fill(settings["id"], pixels, step)
            layer = _layer(settings, pixels)
            document.insert(
                Layer(layer.id, layer.name, layer.kind, pixels, layer.visible, layer.opacity, blend=layer.blend),
                len(document.layers),
            )
        pixels = document.composite()
        return pixels if pixels.any() else None

    def _fill(self, layer_id: int, pixels: Pixels, step: int) -> int:
        """Puts every `step`th pixel of a layer's tiles into `pixels`; returns how many tiles are damaged."""
        width, height = self.state["width"], self.state["height"]
        if self.index.sizes.get(layer_id) != (width, height):
            return 1
        damaged = 0
        with self._open() as file:
            for (row, column), (start, length) in self.index.tiles[layer_id].items():
                top, left = row * TILE, column * TILE
                rows, columns = min(TILE, height - top), min(TILE, width - left)
                if rows <= 0 or columns <= 0:
                    damaged += 1
                    continue
                file.seek(start + LAYER_HEAD.size)
                packed = file.read(length - LAYER_HEAD.size)
                shape = rows, columns, 4
                tile = unpack(packed, shape, _BYTES) if packed else np.zeros(shape, np.uint8)
                if tile is None:
                    damaged += 1
                    continue
                skip_y, skip_x = -top % step, -left % step
                part = tile[skip_y::step, skip_x::step]
                y, x = (top + skip_y) // step, (left + skip_x) // step
                pixels[y : y + part.shape[0], x : x + part.shape[1]] = part
        return damaged

    def _blob(self, digest: bytes) -> Blob:
        place = self.index.blobs.get(digest)
        if place is None:
            raise self._error("a picture is missing in it")
        with self._open() as file:
            file.seek(place[0] + DIGEST)
            head, _, packed = file.read(place[1] - DIGEST).partition(b"\n")
        data = json.loads(head)
        shape, kind = tuple(int(side) for side in data["shape"]), np.dtype(_TYPES[data["type"]])
        fits = min(shape) > 0 and math.prod(shape) * kind.itemsize <= MAX_BLOB
        pixels = unpack(packed, shape, kind) if fits else None
        if pixels is None:
            raise self._error("a picture in it is damaged")
        return Picture(pixels, _metadata(data)) if len(shape) == 3 else _plane(pixels)

    def _add(self, kind: bytes, content: bytes, place: tuple[int, int]) -> None:
        if kind in (FRESH, TILE_RECORD):
            self.index.add(kind, LAYER_HEAD.unpack_from(content), place)
        elif kind == BLOB:
            self.index.add(kind, (content[:DIGEST],), place)
        elif kind == STATE:
            plain = zlib.decompressobj().decompress(content, MAX_STATE)
            state = _checked(json.loads(plain.decode("utf-8", "surrogatepass")))
            self.index.add(kind, (), place)
            layers = {settings["id"] for settings in state["layers"]}
            self.index.commit(layers, {bytes.fromhex(digest) for digest in state["blobs"]})
            self.state = state

    def _open(self) -> Any:
        try:
            return self.path.open("rb")
        except OSError as error:
            raise self._error(error.strerror or "the disk reports a fault") from error

    def _error(self, reason: str) -> StudioError:
        return StudioError(f"The unsaved work in {self.path} cannot be read: {reason}; the file was left where it is.")


def _checked(state: Any) -> dict[str, Any]:
    """Raises ValueError, KeyError or TypeError for a state that cannot be."""
    width, height, layers = state["width"], state["height"], state["layers"]
    if not all(type(side) is int and 1 <= side <= MAX_SIDE for side in (width, height)):
        raise ValueError("a size that no drawing has")
    if len(layers) > MAX_LAYERS or len({layer["id"] for layer in layers}) < len(layers):
        raise ValueError("layers that no drawing has")
    for layer in layers:
        _layer(layer, np.zeros((0, 0, 4), np.uint8))
    if not (isinstance(state["rooms"], str) and isinstance(state["path"], str) and type(state["active"]) is int):
        raise TypeError("values of another kind")
    return {**state, "when": float(state["when"]), "modified": bool(state["modified"])}


def _layer(settings: dict[str, Any], pixels: Pixels) -> SavedLayer:
    return SavedLayer(
        int(settings["id"]), str(settings["name"]), Kind(settings["kind"]), pixels, bool(settings["visible"]),
        min(1.0, max(0.0, float(settings["opacity"]))), bool(settings["locked"]), Blend(settings["blend"]),
        str(settings["note"]),
    )  # fmt: skip


def _metadata(data: dict[str, Any]) -> Metadata:
    exif, xmp = (base64.b64decode(data[name]) if data.get(name) else None for name in ("exif", "xmp"))
    dpi = data.get("dpi")
    return Metadata(exif, xmp, (float(dpi[0]), float(dpi[1])) if dpi else None, str(data.get("profile", "")))


def _plane(pixels: NDArray[Any]) -> NDArray[np.uint8]:
    if pixels.ndim != 2 or pixels.dtype != np.uint8:
        raise ValueError("neither a picture nor a mask")
    return pixels

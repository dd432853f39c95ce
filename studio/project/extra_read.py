"""What lies beside the layers of a document, read back: what makes no sense is left out and remarked upon."""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from studio.core.chain import Chain
from studio.core.chain_file import parse_chain
from studio.core.errors import DocumentError, ParameterError, StudioError
from studio.core.picture import Metadata, Picture
from studio.core.picture_io import MAX_PIXELS
from studio.core.style_masks import StyleMasks
from studio.project.extra import CHAIN, FORMAT, PHOTO, RESULTS, STYLE_MASKS, TABLE, TRANSFORM_PHOTO
from studio.project.migrations import Table, migrated
from studio.project.package import Package
from studio.project.png import read_grey_or_colour
from studio.project.project import Plain, SavedChain, SavedPhoto, SavedResult, SavedStyling
from studio.project.stack_xml import Sheet

_MAX_TABLE = 1 << 27
_MOST = 1000  # pictures of one sort
_DEEPEST = 8  # photos before photos
_T = TypeVar("_T")


@dataclass
class ExtraRead:
    """sources: the pictures of the stack that are no layers. table: empty for documents of other programs."""

    package: Package
    sheets: tuple[Sheet, ...]
    table: Table = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    _pictures: dict[tuple[str, str], Picture] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if TABLE not in self.package:
            return
        try:
            found = json.loads(self.package.read(TABLE, _MAX_TABLE))
            if not isinstance(found, dict):
                raise DocumentError("it is no table")
            if type(found.get("format")) is int and found["format"] > FORMAT:
                self.remarks.append(
                    "The document was saved by a newer version; its layers are here, but the rest may be incomplete."
                )
            else:
                found = migrated(found)
            self.table = found
        except (DocumentError, ValueError, RecursionError):
            self.remarks.append("What the document said about its rooms is damaged; the layers are here.")

    @property
    def mine(self) -> bool:
        """Whether the document holds what only this program writes."""
        return bool(self.table)

    def layer(self, src: str) -> Table:
        """What is known of the layer with this picture."""
        return next((entry for entry in self._tables("layers") if entry.get("src") == src), {})

    def styling(self) -> SavedStyling:
        table = _table(self.table.get("styling"))
        photo = self._photo(table.get("photo"))
        masks = self._masks(table)
        if not self.mine:
            photo = self._photo_of(PHOTO)
            masks = self._attempt(lambda: _style_masks((s.name, self._plane(s.src)) for s in self._of(STYLE_MASKS)))
        return SavedStyling(photo, _table(table.get("choices")), masks)

    def transform(self) -> SavedChain:
        table = _table(self.table.get("transform"))
        photo = self._photo(table.get("photo")) if self.mine else self._photo_of(TRANSFORM_PHOTO)
        chain = Chain()
        if CHAIN in self.package:
            chain = self._attempt(lambda: parse_chain(self.package.read(CHAIN, 1 << 20), CHAIN)) or chain
        masks = []
        for entry in _tables(table, "masks"):
            picture = self._picture(entry.get("picture"))
            if picture is not None:
                masks.append((_text(entry.get("name")), picture))
        return SavedChain(photo, chain, tuple(masks))

    def results(self) -> tuple[SavedResult, ...]:
        if not self.mine:
            found = [(self._attempt(lambda s=s: self._layer_picture(s)), s.name) for s in self._of(RESULTS)]
            return tuple(SavedResult(picture, name) for picture, name in found if picture is not None)
        results = []
        for entry in self._tables("results"):
            picture = self._picture(entry.get("picture"))
            if picture is not None:
                results.append(SavedResult(picture, _text(entry.get("name")), _table(entry.get("note"))))
        return tuple(results)

    def rooms(self) -> dict[str, Plain]:
        rooms = _table(self.table.get("rooms"))
        return {name: value for name, value in rooms.items() if isinstance(value, dict)}

    def _masks(self, table: Table) -> StyleMasks | None:
        planes = [(_text(entry.get("style")), _text(entry.get("src"))) for entry in _tables(table, "masks")]
        return self._attempt(lambda: _style_masks((style, self._plane(src)) for style, src in planes))

    def _photo(self, value: object, depth: int = 0) -> SavedPhoto | None:
        table = _table(value)
        picture = self._picture(table.get("picture"))
        if picture is None:
            return None
        steps = table.get("steps")
        names = tuple(_text(step) for step in steps) if isinstance(steps, list) else ()
        original = self._photo(table.get("original"), depth + 1) if depth < _DEEPEST else None
        return SavedPhoto(picture, _text(table.get("name")), names, original)

    def _photo_of(self, group: str) -> SavedPhoto | None:
        """The photo that another program kept as a layer."""
        for sheet in self._of(group):
            picture = self._attempt(lambda sheet=sheet: self._layer_picture(sheet))
            if picture is not None:
                return SavedPhoto(picture, sheet.name)
        return None

    def _picture(self, value: object) -> Picture | None:
        table = _table(value)
        if not table:
            return None
        key = _text(table.get("src")), json.dumps(table.get("metadata"))
        if key not in self._pictures:
            picture = self._attempt(lambda: Picture(self._values(table), _metadata(_table(table.get("metadata")))))
            if picture is None:
                return None
            self._pictures[key] = picture
        return self._pictures[key]

    def _values(self, table: Table) -> NDArray[np.uint8] | NDArray[np.float32]:
        exact, shape = table.get("exact"), table.get("shape")
        if not isinstance(exact, str):
            return self._pixels(_text(table.get("src")))
        if not isinstance(shape, list) or len(shape) != 3 or not all(type(n) is int and n > 0 for n in shape):
            raise DocumentError("the size of a picture is damaged")
        if shape[2] not in (3, 4) or shape[0] * shape[1] > MAX_PIXELS:
            raise DocumentError("a picture is too large")
        count = math.prod(shape)
        planes = np.empty(4 * count, np.uint8)
        self.package.unpack(exact, planes.data)
        values = np.ascontiguousarray(planes.reshape(4, count).T).view("<f4").astype(np.float32, copy=False)
        values.flags.writeable = False
        return values.reshape(shape)

    def _layer_picture(self, sheet: Sheet) -> Picture:
        """Other programs give every layer an alpha channel."""
        pixels = self._pixels(sheet.src)
        return Picture(pixels[..., :3] if pixels.shape[2] == 4 and (pixels[..., 3] == 255).all() else pixels)

    def _pixels(self, src: str) -> NDArray[np.uint8]:
        pixels = read_grey_or_colour(self.package.read(src), src)
        return pixels if pixels.ndim == 3 else np.repeat(pixels[..., None], 3, axis=2)

    def _plane(self, src: str) -> NDArray[np.uint8]:
        pixels = read_grey_or_colour(self.package.read(src), src)
        return pixels if pixels.ndim == 2 else np.ascontiguousarray(pixels[..., 0])

    def _of(self, group: str) -> list[Sheet]:
        """The pictures of one of our hidden groups, in the order in which they were written."""
        return [sheet for sheet in self.sheets if sheet.group == group][:_MOST]

    def _tables(self, key: str) -> list[Table]:
        return _tables(self.table, key)

    def _attempt(self, make: Callable[[], _T]) -> _T | None:
        """What `make` gives, or None and a remark: a damaged photo is no reason to refuse the drawing."""
        try:
            return make()
        except (StudioError, ValueError) as error:
            self.remarks.append(f"A part of the document was left out: {str(error).rstrip('.')}.")
            return None


def _style_masks(planes: Iterable[tuple[str, NDArray[np.uint8]]]) -> StyleMasks | None:
    found = tuple(planes)
    if not all(style for style, _ in found):
        raise ParameterError("a style mask has no style")
    return StyleMasks(found) if found else None


def _metadata(table: Table) -> Metadata:
    dpi = table.get("dpi")
    pair = None
    if isinstance(dpi, list) and len(dpi) == 2 and all(type(v) in (int, float) and 0 < v < 1e6 for v in dpi):
        pair = float(dpi[0]), float(dpi[1])
    blocks = _block(table.get("exif")), _block(table.get("xmp"))
    return Metadata(*blocks, pair, _text(table.get("profile")), table.get("credentials") is True)


def _block(value: object) -> bytes | None:
    return base64.b64decode(value, validate=True) if isinstance(value, str) else None


def _table(value: object) -> Table:
    return value if isinstance(value, dict) else {}


def _tables(table: Table, key: str) -> list[Table]:
    value = table.get(key)
    return [entry for entry in value[:_MOST] if isinstance(entry, dict)] if isinstance(value, list) else []


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""

"""What OpenRaster has no place for, as plain values: kinds of layers, photos, masks, the chain, results, rooms.

A picture is written where other programs find it, a PNG in a hidden group of the stack, and what a PNG cannot hold
beside it: `atelier/project.json` names all of them.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from studio.core.chain_file import chain_bytes
from studio.core.picture import Metadata, Picture
from studio.project.project import Project, SavedPhoto
from studio.project.stack_xml import Sheet

FORMAT = 2
FOLDER = "atelier/"
TABLE = FOLDER + "project.json"
CHAIN = FOLDER + "chain.toml"
PHOTO, TRANSFORM_PHOTO, STYLE_MASKS, STEP_MASKS, RESULTS = (
    "Atelier Photo", "Atelier Transform photo", "Atelier Style masks", "Atelier Step masks", "Atelier Results",
)  # fmt: skip
Table = dict[str, object]


@dataclass
class Extra:
    """What is written for a project beside its layers. layers: the src of each, bottom to top.

    table: project.json. chain: chain.toml. sheets: for the stack, hidden groups from bottom to top. pictures: by src,
    8 bits. floats: by name, the pictures that have more.
    """

    project: Project
    layers: tuple[str, ...]
    sheets: list[Sheet] = field(default_factory=list)
    pictures: dict[str, NDArray[np.uint8]] = field(default_factory=dict)
    floats: dict[str, NDArray[np.float32]] = field(default_factory=dict)
    _known: list[tuple[Picture, Table]] = field(default_factory=list)

    def __post_init__(self) -> None:
        project = self.project
        styling, transform = project.styling, project.transform
        self.table: Table = {
            "format": FORMAT,
            "program": "Atelier Studio",
            "active": project.active,
            "layers": [
                {"src": src, "id": layer.id, "kind": layer.kind.value, "note": layer.note}
                for src, layer in zip(self.layers, project.layers, strict=True)
            ],
            "room": project.room,
            "rooms": {room: dict(values) for room, values in project.rooms.items()},
            "styling": {
                "photo": self._photo(styling.photo, PHOTO),
                "choices": dict(styling.choices),
                "masks": [
                    {"style": style, "src": self._sheet(plane, style, STYLE_MASKS)}
                    for style, plane in (styling.masks.planes if styling.masks else ())
                ],
            },
            "transform": {
                "photo": self._photo(transform.photo, TRANSFORM_PHOTO),
                "masks": [
                    {"name": name, "picture": self._picture(picture, name, STEP_MASKS)}
                    for name, picture in transform.masks
                ],
            },
            "results": [
                {"name": one.name, "note": dict(one.note), "picture": self._picture(one.picture, one.name, RESULTS)}
                for one in project.results
            ],
        }
        self.chain = chain_bytes(transform.chain)

    def table_bytes(self) -> bytes:
        """project.json."""
        return json.dumps(self.table, ensure_ascii=False, indent=1, default=_plain).encode("utf-8", "surrogatepass")

    def _photo(self, photo: SavedPhoto | None, group: str) -> Table | None:
        if photo is None:
            return None
        return {
            "name": photo.name,
            "steps": list(photo.steps),
            "picture": self._picture(photo.picture, photo.name, group),
            "original": self._photo(photo.original, group),
        }

    def _picture(self, picture: Picture, name: str, group: str) -> Table:
        for known, table in self._known:  # the same photo in two rooms is one file
            if known.pixels is picture.pixels and known.metadata == picture.metadata:
                self.sheets.append(Sheet(str(table["src"]), name, group=group))
                return table
        src = self._sheet(picture.as_uint8(), name, group)
        table: Table = {"src": src, "metadata": _metadata(picture.metadata)}
        if picture.pixels.dtype == np.float32:
            exact = f"{FOLDER}{src.rpartition('/')[2].removesuffix('.png')}.f32"
            self.floats[exact] = picture.pixels  # type: ignore[assignment]
            table |= {"exact": exact, "shape": list(picture.pixels.shape)}
        self._known.append((picture, table))
        return table

    def _sheet(self, pixels: NDArray[np.uint8], name: str, group: str) -> str:
        kind = group.removeprefix("Atelier ").replace(" ", "-").lower()
        src = f"data/{kind}-{len(self.pictures) + 1:03}.png"
        self.pictures[src] = pixels
        self.sheets.append(Sheet(src, name, group=group))
        return src


def _metadata(metadata: Metadata) -> Table:
    return {
        "exif": None if metadata.exif is None else base64.b64encode(metadata.exif).decode(),
        "xmp": None if metadata.xmp is None else base64.b64encode(metadata.xmp).decode(),
        "dpi": None if metadata.dpi is None else list(metadata.dpi),
        "profile": metadata.profile,
        "credentials": metadata.credentials,
    }


def _plain(value: object) -> object:
    """For values that are nearly plain: a document must not stay unsaved because of one of them."""
    if isinstance(value, Mapping):
        return dict(value)
    return value.item() if isinstance(value, np.generic) else str(value)

"""Everything of a project but its layers as one text, with its pictures beside it: what journals keep of the rooms."""

from __future__ import annotations

import json
import logging
import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from studio.core.chain import Chain
from studio.core.chain_file import chain_bytes, parse_chain
from studio.core.errors import StudioError
from studio.core.picture import Picture
from studio.core.style_masks import StyleMasks
from studio.project.project import Plain, Project, SavedChain, SavedPhoto, SavedResult, SavedStyling

log = logging.getLogger(__name__)
Blob = Picture | NDArray[np.uint8]  # a picture, or the plane of a mask (HxW)
Fetch = Callable[[int], Blob]  # the blob of that number; StudioError when it cannot be read
Part = TypeVar("Part")


@dataclass(frozen=True, eq=False)
class Sealed:
    """text: JSON in which numbers stand for the blobs."""

    text: str
    blobs: tuple[Blob, ...]


class Remembered:
    """What was sealed, without keeping its pictures in memory: only whether others are the very same."""

    def __init__(self, sealed: Sealed) -> None:
        self._text, self._blobs = sealed.text, tuple(reference(blob) for blob in sealed.blobs)

    def same(self, sealed: Sealed) -> bool:
        """Whether nothing has changed. Quick."""
        return (
            self._text == sealed.text
            and len(self._blobs) == len(sealed.blobs)
            and all(known() is blob for known, blob in zip(self._blobs, sealed.blobs, strict=True))
        )


def reference(blob: Blob) -> Callable[[], Blob | None]:
    """A weak one; but pictures that lie on the disk take no memory, and would be other objects the next time."""
    if isinstance(blob, Picture) and isinstance(blob.pixels, np.memmap):
        return lambda: blob
    return weakref.ref(blob)


def seal(project: Project) -> Sealed:
    """`project` without its layers. Raises TypeError for choices that JSON cannot hold."""
    blobs: list[Blob] = []

    def keep(blob: Blob) -> int:
        for number, known in enumerate(blobs):
            if known is blob:
                return number
        blobs.append(blob)
        return len(blobs) - 1

    def photo(saved: SavedPhoto | None) -> object:
        if saved is None:
            return None
        picture = keep(saved.picture)
        return {"picture": picture, "name": saved.name, "steps": saved.steps, "original": photo(saved.original)}

    styling, transform = project.styling, project.transform
    planes = styling.masks.planes if styling.masks is not None else ()
    data = {
        "room": project.room,
        "rooms": project.rooms,
        "styling": {
            "photo": photo(styling.photo),
            "choices": styling.choices,
            "masks": [(style, keep(plane)) for style, plane in planes],
        },
        "transform": {
            "photo": photo(transform.photo),
            "chain": chain_bytes(transform.chain).decode(),
            "masks": [(name, keep(picture)) for name, picture in transform.masks],
        },
        "results": [{"picture": keep(r.picture), "name": r.name, "note": r.note} for r in project.results],
    }
    return Sealed(json.dumps(data, default=_plain, ensure_ascii=False), tuple(blobs))


def unseal(text: str, fetch: Fetch, width: int, height: int) -> tuple[Project, int]:
    """The project without layers, and how many parts of it were beyond reading (they are left out, never all)."""
    lost = 0

    def attempt(make: Callable[[], Part], otherwise: Part) -> Part:
        nonlocal lost
        try:
            return make()
        except (StudioError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError) as error:
            log.warning("a part of the unsaved work cannot be read: %r", error)
            lost += 1
            return otherwise

    data = attempt(lambda: _object(json.loads(text)), {})
    styling, transform = _object(data.get("styling", {})), _object(data.get("transform", {}))
    results = (attempt(lambda r=r: _result(_object(r), fetch), None) for r in _list(data.get("results", [])))
    project = Project(
        width,
        height,
        styling=SavedStyling(
            attempt(lambda: _photo(styling.get("photo"), fetch), None),
            attempt(lambda: _object(styling.get("choices", {})), {}),
            attempt(lambda: _planes(styling.get("masks", []), fetch), None),
        ),
        transform=SavedChain(
            attempt(lambda: _photo(transform.get("photo"), fetch), None),
            attempt(lambda: _chain(transform.get("chain", "")), Chain()),
            attempt(lambda: tuple((str(n), _picture(fetch, i)) for n, i in _list(transform.get("masks", []))), ()),
        ),
        results=tuple(result for result in results if result is not None),
        rooms=attempt(lambda: {str(k): _object(v) for k, v in _object(data.get("rooms", {})).items()}, {}),
        room=str(data.get("room", "")),
    )
    return project, lost


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} cannot be kept in a document")


def _object(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("an object was expected")
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("a list was expected")
    return value


def _picture(fetch: Fetch, number: object) -> Picture:
    found = fetch(cast(int, number))
    if not isinstance(found, Picture):
        raise ValueError("a picture was expected")
    return found


def _photo(value: object, fetch: Fetch, depth: int = 0) -> SavedPhoto | None:
    if value is None:
        return None
    if depth > 4:
        raise ValueError("a photo has too many originals")
    data = _object(value)
    original = _photo(data.get("original"), fetch, depth + 1)
    steps = tuple(str(step) for step in _list(data.get("steps", [])))
    return SavedPhoto(_picture(fetch, data["picture"]), str(data.get("name", "")), steps, original)


def _planes(value: object, fetch: Fetch) -> StyleMasks | None:
    planes = [(str(style), fetch(number)) for style, number in _list(value)]
    if any(isinstance(plane, Picture) for _, plane in planes):
        raise ValueError("a plane was expected")
    return StyleMasks(tuple(cast("list[tuple[str, NDArray[np.uint8]]]", planes))) if planes else None


def _chain(text: object) -> Chain:
    return parse_chain(str(text).encode(), "of the unsaved work") if text else Chain()


def _result(data: dict[str, Any], fetch: Fetch) -> SavedResult:
    note: Plain = _object(data.get("note", {}))
    return SavedResult(_picture(fetch, data["picture"]), str(data.get("name", "")), note)

"""Kept results in a document: starred ones, and those that exist nowhere else."""

from __future__ import annotations

import weakref
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage

from studio.core.chain import Chain
from studio.core.chain_file import chain_bytes, parse_chain
from studio.core.errors import StudioError
from studio.core.picture import Picture
from studio.core.style_masks import StyleMasks
from studio.project.project import Plain, SavedResult
from studio.ui.project.plain import (
    MAX_PAIRS,
    number,
    plain_choices,
    plain_params,
    read_choices,
    read_params,
    text,
)
from studio.ui.session.results import Found, Generated, Painting, Result, ResultStore, Transformed, thumbnail
from studio.ui.session.session import Choices, Document, Photo, make_photo
from studio.ui.transform.requests import Work, request_of

MAX_PATH = 4096  # characters
PHOTO = "photo"  # the kind of what is no result, but what results were made of


def belongs(result: Result) -> bool:
    """Whether a result is part of the document."""
    return result.starred or result.unsaved


def saved_results(results: ResultStore, known: Collection[str]) -> tuple[SavedResult, ...]:
    """The results of the document, and before them the photos that they were made of, so far as those are not `known`
    (fingerprints). Quick, even where a picture waits on the disk."""
    kept = [result for result in results if belongs(result)]
    photos: dict[str, SavedResult] = {}
    for one in kept:
        if isinstance(one, Painting | Transformed) and one.of not in known and one.of not in photos:
            picture, steps = results.look(one.photo), one.steps if isinstance(one, Painting) else ()
            if picture is not None:
                photos[one.of] = SavedResult(picture, one.name, {"kind": PHOTO, "steps": list(steps)})
    found = ((result, results.look(result.picture)) for result in kept)
    shown = (SavedResult(picture, one.name, _note(one)) for one, picture in found if picture is not None)
    return (*photos.values(), *shown)


def _note(result: Result) -> Plain:
    note: dict[str, object] = {"title": result.title, "seconds": result.seconds, "starred": result.starred}
    if result.saved_to is not None:
        note["file"] = str(result.saved_to)
    match result:
        case Painting():
            masks = result.masks.digest if result.masks else ""
            note |= {"kind": "painting", "choices": plain_choices(result.choices), "photo": result.of, "masks": masks}
        case Generated():
            note |= {"kind": "generated", "params": plain_params(result.params)}
        case Transformed():
            masks = {name: mask.digest for name, mask in result.masks}
            steps = chain_bytes(result.chain).decode()
            note |= {"kind": "transformed", "chain": steps, "photo": result.of, "masks": masks}
            note["words"] = list(result.words)
        case Found():
            note = dict(result.note) | note
    return note


@dataclass
class Sources:
    """What the results of a document may have been made of, by fingerprint."""

    photos: dict[str, Photo] = field(default_factory=dict)
    masks: dict[str, StyleMasks] = field(default_factory=dict)
    planes: dict[str, Picture] = field(default_factory=dict)


class ReadyResults:
    """Results of a document, prepared in the background; `bring` puts them into the history."""

    def __init__(self, saved: Sequence[SavedResult], sources: Sources) -> None:
        self._sources = sources
        for one in saved:
            if one.note.get("kind") == PHOTO:
                photo = make_photo(one.picture, one.name, steps=_words(one.note.get("steps")))
                sources.photos.setdefault(photo.picture.digest, photo)
        shown = [one for one in saved if one.note.get("kind") != PHOTO]
        self._ready = [(one, thumbnail(one.picture), ("document", one.picture.digest)) for one in shown]

    def bring(self, results: ResultStore) -> None:
        """On the UI thread."""
        results.bring([self._build(results, *one) for one in self._ready])

    def _build(self, results: ResultStore, saved: SavedResult, small: QImage, key: tuple[object, ...]) -> Result:
        note = saved.note
        values: dict[str, Any] = {
            "picture": results.keep(saved.picture), "name": saved.name, "title": text(note.get("title")) or saved.name,
            "seconds": number(note.get("seconds")), "thumbnail": small, "starred": note.get("starred") is True,
            "saved_to": _path(note.get("file")),
        }  # fmt: skip
        match note.get("kind"):
            case "painting":
                built = self._painting(results, note, values)
            case "transformed":
                built = self._transformed(results, note, values)
            case "generated" if (params := read_params(note.get("params"))) is not None:
                built = Generated(params=params, key=key, **values)
            case _:
                built = None
        return built or Found(note=dict(note), key=key, **values)

    def _painting(self, results: ResultStore, note: Plain, values: dict[str, Any]) -> Painting | None:
        photo, plain = self._sources.photos.get(text(note.get("photo"))), note.get("choices")
        masks = self._sources.masks.get(text(note.get("masks")))
        if photo is None or not isinstance(plain, Mapping) or bool(note.get("masks")) != bool(masks):
            return None
        document = Document(photo, read_choices(plain, Choices()), masks)
        if not document.ready:
            return None
        return Painting(
            photo=results.keep(photo.picture), origin=weakref.ref(photo), of=photo.picture.digest, draft=photo.draft,
            steps=photo.steps, path=photo.path, choices=document.choices, masks=masks, key=document.request().key,
            **values,
        )  # fmt: skip

    def _transformed(self, results: ResultStore, note: Plain, values: dict[str, Any]) -> Transformed | None:
        photo, plain = self._sources.photos.get(text(note.get("photo"))), note.get("masks")
        chain = read_steps(note.get("chain"))
        names = plain if isinstance(plain, Mapping) else {}
        masks = tuple(
            (str(name), self._sources.planes[digest])
            for name, digest in names.items()
            if isinstance(digest, str) and digest in self._sources.planes
        )
        if photo is None or chain is None or not set(chain.mask_names) <= {name for name, _ in masks}:
            return None
        request = request_of(Work(photo, chain, masks))
        if request is None:
            return None
        return Transformed(
            photo=results.keep(photo.picture), origin=weakref.ref(photo), of=photo.picture.digest, draft=photo.draft,
            path=photo.path, chain=chain, masks=masks, key=request.key,
            words=_words(note.get("words")), **values,
        )  # fmt: skip


def _path(value: object) -> Path | None:
    return Path(value) if isinstance(value, str) and 0 < len(value) < MAX_PATH and "\0" not in value else None


def _words(value: object) -> tuple[str, ...]:
    return tuple(text(word) for word in value[:MAX_PAIRS]) if isinstance(value, list | tuple) else ()


def read_steps(steps: object) -> Chain | None:
    """The chain in a text that `chain_bytes` wrote; None if it is none."""
    try:
        return parse_chain(steps.encode(), "the document") if isinstance(steps, str) else None
    except StudioError:
        return None

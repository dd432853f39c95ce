"""What the artist likes and what was used last: a small file in the user's configuration folder."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from studio.core.errors import StudioError
from studio.core.files import atomic_bytes
from studio.library.folders import as_sentence
from studio.library.names import is_slug

FILE_NAME = "styles.json"
MAX_RECENTS = 12
_MAX_BYTES = 1 << 20


class StyleShelf:
    """Favourite and recently used style ids, kept in the JSON file `path`.

    A file that cannot be understood is kept beside it with the ending `.bak`, and the shelf starts empty. Ids of
    styles that have been removed stay: they may come back.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._favourites: tuple[str, ...] = ()
        self._recents: tuple[str, ...] = ()
        try:
            self._read()
        except FileNotFoundError:
            pass
        except (OSError, ValueError, RecursionError):
            with contextlib.suppress(OSError):
                path.replace(path.with_name(path.name + ".bak"))

    @property
    def favourites(self) -> tuple[str, ...]:
        """In the order in which they were chosen."""
        return self._favourites

    @property
    def recents(self) -> tuple[str, ...]:
        """Newest first, twelve at most."""
        return self._recents

    def toggle_favourite(self, style_id: str) -> bool:
        """Makes the style a favourite or ends that; returns whether it is one now.

        StudioError if that could not be written; then nothing has changed.
        """
        before = self._favourites
        chosen = style_id not in before
        self._favourites = (*before, style_id) if chosen else tuple(one for one in before if one != style_id)
        try:
            self._write()
        except StudioError:
            self._favourites = before
            raise
        return chosen

    def used(self, style_id: str) -> None:
        """Puts the style first among the recent ones; a disk that refuses is not worth an interruption."""
        if self._recents[:1] == (style_id,):
            return
        self._recents = (style_id, *(one for one in self._recents if one != style_id))[:MAX_RECENTS]
        with contextlib.suppress(StudioError):
            self._write()

    def _read(self) -> None:
        with self._path.open("rb") as file:
            data = json.loads(file.read(_MAX_BYTES).decode("utf-8"))
        favourites, recents = _ids(data, "favourites"), _ids(data, "recents")[:MAX_RECENTS]
        self._favourites, self._recents = favourites, recents

    def _write(self) -> None:
        values = {"favourites": self._favourites, "recents": self._recents}
        with as_sentence(self._path):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            atomic_bytes(self._path, json.dumps(values, indent=2).encode("utf-8"))


def _ids(data: object, key: str) -> tuple[str, ...]:
    values = data.get(key) if isinstance(data, dict) else None
    if not isinstance(values, list) or not all(isinstance(value, str) and is_slug(value) for value in values):
        raise ValueError(key)
    return tuple(dict.fromkeys(values))

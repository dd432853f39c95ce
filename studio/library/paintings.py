"""The catalogue of paintings that ship as styles: facts and file names."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from studio.core.errors import StudioError

KEYS = {"file", "id", "title", "artist", "year", "tags"}


def read_catalogue(path: Path) -> list[dict[str, Any]]:
    """The paintings of a catalogue file; a key that is unknown or missing is an error that names it."""
    try:
        paintings = tomllib.loads(path.read_text(encoding="utf-8")).get("painting", [])
    except (OSError, ValueError) as error:
        raise StudioError(f"The catalogue {path.name} cannot be read: {error}.") from error
    for painting in paintings:
        if unknown := set(painting) - KEYS - {"note"}:
            raise StudioError(f"The catalogue {path.name} has an unknown key: {sorted(unknown)[0]}.")
        if missing := KEYS - set(painting):
            raise StudioError(f"A painting in the catalogue {path.name} lacks the key: {sorted(missing)[0]}.")
    return paintings

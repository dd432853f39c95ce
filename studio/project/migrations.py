"""Documents of older versions: what project.json said then, told as it is told now."""

from __future__ import annotations

from collections.abc import Callable

from studio.core.errors import DocumentError
from studio.project.extra import FORMAT

Table = dict[str, object]


def migrated(table: Table) -> Table:
    """`table` of any older format as one of the newest. Raises DocumentError for formats that there never were."""
    version = table.get("format")
    if type(version) is not int or version < 1:
        raise DocumentError("its format has no number")
    while version < FORMAT:
        table = _STEPS[version](table)
        version += 1
    return table


def _from_1(table: Table) -> Table:
    """Layers were told apart by their place in the stack; now by their picture, which other programs may move.

    There was one list of masks, for the Photo room, and the room that showed was not kept.
    """
    kinds = table.get("kinds")
    layers: list[object] = []
    if isinstance(kinds, list):
        for place, entry in enumerate(kinds, 1):
            if isinstance(entry, dict):
                layers.append({"src": f"data/layer{place:03}.png", **entry})
    kept = {key: value for key, value in table.items() if key not in ("format", "kinds", "photo", "masks")}
    styling = {"photo": table.get("photo"), "choices": {}, "masks": table.get("masks") or []}
    return {**kept, "format": 2, "layers": layers, "styling": styling, "transform": {}, "room": ""}


_STEPS: dict[int, Callable[[Table], Table]] = {1: _from_1}

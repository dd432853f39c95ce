"""What the palette of an indexed label map says about the classes that its numbers stand for."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from studio.core.errors import ParameterError
from studio.core.label_repair import NEAR
from studio.core.palettes import Palette

_LONGEST = 1 << 16  # characters of a remark that is looked at
_NAMED = 3  # how many things a sentence lists

Repaired = tuple[NDArray[np.uint8], tuple[str, ...]]  # the class of each number in use, and what is said about it


@dataclass(frozen=True)
class Declared:
    """What a file says about its classes: the palette's title, and each class's name and colour, in order."""

    palette: str
    names: tuple[str, ...]
    colours: tuple[str, ...]

    @classmethod
    def of(cls, palette: Palette) -> Declared:
        return cls(palette.title, palette.names, tuple(palette.hex(index) for index in range(len(palette))))

    @classmethod
    def read(cls, text: str) -> Declared | None:
        """From the remark in a file, which may be anything; None if it makes no sense."""
        try:
            given = json.loads(text) if text and len(text) <= _LONGEST else None
        except (ValueError, RecursionError):
            return None
        if not isinstance(given, dict):
            return None
        title, names, colours = given.get("palette"), given.get("names"), given.get("colours")
        if not (isinstance(title, str) and isinstance(names, list) and isinstance(colours, list)):
            return None
        if len(names) != len(colours) or not all(isinstance(one, str) for one in (*names, *colours)):
            return None
        return cls(title, tuple(names), tuple(colours))

    def json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)


def phrase(palette: Palette) -> str:
    """The palette within a sentence."""
    return f"the palette {palette.title}" if palette.title else "the palette"


def classes_of(colours: NDArray[np.uint8], palette: Palette) -> NDArray[np.intp]:
    """The class of each colour (Nx3) that is exactly one of the palette, -1 for others."""
    classes, known = palette.known(colours[None])
    return np.where(known[0], classes[0].astype(np.intp), -1)


def by_names(
    used: NDArray[np.integer], colours: NDArray[np.uint8], declared: Declared | None, palette: Palette
) -> Repaired | None:
    """By the names in the file: of the colours it was drawn in, or, if an editor changed those, of the numbers.

    used: the numbers in use. colours: those of the file's palette, Nx3. None if the names do not settle it. Raises
    ParameterError for a name that the palette does not have.
    """
    if declared is None:
        return None
    written = {colour: number for number, colour in enumerate(declared.colours)}
    seen = ["#" + "".join(f"{int(value):02x}" for value in colours[number]) for number in used]
    numbers = [written.get(colour, -1) for colour in seen]
    if min(numbers) >= 0:
        return _named(numbers, declared, palette), (
            "The map was drawn in other colours; its classes were recognised by their names.",
        )
    moved = any(number not in (-1, place) for number, place in zip(numbers, used.tolist(), strict=True))
    if moved or int(used[-1]) >= len(declared.names):
        return None
    return _named(used.tolist(), declared, palette), (
        "The colours of the palette had changed; the classes were recognised by their names.",
    )


def by_numbers(
    used: NDArray[np.integer], colours: NDArray[np.uint8], own: NDArray[np.intp], palette: Palette
) -> Repaired | None:
    """By their numbers, where enough of the palette is still in its place and nothing in it contradicts.

    own: the class of each number's colour, -1 if it has none.
    """
    right, wrong = own == used, (own >= 0) & (own != used)
    if wrong.any() or int(used[-1]) >= len(palette):
        return None
    wanted = np.array(palette.colours, float)
    distances = np.linalg.norm(colours[used][:, None].astype(float) - wanted, axis=2)
    near = (distances.argmin(axis=1) == used) & (distances.min(axis=1) <= NEAR)
    if not near.all() and 2 * right.sum() < len(used):
        return None
    changed = [palette.names[number] for number in used[~right]]
    more = f" and {len(changed) - _NAMED} more" if len(changed) > _NAMED else ""
    return used.astype(np.uint8), (
        f"The palette had other colours for {', '.join(changed[:_NAMED])}{more}; "
        "they were recognised by their places in it.",
    )


def _named(numbers: list[int], declared: Declared, palette: Palette) -> NDArray[np.uint8]:
    places: dict[str, int] = {name: number for number, name in enumerate(palette.names)}
    strange = [declared.names[number] for number in numbers if declared.names[number] not in places]
    if strange:
        listed = ", ".join(f"“{name}”" for name in strange[:_NAMED]) + (" and others" if strange[_NAMED:] else "")
        raise ParameterError(
            f"The map has {listed}, which {phrase(palette)} does not have; choose the palette that it was drawn with"
            f"{', ' + declared.palette if declared.palette else ''}."
        )
    return np.array([places[declared.names[number]] for number in numbers], np.uint8)

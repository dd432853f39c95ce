"""Pictures that the program draws by itself, so that every generator can be tried without a file at hand."""

from __future__ import annotations

from collections.abc import Callable

from studio.core.errors import UnknownChoiceError
from studio.core.examples.facade import facade
from studio.core.examples.materials import materials
from studio.core.examples.scenery import degraded, grey, scenery
from studio.core.examples.sketch import sketch
from studio.core.examples.town import aerial, street_map
from studio.core.picture import Picture

_DRAW: dict[str, Callable[[int, int], Picture]] = {
    "sketch-to-photo": sketch,
    "sketch-to-painting": sketch,
    "colourise": lambda width, height: grey(scenery(width, height)),
    "enhance": lambda width, height: degraded(scenery(width, height)),
    "materials-to-photo": materials,
    "labels-to-photo": facade,
    "map-to-aerial": street_map,
    "aerial-to-map": aerial,
    "season": scenery,
    "day-night": scenery,
    "painting": scenery,
    "weather": scenery,
    "sunset": scenery,
}
EXAMPLE_TASKS = tuple(_DRAW)
"""The tasks that have an example."""
_SMALLEST = 8  # px: what is smaller is cut from this
_SQUARE = ("labels-to-photo", "map-to-aerial", "aerial-to-map")


def example(task: str, width: int, height: int) -> Picture:
    """What goes into a model for `task`, `width` x `height` pixels, opaque uint8; always the same picture.

    Raises UnknownChoiceError if there is no example for that task.
    """
    if task not in _DRAW:
        raise UnknownChoiceError(f"There is no example for the task '{task}'; open a picture of your own.")
    drawn = _DRAW[task](max(width, _SMALLEST), max(height, _SMALLEST))
    return Picture(drawn.as_uint8()[:height, :width])


def example_size(task: str, long_side: int = 768) -> tuple[int, int]:
    """The (width, height) that suits the example best: square for house fronts and maps, 3:2 for landscapes."""
    return (long_side, long_side) if task in _SQUARE else (long_side, round(long_side * 2 / 3))

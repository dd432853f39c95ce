"""What the window has to export, as the dialog needs to know it, and what the artist chose of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from studio.core.picture import Picture
from studio.core.resize import fit
from studio.project.export.presets import Need, Options, Preset
from studio.project.export.sheet import before_after
from studio.ui.files.export_letters import qt_letters

SMALL = 480  # pixels of the long side of what the dialog shows


class Take(StrEnum):
    """What is exported."""

    VIEW = "view"  # the picture in view
    DRAWING = "drawing"
    HISTORY = "history"  # how the drawing was made
    RESULTS = "results"  # the results that were kept, one after the other


@dataclass(frozen=True, eq=False)
class Look:
    """A picture there is. small: for showing. deep: more than 8 bits a channel."""

    small: Picture
    width: int
    height: int
    deep: bool = False


@dataclass(frozen=True, eq=False)
class Offer:
    """What there is. stem: a name for files. folder: where to begin.

    before: what the picture in view was made from. layers, steps, results: how many. draft: the picture in view is one.
    """

    stem: str
    folder: Path
    view: Look | None = None
    before: Look | None = None
    drawing: Look | None = None
    layers: int = 0
    steps: int = 0
    results: int = 0
    last: Look | None = None  # of the results
    draft: bool = False

    def takes(self, way: Preset) -> tuple[Take, ...]:
        """What can be exported this way, what is likely meant first."""
        match way.need:
            case Need.PICTURE:
                both = ((Take.VIEW, self.view), (Take.DRAWING, self.drawing))
                return tuple(take for take, look in both if look is not None)
            case Need.LAYERS:
                return (Take.DRAWING,) if self.drawing is not None and self.layers else ()
            case Need.PAIR:
                return (Take.VIEW,) if self.view is not None and self.before is not None else ()
        film = ((Take.HISTORY, self.steps > 0), (Take.RESULTS, self.results > 1))
        return tuple(take for take, there in film if there)

    def look(self, take: Take) -> Look | None:
        """The picture that stands for it."""
        return {Take.VIEW: self.view, Take.RESULTS: self.last}.get(take, self.drawing)

    def small(self, way: Preset, take: Take, captions: tuple[str, str]) -> Picture | None:
        """About how the export will look."""
        look = self.look(take)
        if way.need is Need.PAIR and look is not None and self.before is not None:
            return before_after(self.before.small, look.small, captions, 2 * SMALL, qt_letters)
        return look.small if look is not None else None


def look_at(picture: Picture) -> Look:
    """A `Look` at a picture, quick even for very large ones."""
    skip = max(1, max(picture.width, picture.height) // (3 * SMALL))
    small = picture if skip == 1 else picture.with_pixels(picture.pixels[::skip, ::skip].copy())
    return Look(fit(small, SMALL, enlarge=False), picture.width, picture.height, picture.pixels.dtype.kind == "f")


@dataclass(frozen=True, eq=False)
class Choice:
    """What the artist chose."""

    way: Preset
    path: Path
    take: Take
    options: Options

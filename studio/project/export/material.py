"""What there is to export."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from studio.core.errors import ParameterError
from studio.core.picture import Picture
from studio.document.layer import Kind
from studio.project.export.presets import Need, Preset
from studio.project.flatten import on_paper
from studio.project.project import Project, SavedPhoto, SavedResult
from studio.provenance.origin import Model, Origin, Source

Frame = NDArray[np.uint8]  # HxWx3


@dataclass(frozen=True, eq=False)
class Film:
    """The making. width, height: of the finished picture. origin: of all that is seen in it.

    frames: gives them, all of one size (how many at most, pixels of the long side at most).
    """

    width: int
    height: int
    frames: Callable[[int, int], Iterator[Frame]]
    origin: Origin


class Of(StrEnum):
    """Which picture of a document."""

    DRAWING = "drawing"
    RESULT = "result"
    PHOTO = "photo"


@dataclass(frozen=True, eq=False)
class Material:
    """What can be exported. name: for files, without suffix.

    picture: what is finished. before: what it was made from. project: what layers are in. film: of the making.
    origin: of the picture; layers_origin: of the layers together.
    """

    name: str
    picture: Picture | None = None
    before: Picture | None = None
    project: Project | None = None
    film: Film | None = None
    origin: Origin = field(default_factory=Origin)
    layers_origin: Origin = field(default_factory=Origin)

    def missing(self, way: Preset) -> str:
        """One sentence on what is missing for this way of exporting, "" when it can be done."""
        match way.need:
            case Need.PICTURE if self.picture is None:
                return "There is no picture yet; make one first."
            case Need.LAYERS if self.project is None or not self.project.layers:
                return "There is no layer yet; draw something first."
            case Need.PAIR if self.picture is None or self.before is None:
                return "There is nothing to compare yet; make a picture from a photo or a drawing first."
            case Need.FILM if self.film is None:
                return "There is nothing to film yet; draw something, or keep two results, first."
        return ""


def material_of(project: Project, name: str, of: Of | None = None) -> Material:
    """What a document on the disk has to export: its history is not in it, so a film shows the results that were kept.

    of: which picture; None is the newest result, else the drawing, else the photo. Raises ParameterError if the
    document has no such picture.
    """
    drawn = any(layer.visible and layer.pixels[..., 3].any() for layer in project.layers)
    drawing = on_paper(project) if drawn else None
    photo = project.styling.photo or project.transform.photo
    results = [result.picture for result in project.results]
    film = results_film(results)
    of = of or (Of.RESULT if results else Of.DRAWING if drawing else Of.PHOTO)
    layers_origin = _of_layers(project)
    picture, before, origin = None, None, Origin()
    match of:
        case Of.RESULT if results:
            result = project.results[-1]
            picture, origin = result.picture, Origin(Source.COMPOSITE, _models(result), recipe=result.note)
            before = _before(project, result, drawing)
        case Of.DRAWING if drawing is not None:
            picture, origin = drawing, layers_origin
        case Of.PHOTO if photo is not None:
            picture, before, origin = photo.picture, _first(photo), _of_photo(photo)
    if picture is None and (project.layers or film) and of is not Of.PHOTO:
        return Material(name, None, None, project, film, origin, layers_origin)
    if picture is None:
        raise ParameterError(f"{name} has no {of.value}; choose another picture of it with --of.")
    return Material(name, picture, before, project, film, origin, layers_origin)


def results_film(results: list[Picture]) -> Film | None:
    """The results one after the other, each fading into the next; None for fewer than two."""
    if len(results) < 2:
        return None

    def frames(most: int, side: int) -> Iterator[Frame]:
        from studio.project.export.film import slides

        return slides(results, most, side)

    return Film(results[-1].width, results[-1].height, frames, Origin(Source.COMPOSITE))


def _before(project: Project, result: SavedResult, drawing: Picture | None) -> Picture | None:
    """What a result was made from, as far as the document knows."""
    kind, of = result.note.get("kind"), result.note.get("photo")
    photos = [photo for photo in (project.styling.photo, project.transform.photo) if photo is not None]
    for photo in photos:
        for one in (photo, photo.original):
            if one is not None and of and one.picture.digest == of:
                return _first(photo) or one.picture
    if kind in ("painting", "transformed"):
        return (_first(photos[0]) or photos[0].picture) if photos else None
    return drawing


def _first(photo: SavedPhoto) -> Picture | None:
    return photo.original.picture if photo.original is not None else None


def _of_photo(photo: SavedPhoto) -> Origin:
    return Origin(Source.COMPOSITE, recipe={"painted": list(photo.steps)}) if photo.steps else Origin()


def _models(result: SavedResult) -> tuple[Model, ...]:
    params = result.note.get("params")
    name = params.get("model") if isinstance(params, dict) else None
    return (Model(name, name),) if isinstance(name, str) else ()


def _of_layers(project: Project) -> Origin:
    seen = [layer for layer in project.layers if layer.visible and layer.opacity > 0]
    if any(layer.kind is Kind.RESULT or '"model"' in layer.note for layer in seen):
        return Origin(Source.COMPOSITE)
    return Origin(Source.MIXED if any(layer.kind is Kind.REFERENCE for layer in seen) else Source.DRAWN)

"""Where what the window shows and keeps comes from. Knows no widgets; may be asked in any thread."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

from studio.core.chain import Chain
from studio.core.generate import GenerateParams
from studio.core.style_masks import StyleMasks
from studio.document.document import Document as Drawn
from studio.document.layer import Kind, Layer
from studio.provenance.making import Names, of_chain, of_generate, of_stylize
from studio.provenance.origin import Ingredient, Origin, Role, Source, photo_ingredient
from studio.ui.canvas.captions import Shown
from studio.ui.session.results import Found, Generated, Painting, Result, Transformed
from studio.ui.session.session import Choices, Photo
from studio.ui.sketch.seen import Seen as Generating
from studio.ui.transform.desk import Seen as Transforming


def origin_of(made: object, names: Names) -> Origin:
    """Of a result, of the picture in view of a room (`Saveable`), or of a drawing.

    Whatever else it is, a model may have had a part in it, and its file says so.
    """
    match made:
        case Painting():
            return _painting(made.choices, made.masks, _kept(made), made.steps, names)
        case Generated():
            return of_generate(made.params, None, names)
        case Transformed():
            return of_chain(made.chain, _kept(made), names)
        case Found():
            return Origin(Source.COMPOSITE, recipe=made.note)
        case Shown():
            document = made.document
            painted = document.photo.steps if document.photo else ()
            return _painting(document.choices, document.masks, _photo(document.photo), painted, names)
        case Generating(made=drawn) if drawn is not None:
            return _generating(drawn.request.params, made.painted, names)
        case Transforming():
            return _transforming(made.work.chain, made.work.photo, names)
        case Drawn():
            return origin_of_layers(made.layers)
        case Origin():
            return made
        case _ if isinstance(found := getattr(made, "result", None), Result):
            return origin_of(found, names)
    return Origin(Source.COMPOSITE)


def origin_of_layers(layers: Iterable[Layer]) -> Origin:
    """Of a drawing as it looks: by hand, with a photo in it, or with what a model made."""
    seen = [layer for layer in layers if layer.shown]
    notes = [_read(layer.note) for layer in seen]
    if any(layer.kind is Kind.RESULT for layer in seen) or any("model" in note for note in notes):
        layers_made = [note for note in notes if note]
        return Origin(Source.COMPOSITE, recipe={"made": "drawing", "layers": layers_made})
    return Origin(Source.MIXED if any(layer.kind is Kind.REFERENCE for layer in seen) else Source.DRAWN)


def _painting(
    choices: Choices, masks: StyleMasks | None, photo: Ingredient | None, painted: tuple[str, ...], names: Names
) -> Origin:
    if not choices.styles:
        return Origin(Source.COMPOSITE, (), (photo,) if photo else ())
    elsewhere = [style for style, _ in masks.planes] if masks else []
    origin = of_stylize(choices.params(), photo, names, elsewhere)
    if painted:
        origin = replace(origin, recipe={**origin.recipe, "painted before": list(painted)})
    return origin


def _generating(params: GenerateParams, painted: bool, names: Names) -> Origin:
    origin = of_generate(params, None, names)
    return replace(origin, recipe={**origin.recipe, "painted": True}) if painted else origin


def _transforming(chain: Chain, photo: Photo | None, names: Names) -> Origin:
    origin = of_chain(chain, _photo(photo), names)
    if photo is not None and photo.steps and origin.source is Source.EDITED:
        return replace(origin, source=Source.COMPOSITE)  # what was traced had been painted before
    return origin


def _photo(photo: Photo | None) -> Ingredient | None:
    """The photo as it was opened, before anything was painted into it."""
    if photo is None:
        return None
    first = photo.original or photo
    return photo_ingredient(first.picture, first.name, first.path)


def _kept(result: Painting | Transformed) -> Ingredient:
    if (photo := result.origin()) is not None and (found := _photo(photo)) is not None:
        return found
    about = result.photo.metadata
    return Ingredient(Role.PARENT, result.name, result.of, str(result.path or ""), about.xmp, about.credentials)


def _read(note: str) -> dict[str, object]:
    try:
        found = json.loads(note) if note else {}
    except (ValueError, RecursionError):
        return {"model": "unknown"}  # somebody noted something: better one label too many than a lie
    return found if isinstance(found, dict) else {}

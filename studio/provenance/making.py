"""Where the results of requests come from: which models worked, on what, and how to make them again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Protocol

from studio.core.chain import Chain, Generate, Stylize, Via
from studio.core.chain_file import chain_bytes
from studio.core.generate import GenerateParams, MapRequest
from studio.core.params import Quality, StylizeParams
from studio.core.style_masks import PHOTO_STYLE
from studio.provenance.origin import Ingredient, Model, Origin, Role, Source


class Names(Protocol):
    """What models and styles are called; an id that is not known is its own title."""

    def model(self, model_id: str) -> str: ...
    def style(self, style_id: str) -> str: ...
    def instant(self, styles: Sequence[str]) -> str:
        """The id of the model that paints these styles together in one pass."""
        ...

    def takes_photos(self, model_id: str) -> bool:
        """Whether the model changes photos, rather than following a drawing or a map."""
        ...


@dataclass(frozen=True)
class Ids:
    """No names but the ids, for those who know no library."""

    def model(self, model_id: str) -> str:
        return model_id

    def style(self, style_id: str) -> str:
        return style_id

    def instant(self, styles: Sequence[str]) -> str:
        return "instant-style"

    def takes_photos(self, model_id: str) -> bool:
        return False


def of_stylize(params: StylizeParams, photo: Ingredient | None, names: Names, painted: Iterable[str] = ()) -> Origin:
    """Of a painting. painted: the styles that masks put somewhere, besides those of the mix."""
    styles = tuple(dict.fromkeys([*(name for name, _ in params.styles), *painted]))
    model = names.instant(_real(styles)) if params.quality is Quality.INSTANT else params.encoder
    recipe = {"made": "painting", **params.as_dict(), "styles": [list(pair) for pair in params.styles]}
    return _origin([model], styles, photo, recipe, names)


def of_generate(params: GenerateParams, source: Ingredient | None, names: Names) -> Origin:
    """Of what a model made of a drawing, a map or a photo. source: the file that it was; None for what was drawn, or
    for a photo of which nothing is known any more."""
    if source is None and names.takes_photos(params.model):
        source = Ingredient(Role.PARENT, "photo")
    recipe = {field.name: getattr(params, field.name) for field in fields(params)}
    recipe["mood"] = params.mood.name if params.mood else None
    recipe["domains"] = dict(params.domains)
    return _origin([params.model], (), source, {"made": "picture", **recipe}, names)


def of_map(source: Ingredient | None, names: Names) -> Origin:
    """Of a map of materials that a model found in a photo."""
    return _origin([MapRequest.model], (), source, {"made": "map", "model": MapRequest.model}, names)


def of_chain(chain: Chain, photo: Ingredient | None, names: Names, size: int | None = None) -> Origin:
    """Of what a chain made of a photo. A chain without a step that works leaves the photo what it was; one that only
    traces has no model in it."""
    models: list[str] = []
    styles: list[str] = []
    for step in chain.working:
        if isinstance(step, Stylize):
            named = [name for name, _ in step.styles]
            styles += named
            models.append(names.instant(_real(named)) if step.quality is Quality.INSTANT else step.encoder)
        elif isinstance(step, Generate):
            models += [MapRequest.model] * (step.via is Via.MAP)
            models.append(step.model)
    recipe = {"made": "chain", "chain": chain_bytes(chain).decode(), "size": size}
    if not chain.working:
        return Origin(None, (), (photo,) if photo else ())
    if not models:
        return Origin(Source.EDITED, (), (photo,) if photo else (), recipe)
    return _origin(models, styles, photo, recipe, names)


def _origin(
    models: Iterable[str], styles: Iterable[str], parent: Ingredient | None, recipe: dict[str, object], names: Names
) -> Origin:
    components = [Ingredient(Role.COMPONENT, names.style(style)) for style in _real(dict.fromkeys(styles))]
    worked = tuple(Model(model, names.model(model)) for model in dict.fromkeys(models))
    return Origin(Source.COMPOSITE, worked, (*([parent] if parent else ()), *components), recipe)


def _real(styles: Iterable[str]) -> tuple[str, ...]:
    """Without the one that stands for the photo as it is."""
    return tuple(style for style in styles if style != PHOTO_STYLE)

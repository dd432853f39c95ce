"""Whether what a chain asks for is installed and goes together; asked before hours of work, not in their middle."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Protocol

from studio import __version__
from studio.core.chain import Chain, Generate, Stylize, Via
from studio.core.chain_file import chain_bytes
from studio.core.errors import ChainError
from studio.core.generate import MapRequest
from studio.core.picture import Picture
from studio.library.generators import Generator, find_generator, map_palette
from studio.library.models import ModelStore
from studio.library.moods import find_mood


class Styles(Protocol):
    """`get` raises UnknownChoiceError for an id that is not there."""

    def get(self, style_id: str, /) -> object: ...


def check_chain(chain: Chain, styles: Styles, models: ModelStore) -> None:
    """Raises StudioError with a sentence for the first working step that cannot be done."""
    for step in chain.working:
        if isinstance(step, Stylize):
            for name, _ in step.styles:
                styles.get(name)
        elif isinstance(step, Generate):
            generator_of(step, models)


def generator_of(step: Generate, models: ModelStore) -> Generator:
    """The installed generator of a step. Raises StudioError if there is none or it does not take what it is shown."""
    generator = find_generator(models, step.model)
    if step.mood is not None:
        if not generator.moods:
            raise ChainError(f"{generator.title} has no moods; take the mood out of that step of the chain.")
        find_mood(step.mood)
    generator.check_domains(step.domains)
    if step.via == Via.LINES and generator.kind != "sketch":
        raise ChainError(f'{generator.title} takes no drawings; take via = "lines" out of that step of the chain.')
    if step.via == Via.PICTURE and generator.kind == "labels":
        raise ChainError(f'{generator.title} takes label maps; put via = "map" into that step of the chain.')
    if step.via == Via.MAP and generator.classes != map_palette(models, MapRequest.model):
        raise ChainError(f'{generator.title} takes no maps of materials; take via = "map" out of that step.')
    return generator


def chain_print(chain: Chain, masks: Sequence[tuple[str, Picture]], models: ModelStore, how: tuple[object, ...]) -> str:
    """The same when the same photo would give the same file. how: size, format, quality and what else decides it."""
    weights = [models.manifest(step.model).weights.sha256 for step in chain.working if isinstance(step, Generate)]
    seen = [f"{name}\n{mask.digest}" for name, mask in masks]
    return hashlib.sha256(
        repr(((__version__, *how), weights, seen)).encode() + chain_bytes(Chain(chain.working))
    ).hexdigest()

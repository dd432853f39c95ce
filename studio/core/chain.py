"""A chain: steps that a photo goes through one after the other, as plain values that can be stored and replayed."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from pathlib import PurePosixPath
from typing import ClassVar

from studio.core.errors import ParameterError
from studio.core.generate import DETAIL, LOOK, GenerateParams
from studio.core.params import (
    CONTENT_WEIGHT,
    MAX_SIZE,
    MIN_SIZE,
    SMOOTHNESS,
    STROKE_SIZE,
    STYLE_WEIGHT,
    Colours,
    Control,
    Quality,
    Start,
    StylizeParams,
)
from studio.core.picture import Picture
from studio.core.request import Request

STRENGTH = Control(
    "strength", "Strength", 0.0, 1.0, 1.0, "How much of this step is mixed in; 0 leaves the picture as it came."
)
LONGEST = 64  # steps
LONGEST_NAME = 200  # characters of an id or of a mask's path


class Via(StrEnum):
    """What a generator gets to see: the picture as it is, its lines, or the map of its materials."""

    PICTURE = "picture"
    LINES = "lines"
    MAP = "map"


@dataclass(frozen=True, kw_only=True)
class ChainStep:
    """What every step has. Raises ParameterError when out of range.

    strength: how much of the result is laid over what went in, 0..1. mask: a grey picture, named relative to the
    chain's file with forward slashes; the step changes what is white there. None: everywhere. seed: the same seed
    gives the same picture. on: steps that are off are passed over.
    """

    kind: ClassVar[str] = ""
    strength: float = STRENGTH.default
    mask: str | None = None
    seed: int = 0
    on: bool = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "strength", STRENGTH.check(self.strength))
        if self.mask is not None:
            _check_mask(self.mask)
        if not 0 <= self.seed < 2**32:
            raise ParameterError("The seed must be between 0 and 4294967295.")

    @property
    def works(self) -> bool:
        """Whether the step changes anything at all."""
        return self.on and self.strength > 0


@dataclass(frozen=True)
class Stylize(ChainStep):
    """Paints in one or more styles; the fields are those of `StylizeParams`, but for `weight`, its strength.

    styles: (style id, weight) pairs, one to four different ones; the weights are kept as they were given.
    """

    kind: ClassVar[str] = "stylize"
    styles: tuple[tuple[str, float], ...]
    weight: float = STYLE_WEIGHT.default
    content: float = CONTENT_WEIGHT.default
    stroke: float = STROKE_SIZE.default
    smoothness: float = SMOOTHNESS.default
    quality: Quality = Quality.GOOD
    start: Start = Start.PHOTO
    colours: Colours = Colours.STYLE
    encoder: str = StylizeParams.encoder

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "styles", tuple((name, float(weight)) for name, weight in self.styles))
        names = [name for name, _ in self.styles]
        if len(set(names)) < len(names):
            raise ParameterError("The styles of a step must be different.")
        for name in (*names, self.encoder):
            _check_name(name)
        checked = self.params
        object.__setattr__(self, "weight", checked.strength)
        for key in ("content", "stroke", "smoothness"):
            object.__setattr__(self, key, getattr(checked, key))

    @property
    def params(self) -> StylizeParams:
        """For the request: at the picture's own size, which is at most `MAX_SIZE`."""
        same = {key: getattr(self, key) for key in ("content", "stroke", "smoothness", "quality", "start", "colours")}
        return StylizeParams(self.styles, self.weight, **same, size=None, seed=self.seed, encoder=self.encoder)


@dataclass(frozen=True)
class Generate(ChainStep):
    """What a generator makes of the picture.

    model: the id of an installed generator. via: what it is shown. look: as in `GenerateParams`. mood: the name of a
    mood, for models that have them; None for the mood of the seed. detail: of the lines, as in `TraceRequest`.
    domains: as in `GenerateParams`, for models that have them.
    """

    kind: ClassVar[str] = "generate"
    model: str
    via: Via = Via.PICTURE
    look: float = LOOK.default
    mood: str | None = None
    detail: float = DETAIL.default
    domains: tuple[tuple[str, float], ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        for name in (self.model, *([] if self.mood is None else [self.mood]), *(name for name, _ in self.domains)):
            _check_name(name)
        checked = GenerateParams(self.model, self.seed, self.look, domains=self.domains)
        object.__setattr__(self, "look", checked.look)
        object.__setattr__(self, "domains", checked.domains)
        object.__setattr__(self, "detail", DETAIL.check(self.detail))


@dataclass(frozen=True)
class Trace(ChainStep):
    """The lines of the picture, dark on white. detail: as in `TraceRequest`; the seed plays no part."""

    kind: ClassVar[str] = "trace"
    detail: float = DETAIL.default

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "detail", DETAIL.check(self.detail))


STEP_KINDS: dict[str, type[ChainStep]] = {step.kind: step for step in (Stylize, Generate, Trace)}


@dataclass(frozen=True)
class Chain:
    """Steps in the order in which they are done; the methods return another chain. Raises ParameterError."""

    steps: tuple[ChainStep, ...] = ()

    def __post_init__(self) -> None:
        if len(self.steps) > LONGEST:
            raise ParameterError(f"A chain has at most {LONGEST} steps, not {len(self.steps)}.")

    @property
    def working(self) -> tuple[ChainStep, ...]:
        """The steps that are on and have a strength above zero."""
        return tuple(step for step in self.steps if step.works)

    @property
    def mask_names(self) -> tuple[str, ...]:
        """The masks of the working steps, each once."""
        return tuple(dict.fromkeys(step.mask for step in self.working if step.mask is not None))

    def inserted(self, step: ChainStep, place: int | None = None) -> Chain:
        """With `step` before the one at `place`, or at the end."""
        place = len(self.steps) if place is None else place
        return Chain((*self.steps[:place], step, *self.steps[place:]))

    def removed(self, place: int) -> Chain:
        """Without the step at `place`; IndexError if there is none."""
        self._check(place)
        return Chain((*self.steps[:place], *self.steps[place + 1 :]))

    def moved(self, place: int, to: int) -> Chain:
        """With the step at `place` at `to` in the new order; IndexError if either is no place of the chain."""
        self._check(place)
        self._check(to)
        return self.removed(place).inserted(self.steps[place], to)

    def replaced(self, place: int, step: ChainStep) -> Chain:
        """With `step` instead of the one at `place`; IndexError if there is none."""
        self._check(place)
        return Chain((*self.steps[:place], step, *self.steps[place + 1 :]))

    def changed(self, place: int, **changes: object) -> Chain:
        """With some fields of the step at `place` changed, such as `on=False`."""
        self._check(place)
        known = {field.name for field in fields(self.steps[place])}
        if unknown := set(changes) - known:
            raise TypeError(f"{self.steps[place].kind} has no {sorted(unknown)[0]}")
        return self.replaced(place, replace(self.steps[place], **changes))  # type: ignore[arg-type]

    def _check(self, place: int) -> None:
        if not 0 <= place < len(self.steps):
            raise IndexError(f"the chain has no step {place}")


@dataclass(frozen=True)
class ChainRequest(Request):
    """Lead `photo` through `chain`; the result is a `Picture` with the photo's metadata.

    masks: (name, picture) for every name in `chain.mask_names`; stretched to the photo's form. size: long side of the
    result in pixels; None keeps the photo's size up to `MAX_SIZE`. draft: as in `GenerateParams`, for every step.
    """

    engine: ClassVar[str] = "chain"
    photo: Picture
    chain: Chain
    masks: tuple[tuple[str, Picture], ...] = ()
    size: int | None = None
    draft: bool = False

    def __post_init__(self) -> None:
        if self.size is not None and not MIN_SIZE <= self.size <= MAX_SIZE:
            raise ParameterError(f"The size must be between {MIN_SIZE} and {MAX_SIZE} pixels, not {self.size}.")
        if missing := set(self.chain.mask_names) - {name for name, _ in self.masks}:
            raise ParameterError(f"The mask {sorted(missing)[0]} is missing; open the chain again.")

    @property
    def key(self) -> tuple[object, ...]:
        masks = tuple((name, picture.digest) for name, picture in self.masks)
        return (self.engine, self.photo.digest, self.chain, masks, self.size, self.draft)


def _check_name(name: str) -> None:
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise ParameterError(f"A name must have 1 to {LONGEST_NAME} printable characters, not {name[:40]!r}.")


def _check_mask(name: str) -> None:
    """Whatever the computer, the file must lie in the chain's folder or below it."""
    _check_name(name)
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or str(path) != name or name == "." or set(name) & set('\\:"<>|?*'):
        raise ParameterError(f"A mask must be a file in the folder of its chain, such as masks/sky.png, not {name!r}.")

"""Every control an artist can move, described once for the window, the command line and the engines."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, fields
from enum import StrEnum

from studio.core.errors import ParameterError


@dataclass(frozen=True, slots=True)
class Control:
    """A number with a range, in plain words.

    `logarithmic` controls move in equal ratios (stroke size) instead of equal steps.
    """

    key: str
    label: str
    minimum: float
    maximum: float
    default: float
    tip: str
    decimals: int = 2
    logarithmic: bool = False

    def check(self, value: float) -> float:
        """`value` as a float; raises ParameterError with a sentence if it is outside the range."""
        number = float(value)
        if not math.isfinite(number) or not self.minimum <= number <= self.maximum:
            raise ParameterError(f"{self.label} must be between {self.minimum:g} and {self.maximum:g}, not {value:g}.")
        return number

    def to_slider(self, value: float) -> float:
        """The slider position 0..1 of `value`."""
        if self.logarithmic:
            return math.log(value / self.minimum) / math.log(self.maximum / self.minimum)
        return (value - self.minimum) / (self.maximum - self.minimum)

    def from_slider(self, position: float) -> float:
        """The value at slider position 0..1."""
        position = min(1.0, max(0.0, position))
        if self.logarithmic:
            return self.minimum * (self.maximum / self.minimum) ** position
        return self.minimum + position * (self.maximum - self.minimum)


STYLE_WEIGHT = Control(
    "strength", "Style weight", 0.0, 1.0, 0.6, "How strongly the painting takes over; 0 gives the photo back."
)
CONTENT_WEIGHT = Control("content", "Content weight", 0.0, 1.0, 0.5, "How firmly the shapes of the photo are held.")
STROKE_SIZE = Control("stroke", "Stroke size", 0.25, 4.0, 1.0, "How large the brush strokes are.", logarithmic=True)
SMOOTHNESS = Control("smoothness", "Smoothness", 0.0, 1.0, 0.3, "Calms grain and speckles.")
BLEND = Control("blend", "Blend", 0.0, 1.0, 0.5, "How much of the second painting is mixed in.")

STYLIZE_CONTROLS = (STYLE_WEIGHT, CONTENT_WEIGHT, STROKE_SIZE, SMOOTHNESS)
MIN_SIZE, MAX_SIZE = 64, 8192


class Quality(StrEnum):
    """INSTANT: one pass of a feed-forward network. The others: how long the optimiser works."""

    INSTANT = "instant"
    DRAFT = "draft"
    GOOD = "good"
    BEST = "best"


class Start(StrEnum):
    """What the optimiser starts from. INSTANT: what the feed-forward network paints, to be finished."""

    PHOTO = "photo"
    NOISE = "noise"
    INSTANT = "instant"


class Colours(StrEnum):
    """Whose colours the result has.

    STYLE: the painting's. LUMA: only brightness is painted, the photo's chroma stays.
    STATISTICS: the result's colour mean and covariance are matched to the photo's.
    ONLY: the painting's colours on the photo as it is, without strokes.
    """

    STYLE = "style"
    LUMA = "luma"
    STATISTICS = "statistics"
    ONLY = "only"


@dataclass(frozen=True)
class StylizeParams:
    """All that decides a stylisation besides the photo. Raises ParameterError on construction when out of range.

    styles: (style id, weight) pairs, one to four; weights are positive and are normalised to sum to 1.
    size: long side of the result in pixels; None keeps the photo's size up to `MAX_SIZE`.
    """

    styles: tuple[tuple[str, float], ...]
    strength: float = STYLE_WEIGHT.default
    content: float = CONTENT_WEIGHT.default
    stroke: float = STROKE_SIZE.default
    smoothness: float = SMOOTHNESS.default
    quality: Quality = Quality.GOOD
    start: Start = Start.PHOTO
    colours: Colours = Colours.STYLE
    size: int | None = 512
    seed: int = 0
    encoder: str = field(default="atelier-encoder")

    def __post_init__(self) -> None:
        for control in STYLIZE_CONTROLS:
            object.__setattr__(self, control.key, control.check(getattr(self, control.key)))
        if not 1 <= len(self.styles) <= 4:
            raise ParameterError("Choose one to four styles.")
        if any(not math.isfinite(weight) or weight < 0 for _, weight in self.styles):
            raise ParameterError("Style weights must be zero or more.")
        total = sum(weight for _, weight in self.styles)
        if total <= 0:
            raise ParameterError("At least one style must have a weight above zero.")
        object.__setattr__(self, "styles", tuple((name, weight / total) for name, weight in self.styles if weight > 0))
        if self.size is not None and not MIN_SIZE <= self.size <= MAX_SIZE:
            raise ParameterError(f"The size must be between {MIN_SIZE} and {MAX_SIZE} pixels, not {self.size}.")
        if not 0 <= self.seed < 2**32:
            raise ParameterError("The seed must be between 0 and 4294967295.")

    def as_dict(self) -> dict[str, object]:
        """Plain values for a recipe, a sidecar or a log line."""
        return {f.name: getattr(self, f.name) for f in fields(self)}

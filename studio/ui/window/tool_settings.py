"""What tools remember between two runs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from studio.document.brush import MAX_SIZE as MAX_BRUSH
from studio.document.brush import MIN_SIZE as MIN_BRUSH
from studio.document.brush import PressureCurve


def check(right: bool) -> None:
    """A value that somebody typed into the file may be of the right type and still be none that exists."""
    if not right:
        raise ValueError("a setting lies outside its range")


@dataclass(frozen=True)
class BrushSettings:
    """A brush as a tool remembers it: size (diameter) in canvas pixels, opacity and hardness 0..1."""

    size: float = 4.0
    opacity: float = 1.0
    hardness: float = 0.9
    pressure_size: bool = True
    pressure_opacity: bool = False

    def __post_init__(self) -> None:
        check(MIN_BRUSH <= self.size <= MAX_BRUSH and 0 <= self.opacity <= 1 and 0 <= self.hardness <= 1)


@dataclass(frozen=True)
class DrawSettings:
    """How the artist draws. stabiliser: 0..1, 0 is off. curve: points of the pen's pressure curve, (0..1, 0..1) each,
    () for a straight one. own_colours: "#rrggbb" of hints that the artist mixed, newest first."""

    pen: BrushSettings = field(default_factory=BrushSettings)
    eraser: BrushSettings = field(default_factory=lambda: BrushSettings(size=24.0, hardness=0.8))
    hints: BrushSettings = field(default_factory=lambda: BrushSettings(size=48.0, hardness=1.0))
    stabiliser: float = 0.3
    curve: tuple[tuple[float, float], ...] = ()
    own_colours: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check(0 <= self.stabiliser <= 1 and len(self.own_colours) <= 8)
        if self.curve:
            PressureCurve(self.curve)
        check(all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in self.own_colours))


@dataclass(frozen=True)
class MapSettings:
    """How the artist paints materials: sizes in canvas pixels, stabiliser 0..1, materials by their names."""

    size: float = 48.0
    eraser_size: float = 48.0
    pressure_size: bool = False
    stabiliser: float = 0.2
    preserve: bool = False
    material: str = ""
    other: str = ""

    def __post_init__(self) -> None:
        check(all(MIN_BRUSH <= size <= MAX_BRUSH for size in (self.size, self.eraser_size)))
        check(0 <= self.stabiliser <= 1)


@dataclass(frozen=True)
class MaskSettings:
    """The brush for areas of a photo: its diameter as a share of the photo's long side, and how soft it is, 0..1."""

    size: float = 0.12
    softness: float = 0.5

    def __post_init__(self) -> None:
        check(0 < self.size <= 1 and 0 <= self.softness <= 1)

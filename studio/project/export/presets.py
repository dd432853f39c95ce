"""The ways to export, as a table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from studio.core.errors import UnknownChoiceError
from studio.core.picture import Picture
from studio.core.resize import fit_size
from studio.project.export.sheet import Letters, latin

WEB_SIDE = 2048  # pixels
PRINT_DPI = 300
INCH = 2.54  # centimetres


class Need(StrEnum):
    """What an export is made of."""

    PICTURE = "picture"
    LAYERS = "layers"
    PAIR = "pair"  # a picture and what it was made from
    FILM = "film"  # the making


@dataclass(frozen=True)
class Preset:
    """One way to export. title, tip: English, for translation. suffixes: of the formats, the usual one first."""

    id: str
    title: str
    tip: str
    suffixes: tuple[str, ...]
    need: Need = Need.PICTURE


PRESETS = (
    Preset(
        "web", "For the web", "At most 2048 pixels on the long side, sRGB, a small file.", (".jpg", ".webp", ".png")
    ),
    Preset(
        "print", "For print", "Full size at 300 dpi without loss, 16 bits a channel where the picture has them.",
        (".tif",),
    ),
    Preset("full", "Full size", "Every pixel without loss, 16 bits a channel where the picture has them.", (".png",)),
    Preset("psd", "Layers for Photoshop", "Every layer as it is, for Photoshop and most others.", (".psd", ".psb"),
           Need.LAYERS),
    Preset("ora", "Layers for Krita and GIMP", "Every layer as it is, as OpenRaster: the format of documents.",
           (".ora",), Need.LAYERS),
    Preset("sheet", "Before and after", "Both pictures side by side on a white sheet.", (".jpg", ".png", ".webp"),
           Need.PAIR),
    Preset("timelapse", "Time-lapse", "A short film of the making that loops.", (".webp", ".gif"), Need.FILM),
)  # fmt: skip


def preset(preset_id: str) -> Preset:
    """The preset with this id. Raises UnknownChoiceError."""
    for one in PRESETS:
        if one.id == preset_id:
            return one
    ids = ", ".join(one.id for one in PRESETS)
    raise UnknownChoiceError(f"There is no way to export called {preset_id!r}; choose one of {ids}.")


@dataclass(frozen=True)
class Options:
    """What can be chosen. side: of the long side in pixels, None for the preset's own. quality: 1..100.

    seconds: how long a film takes. words: the captions of a sheet, "" for none; letters: what writes them.
    """

    side: int | None = None
    quality: int = 86
    seconds: float = 10.0
    words: tuple[str, str] = ("Before", "After")
    letters: Letters = latin


def size_of(width: int, height: int, way: Preset, options: Options) -> tuple[int, int]:
    """Width and height in pixels of what becomes of a picture of this size; it is never made larger."""
    side = options.side or (WEB_SIDE if way.id == "web" else None)
    if side is None or max(width, height) <= side:
        return width, height
    return fit_size(width, height, side)


def bits_of(picture: Picture, suffix: str) -> int:
    """Bits a channel that a file of this format holds of `picture`."""
    return 16 if picture.pixels.dtype.kind == "f" and suffix in (".png", ".tif", ".tiff") else 8

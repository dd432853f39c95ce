"""What the application remembers between two runs: one frozen tree of values, kept as JSON."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from studio.core.errors import StudioError
from studio.core.files import atomic_bytes
from studio.core.params import MAX_SIZE, MIN_SIZE, Quality
from studio.core.picture_io import SAVE_FORMATS
from studio.document.brush import MAX_SIZE as MAX_BRUSH
from studio.document.brush import MIN_SIZE as MIN_BRUSH
from studio.document.brush import PressureCurve
from studio.ui.window.command import MATERIALS_ROOM, PHOTO_ROOM, SKETCH_ROOM, TRANSFORM_ROOM

THEMES = ("dark", "light", "system")
LAYOUTS = {
    PHOTO_ROOM: "layout", SKETCH_ROOM: "sketch_layout", MATERIALS_ROOM: "materials_layout",
    TRANSFORM_ROOM: "transform_layout",
}  # fmt: skip
"""Where the layout of each room is kept in `WindowSettings`."""
Tree = TypeVar("Tree")


@dataclass(frozen=True)
class WindowSettings:
    """How the window looks; `geometry` and the layouts, one for each room, are Qt's own states in base64."""

    theme: str = "dark"
    room: str = PHOTO_ROOM
    geometry: str = ""
    layout: str = ""
    sketch_layout: str = ""
    materials_layout: str = ""
    transform_layout: str = ""
    more: bool = False

    def __post_init__(self) -> None:
        _check(self.theme in THEMES and self.room in LAYOUTS)


@dataclass(frozen=True)
class FileSettings:
    """Where the artist works; `recent` is newest first."""

    recent: tuple[str, ...] = ()
    open_folder: str = ""
    save_folder: str = ""
    chain_folder: str = ""


@dataclass(frozen=True)
class SaveSettings:
    """How results are written; qualities are 1..100, `deep` is 16 bits a channel where the format can."""

    suffix: str = ".png"
    jpeg_quality: int = 92
    webp_quality: int = 90
    deep: bool = False
    keep_metadata: bool = True

    def __post_init__(self) -> None:
        _check(self.suffix in SAVE_FORMATS and 1 <= self.jpeg_quality <= 100 and 1 <= self.webp_quality <= 100)

    def bits_for(self, path: Path) -> int:
        """Bits a channel for the file `path`."""
        return 16 if self.deep and path.suffix.lower() in (".png", ".tif", ".tiff") else 8


@dataclass(frozen=True)
class PaintSettings:
    """Choices that outlive a picture; `size` is the long side in pixels, 0 for the photo's own."""

    live: bool = True
    quality: str = Quality.GOOD.value
    size: int = 1024

    def __post_init__(self) -> None:
        _check(self.quality in {quality.value for quality in Quality})
        _check(self.size == 0 or MIN_SIZE <= self.size <= MAX_SIZE)


@dataclass(frozen=True)
class BrushSettings:
    """A brush as a tool remembers it: size (diameter) in canvas pixels, opacity and hardness 0..1."""

    size: float = 4.0
    opacity: float = 1.0
    hardness: float = 0.9
    pressure_size: bool = True
    pressure_opacity: bool = False

    def __post_init__(self) -> None:
        _check(MIN_BRUSH <= self.size <= MAX_BRUSH and 0 <= self.opacity <= 1 and 0 <= self.hardness <= 1)


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
        _check(0 <= self.stabiliser <= 1 and len(self.own_colours) <= 8)
        if self.curve:
            PressureCurve(self.curve)
        _check(all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in self.own_colours))


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
        _check(all(MIN_BRUSH <= size <= MAX_BRUSH for size in (self.size, self.eraser_size)))
        _check(0 <= self.stabiliser <= 1)


@dataclass(frozen=True)
class GenerateSettings:
    """What is made of drawings, or of maps; `size` is the long side in pixels, 0 for the canvas's own."""

    model: str = ""
    size: int = 0

    def __post_init__(self) -> None:
        _check(self.size == 0 or MIN_SIZE <= self.size <= MAX_SIZE)


@dataclass(frozen=True)
class Settings:
    """The whole tree. `shortcuts` holds (action id, keys) for what the artist changed; memory is in MiB."""

    window: WindowSettings = field(default_factory=WindowSettings)
    files: FileSettings = field(default_factory=FileSettings)
    saving: SaveSettings = field(default_factory=SaveSettings)
    painting: PaintSettings = field(default_factory=PaintSettings)
    drawing: DrawSettings = field(default_factory=DrawSettings)
    generating: GenerateSettings = field(default_factory=GenerateSettings)
    mapping: GenerateSettings = field(default_factory=GenerateSettings)
    materials: MapSettings = field(default_factory=MapSettings)
    shortcuts: tuple[tuple[str, str], ...] = ()
    history_memory: int = 1024

    def __post_init__(self) -> None:
        _check(self.history_memory >= 0)


class SettingsFile:
    """The settings in use and the file they live in; every change is written at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.current = load_settings(path)

    def change(self, section: str = "", **values: object) -> None:
        """Changes some values of a section ("window"), or of the tree itself."""
        part = getattr(self.current, section) if section else self.current
        new = replace(part, **values)
        if new != part:
            self.current = replace(self.current, **{section: new}) if section else new
            save_settings(self.current, self._path)


def load_settings(path: Path) -> Settings:
    """The settings at `path`, or the defaults; a damaged file is kept beside it with the ending `.bak`."""
    try:
        return _build(Settings, json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, RecursionError):
        with contextlib.suppress(OSError):
            path.replace(path.with_name(path.name + ".bak"))
        return Settings()


def save_settings(settings: Settings, path: Path) -> bool:
    """Writes `settings` atomically; False if that failed, because no work is lost with it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic_bytes(path, json.dumps(asdict(settings), indent=2, ensure_ascii=False).encode())
    except (OSError, StudioError):
        return False
    return True


def _build(kind: type[Tree], data: object) -> Tree:
    """`data` as the dataclass `kind`: missing keys take their default, unknown ones (a newer version's) are skipped."""
    if not isinstance(data, Mapping):
        raise ValueError(f"{kind.__name__} is not an object")
    hints = get_type_hints(kind)
    values = {f.name: _convert(hints[f.name], data[f.name]) for f in fields(kind) if f.name in data}  # type: ignore[arg-type]
    return kind(**values)


def _check(right: bool) -> None:
    """A value that somebody typed into the file may be of the right type and still be none that exists."""
    if not right:
        raise ValueError("a setting lies outside its range")


def _convert(kind: Any, value: object) -> Any:
    if is_dataclass(kind) and isinstance(kind, type):
        return _build(kind, value)
    if get_origin(kind) is tuple:
        if not isinstance(value, list):
            raise ValueError(f"{value!r} is not a list")
        parts = get_args(kind)
        if parts[-1] is Ellipsis:
            return tuple(_convert(parts[0], item) for item in value)
        return tuple(_convert(part, item) for part, item in zip(parts, value, strict=True))
    if type(value) is not kind:
        raise ValueError(f"{value!r} is not {kind}")
    return value

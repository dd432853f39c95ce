"""What the application remembers between two runs: one frozen tree of values, kept as JSON."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from studio.core.errors import StudioError
from studio.core.files import atomic_bytes
from studio.core.params import MAX_SIZE, MIN_SIZE, Quality
from studio.core.picture_io import SAVE_FORMATS
from studio.ui.window.command import MATERIALS_ROOM, PHOTO_ROOM, SKETCH_ROOM, TRANSFORM_ROOM
from studio.ui.window.tool_settings import DrawSettings, MapSettings, MaskSettings, check

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
        check(self.theme in THEMES and self.room in LAYOUTS)


@dataclass(frozen=True)
class FileSettings:
    """Where the artist works; `recent` is newest first."""

    recent: tuple[str, ...] = ()
    open_folder: str = ""
    save_folder: str = ""
    chain_folder: str = ""
    document_folder: str = ""


@dataclass(frozen=True)
class SaveSettings:
    """How results are written; qualities are 1..100, `deep` is 16 bits a channel where the format can."""

    suffix: str = ".png"
    jpeg_quality: int = 92
    webp_quality: int = 90
    deep: bool = False
    keep_metadata: bool = True

    def __post_init__(self) -> None:
        check(self.suffix in SAVE_FORMATS and 1 <= self.jpeg_quality <= 100 and 1 <= self.webp_quality <= 100)

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
        check(self.quality in {quality.value for quality in Quality})
        check(self.size == 0 or MIN_SIZE <= self.size <= MAX_SIZE)


@dataclass(frozen=True)
class GenerateSettings:
    """What is made of drawings, or of maps; `size` is the long side in pixels, 0 for the canvas's own."""

    model: str = ""
    size: int = 0

    def __post_init__(self) -> None:
        check(self.size == 0 or MIN_SIZE <= self.size <= MAX_SIZE)


@dataclass(frozen=True)
class SafetySettings:
    """How work is kept safe: `autosave` writes what changed every so many seconds, 2..10."""

    autosave: bool = True
    seconds: int = 5

    def __post_init__(self) -> None:
        check(2 <= self.seconds <= 10)


@dataclass(frozen=True)
class ProvenanceSettings:
    """What exported files say of how they were made. certificate, key: PEM files of the artist, "" for a local one.

    consent: whether a word is said about the people in a photo.
    """

    say_ai: bool = True
    recipe: bool = False
    credentials: bool = False
    certificate: str = ""
    key: str = ""
    consent: bool = True


@dataclass(frozen=True)
class DeviceSettings:
    """Where pictures are made: "auto", "cpu" or "cuda"; memory in MiB that a picture may take there, 0 for no limit."""

    device: str = "auto"
    memory: int = 0

    def __post_init__(self) -> None:
        check(self.device in ("auto", "cpu", "cuda") and self.memory >= 0)


@dataclass(frozen=True)
class ExportSettings:
    """How things were exported last: ids and suffixes as in `export.presets`, quality 1..100, seconds of a film."""

    preset: str = "web"
    suffix: str = ".jpg"
    quality: int = 86
    seconds: int = 10
    folder: str = ""

    def __post_init__(self) -> None:
        check(1 <= self.quality <= 100 and 1 <= self.seconds <= 60)


@dataclass(frozen=True)
class Settings:
    """The whole tree. `shortcuts` holds (action id, keys) for what the artist changed; memory is in MiB.

    language: a code such as "de", "" for that of the desktop.
    """

    window: WindowSettings = field(default_factory=WindowSettings)
    files: FileSettings = field(default_factory=FileSettings)
    saving: SaveSettings = field(default_factory=SaveSettings)
    painting: PaintSettings = field(default_factory=PaintSettings)
    drawing: DrawSettings = field(default_factory=DrawSettings)
    generating: GenerateSettings = field(default_factory=GenerateSettings)
    mapping: GenerateSettings = field(default_factory=GenerateSettings)
    materials: MapSettings = field(default_factory=MapSettings)
    masks: MaskSettings = field(default_factory=MaskSettings)
    safety: SafetySettings = field(default_factory=SafetySettings)
    provenance: ProvenanceSettings = field(default_factory=ProvenanceSettings)
    device: DeviceSettings = field(default_factory=DeviceSettings)
    exporting: ExportSettings = field(default_factory=ExportSettings)
    language: str = ""
    shortcuts: tuple[tuple[str, str], ...] = ()
    history_memory: int = 1024
    undo_memory: int = 256

    def __post_init__(self) -> None:
        check(self.history_memory >= 0 and self.undo_memory >= 16)


class SettingsFile:
    """The settings in use and the file they live in; every change is written at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.current = load_settings(path)
        self._watchers: list[Callable[[str], None]] = []

    def change(self, section: str = "", **values: object) -> None:
        """Changes some values of a section ("window"), or of the tree itself."""
        part = getattr(self.current, section) if section else self.current
        new = replace(part, **values)
        if new != part:
            self.current = replace(self.current, **{section: new}) if section else new
            save_settings(self.current, self._path)
            for watcher in tuple(self._watchers):
                watcher(section)

    def watch(self, watcher: Callable[[str], None]) -> None:
        """`watcher` is called with the section ("" for the tree) after every change, in the thread that made it."""
        self._watchers.append(watcher)


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

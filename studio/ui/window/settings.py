"""What the application remembers between two runs: one frozen tree of values, kept as JSON."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from studio.core.errors import StudioError
from studio.core.files import atomic_bytes
from studio.core.params import MAX_SIZE, MIN_SIZE, Quality
from studio.core.picture_io import SAVE_FORMATS

THEMES = ("dark", "light", "system")
Tree = TypeVar("Tree")


@dataclass(frozen=True)
class WindowSettings:
    """How the window looks; `geometry` and `layout` are Qt's own states in base64."""

    theme: str = "dark"
    geometry: str = ""
    layout: str = ""
    more: bool = False

    def __post_init__(self) -> None:
        _check(self.theme in THEMES)


@dataclass(frozen=True)
class FileSettings:
    """Where the artist works; `recent` is newest first."""

    recent: tuple[str, ...] = ()
    open_folder: str = ""
    save_folder: str = ""


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
class Settings:
    """The whole tree. `shortcuts` holds (action id, keys) for what the artist changed; memory is in MiB."""

    window: WindowSettings = field(default_factory=WindowSettings)
    files: FileSettings = field(default_factory=FileSettings)
    saving: SaveSettings = field(default_factory=SaveSettings)
    painting: PaintSettings = field(default_factory=PaintSettings)
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

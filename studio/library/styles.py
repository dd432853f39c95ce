"""The style library: paintings that ship with the application (without their pixels) and the user's own pictures.

A style is a folder `<id>/` with `style.toml`, `statistics.safetensors`, usually `thumbnail.webp`, and for a user's
style `picture.png`, a small copy from which the statistics can be computed again for another encoder.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from studio.core.errors import ModelError, ParameterError, UnknownChoiceError
from studio.core.files import atomic_bytes
from studio.core.style_masks import PHOTO_STYLE
from studio.library.folders import as_sentence, subfolders, write_folder
from studio.library.manifest import SHA256
from studio.library.names import fold, is_slug, slugify, unknown
from studio.library.shelf import StyleShelf
from studio.library.strict import read_toml, to_toml

__all__ = [
    "PICTURE",
    "STATISTICS",
    "THUMBNAIL",
    "EncoderStamp",
    "Style",
    "StyleLibrary",
    "StyleShelf",
    "StyleValues",
    "clean_title",
    "write_style",
]

FILE_NAME = "style.toml"
STATISTICS, THUMBNAIL, PICTURE = "statistics.safetensors", "thumbnail.webp", "picture.png"
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_TRASH = ".trash"


@dataclass(frozen=True)
class EncoderStamp:
    """The encoder that a style's statistics belong to: its model id and the SHA-256 of its weights."""

    id: str
    sha256: str

    def __post_init__(self) -> None:
        if not is_slug(self.id):
            raise ValueError("id must be a model's id")
        if not SHA256.fullmatch(self.sha256):
            raise ValueError("sha256 must be 64 lower-case hexadecimal digits")


@dataclass(frozen=True, kw_only=True)
class StyleValues:
    """What `style.toml` says. year is text ("c. 1831"); swatch is a few "#rrggbb"; note is for doubts.

    Raises ValueError for an empty or unprintable title, too many or too long texts, and colours of another form.
    """

    title: str
    artist: str = ""
    year: str = ""
    tags: tuple[str, ...] = ()
    swatch: tuple[str, ...] = ()
    note: str = ""
    encoder: EncoderStamp

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("title must not be empty")
        for name, limit in (("title", 200), ("artist", 200), ("year", 40), ("note", 1000)):
            _check_text(name, getattr(self, name), limit)
        if len(self.tags) > 40 or len(self.swatch) > 16:
            raise ValueError("tags must be 40 at most, swatch 16 at most")
        for tag in self.tags:
            _check_text("tags", tag, 60)
        if not all(_COLOUR.fullmatch(colour) for colour in self.swatch):
            raise ValueError('swatch must hold colours such as "#1a2b3c"')


@dataclass(frozen=True, kw_only=True)
class Style(StyleValues):
    """A style on this computer. bundled: it came with the application and cannot be changed."""

    id: str
    folder: Path
    bundled: bool

    @property
    def statistics(self) -> Path:
        """The feature statistics for `encoder`."""
        return self.folder / STATISTICS

    @property
    def thumbnail(self) -> Path:
        """A small picture of the style; it may be absent."""
        return self.folder / THUMBNAIL

    @property
    def picture(self) -> Path | None:
        """The picture itself, at most 1024 px, or None: styles that ship have no pixels."""
        path = self.folder / PICTURE
        return path if path.is_file() else None


def _check_text(name: str, text: str, limit: int) -> None:
    if len(text) > limit or not text.isprintable():
        raise ValueError(f"{name} must be one line of at most {limit} characters")


def clean_title(text: str) -> str:
    """`text` (a file name, what somebody typed) as a title: one printable line of at most 200 characters, maybe ""."""
    return " ".join("".join(c for c in " ".join(text.split()) if c.isprintable()).split())[:200].strip()


def write_style(folder: Path, values: StyleValues, files: Mapping[str, bytes], overwrite: bool = False) -> None:
    """Makes `folder` a style: `STATISTICS`, and if given `THUMBNAIL` and `PICTURE`.

    The folder appears whole or not at all. ValueError for other files, StudioError when the disk refuses.
    """
    if STATISTICS not in files or not set(files) <= {STATISTICS, THUMBNAIL, PICTURE}:
        raise ValueError(f"a style is made of statistics, thumbnail and picture, not {sorted(files)}")
    write_folder(folder, {**files, FILE_NAME: to_toml(values, folder / FILE_NAME)}, overwrite)


class StyleLibrary:
    """The styles in the folders `bundled` and `user`, either of which may not exist yet.

    Looks at the disk once, at the first question, and again after `refresh`. May be used from several threads.
    """

    def __init__(self, bundled: Path, user: Path) -> None:
        self._bundled, self._user = bundled, user
        self._found: tuple[dict[str, Style], tuple[str, ...]] | None = None
        self._lock = threading.RLock()

    def refresh(self) -> None:
        """Looks at the folders again at the next question."""
        with self._lock:
            self._found = None

    def all(self) -> tuple[Style, ...]:
        """Every style: first those that ship, by artist's last name and year, then the user's by title."""
        return tuple(self._scan()[0].values())

    def get(self, style_id: str) -> Style:
        """The style with that id; UnknownChoiceError with close matches if there is none."""
        styles = self._scan()[0]
        if style_id not in styles:
            raise unknown("style", style_id, styles)
        return styles[style_id]

    def search(self, text: str) -> tuple[Style, ...]:
        """The styles in whose title, artist, year or tags every word of `text` occurs; case and accents are ignored."""
        words = fold(text).split()
        return tuple(style for style in self.all() if all(word in _searched(style) for word in words))

    def problems(self) -> tuple[str, ...]:
        """One sentence for every folder that could not be used."""
        return self._scan()[1]

    def add(self, values: StyleValues, files: Mapping[str, bytes]) -> Style:
        """Keeps a new style of the user's, as `write_style` does; its id is made from the title."""
        with self._lock:
            style_id = self._free_id(values.title)
            write_style(self._user / style_id, values, files)
            self._found = None
            return self.get(style_id)

    def rename(self, style_id: str, title: str) -> Style:
        """Gives a user's style another title; its id stays. ParameterError for a title that cannot be."""
        try:
            return self._change(style_id, title=clean_title(title))
        except ValueError as error:
            raise ParameterError(f"The style was not renamed: its {error}.") from error

    def replace_statistics(self, style_id: str, encoder: EncoderStamp, statistics: bytes) -> Style:
        """Keeps statistics computed again, for another encoder, from a user's picture."""
        with self._lock:
            # The statistics go first: if the second write fails, they are only computed once more.
            atomic_bytes(self._own(style_id).statistics, statistics)
            return self._change(style_id, encoder=encoder)

    def remove(self, style_id: str) -> None:
        """Moves a user's style to the trash, from which `restore` takes it back."""
        with self._lock:
            style = self._own(style_id)
            with as_sentence(style.folder):
                trash = self._user / _TRASH / style_id
                trash.mkdir(parents=True, exist_ok=True)
                style.folder.rename(trash / str(1 + max(_numbers(trash), default=0)))
            self._found = None

    def restore(self, style_id: str) -> Style:
        """Takes back the style last removed under that id; it gets another id if that one is in use again."""
        with self._lock:
            trash = self._user / _TRASH / style_id
            numbers = _numbers(trash) if is_slug(style_id) else []
            if not numbers:
                raise UnknownChoiceError(f"There is no removed style called '{style_id[:64]}'.")
            removed = trash / str(max(numbers))
            back = style_id if style_id not in self._taken() else self._free_id(style_id)
            with as_sentence(self._user / back):
                removed.rename(self._user / back)
            self._found = None
            return self.get(back)

    def _change(self, style_id: str, **changes: object) -> Style:
        with self._lock:
            style = self._own(style_id)
            values = replace(_values(style), **changes)  # type: ignore[arg-type]
            atomic_bytes(style.folder / FILE_NAME, to_toml(values, style.folder / FILE_NAME))
            self._found = None
            return self.get(style_id)

    def _own(self, style_id: str) -> Style:
        style = self.get(style_id)
        if style.bundled:
            raise ParameterError(f"'{style.title}' came with the application and cannot be changed or removed.")
        return style

    def _free_id(self, title: str) -> str:
        return slugify(title, self._taken())

    def _taken(self) -> set[str]:
        # Damaged folders count too, and so does a file with that name.
        with as_sentence(self._user):
            names = {place.name for place in self._user.iterdir()} if self._user.is_dir() else set()
        return names | set(self._scan()[0]) | {PHOTO_STYLE}  # masks use that name for the photo itself

    def _scan(self) -> tuple[dict[str, Style], tuple[str, ...]]:
        with self._lock:
            if self._found is None:
                problems: list[str] = []
                bundled = sorted(_read_all(self._bundled, True, problems), key=_catalogue_order)
                user = sorted(_read_all(self._user, False, problems), key=lambda style: (fold(style.title), style.id))
                styles: dict[str, Style] = {}
                for style in (*bundled, *user):
                    first = styles.setdefault(style.id, style)
                    if first is not style:
                        problems.append(
                            f"{style.folder} is not used, because {first.folder} has the same name; rename it."
                        )
                self._found = styles, tuple(problems)
            return self._found


def _read_all(root: Path, bundled: bool, problems: list[str]) -> list[Style]:
    styles = []
    for folder in subfolders(root, problems):
        try:
            values = read_toml(folder / FILE_NAME, StyleValues)
        except ModelError as error:
            problems.append(str(error))
            continue
        if not (folder / STATISTICS).is_file():
            problems.append(f"{folder / STATISTICS} is missing; add the style again or remove its folder.")
            continue
        own = {f.name: getattr(values, f.name) for f in fields(values)}
        styles.append(Style(id=folder.name, folder=folder, bundled=bundled, **own))
    return styles


def _values(style: Style) -> StyleValues:
    return StyleValues(**{f.name: getattr(style, f.name) for f in fields(StyleValues)})


def _catalogue_order(style: Style) -> tuple[str, str, int, str]:
    artist = fold(style.artist)
    year = re.search(r"\d+", style.year)
    return artist.rpartition(" ")[2], artist, int(year[0]) if year else 0, fold(style.title)


def _searched(style: Style) -> str:
    return fold(" ".join((style.title, style.artist, style.year, *style.tags)))


def _numbers(folder: Path) -> list[int]:
    return [int(place.name) for place in folder.iterdir() if place.name.isdecimal()] if folder.is_dir() else []

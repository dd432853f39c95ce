"""What a result is: a finished picture, and what it was made from."""

from __future__ import annotations

import weakref
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtGui import QImage

from studio.core.chain import Chain
from studio.core.generate import GenerateParams
from studio.core.picture import Picture
from studio.core.style_masks import StyleMasks
from studio.ui.session.session import Choices, Photo
from studio.ui.session.vault import Kept


@dataclass(eq=False, kw_only=True)
class Result:
    """One finished picture, kept in the vault.

    name: of what it was made from. title: how it was made, in words. path: of the file it was made from, if any.
    key: that of the request, by which equal work is recognised.
    """

    picture: Kept
    name: str
    title: str
    seconds: float
    key: tuple[object, ...]
    thumbnail: QImage = field(repr=False)
    path: Path | None = None
    starred: bool = False
    saved_to: Path | None = None

    @property
    def unsaved(self) -> bool:
        return self.saved_to is None

    @property
    def kept(self) -> tuple[Kept, ...]:
        """The pictures that the vault holds for it."""
        return (self.picture,)

    @property
    def stem(self) -> str:
        """A file name without suffix."""
        raise NotImplementedError


@dataclass(eq=False, kw_only=True)
class Painting(Result):
    """A photo in a style; the photo is kept as well. origin: the very `Photo`, while it lives; of: its fingerprint."""

    photo: Kept
    origin: weakref.ref[Photo]
    draft: Picture
    steps: tuple[str, ...]
    choices: Choices
    masks: StyleMasks | None = None
    of: str = ""

    @property
    def kept(self) -> tuple[Kept, ...]:
        return (self.picture, self.photo)

    @property
    def stem(self) -> str:
        return file_stem(self.name, *(style for style, _ in self.choices.styles))


@dataclass(eq=False, kw_only=True)
class Generated(Result):
    """What a model made of a drawing; `params` make it again from the same drawing."""

    params: GenerateParams

    @property
    def stem(self) -> str:
        return file_stem(self.name, self.params.model, str(self.params.seed))


@dataclass(eq=False, kw_only=True)
class Transformed(Result):
    """What a chain made of a photo, which is kept as well. masks: those of the steps. origin, of: as in
    `Painting`."""

    photo: Kept
    origin: weakref.ref[Photo]
    draft: Picture
    chain: Chain
    masks: tuple[tuple[str, Picture], ...]
    words: tuple[str, ...]  # the steps in a word each, for the name of a file
    of: str = ""

    @property
    def kept(self) -> tuple[Kept, ...]:
        return (self.picture, self.photo)

    @property
    def stem(self) -> str:
        return file_stem(self.name, *self.words)


@dataclass(eq=False, kw_only=True)
class Found(Result):
    """A picture that came with a document without what it was made of. note: what the document says of it."""

    note: Mapping[str, object] = field(default_factory=dict)

    @property
    def stem(self) -> str:
        return file_stem(self.name)


def file_stem(name: str, *parts: str) -> str:
    """A file name without suffix: that of what came in, and what was made of it."""
    return "-".join((Path(name.replace("/", "-")).stem or "picture", *parts))

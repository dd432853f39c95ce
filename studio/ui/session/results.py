"""What was made: every finished picture of this run, until the artist throws it away."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QImage

from studio.core.chain import Chain
from studio.core.generate import GenerateParams
from studio.core.picture import Picture
from studio.core.resize import fit
from studio.core.style_masks import StyleMasks
from studio.ui.session.session import Choices, Document, Photo
from studio.ui.session.vault import Kept, PictureVault
from studio.ui.widgets.images import to_qimage

THUMBNAIL = 144  # pixels: crisp at 200 %
AnyIndex = QModelIndex | QPersistentModelIndex


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
    """A photo in a style; the photo is kept as well. origin: the very `Photo`, while it lives."""

    photo: Kept
    origin: weakref.ref[Photo]
    draft: Picture
    steps: tuple[str, ...]
    choices: Choices
    masks: StyleMasks | None = None

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
    """What a chain made of a photo, which is kept as well. masks: those of the steps. origin: as in `Painting`."""

    photo: Kept
    origin: weakref.ref[Photo]
    draft: Picture
    chain: Chain
    masks: tuple[tuple[str, Picture], ...]
    words: tuple[str, ...]  # the steps in a word each, for the name of a file

    @property
    def kept(self) -> tuple[Kept, ...]:
        return (self.picture, self.photo)

    @property
    def stem(self) -> str:
        return file_stem(self.name, *self.words)


def file_stem(name: str, *parts: str) -> str:
    """A file name without suffix: that of what came in, and what was made of it."""
    return "-".join((Path(name.replace("/", "-")).stem or "picture", *parts))


def thumbnail(picture: Picture, side: int = THUMBNAIL) -> QImage:
    """A small image of `picture`, `side` pixels long; quick even for very large pictures."""
    skip = max(1, max(picture.width, picture.height) // (side * 4))
    small = picture if skip == 1 else picture.with_pixels(picture.pixels[::skip, ::skip].copy())
    return to_qimage(fit(small, side, enlarge=False)).copy()


class ResultStore(QAbstractListModel):
    """The results, oldest first, as a model for the history strip."""

    def __init__(self, vault: PictureVault, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._vault = vault
        self._results: list[Result] = []

    def __len__(self) -> int:
        return len(self._results)

    def __getitem__(self, row: int) -> Result:
        return self._results[row]

    @property
    def unsaved(self) -> list[Result]:
        """The results that exist nowhere but here, oldest first."""
        return [result for result in self._results if result.unsaved]

    def add(
        self, document: Document, picture: Picture, title: str, seconds: float, key: tuple[object, ...]
    ) -> Painting:
        """Keeps a new painting of `document`."""
        photo = document.photo
        assert photo is not None
        result = Painting(
            photo=self._vault.keep(photo.picture), origin=weakref.ref(photo), draft=photo.draft, steps=photo.steps,
            choices=document.choices, masks=document.masks,
            picture=self._vault.keep(picture), name=photo.name, title=title, seconds=seconds, key=key,
            thumbnail=thumbnail(picture), path=photo.path,
        )  # fmt: skip
        self._insert(result)
        return result

    def add_generated(
        self, params: GenerateParams, picture: Picture, name: str, title: str, seconds: float, key: tuple[object, ...]
    ) -> Generated:
        """Keeps what a model made of the drawing called `name`."""
        result = Generated(
            params=params, picture=self._vault.keep(picture), name=name, title=title, seconds=seconds, key=key,
            thumbnail=thumbnail(picture),
        )  # fmt: skip
        self._insert(result)
        return result

    def add_transformed(
        self,
        photo: Photo,
        chain: Chain,
        masks: tuple[tuple[str, Picture], ...],
        words: tuple[str, ...],
        picture: Picture,
        title: str,
        seconds: float,
        key: tuple[object, ...],
    ) -> Transformed:
        """Keeps what `chain` made of `photo`."""
        result = Transformed(
            photo=self._vault.keep(photo.picture), origin=weakref.ref(photo), draft=photo.draft, chain=chain,
            masks=masks, words=words, picture=self._vault.keep(picture), name=photo.name, title=title, seconds=seconds,
            key=key, thumbnail=thumbnail(picture), path=photo.path,
        )  # fmt: skip
        self._insert(result)
        return result

    def _insert(self, result: Result) -> None:
        row = len(self._results)
        self.beginInsertRows(QModelIndex(), row, row)
        self._results.append(result)
        self.endInsertRows()

    def remove(self, result: Result) -> None:
        """Throws `result` away."""
        row = self._results.index(result)
        self.beginRemoveRows(QModelIndex(), row, row)
        self._results.pop(row)
        self.endRemoveRows()
        held = {id(kept) for other in self._results for kept in other.kept}
        for kept in result.kept:
            if id(kept) not in held:
                self._vault.forget(kept)

    def find(self, key: tuple[object, ...]) -> Result | None:
        """The result of equal work, if there is one."""
        return next((result for result in self._results if result.key == key), None)

    def row(self, result: Result) -> int:
        return self._results.index(result)

    def star(self, result: Result, on: bool) -> None:
        result.starred = on
        self._tell(result)

    def mark_saved(self, result: Result, path: Path) -> None:
        result.saved_to = path
        if result in self._results:
            self._tell(result)

    def fetch(self, result: Result, done: Callable[[Picture], None], failed: Callable[[str], None]) -> None:
        """Calls `done` with the picture of `result`, at once if it is in memory."""
        self._vault.fetch(result.picture, done, failed)

    def fetch_document(self, result: Painting, done: Callable[[Document], None], failed: Callable[[str], None]) -> None:
        """Calls `done` with the document that the painting was made from."""

        def arrived(picture: Picture) -> None:
            photo = Photo(picture, result.draft, result.name, result.path, result.steps)
            result.origin = weakref.ref(photo)
            done(Document(photo, result.choices, result.masks))

        if (photo := result.origin()) is not None:
            done(Document(photo, result.choices, result.masks))
        else:
            self._vault.fetch(result.photo, arrived, failed)

    def fetch_photo(self, result: Transformed, done: Callable[[Photo], None], failed: Callable[[str], None]) -> None:
        """Calls `done` with the photo that the chain worked on."""

        def arrived(picture: Picture) -> None:
            photo = Photo(picture, result.draft, result.name, result.path)
            result.origin = weakref.ref(photo)
            done(photo)

        if (photo := result.origin()) is not None:
            done(photo)
        else:
            self._vault.fetch(result.photo, arrived, failed)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._results)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        result = self._results[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return result.title
            case Qt.ItemDataRole.DecorationRole:
                return result.thumbnail
            case Qt.ItemDataRole.ToolTipRole:
                return self._describe(result)
            case Qt.ItemDataRole.SizeHintRole:
                return QSize(THUMBNAIL // 2 + 8, THUMBNAIL // 2 + 8)
            case Qt.ItemDataRole.UserRole:
                return result
        return None

    def _describe(self, result: Result) -> str:
        width, height = result.picture.size
        state = self.tr("not saved") if result.saved_to is None else self.tr("saved as {}").format(result.saved_to.name)
        return self.tr("{title} on {name}, {width} × {height}, {seconds:.1f} s, {state}").format(
            title=result.title, name=result.name, width=width, height=height, seconds=result.seconds, state=state
        )

    def _tell(self, result: Result) -> None:
        index = self.index(self.row(result))
        self.dataChanged.emit(index, index)

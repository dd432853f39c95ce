"""What was made: every finished picture of this run, until the artist throws it away."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QImage

from studio.core.chain import Chain
from studio.core.generate import GenerateParams
from studio.core.picture import Picture
from studio.core.resize import fit
from studio.ui.session.result import Found, Generated, Painting, Result, Transformed, file_stem
from studio.ui.session.session import Document, Photo
from studio.ui.session.vault import Kept, PictureVault
from studio.ui.widgets.images import to_qimage

__all__ = ["Found", "Generated", "Painting", "Result", "ResultStore", "Transformed", "file_stem", "thumbnail"]

THUMBNAIL = 144  # pixels: crisp at 200 %
AnyIndex = QModelIndex | QPersistentModelIndex


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

    def __iter__(self) -> Iterator[Result]:
        return iter(tuple(self._results))

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
            photo=self._vault.keep(photo.picture), origin=weakref.ref(photo), of=photo.picture.digest,
            draft=photo.draft, steps=photo.steps, choices=document.choices, masks=document.masks,
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
            photo=self._vault.keep(photo.picture), origin=weakref.ref(photo), of=photo.picture.digest,
            draft=photo.draft, chain=chain, masks=masks, words=words, picture=self._vault.keep(picture),
            name=photo.name, title=title, seconds=seconds, key=key, thumbnail=thumbnail(picture), path=photo.path,
        )  # fmt: skip
        self._insert(result)
        return result

    def _insert(self, result: Result) -> None:
        row = len(self._results)
        self.beginInsertRows(QModelIndex(), row, row)
        self._results.append(result)
        self.endInsertRows()

    def bring(self, results: Sequence[Result]) -> None:
        """Adds results that come from a document."""
        for result in results:
            self._insert(result)

    def keep(self, picture: Picture) -> Kept:
        """Puts a picture into the vault, for a result that is to be brought."""
        return self._vault.keep(picture)

    def look(self, kept: Kept) -> Picture | None:
        """A picture of a result without waiting for it, for somebody who reads it in another thread."""
        return self._vault.look(kept)

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

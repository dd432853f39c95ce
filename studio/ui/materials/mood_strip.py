"""The strip of moods: the map of now in every light there is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from studio.core.moods import Mood
from studio.core.picture import Picture
from studio.ui.materials.moods import Moods
from studio.ui.widgets.picture_tile import PictureTile
from studio.ui.widgets.theme import GRID
from studio.ui.widgets.words import words

ACROSS = 6
PICTURE = QSize(5 * GRID, 5 * GRID)


class MoodStrip(QWidget):
    """Chooses the moods of `moods`; the last tile takes the mood of a photo, and photos may be dropped anywhere."""

    photo_wanted = Signal()
    photo_dropped = Signal(object)  # Path

    def __init__(self, moods: Moods, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._moods = moods
        self.tiles: list[PictureTile] = []  # in the order of `moods.all`
        self.setAccessibleName(self.tr("Moods"))
        self.setAcceptDrops(True)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(lambda place: moods.choose(moods.all[place]))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GRID // 2)
        for column in range(ACROSS):
            self._grid.setColumnStretch(column, 1)
        tip = self.tr("Takes the light of a photo of yours; a photo may also be dropped here.")
        self.from_photo = PictureTile(self.tr("Photo…"), tip, PICTURE, icon="photo")
        self.from_photo.setCheckable(False)
        self.from_photo.clicked.connect(self.photo_wanted)
        moods.list_changed.connect(self._fill)
        moods.changed.connect(self._mark)
        self._fill()

    def set_pictures(self, pictures: dict[Mood | None, Picture]) -> None:
        """What the tiles show; those that lack a picture show none."""
        for mood, tile in zip(self._moods.all, self.tiles, strict=True):
            tile.set_picture(pictures.get(mood))

    def set_picture(self, mood: Mood | None, picture: Picture) -> None:
        """What the tile of one mood shows."""
        for one, tile in zip(self._moods.all, self.tiles, strict=True):
            if one == mood:
                tile.set_picture(picture)

    def _fill(self) -> None:
        pictures = {tile.text(): tile.picture for tile in self.tiles}
        for tile in self.tiles:
            self._group.removeButton(tile)
            self._grid.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self._grid.removeWidget(self.from_photo)
        self.tiles = []
        for place, mood in enumerate(self._moods.all):
            if mood is None:
                title, tip = self.tr("By seed"), self.tr("Leaves the light to the seed.")
            else:
                title = words(mood.name)
                tip = self.tr("{}: a click takes this light, one with Shift mixes it in.").format(title)
            tile = PictureTile(title, tip, PICTURE, icon="dice" if mood is None else "")
            tile.set_picture(pictures.get(title))
            tile.second.connect(lambda mood=mood: self._moods.choose_second(mood))
            self._group.addButton(tile, place)
            self._grid.addWidget(tile, place // ACROSS, place % ACROSS)
            self.tiles.append(tile)
        last = len(self.tiles)
        self._grid.addWidget(self.from_photo, last // ACROSS, last % ACROSS)
        self._mark()

    def _mark(self) -> None:
        for mood, tile in zip(self._moods.all, self.tiles, strict=True):
            if mood == self._moods.first:
                tile.setChecked(True)
                self.setFocusProxy(tile)
            tile.set_badge("+" if mood is not None and mood == self._moods.second else "")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _file_in(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _file_in(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.photo_dropped.emit(path)


def _file_in(mime: QMimeData) -> Path | None:
    local = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return local[0] if local else None

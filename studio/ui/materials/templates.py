"""Maps to begin with: a page of scenes, each shown as the model sees it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QVBoxLayout, QWidget

from studio.core.examples.templates import TEMPLATES, template
from studio.core.generate import GenerateParams, GenerateRequest
from studio.core.palettes import Palette
from studio.core.picture import Picture
from studio.ui.session.small_pictures import Errand, Rank, SmallPictures
from studio.ui.widgets.picture_tile import PictureTile
from studio.ui.widgets.theme import GRID

ACROSS = 5
SIDE = 176  # pixels of the long side of one picture


class TemplatesDialog(QDialog):
    """The scenes that the program paints; a click takes one. First they show as maps, then as photos."""

    chosen = Signal(str)  # the id of a template

    def __init__(
        self,
        form: tuple[int, int],
        palette: Palette,
        params: GenerateParams | None,
        pictures: SmallPictures,
        parent: QWidget | None = None,
    ) -> None:
        """form: width and height of the canvas. params: the model that shows them as photos, None for maps alone."""
        super().__init__(parent)
        self._pictures = pictures
        self.setWindowTitle(self.tr("Templates"))
        scale = SIDE / max(form)
        width, height = max(8, round(form[0] * scale)), max(8, round(form[1] * scale))
        words = QLabel(self.tr("Begin with one of these, and paint on; what is on the map now comes back with Undo."))
        words.setProperty("tone", "dim")
        grid = QGridLayout()
        grid.setSpacing(GRID)
        self.tiles: dict[str, PictureTile] = {}
        errands = []
        for place, (name, title) in enumerate(TEMPLATES):
            tip = self.tr("Puts this scene on the map.")
            tile = PictureTile(title, tip, QSize(SIDE, min(height, SIDE)))
            tile.setCheckable(False)
            source = palette.paint(template(name, width, height))
            tile.set_picture(source)
            tile.clicked.connect(lambda _=False, name=name: self._take(name))
            grid.addWidget(tile, place // ACROSS, place % ACROSS)
            self.tiles[name] = tile
            if params is not None:
                params = replace(params, size=SIDE)
                errands.append(Errand(GenerateRequest(source, params), lambda made, tile=tile: _show(tile, made)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addWidget(words)
        layout.addLayout(grid)
        next(iter(self.tiles.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        pictures.want(Rank.TEMPLATES, errands)

    def _take(self, name: str) -> None:
        self.chosen.emit(name)
        self.accept()

    def done(self, result: int) -> None:
        """Closed, one way or the other: what has not been made is not made."""
        self._pictures.want(Rank.TEMPLATES, ())
        self.tiles = {}
        super().done(result)


def _show(tile: PictureTile, picture: Picture | None) -> None:
    if picture is not None:
        tile.set_picture(picture)

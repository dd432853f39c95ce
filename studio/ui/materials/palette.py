"""The panel of materials: small pictures to paint with, found by name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from studio.ui.materials.palette_model import PaletteModel
from studio.ui.materials.toolbox import MapToolbox
from studio.ui.widgets.fitting_scroll import FittingScroll
from studio.ui.widgets.picture_tile import PictureTile
from studio.ui.widgets.theme import GRID
from studio.ui.widgets.words import words

ACROSS = 5
PICTURE = QSize(7 * GRID, 6 * GRID)


class MaterialPalette(QWidget):
    """Chooses what `tools` paints; the one that X brings carries a badge."""

    chosen = Signal()  # a material was taken: the hand goes back to the canvas

    def __init__(self, model: PaletteModel, tools: MapToolbox, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._tools = model, tools
        self.tiles: list[PictureTile] = []
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find (Ctrl+F)"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(self.tr("Find a material"))
        self.search.setToolTip(self.tr("Type a name; Enter takes the first material that fits."))
        self.search.installEventFilter(self)
        self.nothing = QLabel(self.tr("No material is called that."))
        self.nothing.setProperty("tone", "dim")
        self.nothing.hide()
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._take)
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(GRID, 0, GRID, GRID)
        self._grid.setSpacing(GRID // 2)
        for column in range(ACROSS):
            self._grid.setColumnStretch(column, 1)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(GRID, GRID, GRID, GRID)
        self.head.setSpacing(GRID)
        self.head.addWidget(self.search, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.head)
        column.addWidget(self.nothing, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(FittingScroll(inside), 1)
        column.addStretch()
        self.setMinimumWidth(38 * GRID)
        self.search.textChanged.connect(self._filter)
        model.palette_changed.connect(self._fill)
        model.picture_changed.connect(lambda index: self.tiles[index].set_picture(model.picture(index)))
        tools.changed.connect(self._mark)
        self._fill()

    def focus_search(self) -> None:
        """Puts the cursor into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _fill(self) -> None:
        for tile in self.tiles:
            self._group.removeButton(tile)
            self._grid.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        palette = self._model.palette
        self.tiles = []
        for index, (name, rgb) in enumerate(zip(palette.names, palette.colours, strict=True)):
            tip = self.tr("Paints {}; a click with Shift keeps it for X.").format(words(name))
            tile = PictureTile(_titled(words(name)), tip, PICTURE, ground=QColor(*rgb), chip=QColor(*rgb))
            tile.set_picture(self._model.picture(index))
            tile.second.connect(lambda index=index: self._take_second(index))
            self._group.addButton(tile, index)
            self.tiles.append(tile)
        self._filter()
        self._mark()

    def _filter(self) -> None:
        found = self._model.find(self.search.text())
        for tile in self.tiles:
            self._grid.removeWidget(tile)
            tile.hide()
        for place, index in enumerate(found):
            self._grid.addWidget(self.tiles[index], place // ACROSS, place % ACROSS)
            self.tiles[index].show()
        self.nothing.setVisible(not found)

    def _mark(self) -> None:
        tools = self._tools
        if tools.palette != self._model.palette:
            return  # about to follow
        self.tiles[tools.material].setChecked(True)
        for index, tile in enumerate(self.tiles):
            tile.set_badge("X" if index == tools.other and index != tools.material else "")

    def _take(self, index: int) -> None:
        self._tools.set_material(index)

    def _take_second(self, index: int) -> None:
        """Keeps a material for X; what is painted with stays."""
        tools = self._tools
        if index not in (tools.material, tools.other):
            first = tools.material
            tools.set_material(index)
            tools.set_material(first)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.search:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if found := self._model.find(self.search.text()):
                    self._take(found[0])
                    self._leave_search()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._leave_search()
                return True
        return super().eventFilter(watched, event)

    def _leave_search(self) -> None:
        self.search.clear()
        self.chosen.emit()


def _titled(name: str) -> str:
    """With a capital letter in front; the rest as its language has it."""
    return name[:1].upper() + name[1:]

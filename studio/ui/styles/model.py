"""The styles that the picker lists, their small pictures and their marks, as a Qt list model."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImageReader, QPainter, QPixmap

from studio.core.picture import Picture
from studio.library.styles import Style
from studio.ui.widgets.images import square_pixmap, to_qimage
from studio.ui.widgets.theme import colours

Index = QModelIndex | QPersistentModelIndex
STYLE_ROLE = Qt.ItemDataRole.UserRole
MAX_THUMBNAILS = 256
LOADS_PER_TICK = 4
MAX_SIDE = 4096  # pixels; a larger thumbnail is not one of ours


def thumbnail(style: Style, side: int) -> QPixmap | None:
    """The style's small picture, cropped to a square of `side` physical pixels; None if there is none to read."""
    if not style.thumbnail.is_file():
        return None
    reader = QImageReader(str(style.thumbnail))
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > MAX_SIDE:
        return None
    image = reader.read()
    return None if image.isNull() else square_pixmap(image, side)


def paint_swatch(painter: QPainter, rect: QRectF, swatch: tuple[str, ...]) -> None:
    """The style's colours as stripes: what is shown until there is a picture."""
    stripes = swatch or (colours().raised,)
    width = rect.width() / len(stripes)
    for i, colour in enumerate(stripes):
        painter.fillRect(QRectF(rect.left() + i * width, rect.top(), width + 1, rect.height()), QColor(colour))


def style_pixmap(style: Style, side: int) -> QPixmap:
    """The thumbnail, or the swatch, as a square of `side` physical pixels."""
    pixmap = thumbnail(style, side)
    if pixmap is None:
        pixmap = QPixmap(side, side)
        painter = QPainter(pixmap)
        paint_swatch(painter, QRectF(0, 0, side, side), style.swatch)
        painter.end()
    return pixmap


def describe(style: Style) -> str:
    """Title, artist and year in one line."""
    return ", ".join(part for part in (style.title, style.artist, style.year) if part)


class StyleModel(QAbstractListModel):
    """The styles in the order in which they are shown, and what is marked, starred and rendered of them."""

    renamed = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.styles: tuple[Style, ...] = ()
        self.favourites: frozenset[str] = frozenset()
        self.current: str | None = None
        self.second: str | None = None
        self._pictures: dict[str, QPixmap] = {}
        self._thumbnails: OrderedDict[tuple[str, int], QPixmap | None] = OrderedDict()
        self._wanted: OrderedDict[tuple[str, int], Style] = OrderedDict()
        self._loader = QTimer(self, interval=0)
        self._loader.timeout.connect(self._load_some)

    def set_styles(self, styles: Iterable[Style], favourites: Iterable[str]) -> None:
        """Replaces what is listed; small pictures that are known stay, also those not listed now."""
        self.beginResetModel()
        self.styles = tuple(styles)
        self.favourites = frozenset(favourites)
        self.endResetModel()

    def forget_thumbnails(self) -> None:
        """Reads the small pictures again when they are next shown."""
        self._thumbnails.clear()

    def row_of(self, style_id: str | None) -> int:
        """The row of that style, -1 if it is not listed."""
        return next((row for row, style in enumerate(self.styles) if style.id == style_id), -1)

    def mark(self, current: str | None, second: str | None) -> None:
        """Marks the style that paints and the one that is mixed in."""
        touched = {self.current, self.second, current, second}
        self.current, self.second = current, second
        for style_id in touched:
            self._repaint(style_id)

    def set_picture(self, style_id: str, picture: Picture, side: int) -> None:
        """Shows `picture` on that tile, `side` physical pixels wide, instead of the thumbnail."""
        self._pictures[style_id] = square_pixmap(to_qimage(picture), side)
        self._repaint(style_id)

    def clear_pictures(self) -> None:
        """Goes back to the thumbnails."""
        shown = tuple(self._pictures)
        self._pictures.clear()
        for style_id in shown:
            self._repaint(style_id)

    def pixmap(self, style: Style, side: int) -> QPixmap | None:
        """What the tile shows at `side` physical pixels, or None while that is being read or there is nothing."""
        if style.id in self._pictures:
            return self._pictures[style.id]
        key = (style.id, side)
        if key in self._thumbnails:
            self._thumbnails.move_to_end(key)
            return self._thumbnails[key]
        self._wanted[key] = style
        self._loader.start()
        return None

    def _load_some(self) -> None:
        # Newest first: what was scrolled away meanwhile can wait.
        for _ in range(min(LOADS_PER_TICK, len(self._wanted))):
            (style_id, side), style = self._wanted.popitem()
            self._thumbnails[style_id, side] = thumbnail(style, side)
            self._repaint(style_id)
        while len(self._thumbnails) > MAX_THUMBNAILS:
            self._thumbnails.popitem(last=False)
        if not self._wanted:
            self._loader.stop()

    def _repaint(self, style_id: str | None) -> None:
        row = self.row_of(style_id)
        if row >= 0:
            self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.styles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        style = self.styles[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return style
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return style.title
            case Qt.ItemDataRole.ToolTipRole:
                return self.tr("{}: click to paint in this style.").format(describe(style))
            case Qt.ItemDataRole.AccessibleTextRole:
                return (
                    self.tr("{}, favourite").format(describe(style)) if style.id in self.favourites else describe(style)
                )
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and not self.styles[index.row()].bundled:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        title = str(value).strip()
        style = self.styles[index.row()]
        if role != Qt.ItemDataRole.EditRole or style.bundled or title in ("", style.title):
            return False
        self.renamed.emit(style.id, title)
        return True

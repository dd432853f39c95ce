"""Choosing a painting: search, filters and a grid of tiles."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from studio.core.errors import StudioError
from studio.core.picture import Picture
from studio.library.styles import Style, StyleLibrary, StyleShelf
from studio.ui.styles.grid import StyleGrid
from studio.ui.styles.model import StyleModel
from studio.ui.widgets.buttons import tool_button
from studio.ui.widgets.icons import icon
from studio.ui.widgets.images import paths_in
from studio.ui.widgets.theme import GRID
from studio.ui.widgets.words import marked as _
from studio.ui.widgets.words import words

FILTERS = (
    (_("All"), _("Shows every style."), _("No style matches this search.")),
    (_("Favourites"), _("Shows the styles that you starred."), _("Star a style to keep it here.")),
    (_("Recent"), _("Shows the styles that you used last."), _("The styles you paint with will be here.")),
    (_("Mine"), _("Shows the styles made from your own pictures."), _("Drop any picture here to paint in its style.")),
)


class StylePicker(QWidget):
    """The styles of a library. A click or Enter chooses, Ctrl+click or Shift+Enter mixes in.

    F stars the marked tile, F2 renames and Delete asks to remove a style of the user's own. Pictures dropped here are
    meant to become styles.
    """

    style_chosen = Signal(str)
    second_chosen = Signal(str)
    pictures_dropped = Signal(list)  # list[Path]
    add_requested = Signal()
    remove_requested = Signal(str)
    rename_requested = Signal(str, str)
    visible_changed = Signal()  # scrolled, searched, filtered, resized: other tiles are worth rendering
    failed = Signal(str)  # one sentence

    def __init__(self, library: StyleLibrary, shelf: StyleShelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library, self._shelf = library, shelf
        self._model = StyleModel(self)
        self._model.renamed.connect(self.rename_requested)
        self._grid = StyleGrid(self._model)
        self._grid.chosen.connect(self.style_chosen)
        self._grid.second.connect(self.second_chosen)
        self._grid.starred.connect(self.toggle_favourite)
        self._grid.remove_asked.connect(self.remove_requested)
        self._grid.menu_asked.connect(lambda style_id, at: self.menu_for(style_id).popup(at))
        self._grid.verticalScrollBar().valueChanged.connect(lambda _: self.visible_changed.emit())
        self._grid.laid_out.connect(self.visible_changed)

        self._search = _SearchField()
        self._search.textChanged.connect(lambda _: self._list())
        self._search.moved_on.connect(self._grid.enter)
        self._search.returnPressed.connect(self._grid.choose_first)
        tip = self.tr("Makes a style from a picture of your own.")
        self._add = tool_button(tip, icon_name="plus", name=self.tr("Add a picture as a style"))
        self._add.clicked.connect(self.add_requested)

        top = QHBoxLayout()
        top.setSpacing(GRID // 2)
        top.addWidget(self._search)
        top.addWidget(self._add)
        chips = QHBoxLayout()
        chips.setSpacing(GRID // 2)
        self._filters = QButtonGroup(self)
        for number, (text, tip, _hint) in enumerate(FILTERS):
            chip = tool_button(words(tip), words(text), name=self.tr("{} styles").format(words(text)), checkable=True)
            chip.setProperty("chip", True)
            chip.setChecked(number == 0)
            self._filters.addButton(chip, number)
            chips.addWidget(chip)
        chips.addStretch()
        self._filters.idToggled.connect(lambda _, on: self._list() if on else None)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID, GRID, GRID, 0)
        layout.setSpacing(GRID)
        layout.addLayout(top)
        layout.addLayout(chips)
        layout.addWidget(self._grid, 1)
        self.setAcceptDrops(True)
        self.setAccessibleName(self.tr("Styles"))
        self.setFocusProxy(self._grid)
        self.refresh()

    def refresh(self) -> None:
        """Reads the library, the shelf and the thumbnails again."""
        self._model.forget_thumbnails()
        self._list()

    def set_current(self, style_id: str | None) -> None:
        """Marks the style that paints now and, if it is another one, brings it into view; does not emit."""
        if style_id == self._model.current:
            return
        self._model.mark(style_id, self._model.second)
        row = self._model.row_of(style_id)
        if row >= 0:
            self._grid.setCurrentIndex(self._model.index(row))

    def set_second(self, style_id: str | None) -> None:
        """Marks the style that is mixed in; does not emit."""
        if style_id != self._model.second:
            self._model.mark(self._model.current, style_id)

    def set_tile_picture(self, style_id: str, picture: Picture) -> None:
        """Shows `picture` (the user's photo in that style) instead of the thumbnail."""
        self._model.set_picture(style_id, picture, self._grid.tile.pixels(self.devicePixelRatioF()))

    def clear_tile_pictures(self) -> None:
        """Goes back to the thumbnails."""
        self._model.clear_pictures()

    def visible_style_ids(self) -> tuple[str, ...]:
        """The styles on screen now, top left first: those worth rendering."""
        window = self._grid.viewport().rect()
        rows = range(len(self._model.styles))
        shown = (row for row in rows if self._grid.visualRect(self._model.index(row)).intersects(window))
        return tuple(self._model.styles[row].id for row in shown)

    def style_ids(self) -> tuple[str, ...]:
        """All the styles that the search and the filter let through."""
        return tuple(style.id for style in self._model.styles)

    def focus_search(self) -> None:
        """Puts the cursor into the search field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def toggle_favourite(self, style_id: str) -> None:
        """Stars a style or takes its star."""
        try:
            self._shelf.toggle_favourite(style_id)
        except StudioError as error:
            self.failed.emit(str(error))
        self._list()

    def menu_for(self, style_id: str) -> QMenu:
        """What can be done with a style."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        style = self._library.get(style_id)
        starred = style_id in self._shelf.favourites
        add = menu.addAction
        add(self.tr("Use this style")).triggered.connect(lambda: self.style_chosen.emit(style_id))
        add(self.tr("Use as second style")).triggered.connect(lambda: self.second_chosen.emit(style_id))
        add(
            icon("star" if starred else "star-filled"),
            self.tr("Remove from favourites") if starred else self.tr("Add to favourites"),
        ).triggered.connect(lambda: self.toggle_favourite(style_id))
        if not style.bundled:
            menu.addSeparator()
            add(self.tr("Rename…")).triggered.connect(lambda: self._grid.rename(style_id))
            add(icon("trash"), self.tr("Remove")).triggered.connect(lambda: self.remove_requested.emit(style_id))
        return menu

    def _list(self) -> None:
        """Lists what the search and the filter let through, keeping the place."""
        styles = self._library.search(self._search.text())
        match self._filters.checkedId():
            case 1:
                styles = _in_order(styles, self._shelf.favourites)
            case 2:
                styles = _in_order(styles, self._shelf.recents)
            case 3:
                styles = tuple(style for style in styles if not style.bundled)
        kept = self._grid.marked() or self._model.current
        place = self._grid.verticalScrollBar().value()
        self._model.set_styles(styles, self._shelf.favourites)
        row = self._model.row_of(kept)
        if row >= 0:
            self._grid.selectionModel().setCurrentIndex(
                self._model.index(row), self._grid.selectionModel().SelectionFlag.ClearAndSelect
            )
        self._grid.verticalScrollBar().setValue(place)
        number = self._filters.checkedId()
        self._grid.hint = words(FILTERS[0 if self._search.text() else number][2]) if not styles else ""
        self._grid.viewport().update()
        self.visible_changed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if paths_in(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._grid.set_dropping(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._grid.set_dropping(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._grid.set_dropping(False)
        if paths := paths_in(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.pictures_dropped.emit(paths)


def _in_order(styles: tuple[Style, ...], ids: tuple[str, ...]) -> tuple[Style, ...]:
    """Those of `styles` that are in `ids`, in that order."""
    known = {style.id: style for style in styles}
    return tuple(known[style_id] for style_id in ids if style_id in known)


class _SearchField(QLineEdit):
    """Looks for styles while one types; Down goes on to the tiles, Escape empties it."""

    moved_on = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(self.tr("Title, artist or tag"))
        self.setToolTip(self.tr("Finds styles by title, artist or tag."))
        self.setAccessibleName(self.tr("Search styles"))
        self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        clear = self.addAction(icon("close"), QLineEdit.ActionPosition.TrailingPosition)
        clear.setToolTip(self.tr("Empties the search."))
        for button in self.findChildren(QToolButton):  # a field does not name its little buttons
            button.setAccessibleName(button.defaultAction().toolTip() or self.tr("Search"))
        clear.setVisible(False)
        clear.triggered.connect(self.clear)
        self.textChanged.connect(lambda text: clear.setVisible(bool(text)))

    def event(self, event: QEvent) -> bool:
        # Escape empties the field before it stops what the window is doing.
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escape and event.type() == QEvent.Type.ShortcutOverride and self.text():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.moved_on.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

"""The list of layers, topmost first, and what can be done with the chosen one."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer
from PySide6.QtGui import QDropEvent, QIcon, QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from studio.core.params import Control
from studio.document.blend import on_white
from studio.document.layer import Blend, Kind, Layer
from studio.ui.sketch.session import SEEN, SketchSession
from studio.ui.sketch.slim_slider import SlimSlider
from studio.ui.widgets.icons import icon
from studio.ui.widgets.theme import GRID
from studio.ui.widgets.words import marked as _
from studio.ui.widgets.words import words
from studio.ui.window.actions import Actions

OPACITY = Control("layer-opacity", "Opacity", 0.0, 1.0, 1.0, "How much of the chosen layer shows.")
EYE, NAME, LOCK = range(3)
THUMB = 4 * GRID  # logical pixels
THUMBS_MS = 500
ID = Qt.ItemDataRole.UserRole
WORDS = {
    Kind.SKETCH: _("Lines that the photo follows"),
    Kind.HINTS: _("Colours that the photo follows"),
    Kind.LABELS: _("Materials that the photo is made of"),
    Kind.REFERENCE: _("A photo to draw over; it does not change the result"),
    Kind.RESULT: _("A result that was kept"),
}
BLENDS = {Blend.NORMAL: _("Normal"), Blend.MULTIPLY: _("Multiply"), Blend.SCREEN: _("Screen")}

COMMANDS = tuple(f"sketch-layer-{name}" for name in ("add", "add-hints", "up", "down", "remove"))


class LayersPanel(QWidget):
    """Shows and changes the layers of `session`; drag to reorder, a double click or F2 renames.

    kinds: which layers the room shows. commands: its buttons.
    """

    def __init__(
        self,
        session: SketchSession,
        actions: Actions,
        parent: QWidget | None = None,
        *,
        kinds: Collection[Kind] = SEEN,
        commands: Sequence[str] = COMMANDS,
    ) -> None:
        super().__init__(parent)
        self._session, self._kinds = session, frozenset(kinds)
        self._filling = False
        self._sliding = False
        self.list = _List(session)
        self.list.setAccessibleName(self.tr("Layers"))
        self.list.setAccessibleDescription(
            self.tr("Space shows or hides the layer, Shift+Space locks it, F2 renames it.")
        )
        self.opacity = SlimSlider(OPACITY)
        self.blend = QComboBox()
        for blend, word in BLENDS.items():
            self.blend.addItem(words(word), blend)
        self.blend.setAccessibleName(self.tr("Blending"))
        self.blend.setToolTip(self.tr("How the layer's colours meet those below: Multiply darkens, Screen lightens."))
        self.buttons = [_button(actions, command) for command in commands]
        look, row = QHBoxLayout(), QHBoxLayout()
        look.setSpacing(GRID)
        look.addWidget(self.blend)
        look.addWidget(self.opacity, 1)
        row.setSpacing(GRID // 2)
        row.addStretch(1)
        for button in self.buttons:
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID // 2, GRID, GRID)
        column.setSpacing(GRID // 2)
        column.addLayout(look)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        self._thumbs_soon = QTimer(self, singleShot=True, interval=THUMBS_MS)
        self._thumbs_soon.timeout.connect(self._draw_thumbs)

        self.blend.activated.connect(self._set_blend)
        self.opacity.moved.connect(self._set_opacity)
        self.opacity.released.connect(self._end_slide)
        self.list.currentItemChanged.connect(self._on_chosen)
        self.list.itemClicked.connect(self._on_clicked)
        self.list.itemChanged.connect(self._on_renamed)
        session.layers_changed.connect(self.refresh)
        session.document_changed.connect(self.refresh)
        session.settled.connect(self._thumbs_soon.start)
        self.refresh()

    def refresh(self) -> None:
        """Shows the layers as they are."""
        document = self._session.document
        self._filling = True
        layers = self._layers()
        while self.list.topLevelItemCount() > len(layers):
            self.list.takeTopLevelItem(self.list.topLevelItemCount() - 1)
        for row, layer in enumerate(layers):
            item = self.list.topLevelItem(row)
            if item is None:
                item = _new_item()
                self.list.addTopLevelItem(item)
            self._show(item, layer)
            if layer.id == document.active:
                self.list.setCurrentItem(item, NAME)
        self._filling = False
        active = self._session.layer
        for part in (self.opacity, self.blend):
            part.setEnabled(active is not None and active.kind is not Kind.LABELS)  # a material is there or not
        if active is not None:
            self.opacity.show_number(active.opacity)
            self.blend.setCurrentIndex(self.blend.findData(active.blend))
        self._thumbs_soon.start()

    def _layers(self) -> list[Layer]:
        """Those that are shown, topmost first."""
        return [layer for layer in self._session.document.layers[::-1] if layer.kind in self._kinds]

    def _show(self, item: QTreeWidgetItem, layer: Layer) -> None:
        if item.data(NAME, ID) != layer.id:
            item.setIcon(NAME, QIcon())
            item.setData(NAME, ID, layer.id)
        item.setIcon(EYE, icon("eye" if layer.visible else "eye-off"))
        item.setToolTip(EYE, self.tr("Shows or hides the layer."))
        item.setData(
            EYE, Qt.ItemDataRole.AccessibleTextRole, self.tr("Visible") if layer.visible else self.tr("Hidden")
        )
        item.setText(NAME, layer.name)
        item.setToolTip(NAME, self.tr("{}.").format(words(WORDS[layer.kind])))
        item.setIcon(LOCK, icon("lock" if layer.locked else "unlock"))
        item.setToolTip(LOCK, self.tr("Locks the layer against changes, or unlocks it."))
        item.setData(
            LOCK, Qt.ItemDataRole.AccessibleTextRole, self.tr("Locked") if layer.locked else self.tr("Unlocked")
        )

    def _draw_thumbs(self) -> None:
        """Small pictures of the layers, when the hand rests."""
        if self._session.busy:
            self._thumbs_soon.start()
            return
        self._filling = True
        for row, layer in enumerate(self._layers()):
            item = self.list.topLevelItem(row)
            if item is not None and self.isVisible():
                thumb = _thumb(layer, THUMB, self.devicePixelRatioF())
                both = QIcon(thumb)
                both.addPixmap(thumb, QIcon.Mode.Selected)  # colours as they are, on the chosen row, too
                item.setIcon(NAME, both)
        self._filling = False

    # --- what the artist does ----------------------------------------------------------------------------------------

    def _on_chosen(self, item: QTreeWidgetItem | None) -> None:
        if not self._filling and item is not None:
            self._session.activate(item.data(NAME, ID))

    def _on_clicked(self, item: QTreeWidgetItem, column: int) -> None:
        if column == EYE:
            self.list.toggle(item, "visible")
        elif column == LOCK:
            self.list.toggle(item, "locked")

    def _on_renamed(self, item: QTreeWidgetItem, column: int) -> None:
        if not self._filling and column == NAME:
            name = item.text(NAME).strip()
            if name:
                self._session.set_layer(item.data(NAME, ID), name=name)
            self.refresh()

    def _set_blend(self) -> None:
        if self._session.layer is not None:
            self._session.set_layer(self._session.layer.id, blend=self.blend.currentData())

    def _set_opacity(self, value: float) -> None:
        """One drag is one step."""
        if self._session.layer is not None:
            self._session.set_layer(self._session.layer.id, merge=self._sliding, opacity=value)
            self._sliding = True

    def _end_slide(self) -> None:
        self._sliding = False


class _List(QTreeWidget):
    """Rows of eye, name and lock; a row that is dropped elsewhere takes its layer along."""

    def __init__(self, session: SketchSession) -> None:
        super().__init__()
        self._session = session
        self.setColumnCount(3)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setIconSize(QSize(THUMB, THUMB * 3 // 4))
        self.setDragDropMode(QTreeWidget.DragDropMode.InternalMove)
        self.setEditTriggers(QTreeWidget.EditTrigger.DoubleClicked | QTreeWidget.EditTrigger.EditKeyPressed)
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(3 * GRID)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column in (EYE, LOCK):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, 6 * GRID)

    def sizeHint(self) -> QSize:
        return QSize(30 * GRID, 20 * GRID)

    def minimumSizeHint(self) -> QSize:
        return QSize(20 * GRID, 12 * GRID)

    def toggle(self, item: QTreeWidgetItem, setting: str) -> None:
        """Turns "visible" or "locked" of a row's layer round."""
        layer = self._session.document.layer(item.data(NAME, ID))
        self._session.set_layer(layer.id, **{setting: not getattr(layer, setting)})

    def edit(self, index: QModelIndex | QPersistentModelIndex, *args: object) -> bool:  # type: ignore[override]
        """Only names are typed."""
        if index.column() != NAME:
            return False
        return super().edit(index, *args)  # type: ignore[arg-type]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if item is not None and event.key() == Qt.Key.Key_Space:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.toggle(item, "locked" if shift else "visible")
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """The document moves its layer; the list follows it."""
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        item = self.currentItem()
        if event.source() is not self or item is None:
            return
        under = self.itemAt(event.position().toPoint())
        row = self.indexOfTopLevelItem(under) if under is not None else self.topLevelItemCount()
        if under is not None and self.dropIndicatorPosition() == QTreeWidget.DropIndicatorPosition.BelowItem:
            row += 1
        self.move_row(self.indexOfTopLevelItem(item), row)

    def move_row(self, start: int, gap: int) -> None:
        """Takes the layer of row `start` to the gap above row `gap`."""
        item = self.topLevelItem(start)
        if item is not None:
            end = gap - 1 if gap > start else gap
            self._session.shift_layer(item.data(NAME, ID), start - end)


def _button(actions: Actions, command: str) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(actions[command])
    button.setIconSize(QSize(18, 18))
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setAccessibleName(actions[command].text().replace("&", ""))
    return button


def _new_item() -> QTreeWidgetItem:
    item = QTreeWidgetItem()
    flag = Qt.ItemFlag
    item.setFlags(flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsEditable | flag.ItemIsDragEnabled)
    return item


def _thumb(layer: Layer, side: int, ratio: float) -> QPixmap:
    """The layer on white, small; every so many pixels are enough for that."""
    height, width = layer.pixels.shape[:2]
    step = max(1, max(width, height) // (4 * side))
    small = on_white(layer.pixels[::step, ::step])
    image = QImage(small.data, small.shape[1], small.shape[0], 3 * small.shape[1], QImage.Format.Format_RGB888)
    size = QSize(side, side * 3 // 4) * ratio
    smooth = Qt.TransformationMode.SmoothTransformation
    pixmap = QPixmap.fromImage(image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, smooth))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap

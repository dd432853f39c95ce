"""At the start after a crash: the work that was not saved, to open, keep for later or delete."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QDateTime, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.core.picture import Picture
from studio.project.recovery import Found
from studio.ui.widgets.background import Background
from studio.ui.widgets.images import to_qimage
from studio.ui.widgets.theme import GRID

THUMBNAIL = QSize(176, 120)
_FOUND = Qt.ItemDataRole.UserRole


class RecoveryDialog(QDialog):
    """Shows what was found, newest first. What is neither opened nor deleted is offered again at the next start."""

    open_requested = Signal(object)  # Found; from then on it belongs to the listener

    def __init__(self, found: Sequence[Found], background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Unsaved Work"))
        self.resize(72 * GRID, 60 * GRID)
        self._held = list(found)
        self._what = QLabel(self.tr("The program ended before this work was saved. Which of it do you want to open?"))
        self._what.setWordWrap(True)
        self.list = QListWidget()
        self.list.setIconSize(THUMBNAIL)
        self.list.setAccessibleName(self.tr("Unsaved work"))
        self.list.setSpacing(GRID // 2)
        self.open_button = QPushButton(self.tr("&Open"))
        self.open_button.setToolTip(self.tr("Opens the selected work; the rest is offered again at the next start."))
        self.later_button = QPushButton(self.tr("&Later"))
        self.later_button.setToolTip(self.tr("Keeps all of it and asks again at the next start."))
        self.delete_button = QPushButton(self.tr("&Delete…"))
        self.delete_button.setToolTip(self.tr("Deletes the selected work for good."))
        self.open_button.setDefault(True)
        for button in (self.later_button, self.delete_button):
            button.setAutoDefault(False)
        self._lay_out()
        blank = QPixmap(THUMBNAIL)
        blank.fill(Qt.GlobalColor.transparent)
        for work in self._held:
            item = QListWidgetItem(QIcon(blank), self._words(work), self.list)
            item.setData(_FOUND, work)
            background.run(work.thumbnail, partial(self._show_thumbnail, work), lambda _sentence: None)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(self._open)
        self.open_button.clicked.connect(self._open)
        self.later_button.clicked.connect(self.reject)
        self.delete_button.clicked.connect(self._delete)
        self.finished.connect(self._release)

    @property
    def selected(self) -> Found | None:
        """What the buttons act on."""
        item = self.list.currentItem()
        return item.data(_FOUND) if item is not None else None

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.delete_button)
        buttons.addStretch(1)
        buttons.addWidget(self.later_button)
        buttons.addWidget(self.open_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(GRID + GRID // 2)
        layout.addWidget(self._what)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)

    def _words(self, work: Found) -> str:
        when = QLocale().toString(
            QDateTime.fromSecsSinceEpoch(int(work.when.timestamp())), QLocale.FormatType.ShortFormat
        )
        width, height = work.size
        name = work.name or self.tr("Never saved")
        words = self.tr("{name}\n{when}\n{width} × {height} pixels").format(
            name=name, when=when, width=width, height=height
        )
        return words + "\n" + self.tr("The file was saved after this.") if work.superseded else words

    def _show_thumbnail(self, work: Found, picture: Picture | None) -> None:
        if work not in self._held:  # it is opened or deleted, or the dialog is gone
            return
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item.data(_FOUND) is work and picture is not None:
                item.setIcon(_framed(picture))

    def _open(self) -> None:
        work = self.selected
        if work is not None:
            self._held.remove(work)
            self.accept()
            self.open_requested.emit(work)

    def _delete(self) -> None:
        work = self.selected
        if work is None or not self._sure(work):
            return
        self._held.remove(work)
        work.forget()
        self.list.takeItem(self.list.currentRow())
        if not self._held:
            self.reject()

    def _sure(self, work: Found) -> bool:
        box = QMessageBox(self)
        box.setWindowTitle(self.tr("Delete Unsaved Work"))
        box.setText(self.tr("Delete “{}” for good?").format(work.name or self.tr("Never saved")))
        box.setInformativeText(self.tr("Nobody can bring it back after that."))
        delete = box.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        return box.clickedButton() is delete

    def _release(self) -> None:
        for work in self._held:
            work.release()
        self._held.clear()


def _framed(picture: Picture) -> QIcon:
    """The picture in the middle of a thumbnail of the common size, so that texts stand below one another."""
    mode = Qt.TransformationMode.SmoothTransformation
    scaled = to_qimage(picture).scaled(THUMBNAIL, Qt.AspectRatioMode.KeepAspectRatio, mode)
    result = QPixmap(THUMBNAIL)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.drawImage((THUMBNAIL.width() - scaled.width()) // 2, (THUMBNAIL.height() - scaled.height()) // 2, scaled)
    painter.end()
    icon = QIcon(result)
    icon.addPixmap(result, QIcon.Mode.Selected)  # Qt would tint it
    return icon

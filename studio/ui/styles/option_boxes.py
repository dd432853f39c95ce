"""Drop-down choices of the panel: one of a few words, and a size in pixels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from studio.core.params import MAX_SIZE, MIN_SIZE

SIZES = (512, 768, 1024, 1536, 2048, 3072, 4096)


class QuietBox(QComboBox):
    """A combo box that the wheel does not change by accident: it must have the focus."""

    def __init__(self, name: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setAccessibleName(name)
        self.setToolTip(tip)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceBox(QuietBox):
    """One of a few values, each with words and a tip."""

    chosen = Signal(object)

    def __init__(
        self, name: str, tip: str, values: Mapping[StrEnum, tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(name, tip, parent)
        self._values = list(values)
        for words, explanation in values.values():
            self.addItem(words)
            self.setItemData(self.count() - 1, explanation, Qt.ItemDataRole.ToolTipRole)
        self.activated.connect(lambda row: self.chosen.emit(self._values[row]))

    def show_value(self, value: StrEnum) -> None:
        """Shows `value` without emitting."""
        self.setCurrentIndex(self._values.index(value))


class SizeBox(QuietBox):
    """The long side of the result: a usual size, a typed one, or that of the photo (None)."""

    chosen = Signal(object)  # int | None

    def __init__(self, sizes: Sequence[int] = SIZES, own: str = "", parent: QWidget | None = None) -> None:
        """`sizes` are those to choose from, `own` the words for None."""
        super().__init__("", "", parent)
        self.setAccessibleName(self.tr("Size"))
        self.setToolTip(self.tr("The long side of the result in pixels; type any size."))
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._own = own or self.tr("Photo’s size")
        for size in sizes:
            self.addItem(self._words(size))
        self.addItem(self._own)
        self._value: int | None = sizes[0]
        if line := self.lineEdit():
            line.setAccessibleName(self.tr("Size in pixels"))
            line.editingFinished.connect(self._on_typed)
        self.activated.connect(self._on_typed)

    def show_value(self, size: int | None) -> None:
        """Shows `size` without emitting."""
        self._value = size
        self.setCurrentIndex(self.findText(self._words(size)))
        self.setEditText(self._words(size))
        if line := self.lineEdit():
            line.setCursorPosition(0)  # what is too long is cut at its end

    def _words(self, size: int | None) -> str:
        return self._own if size is None else self.tr("{} px").format(size)

    def _on_typed(self) -> None:
        text = self.currentText()
        digits = "".join(c for c in text if c.isdecimal())
        if text == self._own:
            size = None
        elif digits:
            size = min(MAX_SIZE, max(MIN_SIZE, int(digits[:6])))
        else:
            size = self._value
        changed = size != self._value
        self.show_value(size)
        if changed:
            self.chosen.emit(size)

"""The seed: typed, rolled, and kept for the next drawing."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from studio.ui.widgets.buttons import tool_button
from studio.ui.widgets.icons import icon
from studio.ui.widgets.theme import GRID

MAX_SEED = 2**31 - 1  # what a spin box holds


class SeedBox(QWidget):
    """A number, a die and a lock."""

    changed = Signal(int)
    rolled = Signal()
    locked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = QSpinBox(minimum=0, maximum=MAX_SEED)
        self.entry.setKeyboardTracking(False)
        self.entry.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.entry.setAccessibleName(self.tr("Seed"))
        self.entry.setToolTip(self.tr("The mood of the picture; the same seed gives the same picture again."))
        self.dice = tool_button(self.tr("Rolls another seed (R)."), icon_name="dice", name=self.tr("Roll the seed"))
        self.lock = tool_button(
            self.tr("Keeps this seed when a new drawing begins."),
            icon_name="unlock",
            name=self.tr("Lock the seed"),
            checkable=True,
        )
        for button in (self.dice, self.lock):
            button.setIconSize(QSize(2 * GRID, 2 * GRID))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        row.addWidget(self.entry, 1)
        row.addWidget(self.dice)
        row.addWidget(self.lock)
        self.entry.valueChanged.connect(self.changed)
        self.dice.clicked.connect(self.rolled)
        self.lock.toggled.connect(self.locked)

    def show_value(self, seed: int, locked: bool) -> None:
        """Shows a seed without emitting."""
        for widget in (self.entry, self.lock):
            widget.blockSignals(True)
        self.entry.setValue(min(MAX_SEED, seed))
        self.lock.setChecked(locked)
        self.lock.setIcon(icon("lock" if locked else "unlock"))
        for widget in (self.entry, self.lock):
            widget.blockSignals(False)

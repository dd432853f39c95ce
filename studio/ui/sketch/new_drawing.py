"""How large the next sheet is."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QSpinBox, QVBoxLayout, QWidget

from studio.ui.widgets.theme import GRID

SHEETS = ((768, 512), (512, 512), (1024, 768), (1024, 1024), (768, 1024), (1536, 1024))
SMALLEST, LARGEST = 64, 4096


class NewDrawing(QDialog):
    """Asks for width and height."""

    def __init__(self, size: tuple[int, int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New Document"))
        self.sheets = QComboBox()
        for width, height in SHEETS:
            self.sheets.addItem(f"{width} × {height}", QSize(width, height))
        self.sheets.setAccessibleName(self.tr("Usual sizes"))
        self.sheets.setToolTip(self.tr("Sizes to choose from; type any other below."))
        self.sheets.activated.connect(lambda row: self._show(self.sheets.itemData(row)))
        self.width_box, self.height_box = (QSpinBox(minimum=SMALLEST, maximum=LARGEST) for _ in range(2))
        form = QFormLayout(horizontalSpacing=2 * GRID, verticalSpacing=GRID + GRID // 2)
        form.addRow(self.tr("Sheet"), self.sheets)
        for box, words in ((self.width_box, self.tr("Width")), (self.height_box, self.tr("Height"))):
            box.setSuffix(self.tr(" px"))
            box.setAccessibleName(words)
            box.setToolTip(self.tr("In pixels of the drawing."))
            form.addRow(words, box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addLayout(form)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("Begin"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self._show(QSize(*size))
        self.sheets.setCurrentIndex(SHEETS.index(size) if size in SHEETS else -1)

    def size_wanted(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.width_box.value(), self.height_box.value()

    def _show(self, size: QSize) -> None:
        self.width_box.setValue(size.width())
        self.height_box.setValue(size.height())

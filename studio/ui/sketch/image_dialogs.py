"""How large the canvas, or the drawing on it, is to be."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QLabel,
    QProgressBar,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.document.document import MAX_SIDE
from studio.ui.widgets.theme import GRID

LEAST = 16  # pixels on either side
ARROWS = "↖↑↗", "←•→", "↙↓↘"


class SizeDialog(QDialog):
    """Asks for a width and a height in pixels. Whoever opened it closes it when the answer is in use."""

    decided = Signal()

    def __init__(self, size: tuple[int, int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.before = size
        self.width_box, self.height_box = (QSpinBox(minimum=LEAST, maximum=MAX_SIDE) for _ in range(2))
        self.form = QFormLayout(horizontalSpacing=2 * GRID, verticalSpacing=GRID + GRID // 2)
        words = self.tr("Width"), self.tr("Height")
        for box, word, side in zip((self.width_box, self.height_box), words, size, strict=True):
            box.setSuffix(self.tr(" px"))
            box.setAccessibleName(word)
            box.setToolTip(self.tr("In pixels of the drawing; now it is {}.").format(side))
            box.setValue(side)
            self.form.addRow(word, box)
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setMinimumHeight(2 * self.note.fontMetrics().lineSpacing())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.decided)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addLayout(self.form)
        layout.addWidget(self.note)
        layout.addWidget(buttons)
        self.column = layout

    @property
    def size_wanted(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.width_box.value(), self.height_box.value()


class CanvasSize(SizeDialog):
    """Room is added round the drawing, or taken from it; what is drawn keeps its size. `anchor`: what stays in place,
    0..1 across and down."""

    def __init__(self, size: tuple[int, int], parent: QWidget | None = None) -> None:
        super().__init__(size, parent)
        self.setWindowTitle(self.tr("Canvas Size"))
        self.ok.setText(self.tr("Change"))
        self.anchors = QButtonGroup(self)
        field = QWidget()
        grid = QGridLayout(field)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(2)
        places = (
            (self.tr("Upper left"), self.tr("Top"), self.tr("Upper right")),
            (self.tr("Left"), self.tr("Middle"), self.tr("Right")),
            (self.tr("Lower left"), self.tr("Bottom"), self.tr("Lower right")),
        )
        for row, names in enumerate(places):
            for column, name in enumerate(names):
                button = QToolButton()
                button.setText(ARROWS[row][column])
                button.setCheckable(True)
                button.setFixedSize(3 * GRID, 3 * GRID)
                button.setAccessibleName(name)
                button.setToolTip(self.tr("{}: this part of the drawing stays where it is.").format(name))
                self.anchors.addButton(button, 3 * row + column)
                grid.addWidget(button, row, column)
        self.anchors.button(4).setChecked(True)
        field.setAccessibleName(self.tr("What stays in place"))
        self.form.addRow(self.tr("Stays in place"), field)
        for box in (self.width_box, self.height_box):
            box.valueChanged.connect(self._describe)
        self._describe()

    @property
    def anchor(self) -> tuple[float, float]:
        row, column = divmod(self.anchors.checkedId(), 3)
        return column / 2, row / 2

    def _describe(self) -> None:
        (width, height), before = self.size_wanted, self.before
        cuts = width < before[0] or height < before[1]
        self.note.setText(self.tr("What lies outside is cut off; undo brings it back.") if cuts else "")
        self.ok.setEnabled((width, height) != before)


class ScaleDrawing(SizeDialog):
    """The drawing is enlarged or reduced with all its layers. It stays open while that is worked out (`work`)."""

    def __init__(self, size: tuple[int, int], parent: QWidget | None = None) -> None:
        super().__init__(size, parent)
        self.setWindowTitle(self.tr("Scale the Drawing"))
        self.ok.setText(self.tr("Scale"))
        self.keep = QCheckBox(self.tr("Keep proportions"))
        self.keep.setChecked(True)
        self.keep.setAccessibleName(self.tr("Keep proportions"))
        self.keep.setToolTip(self.tr("Height follows width, and width follows height."))
        self.form.addRow("", self.keep)
        self.progress = QProgressBar(minimum=0, maximum=0)
        self.progress.setAccessibleName(self.tr("Scaling"))
        self.progress.hide()
        self.column.insertWidget(2, self.progress)
        self._following = False
        self.width_box.valueChanged.connect(lambda value: self._follow(self.height_box, value * size[1] / size[0]))
        self.height_box.valueChanged.connect(lambda value: self._follow(self.width_box, value * size[0] / size[1]))
        self.keep.toggled.connect(lambda _: self._follow(self.height_box, self.width_box.value() * size[1] / size[0]))
        self._describe()

    def work(self, on: bool) -> None:
        """Shows that it is being worked out, and asks nothing more."""
        self.progress.setVisible(on)
        for part in (self.width_box, self.height_box, self.keep, self.ok):
            part.setEnabled(not on)

    def _follow(self, box: QSpinBox, value: float) -> None:
        if self.keep.isChecked() and not self._following:
            self._following = True
            box.setValue(round(value))
            self._following = False
        self._describe()

    def _describe(self) -> None:
        width, height = self.size_wanted
        percent = round(100 * (width * height / (self.before[0] * self.before[1])) ** 0.5)
        self.note.setText(self.tr("{} % of the size now; materials and colour hints keep hard edges.").format(percent))
        self.ok.setEnabled((width, height) != self.before)

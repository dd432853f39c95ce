"""What an empty window says: one line, and big targets to begin with."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from studio.ui.canvas.example import example_picture
from studio.ui.widgets.buttons import tool_button
from studio.ui.widgets.theme import GRID

__all__ = ["EmptyState", "Welcome", "example_picture"]


class Welcome(QWidget):
    """One friendly line and big targets; `add_target` takes those of a room."""

    open_requested = Signal()
    example_requested = Signal()

    def __init__(self, question: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("No picture yet"))
        line = QLabel(question)
        font = QFont(line.font())
        font.setPointSizeF(font.pointSizeF() * 1.8)
        line.setFont(font)
        hint = QLabel(self.tr("or drop or paste a picture here"))
        hint.setProperty("tone", "dim")
        self._targets = QHBoxLayout()
        self._targets.setSpacing(2 * GRID)
        layout = QVBoxLayout(self)
        layout.setSpacing(3 * GRID)
        layout.addStretch(2)
        layout.addWidget(line, alignment=Qt.AlignmentFlag.AlignHCenter)
        centred = QHBoxLayout()
        centred.addStretch()
        centred.addLayout(self._targets)
        centred.addStretch()
        layout.addLayout(centred)
        layout.addWidget(hint, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def add_photo_targets(self) -> None:
        """A photo of one's own, or the example."""
        photo = self.add_target("photo", self.tr("Open a photo"), self.tr("Opens a photo from your computer."))
        photo.clicked.connect(self.open_requested)
        tip = self.tr("Begins with a landscape that this program painted.")
        example = self.add_target("brush", self.tr("Try an example"), tip)
        example.clicked.connect(self.example_requested)

    def add_target(self, icon_name: str, text: str, tip: str) -> QToolButton:
        """One more way to begin, right of the others; connect its `clicked`."""
        button = tool_button(tip, text, icon_name)
        button.setProperty("target", True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setIconSize(QSize(5 * GRID, 5 * GRID))
        button.setFixedSize(18 * GRID, 15 * GRID)
        self._targets.addWidget(button)
        return button


class EmptyState(Welcome):
    """What the window says before anything was begun."""

    draw_requested = Signal()
    materials_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("EmptyState", "What shall we paint?"), parent)
        tip = self.tr("Begins with an empty sheet; a photo follows your hand.")
        draw = self.add_target("sketch", self.tr("Draw"), tip)
        draw.clicked.connect(self.draw_requested)
        tip = self.tr("Paints sky, water and trees as flat shapes; a photo of the place follows.")
        materials = self.add_target("materials", self.tr("Paint materials"), tip)
        materials.clicked.connect(self.materials_requested)
        self.add_photo_targets()

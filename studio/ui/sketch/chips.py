"""The chain in words above the result: sketch → photo → Starry Night, or map → photo → Starry Night."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from studio.ui.widgets.buttons import tool_button
from studio.ui.widgets.theme import GRID

SKETCH, PHOTO, PAINTING = "sketch", "photo", "painting"
MOST = 24  # letters of a painting's title


class ChainChips(QWidget):
    """The steps as buttons; the one that is shown is marked. `cut` comes from the cross at the end."""

    chosen = Signal(str)  # SKETCH, PHOTO or PAINTING
    cut = Signal()

    def __init__(self, origin: str = "", parent: QWidget | None = None) -> None:
        """origin: the word for what it all comes from, "sketch" unless told."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("Chain of steps"))
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(GRID // 2)
        self.chips: dict[str, QToolButton] = {}
        self._arrows: list[QLabel] = []
        for step, text, tip in (
            (SKETCH, origin or self.tr("sketch"), self.tr("What all this comes from.")),
            (PHOTO, self.tr("photo"), self.tr("Shows the photo that is made of the drawing.")),
            (PAINTING, "", self.tr("Shows the photo in the style of this painting.")),
        ):
            if self.chips:
                arrow = QLabel("→")
                arrow.setProperty("tone", "dim")
                self._arrows.append(arrow)
                self._line.addWidget(arrow)
            chip = tool_button(tip, text, checkable=True)
            chip.setProperty("chip", True)
            chip.clicked.connect(lambda _=False, step=step: self._on_clicked(step))
            self.chips[step] = chip
            self._line.addWidget(chip)
        self.cross = tool_button(
            self.tr("Ends the chain; the photo stays as it is."), icon_name="close", name=self.tr("End the chain")
        )
        self.cross.setIconSize(QSize(14, 14))
        self.cross.clicked.connect(self.cut)
        self._line.addWidget(self.cross)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._shown = PHOTO
        self.show_chain(False, "", PHOTO)

    def set_words(self, origin: str, stage: str) -> None:
        """Other words for what it all comes from, and for what is made of that."""
        for step, words in ((SKETCH, origin), (PHOTO, stage)):
            self.chips[step].setText(_short(words))
            self.chips[step].setAccessibleName(words)

    def show_chain(self, linked: bool, style: str, shown: str) -> None:
        """Says which steps there are and which one is in view. style: the painting's title, "" before one is picked."""
        self._shown = shown
        words = style or self.tr("pick a style…")
        chip = self.chips[PAINTING]
        chip.setText(_short(words))
        chip.setAccessibleName(words)
        for widget in (chip, self._arrows[-1], self.cross):
            widget.setVisible(linked)
        for step, one in self.chips.items():
            one.setChecked(step == shown)

    def _on_clicked(self, step: str) -> None:
        for name, chip in self.chips.items():
            chip.setChecked(name == self._shown)  # until it is really shown
        self.chosen.emit(step)


def _short(words: str) -> str:
    return words if len(words) <= MOST else words[: MOST - 1] + "…"

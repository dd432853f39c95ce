"""The switches for what a file tells, as a group of boxes for dialogs."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from studio.ui.widgets.theme import GRID
from studio.ui.window.settings import ProvenanceSettings


class TellingBoxes(QWidget):
    """The photo's data, that AI was used, the recipe, a signature: each can be switched by itself."""

    def __init__(self, keep: bool, told: ProvenanceSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = told
        self.keep = self._box(
            self.tr("The photo’s data (camera, date, place)"),
            self.tr("Without it the file tells nothing about where and when the photo was taken."),
            keep,
        )
        self.ai = self._box(
            self.tr("That AI was used"),
            self.tr("A label that archives and networks read (IPTC digital source type)."),
            told.say_ai,
        )
        self.recipe = self._box(
            self.tr("My recipe"),
            self.tr("Models, styles, seed and settings, so that the picture can be made again."),
            told.recipe,
        )
        self.credentials = self._box(
            self.tr("A signed history (content credentials)"),
            self.tr(
                "Others can verify what the picture was made of and that nobody changed it since; it always tells which"
                " models worked, and names the photo if its data is kept."
            ),
            told.credentials,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        for box in (self.keep, self.ai, self.recipe, self.credentials):
            column.addWidget(box)

    def settings(self) -> ProvenanceSettings:
        """The settings as chosen; whether the photo's data is kept is another section's."""
        return replace(
            self._told, say_ai=self.ai.isChecked(), recipe=self.recipe.isChecked(),
            credentials=self.credentials.isChecked(),
        )  # fmt: skip

    @staticmethod
    def _box(text: str, tip: str, on: bool) -> QCheckBox:
        box = QCheckBox(text)
        box.setChecked(on)
        box.setToolTip(tip)
        box.setAccessibleDescription(tip)
        return box

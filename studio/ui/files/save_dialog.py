"""Where a result goes and how it is written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from studio.core.picture_io import SAVE_FORMATS
from studio.ui.provenance.telling import TellingBoxes
from studio.ui.widgets.theme import GRID
from studio.ui.window.settings import ProvenanceSettings, SaveSettings


def ask_where(parent: QWidget, folder: Path, name: str, saving: SaveSettings) -> Path | None:
    """Asks for a file; the suffix is added if it was left out. None: the artist thought better of it."""
    filters = {
        f"{title} (*{' *'.join(suffixes)})": suffixes
        for title, suffixes in (
            (title, [suffix for suffix, format in SAVE_FORMATS.items() if format == title])
            for title in dict.fromkeys(SAVE_FORMATS.values())
        )
    }
    preferred = next((words for words, suffixes in filters.items() if saving.suffix in suffixes), "")
    title = QCoreApplication.translate("SaveDialog", "Save Result")
    start = str(folder / (name + saving.suffix))
    chosen, used = QFileDialog.getSaveFileName(parent, title, start, ";;".join(filters), preferred)
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower() in SAVE_FORMATS:
        return path
    suffix = filters.get(used, [saving.suffix])[0]
    # The dialog asked about the name without the suffix only.
    return path.with_name(free_name(path.parent, path.name, suffix) + suffix)


def free_name(folder: Path, name: str, suffix: str, taken: Collection[str] = ()) -> str:
    """`name`, or `name 2` and so on, such that nothing in `folder` would be overwritten and it is not `taken`."""
    candidate, number = name, 2
    while candidate in taken or (folder / (candidate + suffix)).exists():
        candidate, number = f"{name} {number}", number + 1
    return candidate


class SaveOptions(QDialog):
    """Quality and metadata for one file format, and what the file is to tell; `settings()` and `told()` hold the
    answer."""

    def __init__(
        self, saving: SaveSettings, path: Path, parent: QWidget | None = None, told: ProvenanceSettings | None = None
    ) -> None:
        super().__init__(parent)
        self._saving, self._suffix = saving, path.suffix.lower()
        self.setWindowTitle(self.tr("How to Save"))
        lossy = self._suffix in (".jpg", ".jpeg", ".webp")
        quality = saving.webp_quality if self._suffix == ".webp" else saving.jpeg_quality
        self.quality = QSpinBox(minimum=1, maximum=100, value=quality)
        self.quality.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.quality.setProperty("quiet", True)
        self.quality.setAccessibleName(self.tr("Quality"))
        self.quality.setToolTip(self.tr("Higher looks better and makes a larger file; above 90 is hard to tell apart."))
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(1, 100)
        slider.setValue(quality)
        slider.setAccessibleName(self.tr("Quality"))
        slider.setMinimumWidth(24 * GRID)
        slider.valueChanged.connect(self.quality.setValue)
        self.quality.valueChanged.connect(slider.setValue)
        self.telling = TellingBoxes(saving.keep_metadata, told or ProvenanceSettings())
        self.keep = self.telling.keep
        self.deep = QCheckBox(self.tr("16 bits a channel"))
        self.deep.setChecked(saving.deep)
        self.deep.setToolTip(self.tr("For further editing: finer steps of colour, a file twice as large."))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout(horizontalSpacing=2 * GRID, verticalSpacing=GRID + GRID // 2)
        form.addRow(self.tr("File"), QLabel(path.name))
        if lossy:
            row = QHBoxLayout()
            row.addWidget(slider, 1)
            row.addWidget(self.quality)
            form.addRow(self.tr("Quality"), row)
        else:
            form.addRow("", self.deep)
        form.addRow(self.tr("The file tells"), self.telling)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(3 * GRID)
        layout.addLayout(form)
        layout.addWidget(buttons)
        buttons.button(QDialogButtonBox.StandardButton.Save).setFocus()

    def told(self) -> ProvenanceSettings:
        """What the file is to tell, as chosen."""
        return self.telling.settings()

    def settings(self) -> SaveSettings:
        """The settings as chosen."""
        chosen = replace(self._saving, suffix=self._suffix, keep_metadata=self.keep.isChecked())
        if self._suffix == ".webp":
            return replace(chosen, webp_quality=self.quality.value())
        if self._suffix in (".jpg", ".jpeg"):
            return replace(chosen, jpeg_quality=self.quality.value())
        return replace(chosen, deep=self.deep.isChecked())


def quality_for(saving: SaveSettings, path: Path) -> int:
    """The quality 1..100 that `saving` asks of the format of `path`."""
    return saving.webp_quality if path.suffix.lower() == ".webp" else saving.jpeg_quality

"""Export: how, what of, where to, and what will come of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from studio.project.export.presets import PRESETS, Need, Options, Preset
from studio.ui.files.export_letters import qt_letters
from studio.ui.files.export_offer import Choice, Offer, Take
from studio.ui.files.export_words import FORMATS, outcome, take_words, why_not, words_of
from studio.ui.files.save_dialog import free_name
from studio.ui.widgets.images import to_qimage
from studio.ui.widgets.theme import GRID
from studio.ui.window.settings import ExportSettings

_PREVIEW = QSize(44 * GRID, 30 * GRID)


class ExportDialog(QDialog):
    """Asks how to export; `choice()` holds the answer once it was accepted."""

    def __init__(self, offer: Offer, settings: ExportSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offer, self._named = offer, False
        self._folder = Path(settings.folder) if settings.folder and Path(settings.folder).is_dir() else offer.folder
        self.setWindowTitle(self.tr("Export"))
        self.ways = QListWidget()
        self.ways.setAccessibleName(self.tr("How to export"))
        self.ways.setFixedWidth(26 * GRID)
        for way in PRESETS:
            item = QListWidgetItem(words_of(way)[0], self.ways)
            item.setSizeHint(QSize(0, 4 * GRID))
        self.preview = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.preview.setFixedSize(_PREVIEW)
        self.preview.setAccessibleName(self.tr("Preview"))
        self.tip, self.outcome, self.trouble = (QLabel(wordWrap=True) for _ in range(3))
        self.outcome.setProperty("tone", "dim")
        self.trouble.setProperty("tone", "danger")
        self.takes = QComboBox()
        self.takes.setAccessibleName(self.tr("What to export"))
        self.formats = QComboBox()
        self.formats.setAccessibleName(self.tr("Format"))
        self.quality = QSlider(Qt.Orientation.Horizontal)
        self.quality.setRange(1, 100)
        self.quality.setValue(settings.quality)
        self.quality.setAccessibleName(self.tr("Quality"))
        self.quality.setToolTip(self.tr("Higher looks better and makes a larger file; above 90 is hard to tell apart."))
        self.seconds = QSpinBox(minimum=1, maximum=60, value=settings.seconds, suffix=self.tr(" s"))
        self.seconds.setAccessibleName(self.tr("Length"))
        self.seconds.setToolTip(self.tr("How long the film takes before it begins again."))
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name of the file"))
        self.ending = QLabel()
        self.folder = QPushButton()
        self.folder.setAccessibleName(self.tr("Folder"))
        self.folder.clicked.connect(self._ask_folder)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.go = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.go.setText(self.tr("Export"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        self.setMinimumHeight(72 * GRID)  # for the longest form, so that nothing moves from one way to the next
        self.ways.currentRowChanged.connect(self._on_way)
        self.takes.currentIndexChanged.connect(self._describe)
        self.formats.currentIndexChanged.connect(self._on_format)
        self.quality.valueChanged.connect(self._describe)
        self.seconds.valueChanged.connect(self._describe)
        self.name.textEdited.connect(self._on_name)
        ids = [way.id for way in PRESETS]
        self.ways.setCurrentRow(ids.index(settings.preset) if settings.preset in ids else 0)
        self.formats.setCurrentIndex(max(0, self.formats.findData(settings.suffix)))
        self.ways.setFocus()

    @property
    def way(self) -> Preset:
        """The way that is chosen."""
        return PRESETS[max(0, self.ways.currentRow())]

    @property
    def take(self) -> Take | None:
        """What is to be exported, None if there is nothing of the kind."""
        data = self.takes.currentData()  # Qt knows texts only
        return None if data is None else Take(data)

    @property
    def path(self) -> Path:
        """Where the file goes."""
        return self._folder / (self.name.text().strip() + str(self.formats.currentData()))

    def choice(self) -> Choice:
        """What was chosen."""
        options = Options(
            quality=self.quality.value(), seconds=float(self.seconds.value()), words=self._captions(),
            letters=qt_letters,
        )  # fmt: skip
        return Choice(self.way, self.path, self.take or Take.VIEW, options)

    def settings(self, before: ExportSettings) -> ExportSettings:
        """What is to be remembered."""
        return replace(
            before, preset=self.way.id, suffix=str(self.formats.currentData()), quality=self.quality.value(),
            seconds=self.seconds.value(), folder=str(self._folder),
        )  # fmt: skip

    def accept(self) -> None:
        """Asks first if a file would be replaced."""
        if self.path.exists():
            question = self.tr("{} exists already; replace it?").format(self.path.name)
            yes, no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No
            if QMessageBox.question(self, self.tr("Export"), question, yes | no, no) != yes:
                return
        super().accept()

    def _lay_out(self) -> None:
        where = QHBoxLayout()
        where.setSpacing(GRID)
        where.addWidget(self.name, 1)
        where.addWidget(self.ending)
        form = QFormLayout(horizontalSpacing=2 * GRID, verticalSpacing=GRID + GRID // 2)
        self._form = form
        form.addRow(self.tr("What"), self.takes)
        form.addRow(self.tr("Format"), self.formats)
        form.addRow(self.tr("Quality"), self.quality)
        form.addRow(self.tr("Length"), self.seconds)
        form.addRow(self.tr("Name"), where)
        form.addRow(self.tr("Folder"), self.folder)
        right = QVBoxLayout()
        right.setSpacing(GRID)
        for widget in (self.preview, self.tip, self.outcome, self.trouble):
            right.addWidget(widget)
        right.addSpacing(GRID)
        right.addLayout(form)
        right.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(3 * GRID)
        both.addWidget(self.ways)
        both.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addLayout(both, 1)
        layout.addWidget(self.buttons)

    def _on_way(self) -> None:
        way = self.way
        chosen = self.takes.currentData()
        for box in (self.takes, self.formats):
            box.blockSignals(True)
            box.clear()
        for take in self._offer.takes(way):
            self.takes.addItem(take_words(take), take)
        self.takes.setCurrentIndex(max(0, self.takes.findData(chosen)))
        for suffix in way.suffixes:
            self.formats.addItem(FORMATS[suffix], suffix)
        for box in (self.takes, self.formats):
            box.blockSignals(False)
        self._form.setRowVisible(self.takes, self.takes.count() > 1)
        self._form.setRowVisible(self.formats, self.formats.count() > 1)
        self._form.setRowVisible(self.seconds, way.need is Need.FILM)
        self._on_format()

    def _on_format(self) -> None:
        suffix = str(self.formats.currentData())
        self._form.setRowVisible(self.quality, suffix in (".jpg", ".webp"))
        self.ending.setText(suffix)
        if not self._named:
            self._suggest()
        self._describe()

    def _on_name(self) -> None:
        self._named = True
        self._describe()

    def _suggest(self) -> None:
        """A name that nothing has yet."""
        stem = self._offer.stem if self.way.need is Need.LAYERS else f"{self._offer.stem}-{self.way.id}"
        self.name.setText(free_name(self._folder, stem, str(self.formats.currentData())))

    def _describe(self) -> None:
        way, take = self.way, self.take
        self.tip.setText(words_of(way)[1])
        room = _PREVIEW.width() - 12 * GRID
        self.folder.setText(self.fontMetrics().elidedText(str(self._folder), Qt.TextElideMode.ElideMiddle, room))
        self.folder.setToolTip(str(self._folder))
        trouble = why_not(way, take)
        if not trouble and not self.name.text().strip():
            trouble = self.tr("The file needs a name.")
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        self.outcome.setVisible(not trouble)
        self.outcome.setText("" if trouble else outcome(self._offer, self.choice()))
        self.go.setEnabled(not trouble)
        picture = self._offer.small(way, take, self._captions()) if take is not None else None
        self.preview.setPixmap(QPixmap())
        if picture is not None:
            ratio = self.devicePixelRatioF()
            pixmap = QPixmap.fromImage(to_qimage(picture)).scaled(
                _PREVIEW * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            pixmap.setDevicePixelRatio(ratio)
            self.preview.setPixmap(pixmap)

    def _captions(self) -> tuple[str, str]:
        return self.tr("Before"), self.tr("After")

    def _ask_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Export to Folder"), str(self._folder))
        if folder:
            self._folder = Path(folder)
            if not self._named:
                self._suggest()
            self._describe()

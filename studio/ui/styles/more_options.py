"""The choices that few pictures need: where painting starts, whose colours, the seed, which network looks."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QSpinBox, QWidget

from studio.core.params import Colours, Start
from studio.library.reference_vgg import ReferenceStatus, ReferenceVgg
from studio.ui.session.session import Choices, Session
from studio.ui.styles.option_boxes import ChoiceBox, QuietBox
from studio.ui.widgets.buttons import tool_button
from studio.ui.widgets.theme import GRID

REFERENCE = "reference-vgg19"
MAX_SEED = 2**31 - 1  # what a spin box holds


class MoreOptions(QWidget):
    """Start, colours, seed and encoder of the session."""

    encoder_wanted = Signal(str)  # an encoder that is not installed was asked for

    def __init__(
        self,
        session: Session,
        reference: Callable[[], ReferenceStatus] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._reference = reference or ReferenceVgg().status
        self.start = ChoiceBox(
            self.tr("Start from"),
            self.tr("What the first brush stroke is laid on."),
            {
                Start.INSTANT: (self.tr("The instant painting"), self.tr("Goes on from what you see.")),
                Start.PHOTO: (self.tr("The photo"), self.tr("Stays close to the photo.")),
                Start.NOISE: (self.tr("Noise"), self.tr("Freer, and different for every seed.")),
            },
        )
        self.colours = ChoiceBox(
            self.tr("Colours"),
            self.tr("Whose colours the result has."),
            {
                Colours.STYLE: (self.tr("The painting’s"), self.tr("The painting’s colours.")),
                Colours.LUMA: (self.tr("The photo’s, exactly"), self.tr("Only light and dark are painted.")),
                Colours.STATISTICS: (
                    self.tr("The photo’s, roughly"),
                    self.tr("The photo’s range of colours, painted freely."),
                ),
                Colours.ONLY: (self.tr("Colour only"), self.tr("The painting’s colours on the photo as it is.")),
            },
        )
        self.seed = QSpinBox(minimum=0, maximum=MAX_SEED)
        self.seed.setKeyboardTracking(False)
        self.seed.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.seed.setMinimumHeight(self.start.sizeHint().height())
        self.seed.setToolTip(self.tr("The same seed gives the same picture again."))
        self.seed.setAccessibleName(self.tr("Seed"))
        self.dice = tool_button(self.tr("Rolls another seed (R)."), icon_name="dice", name=self.tr("Roll the seed"))
        self.dice.setIconSize(QSize(2 * GRID, 2 * GRID))
        self.encoder = QuietBox(self.tr("Encoder"), self.tr("The network that looks at the photo and the painting."))
        self.encoder.addItem(self.tr("Atelier"), Choices().encoder)
        self.encoder.addItem(self.tr("Reference VGG-19"), REFERENCE)
        self.encoder.setItemData(0, self.tr("Small, quick and built in."), Qt.ItemDataRole.ToolTipRole)
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setProperty("tone", "dim")

        seed = QWidget()
        row = QHBoxLayout(seed)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        row.addWidget(self.seed, 1)
        row.addWidget(self.dice)
        form = QFormLayout(self, horizontalSpacing=2 * GRID, verticalSpacing=GRID)
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.addRow(self.tr("Start from"), self.start)
        form.addRow(self.tr("Colours"), self.colours)
        form.addRow(self.tr("Seed"), seed)
        form.addRow(self.tr("Encoder"), self.encoder)
        form.addRow(self.note)

        self.start.chosen.connect(lambda value: session.change(self.tr("Start"), start=value))
        self.colours.chosen.connect(lambda value: session.change(self.tr("Colours"), colours=value))
        self.seed.valueChanged.connect(lambda value: session.change(self.tr("Seed"), seed=value))
        self.dice.clicked.connect(self.roll)
        self.encoder.activated.connect(self._on_encoder)
        self.refresh_encoders()

    def roll(self) -> None:
        """Picks another seed."""
        self._session.change(self.tr("Seed"), seed=secrets.randbelow(MAX_SEED))

    def wait(self, on: bool) -> None:
        """Greys what the optimiser alone looks at, or not."""
        for widget in (self.start, self.seed, self.dice, self.encoder):
            widget.setEnabled(not on)

    def show_choices(self) -> None:
        """Moves every control to the session's choices without emitting."""
        choices = self._session.choices
        self.start.show_value(choices.start)
        self.colours.show_value(choices.colours)
        self.seed.blockSignals(True)
        self.seed.setValue(min(MAX_SEED, choices.seed))
        self.seed.blockSignals(False)
        self.encoder.setCurrentIndex(max(0, self.encoder.findData(choices.encoder)))

    def refresh_encoders(self) -> None:
        """Looks which encoders are installed; the others say why they are not."""
        status = self._reference()
        self.encoder.setItemData(1, status.reason, Qt.ItemDataRole.ToolTipRole)
        words = self.tr("Reference VGG-19") if status.available else self.tr("Reference VGG-19 (not installed)")
        self.encoder.setItemText(1, words)
        self.note.setText("" if status.available else status.reason)
        self.note.setVisible(not status.available)

    def _on_encoder(self, row: int) -> None:
        encoder = self.encoder.itemData(row)
        if encoder == REFERENCE and not self._reference().available:
            self.show_choices()
            self.refresh_encoders()
            self.encoder_wanted.emit(encoder)
        else:
            self._session.change(self.tr("Encoder"), encoder=encoder)

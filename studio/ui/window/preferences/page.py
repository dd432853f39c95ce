"""A page of the preferences: rows that each show and change one value of the settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from studio.ui.styles.option_boxes import QuietBox
from studio.ui.widgets.theme import GRID
from studio.ui.window.settings import Settings, SettingsFile

FIXED = (QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class Page(QWidget):
    """Rows for values of `settings`; a value is named by its section ("" for the tree itself) and its name."""

    def __init__(self, settings: SettingsFile, title: str, intro: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.settings, self.title = settings, title
        self._shows: list[Callable[[], None]] = []
        self.values: list[tuple[str, str]] = []  # (section, name) of each row
        heading, words = QLabel(f"<b>{title}</b>"), QLabel(intro)
        words.setWordWrap(True)
        words.setProperty("tone", "dim")
        self.form = QFormLayout(horizontalSpacing=2 * GRID, verticalSpacing=GRID + GRID // 2)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        column.setSpacing(GRID + GRID // 2)
        column.addWidget(heading)
        column.addWidget(words)
        column.addLayout(self.form)
        column.addStretch(1)

    def value(self, section: str, name: str) -> object:
        """The value now."""
        return _of(self.settings.current, section, name)

    def change(self, section: str, name: str, value: object) -> None:
        """Sets a value and keeps it."""
        self.settings.change(section, **{name: value})

    def refresh(self) -> None:
        """Shows the values as they are."""
        for show in self._shows:
            show()

    def reset(self) -> None:
        """Puts the values of this page back to how they came."""
        plain = Settings()
        for section, name in self.values:
            self.change(section, name, _of(plain, section, name))
        self.refresh()

    # --- rows --------------------------------------------------------------------------------------------------------

    def add_check(self, section: str, name: str, text: str, tip: str) -> QCheckBox:
        """A yes or a no."""
        box = QCheckBox(text)
        box.setToolTip(tip)
        box.setAccessibleDescription(tip)
        self.form.addRow("", box)
        self._bind(section, name, lambda: box.setChecked(bool(self.value(section, name))))
        box.toggled.connect(lambda on: self.change(section, name, on))
        return box

    def add_choice(self, section: str, name: str, label: str, tip: str, choices: Mapping[str, str]) -> QuietBox:
        """One of a few; `choices` are words by values."""
        box = QuietBox(label, tip)
        for value, words in choices.items():
            box.addItem(words, value)
        self._row(label, box)
        self._bind(section, name, lambda: box.setCurrentIndex(max(0, box.findData(self.value(section, name)))))
        box.activated.connect(lambda row: self.change(section, name, box.itemData(row)))
        return box

    def add_number(
        self, section: str, name: str, label: str, tip: str, span: tuple[int, int], unit: str, *, step: int = 1,
        nothing: str = "",
    ) -> QSpinBox:  # fmt: skip
        """A whole number of `span`; `nothing` are the words for the smallest one."""
        box = QSpinBox(minimum=span[0], maximum=span[1], singleStep=step, suffix=f" {unit}")
        box.setKeyboardTracking(False)
        box.setSpecialValueText(nothing)
        box.setAccessibleName(label)
        box.setToolTip(tip)
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.setSizePolicy(*FIXED)
        box.setMinimumSize(18 * GRID, 3 * GRID + 2)
        self._row(label, box)
        self._bind(section, name, lambda: box.setValue(int(str(self.value(section, name)))))
        box.valueChanged.connect(lambda number: self.change(section, name, number))
        return box

    def add_path(self, section: str, name: str, label: str, tip: str, kinds: str = "") -> QWidget:
        """A folder, or a file of `kinds` ("PEM (*.pem)"); returns the whole row."""
        line = QLineEdit(clearButtonEnabled=True)
        line.setAccessibleName(label)
        line.setToolTip(tip)
        choose = QPushButton(self.tr("Choose…"), autoDefault=False)
        choose.setAccessibleName(self.tr("Choose {}").format(label))
        choose.setToolTip(tip)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(line, 1)
        row.addWidget(choose)
        self._row(label, both, line)
        self._bind(section, name, lambda: line.setText(str(self.value(section, name))))

        def ask() -> None:
            start = line.text() or str(Path.home())
            found = (
                QFileDialog.getOpenFileName(self, label, start, kinds)[0]
                if kinds
                else QFileDialog.getExistingDirectory(self, label, start)
            )
            if found:
                line.setText(found)
                self.change(section, name, found)

        choose.clicked.connect(ask)
        line.editingFinished.connect(lambda: self.change(section, name, line.text().strip()))
        return both

    def add_button(self, label: str, text: str, tip: str, slot: Callable[[], object]) -> QPushButton:
        """Something that has a window of its own."""
        button = QPushButton(text, autoDefault=False)
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        button.setSizePolicy(*FIXED)
        button.clicked.connect(lambda _=False: slot())
        self._row(label, button)
        return button

    def add_note(self, text: str) -> QLabel:
        """A sentence under the row before."""
        note = QLabel(text)
        note.setWordWrap(True)
        note.setProperty("tone", "dim")
        self.form.addRow("", note)
        return note

    def _row(self, label: str, field: QWidget, buddy: QWidget | None = None) -> None:
        words = QLabel(label)
        words.setBuddy(buddy or field)
        self.form.addRow(words, field)

    def _bind(self, section: str, name: str, show: Callable[[], None]) -> None:
        self.values.append((section, name))
        self._shows.append(show)
        show()


def _of(tree: Settings, section: str, name: str) -> object:
    return getattr(getattr(tree, section) if section else tree, name)

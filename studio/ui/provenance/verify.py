"""A window that shows what a picture's file says of how it was made, and whether that was signed."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from studio.core.picture_io import PICTURE_SUFFIXES
from studio.provenance.inspection import Inspection, inspect
from studio.ui.provenance.verify_words import Rows, caution, headline, label_rows, record_rows
from studio.ui.provenance.writing import anchors_of
from studio.ui.widgets.background import Background
from studio.ui.widgets.theme import GRID
from studio.ui.window.settings import ProvenanceSettings


class VerifyWindow(QDialog):
    """Reads one file after the other, in the background; files can be dropped onto it."""

    def __init__(
        self, background: Background, settings: Callable[[], ProvenanceSettings], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._background, self._settings = background, settings
        self._newest = 0
        self.found: Inspection | None = None
        self.setWindowTitle(self.tr("Verify a Picture"))
        self.setAcceptDrops(True)
        self.resize(80 * GRID, 64 * GRID)
        self.name = QLabel()
        self.name.setProperty("tone", "dim")
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.headline = QLabel(self.tr("Choose a picture, or drop one here."))
        self.headline.setTextFormat(Qt.TextFormat.PlainText)
        font = self.headline.font()
        font.setPointSizeF(font.pointSizeF() * 1.25)
        self.headline.setFont(font)
        self.caution = QLabel()
        self.caution.setProperty("tone", "dim")
        for label in (self.name, self.headline, self.caution):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.details = QTextBrowser(openLinks=False)
        self.details.setAccessibleName(self.tr("What the file says"))
        self.details.setTabChangesFocus(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.choose = QPushButton(self.tr("&Open…"))
        self.choose.setToolTip(self.tr("Chooses the picture to look at."))
        self.copy = QPushButton(self.tr("&Copy"))
        self.copy.setToolTip(self.tr("Copies all that is shown, as text."))
        self.copy.setEnabled(False)
        buttons.addButton(self.choose, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        self.choose.clicked.connect(self.ask)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        for widget in (self.name, self.headline, self.caution):
            layout.addWidget(widget)
        layout.addSpacing(GRID)
        layout.addWidget(self.details, 1)
        layout.addWidget(buttons)

    def ask(self) -> None:
        """Asks which picture."""
        suffixes = " ".join(f"*{suffix} *{suffix.upper()}" for suffix in PICTURE_SUFFIXES)
        words = self.tr("Pictures ({})").format(suffixes) + ";;" + self.tr("All files (*)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Verify a Picture"), "", words)
        if name:
            self.look(Path(name))

    def look(self, path: Path) -> None:
        """Reads the file at `path`."""
        self._newest += 1
        number, settings = self._newest, self._settings()
        self._say(path.name, self.tr("Reading…"), "")

        def found(inspection: Inspection) -> None:
            if number == self._newest:
                self._show(inspection)

        def failed(sentence: str) -> None:
            if number == self._newest:
                self._say(path.name, sentence, "")

        self._background.run(lambda: inspect(path, anchors_of(settings)), found, failed)

    def text(self) -> str:
        """All that is shown."""
        parts = (self.name.text(), self.headline.text(), self.caution.text(), self.details.toPlainText())
        return "\n".join(filter(None, parts))

    def _say(self, name: str, words: str, caution: str) -> None:
        self.found = None
        self.name.setText(name)
        self.headline.setText(words)
        self.caution.setText(caution)
        self.details.clear()
        self.copy.setEnabled(False)

    def _show(self, found: Inspection) -> None:
        self._say(found.name, headline(found), caution(found))
        self.found = found
        tables = []
        if found.record is not None:
            tables.append((self.tr("Signed history (content credentials)"), record_rows(found.record)))
        if rows := label_rows(found):
            tables.append((self.tr("Label in the file (XMP)"), rows))
        self.details.setHtml("".join(_table(title, rows) for title, rows in tables))
        self.copy.setEnabled(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.look(Path(files[0]))


def _table(title: str, rows: Rows) -> str:
    cells = "".join(
        f"<tr><td style='padding-right:{2 * GRID}px; white-space:nowrap'>{escape(name)}</td>"
        f"<td>{escape(text)}</td></tr>"
        for name, text in rows
    )
    return f"<h4>{escape(title)}</h4><table cellpadding='{GRID // 2}'>{cells}</table>"

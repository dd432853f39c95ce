"""The questions about the document, each in one sentence."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from studio.project.open import ORA_SUFFIX
from studio.ui.files.save_dialog import free_name
from studio.ui.widgets.question import ACCEPT, DESTROY, question
from studio.ui.window.messages import Answer

_SAVE_OR_NOT = {0: Answer.DOCUMENT, 1: Answer.DISCARD, None: Answer.CANCEL}


def _tr(text: str) -> str:
    return QCoreApplication.translate("Document", text)


def ask_changes(parent: QWidget, name: str, closing: bool) -> Answer:
    """Asks about changes of the document called `name` that are in no file. closing: the window goes, too."""
    answer = question(
        parent,
        _tr("Save Changes"),
        _tr("“{}” has changes that are not saved.").format(name),
        _tr("What is not saved is lost when the window closes.")
        if closing
        else _tr("What is not saved is lost when another document takes its place."),
        (_tr("Save"), ACCEPT),
        (_tr("Close Without Saving") if closing else _tr("Go On Without Saving"), DESTROY),
        default=True,
    )
    return _SAVE_OR_NOT[answer]


def ask_copy(parent: QWidget, name: str) -> bool:
    """The document is open in another window: whether to open a copy here."""
    answer = question(
        parent,
        _tr("Open Document"),
        _tr("“{}” is open in another window.").format(name),
        _tr("If both saved to it, the work of one would be lost; here you can open a copy."),
        (_tr("Open a Copy"), ACCEPT),
    )
    return answer == 0


def ask_over(parent: QWidget, name: str) -> Answer:
    """Another program has saved to the document's file: DOCUMENT to save elsewhere, DISCARD to save over it."""
    answer = question(
        parent,
        _tr("Save Document"),
        _tr("“{}” was changed by another program.").format(name),
        _tr("Saving over it would throw away what was done there."),
        (_tr("Save Elsewhere…"), ACCEPT),
        (_tr("Save Over It"), DESTROY),
        default=True,
    )
    return _SAVE_OR_NOT[answer]


def ask_document(parent: QWidget, folder: Path, name: str, title: str) -> Path | None:
    """Asks where the document goes; `name` is proposed, changed so that nothing would be written over."""
    start = str(folder / (free_name(folder, name, ORA_SUFFIX) + ORA_SUFFIX))
    chosen, _ = QFileDialog.getSaveFileName(parent, title, start, _tr("OpenRaster documents (*.ora)"))
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower() == ORA_SUFFIX:
        return path
    # The dialog asked about the name without the suffix only.
    return path.with_name(free_name(path.parent, path.name, ORA_SUFFIX) + ORA_SUFFIX)


def ask_folder(parent: QWidget, start: str) -> Path | None:
    """Asks for a folder for pictures."""
    folder = QFileDialog.getExistingDirectory(parent, _tr("Save to Folder"), start)
    return Path(folder) if folder else None

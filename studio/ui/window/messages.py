"""The few questions that may interrupt: only where something could be lost."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from studio import __version__
from studio.ui.widgets.question import ACCEPT, DESTROY, question


class Answer(Enum):
    """What to do about work that is not saved."""

    SAVE = "save"  # the pictures, to a folder
    DOCUMENT = "document"  # all of it, to one file
    DISCARD = "discard"
    CANCEL = "cancel"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Messages", text)


def ask_unsaved(parent: QWidget, count: int, painting: bool, chain: bool = False) -> Answer:
    """Asks about `count` pictures (results, the drawing) that exist nowhere but in the window, a chain of steps, and
    about a painting."""
    if count > 1:
        text = _tr("{} pictures have not been saved.").format(count)
    elif count == 1:
        text = _tr("One picture has not been saved.")
    elif chain:
        text = _tr("The chain of steps has not been saved.")
    else:
        text = _tr("A painting is not finished.")
    detail = _tr("Neither has the chain of steps. ") if count and chain else ""
    detail += _tr("A painting is not finished either. ") if (count or chain) and painting else ""
    detail += _tr("What is not saved is lost when the work goes.")
    answers = [(Answer.DISCARD, _tr("Close Without Saving"), DESTROY)]
    if count or chain:
        document = Answer.DOCUMENT, _tr("Save Document…"), ACCEPT
        answers = [document, (Answer.SAVE, _tr("Pictures to Folder…"), ACCEPT), *answers]
    buttons = [(words, role) for _, words, role in answers]
    place = question(parent, _tr("Close Atelier Studio"), text, detail, *buttons, default=True)
    return Answer.CANCEL if place is None else answers[place][0]


def ask_remove(parent: QWidget, title: str) -> bool:
    """Asks before an unsaved result is thrown away."""
    text, detail = _tr("“{}” has not been saved.").format(title), _tr("Removing it throws the painting away.")
    return question(parent, _tr("Remove Result"), text, detail, (_tr("Remove"), DESTROY)) == 0


def show_about(parent: QWidget, device: str) -> None:
    """Which version this is, and what it runs on."""
    text = _tr("Atelier Studio {}").format(__version__)
    detail = _tr("Paints your photos in the manner of paintings, on your own computer.")
    box = QMessageBox(parent)
    box.setWindowTitle(_tr("About Atelier Studio"))
    box.setText(f"<b>{text}</b>")
    box.setInformativeText(f"{detail}<br><br>{device}" if device else detail)
    box.exec()

"""The few questions that may interrupt: only where something could be lost."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from studio import __version__


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
    box = QMessageBox(parent)
    box.setWindowTitle(_tr("Close Atelier Studio"))
    if count > 1:
        box.setText(_tr("{} pictures have not been saved.").format(count))
    elif count == 1:
        box.setText(_tr("One picture has not been saved."))
    elif chain:
        box.setText(_tr("The chain of steps has not been saved."))
    else:
        box.setText(_tr("A painting is not finished."))
    also = _tr("Neither has the chain of steps. ") if count and chain else ""
    also += _tr("A painting is not finished either. ") if (count or chain) and painting else ""
    box.setInformativeText(also + _tr("What is not saved is lost when the work goes."))
    loses = bool(count or chain)
    document = box.addButton(_tr("Save Document…"), QMessageBox.ButtonRole.AcceptRole) if loses else None
    save = box.addButton(_tr("Pictures to Folder…"), QMessageBox.ButtonRole.AcceptRole) if loses else None
    discard = box.addButton(_tr("Close Without Saving"), QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(document or cancel)
    box.exec()
    clicked = box.clickedButton()
    if clicked is discard:
        return Answer.DISCARD
    if document is not None and clicked is document:
        return Answer.DOCUMENT
    return Answer.SAVE if save is not None and clicked is save else Answer.CANCEL


def ask_remove(parent: QWidget, title: str) -> bool:
    """Asks before an unsaved result is thrown away."""
    box = QMessageBox(parent)
    box.setWindowTitle(_tr("Remove Result"))
    box.setText(_tr("“{}” has not been saved.").format(title))
    box.setInformativeText(_tr("Removing it throws the painting away."))
    remove = box.addButton(_tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.exec()
    return box.clickedButton() is remove


def show_about(parent: QWidget, device: str) -> None:
    """Which version this is, and what it runs on."""
    text = _tr("Atelier Studio {}").format(__version__)
    detail = _tr("Paints your photos in the manner of paintings, on your own computer.")
    box = QMessageBox(parent)
    box.setWindowTitle(_tr("About Atelier Studio"))
    box.setText(f"<b>{text}</b>")
    box.setInformativeText(f"{detail}<br><br>{device}" if device else detail)
    box.exec()

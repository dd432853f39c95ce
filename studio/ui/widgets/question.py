"""A question that interrupts: one sentence, why it matters, and a few answers."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget

ACCEPT, DESTROY = QMessageBox.ButtonRole.AcceptRole, QMessageBox.ButtonRole.DestructiveRole
Role = QMessageBox.ButtonRole


def question(
    parent: QWidget, title: str, text: str, detail: str, *answers: tuple[str, Role], default: bool = False
) -> int | None:
    """Waits for one of `answers` (words and role) and returns its place; None if the artist thought better of it.

    default: Enter gives the first one if it destroys nothing, else it cancels; otherwise Qt decides.
    """
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setWindowTitle(title)
    box.setText(text)
    box.setInformativeText(detail)
    buttons = [box.addButton(words, role) for words, role in answers]
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    if default:
        box.setDefaultButton(buttons[0] if answers[0][1] is ACCEPT else cancel)
    box.exec()
    clicked = box.clickedButton()
    return next((place for place, button in enumerate(buttons) if clicked is button), None)

"""Buttons that have all that a control needs: an icon or a text, a sentence as tool tip, a name, a place for Tab."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from studio.ui.widgets.icons import icon


def tool_button(tip: str, text: str = "", icon_name: str = "", name: str = "", checkable: bool = False) -> QToolButton:
    """A flat button that says what it does: `tip` is one sentence, `name` what a screen reader calls it."""
    button = QToolButton()
    dress(button, tip, text, icon_name, name, checkable)
    return button


def dress(
    button: QToolButton, tip: str, text: str = "", icon_name: str = "", name: str = "", checkable: bool = False
) -> None:
    """Makes such a button of one that is there already."""
    button.setText(text)
    if icon_name:
        button.setIcon(icon(icon_name))
    if icon_name and text:
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setCheckable(checkable)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setToolTip(tip)
    button.setAccessibleName(name or text)
    button.setAccessibleDescription(tip)

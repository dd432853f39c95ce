"""What a control is for and how it is used, in a few sentences: its own words, and those of its kind."""

# ruff: noqa: E501 - a table reads better with long lines

from __future__ import annotations

import html
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QSlider,
    QWhatsThis,
    QWidget,
)

from studio.ui.canvas.picture_view import PictureView
from studio.ui.styles.grid import StyleGrid
from studio.ui.widgets.control_slider import ControlSlider
from studio.ui.widgets.picture_tile import PictureTile
from studio.ui.widgets.words import marked as _

OURS = "explained"  # a property of widgets whose text is made here
HOW: tuple[tuple[type[QWidget], str], ...] = (
    (StyleGrid, _("A click or Enter paints in a style, Ctrl and a click or Shift+Enter mixes it in; F stars it, and a right click offers more.")),
    (PictureView, _("The wheel zooms, Space and a drag moves, the arrow keys move too; plus and minus zoom. Ctrl+0 shows all of it.")),
    (PictureTile, _("A click takes it; Shift and a click, or Shift+Enter, takes it as the second one where two can be had.")),
    (ControlSlider, _("Drag it, or type the number; hold Ctrl while dragging for fine steps, and double-click to go back to how it came. The arrow keys move it too.")),
    (QSlider, _("Drag it, or use the arrow keys; hold Ctrl while dragging for fine steps, and double-click to go back to how it came.")),
    (QAbstractSpinBox, _("Type a number, or use the arrow keys.")),
    (QComboBox, _("Choose with a click or with the arrow keys; the wheel turns it only while the keyboard is here.")),
    (QAbstractItemView, _("The arrow keys go from one to the next, Enter chooses; letters jump to what begins with them.")),
    (QLineEdit, _("Type here; Enter takes it over.")),
)  # fmt: skip
"""How a kind of control is used; the first kind that fits counts."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("WhatsThis", text)


def explanation(widget: QWidget) -> str:
    """What to say about `widget`, as rich text; "" if it has no words of its own."""
    given = "" if widget.property(OURS) else widget.whatsThis()
    if given:
        return given
    name = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton | QLabel) else "")
    said = widget.toolTip() or widget.accessibleDescription()
    if not name and not said:
        return ""
    described = widget.accessibleDescription()
    also = described if described and described not in said and said not in described else ""
    how = next((_tr(words) for kind, words in HOW if isinstance(widget, kind)), "")
    title = html.escape(name.replace("&", ""))
    parts = (f"<b>{title}</b>" if title else "", *(html.escape(part) for part in (said, also, how)))
    return "".join(f"<p>{part}</p>" for part in parts if part)


def nearest(widget: QWidget | None) -> tuple[QWidget, str] | None:
    """`widget`, or the part of the window round it that can be explained, with what to say."""
    while widget is not None:
        if text := explanation(widget):
            return widget, text
        widget = widget.parentWidget()
    return None


def begin(window: QWidget) -> None:
    """The next click explains what it hits, anywhere in `window`."""
    for widget in window.findChildren(QWidget):
        if not widget.whatsThis() or widget.property(OURS):
            widget.setWhatsThis(explanation(widget))
            widget.setProperty(OURS, True)
    for action in window.findChildren(QAction):
        if action.toolTip():
            action.setWhatsThis(f"<p>{html.escape(action.toolTip())}</p>")
    QWhatsThis.enterWhatsThisMode()


def explain_focus(say: Callable[[str], None]) -> None:
    """Explains the control that has the keyboard, beside it; `say` gets a sentence if there is none."""
    found = nearest(QApplication.focusWidget())
    if found is None:
        say(_tr("Nothing has the keyboard; press Tab or F6 to go to a control."))
        return
    widget, text = found
    QWhatsThis.showText(widget.mapToGlobal(QPoint(0, widget.height())), text, widget)

"""A walk through the whole window with something in every room, and what a walker reads and reaches there."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)
from window_fakes import CHANGES, MODELS, Studio

from studio.core.apply import Applied
from studio.core.chain import Generate, Stylize
from studio.ui.files.export_dialog import ExportDialog
from studio.ui.files.save_dialog import SaveOptions
from studio.ui.help.desk import HelpDesk
from studio.ui.project.recovery_dialog import RecoveryDialog
from studio.ui.provenance.verify import VerifyWindow
from studio.ui.sketch.image_dialogs import CanvasSize, ScaleDrawing
from studio.ui.sketch.new_drawing import NewDrawing
from studio.ui.transform.apply import ProblemsDialog
from studio.ui.window.command import MATERIALS_ROOM, PHOTO_ROOM, SKETCH_ROOM, TRANSFORM_ROOM
from studio.ui.window.settings import ExportSettings

ROOMS = (SKETCH_ROOM, MATERIALS_ROOM, TRANSFORM_ROOM, PHOTO_ROOM)
INTERACTIVE = (
    QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit, QTextEdit,
)  # fmt: skip
EVERYTHING = (*MODELS, *(one for one in CHANGES if one.id != "winter"))


def fill(studio: Studio) -> None:
    """A photo and a mix of two styles in the Photo room, lines, a map, and a chain of two steps."""
    window = studio.window
    studio.open("IMG_7.png")
    studio.pick("starry-night")
    window.panel.picker.second_chosen.emit("sunflowers")
    window.rooms.show(TRANSFORM_ROOM)
    session = window.transform.session
    session.set_photo(window.session.photo)
    session.add(Stylize(styles=(("starry-night", 1.0),)))
    session.add(Generate(model="weather", domains=(("rain", 1.0),)))
    studio.wait(lambda: not window.painter.busy)


def rooms(studio: Studio) -> Iterator[str]:
    """Shows one room after the other."""
    for room in ROOMS:
        studio.window.rooms.show(room)
        settle()
        yield room


def dialogs(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    """Opens what has no room: preferences, palette, guide, keys, pen pressure."""
    window = studio.window
    desk = window.findChild(HelpDesk)
    assert isinstance(desk, HelpDesk)
    preferences = desk.show_preferences()
    for row, name in enumerate(preferences.pages):
        preferences.list.setCurrentRow(row)
        settle()
        yield f"preferences, {name}", preferences
    preferences.close()
    for name, show in (("palette", desk.show_palette), ("guide", desk.show_guide)):
        opened = show()
        settle()
        yield name, opened
        opened.close()
    for name, made in questions(studio):
        made.show()
        settle()
        yield name, made
        made.close()
        made.deleteLater()
    for command in ("shortcuts", "sketch-curve"):
        window.rooms.show(SKETCH_ROOM)
        before = set(window.findChildren(QDialog))
        studio.run(command)
        settle()
        for dialog in set(window.findChildren(QDialog)) - before:
            yield command, dialog
            dialog.close()
    export = ExportDialog(window.exports.offer(), ExportSettings(folder="/"), window)
    export.show()
    for row in range(export.ways.count()):
        export.ways.setCurrentRow(row)
        settle()
        yield f"export, way {row}", export
    export.deleteLater()
    settle()


def questions(studio: Studio) -> Iterator[tuple[str, QDialog]]:
    """Dialogs that would wait for an answer, or for a file, if commands opened them."""
    window = studio.window
    settings = window.settings.current
    yield "new document", NewDrawing((640, 480), window)
    yield "canvas size", CanvasSize((640, 480), window)
    yield "scale", ScaleDrawing((640, 480), window)
    for suffix in (".jpg", ".png"):
        yield (
            f"save {suffix}",
            SaveOptions(settings.saving, studio.folder / f"IMG_7{suffix}", window, settings.provenance),
        )
    yield "export", ExportDialog(window.exports.offer(), settings.exporting, window)
    yield "verify", VerifyWindow(window.background, lambda: settings.provenance, window)
    yield "recovery", RecoveryDialog([], window.background, window)
    yield "problems", ProblemsDialog(QApplication.translate("Test", "Some failed."), Applied(2, 1, 0), window)


def settle() -> None:
    """Lets what is due happen, deletions among it."""
    for _ in range(3):
        QApplication.processEvents()


def controls(root: QWidget) -> list[QWidget]:
    """What can be clicked, typed into or reached by Tab in `root`, now in view."""
    found = []
    for widget in root.findChildren(QWidget):
        inner = widget.objectName().startswith("qt_") or isinstance(widget, QScrollBar | QHeaderView)
        part = isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox)
        reached = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        if widget.isVisibleTo(root) and not inner and not part and (isinstance(widget, INTERACTIVE) or reached):
            found.append(widget)
    return found


def spoken(widget: QWidget) -> str:
    """What a screen reader calls `widget`: its name, its text, or the label beside it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface else widget.accessibleName()


def called(widget: QWidget) -> str:
    """`widget` for the reader of a failed test: its way from the window."""
    names = []
    here: QWidget | None = widget
    while here is not None and len(names) < 5:
        names.append(f"{type(here).__name__}{'#' + here.objectName() if here.objectName() else ''}")
        here = here.parentWidget()
    text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    return " < ".join(names) + (f" “{text}”" if text else "")


def read(root: QWidget) -> Iterator[tuple[str, str]]:
    """(where, words) for all that can be read in `root`: texts, tool tips, names, hints, entries, menus."""
    for widget in (root, *root.findChildren(QWidget)):
        if not (widget is root or widget.isVisibleTo(root)) or widget.objectName().startswith("qt_"):
            continue
        where = called(widget)
        yield where, widget.toolTip()
        yield where, widget.accessibleName()
        yield where, widget.accessibleDescription()
        if isinstance(widget, QLabel | QAbstractButton):
            yield where, widget.text()
        if isinstance(widget, QLineEdit):
            yield where, widget.placeholderText()
        if isinstance(widget, QGroupBox):
            yield where, widget.title()
        if isinstance(widget, QComboBox):
            for row in range(widget.count()):
                yield where, widget.itemText(row)
                yield where, str(widget.itemData(row, Qt.ItemDataRole.ToolTipRole) or "")
        if widget.isWindow():
            yield where, widget.windowTitle()
    for action in root.findChildren(QAction):
        if action.isVisible():
            yield f"action {action.objectName()}", action.text()
            yield f"action {action.objectName()}", action.toolTip()

"""Everything in the window can be heard by its name, and reached and left with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from window_fakes import Studio
from window_tour import EVERYTHING, called, controls, dialogs, fill, rooms, spoken

from studio.ui.canvas.picture_view import PictureView


def nameless(root: QWidget) -> list[str]:
    return [called(widget) for widget in controls(root) if not spoken(widget)]


def test_every_control_in_every_room_has_a_name(open_studio: Callable[..., Studio]) -> None:
    studio = open_studio(models=EVERYTHING)
    found = [f"empty {room}: {one}" for room in rooms(studio) for one in nameless(studio.window)]
    fill(studio)
    found += [f"{room}: {one}" for room in rooms(studio) for one in nameless(studio.window)]
    assert not found, "\n".join(found)


def test_every_control_of_the_dialogs_has_a_name(studio: Studio) -> None:
    found = [f"{name}: {one}" for name, dialog in dialogs(studio) for one in nameless(dialog)]
    assert not found, "\n".join(found)


def focusable(widget: QWidget) -> bool:
    """Whether the keyboard can come to `widget`, by Tab or by the arrow keys of its group."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) or group is not None or widget.focusProxy() is not None


def test_the_keyboard_can_come_to_every_control(open_studio: Callable[..., Studio]) -> None:
    studio = open_studio(models=EVERYTHING)
    fill(studio)
    found = [
        f"{room}: {called(widget)}"
        for room in rooms(studio)
        for widget in controls(studio.window)
        if not focusable(widget) and not isinstance(widget.parentWidget(), QLineEdit)  # a field's own little buttons
    ]
    assert not found, "\n".join(found)


def tabbed(studio: Studio) -> set[QWidget]:
    """Where F6 and Tab lead in the room that shows."""
    reached: set[QWidget] = set()
    starts: set[QWidget] = set()
    while True:
        studio.run("next-panel")
        here = QApplication.focusWidget()
        assert here is not None
        if here in starts:
            return reached
        starts.add(here)
        reached |= run_of(here, forward=True) | run_of(here, forward=False)


def run_of(start: QWidget, forward: bool) -> set[QWidget]:
    """Where Tab leads from `start`, or Shift+Tab, as far as the next picture: there Tab hides the panels."""
    start.setFocus()
    run: set[QWidget] = set()
    while (here := QApplication.focusWidget()) is not None and here not in run:
        run.add(here)
        if isinstance(here, PictureView):
            break
        for _ in range(20):  # a text goes through its links first
            QTest.keyClick(here, Qt.Key.Key_Tab if forward else Qt.Key.Key_Backtab)
            if QApplication.focusWidget() is not here:
                break
        assert QApplication.focusWidget() is not here, f"Tab does not lead on from {called(here)}"
    return run


def test_tab_and_f6_lead_to_everything(open_studio: Callable[..., Studio]) -> None:
    studio = open_studio(models=EVERYTHING)
    fill(studio)
    studio.window.activateWindow()
    missed = []
    for room in rooms(studio):
        reached = tabbed(studio)
        missed += [
            f"{room}: {called(widget)}"
            for widget in controls(studio.window)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isEnabled()
            and widget.focusProxy() is None
            and widget not in reached
        ]
    assert not missed, "\n".join(missed)


def test_tab_leads_through_every_dialog_and_escape_out_of_it(studio: Studio) -> None:
    missed = []
    for name, dialog in dialogs(studio):
        dialog.activateWindow()
        first = dialog.focusWidget() or next(iter(controls(dialog)))
        reached = run_of(first, forward=True)
        missed += [
            f"{name}: {called(widget)}"
            for widget in controls(dialog)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isEnabled()
            and widget.focusProxy() is None
            and widget not in reached
        ]
        if not name.startswith("preferences"):  # its pages come one after the other
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
            if dialog.isVisible():
                missed.append(f"{name}: Escape does not close it")
    assert not missed, "\n".join(missed)

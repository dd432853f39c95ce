"""Preferences: every row changes the setting it names, and what can hold at once does."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLineEdit, QPushButton, QSpinBox, QWidget
from window_fakes import Studio

from studio.ui.help.desk import HelpDesk
from studio.ui.sketch.curve_dialog import CurveDialog
from studio.ui.window.preferences.dialog import Preferences
from studio.ui.window.preferences.pages import PAGES
from studio.ui.window.settings import Settings, load_settings


@pytest.fixture
def preferences(studio: Studio) -> Preferences:
    desk = studio.window.findChild(HelpDesk)
    assert isinstance(desk, HelpDesk)
    return desk.show_preferences()


def named(root: QWidget, kind: type, name: str) -> Any:
    return next(one for one in root.findChildren(kind) if name in (one.accessibleName(), getattr(one, "text", str)()))


def test_the_command_opens_the_first_page(studio: Studio) -> None:
    assert studio.window.commands.keys("preferences") == ("Ctrl+,",)
    studio.run("preferences")
    dialog = studio.window.findChild(Preferences)
    assert isinstance(dialog, Preferences)
    assert dialog.isVisible()
    assert dialog.list.currentRow() == 0
    dialog.accept()


def test_a_page_can_be_asked_for(studio: Studio) -> None:
    desk = studio.window.findChild(HelpDesk)
    assert isinstance(desk, HelpDesk)
    dialog = desk.show_preferences("provenance")
    assert list(PAGES)[dialog.list.currentRow()] == "provenance"
    assert dialog.pages["provenance"].isVisible()
    dialog.accept()


def test_the_theme_changes_at_once_and_is_kept(studio: Studio, preferences: Preferences) -> None:
    box = named(preferences, QComboBox, "Theme")
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert studio.window.settings.current.window.theme == "light"
    assert studio.window.commands["theme-light"].isChecked()
    assert load_settings(studio.window.settings._path).window.theme == "light"


def test_languages_are_offered_in_their_own_words(studio: Studio, preferences: Preferences) -> None:
    box = named(preferences, QComboBox, "Language")
    assert [box.itemText(row) for row in range(box.count())] == ["As the desktop", "English", "Deutsch"]
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert studio.window.settings.current.language == "de"


def test_memory_for_undo_and_for_results_holds_at_once(studio: Studio, preferences: Preferences) -> None:
    named(preferences, QSpinBox, "Undo").setValue(512)
    named(preferences, QSpinBox, "Results").setValue(64)
    assert studio.window.sketch.session.history.budget_bytes == 512 << 20
    assert studio.window.vault._budget == 64 << 20
    assert (studio.window.settings.current.undo_memory, studio.window.settings.current.history_memory) == (512, 64)


def test_graphics_memory_goes_with_a_graphics_card(studio: Studio, preferences: Preferences) -> None:
    memory, device = named(preferences, QSpinBox, "Graphics memory"), named(preferences, QComboBox, "Device")
    memory.setValue(2048)
    assert memory.isEnabled()
    device.setCurrentIndex(device.findData("cpu"))
    device.activated.emit(device.currentIndex())
    assert not memory.isEnabled()
    assert (studio.window.settings.current.device.device, studio.window.settings.current.device.memory) == ("cpu", 2048)


@pytest.mark.parametrize(
    ("text", "section", "name"),
    [
        ("Keep what I do, as I do it", "safety", "autosave"),
        ("Say that AI was used", "provenance", "say_ai"),
        ("Include my recipe", "provenance", "recipe"),
        ("Sign with content credentials", "provenance", "credentials"),
        ("Keep the photo’s data (camera, date, place)", "saving", "keep_metadata"),
    ],
)
def test_a_tick_is_a_setting(studio: Studio, preferences: Preferences, text: str, section: str, name: str) -> None:
    box = named(preferences, QCheckBox, text)
    before = getattr(getattr(studio.window.settings.current, section), name)
    assert box.isChecked() == before
    box.click()
    assert getattr(getattr(studio.window.settings.current, section), name) is not before


def test_a_certificate_is_asked_for_when_files_are_signed(
    studio: Studio, preferences: Preferences, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    line, choose = named(preferences, QLineEdit, "Certificate"), named(preferences, QPushButton, "Choose Certificate")
    assert not line.isEnabled()
    named(preferences, QCheckBox, "Sign with content credentials").click()
    assert line.isEnabled()
    file = str(tmp_path / "me.pem")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *args: (file, ""))
    choose.click()
    assert studio.window.settings.current.provenance.certificate == line.text() == file
    line.clear()
    line.editingFinished.emit()
    assert studio.window.settings.current.provenance.certificate == ""


def test_a_page_goes_back_to_how_it_came(studio: Studio, preferences: Preferences) -> None:
    preferences.list.setCurrentRow(list(PAGES).index("safety"))
    studio.window.settings.change("provenance", recipe=True)
    named(preferences, QCheckBox, "Keep what I do, as I do it").click()
    named(preferences, QSpinBox, "At least every").setValue(9)
    preferences.defaults.click()
    assert studio.window.settings.current.safety == Settings().safety
    assert named(preferences, QCheckBox, "Keep what I do, as I do it").isChecked()
    assert studio.window.settings.current.provenance.recipe  # on another page


def test_the_pen_and_the_keys_are_one_click_away(studio: Studio, preferences: Preferences) -> None:
    named(preferences, QPushButton, "Pen Pressure…").click()
    curve = preferences.findChild(CurveDialog)
    assert isinstance(curve, CurveDialog)
    assert curve.isVisible()
    curve.reject()


def test_every_choice_that_people_make_elsewhere_can_be_found_here(preferences: Preferences) -> None:
    """A value added to these sections must get its row (or be left out here for a reason)."""
    shown = {value for page in preferences.pages.values() for value in page.values}
    for section in ("safety", "provenance", "device"):
        names = {field.name for field in fields(type(getattr(Settings(), section)))}
        assert names <= {name for where, name in shown if where == section}, section
    assert {("", "language"), ("", "undo_memory"), ("", "history_memory"), ("window", "theme")} <= shown

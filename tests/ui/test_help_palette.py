"""The palette of commands: what it finds, what it says of what cannot be used, and that Enter does it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from window_fakes import Studio

from studio.ui.help.desk import HelpDesk
from studio.ui.help.fuzzy import fit
from studio.ui.help.palette import Palette
from studio.ui.window.commands import all_commands

Key = Qt.Key


@pytest.mark.parametrize(
    ("typed", "better", "worse"),
    [
        ("save", "Save", "Save As"),  # the whole name first
        ("save", "Save As", "Do not save"),  # the start of the name before a word of it
        ("lay", "New Layer", "Overlay"),  # the start of a word before the inside of one
        ("svd", "Save Drawing", "Servants Avoid"),  # scattered letters: fewer gaps
        ("new layer", "New Sketch Layer", "New Drawing"),  # every word must fit
    ],
)
def test_what_fits_better_comes_first(typed: str, better: str, worse: str) -> None:
    assert fit(typed, [(better, 1.0)]) > fit(typed, [(worse, 1.0)])


def test_what_does_not_fit_is_nothing() -> None:
    assert fit("zebra", [("Save", 1.0)]) == 0
    assert fit("save zebra", [("Save", 1.0), ("Saves the picture", 0.4)]) == 0
    assert fit("evas", [("Save", 1.0)]) == 0  # letters count in their order


@pytest.fixture
def palette(studio: Studio) -> Palette:
    desk = studio.window.findChild(HelpDesk)
    assert isinstance(desk, HelpDesk)
    return desk.show_palette()


def titles(palette: Palette) -> list[str]:
    return [entry.title for entry in palette.entries()]


def pressed(palette: Palette, key: Any) -> None:
    QTest.keyClick(palette.search, key)


def test_it_opens_by_its_key_and_lists_every_command(studio: Studio) -> None:
    assert studio.window.commands.keys("palette") == ("Ctrl+Shift+P",)
    studio.run("palette")
    opened = studio.window.findChild(Palette)
    assert isinstance(opened, Palette)
    assert opened.isVisible()
    assert {entry.id for entry in opened.entries()} == {command.id for _, command in all_commands()}
    opened.reject()


def test_usable_commands_lead_and_the_others_say_why_not(palette: Palette) -> None:
    usable = [entry.enabled for entry in palette.entries()]
    assert usable == sorted(usable, reverse=True)
    assert not all(usable)
    palette.search.setText("undo")
    undo = palette.entries()[0]
    assert (undo.id, undo.enabled, undo.room) == ("undo", False, "")
    assert palette.why.text() == "There is nothing to use it on now."
    palette.reject()


def test_keys_and_tips_are_searched_too(palette: Palette) -> None:
    palette.search.setText("ctrl+shift+p")
    assert palette.entries()[0].id == "palette"
    palette.search.setText("bright rooms")
    assert [entry.id for entry in palette.entries()] == ["theme-light"]
    palette.search.setText("qqq")
    assert titles(palette) == []
    assert palette.nothing.isVisibleTo(palette)
    palette.reject()


def test_enter_runs_the_command_that_the_arrows_chose(studio: Studio, palette: Palette) -> None:
    palette.search.setText("theme light")
    first = [entry.id for entry in palette.entries()]
    assert first[0] == "theme-light"
    pressed(palette, Key.Key_Return)
    studio.wait(lambda: studio.window.settings.current.window.theme == "light")


def test_arrows_move_while_one_types(palette: Palette) -> None:
    palette.search.setText("layer")
    pressed(palette, Key.Key_Down)
    pressed(palette, Key.Key_Down)
    assert palette.list.currentIndex().row() == 2
    pressed(palette, Key.Key_Up)
    assert palette.list.currentIndex().row() == 1
    palette.reject()


def test_enter_on_a_command_of_another_room_goes_there(studio: Studio, palette: Palette) -> None:
    assert studio.window.rooms.current.name == "photo"
    palette.search.setText("mirror the view")
    entry = palette.entries()[0]
    assert (entry.id, entry.enabled, entry.room) == ("sketch-mirror-view", False, "sketch")
    pressed(palette, Key.Key_Return)
    studio.wait(lambda: studio.window.rooms.current.name == "sketch")
    studio.wait(studio.window.commands["sketch-mirror-view"].isChecked)


def test_what_cannot_be_used_is_not_run(studio: Studio, palette: Palette) -> None:
    palette.search.setText("undo")
    pressed(palette, Key.Key_Return)
    assert palette.isVisible()
    palette.reject()


def test_the_last_ones_come_first_next_time(studio: Studio, palette: Palette) -> None:
    palette.search.setText("zoom in")
    assert palette.entries()[0].id == "zoom-in"
    pressed(palette, Key.Key_Return)
    desk = studio.window.findChild(HelpDesk)
    assert isinstance(desk, HelpDesk)
    studio.wait(lambda: bool(desk._recent))
    again = desk.show_palette()
    assert again.entries()[0].id == "zoom-in"
    again.reject()

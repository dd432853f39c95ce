"""What Shift+F1 and Ctrl+F1 say."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QPushButton, QWhatsThis, QWidget
from pytestqt.qtbot import QtBot
from window_fakes import Studio
from window_tour import called, controls, fill, rooms

from studio.ui.help import whats_this
from studio.ui.help.whats_this import explanation, nearest


@pytest.fixture(autouse=True)
def _mode_ends() -> Iterator[None]:
    yield
    QWhatsThis.leaveWhatsThisMode()


def test_every_control_has_something_to_say(studio: Studio) -> None:
    fill(studio)
    silent = [f"{room}: {called(one)}" for room in rooms(studio) for one in controls(studio.window) if not nearest(one)]
    assert not silent, "\n".join(silent)


def test_a_slider_says_its_name_its_tip_and_how_it_moves(studio: Studio) -> None:
    text = explanation(studio.window.panel.sliders["strength"])
    assert "<b>Style weight</b>" in text
    assert "How strongly the painting takes over" in text
    assert "double-click" in text


def test_words_of_its_own_are_kept(qtbot: QtBot) -> None:
    button = QPushButton("Go & run")
    qtbot.addWidget(button)
    button.setToolTip("<Runs> it.")
    assert explanation(button) == "<p><b>Go  run</b></p><p>&lt;Runs&gt; it.</p>"
    button.setWhatsThis("Mine.")
    assert explanation(button) == "Mine."


def test_what_says_nothing_is_explained_by_what_it_lies_in(qtbot: QtBot) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    outer.setAccessibleName("Panel")
    inner = QWidget(outer)
    assert nearest(inner) == (outer, "<p><b>Panel</b></p>")
    outer.setAccessibleName("")
    assert nearest(inner) is None
    assert nearest(None) is None


def test_the_command_lets_the_next_click_explain(studio: Studio) -> None:
    studio.run("whats-this")
    assert QWhatsThis.inWhatsThisMode()
    assert "Style weight" in studio.window.panel.sliders["strength"].whatsThis()
    assert "Takes the last change back" in studio.window.commands["undo"].whatsThis()


def test_the_texts_follow_what_a_control_does_now(studio: Studio) -> None:
    button = studio.window.status.stop
    studio.run("whats-this")
    QWhatsThis.leaveWhatsThisMode()
    button.setToolTip("Does something else.")
    studio.run("whats-this")
    assert "Does something else." in button.whatsThis()


def test_the_control_in_use_is_explained_beside_it(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = []
    monkeypatch.setattr(QWhatsThis, "showText", lambda at, text, widget: shown.append(text))
    studio.window.activateWindow()
    studio.window.panel.sliders["strength"].setFocus()
    studio.run("explain")
    assert len(shown) == 1
    assert "Style weight" in shown[0]


def test_without_a_control_in_use_it_says_how_to_get_to_one(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(whats_this.QApplication, "focusWidget", lambda: None)
    whats_this.explain_focus(said.append)
    assert said == ["Nothing has the keyboard; press Tab or F6 to go to a control."]

"""The guide's window, and what the guide itself must hold: pictures that are there and small, links that lead on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_fakes import Studio

from studio.library.paths import guide_dir
from studio.ui.help.guide import PICTURE, GuideWindow
from studio.ui.window.commands import all_commands

LIMIT = 150 << 10  # bytes of a picture
CHAPTERS = sorted(guide_dir().glob("*.md"))


@pytest.fixture
def guide(qtbot: QtBot, tmp_path: Path) -> GuideWindow:
    (tmp_path / "01-one.md").write_text("# One\n\nApples. See [the other](02-two.md).\n", encoding="utf-8")
    (tmp_path / "02-two.md").write_text("# Two\n\nPears and ![a picture](p.png).\n", encoding="utf-8")
    Image.new("RGB", (2000, 100), "red").save(tmp_path / "p.png")
    window = GuideWindow(tmp_path)
    qtbot.addWidget(window)
    window.show()
    return window


def test_chapters_are_listed_by_their_headings(guide: GuideWindow) -> None:
    assert [guide.chapters.item(row).text() for row in range(guide.chapters.count())] == ["One", "Two"]
    assert guide.chapter == "01-one.md"
    assert "Apples" in guide.page.toPlainText()


def test_a_search_goes_through_all_chapters(guide: GuideWindow) -> None:
    guide.search.setText("pears")
    assert guide.chapter == "02-two.md"
    assert guide.page.textCursor().selectedText() == "Pears"
    assert guide.go_to("apples")
    assert guide.chapter == "01-one.md"
    assert not guide.go_to("plums")
    assert guide.nothing.isVisible()


def test_links_lead_to_chapters_and_nowhere_else(guide: GuideWindow) -> None:
    guide.page.anchorClicked.emit(QUrl("02-two.md"))
    assert guide.chapter == "02-two.md"
    guide.page.anchorClicked.emit(QUrl("https://example.org/01-one.md"))
    assert guide.page.source().isEmpty()


def test_pictures_fit_and_come_from_the_guide_alone(guide: GuideWindow) -> None:
    kind = QTextDocument.ResourceType.ImageResource.value
    picture = guide.page.loadResource(kind, QUrl("p.png"))
    assert picture.width() / picture.devicePixelRatio() == PICTURE
    assert guide.page.loadResource(kind, QUrl("../../etc/passwd")).isNull()
    assert guide.page.loadResource(QTextDocument.ResourceType.StyleSheetResource.value, QUrl("p.png")) is None


def test_the_menu_opens_it_once_and_it_closes_with_the_window(studio: Studio) -> None:
    def open_ones() -> list[GuideWindow]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, GuideWindow) and one.isVisible()]

    studio.run("guide")
    studio.run("guide")
    assert len(open_ones()) == 1
    studio.window.close()
    assert open_ones() == []


def test_there_is_a_guide() -> None:
    assert len(CHAPTERS) >= 6


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_pictures_and_links_of_the_guide_are_there(chapter: Path) -> None:
    text = chapter.read_text(encoding="utf-8")
    assert text.startswith("# ")
    for described, target in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", text):
        path = guide_dir() / target
        assert described, f"{target} says nothing to those who cannot see it"
        assert path.is_file(), f"{target} is missing"
        assert path.stat().st_size <= LIMIT, f"{target} is too large"
    for target in re.findall(r"(?<!!)\[[^\]]+\]\(([^)]+)\)", text):
        assert (guide_dir() / target).is_file(), f"{target} leads nowhere"


def test_every_key_that_the_guide_names_is_a_key_of_a_command() -> None:
    known = {key for _, command in all_commands() for key in command.keys}
    pattern = r"\*?\*?\b((?:(?:Ctrl|Shift|Alt)\+)+(?:Enter|Up|Down|[A-Z0-9/,])|F\d+)(?![\w+])"
    named = {(path.stem, key) for path in CHAPTERS for key in re.findall(pattern, path.read_text(encoding="utf-8"))}
    assert len(named) > 20
    assert {(chapter, key) for chapter, key in named if key not in known} == set()

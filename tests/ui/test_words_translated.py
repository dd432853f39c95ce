"""Nothing that people read has escaped translation: the window in a language that is English in brackets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from window_fakes import Studio
from window_tour import EVERYTHING, dialogs, fill, read, rooms

from studio.ui.widgets.words import words

OWN = re.compile(
    r"Atelier Studio|CPU, fake|\d+ m?s"
    # the artist's files, styles and who painted them; languages in their own words
    r"|IMG_7(\.png)?|Great Wave|Starry Night|Sunflowers|great-wave|starry-night|sunflowers|Somebody|1889"
    r"|English|Deutsch|/[\w/.-]+"
    r"|JPEG|PNG|WebP|TIFF|GIF|PSD|PSB|OpenRaster|\.(?:jpg|png|webp|tif|gif|psd|psb|ora)"  # names of formats
)
"""What needs no translation."""
QTS = {"OK", "Cancel", "Close", "Save", "Open", "Apply", "Discard", "Yes", "No"}  # buttons that Qt itself translates
KEYS = re.compile(
    r"\((?:(?:Ctrl|Shift|Alt|Meta)\+)*"
    r"(?:F\d+|Esc|Tab|Del|Return|Enter|Space|PgUp|PgDown|Up|Down|Left|Right|.)\)"
)
INNER = re.compile("⟦[^⟦⟧]*⟧")


class Brackets(QTranslator):
    """That language."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        return None if context.startswith("Q") else f"⟦{source}⟧"  # type: ignore[return-value]


@pytest.fixture
def brackets(qtbot: QtBot) -> Iterator[None]:
    app = QApplication.instance()
    assert app is not None
    translator = Brackets()
    app.installTranslator(translator)
    yield
    app.removeTranslator(translator)


def untranslated(root: QWidget) -> set[str]:
    found = set()
    for where, text in read(root):
        rest = KEYS.sub("", text.replace("&", ""))
        if rest in QTS:
            continue
        while INNER.search(rest):
            rest = INNER.sub("", rest)
        rest = OWN.sub("", rest)
        if re.search(r"[A-Za-zÀ-ž]{2}", rest):
            found.add(f"{text!r} in {where}")
    return found


def test_every_word_in_every_room_is_translated(brackets: None, open_studio: Callable[..., Studio]) -> None:
    studio = open_studio(models=EVERYTHING)
    assert "⟦" in studio.window.commands["open"].text()
    found = {f"empty {room}: {one}" for room in rooms(studio) for one in untranslated(studio.window)}
    fill(studio)
    found |= {f"{room}: {one}" for room in rooms(studio) for one in untranslated(studio.window)}
    assert not found, "\n".join(sorted(found))


def test_every_word_of_the_dialogs_is_translated(brackets: None, studio: Studio) -> None:
    found = sorted({f"{name}: {one}" for name, dialog in dialogs(studio) for one in untranslated(dialog)})
    assert not found, "\n".join(found)


def test_what_is_not_marked_would_be_found(brackets: None, qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.setToolTip("Never marked.")
    widget.setAccessibleName(QCoreApplication.translate("Somewhere", "Marked."))
    assert untranslated(widget) == {"'Never marked.' in QWidget"}
    assert words("Anything") == "⟦Anything⟧"
    assert words("") == ""

"""Languages: the files are whole and fresh, and the window speaks what was chosen."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from window_fakes import Studio

from benchmarks.translations import compile_file, complaints, read, sentences, write
from studio.library import paths
from studio.ui.widgets import language
from studio.ui.widgets.language import TEMPLATES, folder, languages, of_desktop, speak, told
from studio.ui.window.command import Entry
from studio.ui.window.commands import MENUS, Submenu

GERMAN = folder() / "atelier_de.ts"


@pytest.fixture(autouse=True)
def _english_again(qtbot: QtBot) -> Iterator[None]:
    yield
    speak(application(), "en")


def application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def test_menus_are_german_and_nearly_all_else() -> None:
    """A new sentence shows in English until somebody has translated it; that must stay the exception."""
    done, wanted = read(GERMAN), sentences()
    menus = [text for title, entries in MENUS for text in (title, *_words(entries))]
    missing = [text for text in wanted if text not in done]
    assert sum(text not in done for text in menus) <= 0.03 * len(menus), missing
    assert len(missing) <= 0.03 * len(wanted), "python -m benchmarks.translations, then translate:\n" + "\n".join(
        missing
    )


def _words(entries: tuple[Entry, ...]) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, Submenu):
            yield entry.text
            yield from _words(entry.commands)
        elif entry is not None:
            yield from (entry.text, entry.tip)


def test_values_and_keys_of_menus_survive_translation() -> None:
    for source, said in read(GERMAN).items():
        assert sorted(re.findall(r"\{.*?\}", source)) == sorted(re.findall(r"\{.*?\}", said)), source
        assert len(re.findall(r"&\w", source)) == len(re.findall(r"&\w", said)), source
        assert source.endswith("…") == said.endswith("…"), source


def test_the_compiled_file_is_that_of_the_text(tmp_path: Path) -> None:
    copy = Path(shutil.copy(GERMAN, tmp_path))
    compile_file(copy)
    assert copy.with_suffix(".qm").read_bytes() == GERMAN.with_suffix(".qm").read_bytes()


def test_there_are_english_and_german() -> None:
    assert languages() == {"en": "English", "de": "Deutsch"}


class Part(QWidget):
    """A part of the window."""


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "atelier_de.ts", "de", ["Open", "Size"], {"Open": "Öffnen"})
    compile_file(tmp_path / "atelier_de.ts")
    monkeypatch.setattr(language, "folder", lambda: tmp_path)


def test_a_sentence_is_translated_wherever_it_stands(small: None) -> None:
    assert speak(application(), "de") == "de"
    assert Part().tr("Open") == "Öffnen"
    assert QCoreApplication.translate("Anywhere", "Open") == "Öffnen"
    assert QCoreApplication.translate("Anywhere", "Size") == "Size"  # not translated yet
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"  # Qt's own words


def test_english_comes_back_and_nothing_piles_up(small: None) -> None:
    speak(application(), "de")
    speak(application(), "de")
    QCoreApplication.sendPostedEvents(None, 52)  # deferred deletions
    assert len(application().findChildren(QTranslator)) == 2
    assert speak(application(), "en") == "en"
    assert Part().tr("Open") == "Open"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


@pytest.mark.parametrize("code", ["xx", "../../evil", "fr"])
def test_a_language_that_is_not_there_is_english(small: None, code: str) -> None:
    assert speak(application(), code) == "en"


def test_the_desktop_is_followed(small: None, monkeypatch: pytest.MonkeyPatch) -> None:
    class Desktop:
        @staticmethod
        def system() -> type[Desktop]:
            return Desktop

        @staticmethod
        def uiLanguages() -> list[str]:
            return ["fr-FR", "de-AT", "en-US"]

    monkeypatch.setattr(language, "QLocale", Desktop)
    monkeypatch.setattr(language, "languages", lambda: {"en": "English", "de": "Deutsch"})
    assert of_desktop() == "de"
    assert speak(application()) == "de"


def test_the_window_speaks_what_the_settings_say(open_studio: Callable[..., Studio]) -> None:
    settings = paths.user_config_dir() / "settings.json"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(json.dumps({"language": "de"}))
    studio = open_studio()
    window = studio.window
    assert window.commands["undo"].text().replace("&", "").startswith("Rückgängig")
    assert window.panel.sliders["strength"].accessibleName() == "Gewicht des Stils"
    assert [menu.text().replace("&", "") for menu in window.menuBar().actions()][:2] == ["Datei", "Bearbeiten"]


def test_errors_from_below_are_told_with_their_values(qtbot: QtBot) -> None:
    whole = "There is not enough memory for this picture; make it smaller."
    filled = "sun.png is damaged or incomplete: the file ends; open another copy of it."
    assert (told(whole), told(filled), told("")) == (whole, filled, "")
    speak(application(), "de")
    assert told(whole) == "Für dieses Bild reicht der Speicher nicht; machen Sie es kleiner."
    assert told(filled) == "sun.png ist beschädigt oder unvollständig: the file ends; öffnen Sie eine andere Kopie."
    assert told("Nobody ever wrote this sentence.") == "Nobody ever wrote this sentence."
    assert told("a{b} does not exist; check the name and the folder.").startswith("a{b} gibt es nicht")


def test_the_list_of_sentences_is_that_of_the_code() -> None:
    kept = (folder() / TEMPLATES).read_text(encoding="utf-8").splitlines()
    wanted = {text for text in complaints() if "{}" in text}
    assert len(wanted - set(kept)) <= 0.05 * len(wanted), "python -m benchmarks.translations"

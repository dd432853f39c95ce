"""The language of the window: translations in `resources/i18n`, one file for each language."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from studio.library.paths import resources_dir
from studio.ui.widgets.words import words

ENGLISH = "en"  # what the program itself is written in
CONTEXT = "Atelier"  # of every sentence in the files
STEM = "atelier_"
TEMPLATES = "sentences.txt"  # those with values in them that come from below
_NAME = "language"


class Translation(QTranslator):
    """One language. A sentence means the same wherever it stands, so the place in the code does not count."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        # A class of Qt's: its words are in Qt's own files. None is how a null string, "ask the next one", is said.
        found = "" if context.startswith("Q") else super().translate(CONTEXT, source, disambiguation or "", n)
        return found or None  # type: ignore[return-value]


def folder() -> Path:
    """Where the translations lie: `atelier_de.ts` to edit, `atelier_de.qm` to load."""
    return resources_dir() / "i18n"


def languages() -> dict[str, str]:
    """The languages there are, in their own words by their codes; English first."""
    codes = sorted(path.stem.removeprefix(STEM) for path in folder().glob(f"{STEM}*.qm"))
    return {ENGLISH: "English"} | {code: QLocale(code).nativeLanguageName().capitalize() for code in codes}


def of_desktop() -> str:
    """The first language of the desktop that there is a translation for, else English."""
    wanted = [name.replace("_", "-").split("-")[0] for name in QLocale.system().uiLanguages()]
    return next((code for code in wanted if code in languages()), ENGLISH)


def speak(app: QApplication, code: str = "") -> str:
    """Lets what is made from now on speak `code`, "" for the language of the desktop. Returns what is spoken.

    A language that is not there is English.
    """
    for old in app.findChildren(QTranslator, _NAME):
        app.removeTranslator(old)
        old.deleteLater()
    code = code or of_desktop()
    path = folder() / f"{STEM}{code}.qm"
    if code == ENGLISH or not path.is_file():
        code = ENGLISH
    app.setProperty(_NAME, code)
    if code == ENGLISH:
        return code
    qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / f"qtbase_{code}.qm"
    for file, kind in ((qt, QTranslator), (path, Translation)):
        translator = _loaded(kind, file, app)
        if translator is not None:
            app.installTranslator(translator)  # the one that came last is asked first
    return code


def told(sentence: str) -> str:
    """A sentence that an error of the lower packages brought up, in the language of the window.

    They put values in before they raise it, so the sentence is found by what stands around the values.
    """
    app = QApplication.instance()
    if app is None or app.property(_NAME) in (None, ENGLISH) or not sentence:
        return sentence
    whole = words(sentence)
    if whole != sentence:
        return whole
    for template, pattern in _templates():
        if found := pattern.fullmatch(sentence):
            said = words(template)
            return said.format(*found.groups()) if said != template else sentence
    return sentence


@cache
def _templates() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Sentences with {} where values go, those that say most first."""
    path = folder() / TEMPLATES
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    lines.sort(key=lambda line: len(line.replace("{}", "")), reverse=True)
    return tuple((line, re.compile("(.+?)".join(map(re.escape, line.split("{}"))), re.DOTALL)) for line in lines)


def _loaded(kind: type[QTranslator], path: Path, parent: QObject) -> QTranslator | None:
    translator = kind(parent)
    translator.setObjectName(_NAME)
    if path.is_file() and translator.load(str(path)):
        return translator
    translator.deleteLater()
    return None

"""The menu of all that can be a step: changes of the world, repairs, pictures made anew, lines, styles."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QWidget

from studio.core.chain import ChainStep, Generate, Stylize, Trace, Via
from studio.core.params import Quality
from studio.library.generators import MATERIALS, Generator
from studio.library.palettes import load_palette
from studio.library.styles import Style
from studio.ui.styles.model import describe
from studio.ui.transform.step_words import changes
from studio.ui.widgets.icons import icon
from studio.ui.widgets.words import words

MOST_STYLES = 12  # more of them are grouped by artist
REPAIRS = {"colourise": "hints", "enhance": "sparkle"}  # tasks, and their icons


class AddMenu(QMenu):
    """Filled anew whenever it opens; `chosen` gives the step."""

    chosen = Signal(object)  # ChainStep

    def __init__(
        self,
        generators: Callable[[], Iterable[Generator]],
        styles: Callable[[], Iterable[Style]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._generators, self._styles = generators, styles
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Lists what is installed now."""
        for old in self.findChildren(QMenu):
            old.deleteLater()
        self.clear()
        generators, styles = tuple(self._generators()), tuple(self._styles())
        self._heading(self.tr("Change the world"), bool(found := changes(generators)))
        for change in found:
            self._step(change.title, change.sentence, change.step(), icon(change.icon))
        others = [one for one in generators if one.kind == "picture" and not one.translates]
        self._heading(self.tr("Repair"), any(one.task in REPAIRS for one in others))
        for one in others:
            if one.task in REPAIRS:
                self._step(words(one.title), words(one.description), Generate(model=one.id), icon(REPAIRS[one.task]))
        self._heading(self.tr("Make anew"), True)
        for one in generators:
            self._anew(one)
        for one in others:
            if one.task not in REPAIRS:
                self._step(words(one.title), words(one.description), Generate(model=one.id), icon("photo"))
        self._step(self.tr("Lines"), self.tr("Draws the lines of the picture, dark on white."), Trace(), icon("trace"))
        self._heading(self.tr("Paint"), bool(styles))
        if styles:
            self._style_menus(styles)

    def _anew(self, one: Generator) -> None:
        if one.kind == "sketch":
            tip = self.tr("Traces the lines of the picture and makes a new photo of them.")
            self._step(words(one.title), tip, Generate(model=one.id, via=Via.LINES), icon("sketch"))
        elif one.kind == "labels" and one.classes == load_palette(MATERIALS):
            tip = self.tr("Finds out what is where in the picture and makes a new photo of that map.")
            self._step(words(one.title), tip, Generate(model=one.id, via=Via.MAP), icon("materials"))

    def _style_menus(self, styles: tuple[Style, ...]) -> None:
        all_of_them = QMenu(self.tr("Style"), self)
        all_of_them.setIcon(icon("brush"))
        all_of_them.setToolTipsVisible(True)
        self.addMenu(all_of_them)
        groups: dict[str, list[Style]] = {}
        for style in styles:
            artist = style.artist or (self.tr("Unknown") if style.bundled else self.tr("My styles"))
            groups.setdefault(artist, []).append(style)
        grouped = len(styles) > MOST_STYLES
        for artist, works in groups.items():
            menu = all_of_them
            if grouped and len(works) > 1:
                menu = QMenu(artist, all_of_them)
                menu.setToolTipsVisible(True)
                all_of_them.addMenu(menu)
            for style in works:
                alone = grouped and len(works) == 1
                title = f"{style.title} ({artist})" if alone else style.title
                tip = self.tr("{}: paints the picture in this style.").format(describe(style))
                step = Stylize(styles=((style.id, 1.0),), quality=Quality.INSTANT)
                self._step(title, tip, step, None, menu)

    def _heading(self, text: str, there: bool) -> None:
        if there:
            if self.actions():
                self.addSeparator()
            self.addAction(text).setEnabled(False)

    def _step(self, title: str, tip: str, step: ChainStep, picture: QIcon | None, menu: QMenu | None = None) -> None:
        action = (menu or self).addAction(title.replace("&", "&&"))
        if picture is not None:
            action.setIcon(picture)
        action.setToolTip(tip)
        action.triggered.connect(lambda _=False: self.chosen.emit(step))

"""The artist's own styles: made from pictures, renamed, removed and taken back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from studio.core.errors import StudioError
from studio.core.picture_io import PICTURE_SUFFIXES
from studio.library.styles import Style, StyleLibrary, StyleShelf
from studio.ui.session.asks import Ask
from studio.ui.session.painter import Painter
from studio.ui.session.session import Session
from studio.ui.styles.panel import StylizePanel
from studio.ui.window.settings import SettingsFile
from studio.ui.window.status_line import StatusLine

MOST = 24  # pictures of one drop that become styles


class StyleDesk(QObject):
    """Answers the style picker."""

    removed = Signal(str)  # a style of the artist's

    def __init__(
        self,
        session: Session,
        painter: Painter,
        library: StyleLibrary,
        shelf: StyleShelf,
        panel: StylizePanel,
        status: StatusLine,
        settings: SettingsFile,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._painter, self._library, self._shelf = session, painter, library, shelf
        self._noted: list[str] = []  # the styles whose use was noted last
        self._panel, self._status, self._settings, self._window = panel, status, settings, window
        panel.picker.pictures_dropped.connect(self.learn)
        panel.picker.add_requested.connect(self.ask)
        panel.picker.remove_requested.connect(self.remove)
        panel.picker.rename_requested.connect(self.rename)
        painter.learned.connect(self._on_learned)
        for signal in (painter.live_finished, painter.painted):
            signal.connect(lambda _picture, ask, _seconds: self._note_use(ask))

    def ask(self) -> None:
        """Asks for pictures to make styles of."""
        suffixes = " ".join(f"*{suffix}" for suffix in PICTURE_SUFFIXES)
        names, _ = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Add a Style from a Picture"),
            self._settings.current.files.open_folder,
            self.tr("Pictures ({})").format(suffixes),
        )
        self.learn([Path(name) for name in names])

    def learn(self, paths: list[Path]) -> None:
        """Makes a style of each picture."""
        for path in paths[:MOST]:
            self._painter.learn(path)
        if len(paths) > MOST:
            self._status.say(self.tr("The first {} pictures become styles.").format(MOST))

    def remove(self, style_id: str) -> None:
        """Removes a style of the artist's; a button takes it back."""
        try:
            title = self._library.get(style_id).title
            self._library.remove(style_id)
        except StudioError as error:
            self._status.complain(str(error))
            return
        kept = tuple(pair for pair in self._session.choices.styles if pair[0] != style_id)
        self._session.change(self.tr("Style"), styles=kept)
        self.removed.emit(style_id)
        self._panel.refresh()
        self._status.say(
            self.tr("“{}” was removed.").format(title), [(self.tr("Take Back"), lambda: self._restore(style_id))]
        )

    def rename(self, style_id: str, title: str) -> None:
        """Gives a style of the artist's another title."""
        try:
            self._library.rename(style_id, title)
        except StudioError as error:
            self._status.complain(str(error))
        self._panel.refresh()

    def _restore(self, style_id: str) -> None:
        try:
            self._library.restore(style_id)
        except StudioError as error:
            self._status.complain(str(error))
        self._panel.refresh()

    def _note_use(self, ask: Ask) -> None:
        styles = [style for style, _ in reversed(ask.document.choices.styles)]
        if styles != self._noted:  # live pictures come many times a second
            self._noted = styles
            for style in styles:
                self._shelf.used(style)

    def _on_learned(self, style: Style) -> None:
        self._library.refresh()
        self._session.change(self.tr("Style"), styles=((style.id, 1.0),))
        self._panel.refresh()
        self._status.say(self.tr("“{}” is one of your styles now.").format(style.title))

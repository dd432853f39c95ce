"""Before the work gives way, to another document or to the end of the day: what would be lost is asked about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from studio.ui.files.commands import FileCommands
from studio.ui.project.questions import ask_changes, ask_folder
from studio.ui.session.asks import Kind
from studio.ui.session.painter import Painter
from studio.ui.window import messages
from studio.ui.window.messages import Answer
from studio.ui.window.settings import SettingsFile

Then = Callable[[], object]


class Document(Protocol):
    """The document at hand."""

    @property
    def path(self) -> Path | None: ...
    @property
    def name(self) -> str: ...
    @property
    def modified(self) -> bool: ...
    @property
    def precious(self) -> bool:
        """Whether there is work in it that its pictures alone do not hold."""
        ...

    def save(self, then: Then | None = None) -> None: ...


class Leaving(QObject):
    """Asks one question where something could be lost, and goes on when the artist says so and all is written."""

    def __init__(
        self, document: Document, files: FileCommands, painter: Painter, settings: SettingsFile, window: QWidget
    ) -> None:
        super().__init__(window)
        self._document, self._files, self._painter = document, files, painter
        self._settings, self._window = settings, window
        self._then: Then | None = None
        files.all_saved.connect(self._on_all_saved)

    def ask(self, then: Then, closing: bool) -> None:
        """Calls `then` at once if nothing could be lost, or after the question; never if the artist stays."""
        document, painting = self._document, self._painting
        if document.path is None:
            self._ask_untitled(then, painting, closing)
        elif document.modified:
            self._do(ask_changes(self._window, document.name, closing), then)
        elif painting:
            self._do(messages.ask_unsaved(self._window, 0, True), then)
        else:
            then()

    def _ask_untitled(self, then: Then, painting: bool, closing: bool) -> None:
        pictures, chain = self._files.unsaved
        if pictures or painting or chain:
            more = [True] if chain else []
            self._do(messages.ask_unsaved(self._window, pictures, painting, *more), then)
        elif self._document.precious:
            self._do(ask_changes(self._window, self._document.name, closing), then)
        else:
            then()

    def _do(self, answer: Answer, then: Then) -> None:
        match answer:
            case Answer.DISCARD:
                then()
            case Answer.DOCUMENT:
                self._document.save(then)
            case Answer.SAVE:
                if folder := ask_folder(self._window, self._settings.current.files.save_folder):
                    self._then = then
                    self._files.save_all(folder)

    @property
    def _painting(self) -> bool:
        return any(ask.kind is Kind.PAINT for ask in self._painter.asks)

    def _on_all_saved(self, good: bool) -> None:
        then, self._then = self._then, None
        if good and then is not None:
            then()

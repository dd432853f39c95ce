"""Work that cannot be lost: autosave while the window is open, and what a crash left behind at the next start."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from studio.project.recovery import Found, found
from studio.ui.project.autosave import Autosave
from studio.ui.project.capture import shell
from studio.ui.project.desk import DocumentDesk
from studio.ui.project.parts import Parts
from studio.ui.project.recovery_dialog import RecoveryDialog
from studio.ui.widgets.background import Background
from studio.ui.window.settings import SettingsFile
from studio.ui.window.status_line import StatusLine


class Safety(QObject):
    """Keeps the work of one window in `folder` until it is saved or given up."""

    def __init__(
        self,
        desk: DocumentDesk,
        parts: Parts,
        settings: SettingsFile,
        folder: Path,
        status: StatusLine,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._desk, self._settings, self._folder = desk, settings, folder
        self._status, self._window = status, window
        self._background = Background(self)  # its own, so that a long export never comes first
        self.autosave = Autosave(
            parts.drawing, lambda: shell(parts), folder, self._background, self, modified=lambda: desk.modified
        )
        self._closed = False
        self.autosave.failed.connect(self._on_failed)
        self.autosave.recovered.connect(lambda: status.say(self.tr("Your work is kept safe again.")))
        desk.changed.connect(lambda: self.autosave.set_path(desk.path))
        settings.watch(lambda section: self._follow() if section == "safety" else None)

    def start(self) -> None:
        """The window is on screen: keeps what is done from now on, and looks for what was not saved."""
        self._follow()
        self._background.run(lambda: found(self._folder), self._offer, self._status.complain)

    def close(self, clean: bool = True) -> None:
        """The window goes. clean: nothing is to be kept, else it is offered at the next start."""
        if not self._closed:
            self._closed = True
            self.autosave.stop(clean)

    def _follow(self) -> None:
        wanted = self._settings.current.safety
        if self._closed:
            return
        if wanted.autosave:
            self.autosave.start(wanted.seconds)
        else:
            self.autosave.stop(clean=True)

    def _offer(self, works: list[Found]) -> None:
        if self._closed:
            for work in works:
                work.release()
        elif works:
            dialog = RecoveryDialog(works, self._background, self._window)
            dialog.open_requested.connect(self._open)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def _open(self, work: Found) -> None:
        self._desk.recover(work.opened, work.path, lambda: self.autosave.keep_then(work.forget))

    def _on_failed(self, sentence: str) -> None:
        words = self.tr("What you do is not kept safe at the moment.")
        self._status.complain(f"{words} {sentence}", [(self.tr("Save Now…"), self._desk.save)])

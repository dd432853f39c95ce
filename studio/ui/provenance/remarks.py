"""What is said in the status line about where pictures come from: lost credentials, and the people in photos."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from studio.provenance.label import read_claims
from studio.provenance.origin import Source
from studio.provenance.people import names_people
from studio.ui.files.desk import FileDesk
from studio.ui.session.session import Photo
from studio.ui.window.settings import SettingsFile
from studio.ui.window.status_line import StatusLine


class Remarks(QObject):
    """Listens to the file desk. It never asks and never stops anything: one line, that can be switched off."""

    def __init__(self, files: FileDesk, status: StatusLine, settings: SettingsFile, parent: QObject) -> None:
        super().__init__(parent)
        self._status, self._settings = status, settings
        self._reminded: set[str] = set()  # fingerprints of photos
        files.opened.connect(self._on_opened)
        files.unsigned.connect(self._on_unsigned)

    def _on_unsigned(self, path: Path) -> None:
        words = self.tr(
            "{} is saved, but without the content credentials that its photo has; sign the result to carry them on."
        )
        self._status.say(words.format(path.name), [(self.tr("Sign From Now On"), self._sign)])

    def _sign(self) -> None:
        self._settings.change("provenance", credentials=True)
        self._status.say(self.tr("Pictures are signed from now on; save this one again to sign it, too."))

    def _on_opened(self, photo: Photo) -> None:
        """Once for each photo; nobody looks for faces, so nobody claims that there are some."""
        xmp, key = photo.picture.metadata.xmp, photo.picture.digest
        drawn = photo.original is not None or read_claims(xmp).known is Source.COMPUTED
        if not self._settings.current.provenance.consent or drawn or key in self._reminded:
            return
        if self._status.message.text():
            return  # something else has to be read first
        self._reminded.add(key)
        if names_people(xmp):
            words = self.tr("This photo names people; make sure that they agree to what you make of it.")
        else:
            words = self.tr("If people are in this photo, make sure that they agree to what you make of it.")
        self._status.say(words, [(self.tr("Don’t Remind Me"), self._leave_off)])

    def _leave_off(self) -> None:
        self._settings.change("provenance", consent=False)

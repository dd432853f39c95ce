"""Getting the optional Reference VGG-19: a download that can be stopped, or a file that the artist has."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from studio.core.errors import UnavailableError
from studio.library.reference_vgg import FILE_NAME, ReferenceVgg
from studio.ui.session.session import Session
from studio.ui.styles.more_options import REFERENCE
from studio.ui.styles.panel import StylizePanel
from studio.ui.widgets.background import Background
from studio.ui.window.status_line import StatusLine


class EncoderDesk(QObject):
    """Says why the encoder is not here and helps to get it. Nothing is downloaded before the artist asks."""

    _progress = Signal(str)

    def __init__(
        self,
        session: Session,
        panel: StylizePanel,
        status: StatusLine,
        background: Background,
        window: QWidget,
        reference: ReferenceVgg | None = None,
    ) -> None:
        super().__init__(window)
        self._session, self._panel, self._status, self._window = session, panel, status, window
        self._background = background
        self._reference = reference or ReferenceVgg()
        self._stopped = False
        self._running = False
        panel.encoder_wanted.connect(self.offer)
        self._progress.connect(self._on_progress)

    def offer(self) -> None:
        """Says why the encoder is not here, with buttons that change it."""
        if not self._running:
            helps = [(self.tr("Download"), self.download), (self.tr("Choose File…"), self.ask_file)]
            self._status.say(self._reference.status().reason, helps)

    def download(self) -> None:
        """Fetches the weights in the background."""
        self._stopped = False
        self._run(self._fetch)

    def ask_file(self) -> None:
        """Takes the weights from a file."""
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Choose {}").format(FILE_NAME), "", "*.pth")
        if name:
            self._run(lambda: self._reference.import_from(Path(name)))

    def stop(self) -> None:
        """Stops a download; it goes on from there another time."""
        self._stopped = True

    def _run(self, work: Callable[[], Path]) -> None:
        self._running = True
        self._background.run(work, self._on_installed, self._on_failed)

    def _fetch(self) -> Path:
        """In the background: runs the download step by step."""
        job = self._reference.download()
        with contextlib.closing(job):
            while not self._stopped:
                try:
                    self._progress.emit(next(job).note)
                except StopIteration as end:
                    return end.value
        raise UnavailableError(self.tr("The download was stopped; it goes on from there another time."))

    def _on_progress(self, note: str) -> None:
        if self._running and not self._stopped:
            self._status.say(note[0].upper() + note[1:], [(self.tr("Stop"), self.stop)])

    def _on_installed(self, path: Path) -> None:
        self._running = False
        self._panel.more.refresh_encoders()
        self._session.change(self.tr("Encoder"), encoder=REFERENCE)
        self._status.say(self.tr("Reference VGG-19 is installed."))

    def _on_failed(self, sentence: str) -> None:
        self._running = False
        self._panel.more.refresh_encoders()
        self._status.complain(sentence)

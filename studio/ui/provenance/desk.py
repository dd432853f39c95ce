"""What the window does about where pictures come from: files that tell it, remarks, and the Verify window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from studio.library.styles import StyleLibrary
from studio.ui.provenance.remarks import Remarks
from studio.ui.provenance.saving import Provenance
from studio.ui.provenance.verify import VerifyWindow

if TYPE_CHECKING:
    from studio.ui.window.main_window import MainWindow


class ProvenanceDesk(QObject):
    """Put together once for `window`. told: knows where the pictures of the window come from."""

    def __init__(self, window: MainWindow, library: StyleLibrary) -> None:
        super().__init__(window)
        w = self._window = window
        drawing = w.sketch.session
        self.told = Provenance(library, lambda: w.settings.current.provenance, lambda: drawing.document)
        w.files.provenance = self.told
        self.remarks = Remarks(w.files, w.status, w.settings, self)

    def verify(self) -> VerifyWindow:
        """Opens the window, and asks which picture to look at."""
        w = self._window
        dialog = VerifyWindow(w.background, lambda: w.settings.current.provenance, w)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
        dialog.ask()
        return dialog

"""What the tools of every canvas share: size, symmetry, smoothing, and that they are remembered."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from studio.document.stroke import Symmetry

STEP = 1.2  # one press of a size key
REMEMBER_MS = 800  # after the last change: files are not written while a brush moves


class HandTools(QObject):
    """The tool in the hand, as far as canvas and strips need to know it. stabiliser: 0 (off) to 1."""

    changed = Signal()
    taken = Signal()  # a tool was chosen, perhaps the same one once more

    def __init__(self, stabiliser: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.symmetry = Symmetry.NONE
        self.stabiliser = stabiliser
        self._remember_soon = QTimer(self, singleShot=True, interval=REMEMBER_MS)
        self._remember_soon.timeout.connect(self.remember)

    @property
    def size(self) -> float:
        """Diameter of the brush in the hand, in pixels of the drawing."""
        raise NotImplementedError

    def set_size(self, size: float) -> None:
        """Makes the brush in the hand as large as that, within 1..500 pixels."""
        raise NotImplementedError

    def grow(self, steps: int) -> None:
        """A larger brush, or a smaller one; always by a pixel at least."""
        self.set_size(max(self.size + 1, self.size * STEP) if steps > 0 else min(self.size - 1, self.size / STEP))

    def set_stabiliser(self, strength: float) -> None:
        """How far the line lags behind the hand to be smooth, 0..1; 0 is off."""
        strength = round(float(min(1.0, max(0.0, strength))), 3)
        if strength != self.stabiliser:
            self.stabiliser = strength
            self._tell()

    def set_symmetry(self, symmetry: Symmetry) -> None:
        """Draws everything once more in a mirror."""
        if symmetry is not self.symmetry:
            self.symmetry = symmetry
            self.changed.emit()

    def remember(self) -> None:
        """Writes what has changed to the settings now."""
        raise NotImplementedError

    def _tell(self) -> None:
        self._remember_soon.start()
        self.changed.emit()

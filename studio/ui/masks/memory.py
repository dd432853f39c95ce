"""The brush for areas is remembered, and it is the same one in every room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from studio.ui.masks.hand import MaskHand
from studio.ui.window.settings import SettingsFile

REST_MS = 500  # a slider that is dragged is not written at every step


class BrushMemory(QObject):
    """Gives all `hands` the brush of the settings, and keeps there what one of them changes."""

    def __init__(self, hands: Sequence[MaskHand], settings: SettingsFile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hands, self._settings = tuple(hands), settings
        kept = settings.current.masks
        self._brush = kept.size, kept.softness
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.keep)
        self._share()
        for hand in self._hands:
            hand.changed.connect(lambda hand=hand: self._follow(hand))

    def keep(self) -> None:
        """Writes the brush to the settings now."""
        self._rest.stop()
        size, softness = self._brush
        self._settings.change("masks", size=size, softness=softness)

    def _follow(self, hand: MaskHand) -> None:
        if (hand.size, hand.softness) != self._brush:
            self._brush = hand.size, hand.softness
            self._share()
            self._rest.start()

    def _share(self) -> None:
        for hand in self._hands:
            hand.set_brush(*self._brush)

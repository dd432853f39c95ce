"""A slim slider that also tells when the hand rests, however it was moved."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.core.params import Control
from studio.ui.sketch.slim_slider import SlimSlider
from studio.ui.widgets.control_slider import REST_MS


class RestingSlider(SlimSlider):
    """`changed` comes with False while it is dragged, stepped or turned, and once with True when that is over."""

    changed = Signal(float, bool)

    def __init__(self, control: Control, parent: QWidget | None = None) -> None:
        super().__init__(control, parent=parent)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._on_rest)
        self.moved.connect(self._on_moved)
        self.released.connect(self._settle)

    def rename(self, name: str) -> None:
        """What a screen reader calls it from now on."""
        self.setAccessibleName(name)
        if entry := self.findChild(QLineEdit):
            entry.setAccessibleName(self.tr("{}, typed").format(name))

    def _on_moved(self, value: float) -> None:
        self._rest.start()
        self.changed.emit(value, False)

    def _on_rest(self) -> None:
        if QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self._rest.start()  # held still is not let go
        else:
            self._settle()

    def _settle(self) -> None:
        self._rest.stop()
        self.changed.emit(self.number, True)

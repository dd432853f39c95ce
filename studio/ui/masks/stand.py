"""Starts and ends the painting of areas on a photo, and keeps everything that shows it in step."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from studio.ui.canvas.canvas import PhotoCanvas
from studio.ui.masks.bar import MaskBar
from studio.ui.masks.hand import MaskHand
from studio.ui.masks.overlay import MaskOverlay
from studio.ui.masks.pointer import MaskPointer
from studio.ui.window.actions import Actions


class MaskStand(QObject):
    """What rooms share in which areas are painted: the brush on the canvas, its bar, and its commands.

    command: the one that starts it; those of the brush begin with its name ("mask", "mask-erase"). Call `show_state`
    once everything is there.
    """

    changed = Signal()  # whether areas are painted

    def __init__(self, painter: MaskHand, canvas: PhotoCanvas, actions: Actions, command: str, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas, self._actions, self._command = canvas, actions, command
        self._on = False
        view = canvas.photo.view
        self.overlay = MaskOverlay(view, painter)
        self.pointer = MaskPointer(view, painter, self.overlay)
        self.bar = MaskBar(painter, canvas)
        self.bar.hide()
        self._hand = painter
        painter.changed.connect(self.show_state)
        actions.connect_all({
            command: self._set_on, f"{command}-erase": painter.set_erasing,
            f"{command}-larger": lambda: painter.grow(1), f"{command}-smaller": lambda: painter.grow(-1),
            f"{command}-softer": lambda: painter.soften(1), f"{command}-harder": lambda: painter.soften(-1),
            f"{command}-invert": painter.invert, f"{command}-clear": painter.clear,
        })  # fmt: skip
        actions["split"].toggled.connect(lambda on: painter.leave() if on else None)

    @property
    def on(self) -> bool:
        """Whether areas are painted now."""
        return self._on

    def leave(self) -> bool:
        """Ends the painting of areas; says whether there was any."""
        was_on = self._on
        self._hand.leave()
        return was_on

    def show_state(self) -> None:
        """Brings canvas and commands up to date."""
        if (self._hand.target is not None) != self._on:
            self._on = self._hand.target is not None
            self._switch(self._on)
        self._actions.check(self._command, self._on)
        self._actions.check(f"{self._command}-erase", self._hand.erasing)
        self.enable()

    def enable(self) -> None:
        """Switches the commands on and off."""
        hand = self._hand
        painted = any(one.painted and one.style == hand.target for one in hand.targets())
        self._actions[self._command].setEnabled(hand.possible)
        for name in ("erase", "larger", "smaller", "softer", "harder", "invert", "clear"):
            self._actions[f"{self._command}-{name}"].setEnabled(self._on and (painted or name != "clear"))

    def _set_on(self, on: bool) -> None:
        if on:
            self._hand.start()
        else:
            self._hand.leave()
        self.show_state()

    def _switch(self, on: bool) -> None:
        view = self._canvas.photo.view
        if on:
            self._actions["split"].setChecked(False)  # else the photo is not there to paint on
            self._canvas.set_hand(False)
            self._canvas.photo.set_tools(self.bar)
            view.set_overlay(self.overlay.paint, Qt.CursorShape.BlankCursor)
            view.setFocus()  # so that Space pans at once
        else:
            self._canvas.photo.set_tools(None)
            self.overlay.put_ring(None)
            view.set_overlay(None)
        self.changed.emit()

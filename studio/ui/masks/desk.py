"""Puts the brush for painted areas into the window: the photo's pane, the rows of the mix, the menu."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from studio.core.style_masks import PHOTO_STYLE
from studio.library.styles import StyleLibrary
from studio.ui.canvas.canvas import Canvas
from studio.ui.masks.bar import MaskBar
from studio.ui.masks.overlay import MaskOverlay
from studio.ui.masks.painter import MaskPainter
from studio.ui.masks.pointer import MaskPointer
from studio.ui.session.session import Session
from studio.ui.styles.mix import StyleMix
from studio.ui.window.actions import Actions


class MaskDesk(QObject):
    """Starts and ends the painting of areas, and keeps everything that shows it in step."""

    changed = Signal()  # whether areas are painted

    def __init__(
        self,
        session: Session,
        library: StyleLibrary,
        canvas: Canvas,
        mix: StyleMix,
        actions: Actions,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._canvas, self._mix, self._actions = canvas, mix, actions
        self._on = False
        view = canvas.photo.view
        self.painter = MaskPainter(session, library, self)
        self.overlay = MaskOverlay(view, self.painter)
        self.pointer = MaskPointer(view, self.painter, self.overlay)
        self.bar = MaskBar(self.painter, canvas)
        self.bar.hide()
        self.painter.changed.connect(self._show)
        session.undo_changed.connect(self._enable)
        mix.mask_wanted.connect(self._on_wanted)
        actions.connect_all({
            "mask": self._set_on, "mask-photo": self._set_keeping, "mask-erase": self.painter.set_erasing,
            "mask-larger": lambda: self.painter.grow(1), "mask-smaller": lambda: self.painter.grow(-1),
            "mask-softer": lambda: self.painter.soften(1), "mask-harder": lambda: self.painter.soften(-1),
            "mask-invert": self.painter.invert, "mask-clear": self.painter.clear,
        })  # fmt: skip
        actions["split"].toggled.connect(lambda on: self.painter.leave() if on else None)
        self._show()

    @property
    def on(self) -> bool:
        """Whether areas are painted now."""
        return self._on

    def leave(self) -> bool:
        """Ends the painting of areas; says whether there was any."""
        was_on = self._on
        self.painter.leave()
        return was_on

    def _set_on(self, on: bool) -> None:
        if on:
            self.painter.start()
        else:
            self.painter.leave()
        self._show()

    def _set_keeping(self, on: bool) -> None:
        self._on_wanted(PHOTO_STYLE, on)

    def _on_wanted(self, style: str, on: bool) -> None:
        if on:
            self.painter.choose(style)
        elif style == self.painter.target:
            self.painter.leave()
        self._show()

    # --- keeping in step ---------------------------------------------------------------------------------------------

    def _show(self) -> None:
        painter = self.painter
        if (painter.target is not None) != self._on:
            self._on = painter.target is not None
            self._switch(self._on)
        marks = {one.style: one.tint for one in painter.targets() if one.painted}
        self._mix.show_masks(painter.target, marks, painter.possible)
        for command, on in (
            ("mask", self._on),
            ("mask-photo", painter.target == PHOTO_STYLE),
            ("mask-erase", painter.erasing),
        ):
            self._actions.check(command, on)
        self._enable()

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

    def _enable(self) -> None:
        painter = self.painter
        painted = any(one.painted and one.style == painter.target for one in painter.targets())
        for command, on in {
            "mask": painter.possible, "mask-photo": painter.possible, "mask-erase": self._on,
            "mask-larger": self._on, "mask-smaller": self._on, "mask-softer": self._on, "mask-harder": self._on,
            "mask-invert": self._on, "mask-clear": self._on and painted,
        }.items():  # fmt: skip
            self._actions[command].setEnabled(on)

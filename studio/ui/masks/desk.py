"""Painting where each style goes: the stand of the photo room, in step with the mix of styles."""

from __future__ import annotations

from PySide6.QtCore import QObject

from studio.core.style_masks import PHOTO_STYLE
from studio.library.styles import StyleLibrary
from studio.ui.canvas.canvas import Canvas
from studio.ui.masks.painter import MaskPainter
from studio.ui.masks.stand import MaskStand
from studio.ui.session.session import Session
from studio.ui.styles.mix import StyleMix
from studio.ui.window.actions import Actions


class MaskDesk(MaskStand):
    """The areas of styles, and those that stay the photo."""

    def __init__(
        self, session: Session, library: StyleLibrary, canvas: Canvas, mix: StyleMix, actions: Actions, parent: QObject
    ) -> None:
        self.painter = MaskPainter(session, library, parent)
        super().__init__(self.painter, canvas, actions, "mask", parent)
        self._mix = mix
        session.undo_changed.connect(self.enable)
        mix.mask_wanted.connect(self._on_wanted)
        actions.connect_all({"mask-photo": lambda on: self._on_wanted(PHOTO_STYLE, on)})
        self.show_state()

    def show_state(self) -> None:
        super().show_state()
        painter = self.painter
        marks = {one.style: one.tint for one in painter.targets() if one.painted}
        self._mix.show_masks(painter.target, marks, painter.possible)
        self._actions.check("mask-photo", painter.target == PHOTO_STYLE)

    def enable(self) -> None:
        super().enable()
        self._actions["mask-photo"].setEnabled(self.painter.possible)

    def _on_wanted(self, style: str, on: bool) -> None:
        if on:
            self.painter.choose(style)
        elif style == self.painter.target:
            self.painter.leave()
        self.show_state()

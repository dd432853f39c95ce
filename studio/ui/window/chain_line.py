"""The chain above the result of the photo room: sketch → photo → Starry Night, or photo → Winter → Starry Night."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio.ui.canvas.canvas import Canvas
from studio.ui.sketch.chips import PAINTING, PHOTO, ChainChips
from studio.ui.sketch.drawing_room import DrawingRoom
from studio.ui.transform.room import TransformRoom
from studio.ui.widgets.words import words
from studio.ui.window.rooms import Rooms

Maker = DrawingRoom | TransformRoom


class ChainLine(QObject):
    """Shows the chain while the photo comes from one of `makers`; the first two chips lead back there."""

    def __init__(self, makers: Sequence[Maker], canvas: Canvas, rooms: Rooms, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._makers, self._rooms = tuple(makers), rooms
        self.chips = ChainChips()
        self._title = canvas.result.title
        self._lead = QWidget()
        line = QHBoxLayout(self._lead)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.chips)
        line.addStretch(1)
        canvas.result.set_lead(self._lead)
        self.chips.chosen.connect(self._on_chosen)
        self.chips.cut.connect(self._on_cut)
        for maker in self._makers:
            maker.chain.changed.connect(self._show)
        self._show()

    @property
    def _maker(self) -> Maker | None:
        """Where the photo comes from."""
        return next((maker for maker in self._makers if maker.chain.linked), None)

    def _show(self) -> None:
        maker = self._maker
        self._lead.setVisible(maker is not None)
        self._title.setVisible(maker is None)  # the last chip says it
        if maker is not None:
            self.chips.set_words(words(maker.origin), words(maker.stage))
        style = maker.chain.style if maker else ""
        self.chips.show_chain(maker is not None, style, PAINTING if style else PHOTO)

    def _on_chosen(self, step: str) -> None:
        if step != PAINTING and (maker := self._maker) is not None:
            self._rooms.show(maker.name)
            if step == PHOTO:
                maker.show_stage()
        self._show()

    def _on_cut(self) -> None:
        if (maker := self._maker) is not None:
            maker.chain.cut()

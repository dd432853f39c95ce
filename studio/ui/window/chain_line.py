"""The chain from the drawing above the result of the photo room: sketch → photo → Starry Night."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio.ui.canvas.canvas import Canvas
from studio.ui.sketch.chips import PAINTING, PHOTO, ChainChips
from studio.ui.sketch.room import SketchRoom
from studio.ui.window.command import SKETCH_ROOM
from studio.ui.window.rooms import Rooms


class ChainLine(QObject):
    """Shows the chain while the photo comes from the drawing; the first two chips lead back there."""

    def __init__(self, sketch: SketchRoom, canvas: Canvas, rooms: Rooms, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sketch, self._rooms = sketch, rooms
        self.chips = ChainChips()
        self._title = canvas.result.title
        self._lead = QWidget()
        line = QHBoxLayout(self._lead)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.chips)
        line.addStretch(1)
        canvas.result.set_lead(self._lead)
        self.chips.chosen.connect(self._on_chosen)
        self.chips.cut.connect(sketch.chain.cut)
        sketch.chain.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        chain = self._sketch.chain
        self._lead.setVisible(chain.linked)
        self._title.setVisible(not chain.linked)  # the last chip says it
        self.chips.show_chain(chain.linked, chain.style, PAINTING if chain.style else PHOTO)

    def _on_chosen(self, step: str) -> None:
        if step != PAINTING:
            self._rooms.show(SKETCH_ROOM)
            if step == PHOTO:
                self._sketch.desk.show_stage(False)
        self._show()

"""The words round the result of a room where one draws: the chain, its size, what is missing, what runs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from studio.library.generators import Generator
from studio.ui.sketch.canvas import SketchCanvas
from studio.ui.sketch.chips import PAINTING, PHOTO, ChainChips
from studio.ui.sketch.generate_desk import GenerateDesk
from studio.ui.sketch.seen import Seen
from studio.ui.widgets.theme import GRID
from studio.ui.window.actions import Actions
from studio.ui.window.status_line import StatusLine


class ResultHead(QWidget):
    """The line above the result: the chain at the left, the size and a button to detach at the right."""

    def __init__(self, actions: Actions, origin: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips = ChainChips(origin)
        self.detail = QLabel()
        self.detail.setProperty("tone", "dim")
        detach = QToolButton()
        detach.setDefaultAction(actions["sketch-detach"])
        detach.setToolButtonStyle(detach.toolButtonStyle().ToolButtonIconOnly)
        detach.setIconSize(QSize(2 * GRID, 2 * GRID))
        detach.setAccessibleName(self.tr("Detach the result"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID)
        line.addWidget(self.chips)
        line.addStretch(1)
        line.addWidget(self.detail)
        line.addWidget(detach)


class SketchCaptions(QObject):
    """Says what the result view shows, and in the status line what runs."""

    def __init__(
        self,
        desk: GenerateDesk,
        canvas: SketchCanvas,
        head: ResultHead,
        status: StatusLine,
        hint: Callable[[Generator], str],
        parent: QObject | None = None,
    ) -> None:
        """hint: what to do for a picture with this model, while live is on."""
        super().__init__(parent)
        self._words = hint
        self._desk, self._canvas, self._head, self._status = desk, canvas, head, status
        self.live = False
        self.trouble = ""  # why nothing can be made at all
        desk.shown_changed.connect(self.describe)
        self.describe()

    def describe(self) -> None:
        """Writes the line above the result, and the hint in it while it is empty."""
        desk, seen = self._desk, self._desk.shown
        self._head.detail.setText(self._detail(seen) if seen else "")
        painting = desk.stage_painting and desk.chain.linked and bool(seen and seen.painted)
        self._head.chips.show_chain(desk.chain.linked, desk.chain.style, PAINTING if painting else PHOTO)
        self._canvas.set_hint("" if seen else self._hint())
        if seen is not None and seen.made is not None and seen.made.seconds is not None:
            seconds = seen.made.seconds
            took = f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
            self._status.set_pace(took if seen.full else self.tr("{} a frame").format(took))

    def show_work(self) -> bool:
        """Says what runs; False if nothing does that is worth a word."""
        flow = self._desk.flow
        if flow.busy:
            self._status.show_work(self.tr("Making the photo"), flow.done or None)
        return flow.busy

    def _detail(self, seen: Seen) -> str:
        size = f"{seen.picture.width} × {seen.picture.height}"
        if seen.result is not None:
            return f"{size} · {self.tr('not saved')}" if seen.result.unsaved else size
        if not seen.full:
            return self.tr("draft {} px").format(max(seen.picture.width, seen.picture.height))
        return size if seen.painted else self.tr("full size · {}").format(size)

    def _hint(self) -> str:
        generator = self._desk.generation.generator
        if self.trouble or self._desk.refusal:
            return self.trouble or self._desk.refusal
        if generator is None:
            return self.tr("No model that draws is installed yet.")
        if self._desk.flow.wanted:
            return self.tr("One moment…")
        if not self.live and generator.kind != "picture":
            return self.tr("Press Ctrl+Enter for a photo; Ctrl+L makes it follow your hand.")
        return self._words(generator)

"""The words round the pictures of the Transform room: what they show, what is missing, what runs."""

from __future__ import annotations

from PySide6.QtCore import QObject

from studio.ui.canvas.canvas import PhotoCanvas
from studio.ui.transform.apply import ApplyDesk
from studio.ui.transform.chips import StepChips
from studio.ui.transform.desk import Seen, TransformDesk
from studio.ui.transform.session import TransformSession
from studio.ui.window.status_line import StatusLine


class TransformCaptions(QObject):
    """Writes the lines above the views, the hint in the empty one, and in the status line what runs."""

    def __init__(
        self,
        session: TransformSession,
        desk: TransformDesk,
        applying: ApplyDesk,
        canvas: PhotoCanvas,
        chips: StepChips,
        status: StatusLine,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._desk, self._applying, self._canvas = session, desk, applying, canvas
        self._chips, self._status = chips, status
        self.live = False
        self.origin = ""  # the word for what the photo was before, "" for a photo
        self.trouble = ""  # why nothing can be made at all
        canvas.result.set_lead(chips)
        canvas.result.title.hide()  # the chips say it
        desk.shown_changed.connect(self.describe)
        self.describe()

    def describe(self) -> None:
        """Says what the two views show."""
        desk, seen, photo = self._desk, self._desk.shown, self._session.photo
        if photo is not None:
            size = f"{photo.picture.width} × {photo.picture.height}"
            self._canvas.photo.describe(" → ".join((photo.name, *photo.steps)), size)
        style = desk.chain.style or self.tr("pick a style…")
        self._chips.set_ends(self.origin or self.tr("photo"), style if desk.chain.linked else "")
        self._canvas.result.detail.setText(self._detail(seen) if seen else "")
        self._canvas.result.set_hint("" if seen else self._hint())
        if seen is not None and seen.made is not None and seen.made.seconds is not None:
            seconds = seen.made.seconds
            took = f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
            self._status.set_pace(took if seen.full else self.tr("{} a frame").format(took))

    def show_work(self) -> bool:
        """Says what runs; False if nothing does that is worth a word."""
        flow = self._desk.flow
        if flow.busy:
            self._status.show_work(self.tr("Transforming"), flow.done or None)
        elif self._applying.busy:
            self._status.show_work(self.tr("Applying, {}").format(self._applying.note), self._applying.done or None)
        return flow.busy or self._applying.busy

    def _detail(self, seen: Seen) -> str:
        size = f"{seen.picture.width} × {seen.picture.height}"
        if seen.result is not None:
            return f"{size} · {self.tr('not saved')}" if seen.result.unsaved else size
        if not seen.full:
            return self.tr("draft {} px").format(max(seen.picture.width, seen.picture.height))
        return self.tr("full size · {}").format(size)

    def _hint(self) -> str:
        desk = self._desk
        if self.trouble or desk.refusal:
            return self.trouble or desk.refusal
        if not self._session.chain.steps:
            return self.tr("Choose what shall change at the right, and it appears here.")
        if desk.flow.wanted:
            return self.tr("One moment…")
        if not self.live:
            return self.tr("Press Ctrl+Enter for the result; Ctrl+L makes it follow your hand.")
        return ""

"""The words round the pictures: what is shown, what is missing, what runs and how long it takes."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from studio.core.errors import StudioError
from studio.core.params import Quality
from studio.core.picture import Picture
from studio.library.styles import StyleLibrary
from studio.ui.canvas.canvas import Canvas
from studio.ui.session.asks import Activity, Ask, Kind
from studio.ui.session.painter import Painter
from studio.ui.session.results import Result, file_stem
from studio.ui.session.session import Choices, Document, Session
from studio.ui.window.status_line import StatusLine


@dataclass(frozen=True, eq=False)
class Shown:
    """The picture in the result view: a kept `result`, or a frame of an `ask` (live, or of a painting under way)."""

    picture: Picture
    document: Document
    result: Result | None = None
    ask: Ask | None = None
    seconds: float | None = None

    @property
    def stem(self) -> str:
        """A file name for it, without suffix."""
        photo = self.document.photo
        return file_stem(photo.name if photo else "", *(style for style, _ in self.document.choices.styles))

    @property
    def folder(self) -> Path | None:
        """Where its photo lies."""
        photo = self.document.photo
        return photo.path.parent if photo and photo.path else None

    @property
    def live(self) -> bool:
        """Whether it is a live picture: a draft, or at full size."""
        return self.result is None and self.ask is not None and self.ask.kind.live

    @property
    def draft(self) -> bool:
        """Whether it is a live picture that full size will replace."""
        return self.live and self.ask is not None and self.ask.kind is Kind.DRAFT and self.document.sharpens


class Captions(QObject):
    """Writes the lines above the views, the hint in the empty one, and the status line's right side."""

    def __init__(
        self,
        session: Session,
        painter: Painter,
        library: StyleLibrary,
        canvas: Canvas,
        status: StatusLine,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._painter, self._library = session, painter, library
        self._canvas, self._status = canvas, status
        self._told = False  # that nothing can be painted at all
        self.refusal = ""  # why the picture that was wanted last did not come
        painter.changed.connect(self.show_work)

    def title_of(self, choices: Choices) -> str:
        """The paintings of `choices` in words."""
        return " + ".join(self._style_title(style) for style, _ in choices.styles)

    def describe(self, shown: Shown | None) -> None:
        """Says what the two views show."""
        photo = self._session.photo
        if photo is not None:
            size = f"{photo.picture.width} × {photo.picture.height}"
            self._canvas.photo.describe(" → ".join((photo.name, *photo.steps)), size)
        if shown is None:
            self._canvas.result.describe(self.title_of(self._session.choices) or self.tr("Result"))
        else:
            self._canvas.result.describe(self.title_of(shown.document.choices), self._detail(shown))
        self._canvas.result.set_hint(self._hint() if self._canvas.result_view.picture is None else "")

    def show_pace(self, seconds: float, kind: Kind) -> None:
        """Says how long the last picture took."""
        took = f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
        self._status.set_pace(self.tr("{} a frame").format(took) if kind is Kind.DRAFT else took)

    def paint_words(self) -> tuple[str, str]:
        """What the big button says for the document at hand, and its tip."""
        if self._session.choices.quality is Quality.INSTANT:
            return self.tr("&Keep"), self.tr("Keeps the instant picture at full size among the results.")
        return self.tr("&Finish"), self.tr("Hands the picture with these settings to the optimiser, for full quality.")

    def _detail(self, shown: Shown) -> str:
        size = f"{shown.picture.width} × {shown.picture.height}"
        if shown.result is not None:
            return f"{size} · {self.tr('not saved')}" if shown.result.unsaved else size
        if shown.draft:
            return self.tr("draft {} px").format(max(shown.picture.width, shown.picture.height))
        if shown.live:
            return self.tr("full size · {}").format(size)
        under_way = shown.ask in self._painter.asks
        return f"{self.tr('being painted') if under_way else self.tr('not finished')} · {size}"

    def _hint(self) -> str:
        if self._painter.trouble or self.refusal:
            return self._painter.trouble or self.refusal
        if not self._session.choices.styles:
            return self.tr("Pick a painting, and your photo appears here in its manner.")
        if self._painter.flow.wanted or self._painter.asks:
            return self.tr("One moment…")
        return self.tr("Press {} (Ctrl+Enter).").format(self.paint_words()[0].replace("&", ""))

    def show_work(self) -> None:
        """Says what runs, in the status line."""
        painter, status = self._painter, self._status
        status.set_device(painter.device)
        status.set_queue(painter.waiting)
        if activity := painter.activity:
            status.show_work(self._words(activity), activity.done or None, _time_left(activity))
        elif painter.pending and not painter.device and not painter.trouble:
            status.show_work(self.tr("Getting ready"))
        else:
            status.show_work(None)
        if painter.trouble and not self._told:
            self._told = True
            status.complain(painter.trouble)

    def _words(self, activity: Activity) -> str:
        if activity.ask.kind.live:
            return self.tr("Sharpening")
        if activity.note:
            return activity.note[0].upper() + activity.note[1:]
        return self.tr("Learning the style") if activity.ask.kind is Kind.LEARN else self.tr("Painting")

    def _style_title(self, style_id: str) -> str:
        try:
            return self._library.get(style_id).title
        except StudioError:
            return style_id


def _time_left(activity: Activity) -> float | None:
    """Seconds that the work will still take, once that can be told."""
    elapsed = time.monotonic() - activity.started
    if activity.done < 0.05 or elapsed < 2:
        return None
    return elapsed / activity.done * (1 - activity.done)

"""What happens between the panels: the document changes, pictures arrive, results are kept and looked at again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from studio.core.params import MIN_SIZE
from studio.core.picture import Picture
from studio.library.styles import StyleLibrary
from studio.ui.canvas.canvas import Canvas
from studio.ui.canvas.captions import Captions, Shown
from studio.ui.files.desk import FileDesk
from studio.ui.session.asks import Ask, Kind
from studio.ui.session.painter import Painter
from studio.ui.session.results import Found, Painting, Result, ResultStore
from studio.ui.session.session import Choices, Document, Session
from studio.ui.window.history_strip import HistoryStrip
from studio.ui.window.status_line import Help, StatusLine

SMALLER = (2048, 1536, 1024, 768, 512, 384, 256)


class Workbench(QObject):
    """Keeps canvas, history and status line true to the session and the painter."""

    shown_changed = Signal()

    def __init__(
        self,
        session: Session,
        painter: Painter,
        results: ResultStore,
        files: FileDesk,
        library: StyleLibrary,
        canvas: Canvas,
        strip: HistoryStrip,
        status: StatusLine,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self.painter, self.results, self._files = session, painter, results, files
        self._canvas, self._strip, self._status = canvas, strip, status
        self.captions = Captions(session, painter, library, canvas, status, self)
        self.shown: Shown | None = None
        self.in_view = True  # else the history marks what another room shows
        session.photo_changed.connect(self._on_photo_changed)
        session.choices_changed.connect(self._look)
        session.masks_changed.connect(self._look)
        painter.frame.connect(self._on_frame)
        painter.live_finished.connect(self._on_live_finished)
        painter.painted.connect(self._on_painted)
        painter.failed.connect(self._on_failed)
        painter.changed.connect(lambda: self.captions.describe(self.shown))
        self.captions.describe(self.shown)

    # --- what the artist asks for ------------------------------------------------------------------------------------

    def paint(self) -> None:
        """Finishes or keeps the document's painting, or shows the result if it has been painted before."""
        document = self.session.document
        if not document.ready:
            self._status.say(self.tr("Open a photo and pick a painting first."))
            return
        request = document.request()
        found = self.results.find(request.key)
        if isinstance(found, Painting):
            self.show_result(found)
            self._status.say(self.tr("This was painted before; change something, or roll the seed for another one."))
            return
        if any(ask.kind is Kind.PAINT and ask.request.key == request.key for ask in self.painter.asks):
            self._status.say(self.tr("This is being painted already."))
            return
        self._status.clear()
        self.painter.paint()

    def adopt(self) -> None:
        """Goes on with the result as the photo."""
        shown = self.shown
        if shown is None or shown.document.photo is None:
            return
        if shown.result is None:
            self._status.say(
                self.tr("This picture is not kept yet; keep or finish it before you go on with it."),
                [(self.captions.paint_words()[0].replace("&", ""), self.paint)],
            )
            return
        self._files.adopt(shown.picture, shown.document.photo, shown.result.title)

    def revert(self) -> None:
        """Goes back to the photo as it was opened."""
        photo = self.session.photo
        if photo is None or not photo.steps:
            return
        if photo.original is not None:
            self.session.open(photo.original, self.tr("Revert"))
        elif photo.path is not None:
            self._files.open_path(photo.path)

    def reset(self) -> None:
        """Puts the controls back; photo, paintings, quality and size stay."""
        now = self.session.choices
        fresh = Choices(styles=now.styles, quality=now.quality, size=now.size, encoder=now.encoder)
        self.session.restore(replace(self.session.document, choices=fresh), self.tr("Reset controls"))

    def show_result(self, result: Painting) -> None:
        """Shows a kept painting again, with its photo and all that made it."""

        def arrived(document: Document) -> None:
            self.session.restore(document, self.tr("Show result"))
            self._show_kept(result)

        self.results.fetch_document(result, arrived, self._status.complain)

    def open_found(self, result: Found) -> None:
        """Goes on with a picture of which nobody knows any more what it was made from."""
        self.results.fetch(
            result, lambda picture: self._files.open_picture(picture, result.name), self._status.complain
        )

    def remove(self, result: Result) -> None:
        """Throws a result away."""
        was_shown = self.shown is not None and self.shown.result is result
        self.results.remove(result)
        if was_shown:
            self._canvas.set_result(None)
            self._set_shown(None)
            self._look()

    def saved_file(self) -> Path | None:
        """The file of the result that is shown, to be dragged to other programs; None if it was not saved."""
        saved = self.shown.result.saved_to if self.shown and self.shown.result else None
        return saved if saved is not None and saved.is_file() else None

    def refresh(self) -> None:
        """Says anew what is shown, after it was saved or starred."""
        self.captions.describe(self.shown)
        self.shown_changed.emit()

    def mark_shown(self) -> None:
        """Marks the result that is shown in the history."""
        if self.in_view:
            self._strip.set_current(self.shown.result if self.shown else None)

    # --- the document changed ----------------------------------------------------------------------------------------

    def _on_photo_changed(self) -> None:
        photo = self.session.photo
        picture = photo.picture if photo else None
        self._canvas.set_photo(picture)
        if photo is None or self.shown is None or not photo.goes_on(self.shown.document.photo):
            if self.shown is None or self.shown.picture is not picture:
                self._canvas.set_result(None)  # a picture of another photo would be a lie
            self._set_shown(None)
        self._look()

    def _look(self) -> None:
        """Finds what the result view should show for the document as it is now."""
        document = self.session.document
        self.captions.refusal = ""
        if not document.ready:
            self.painter.look_elsewhere()
            self.captions.describe(self.shown)
            return
        found = self.results.find(document.request().key)
        if found is not None:
            if self.shown is None or self.shown.result is not found:
                self._show_kept(found)
        elif self.shown is None or self.shown.live or not _looks_alike(self.shown.document, document):
            self.painter.touch()
        self.captions.describe(self.shown)

    def _show_kept(self, result: Result) -> None:
        self.painter.look_elsewhere()

        def arrived(picture: Picture) -> None:
            document = self.session.document
            if document.ready and document.request().key == result.key:
                self._canvas.set_result(picture)
                self._set_shown(Shown(picture, document, result, seconds=result.seconds))

        self.results.fetch(result, arrived, self._status.complain)

    # --- pictures arrive ---------------------------------------------------------------------------------------------

    def _on_frame(self, picture: Picture, ask: Ask) -> None:
        self._canvas.set_result(picture)
        self._set_shown(Shown(picture, ask.document, ask=ask))

    def _on_live_finished(self, picture: Picture, ask: Ask, seconds: float) -> None:
        self._canvas.set_result(picture)
        self._set_shown(Shown(picture, ask.document, ask=ask, seconds=seconds))
        self.captions.show_pace(seconds, ask.kind)

    def _on_painted(self, picture: Picture, ask: Ask, seconds: float) -> None:
        photo = ask.document.photo
        assert photo is not None
        picture = replace(picture, metadata=photo.picture.metadata)
        title = self.captions.title_of(ask.document.choices)
        result = self.results.add(ask.document, picture, title, seconds, ask.request.key)
        self.captions.show_pace(seconds, ask.kind)
        if self.painter.shows(ask):
            self._canvas.set_result(picture)
            self._set_shown(Shown(picture, ask.document, result, ask, seconds))
        else:
            self._status.say(
                self.tr("{} is painted.").format(title), [(self.tr("Show"), lambda: self.show_result(result))]
            )

    def _on_failed(self, sentence: str, ask: Ask) -> None:
        helps: list[Help] = []
        self.captions.refusal = sentence if self.painter.shows(ask) else ""
        if ask.kind is Kind.PAINT and ask.document.ready:
            photo = ask.document.photo
            assert photo is not None
            side = ask.document.choices.size or max(photo.picture.width, photo.picture.height)
            smaller = next((size for size in SMALLER if size < side), MIN_SIZE)
            helps = [
                (self.tr("Try Again"), self._again(ask, None)),
                (self.tr("Use {} px").format(smaller), self._again(ask, smaller)),
            ]
        self._status.complain(sentence, helps)
        self.captions.describe(self.shown)

    def _again(self, ask: Ask, size: int | None) -> Callable[[], None]:
        def act() -> None:
            choices = ask.document.choices if size is None else replace(ask.document.choices, size=size)
            self.session.restore(replace(ask.document, choices=choices), self.tr("Size"))
            self.paint()

        return act

    # --- telling -----------------------------------------------------------------------------------------------------

    def _set_shown(self, shown: Shown | None) -> None:
        self.shown = shown
        self.mark_shown()
        self.captions.describe(self.shown)
        self.shown_changed.emit()


def _looks_alike(one: Document, other: Document) -> bool:
    """Whether the two documents differ at most in how large or how long they are painted."""
    alike = replace(one.choices, quality=other.choices.quality, size=other.choices.size)
    return one.photo is other.photo and one.masks is other.masks and alike == other.choices

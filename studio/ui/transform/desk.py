"""What happens between the chain and the result: pictures arrive, are kept, shown again and carried on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from studio.core.chain import ChainRequest, ChainStep
from studio.core.picture import Picture
from studio.service import StudioService
from studio.ui.canvas.canvas import PhotoCanvas
from studio.ui.session.results import ResultStore, Transformed, file_stem
from studio.ui.session.session import Photo
from studio.ui.sketch.chain import Chain
from studio.ui.sketch.flow import Made, SketchFlow
from studio.ui.transform.requests import Work, draft_of
from studio.ui.transform.session import TransformSession
from studio.ui.window.status_line import StatusLine

MOST_WORDS = 4  # steps that go into the name of a file


@dataclass(frozen=True, eq=False)
class Seen:
    """The picture in the result view. work: what it was made of. made: what came just now; result: one that was kept.

    words: the steps in a word each, for the name of a file.
    """

    picture: Picture
    work: Work
    words: tuple[str, ...]
    made: Made[ChainRequest] | None = None
    result: Transformed | None = None

    @property
    def full(self) -> bool:
        """Whether it is more than a draft."""
        return self.made is None or self.made.full

    @property
    def stem(self) -> str:
        """A file name without suffix."""
        photo = self.work.photo
        return file_stem(photo.name if photo else "", *self.words)

    @property
    def folder(self) -> Path | None:
        """Where its photo lies."""
        photo = self.work.photo
        return photo.path.parent if photo and photo.path else None


class TransformDesk(QObject):
    """Keeps result view and history true to the photo and its chain."""

    shown_changed = Signal()

    def __init__(
        self,
        session: TransformSession,
        service: StudioService,
        results: ResultStore,
        chain: Chain,
        canvas: PhotoCanvas,
        status: StatusLine,
        title: Callable[[ChainStep], str],
        parent: QObject | None = None,
    ) -> None:
        """chain: to the photo room. title: a step in a word."""
        super().__init__(parent)
        self.session, self.results, self.chain = session, results, chain
        self._canvas, self._status, self._title = canvas, status, title
        self.flow = SketchFlow(service, session.request, self, lambda _whole: draft_of(session.work))
        self.shown: Seen | None = None
        self.refusal = ""  # why the picture that was wanted last did not come
        self._keep_soon = self._restoring = False
        session.photo_changed.connect(self._on_photo)
        session.chain_changed.connect(self._on_chain)
        session.settled.connect(self.flow.rest)
        self.flow.made.connect(self._on_made)
        self.flow.failed.connect(self._on_failed)
        self.flow.emptied.connect(self._on_emptied)
        chain.changed.connect(self.shown_changed)

    # --- what the artist asks for ------------------------------------------------------------------------------------

    @property
    def recalls(self) -> bool:
        """Whether a kept picture is in view as it was called for."""
        return self.shown is not None and self.shown.result is not None and self.shown.made is None

    @property
    def current(self) -> Seen | None:
        """The picture in view, if it is that of photo and chain as they are, at full size."""
        seen = self.shown
        if seen is None or not seen.full:
            return None
        return seen if seen.made is None or self._is_of_now(seen.made) else None

    @property
    def title(self) -> str:
        """The steps that work, in words; "" for none."""
        return " → ".join(self._title(step) for step in self.session.chain.working)

    def keep(self) -> None:
        """Puts the picture into the history; waits for full size if need be."""
        if self.current is not None:
            self._keep()
        elif self.session.request() is None:
            self._status.say(self.tr("Open a photo and add a step first; then the result can be kept."))
        else:
            self._keep_soon = True
            self._status.say(self.tr("It is kept as soon as it is there at full size…"))
            self.flow.once()

    def finish(self) -> bool:
        """Puts the picture into the history if it is there at full size; False if only a draft is."""
        if self.current is None:
            return False
        self._record()
        return True

    def stylise(self) -> bool:
        """Carries the picture on to the styles; False if there is none at full size."""
        seen, photo = self.current, self.session.photo
        if seen is None or photo is None:
            self._status.say(self.tr("The result comes first; let the hand rest for a moment."))
            return False
        request = self.session.request()
        if request is not None:
            self.chain.link(Made(seen.picture, request, True), photo.name)
        return request is not None

    def hand_on(self) -> None:
        """The room is left: the photo room gets the newest picture, if they are linked."""
        seen = self.shown
        if seen is not None and seen.made is not None and self.current is seen and self.chain.linked:
            self.chain.follow(seen.made)

    def show_result(self, result: Transformed) -> None:
        """Shows a kept picture, with the photo and the chain that made it."""

        def arrived(photo: Photo) -> None:
            work = Work(photo, result.chain, result.masks)
            self._restoring = True
            self.session.restore(work, self.tr("Show result"))
            self._restoring = False
            self.flow.stop()
            self.flow.forget_shown()
            self.results.fetch(
                result,
                lambda picture: self._show(Seen(picture, work, result.words, result=result)),
                self._status.complain,
            )

        self.results.fetch_photo(result, arrived, self._status.complain)

    def forget(self, result: object) -> None:
        """A result was thrown away."""
        if self.shown is None or self.shown.result is not result:
            return
        if self.shown.made is not None:
            self._set_shown(replace(self.shown, result=None))
        else:
            self._clear()
            self.flow.touch()

    # --- photo or chain changed --------------------------------------------------------------------------------------

    def _on_photo(self) -> None:
        photo = self.session.photo
        self._canvas.set_photo(photo.picture if photo else None)
        before = self.shown.work.photo if self.shown else None
        if photo is None or not photo.goes_on(before):
            self._clear()  # a picture of another photo would be a lie
        self._on_chain()

    def _on_chain(self) -> None:
        self.refusal = ""
        self._keep_soon = False
        if not self._restoring:
            self.flow.touch()
        self.shown_changed.emit()

    # --- pictures arrive ---------------------------------------------------------------------------------------------

    def _on_made(self, made: Made[ChainRequest]) -> None:
        self.refusal = ""
        work = self.session.work
        found = self.results.find(made.request.key)
        result = found if isinstance(found, Transformed) else None
        self._show(Seen(made.picture, work, self._words(work), made, result))
        if made.full and self._keep_soon:
            self._keep()

    def _on_failed(self, sentence: str) -> None:
        self.refusal = sentence
        self._keep_soon = False
        self._status.complain(sentence)
        self.shown_changed.emit()

    def _on_emptied(self) -> None:
        self._keep_soon = False
        if not self.recalls:
            self._clear()

    # --- keeping -----------------------------------------------------------------------------------------------------

    def _keep(self) -> None:
        self._keep_soon = False
        kept = self.shown is not None and self.shown.result is not None
        self._record()
        words = self.tr("This picture is kept already.") if kept else self.tr("Kept in the history.")
        self._status.say(words)

    def _record(self) -> None:
        """The entry of the history for the picture in view; there is one of each."""
        seen = self.current
        if seen is None or seen.made is None or seen.result is not None:
            return
        work, made = self.session.work, seen.made
        assert work.photo is not None
        words = self._words(work)
        title = self.title or self.tr("Unchanged")
        result = self.results.add_transformed(
            work.photo, work.chain, work.masks, words, made.picture, title, made.seconds or 0.0, made.request.key
        )
        self._set_shown(replace(seen, result=result))

    def _is_of_now(self, made: Made[ChainRequest]) -> bool:
        """Whether it is the picture of the chain as it is; without live, the chain may be ahead of it."""
        request = self.session.request()
        return request is not None and request.key == made.request.key

    def _words(self, work: Work) -> tuple[str, ...]:
        words = ["".join(c if c.isalnum() else "-" for c in self._title(step).lower()) for step in work.chain.working]
        return tuple(word.strip("-") for word in words[:MOST_WORDS])

    # --- telling -----------------------------------------------------------------------------------------------------

    def _show(self, seen: Seen) -> None:
        self._canvas.set_result(seen.picture)
        self._set_shown(seen)

    def _clear(self) -> None:
        self._canvas.set_result(None)
        self._set_shown(None)

    def _set_shown(self, seen: Seen | None) -> None:
        self.shown = seen
        self.shown_changed.emit()

"""Photos that are laid under what is drawn."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from studio.core.picture import Picture
from studio.core.resize import fit
from studio.document.layer import Kind
from studio.service import StudioService
from studio.ui.sketch.generation import Generation
from studio.ui.sketch.session import SketchSession
from studio.ui.widgets.background import Background
from studio.ui.window.status_line import StatusLine

SHEET = 1024  # long side of a canvas that takes a photo's form, for drawing
LARGE = 2048  # and for models that work on the photo itself


class CanvasPhotos(QObject):
    """Brings photos to the canvas, and has something made of them aside (`ask`, `answered`).

    Where nothing has been drawn yet, the canvas takes the photo's form.
    """

    photo_wanted = Signal()  # there is nothing to work on: a photo has to be opened first

    def __init__(
        self,
        session: SketchSession,
        generation: Generation,
        service: StudioService,
        background: Background,
        status: StatusLine,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._generation, self._service = session, generation, service
        self._background, self._status = background, status
        self.path: Path | None = None  # of the photo that was laid under last
        self._newest = 0
        self._ticket = 0  # of what is being made of a photo
        self._awaited = False  # `work` as soon as the photo is there
        service.finished.connect(self._on_finished)
        service.failed.connect(self._on_failed)

    def take(self, picture: Picture, path: Path | None = None) -> None:
        """Lays a photo under the drawing."""
        self._newest += 1
        number = self._newest
        self.path = path

        def arrived(small: Picture) -> None:
            if number != self._newest:
                return
            if self.nothing_drawn():
                self._session.new(*self.form(small))
            self._session.set_reference(small)
            if self._awaited:
                self._awaited = False
                self.work()

        self._background.run(lambda: fit(picture, LARGE, enlarge=False), arrived, self._status.complain)

    def nothing_drawn(self, kinds: Collection[Kind] = ()) -> bool:
        """Whether no line, colour, area or kept picture would be lost with the canvas; of these kinds only."""
        kinds = kinds or tuple(kind for kind in Kind if kind is not Kind.REFERENCE)
        return not any(layer.pixels[..., 3].any() for layer in self._session.document.layers if layer.kind in kinds)

    def want_photo(self) -> None:
        """Asks for a photo; `work` follows when it is there."""
        self._awaited = True
        self.photo_wanted.emit()

    def give_up(self) -> None:
        """No photo was opened after all."""
        self._awaited = False

    def work(self) -> None:
        """Does with the photo below what this is for."""
        raise NotImplementedError

    def answered(self, picture: Picture) -> None:
        """What was asked for is there."""
        raise NotImplementedError

    def form(self, picture: Picture) -> tuple[int, int]:
        """The size of a canvas that takes the form of `picture`."""
        generator = self._generation.generator
        most = LARGE if generator is not None and generator.kind == "picture" else SHEET
        scale = min(1.0, most / max(picture.width, picture.height))
        return max(1, round(picture.width * scale)), max(1, round(picture.height * scale))

    def _on_finished(self, ticket: int, result: object, _seconds: float) -> None:
        if ticket == self._ticket and isinstance(result, Picture):
            self._ticket = 0
            self.answered(result)

    def _on_failed(self, ticket: int, sentence: str) -> None:
        if ticket == self._ticket:
            self._ticket = 0
            self._status.complain(sentence)

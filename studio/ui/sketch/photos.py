"""Photos and examples on the canvas: laid under the drawing, traced, or drawn by the program itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from studio.core.errors import StudioError
from studio.core.examples import example, example_size
from studio.core.generate import DETAIL, TraceRequest
from studio.core.picture import Picture
from studio.core.resize import fit
from studio.document.blend import on_white
from studio.document.layer import Kind
from studio.service import StudioService
from studio.ui.sketch.generation import Generation
from studio.ui.sketch.inputs import reference_pixels
from studio.ui.sketch.session import SketchSession
from studio.ui.widgets.background import Background
from studio.ui.window.status_line import StatusLine

SHEET = 1024  # long side of a canvas that takes a photo's form, for drawing
LARGE = 2048  # and for models that work on the photo itself
PAPER = 250
TRACED = "Traced lines"


@dataclass(frozen=True)
class Examples:
    """The pictures that the program draws for a task. draw: task, width, height; size: the form that suits a task."""

    draw: Callable[[str, int, int], Picture] = example
    size: Callable[[str], tuple[int, int]] = example_size


class SketchPhotos(QObject):
    """Brings pictures to the canvas. Where nothing has been drawn yet, the canvas takes the photo's form."""

    photo_wanted = Signal()  # there is nothing to trace: a photo has to be opened first

    def __init__(
        self,
        session: SketchSession,
        generation: Generation,
        service: StudioService,
        background: Background,
        examples: Examples,
        status: StatusLine,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._generation, self._service = session, generation, service
        self._background, self._examples, self._status = background, examples, status
        self.detail = DETAIL.default
        self.path: Path | None = None  # of the photo that was laid under last
        self._newest = 0
        self._ticket = 0
        self._trace_next = False  # as soon as the photo is there
        self._fresh = False  # the last step is a trace, which another detail replaces
        session.undo_changed.connect(self._on_step)
        service.finished.connect(self._on_finished)
        service.failed.connect(self._on_failed)

    # --- photos ------------------------------------------------------------------------------------------------------

    def take(self, picture: Picture, path: Path | None = None) -> None:
        """Lays a photo under the drawing."""
        self._newest += 1
        number = self._newest
        self.path = path

        def arrived(small: Picture) -> None:
            if number != self._newest:
                return
            if self.nothing_drawn():
                self._session.new(*self._form(small))
            self._session.set_reference(small)
            if self._trace_next:
                self._trace_next = False
                self.trace()

        self._background.run(lambda: fit(picture, LARGE, enlarge=False), arrived, self._status.complain)

    def nothing_drawn(self) -> bool:
        """Whether no line, colour or kept picture would be lost with the canvas."""
        document = self._session.document
        drawn = [layer for layer in document.layers if layer.kind is not Kind.REFERENCE]
        return not any(layer.pixels[..., 3].any() for layer in drawn)

    def _form(self, picture: Picture) -> tuple[int, int]:
        generator = self._generation.generator
        most = LARGE if generator is not None and generator.kind == "picture" else SHEET
        scale = min(1.0, most / max(picture.width, picture.height))
        return max(1, round(picture.width * scale)), max(1, round(picture.height * scale))

    # --- tracing -----------------------------------------------------------------------------------------------------

    def trace(self) -> None:
        """Draws the lines of the photo below; asks for one if there is none."""
        pixels = reference_pixels(self._session.document)
        if pixels is None:
            self._trace_next = True
            self.photo_wanted.emit()
            return
        self._status.say(self.tr("Tracing…"))
        self._ticket = self._service.aside(TraceRequest(Picture(on_white(pixels)), self.detail))

    def set_detail(self, detail: float) -> None:
        """How much is traced; what was traced just now is traced anew."""
        self.detail = detail
        if self._fresh:
            self.trace()

    def give_up(self) -> None:
        """No photo was opened after all."""
        self._trace_next = False

    def _on_finished(self, ticket: int, result: object, _seconds: float) -> None:
        if ticket != self._ticket or not isinstance(result, Picture):
            return
        self._ticket = 0
        if self._fresh:
            self._session.undo()
        self._session.set_sketch(result, self.tr(TRACED))
        self._fresh = True
        self._status.say(self.tr("Traced; the detail slider draws more or fewer lines."))

    def _on_failed(self, ticket: int, sentence: str) -> None:
        if ticket == self._ticket:
            self._ticket = 0
            self._status.complain(sentence)

    def _on_step(self) -> None:
        self._fresh = False

    # --- examples ----------------------------------------------------------------------------------------------------

    def show_example(self) -> None:
        """Puts the example of the chosen model on the canvas; what was drawn is hidden, not lost."""
        generator = self._generation.generator
        if generator is None:
            self._status.say(self.tr("No model that draws is installed yet."))
            return
        session, examples = self._session, self._examples
        try:
            if self.nothing_drawn():
                session.new(*examples.size(generator.task))
        except StudioError as error:
            self._status.complain(str(error))
            return
        document = session.document

        def arrived(picture: Picture) -> None:
            if session.document is document and self._generation.generator == generator:
                self._put_example(picture, generator.kind)

        self._background.run(
            lambda: examples.draw(generator.task, document.width, document.height), arrived, self._status.complain
        )

    def _put_example(self, picture: Picture, kind: str) -> None:
        session = self._session
        if kind == "picture":
            session.set_reference(picture, self.tr("Example"))
            return
        for layer in session.document.layers:
            if layer.kind in (Kind.SKETCH, Kind.HINTS) and layer.visible and layer.pixels[..., 3].any():
                session.set_layer(layer.id, visible=False)
        session.set_sketch(picture, self.tr("Example"), lines=kind == "sketch")

    def clear_hints(self) -> None:
        """Takes all colour hints away; each layer is a step."""
        session = self._session
        active = session.document.active
        for layer in session.document.of_kind(Kind.HINTS):
            if layer.pixels[..., 3].any():
                session.activate(layer.id)
                session.clear_layer()
        if active:
            session.activate(active)

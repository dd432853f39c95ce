"""Photos and examples on the canvas: laid under the drawing, traced, or drawn by the program itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from studio.core.errors import StudioError
from studio.core.examples import example, example_size
from studio.core.generate import DETAIL, TraceRequest
from studio.core.picture import Picture
from studio.document.blend import on_white
from studio.document.layer import Kind
from studio.service import StudioService
from studio.ui.sketch.canvas_photos import CanvasPhotos
from studio.ui.sketch.generation import Generation
from studio.ui.sketch.inputs import reference_pixels
from studio.ui.sketch.session import SketchSession
from studio.ui.widgets.background import Background
from studio.ui.window.status_line import StatusLine

TRACED = "Traced lines"


@dataclass(frozen=True)
class Examples:
    """The pictures that the program draws for a task. draw: task, width, height; size: the form that suits a task."""

    draw: Callable[[str, int, int], Picture] = example
    size: Callable[[str], tuple[int, int]] = example_size


class SketchPhotos(CanvasPhotos):
    """Photos below the drawing, their lines, and examples."""

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
        super().__init__(session, generation, service, background, status, parent)
        self._examples = examples
        self.detail = DETAIL.default
        self._fresh = False  # the last step is a trace, which another detail replaces
        session.undo_changed.connect(self._on_step)

    # --- tracing -----------------------------------------------------------------------------------------------------

    def trace(self) -> None:
        """Draws the lines of the photo below; asks for one if there is none."""
        if reference_pixels(self._session.document) is None:
            self.want_photo()
        else:
            self.work()

    def work(self) -> None:
        pixels = reference_pixels(self._session.document)
        if pixels is not None:
            self._status.say(self.tr("Tracing…"))
            self._ticket = self._service.aside(TraceRequest(Picture(on_white(pixels)), self.detail))

    def set_detail(self, detail: float) -> None:
        """How much is traced; what was traced just now is traced anew."""
        self.detail = detail
        if self._fresh:
            self.trace()

    def answered(self, picture: Picture) -> None:
        if self._fresh:
            self._session.undo()
        self._session.set_sketch(picture, self.tr(TRACED))
        self._fresh = True
        self._status.say(self.tr("Traced; the detail slider draws more or fewer lines."))

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

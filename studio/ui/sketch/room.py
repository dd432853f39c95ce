"""The sketch room: drawing, result and panels put together, and what the common commands mean here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from studio.core.generate import LOOK
from studio.core.picture import Picture
from studio.document.blend import on_white
from studio.document.layer import Kind
from studio.library.generators import Generator
from studio.ui.files.commands import DRAWING
from studio.ui.session.session import Photo
from studio.ui.sketch.brush_bar import BrushBar
from studio.ui.sketch.canvas import SketchCanvas
from studio.ui.sketch.canvas_desk import CanvasDesk
from studio.ui.sketch.captions import ResultHead
from studio.ui.sketch.drawing_room import DrawingRoom, House
from studio.ui.sketch.generate_desk import DeskWords
from studio.ui.sketch.generation import Generation, Making
from studio.ui.sketch.inputs import CanvasInput
from studio.ui.sketch.layers_panel import LayersPanel
from studio.ui.sketch.new_drawing import NewDrawing
from studio.ui.sketch.panel import GeneratePanel
from studio.ui.sketch.photos import Examples, SketchPhotos
from studio.ui.sketch.session import SketchSession
from studio.ui.sketch.tool_bar import ToolBar
from studio.ui.sketch.toolbox import Tool
from studio.ui.widgets.words import marked
from studio.ui.window.command import SKETCH_ROOM

translated = QCoreApplication.translate


class SketchRoom(DrawingRoom):
    """A drawing, and the photo that follows the hand."""

    new_wanted = Signal(int, int)  # an empty sheet, so many pixels wide and high

    name = SKETCH_ROOM
    origin = marked("sketch")
    scope = tuple(kind for kind in Kind if kind is not Kind.LABELS)  # a map is painted in the materials room

    def __init__(self, house: House, parent: QObject, examples: Examples | None = None) -> None:
        self._examples = examples or Examples()
        generating = house.settings.current.generating
        session = SketchSession(house.settings)
        generation = Generation(Making(generating.model, size=generating.size or None))
        head = ResultHead(house.actions)
        words = DeskWords(
            "drawing",
            translated("SketchRoom", "Draw something first; then a photo of it can be kept or varied."),
            translated("SketchRoom", "Kept as a layer and in the history."),
        )
        canvas = SketchCanvas(session, head)
        super().__init__(house, session, generation, canvas, head, CanvasInput(session, generation), words, parent)
        session.setParent(self)
        actions = house.actions
        self.photos = SketchPhotos(
            session, generation, house.service, house.background, self._examples, house.status, self
        )
        self.panel = GeneratePanel(generation, actions)
        self.layers = LayersPanel(session, actions)
        self.tool_bar = ToolBar(session, actions)
        self.brush_bar = BrushBar(session, actions)
        canvas.set_strips(self.tool_bar, self.brush_bar)
        self.canvas_desk = CanvasDesk(actions, session, canvas.viewport, canvas)
        self._dirty = False
        self._lines = self._seen_lines()
        self._connect()

    def _connect(self) -> None:
        panel, session = self.panel, self.session
        session.undo_changed.connect(self._on_step)
        session.document_changed.connect(self._on_sheet)
        self.house.files.drawing_saved.connect(lambda name: self._on_sheet() if name == DRAWING else None)
        session.refused.connect(self.house.status.complain)
        self.generation.model_changed.connect(self._on_model)
        self.show_pairs_in(panel.picker)
        panel.overlay_changed.connect(self.canvas.set_overlay)
        panel.detail.value_settled.connect(self.photos.set_detail)
        self.photos.photo_wanted.connect(self._open_for_tracing)

    # --- what the window asks ----------------------------------------------------------------------------------------

    @property
    def title(self) -> str:
        return self.tr("Drawing")

    @property
    def modified(self) -> bool:
        return self._dirty

    def commands(self) -> Mapping[str, Callable[..., object]]:
        return self.picture_commands() | {
            "reset": self.reset, "example": self.photos.show_example, "sketch-trace": self.photos.trace,
            "sketch-clear-hints": self.photos.clear_hints, "sketch-save": self._save_drawing,
        }  # fmt: skip

    def enabled(self) -> Mapping[str, bool]:
        more = {"sketch-trace": True, "sketch-clear-hints": self.session.document.has(Kind.HINTS)}
        return self.picture_commands_enabled() | more

    def take(self, photo: Photo, text: str) -> None:
        self.photos.take(photo.picture, photo.path)

    def suits(self, generator: Generator) -> bool:
        """Maps of areas are painted in the materials room, and translations are steps of the transform room."""
        return generator.kind != "labels" and not generator.translates

    def example_of(self, generator: Generator, width: int, height: int) -> Picture:
        return self._examples.draw(generator.task, width, height)

    def hint(self, generator: Generator) -> str:
        if generator.kind == "picture":
            return self.tr("Open a photo (Ctrl+O) or drop one here, and the result appears.")
        return self.tr("Draw a few lines, and a photo of them appears here.")

    # --- commands ----------------------------------------------------------------------------------------------------

    def reset(self) -> None:
        """Puts the sliders back."""
        self.generation.change(look=LOOK.default)
        self.generation.settle()
        self.panel.overlay.reset()

    def begin_drawing(self) -> None:
        """Asks for a sheet, and begins on it."""
        document = self.session.document
        dialog = NewDrawing((document.width, document.height), self.canvas.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.new_wanted.emit(*dialog.size_wanted()))
        dialog.open()

    def unsaved_drawing(self) -> Picture | None:
        """The drawing as it looks, if there is one that has changed since it was last saved."""
        drawn = (Kind.SKETCH, Kind.HINTS, Kind.RESULT)
        if not self._dirty or self.photos.nothing_drawn(drawn):
            return None
        return self._drawing()

    def shutdown(self) -> None:
        super().shutdown()
        self.session.tools.remember()

    def mark_saved(self) -> None:
        """The drawing is in a file as it is."""
        self._on_sheet()

    # --- keeping in step ---------------------------------------------------------------------------------------------

    def _drawing(self) -> Picture:
        return Picture(on_white(self.session.document.composite(kinds=self.scope)))

    def _save_drawing(self) -> None:
        self.house.files.save_drawing(self._drawing())

    def _seen_lines(self) -> tuple[object, object]:
        document = self.session.document
        return document.stamp(Kind.SKETCH), document.stamp(Kind.HINTS)

    def _on_step(self) -> None:
        """Steps of the materials room count if they are the undoing of lines."""
        lines, self._lines = self._lines, self._seen_lines()
        self._dirty = self._dirty or self._here or self._lines != lines

    def _on_sheet(self) -> None:
        """Another sheet, or the drawing was saved."""
        self._dirty = False
        self._lines = self._seen_lines()

    def _on_model(self) -> None:
        generator = self.generation.generator
        if generator is not None and not generator.hints and self.session.tools.tool is Tool.HINTS:
            self.session.choose_tool(Tool.BRUSH)

    def _open_for_tracing(self) -> None:
        if not self.house.files.open():
            self.photos.give_up()

"""The sketch room: drawing, result and panels put together, and what the common commands mean here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Qt

from studio.core.generate import LOOK
from studio.core.picture import Picture
from studio.document.blend import on_white
from studio.library.generators import Generator
from studio.library.styles import StyleLibrary
from studio.service import StudioService
from studio.ui.files.commands import FileCommands
from studio.ui.session.painter import Painter
from studio.ui.session.results import Generated, Result, ResultStore
from studio.ui.session.session import Photo, Session
from studio.ui.sketch.brush_bar import BrushBar
from studio.ui.sketch.canvas import SketchCanvas
from studio.ui.sketch.canvas_desk import CanvasDesk
from studio.ui.sketch.captions import ResultHead, SketchCaptions
from studio.ui.sketch.chain import Chain
from studio.ui.sketch.chips import PAINTING, SKETCH
from studio.ui.sketch.generate_desk import GenerateDesk, Seen
from studio.ui.sketch.generation import Generation, Making
from studio.ui.sketch.layers_panel import LayersPanel
from studio.ui.sketch.new_drawing import NewDrawing
from studio.ui.sketch.pairs import PairMaker
from studio.ui.sketch.panel import GeneratePanel
from studio.ui.sketch.photos import Examples, SketchPhotos
from studio.ui.sketch.session import SketchSession
from studio.ui.sketch.tool_bar import ToolBar
from studio.ui.sketch.toolbox import Tool
from studio.ui.sketch.variations import VariationsDialog
from studio.ui.widgets.background import Background
from studio.ui.window.actions import Actions
from studio.ui.window.command import SKETCH_ROOM
from studio.ui.window.room import Room
from studio.ui.window.settings import SettingsFile
from studio.ui.window.status_line import Help, StatusLine


class SketchRoom(Room):
    """A drawing, and the photo that follows the hand."""

    name = SKETCH_ROOM

    def __init__(
        self,
        service: StudioService,
        generators: Callable[[], Sequence[Generator]],
        results: ResultStore,
        photos: tuple[Session, Painter, StyleLibrary],
        actions: Actions,
        background: Background,
        files: FileCommands,
        settings: SettingsFile,
        status: StatusLine,
        parent: QObject,
        examples: Examples | None = None,
    ) -> None:
        """`generators` tells what is installed; `photos` is the work of the photo room, for the chain."""
        self._service, self._list, self._actions, self._status = service, generators, actions, status
        self._settings, self._files = settings, files
        examples = examples or Examples()
        generating = settings.current.generating
        self.session = SketchSession(settings)
        self.generation = Generation(Making(generating.model, size=generating.size or None))
        self.head = ResultHead(actions)
        self.canvas = SketchCanvas(self.session, self.head)
        super().__init__(self.canvas, self.canvas, parent)
        self.session.setParent(self)
        self.generation.setParent(self)
        self.chain = Chain(*photos, background, self)
        self.desk = GenerateDesk(self.session, self.generation, service, results, self.chain, self.canvas, status, self)
        self.photos = SketchPhotos(self.session, self.generation, service, background, examples, status, self)
        self.panel = GeneratePanel(self.generation, actions)
        self.layers = LayersPanel(self.session, actions)
        self.tool_bar = ToolBar(self.session, actions)
        self.brush_bar = BrushBar(self.session, actions)
        self.canvas.set_strips(self.tool_bar, self.brush_bar)
        self.canvas_desk = CanvasDesk(actions, self.session, self.canvas.viewport, self.canvas)
        self.pairs = PairMaker(service, background, examples.draw, self)
        self.captions = SketchCaptions(self.desk, self.canvas, self.head, status, self)
        self._live = self._here = self._dirty = False
        self._connect()

    def _connect(self) -> None:
        desk, panel, head, canvas = self.desk, self.panel, self.head, self.canvas
        canvas.zoom_changed.connect(self.zoom_changed)
        self.session.undo_changed.connect(self._on_step)
        for signal in (self.session.undo_changed, desk.shown_changed, self.chain.changed, desk.flow.changed):
            signal.connect(self.changed)
        desk.flow.changed.connect(self.captions.describe)
        self.chain.changed.connect(self.captions.describe)
        self.session.document_changed.connect(self._on_sheet)
        self._files.drawing_saved.connect(self._on_sheet)
        self.session.refused.connect(self._status.complain)
        self.generation.changed.connect(self._remember)
        self.generation.model_changed.connect(self._on_model)
        self.generation.generators_changed.connect(lambda: self.pairs.want(self.generation.generators))
        self.pairs.before.connect(panel.picker.set_before)
        self.pairs.after.connect(panel.picker.set_after)
        panel.overlay_changed.connect(canvas.set_overlay)
        panel.detail.value_settled.connect(self.photos.set_detail)
        self.photos.photo_wanted.connect(self._open_for_tracing)
        head.chips.chosen.connect(self._on_chip)
        head.chips.cut.connect(self.chain.cut)
        canvas.files_dropped.connect(self._files.open_paths)
        canvas.image_dropped.connect(self._files.open_picture)
        canvas.detached_changed.connect(lambda on: self._actions.check("sketch-detach", on))
        self._service.unavailable.connect(self._on_unavailable)
        for view in (canvas.view, canvas.result_view):
            view.addAction(self._actions["canvas-only"])
        canvas.result_view.drag_file = self._saved_file

    # --- what the window asks ----------------------------------------------------------------------------------------

    @property
    def shown(self) -> Seen | None:
        return self.desk.shown

    @property
    def title(self) -> str:
        return self.tr("Drawing")

    @property
    def modified(self) -> bool:
        return self._dirty

    def commands(self) -> Mapping[str, Callable[..., object]]:
        return {
            "undo": self.session.undo, "redo": self.session.redo, "dice": self.generation.roll, "reset": self.reset,
            "example": self.photos.show_example,
            "sketch-keep": self.desk.keep, "sketch-variations": self.show_variations,
            "sketch-trace": self.photos.trace, "sketch-clear-hints": self.photos.clear_hints,
            "sketch-detach": self.canvas.set_detached, "sketch-save": self._save_drawing,
        }  # fmt: skip

    def enabled(self) -> Mapping[str, bool]:
        seen, model = self.desk.shown, self.generation.generator is not None
        return {
            "save": seen is not None, "save-as": seen is not None, "copy": seen is not None, "before": seen is not None,
            "split": True, "dice": model, "reset": True, "example": model,
            "cancel": self.desk.flow.busy or self.session.busy,
            "sketch-keep": model, "sketch-variations": model,
            "sketch-stylise": self.desk.photo is not None, "sketch-trace": True,
            "sketch-clear-hints": self.session.hints() is not None,
        }  # fmt: skip

    def undo_words(self) -> tuple[str, str]:
        return self.session.undo_text, self.session.redo_text

    def take(self, photo: Photo, text: str) -> None:
        self.photos.take(photo.picture, photo.path)

    def made(self, result: Result) -> bool:
        return isinstance(result, Generated)

    def show_result(self, result: Result) -> None:
        if isinstance(result, Generated):
            self.desk.show_result(result)

    def refresh(self) -> None:
        self.captions.describe()
        self.changed.emit()

    def finish(self) -> bool:
        return self.desk.finish()

    def unfinished(self) -> tuple[str, list[Help]]:
        return self.tr("This is a draft; full size comes when the pen rests."), []

    def enter(self) -> None:
        self._here = True
        self.generation.set_generators(self._list())
        self.pairs.want(self.generation.generators)
        self.desk.flow.set_active(self._live, look=not self.desk.recalls)
        self.captions.describe()
        self.canvas.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        self._here = False
        self.session.interrupt()
        self.desk.flow.set_active(False)

    # --- commands ----------------------------------------------------------------------------------------------------

    def set_live(self, on: bool) -> None:
        """Whether the photo follows the hand."""
        self._live = self.captions.live = on
        self.desk.flow.set_active(on and self._here)
        self.captions.describe()

    def cancel(self) -> bool:
        """Takes back what the pen is doing, else stops what is being made; False if there was neither."""
        if self.session.busy:
            self.session.interrupt(keep=False)
        elif self.desk.flow.busy:
            self.desk.flow.stop()
        else:
            return False
        return True

    def reset(self) -> None:
        """Puts the sliders back."""
        self.generation.change(look=LOOK.default)
        self.generation.settle()
        self.panel.overlay.reset()

    def begin_drawing(self) -> None:
        """Asks for a sheet, and begins on it."""
        document = self.session.document
        dialog = NewDrawing((document.width, document.height), not self.photos.nothing_drawn(), self.canvas.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.session.new(*dialog.size_wanted()))
        dialog.open()

    def show_variations(self) -> None:
        """Nine seeds to choose from."""
        request = self.desk.inputs.request()
        if request is None:
            self._status.say(self.tr("Draw something first; then there is something to vary."))
            return
        dialog = VariationsDialog(self._service, request, self.canvas.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self._take_seed)
        dialog.open()

    def unsaved_drawing(self) -> Picture | None:
        """The drawing as it looks, if there is one that has changed since it was last saved."""
        if not self._dirty or self.photos.nothing_drawn():
            return None
        return self._drawing()

    def shutdown(self) -> None:
        """The window goes."""
        self.desk.flow.set_active(False)
        self.desk.flow.stop()
        self.canvas.set_detached(False)
        self.session.tools.remember()

    # --- keeping in step ---------------------------------------------------------------------------------------------

    def _drawing(self) -> Picture:
        return Picture(on_white(self.session.document.composite()))

    def _save_drawing(self) -> None:
        self._files.save_drawing(self._drawing())

    def _on_step(self) -> None:
        self._dirty = True

    def _on_sheet(self) -> None:
        """Another sheet, or the drawing was saved."""
        self._dirty = False

    def _take_seed(self, seed: int) -> None:
        self.generation.change(seed=seed)
        self.generation.settle()
        if not self._live:
            self.desk.flow.once()

    def _on_model(self) -> None:
        generator = self.generation.generator
        self.session.tools.set_palette(generator.palette or None if generator else None)
        if generator is not None and not generator.hints and self.session.tools.tool is Tool.HINTS:
            self.session.choose_tool(Tool.BRUSH)
        self.captions.describe()

    def _remember(self) -> None:
        making = self.generation.making
        self._settings.change("generating", model=making.model, size=making.size or 0)

    def _on_chip(self, step: str) -> None:
        if step == SKETCH:
            self.canvas.view.setFocus()
        else:
            self.desk.show_stage(step == PAINTING)
        self.captions.describe()

    def _open_for_tracing(self) -> None:
        if not self._files.open():
            self.photos.give_up()

    def _on_unavailable(self, sentence: str) -> None:
        self.captions.trouble = sentence
        self.captions.describe()

    def _saved_file(self):
        result = self.desk.shown.result if self.desk.shown else None
        return result.saved_to if result and result.saved_to and result.saved_to.is_file() else None

"""What rooms share in which one draws and a photo follows: live pictures, keeping, varying, the chain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt

from studio.core.picture import Picture
from studio.document.layer import Kind
from studio.library.generators import Generator
from studio.library.styles import StyleLibrary
from studio.service import StudioService
from studio.ui.files.commands import FileCommands
from studio.ui.session.painter import Painter
from studio.ui.session.results import Generated, Result, ResultStore
from studio.ui.session.session import Session
from studio.ui.session.small_pictures import SmallPictures
from studio.ui.sketch.canvas import SketchCanvas
from studio.ui.sketch.captions import ResultHead, SketchCaptions
from studio.ui.sketch.chain import Chain
from studio.ui.sketch.chips import PAINTING, SKETCH
from studio.ui.sketch.generate_desk import DeskWords, GenerateDesk
from studio.ui.sketch.generation import Generation
from studio.ui.sketch.image_desk import ImageDesk
from studio.ui.sketch.inputs import Input
from studio.ui.sketch.model_picker import ModelPicker
from studio.ui.sketch.pairs import PairMaker
from studio.ui.sketch.seen import Seen
from studio.ui.sketch.session import SketchSession
from studio.ui.sketch.variations import VariationsDialog
from studio.ui.widgets.background import Background
from studio.ui.window.actions import Actions
from studio.ui.window.room import Room
from studio.ui.window.settings import SettingsFile
from studio.ui.window.status_line import Help, StatusLine


@dataclass(frozen=True, eq=False)
class House:
    """What the window has for its rooms. generators: tells what is installed, each time it is asked.

    photos: the work of the photo room, for the chain.
    """

    service: StudioService
    generators: Callable[[], Sequence[Generator]]
    results: ResultStore
    photos: tuple[Session, Painter, StyleLibrary]
    actions: Actions
    background: Background
    files: FileCommands
    settings: SettingsFile
    status: StatusLine
    pictures: SmallPictures


class DrawingRoom(Room):
    """Something is drawn at the left, and at the right is the photo that is made of it."""

    section = "generating"  # of the settings: model and size
    origin = ""  # the word for what is drawn, in the chain
    scope: tuple[Kind, ...] = tuple(Kind)  # the layers that can be seen

    def __init__(
        self,
        house: House,
        session: SketchSession,
        generation: Generation,
        canvas: SketchCanvas,
        head: ResultHead,
        inputs: Input,
        words: DeskWords,
        parent: QObject,
    ) -> None:
        super().__init__(canvas, canvas, parent)
        self.house, self.session, self.generation, self.canvas, self.head = house, session, generation, canvas, head
        self._words = words
        generation.setParent(self)
        status = house.status
        self.chain = Chain(*house.photos, house.background, words.name.capitalize(), self)
        self.desk = GenerateDesk(
            session, generation, house.service, house.results, self.chain, canvas, status, inputs, words, self
        )
        self.image = ImageDesk(session, canvas.view, house.background, status, self)
        self.pairs = PairMaker(house.pictures, house.background, self.example_of, self)
        self.captions = SketchCaptions(self.desk, canvas, head, status, self.hint, self)
        self._live = self._here = False
        self._connect_pictures()

    def _connect_pictures(self) -> None:
        desk, head, canvas, house = self.desk, self.head, self.canvas, self.house
        canvas.zoom_changed.connect(self.zoom_changed)
        for signal in (self.session.undo_changed, desk.shown_changed, self.chain.changed, desk.flow.changed):
            signal.connect(self.changed)
        for signal in (desk.flow.changed, self.chain.changed, self.generation.model_changed):
            signal.connect(self.captions.describe)
        self.generation.changed.connect(self._remember)
        self.generation.generators_changed.connect(lambda: self.pairs.want(self.generation.generators))
        head.chips.chosen.connect(self._on_chip)
        head.chips.cut.connect(self.chain.cut)
        canvas.files_dropped.connect(house.files.open_paths)
        canvas.image_dropped.connect(house.files.open_picture)
        self.image.cropping.connect(lambda on: self._here and house.actions.check("image-crop", on))
        canvas.detached_changed.connect(lambda on: self._here and house.actions.check("sketch-detach", on))
        house.service.unavailable.connect(self._on_unavailable)
        for view in (canvas.view, canvas.result_view):
            view.addAction(house.actions["canvas-only"])
        canvas.result_view.drag_file = self._saved_file

    def show_pairs_in(self, picker: ModelPicker) -> None:
        """Shows in `picker` what each model does."""
        self.pairs.before.connect(picker.set_before)
        self.pairs.after.connect(picker.set_after)

    # --- what differs from room to room ------------------------------------------------------------------------------

    def suits(self, generator: Generator) -> bool:
        """Whether a model is at home here."""
        raise NotImplementedError

    def example_of(self, generator: Generator, width: int, height: int) -> Picture:
        """What goes into a model, to show what it does; StudioError if there is nothing to show."""
        raise NotImplementedError

    def hint(self, generator: Generator) -> str:
        """How to get a picture from this model, in one sentence."""
        raise NotImplementedError

    # --- what the window asks ----------------------------------------------------------------------------------------

    @property
    def shown(self) -> Seen | None:
        return self.desk.shown

    @property
    def stage(self) -> str:
        """What is carried on, in a word."""
        return self.tr("photo")

    def show_stage(self) -> None:
        """Shows what is carried on, not what becomes of it."""
        self.desk.show_stage(False)

    def undo_words(self) -> tuple[str, str]:
        return self.session.undo_text, self.session.redo_text

    def made(self, result: Result) -> bool:
        """Whether a result comes from this room."""
        return isinstance(result, Generated) and result.name == self._words.name

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
        self.session.set_scope(self.scope)
        self.look_round()
        self.pairs.want(self.generation.generators)
        self.house.actions.check("sketch-detach", self.canvas.detached)
        self.house.actions.check("image-crop", self.image.frame is not None)
        self.desk.flow.set_active(self._live, look=not self.desk.recalls)
        self.captions.describe()
        self.canvas.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def look_round(self) -> None:
        """Reads anew which models are installed."""
        self.generation.set_generators(tuple(one for one in self.house.generators() if self.suits(one)))

    def leave(self) -> None:
        self._here = False
        self.image.crop(False)
        self.session.interrupt()
        self.desk.flow.set_active(False)

    def picture_commands(self) -> dict[str, Callable[..., object]]:
        """What the commands that all such rooms know do here."""
        return {
            "undo": self.session.undo, "redo": self.session.redo, "dice": self.generation.roll,
            "sketch-keep": self.desk.keep, "sketch-variations": self.show_variations,
            "sketch-detach": self.canvas.set_detached, "image-crop": self.image.crop,
            "image-canvas": self.image.ask_canvas, "image-scale": self.image.ask_scale,
        }  # fmt: skip

    def picture_commands_enabled(self) -> dict[str, bool]:
        """Which of them can be used now."""
        seen, model = self.desk.shown is not None, self.generation.generator is not None
        return {
            "save-result": seen, "save-result-as": seen, "copy": seen, "before": seen, "split": True,
            "dice": model, "reset": True, "example": model, "sketch-keep": model, "sketch-variations": model,
            "sketch-stylise": self.desk.photo is not None, "transform-this": self.desk.photo is not None,
            "cancel": self.desk.flow.busy or self.session.busy,
        }  # fmt: skip

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

    def show_variations(self) -> None:
        """Nine seeds to choose from."""
        request = self.desk.inputs.request()
        if request is None:
            self.house.status.say(self._words.first)
            return
        dialog = VariationsDialog(self.house.service, request, self.canvas.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self._take_seed)
        dialog.open()

    def shutdown(self) -> None:
        """The window goes."""
        self.desk.flow.set_active(False)
        self.desk.flow.stop()
        self.canvas.set_detached(False)

    # --- keeping in step ---------------------------------------------------------------------------------------------

    def _take_seed(self, seed: int) -> None:
        self.generation.change(seed=seed)
        self.generation.settle()
        if not self._live:
            self.desk.flow.once()

    def _remember(self) -> None:
        making = self.generation.making
        self.house.settings.change(self.section, model=making.model, size=making.size or 0)

    def _on_chip(self, step: str) -> None:
        if step == SKETCH:
            self.canvas.view.setFocus()
        else:
            self.desk.show_stage(step == PAINTING)
        self.captions.describe()

    def _on_unavailable(self, sentence: str) -> None:
        self.captions.trouble = sentence
        self.captions.describe()

    def _saved_file(self) -> Path | None:
        result = self.desk.shown.result if self.desk.shown else None
        return result.saved_to if result and result.saved_to and result.saved_to.is_file() else None

"""The Transform room: photo, result and panel put together, and what the common commands mean here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from studio.core.examples import example, example_size
from studio.library.generators import Generator
from studio.library.styles import Style
from studio.ui.canvas.canvas import PhotoCanvas
from studio.ui.canvas.empty_state import Welcome
from studio.ui.session.results import Result, Transformed
from studio.ui.session.session import Photo, make_photo
from studio.ui.sketch.chain import Chain
from studio.ui.sketch.drawing_room import DrawingRoom, House
from studio.ui.transform.apply import ApplyDesk
from studio.ui.transform.arrivals import Arrivals
from studio.ui.transform.captions import TransformCaptions
from studio.ui.transform.chips import StepChips
from studio.ui.transform.desk import Seen, TransformDesk
from studio.ui.transform.files import ChainFiles
from studio.ui.transform.masks import StepMaskDesk
from studio.ui.transform.panel import TransformPanel
from studio.ui.transform.session import TransformSession
from studio.ui.transform.step_commands import StepCommands
from studio.ui.widgets.words import marked, words
from studio.ui.window.command import PHOTO_ROOM, TRANSFORM_ROOM
from studio.ui.window.room import Room
from studio.ui.window.status_line import Help

EXAMPLE = "season"  # the task whose example is opened


class TransformRoom(Room):
    """A photo, and what a chain of steps makes of it."""

    name = TRANSFORM_ROOM
    origin = marked("photo")  # the word for what it works on, in the chain of the photo room

    def __init__(self, house: House, parent: QObject) -> None:
        empty = Welcome(QCoreApplication.translate("TransformRoom", "Into which world shall we take it?"))
        empty.add_photo_targets()
        self.canvas = canvas = PhotoCanvas(empty)
        super().__init__(canvas, canvas, parent)
        self.house, actions, status = house, house.actions, house.status
        self._generators: tuple[Generator, ...] = ()
        self._styles: tuple[Style, ...] = ()
        self.session = session = TransformSession(self)
        self.panel = TransformPanel(session, lambda: self._generators, lambda: self._styles, house.pictures, actions)
        self.chain = Chain(*house.photos, house.background, "Photo", self)
        self.desk = TransformDesk(
            session, house.service, house.results, self.chain, canvas, status, self.panel.words.title, self
        )
        self.chips = StepChips(session, self.panel.words.title)
        self.files = ChainFiles(
            session, house.files, house.background, house.settings, status, house.files.window, self
        )
        self.applying = ApplyDesk(
            session, house.service, house.settings, status, lambda: self.files.name, house.files.window, self
        )
        self.captions = TransformCaptions(session, self.desk, self.applying, canvas, self.chips, status, self)
        self.masks = StepMaskDesk(session, self.panel.words, canvas, actions, self)
        self.steps = StepCommands(session)
        self._live = self._here = False
        empty.open_requested.connect(house.files.open)
        empty.example_requested.connect(self.open_example)
        self._connect()

    def _connect(self) -> None:
        session, desk, canvas, house = self.session, self.desk, self.canvas, self.house
        canvas.zoom_changed.connect(self.zoom_changed)
        for signal in (session.undo_changed, session.selection_changed, desk.shown_changed, desk.flow.changed,
                       self.chain.changed, self.masks.changed, self.files.changed, self.applying.changed):  # fmt: skip
            signal.connect(self.changed)
        for signal in (desk.flow.changed, self.chain.changed):
            signal.connect(self.captions.describe)
        session.refused.connect(house.status.complain)
        self.panel.mask_asked.connect(self.masks.paint)
        self.panel.mask_file_asked.connect(self.files.load_mask)
        self.chips.origin_chosen.connect(self._show_origin)
        self.chips.painting_chosen.connect(house.actions[f"room-{PHOTO_ROOM}"].trigger)
        self.chips.cut.connect(self.chain.cut)
        canvas.files_dropped.connect(house.files.open_paths)
        canvas.image_dropped.connect(house.files.open_picture)
        house.service.unavailable.connect(self._on_unavailable)
        canvas.result_view.drag_file = self._saved_file

    # --- what the window asks ----------------------------------------------------------------------------------------

    @property
    def shown(self) -> Seen | None:
        return self.desk.shown

    @property
    def title(self) -> str:
        return self.session.photo.name if self.session.photo else ""

    @property
    def stage(self) -> str:
        """What is carried on, in a word or two."""
        steps = len(self.session.chain.working)
        return self.desk.title if steps < 2 else self.tr("{} steps").format(steps)

    def show_stage(self) -> None:
        """Shows what is carried on: it is in view anyway."""

    @property
    def modified(self) -> bool:
        return self.session.modified

    def commands(self) -> Mapping[str, Callable[..., object]]:
        session, files = self.session, self.files
        return {
            **self.steps.all(),
            "undo": session.undo, "redo": session.redo, "example": self.open_example, "chain-keep": self.desk.keep,
            "chain-open": files.open, "chain-save": files.save, "chain-save-as": files.save_as,
            "chain-apply": self.applying.ask,
        }  # fmt: skip

    def enabled(self) -> Mapping[str, bool]:
        session, seen = self.session, self.desk.shown is not None
        photo, steps = session.photo is not None, bool(session.chain.steps)
        return {
            **self.steps.enabled(),
            "save-result": seen, "save-result-as": seen, "copy": seen, "before": seen, "split": photo, "swap": photo,
            "example": True, "chain-keep": photo and steps, "chain-stylise": photo and steps,
            "chain-open": True, "chain-save": steps, "chain-save-as": steps,
            "chain-apply": bool(session.chain.working),
            "cancel": self.desk.flow.busy or self.masks.on or self.applying.busy,
        }  # fmt: skip

    def undo_words(self) -> tuple[str, str]:
        return self.session.undo_text, self.session.redo_text

    def cancel(self) -> bool:
        """Ends the painting of a mask, else what is being made; False if there was neither."""
        if self.masks.leave():
            return True
        for work in (self.desk.flow, self.applying):
            if work.busy:
                work.stop()
                return True
        return False

    def take(self, photo: Photo, text: str) -> None:
        self.session.set_photo(photo, text)

    def made(self, result: Result) -> bool:
        return isinstance(result, Transformed)

    def show_result(self, result: Result) -> None:
        if isinstance(result, Transformed):
            self.desk.show_result(result)

    def refresh(self) -> None:
        self.captions.describe()
        self.changed.emit()

    def finish(self) -> bool:
        return self.desk.finish()

    def unfinished(self) -> tuple[str, list[Help]]:
        sentence = self.tr("This is not the result at full size yet; it comes when the hand rests.")
        return sentence, [(self.tr("Keep"), self.desk.keep)]

    def enter(self) -> None:
        self._here = True
        self.look_round()
        self.desk.flow.set_active(self._live, look=not self.desk.recalls)
        self.captions.describe()

    def look_round(self) -> None:
        """Reads anew what is installed."""
        if self._here:
            self._generators, self._styles = tuple(self.house.generators()), self.house.photos[2].all()
            self.panel.refresh()
            self.chips.refresh()

    def leave(self) -> None:
        self._here = False
        self.masks.leave()
        self.desk.hand_on()
        self.desk.flow.set_active(False)

    def set_live(self, on: bool) -> None:
        """Whether the result follows the hand."""
        self._live = self.captions.live = on
        self.desk.flow.set_active(on and self._here)
        self.captions.describe()

    def shutdown(self) -> None:
        """The window goes."""
        self.desk.flow.set_active(False)
        self.desk.flow.stop()
        self.applying.stop()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the keyboard goes from panel to panel."""
        return self.canvas.result_view, self.masks.bar, self.panel

    # --- commands ----------------------------------------------------------------------------------------------------

    def open_example(self) -> None:
        """Opens a landscape that the program draws."""

        def draw() -> Photo:
            return make_photo(example(EXAMPLE, *example_size(EXAMPLE, 960)), self.tr("Example"))

        opened = lambda photo: self.session.set_photo(photo, self.tr("Example"))  # noqa: E731
        self.house.background.run(draw, opened, self.house.status.complain)

    # --- to and from other rooms -------------------------------------------------------------------------------------

    def listen(self, makers: Sequence[DrawingRoom]) -> None:
        """Lets the pictures of rooms in which one draws be carried here."""
        house = self.house
        self.arrivals = Arrivals(self.session, house.photos[0], makers, house.background, house.status, self)
        self.arrivals.changed.connect(self._on_links)

    def _on_links(self) -> None:
        maker = self.arrivals.origin
        self.captions.origin = words(maker.origin) if maker else ""
        self.captions.describe()

    def _show_origin(self) -> None:
        maker = self.arrivals.origin
        if maker is not None:
            self.house.actions[f"room-{maker.name}"].trigger()
        else:
            self.canvas.photo.view.setFocus()

    # --- keeping in step ---------------------------------------------------------------------------------------------

    def _on_unavailable(self, sentence: str) -> None:
        self.captions.trouble = sentence
        self.captions.describe()

    def _saved_file(self) -> Path | None:
        result = self.desk.shown.result if self.desk.shown else None
        return result.saved_to if result and result.saved_to and result.saved_to.is_file() else None

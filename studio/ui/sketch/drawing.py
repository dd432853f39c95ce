"""The drawing and its steps: the document, its history, and who hears of what has changed."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QObject, QTimer, Signal

from studio.core.errors import StudioError
from studio.core.picture import Picture
from studio.document import edits
from studio.document.document import Document
from studio.document.edits import Edit
from studio.document.history import BUDGET, History
from studio.document.layer import Kind, Layer
from studio.document.rect import Rect
from studio.document.tools import clear, flip
from studio.ui.sketch.doing import Doing, Stepwise
from studio.ui.sketch.placing import fitted, lines_of, stretched
from studio.ui.widgets.words import words

SIZE = (768, 512)  # of the first drawing, pixels
REFERENCE_OPACITY = 0.4
IDLE_MS, PACK_MS = 400, 15  # after the last step until the history is packed on, and from one bit to the next
SAID = {"name": "Rename layer", "visible": "Show or hide layer", "opacity": "Layer opacity", "locked": "Lock layer"}
SAID |= {"blend": "Layer blending"}
NAMES = {Kind.SKETCH: "Sketch", Kind.HINTS: "Colour hints", Kind.LABELS: "Materials"}


class Drawing(QObject):
    """A document with its history. Whatever refuses to happen says why (`refused`).

    Everything is done at once, on the layer itself; listeners must not keep the hand waiting.
    """

    painted = Signal(object)  # Rect: these pixels of the drawing look different
    edited = Signal()  # what the generator sees may have changed, also in the middle of a stroke
    settled = Signal()  # a gesture, or undo, is over
    undo_changed = Signal()
    resized = Signal()  # the drawing has another size; comes first
    layers_changed = Signal()  # their list, order, names, settings, or which one is active
    document_changed = Signal()  # another document
    interrupted = Signal()  # undo, say, came while the pen was down: the gesture is over
    refused = Signal(str)  # one sentence that says what to do

    def __init__(self, parent: QObject | None = None, budget: int = BUDGET) -> None:
        """budget: bytes that the steps may take."""
        super().__init__(parent)
        self._budget = budget
        self.document = Document.new(*SIZE)
        self.history = History(self.document, budget)
        self._size = SIZE  # that listeners know of
        self._doing: Doing | None = None
        self._scope: frozenset[Kind] = frozenset(Kind)
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self._tidy)

    def new(self, width: int, height: int) -> None:
        """An empty drawing of this size in pixels. The one before is gone, its history too: ask first."""
        self.open(Document.new(width, height))

    def open(self, document: Document) -> None:
        """Works on `document` from now on, without steps to undo. The one before is gone, its history too."""
        self.interrupt()
        self.document = document
        self.history = History(self.document, self._budget)
        self._size = document.width, document.height
        self._active_changed()
        for signal in (self.document_changed, self.layers_changed, self.undo_changed, self.edited, self.settled):
            signal.emit()

    def set_undo_memory(self, budget: int) -> None:
        """How many bytes the steps may take from now on."""
        self._budget = budget
        self.history.set_budget(budget)

    def source(self) -> Picture:
        """The lines on white paper, as the generator sees them; the same object until they change."""
        return self.document.source()

    def hints(self) -> Picture | None:
        """The colour hints (RGBA), None without any; the same object until they change."""
        return self.document.hints()

    @property
    def layer(self) -> Layer | None:
        """The layer that is worked on."""
        document = self.document
        return document.layer(document.active) if document.active else None

    def activate(self, layer_id: int) -> None:
        """Works on another layer."""
        self.interrupt()
        if layer_id != self.document.active:
            self.document.active = layer_id
            self._active_changed()
            self.layers_changed.emit()

    def set_scope(self, kinds: Collection[Kind]) -> None:
        """The kinds of layers that can be seen now: as long as there is one of them, one of them is worked on."""
        self._scope = frozenset(kinds)
        if self._stay_in_scope():
            self._active_changed()
            self.layers_changed.emit()

    def _stay_in_scope(self) -> bool:
        """To the topmost layer that can be seen, from one that cannot; whether that changed the active layer."""
        seen = [layer for layer in self.document.layers if layer.kind in self._scope]
        if not seen or (self.layer is not None and self.layer.kind in self._scope):
            return False
        self.document.active = seen[-1].id
        return True

    def _active_changed(self) -> None:
        """Another layer is active."""

    # --- gestures ----------------------------------------------------------------------------------------------------

    @property
    def doing(self) -> Doing | None:
        """The gesture under way."""
        return self._doing

    @property
    def busy(self) -> bool:
        """Whether a gesture is under way."""
        return self._doing is not None

    def begin(self, doing: Doing) -> None:
        """A gesture begins; one that is under way has to be ended or abandoned first."""
        self._doing = doing

    def end(self) -> None:
        """The gesture is over: it is one step."""
        doing, self._doing = self._doing, None
        if doing is None:
            return
        layers = self.document.layers
        edit = doing.end()
        if edit is None:
            self._compare(layers)
        self.push(edit)

    def abandon(self) -> None:
        """Takes back what the hand is doing."""
        doing, self._doing = self._doing, None
        if doing is None:
            return
        layers = self.document.layers
        rect = doing.abandon()
        self._compare(layers)
        self.show(rect)
        self.settled.emit()

    def interrupt(self, keep: bool = True) -> None:
        """Ends a gesture that is under way, because something else happens; what is drawn so far stays if `keep`."""
        if keep:
            self.end()
        else:
            self.abandon()
        self.interrupted.emit()

    def _compare(self, layers: tuple[Layer, ...]) -> None:
        """A gesture that came to nothing may have taken its layer along."""
        if self.document.layers != layers:
            self._active_changed()
            self.layers_changed.emit()

    # --- steps -------------------------------------------------------------------------------------------------------

    @property
    def undo_text(self) -> str:
        return words(self.history.undo_text)

    @property
    def redo_text(self) -> str:
        return words(self.history.redo_text)

    def undo(self) -> None:
        """Takes the last step back, or the stroke that is under way, or its last corner."""
        if isinstance(self._doing, Stepwise) and self._doing.back():
            return
        if self.busy:
            self.interrupt(keep=False)
        else:
            self._stepped(self.history.undo())

    def redo(self) -> None:
        """Makes a step again that was taken back."""
        if not self.busy:
            self._stepped(self.history.redo())

    def clear_layer(self) -> None:
        """Takes away all that the active layer has."""
        if (layer := self.layer) is not None:
            self.attempt(lambda: clear(self.document, layer.id))

    def flip(self, horizontal: bool) -> None:
        """Mirrors the whole drawing."""
        self.attempt(lambda: flip(self.document, horizontal))

    def add_layer(self, kind: Kind) -> None:
        """An empty layer above the active one, to work on."""
        active = self.layer
        index = self.document.index(active.id) + 1 if active is not None and active.kind is kind else None
        taken = {layer.name for layer in self.document.layers}
        name = next(n for i in range(1, 1000) if (n := f"{NAMES[kind]} {i}" if i > 1 else NAMES[kind]) not in taken)
        self.attempt(lambda: edits.add_layer(self.document, kind, name, index=index))

    def remove_layer(self, layer_id: int) -> None:
        """Takes a layer away."""
        self.attempt(lambda: edits.remove_layer(self.document, layer_id))

    def shift_layer(self, layer_id: int, steps: int) -> None:
        """Lifts a layer over the next ones (or lowers it, below 0), as far as its kind may go."""
        self.attempt(lambda: edits.reorder(self.document, layer_id, max(0, self.document.index(layer_id) + steps)))

    def set_layer(self, layer_id: int, merge: bool = False, **settings: object) -> None:
        """Changes name, visible, opacity, blend or locked. merge: goes on with the last step, as a slider does."""
        said = SAID.get(next(iter(settings), ""), "Layer settings")
        self.attempt(lambda: edits.set_layer(self.document, layer_id, said, **settings), merge)

    def adopt(self, picture: Picture, name: str, note: str = "") -> None:
        """Keeps a generated picture as a layer below the sketch. note: how it was made, as JSON."""
        self.attempt(lambda: edits.adopt(self.document, stretched(picture, self.document.rect), name, note))

    def set_reference(self, picture: Picture, name: str = "Reference") -> None:
        """Lays a photo under the drawing, as large as it fits; another one takes its place."""
        pixels = fitted(picture, self.document.rect)
        found = self.document.of_kind(Kind.REFERENCE)
        active = self.document.active

        def make() -> Edit | None:
            if found:
                return edits.replace_pixels(self.document, found[-1].id, pixels, "Reference photo")
            return edits.add_layer(
                self.document, Kind.REFERENCE, name, pixels, opacity=REFERENCE_OPACITY, text="Reference photo"
            )

        self.attempt(make)
        if active and self.document.active != active:  # one goes on drawing
            self.activate(active)

    def set_sketch(self, picture: Picture, name: str = "Traced lines", lines: bool = True) -> None:
        """Adds a sketch layer with this drawing, dark on white; its white is see-through.

        lines: False takes the colours as they are, for the areas of a label map.
        """
        pixels = fitted(picture, self.document.rect)
        if lines:
            pixels = lines_of(pixels)
        self.attempt(lambda: edits.add_layer(self.document, Kind.SKETCH, name, pixels, text=name))

    # --- telling -----------------------------------------------------------------------------------------------------

    def attempt(self, make: Callable[[], Edit | None], merge: bool = False) -> None:
        """Makes a step, or says why not. merge: it goes on with the last one."""
        self.interrupt()
        try:
            edit = make()
        except StudioError as error:
            self.refused.emit(str(error))
        else:
            self.push(edit, merge)

    def push(self, edit: Edit | None, merge: bool = False) -> None:
        """A step was made (None: it came to nothing). merge: it goes on with the last one."""
        if edit is not None:
            self.history.push(edit, merge)
            self._stepped(edit)
        else:
            self.settled.emit()

    def _stepped(self, edit: Edit | None) -> None:
        if edit is None:
            return
        self._idle.start(IDLE_MS)
        before, self._size = self._size, (self.document.width, self.document.height)
        if self._size != before:
            self.resized.emit()
        if edit.structural:
            self._stay_in_scope()
            self._active_changed()
            self.layers_changed.emit()
        for area in edit.areas or (self.document.rect,):
            self.painted.emit(area)
        self.edited.emit()
        self.undo_changed.emit()
        self.settled.emit()

    def show(self, rect: Rect | None) -> None:
        """These pixels have changed in the middle of a gesture."""
        if rect is not None and not rect.is_empty:
            self.painted.emit(rect)
            self.edited.emit()

    def _tidy(self) -> None:
        """Packs the history bit by bit while the hand rests."""
        if self.busy or self.history.tidy():
            self._idle.start(IDLE_MS if self.busy else PACK_MS)

"""What happens between drawing and result: pictures arrive, are kept, shown again and carried on."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from studio.core.picture import Picture
from studio.document.layer import Kind
from studio.service import StudioService
from studio.ui.session.results import Generated, ResultStore
from studio.ui.sketch.canvas import SketchCanvas
from studio.ui.sketch.chain import Chain
from studio.ui.sketch.flow import Made, SketchFlow
from studio.ui.sketch.generation import Generation
from studio.ui.sketch.inputs import Input
from studio.ui.sketch.seen import Seen
from studio.ui.sketch.session import SketchSession
from studio.ui.widgets.words import words
from studio.ui.window.status_line import StatusLine


@dataclass(frozen=True)
class DeskWords:
    """How a room speaks of what is made in it. name: what files are called that come from here.

    first: what to do before there can be a picture. kept: where it went.
    """

    name: str
    first: str
    kept: str


class GenerateDesk(QObject):
    """Keeps result view and history true to the drawing, the choices and what was made of them."""

    shown_changed = Signal()

    def __init__(
        self,
        session: SketchSession,
        generation: Generation,
        service: StudioService,
        results: ResultStore,
        chain: Chain,
        canvas: SketchCanvas,
        status: StatusLine,
        inputs: Input,
        words: DeskWords,
        parent: QObject | None = None,
    ) -> None:
        """inputs: gives what pictures are made of; only when something can be asked for."""
        super().__init__(parent)
        self.session, self.generation, self.results, self.chain = session, generation, results, chain
        self._canvas, self._status = canvas, status
        self.inputs, self._words = inputs, words
        self.flow = SketchFlow(service, self.inputs.request, self)
        self.shown: Seen | None = None
        self.photo: Made | None = None  # the newest picture at full size
        self.stage_painting = False  # the painting at the end of the chain is wanted in view, not the photo
        self.refusal = ""  # why the picture that was wanted last did not come
        self._keep_soon = False
        self._restoring = False
        session.edited.connect(self._on_edited)
        session.settled.connect(self.flow.lift)
        session.document_changed.connect(self._on_document)
        session.resized.connect(self._on_resized)
        generation.changed.connect(self._on_choices)
        generation.settled.connect(self.flow.rest)
        self.flow.made.connect(self._on_made)
        self.flow.failed.connect(self._on_failed)
        self.flow.emptied.connect(self._on_emptied)
        chain.painted.connect(self._on_painted)
        chain.changed.connect(self._on_chain)

    # --- what the artist asks for ------------------------------------------------------------------------------------

    def keep(self) -> None:
        """Keeps the picture as a layer below the drawing and in the history; waits for full size if need be."""
        seen = self.shown
        if seen is not None and seen.result is not None and self.recalls:
            self._adopt(seen.picture, seen.result, seen.result.key)
        elif self.photo is not None and self._is_of_now(self.photo):
            self._keep(self.photo)
        elif self.inputs.request() is None:
            self._status.say(self._words.first)
        else:
            self._keep_soon = True
            self._status.say(self.tr("It is kept as soon as it is there at full size…"))
            self.flow.once()

    def finish(self) -> bool:
        """Puts the picture into the history if it is there at full size; False if only a draft is."""
        seen = self.shown
        if seen is None or not seen.full:
            return False
        if seen.result is None and seen.made is not None:
            self._set_shown(replace(seen, result=self._record(seen.made)))
        return True

    def newest(self) -> Made | None:
        """The photo of the drawing as it is, at full size; None if it is not there yet."""
        made = self.photo
        return made if made is not None and self._is_of_now(made) else None

    def stylise(self) -> bool:
        """Carries the photo on to the styles; False if there is none at full size."""
        made = self.newest()
        if made is None:
            self._status.say(self.tr("The photo comes first; let the hand rest for a moment."))
            return False
        self.stage_painting = True
        self.chain.link(made)
        return True

    def show_stage(self, painting: bool) -> None:
        """Shows the photo, or the painting at the end of the chain."""
        self.stage_painting = painting
        if painting:
            self.chain.repaint()
        elif self.photo is not None:
            self._show(self._seen(self.photo))
        self.shown_changed.emit()

    def show_result(self, result: Generated) -> None:
        """Shows a kept picture, with the choices that made it."""
        params = result.params
        self._restoring = True
        self.generation.change(
            model=params.model, seed=params.seed, look=params.look, size=params.size, mood=params.mood
        )
        self._restoring = False
        self.flow.stop()
        self.flow.forget_shown()
        self.stage_painting = False
        self.results.fetch(result, lambda picture: self._show(Seen(picture, result=result)), self._status.complain)

    @property
    def recalls(self) -> bool:
        """Whether a kept picture is in view, which the drawing of now need not be that of."""
        return self.shown is not None and self.shown.result is not None and self.shown.made is None

    def forget(self, result: object) -> None:
        """A result was thrown away."""
        if self.shown is None or self.shown.result is not result:
            return
        if self.shown.made is not None:
            self._set_shown(replace(self.shown, result=None))
        else:
            self._canvas.set_result(None, None)
            self._set_shown(None)
            self.flow.touch()

    # --- the drawing or the choices changed --------------------------------------------------------------------------

    def _on_edited(self) -> None:
        self.refusal = ""
        self.flow.touch()

    def _on_choices(self) -> None:
        self.refusal = ""
        if not self._restoring:
            self.flow.touch()
        self.shown_changed.emit()

    def _on_document(self) -> None:
        """Another sheet: the painting of the drawing before it stays as it is."""
        self._on_emptied()
        self.chain.cut()
        self.generation.begin()
        self.flow.touch()

    def _on_resized(self) -> None:
        """A picture of the old size would be stretched over the new one; what was made of this size before is shown."""
        self._on_emptied()
        self.flow.forget_shown()
        self.flow.touch()

    # --- pictures arrive ---------------------------------------------------------------------------------------------

    def _on_made(self, made: Made) -> None:
        self.refusal = ""
        if made.full:
            self.photo = made
            self.chain.follow(made)
        if made.full and self._keep_soon:
            self._keep(made)
        elif not (self.stage_painting and self.chain.paints):
            self._show(self._seen(made))

    def _on_painted(self, picture: Picture) -> None:
        if self.stage_painting:
            self._show(Seen(picture, painted=True))

    def _on_chain(self) -> None:
        if not self.chain.linked and self.stage_painting:
            self.show_stage(False)
        self.shown_changed.emit()

    def _on_failed(self, sentence: str) -> None:
        self.refusal = sentence
        self._keep_soon = False
        self._status.complain(sentence)
        self.shown_changed.emit()

    def _on_emptied(self) -> None:
        """Nothing is drawn any more: a picture of something else would be a lie, unless it was called for."""
        self.photo, self._keep_soon = None, False
        if self.shown is None or self.shown.made is not None or self.shown.painted:
            self._canvas.set_result(None, None)
            self._set_shown(None)

    # --- keeping -----------------------------------------------------------------------------------------------------

    def _keep(self, made: Made) -> None:
        self._keep_soon = False
        result = self._record(made)
        self._adopt(made.picture, result, made.request.key)
        self._show(Seen(made.picture, made, result))

    def _adopt(self, picture: Picture, result: Generated, key: object) -> None:
        """Makes a layer of `picture` unless there is one already."""
        note = _note(result, key)
        if any(layer.note == note for layer in self.session.document.of_kind(Kind.RESULT)):
            self._status.say(self.tr("This picture is kept already."))
        else:
            self.session.adopt(picture, result.title, note)
            self._status.say(self._words.kept)

    def _is_of_now(self, made: Made) -> bool:
        """Whether it is the picture of the drawing as it is; without live, the drawing may be ahead of it."""
        request = self.inputs.request()
        return request is not None and request.key == made.request.key

    def _record(self, made: Made) -> Generated:
        """The entry of the history for `made`; there is one of each."""
        params = made.request.params
        generator = self.generation.find(params.model)
        title = self.tr("{}, seed {}").format(words(generator.title) if generator else params.model, params.seed)
        return self._kept(made) or self.results.add_generated(
            params, made.picture, self._words.name, title, made.seconds or 0.0, made.request.key
        )

    def _kept(self, made: Made) -> Generated | None:
        found = self.results.find(made.request.key)
        return found if isinstance(found, Generated) else None

    # --- telling -----------------------------------------------------------------------------------------------------

    def _seen(self, made: Made) -> Seen:
        return Seen(made.picture, made, self._kept(made), name=self._words.name)

    def _show(self, seen: Seen) -> None:
        before = seen.made.request.source if seen.made else None
        if seen.painted and self.photo is not None:
            before = self.photo.picture
        self._canvas.set_result(seen.picture, before or self.session.source())
        self._set_shown(seen)

    def _set_shown(self, seen: Seen | None) -> None:
        self.shown = seen
        self.shown_changed.emit()


def _note(result: Generated, key: object) -> str:
    """How a picture was made, for its layer; `of` tells pictures of different drawings apart."""
    params = result.params
    of = hashlib.blake2b(repr(key).encode(), digest_size=6).hexdigest()
    how = {"model": params.model, "seed": params.seed, "look": params.look, "size": params.size, "of": of}
    if params.mood is not None:
        how |= {"mood": params.mood.name, "mood_values": params.mood.values}
    return json.dumps(how)

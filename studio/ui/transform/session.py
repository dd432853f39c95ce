"""What the Transform room works on: a photo, the chain it goes through, and the masks of its steps, with undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from studio.core.chain import Chain, ChainRequest, ChainStep
from studio.core.errors import ParameterError
from studio.core.picture import Picture
from studio.ui.session.session import UNDO_MEMORY, Photo
from studio.ui.session.undo import UndoHistory
from studio.ui.transform.requests import Work, request_of


class TransformSession(QObject):
    """The photo, the chain and its masks; every change goes through here and can be undone.

    Places count from 0; one that the chain does not have raises IndexError.
    """

    photo_changed = Signal()
    chain_changed = Signal()  # the steps, their order or their masks
    selection_changed = Signal()
    undo_changed = Signal()
    settled = Signal()  # the hand rests
    refused = Signal(str)  # a sentence: why a step was not added

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history: UndoHistory[Work] = UndoHistory(Work(), _weigh, UNDO_MEMORY)
        self._saved = Work()
        self._selected: int | None = None

    # --- what there is -----------------------------------------------------------------------------------------------

    @property
    def work(self) -> Work:
        return self._history.current

    @property
    def photo(self) -> Photo | None:
        return self._history.current.photo

    @property
    def chain(self) -> Chain:
        return self._history.current.chain

    @property
    def masks(self) -> dict[str, Picture]:
        """The masks by the names that the steps have for them."""
        return dict(self._history.current.masks)

    @property
    def selected(self) -> int | None:
        """The place of the step whose controls show; None for none."""
        return self._selected

    @property
    def selected_step(self) -> ChainStep | None:
        return None if self._selected is None else self.chain.steps[self._selected]

    @property
    def modified(self) -> bool:
        """Whether there is a chain that has changed since it was last saved or opened."""
        return bool(self.chain.steps) and not self.work.same_chain(self._saved)

    def mask(self, place: int) -> Picture | None:
        """The mask of a step; None: it works everywhere."""
        name = self.chain.steps[place].mask
        return None if name is None else self.masks[name]

    def request(self, size: int | None = None) -> ChainRequest | None:
        """See `request_of`."""
        return request_of(self.work, size)

    # --- changing it -------------------------------------------------------------------------------------------------

    def set_photo(self, photo: Photo | None, text: str = "") -> None:
        """Works on `photo` from now on; the chain stays. States of one drawing in a row are one undo step."""
        now = self.photo
        if photo is now:
            return
        merge = f"series {id(photo.series)}" if photo is not None and photo.series is not None else None
        self._change(replace(self.work, photo=photo), text or self.tr("Open photo"), merge)

    def add(self, step: ChainStep) -> None:
        """Puts a step at the end and selects it."""
        try:
            chain = self.chain.inserted(step)
        except ParameterError as error:
            self.refused.emit(str(error))
            return
        self._set(chain, self.tr("Add step"), select=len(chain.steps) - 1)

    def remove(self, place: int) -> None:
        """Takes the step at `place` out."""
        chain = self.chain.removed(place)
        selected = self._selected
        if selected is not None and (selected > place or selected == len(chain.steps)):
            selected = selected - 1 if selected else None
        self._set(chain, self.tr("Remove step"), select=selected)

    def move(self, place: int, to: int) -> None:
        """Puts the step at `place` at `to` in the new order; the same step stays selected."""
        chain = self.chain.moved(place, to)
        selected = self._selected
        if selected is not None:
            order = list(range(len(chain.steps)))
            order.insert(to, order.pop(place))
            selected = order.index(selected)
        self._set(chain, self.tr("Move step"), select=selected)

    def change(self, place: int, settled: bool = True, **fields: object) -> None:
        """Changes fields of the step at `place`, such as strength=0.5.

        Changes in a row of the same fields are one undo step until one is `settled`: the hand rests.
        Raises ParameterError for a value that is out of range.
        """
        chain = self.chain.changed(place, **fields)
        self._set(chain, self._words(fields), merge=f"{place} {sorted(fields)}", select=self._selected)
        if settled:
            self.settle()

    def settle(self) -> None:
        """The hand rests: the next change is an undo step of its own."""
        self._history.settle()
        self.settled.emit()

    def select(self, place: int | None) -> None:
        """Shows the controls of the step at `place`; no undo step."""
        if place is not None and not 0 <= place < len(self.chain.steps):
            raise IndexError(f"the chain has no step {place}")
        if place != self._selected:
            self._selected = place
            self.selection_changed.emit()

    def set_mask(self, place: int, mask: Picture | None, settled: bool = True) -> None:
        """The step changes what is white in the grey picture `mask`; None: everything. Merges like `change`."""
        before = self.work
        name = self.chain.steps[place].mask
        if mask is None:
            chain, masks = self.chain.changed(place, mask=None), before.masks
        else:
            if name is None or sum(step.mask == name for step in self.chain.steps) > 1:
                name = self._free_name()  # a mask that several steps share is changed for this one alone
            chain = self.chain.changed(place, mask=name)
            masks = (*(pair for pair in before.masks if pair[0] != name), (name, mask))
        self._change(_tidy(replace(before, chain=chain, masks=masks)), self.tr("Paint mask"), f"mask {place}")
        if settled:
            self.settle()

    def set_chain(self, chain: Chain, masks: Mapping[str, Picture], saved: bool = False) -> None:
        """Another chain with its masks, as one step. saved: it is in a file just like this.

        Raises ParameterError if the mask of a step is missing.
        """
        for step in chain.steps:
            if step.mask is not None and step.mask not in masks:
                raise ParameterError(f"The mask {step.mask} is missing; open the chain again.")
        work = _tidy(replace(self.work, chain=chain, masks=tuple(masks.items())))
        if saved:
            self._saved = work
        self._change(work, self.tr("Open chain"), select=0 if chain.steps else None)

    def mark_saved(self, work: Work) -> None:
        """The chain of `work` is in a file now."""
        self._saved = work
        self.undo_changed.emit()

    def begin(self, work: Work) -> None:
        """Works on another photo and chain from now on; the steps before are gone, and nothing is unsaved."""
        before = self.work
        self._history, self._saved = UndoHistory(work, _weigh, UNDO_MEMORY), work
        self._tell(before, 0 if work.chain.steps else None)

    def restore(self, work: Work, text: str) -> None:
        """Makes `work` current as one undo step."""
        self._change(work, text, select=self._selected)

    # --- undo --------------------------------------------------------------------------------------------------------

    @property
    def undo_text(self) -> str:
        """What undo would take back, "" for nothing."""
        return self._history.undo_text

    @property
    def redo_text(self) -> str:
        return self._history.redo_text

    @property
    def can_undo(self) -> bool:
        return bool(self._history.undo_text)

    @property
    def can_redo(self) -> bool:
        return bool(self._history.redo_text)

    def undo(self) -> None:
        before = self.work
        self._history.undo()
        self._tell(before, self._selected)

    def redo(self) -> None:
        before = self.work
        self._history.redo()
        self._tell(before, self._selected)

    # --- inside ------------------------------------------------------------------------------------------------------

    def _set(self, chain: Chain, text: str, merge: str | None = None, select: int | None = None) -> None:
        self._change(_tidy(replace(self.work, chain=chain)), text, merge, select)

    def _change(self, work: Work, text: str, merge: str | None = None, select: int | None = -1) -> None:
        before = self.work
        if work.photo is not before.photo or not work.same_chain(before):
            self._history.change(work, text, merge)
        self._tell(before, self._selected if select == -1 else select)

    def _tell(self, before: Work, selected: int | None) -> None:
        """Tells what differs from `before`, and selects what was to be selected, or the last step there is."""
        now, last = self.work, len(self.chain.steps) - 1
        if selected is not None:
            selected = min(selected, last) if last >= 0 else None
        moved, self._selected = selected != self._selected, selected
        if now.photo is not before.photo:
            self.photo_changed.emit()
        if now is not before and not now.same_chain(before):
            self.chain_changed.emit()
        if moved:
            self.selection_changed.emit()
        if now is not before:
            self.undo_changed.emit()

    def _words(self, fields: Mapping[str, object]) -> str:
        known = {
            "strength": self.tr("Strength"), "weight": self.tr("Style weight"), "seed": self.tr("Seed"),
            "look": self.tr("Look"), "mood": self.tr("Mood"), "detail": self.tr("Detail"), "on": self.tr("On or off"),
            "domains": self.tr("Mix"), "styles": self.tr("Style"), "stroke": self.tr("Stroke size"),
        }  # fmt: skip
        return known.get(next(iter(fields), ""), self.tr("Change step"))

    def _free_name(self) -> str:
        taken, number = self.masks, 1
        while f"masks/{number}.png" in taken:
            number += 1
        return f"masks/{number}.png"


def _tidy(work: Work) -> Work:
    """Without masks that no step has."""
    wanted = {step.mask for step in work.chain.steps}
    return replace(work, masks=tuple(pair for pair in work.masks if pair[0] in wanted))


def _weigh(works: Sequence[Work]) -> int:
    """Bytes of the photos and masks that `works` hold together."""
    photos = [work.photo for work in works if work.photo]
    pictures = [picture for photo in photos for picture in (photo.picture, photo.draft)]
    pictures += [mask for work in works for _, mask in work.masks]
    return sum(picture.pixels.nbytes for picture in {id(picture): picture for picture in pictures}.values())

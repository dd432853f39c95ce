"""Painting where a step works: the brush of the painted areas, for the mask of one step."""

from __future__ import annotations

import numpy as np
from PIL import Image
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor

from studio.core.chain import ChainStep
from studio.core.grey import brightness
from studio.core.picture import Picture
from studio.core.style_masks import StyleMasks
from studio.ui.canvas.canvas import PhotoCanvas
from studio.ui.masks.bar import MaskBar
from studio.ui.masks.brush import mask_size
from studio.ui.masks.hand import MaskHand, Target
from studio.ui.masks.overlay import MaskOverlay
from studio.ui.masks.pointer import MaskPointer
from studio.ui.session.session import Photo
from studio.ui.transform.session import TransformSession
from studio.ui.transform.step_words import StepWords
from studio.ui.window.actions import Actions

STEP = "step"  # the name of the only plane there is
TINT = "#27e07d"  # unlike skin, and seen over snow as well as over night


class StepMaskHand(MaskHand):
    """The brush for the mask of the selected step. Nothing painted: the step works everywhere."""

    def __init__(self, session: TransformSession, words: StepWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._words = session, words
        self._place = session.selected
        session.photo_changed.connect(self.on_photo)
        session.chain_changed.connect(self._on_chain)
        session.selection_changed.connect(self._on_selection)

    def targets(self) -> tuple[Target, ...]:
        step = self._session.selected_step
        if step is None:
            return ()
        return (Target(STEP, self._title(step), QColor(TINT), step.mask is not None),)

    @property
    def possible(self) -> bool:
        return self._session.photo is not None and self._session.selected is not None

    def start(self) -> None:
        self.choose(STEP)

    def photo(self) -> Photo | None:
        return self._session.photo

    def masks(self) -> StyleMasks | None:
        place, photo = self._session.selected, self._session.photo
        mask = None if place is None else self._session.mask(place)
        if mask is None or photo is None:
            return None
        size = mask_size(photo.picture.width, photo.picture.height)
        plane = brightness(mask)
        if plane.shape != size[::-1]:
            plane = np.array(Image.fromarray(plane).resize(size, Image.Resampling.BILINEAR))
        return StyleMasks(((STEP, plane),))

    def keep(self, masks: StyleMasks | None, text: str, merge: str | None) -> None:
        place = self._session.selected
        if place is not None:
            plane = masks.planes[0][1] if masks else None
            mask = None if plane is None else Picture(np.repeat(plane[..., None], 3, axis=2))
            self._session.set_mask(place, mask, settled=merge is None)

    def settle(self) -> None:
        self._session.settle()

    def _title(self, step: ChainStep) -> str:
        return self._words.title(step)

    def _on_chain(self) -> None:
        self._place = self._session.selected
        self.on_masks()

    def _on_selection(self) -> None:
        """Another step: its own mask is painted now."""
        if self._session.selected != self._place:
            self._place = self._session.selected
            self.on_masks()
        if self._session.selected is None:
            self.leave()


class StepMaskDesk(QObject):
    """Starts and ends the painting of masks on the photo of the Transform room, and answers its commands."""

    changed = Signal()  # whether masks are painted, or what can be done

    def __init__(
        self,
        session: TransformSession,
        words: StepWords,
        canvas: PhotoCanvas,
        actions: Actions,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._canvas, self._actions = session, canvas, actions
        self._on = False
        view = canvas.photo.view
        self.painter = StepMaskHand(session, words, self)
        self.overlay = MaskOverlay(view, self.painter)
        self.pointer = MaskPointer(view, self.painter, self.overlay)
        self.bar = MaskBar(self.painter, canvas)
        self.bar.hide()
        self.painter.changed.connect(self._show)
        session.selection_changed.connect(self._enable)
        session.photo_changed.connect(self._enable)
        session.chain_changed.connect(self._enable)
        actions.connect_all({
            "chain-mask": self._set_on, "chain-mask-erase": self.painter.set_erasing,
            "chain-mask-larger": lambda: self.painter.grow(1), "chain-mask-smaller": lambda: self.painter.grow(-1),
            "chain-mask-softer": lambda: self.painter.soften(1), "chain-mask-harder": lambda: self.painter.soften(-1),
            "chain-mask-invert": self.painter.invert, "chain-mask-clear": self.painter.clear,
        })  # fmt: skip
        self._show()

    @property
    def on(self) -> bool:
        """Whether a mask is painted now."""
        return self._on

    def paint(self, place: int) -> None:
        """Paints the mask of the step at `place`."""
        self._session.select(place)
        self.painter.start()

    def leave(self) -> bool:
        """Ends the painting; says whether there was any."""
        was_on = self._on
        self.painter.leave()
        return was_on

    def _set_on(self, on: bool) -> None:
        if on:
            self.painter.start()
        else:
            self.painter.leave()
        self._show()

    def _show(self) -> None:
        painter = self.painter
        if (painter.target is not None) != self._on:
            self._on = painter.target is not None
            self._switch(self._on)
        self._actions.check("chain-mask", self._on)
        self._actions.check("chain-mask-erase", painter.erasing)
        self._enable()

    def _switch(self, on: bool) -> None:
        view = self._canvas.photo.view
        if on:
            self._actions["split"].setChecked(False)  # else the photo is not there to paint on
            self._canvas.set_hand(False)
            self._canvas.photo.set_tools(self.bar)
            view.set_overlay(self.overlay.paint, Qt.CursorShape.BlankCursor)
            view.setFocus()  # so that Space pans at once
        else:
            self._canvas.photo.set_tools(None)
            self.overlay.put_ring(None)
            view.set_overlay(None)

    def _enable(self) -> None:
        painter = self.painter
        painted = any(one.painted for one in painter.targets())
        for command, on in {
            "chain-mask": painter.possible, "chain-mask-erase": self._on, "chain-mask-larger": self._on,
            "chain-mask-smaller": self._on, "chain-mask-softer": self._on, "chain-mask-harder": self._on,
            "chain-mask-invert": self._on, "chain-mask-clear": self._on and painted,
        }.items():  # fmt: skip
            self._actions[command].setEnabled(on)
        self.changed.emit()

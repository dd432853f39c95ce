"""Painting where a step works: the brush of the painted areas, for the mask of one step."""

from __future__ import annotations

import numpy as np
from PIL import Image
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor

from studio.core.chain import ChainStep
from studio.core.grey import brightness
from studio.core.picture import Picture
from studio.core.style_masks import StyleMasks
from studio.ui.canvas.canvas import PhotoCanvas
from studio.ui.masks.brush import mask_size
from studio.ui.masks.hand import MaskHand, Target
from studio.ui.masks.stand import MaskStand
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


class StepMaskDesk(MaskStand):
    """The masks of steps, on the photo of the Transform room."""

    def __init__(
        self, session: TransformSession, words: StepWords, canvas: PhotoCanvas, actions: Actions, parent: QObject
    ) -> None:
        self.painter = StepMaskHand(session, words, parent)
        super().__init__(self.painter, canvas, actions, "chain-mask", parent)
        self._session = session
        for signal in (session.selection_changed, session.photo_changed, session.chain_changed):
            signal.connect(self.enable)
        self.show_state()

    def paint(self, place: int) -> None:
        """Paints the mask of the step at `place`."""
        self._session.select(place)
        self.painter.start()

    def enable(self) -> None:
        super().enable()
        self.changed.emit()  # other commands of the room go by it, too

"""Painting where each style goes."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor

from studio.core.errors import StudioError
from studio.core.style_masks import PHOTO_STYLE, StyleMasks
from studio.library.styles import StyleLibrary
from studio.ui.masks.colours import tints
from studio.ui.masks.hand import MaskHand, Target, planes_of
from studio.ui.session.session import Photo, Session


class MaskPainter(MaskHand):
    """The brush for the style masks of the photo room; its planes are styles of the mix, and the photo itself."""

    def __init__(self, session: Session, library: StyleLibrary, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._library = session, library
        session.photo_changed.connect(self.on_photo)
        session.choices_changed.connect(self.on_choices)
        session.masks_changed.connect(self.on_masks)

    def photo(self) -> Photo | None:
        return self._session.photo

    def masks(self) -> StyleMasks | None:
        return self._session.masks

    def keep(self, masks: StyleMasks | None, text: str, merge: str | None) -> None:
        self._session.set_masks(masks, text, merge)

    def settle(self) -> None:
        self._session.settle()

    # --- what can be painted -----------------------------------------------------------------------------------------

    def targets(self) -> tuple[Target, ...]:
        """The styles of the mix, then those that are painted without being in it, then the photo itself."""
        painted = planes_of(self._session.masks)
        mix = [style for style, _ in self._session.choices.styles]
        ids = [*mix, *(style for style in painted if style not in mix and style != PHOTO_STYLE)]
        titles, swatches = {}, {}
        for style in ids:
            try:
                found = self._library.get(style)
                titles[style], swatches[style] = found.title, found.swatch
            except StudioError:  # it was removed meanwhile
                titles[style], swatches[style] = style, ()
        titles[PHOTO_STYLE] = self.tr("the photo itself")
        colours = tints(swatches)
        return tuple(
            Target(style, titles[style], QColor(colours[style]), style in painted) for style in (*ids, PHOTO_STYLE)
        )

    @property
    def possible(self) -> bool:
        """Whether there is a photo and a style to paint it with."""
        return self._session.document.ready

    def start(self) -> None:
        """Paints the style that was painted last, or else the mix's last one."""
        mix = [style for style, _ in self._session.choices.styles]
        known = [target.style for target in self.targets()]
        if self._last in known:
            self.choose(self._last)
        elif mix:
            self.choose(mix[-1])

    def forget(self, style: str) -> None:
        """The style is gone: so is what was painted with it."""
        masks = self._session.masks
        if masks is not None:
            kept = tuple(pair for pair in masks.planes if pair[0] != style)
            self._session.set_masks(StyleMasks(kept) if kept else None, self.tr("Style"))

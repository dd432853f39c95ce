"""Painting where each style goes: what is painted, with which brush, and when the document hears of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, QTimer, Signal
from PySide6.QtGui import QColor

from studio.core.errors import StudioError
from studio.core.style_masks import PHOTO_STYLE, StyleMasks
from studio.library.styles import StyleLibrary
from studio.ui.masks.brush import Dab, DabPath, MaskSheet, mask_size
from studio.ui.masks.colours import tints
from studio.ui.session.session import Session

HAND_OVER_MS = 60  # the live picture follows the brush as often as this
MIN_SIZE, MAX_SIZE, DEFAULT_SIZE = 0.01, 0.6, 0.12
DEFAULT_SOFTNESS = 0.5
STEP = 1.2  # one press of a size key
SOFTER = 0.1


@dataclass(frozen=True)
class Target:
    """What can be painted: a style of the mix, one that is painted already, or the photo itself."""

    style: str
    title: str
    tint: QColor
    painted: bool


class MaskPainter(QObject):
    """The brush for the masks of the session's photo.

    target: the style that is painted, None while no masks are painted at all. size: the brush's diameter as a share
    of the photo's long side. softness: 0..1. A stroke is one undo step; while it goes on the session gets a copy of
    the masks every `HAND_OVER_MS`.
    """

    changed = Signal()  # target, brush or what is painted
    touched = Signal(object)  # the Rect of the sheet that has other values now; None: all of it

    def __init__(self, session: Session, library: StyleLibrary, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._library = session, library
        self.target: str | None = None
        self.erasing = False
        self.size, self.softness = DEFAULT_SIZE, DEFAULT_SOFTNESS
        self.sheet: MaskSheet | None = None
        self._path: DabPath | None = None
        self._pressed = 1.0
        self._strokes = 0
        self._handing = False
        self._last: str | None = None  # the style painted last, for the key that starts painting
        self._hand_over_soon = QTimer(self, singleShot=True, interval=HAND_OVER_MS)
        self._hand_over_soon.timeout.connect(self._hand_over)
        session.photo_changed.connect(self._on_photo)
        session.choices_changed.connect(self._on_choices)
        session.masks_changed.connect(self._on_masks)

    # --- what can be painted -----------------------------------------------------------------------------------------

    def targets(self) -> tuple[Target, ...]:
        """The styles of the mix, then those that are painted without being in it, then the photo itself."""
        painted = _styles(self._session.masks)
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

    # --- choosing ----------------------------------------------------------------------------------------------------

    def choose(self, style: str) -> None:
        """Paints `style` from now on. Nothing happens without a photo."""
        if not self.possible or (style == self.target and not self.erasing):
            return
        started = self.target is None
        self.target = self._last = style
        self.erasing = False
        if started:
            self._load()
        self.changed.emit()

    def start(self) -> None:
        """Paints the style that was painted last, or else the mix's last one."""
        mix = [style for style, _ in self._session.choices.styles]
        known = [target.style for target in self.targets()]
        if self._last in known:
            self.choose(self._last)
        elif mix:
            self.choose(mix[-1])

    def leave(self) -> None:
        """Paints no masks any more; what is painted stays."""
        self.end()
        if self.target is not None:
            self.target, self.sheet, self.erasing = None, None, False
            self.changed.emit()

    def set_erasing(self, on: bool) -> None:
        """Whether the brush takes away, back to the mix."""
        if on != self.erasing:
            self.erasing = on
            self.changed.emit()

    def set_brush(self, size: float | None = None, softness: float | None = None) -> None:
        """Another brush; values out of range are moved into it."""
        new = (
            min(MAX_SIZE, max(MIN_SIZE, self.size if size is None else size)),
            min(1.0, max(0.0, self.softness if softness is None else softness)),
        )
        if new != (self.size, self.softness):
            self.size, self.softness = new
            self.changed.emit()

    def grow(self, steps: int) -> None:
        """A larger brush, or a smaller one."""
        self.set_brush(size=self.size * STEP**steps)

    def soften(self, steps: int) -> None:
        """A softer brush, or a harder one."""
        self.set_brush(softness=round(self.softness + SOFTER * steps, 3))

    # --- strokes -----------------------------------------------------------------------------------------------------

    @property
    def stroking(self) -> bool:
        """Whether the brush is down."""
        return self._path is not None

    def begin(self, at: QPointF, pressure: float = 1.0, erase: bool = False) -> None:
        """Puts the brush down. at: 0..1 across and down the photo. pressure: 0..1. erase: for this stroke only."""
        if self.sheet is None or self.target is None:
            return
        self.end()
        self._strokes += 1
        self._path = DabPath()
        self.sheet.begin(None if erase or self.erasing else self.target)
        self.move(at, pressure)

    def move(self, at: QPointF, pressure: float = 1.0) -> None:
        """Draws the brush on to another point."""
        if self._path is None or self.sheet is None:
            return
        pressure = min(1.0, max(0.0, pressure))
        radius = self.size / 2 * max(self.sheet.width, self.sheet.height) * (0.5 + 0.5 * pressure)
        dab = Dab(at.x() * self.sheet.width, at.y() * self.sheet.height, radius, self.softness, pressure**0.5)
        dirty = self.sheet.add(self._path.move_to(dab))
        if dirty is not None:
            self.touched.emit(dirty)
            if not self._hand_over_soon.isActive():
                self._hand_over_soon.start()

    def end(self) -> None:
        """Lifts the brush: the stroke is one undo step."""
        if self._path is not None:
            self._path = None
            self._hand_over()
            self._session.settle()

    # --- the whole plane ---------------------------------------------------------------------------------------------

    def invert(self) -> None:
        """Paints the style where it was not, and takes it away where it was."""
        self.end()
        if self.sheet is not None and self.target is not None:
            self.sheet.invert(self.target)
            self._take_over(self.tr("Invert painted area"))

    def clear(self) -> None:
        """Takes the style away everywhere."""
        self.end()
        if self.sheet is not None and self.target is not None:
            self.sheet.clear(self.target)
            self._take_over(self.tr("Clear painted area"))

    def forget(self, style: str) -> None:
        """The style is gone: so is what was painted with it."""
        masks = self._session.masks
        if masks is not None:
            kept = tuple(pair for pair in masks.planes if pair[0] != style)
            self._session.set_masks(StyleMasks(kept) if kept else None, self.tr("Style"))

    # --- in step with the session ------------------------------------------------------------------------------------

    def _hand_over(self) -> None:
        self._hand_over_soon.stop()
        erased = self.sheet is not None and self.sheet.style is None
        text = self.tr("Erase painted area") if erased else self.tr("Paint area")
        self._give(text, f"mask stroke {self._strokes}")

    def _take_over(self, text: str) -> None:
        self._give(text, None)
        self.touched.emit(None)

    def _give(self, text: str, merge: str | None) -> None:
        if self.sheet is None:
            return
        before = self._session.masks
        self._handing = True
        try:
            self._session.set_masks(self.sheet.frozen(), text, merge)
        finally:
            self._handing = False
        after = self._session.masks
        if _styles(before) != _styles(after):
            self.changed.emit()

    def _drop_stroke(self) -> None:
        """What is under the brush belongs to another state of the document: it goes."""
        self._path = None
        self._hand_over_soon.stop()

    def _on_photo(self) -> None:
        self._drop_stroke()
        self.leave()

    def _on_masks(self) -> None:
        if self._handing:
            return
        self._drop_stroke()
        if self.target is not None:
            self._load()
        self._check_target()
        self.changed.emit()

    def _on_choices(self) -> None:
        self._check_target()
        self.changed.emit()

    def _check_target(self) -> None:
        """Another style in the place of the one that is painted: goes on with what is there."""
        if self.target is None:
            return
        known = [target.style for target in self.targets()]
        if not self.possible:
            self.leave()
        elif self.target not in known and not self.stroking:
            self.target = self._last = known[0]

    def _load(self) -> None:
        photo, masks = self._session.photo, self._session.masks
        assert photo is not None
        width, height = mask_size(photo.picture.width, photo.picture.height)
        if masks is not None:
            height, width = masks.planes[0][1].shape
        self.sheet = MaskSheet(width, height, masks)
        self.touched.emit(None)


def _styles(masks: StyleMasks | None) -> list[str]:
    return [style for style, _ in masks.planes] if masks else []

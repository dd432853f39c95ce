"""A hand that paints masks: with which brush, what is under it, and when the session hears of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, QTimer, Signal
from PySide6.QtGui import QColor

from studio.core.style_masks import StyleMasks
from studio.ui.masks.brush import Dab, DabPath, MaskSheet, mask_size
from studio.ui.session.session import Photo

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


class MaskHand(QObject):
    """The brush for the masks of a photo; what they mean, and who keeps them, is up to the subclass.

    target: the plane that is painted, None while no masks are painted at all. size: the brush's diameter as a share
    of the photo's long side. softness: 0..1. A stroke is one undo step; while it goes on the session gets a copy of
    the masks every `HAND_OVER_MS`.
    """

    changed = Signal()  # target, brush or what is painted
    touched = Signal(object)  # the Rect of the sheet that has other values now; None: all of it

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.target: str | None = None
        self.erasing = False
        self.size, self.softness = DEFAULT_SIZE, DEFAULT_SOFTNESS
        self.sheet: MaskSheet | None = None
        self._path: DabPath | None = None
        self._strokes = 0
        self._handing = False
        self._last: str | None = None  # the plane painted last, for the key that starts painting
        self._hand_over_soon = QTimer(self, singleShot=True, interval=HAND_OVER_MS)
        self._hand_over_soon.timeout.connect(self._hand_over)

    # --- what the subclass says --------------------------------------------------------------------------------------

    def targets(self) -> tuple[Target, ...]:
        """What can be painted."""
        raise NotImplementedError

    @property
    def possible(self) -> bool:
        """Whether there is something to paint on, and with."""
        raise NotImplementedError

    def start(self) -> None:
        """Paints what was painted last."""
        raise NotImplementedError

    def photo(self) -> Photo | None:
        """What is painted on."""
        raise NotImplementedError

    def masks(self) -> StyleMasks | None:
        """What is painted."""
        raise NotImplementedError

    def keep(self, masks: StyleMasks | None, text: str, merge: str | None) -> None:
        """Takes over what is painted now; in a row with the same `merge` they are one undo step until `settle`."""
        raise NotImplementedError

    def settle(self) -> None:
        """The brush is lifted."""
        raise NotImplementedError

    # --- choosing ----------------------------------------------------------------------------------------------------

    def choose(self, style: str) -> None:
        """Paints the plane `style` from now on. Nothing happens without a photo."""
        if not self.possible or (style == self.target and not self.erasing):
            return
        started = self.target is None
        self.target = self._last = style
        self.erasing = False
        if started:
            self._load()
        self.changed.emit()

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
            self.settle()

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
        before = self.masks()
        self._handing = True
        try:
            self.keep(self.sheet.frozen(), text, merge)
        finally:
            self._handing = False
        after = self.masks()
        if planes_of(before) != planes_of(after):
            self.changed.emit()

    def _drop_stroke(self) -> None:
        """What is under the brush belongs to another state of the document: it goes."""
        self._path = None
        self._hand_over_soon.stop()

    def on_photo(self) -> None:
        """There is another photo."""
        self._drop_stroke()
        self.leave()

    def on_masks(self) -> None:
        """There are other masks."""
        if self._handing:
            return
        self._drop_stroke()
        if self.target is not None:
            self._load()
        self._check_target()
        self.changed.emit()

    def on_choices(self) -> None:
        """Other things can be painted."""
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
        photo, masks = self.photo(), self.masks()
        assert photo is not None
        width, height = mask_size(photo.picture.width, photo.picture.height)
        if masks is not None:
            height, width = masks.planes[0][1].shape
        self.sheet = MaskSheet(width, height, masks)
        self.touched.emit(None)


def planes_of(masks: StyleMasks | None) -> list[str]:
    """What is painted at all."""
    return [style for style, _ in masks.planes] if masks else []

"""The chain in words above the result: photo → Winter → Night → Starry Night."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from studio.core.chain import ChainStep
from studio.ui.transform.session import TransformSession
from studio.ui.widgets.buttons import tool_button
from studio.ui.widgets.theme import GRID

MOST = 5  # steps; the first ones of a longer chain are left out, and those for which there is no room
LONGEST = 16  # letters of one of them


class StepChips(QWidget):
    """The steps that work as buttons, the selected one marked; a press selects it.

    Before them is where the photo comes from, and after them the painting that it becomes in the photo room.
    """

    origin_chosen = Signal()
    painting_chosen = Signal()
    cut = Signal()  # the chain to the photo room

    def __init__(
        self, session: TransformSession, title: Callable[[ChainStep], str], parent: QWidget | None = None
    ) -> None:
        """title: a step in a word."""
        super().__init__(parent)
        self._session, self._title = session, title
        self._origin, self._painting = self.tr("photo"), ""
        self.setAccessibleName(self.tr("Chain of steps"))
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(GRID // 2)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # the views are not pushed apart
        self.chips: list[QToolButton] = []
        self._state: object = None
        session.chain_changed.connect(self.refresh)
        session.selection_changed.connect(self.refresh)
        self.refresh()

    def set_ends(self, origin: str, painting: str) -> None:
        """What the photo was, and what it becomes after the chain; "" for nothing."""
        if (origin, painting) != (self._origin, self._painting):
            self._origin, self._painting = origin, painting
            self.refresh()

    @property
    def words(self) -> tuple[str, ...]:
        """What the chips say."""
        return tuple(chip.accessibleName() for chip in self.chips)

    def refresh(self) -> None:
        """Shows the chain as it is."""
        working = [(place, self._title(step)) for place, step in enumerate(self._session.chain.steps) if step.works]
        state = (self._origin, self._painting, working, self._session.selected)
        if state == self._state:
            return  # a strength that is dragged changes no word
        self._state = state
        for count in range(min(MOST, len(working)), -1, -1):
            self._build(working, count)
            if self._line.sizeHint().width() <= self.width() or count < 2:
                break

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many steps as there is room for."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._state = None
            self.refresh()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def _build(self, working: Sequence[tuple[int, str]], count: int) -> None:
        """Shows the last `count` of the steps, each (place, title)."""
        while item := self._line.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        self.chips = []
        session = self._session
        self._add(self._origin, self.tr("What all this comes from."), False, self.origin_chosen.emit)
        if len(working) > count:
            self._word("→")
            self._word("…")
        for place, title in working[len(working) - count :]:
            shown = place == session.selected
            self._add(
                title, self.tr("Shows the controls of this step."), shown, lambda place=place: session.select(place)
            )
        if self._painting:
            tip = self.tr("Shows the picture in the style of this painting.")
            self._add(self._painting, tip, False, self.painting_chosen.emit)
            cross = tool_button(
                self.tr("Ends the chain; the photo stays as it is."), icon_name="close", name=self.tr("End the chain")
            )
            cross.setIconSize(QSize(14, 14))
            cross.clicked.connect(self.cut)
            self._put(cross)
        self._line.addStretch(1)

    def _add(self, words: str, tip: str, on: bool, chosen: Callable[[], object]) -> None:
        if self.chips:
            self._word("→")
        chip = tool_button(
            tip, words if len(words) <= LONGEST else words[: LONGEST - 1] + "…", name=words, checkable=True
        )
        chip.setProperty("chip", True)
        chip.setChecked(on)
        chip.clicked.connect(lambda _=False: (chip.setChecked(on), chosen()))
        self.chips.append(chip)
        self._put(chip)

    def _word(self, text: str) -> None:
        label = QLabel(text)
        label.setProperty("tone", "dim")
        self._put(label)

    def _put(self, widget: QWidget) -> None:
        self._line.addWidget(widget)
        widget.show()  # else the line would count it only later

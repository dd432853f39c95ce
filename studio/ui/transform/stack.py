"""The steps of the chain, the first at the top: switched, mixed, masked, moved and removed here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from studio.ui.transform.add_menu import AddMenu
from studio.ui.transform.session import TransformSession
from studio.ui.transform.stack_row import StackRow
from studio.ui.transform.step_words import StepWords
from studio.ui.widgets.buttons import tool_button
from studio.ui.widgets.theme import GRID, colours


class Stack(QWidget):
    """Shows and changes the chain of `session`; the menu of its button adds steps."""

    mask_asked = Signal(int)  # place of the step whose mask is to be painted
    mask_file_asked = Signal(int)  # and whose mask is to be loaded

    def __init__(
        self,
        session: TransformSession,
        words: StepWords,
        menu: AddMenu,
        buttons: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        """buttons: what else is in the line of the heading."""
        super().__init__(parent)
        self._session, self._words = session, words
        self.rows: list[StackRow] = []
        self.add_button = tool_button(self.tr("Adds a step of any kind to the chain."), self.tr("Add Step"), "plus")
        self.add_button.setProperty("raised", True)
        self.add_button.setIconSize(QSize(2 * GRID, 2 * GRID))
        self.add_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.add_button.setMenu(menu)
        self.add_button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self.hint = QLabel(self.tr("Click a change above, or add a step: what you choose is done in this order."))
        self.hint.setWordWrap(True)
        self.hint.setProperty("tone", "dim")
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        top = QHBoxLayout()
        top.setSpacing(GRID // 2)
        top.addWidget(QLabel(self.tr("Steps")), 1)
        for button in (*buttons, self.add_button):
            top.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addLayout(top)
        layout.addWidget(self.hint)
        layout.addLayout(self._column)
        self.gap: int | None = None  # where a dragged row would go
        self._line = QFrame(self)
        self._line.hide()
        self.setAccessibleName(self.tr("Steps"))
        session.chain_changed.connect(self.refresh)
        session.selection_changed.connect(self._on_selected)
        self.refresh()

    def refresh(self) -> None:
        """Shows the chain as it is; rows stay as long as there are steps for them, so that a drag goes on."""
        steps = self._session.chain.steps
        focused = self._focused()
        while len(self.rows) > len(steps):
            row = self.rows.pop()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self.rows) < len(steps):
            self._append()
        for row, step in zip(self.rows, steps, strict=True):
            row.show_step(step, self._words.title(step), self._words.missing(step))
        self.hint.setVisible(not steps)
        self._mark()
        if focused is not None and focused not in self.rows:
            self._focus()

    def _append(self) -> None:
        row, place, session = StackRow(), len(self.rows), self._session
        row.selected.connect(lambda: session.select(place))
        row.switched.connect(lambda on: session.change(place, on=on))
        row.strength_changed.connect(lambda value, settled: session.change(place, settled=settled, strength=value))
        row.removed.connect(lambda: session.remove(place))
        row.mask_asked.connect(lambda: self._ask(self.mask_asked, place))
        row.mask_file_asked.connect(lambda: self._ask(self.mask_file_asked, place))
        row.mask_cleared.connect(lambda: session.set_mask(place, None))
        row.walked.connect(lambda way: self._walk(place + way))
        row.shifted.connect(lambda way: self._shift(place, place + way))
        row.dragged.connect(lambda y: self._on_dragged(place, y))
        row.dropped.connect(lambda done: self._on_dropped(place, done))
        self.rows.append(row)
        self._column.addWidget(row)
        row.show()  # now: a layout shows its widgets only when the events are next handled

    def _ask(self, signal: object, place: int) -> None:
        self._session.select(place)
        signal.emit(place)  # type: ignore[attr-defined]

    def _mark(self) -> None:
        for place, row in enumerate(self.rows):
            row.set_current(place == self._session.selected)

    def _on_selected(self) -> None:
        """Keys that were meant for a step go on meaning it, even when a command has moved it."""
        self._mark()
        row, place, now = self._focused(), self._session.selected, QApplication.focusWidget()
        if row is None or now is None or place is None or row is self.rows[place]:
            return
        pairs = zip(row.parts, self.rows[place].parts, strict=True)
        to = next((new for old, new in pairs if old is now or old.isAncestorOf(now)), self.rows[place])
        to.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focused(self) -> StackRow | None:
        """The row that the keys go to."""
        now = QApplication.focusWidget()
        return next((row for row in self.rows if now is not None and (row is now or row.isAncestorOf(now))), None)

    def _focus(self) -> None:
        """The keys go to the selected row, or to the button when there is none."""
        place = self._session.selected
        (self.add_button if place is None else self.rows[place]).setFocus(Qt.FocusReason.OtherFocusReason)

    # --- order -------------------------------------------------------------------------------------------------------

    def _walk(self, to: int) -> None:
        if 0 <= to < len(self.rows):
            self._session.select(to)
            self._focus()

    def _shift(self, place: int, to: int) -> None:
        if 0 <= to < len(self.rows):
            self._session.select(place)
            self._session.move(place, to)
            self._focus()

    def _on_dragged(self, place: int, global_y: float) -> None:
        y = self.mapFromGlobal(QPoint(0, round(global_y))).y()
        gap = sum(row.geometry().center().y() < y for row in self.rows)
        self.gap = gap if gap not in (place, place + 1) else None
        if self.gap is None:
            self._line.hide()
            return
        below = self.rows[gap].y() if gap < len(self.rows) else self.rows[-1].geometry().bottom() + 1
        self._line.setStyleSheet(f"background: {colours().accent};")
        self._line.setGeometry(0, below - 1, self.width(), 2)
        self._line.raise_()
        self._line.show()

    def _on_dropped(self, place: int, done: bool) -> None:
        self._line.hide()
        gap, self.gap = self.gap, None
        if done and gap is not None:
            to = gap - 1 if gap > place else gap
            self._session.move(place, to)
            self._session.select(to)
            self._focus()

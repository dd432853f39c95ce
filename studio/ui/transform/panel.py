"""The panel of the Transform room: changes to choose from, the steps of the chain, and the selected step's controls."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from studio.library.generators import Generator
from studio.library.styles import Style
from studio.ui.session.small_pictures import SmallPictures
from studio.ui.sketch.picture_panel import action_button, button_row
from studio.ui.transform.add_menu import AddMenu
from studio.ui.transform.card_painter import CardPainter
from studio.ui.transform.cards import ChangeCards
from studio.ui.transform.session import TransformSession
from studio.ui.transform.stack import Stack
from studio.ui.transform.step_editor import StepEditor
from studio.ui.transform.step_words import Change, StepWords, changes
from studio.ui.widgets.fitting_scroll import FittingScroll, rule
from studio.ui.widgets.theme import GRID
from studio.ui.window.actions import Actions

FILES = ("chain-open", "chain-save", "chain-apply")
FOOT = ("chain-stylise", "chain-keep")
COMMANDS = (*FILES, *FOOT)


class TransformPanel(QWidget):
    """Shows and changes the chain of `session`; the cards are painted only while the panel is on screen.

    generators, styles: what is installed now; `refresh` asks them again.
    """

    mask_asked = Signal(int)  # place of the step whose mask is to be painted
    mask_file_asked = Signal(int)  # and whose mask is to be loaded from a file

    def __init__(
        self,
        session: TransformSession,
        generators: Callable[[], Iterable[Generator]],
        styles: Callable[[], Iterable[Style]],
        pictures: SmallPictures,
        actions: Actions,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._generators = session, generators
        self.words = StepWords(generators, styles)
        self.cards = ChangeCards()
        self.menu = AddMenu(generators, styles, self)
        self.files = [_file_button(actions, command) for command in FILES]
        self.stack = Stack(session, self.words, self.menu, self.files)
        self.editor = StepEditor(session, self.words, styles)
        self.painter = CardPainter(session, self.cards, pictures, self)
        self._line = rule()

        self.cards_scroll = FittingScroll(_padded(self.cards))
        self.steps_scroll = FittingScroll(_padded(self.stack, self._line, self.editor))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.cards_scroll)
        layout.addWidget(rule())
        layout.addWidget(self.steps_scroll)
        layout.addStretch(1)
        foot = button_row(*(action_button(actions[command], primary=command == FOOT[-1]) for command in FOOT))
        foot.setContentsMargins(GRID, GRID, GRID, GRID)
        layout.addWidget(rule())
        layout.addLayout(foot)
        self.setMinimumWidth(38 * GRID)

        self.cards.chosen.connect(self._on_change)
        self.menu.chosen.connect(session.add)
        self.stack.mask_asked.connect(self.mask_asked)
        self.stack.mask_file_asked.connect(self.mask_file_asked)
        self.editor.unfolded.connect(self._show_more)
        self.cards_scroll.verticalScrollBar().valueChanged.connect(lambda _: self.painter.touch())
        self.cards_scroll.viewport().installEventFilter(self)
        session.selection_changed.connect(self._on_selected)
        session.chain_changed.connect(self._on_selected)
        self.refresh()

    def refresh(self) -> None:
        """What is installed may have changed: reads it again."""
        self.cards.set_changes(changes(self._generators()))
        self.stack.refresh()
        self.editor.refresh()
        self._on_selected()
        self.painter.touch()

    def _on_change(self, change: Change) -> None:
        self._session.add(change.step())

    def _on_selected(self) -> None:
        self._line.setVisible(self._session.selected is not None)
        if self._session.selected is not None:
            QTimer.singleShot(0, self, self._show_selected)

    def _show_selected(self) -> None:
        place = self._session.selected
        if place is not None and place < len(self.stack.rows):
            self.steps_scroll.ensureWidgetVisible(self.stack.rows[place], 0, GRID)

    def _show_more(self) -> None:
        """Scrolls to what has just been unfolded."""
        QTimer.singleShot(0, self, lambda: self.steps_scroll.ensureWidgetVisible(self.editor, 0, 0))

    # --- the cards are painted while they are seen -------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.painter.set_active(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.painter.set_active(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:  # other cards may have come into view
            self.painter.touch()
        return super().eventFilter(watched, event)


def _padded(*parts: QWidget) -> QWidget:
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(GRID, GRID, GRID, GRID)
    column.setSpacing(GRID)
    for part in parts:
        column.addWidget(part)
    return inside


def _file_button(actions: Actions, command: str) -> QToolButton:
    """A small button for a command of the window that has an icon."""
    button = QToolButton()
    button.setDefaultAction(actions[command])
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setIconSize(QSize(2 * GRID, 2 * GRID))
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setAccessibleName(actions[command].text().replace("&", "").rstrip("…"))
    return button

"""The strip of tools at the left of the canvas."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QColorDialog, QFrame, QMenu, QToolButton, QVBoxLayout, QWidget

from studio.document.stroke import Symmetry
from studio.ui.sketch.colours import Colour, from_qcolor, to_qcolor
from studio.ui.sketch.commands import SYMMETRIES, TOOLS
from studio.ui.sketch.hand_tools import HandTools
from studio.ui.sketch.image_commands import CROP
from studio.ui.sketch.session import SketchSession
from studio.ui.sketch.toolbox import Toolbox
from studio.ui.widgets.buttons import tool_button
from studio.ui.widgets.theme import GRID, colours
from studio.ui.window.actions import Actions
from studio.ui.window.command import Command

WIDTH = 5 * GRID + 4


class ToolStrip(QWidget):
    """One button for each tool, the mirrors, and the two that the tools paint with (`pair`).

    tools, symmetries, mirror: commands. toolbox: whose symmetry this is; it tells when something `changed`.
    """

    def __init__(
        self,
        tools: Sequence[Command],
        symmetries: Sequence[Command],
        mirror: str,
        toolbox: HandTools,
        pair: QWidget,
        actions: Actions,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._toolbox = toolbox
        self.setAccessibleName(self.tr("Tools"))
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID // 2, GRID // 2, GRID // 2, GRID)
        column.setSpacing(2)
        self.buttons = {command.id: _action_button(actions, command.id) for command in tools}
        for button in self.buttons.values():
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(_rule())
        self.symmetry = tool_button(
            self.tr("Repeats each stroke as in a mirror."), "", "symmetry", self.tr("Symmetry"), checkable=True
        )
        self.symmetry.setIconSize(QSize(20, 20))
        self._menu = QMenu(self.symmetry)
        for command in symmetries:
            self._menu.addAction(actions[command.id])
        self.symmetry.clicked.connect(self._choose_symmetry)
        column.addWidget(self.symmetry, 0, Qt.AlignmentFlag.AlignHCenter)
        self.mirror = _action_button(actions, mirror)
        column.addWidget(self.mirror, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._pair = pair
        column.addWidget(pair, 0, Qt.AlignmentFlag.AlignHCenter)
        toolbox.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Shows the symmetry and the colours as they are."""
        self.symmetry.setChecked(self._toolbox.symmetry is not Symmetry.NONE)
        self._pair.update()

    def _choose_symmetry(self) -> None:
        self.refresh()
        self._menu.popup(self.symmetry.mapToGlobal(self.symmetry.rect().topRight()))


class ToolBar(ToolStrip):
    """The tools of the sketch."""

    def __init__(self, session: SketchSession, actions: Actions, parent: QWidget | None = None) -> None:
        self.pair = ColourPair(session.tools)
        super().__init__((*TOOLS, CROP), SYMMETRIES, "sketch-mirror-view", session.tools, self.pair, actions, parent)


class Pair(QAbstractButton):
    """What is painted with, over what X brings. A click on the front is `clicked`, one on the back `swapped`."""

    swapped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(QSize(4 * GRID, 4 * GRID))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _colours(self) -> tuple[Colour, Colour]:
        """Front and back."""
        raise NotImplementedError

    @property
    def _front(self) -> QRect:
        return QRect(2, 2, 20, 20)

    @property
    def _back(self) -> QRect:
        return QRect(11, 11, 19, 19)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._back.contains(at) and not self._front.contains(at):
            self.setDown(False)
            self.swapped.emit()
        else:
            super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.window), 2))
        front, back = self._colours()
        for square, colour in ((self._back, back), (self._front, front)):
            box = QRectF(square).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.setPen(QPen(QColor(theme.window), 3))
            painter.drawRoundedRect(box, 3, 3)
            painter.setBrush(to_qcolor(colour))
            painter.setPen(QPen(QColor(theme.accent if self.hasFocus() else theme.dim), 1))
            painter.drawRoundedRect(box, 3, 3)


class ColourPair(Pair):
    """The colour that is drawn with, over the one that X brings. A click mixes another one, or changes their places."""

    def __init__(self, toolbox: Toolbox, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._toolbox = toolbox
        self.setAccessibleName(self.tr("Colours"))
        self.setToolTip(
            self.tr("The colour to draw with, and the one before it; X swaps them, D brings the first ones.")
        )
        self.clicked.connect(self.ask)
        self.swapped.connect(toolbox.swap_colours)

    def ask(self) -> None:
        """Lets the artist mix the colour to draw with."""
        chosen = QColorDialog.getColor(to_qcolor(self._toolbox.colour), self, self.tr("Colour to draw with"))
        if chosen.isValid():
            self._toolbox.set_colour(from_qcolor(chosen), own=True)

    def _colours(self) -> tuple[Colour, Colour]:
        return self._toolbox.colour, self._toolbox.other_colour


def _action_button(actions: Actions, command: str) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(actions[command])
    button.setIconSize(QSize(20, 20))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(actions[command].text().replace("&", ""))
    return button


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("rule", True)
    rule.setFixedHeight(1)
    return rule

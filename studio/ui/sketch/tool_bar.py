"""The strip of tools at the left of the canvas."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QColorDialog, QFrame, QMenu, QToolButton, QVBoxLayout, QWidget

from studio.document.stroke import Symmetry
from studio.ui.sketch.colours import from_qcolor, to_qcolor
from studio.ui.sketch.commands import SYMMETRIES, TOOLS
from studio.ui.sketch.session import SketchSession
from studio.ui.sketch.toolbox import Toolbox
from studio.ui.widgets.buttons import tool_button
from studio.ui.widgets.theme import GRID, colours
from studio.ui.window.actions import Actions

WIDTH = 5 * GRID + 4


class ToolBar(QWidget):
    """One button for each tool, the mirrors, and the two colours."""

    def __init__(self, session: SketchSession, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._toolbox = toolbox = session.tools
        self.setAccessibleName(self.tr("Tools"))
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID // 2, GRID // 2, GRID // 2, GRID)
        column.setSpacing(2)
        self.buttons = {command.id: _action_button(actions, command.id) for command in TOOLS}
        for button in self.buttons.values():
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(_rule())
        self.symmetry = tool_button(
            self.tr("Draws each stroke once more as in a mirror."), "", "symmetry", self.tr("Symmetry"), checkable=True
        )
        self.symmetry.setIconSize(QSize(20, 20))
        self._menu = QMenu(self.symmetry)
        for command in SYMMETRIES:
            self._menu.addAction(actions[command.id])
        self.symmetry.clicked.connect(self._choose_symmetry)
        column.addWidget(self.symmetry, 0, Qt.AlignmentFlag.AlignHCenter)
        self.mirror = _action_button(actions, "sketch-mirror-view")
        column.addWidget(self.mirror, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.pair = ColourPair(toolbox)
        column.addWidget(self.pair, 0, Qt.AlignmentFlag.AlignHCenter)
        toolbox.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Shows the symmetry and the colours as they are."""
        self.symmetry.setChecked(self._toolbox.symmetry is not Symmetry.NONE)
        self.pair.update()

    def _choose_symmetry(self) -> None:
        self.refresh()
        self._menu.popup(self.symmetry.mapToGlobal(self.symmetry.rect().topRight()))


class ColourPair(QAbstractButton):
    """The colour that is drawn with, over the one that X brings. A click mixes another one, or changes their places."""

    def __init__(self, toolbox: Toolbox, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._toolbox = toolbox
        self.setFixedSize(QSize(4 * GRID, 4 * GRID))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Colours"))
        self.setToolTip(
            self.tr("The colour to draw with, and the one before it; X swaps them, D brings the first ones.")
        )
        self.clicked.connect(self.ask)

    def ask(self) -> None:
        """Lets the artist mix the colour to draw with."""
        chosen = QColorDialog.getColor(to_qcolor(self._toolbox.colour), self, self.tr("Colour to draw with"))
        if chosen.isValid():
            self._toolbox.set_colour(from_qcolor(chosen), own=True)

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
            self._toolbox.swap_colours()
        else:
            super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.window), 2))
        for square, colour in ((self._back, self._toolbox.other_colour), (self._front, self._toolbox.colour)):
            box = QRectF(square).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.setPen(QPen(QColor(theme.window), 3))
            painter.drawRoundedRect(box, 3, 3)
            painter.setBrush(to_qcolor(colour))
            painter.setPen(QPen(QColor(theme.accent if self.hasFocus() else theme.dim), 1))
            painter.drawRoundedRect(box, 3, 3)


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

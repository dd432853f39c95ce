"""A Transform panel on invented models and styles, and a hand that uses it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio.core.chain import ChainStep
from studio.core.generate import GenerateRequest
from studio.core.picture import Picture
from studio.library.generators import Generator
from studio.library.palettes import load_palette
from studio.library.styles import EncoderStamp, Style
from studio.ui.session.session import make_photo
from studio.ui.session.small_pictures import Errand, Rank, SmallPictures
from studio.ui.transform.panel import COMMANDS, TransformPanel
from studio.ui.transform.session import TransformSession
from studio.ui.widgets.icons import icon
from studio.ui.window.actions import Actions

Key, Mods, Left = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton.LeftButton
LAND = load_palette("materials")


def translation(model: str, title: str, task: str, *domains: str) -> Generator:
    return Generator(
        model, title, task, "picture", False, (), f"{title} for a photo.", domains=domains, translates=True
    )


SNOW = translation("snow", "Summer to winter", "season")
THAW = translation("thaw", "Winter to summer", "season")
DUSK = translation("dusk", "Day to night", "day-night")
WEATHER = translation("weather", "Weather and seasons", "weather", "sunny", "rain", "winter", "acid-fog")
LINES = Generator("lines", "Sketch to photo", "sketch-to-photo", "sketch", True, (), "Draws.", True)
MAPS = Generator(
    "land", "Landscapes", "materials-to-photo", "labels", False,
    tuple(zip(LAND.names, LAND.colours, strict=True)), "Paints places.", True,
)  # fmt: skip
FRONTS = Generator(
    "fronts", "Fronts", "labels-to-photo", "labels", False, (("wall", (0, 0, 170)), ("door", (0, 9, 9))), "Houses."
)
COLOUR = Generator("colour", "Colourise", "colourise", "picture", True, (), "Gives a photo colour.")
MODELS = (LINES, MAPS, FRONTS, COLOUR, SNOW, THAW, DUSK, WEATHER)


def style(name: str, artist: str = "Somebody") -> Style:
    stamp = EncoderStamp(id="atelier-encoder", sha256="0" * 64)
    folder = Path("/nowhere")
    return Style(
        id=name, title=name.title(), artist=artist, swatch=("#204060",), encoder=stamp, folder=folder, bundled=True
    )


@dataclass
class Line:
    """Stands for the line of small pictures: keeps what is wanted until the test makes it."""

    wanted: list[Errand] = field(default_factory=list)

    def want(self, rank: Rank, errands: Iterable[Errand]) -> None:
        assert rank is Rank.CHANGES
        self.wanted = list(errands)

    @property
    def requests(self) -> list[GenerateRequest]:
        return [errand.request for errand in self.wanted]

    def serve(self, count: int = 100, fail: bool = False) -> None:
        for _ in range(min(count, len(self.wanted))):
            errand = self.wanted.pop(0)
            errand.done(None if fail else Picture(np.full((8, 8, 3), 9, np.uint8)))


@dataclass
class Bench:
    """A shown panel and what it works on."""

    qtbot: QtBot
    session: TransformSession
    panel: TransformPanel
    line: Line
    styles: list[Style]
    models: list[Generator]
    actions: dict[str, QAction]

    def photo(self, seed: int = 1, name: str = "photo") -> None:
        pixels = np.random.default_rng(seed).integers(0, 256, (48, 96, 3), np.uint8)
        self.session.set_photo(make_photo(Picture(pixels), name))

    def strengths(self) -> list[float]:
        return [step.strength for step in self.session.chain.steps]

    def card(self, title: str) -> Any:
        return next(card for card in self.panel.cards.cards if card.text() == title)

    def focus(self, widget: QWidget) -> None:
        self.panel.activateWindow()
        widget.setFocus()
        self.qtbot.waitUntil(widget.hasFocus)

    def undo_count(self) -> int:
        """How many steps can be undone; undoes them all."""
        count = 0
        while self.session.can_undo:
            self.session.undo()
            count += 1
        return count


def make_bench(
    qtbot: QtBot, steps: Sequence[ChainStep] = (), models: Sequence[Generator] = MODELS, width: int = 320
) -> Bench:
    """A panel whose chain has `steps`, the first one selected; no photo yet."""
    session, line, kept = TransformSession(), Line(), list(models)
    styles = [style("wave"), style("night"), style("field"), style("storm")]
    for step in steps:
        session.add(step)
    if steps:
        session.select(0)
    actions = {command: QAction(icon("open"), command) for command in COMMANDS}
    panel = TransformPanel(session, lambda: kept, lambda: styles, cast(SmallPictures, line), cast(Actions, actions))
    session.setParent(panel)
    qtbot.addWidget(panel)
    panel.resize(width, 900)
    panel.show()
    qtbot.waitExposed(panel)
    QApplication.processEvents()  # all is laid out
    return Bench(qtbot, session, panel, line, styles, kept, actions)


def mouse(widget: QWidget, kind: QEvent.Type, at: QPoint) -> None:
    """A mouse event with the left button at a place of `widget`."""
    pressed = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Left
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else Left
    place = QPointF(at)
    event = QMouseEvent(kind, place, QPointF(widget.mapToGlobal(at)), pressed, held, Mods.NoModifier)
    QApplication.sendEvent(widget, event)


def drag(widget: QWidget, *points: QPoint, drop: bool = True) -> None:
    """Presses at the first point, moves through the others, and lets go unless it is not to `drop`."""
    mouse(widget, QEvent.Type.MouseButtonPress, points[0])
    for point in points[1:]:
        mouse(widget, QEvent.Type.MouseMove, point)
    if drop:
        mouse(widget, QEvent.Type.MouseButtonRelease, points[-1])

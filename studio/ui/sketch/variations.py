"""Nine moods of one drawing: a grid of seeds to choose from."""

from __future__ import annotations

import secrets
from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.core.generate import GenerateRequest, VariationsRequest
from studio.core.picture import Picture
from studio.service import StudioService
from studio.ui.sketch.generation import SEEDS
from studio.ui.widgets.images import to_qimage
from studio.ui.widgets.theme import GRID, colours

ACROSS = 3
SIDE = 192  # pixels of the long side of one picture


class SeedTile(QAbstractButton):
    """One seed and its picture."""

    def __init__(self, seed: int, form: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.seed = seed
        self.picture: Picture | None = None
        self._image: QImage | None = None
        self.setFixedSize(form + QSize(8, 8))
        self.setAccessibleName(self.tr("Seed {}").format(seed))
        self.setToolTip(self.tr("Takes this mood; its seed is {}.").format(seed))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_picture(self, picture: Picture) -> None:
        self.picture = picture
        self._image = to_qimage(picture).copy()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        if self._image is not None:
            painter.drawImage(place, self._image)
        else:
            painter.fillRect(place, QColor(theme.field))
            painter.setPen(QColor(theme.faint))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(self.seed))
        if self.hasFocus() or self.underMouse():
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRoundedRect(place.adjusted(-2, -2, 2, 2), 3, 3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class VariationsDialog(QDialog):
    """What is drawn with nine seeds, the one at hand first, made a row at a time; a click takes one."""

    chosen = Signal(int)  # seed

    def __init__(self, service: StudioService, request: GenerateRequest, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Variations"))
        self._service, self._request = service, request
        self._waiting: list[tuple[int, ...]] = []
        self._ticket = 0
        scale = SIDE / max(request.source.width, request.source.height)
        self._form = QSize(round(request.source.width * scale), round(request.source.height * scale))
        self.tiles: list[SeedTile] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(GRID // 2)
        self.words = QLabel(self.tr("Click the mood that you like."))
        self.words.setProperty("tone", "dim")
        self.words.setWordWrap(True)
        self.more = QPushButton(self.tr("Nine More"))
        self.more.setToolTip(self.tr("Shows other seeds."))
        self.more.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addWidget(self.words, 1)
        foot.addWidget(self.more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addLayout(self._grid)
        layout.addLayout(foot)
        self.more.clicked.connect(self.roll)
        service.finished.connect(self._on_finished)
        service.failed.connect(self._on_failed)
        self._fill((request.params.seed, *self._seeds(ACROSS**2 - 1)))

    def roll(self) -> None:
        """Shows nine other seeds."""
        self._fill(self._seeds(ACROSS**2))

    def _seeds(self, count: int) -> tuple[int, ...]:
        return tuple(secrets.randbelow(SEEDS) for _ in range(count))

    def _fill(self, seeds: tuple[int, ...]) -> None:
        for tile in self.tiles:
            self._grid.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self.tiles = [SeedTile(seed, self._form) for seed in seeds]
        for place, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, place // ACROSS, place % ACROSS)
            tile.clicked.connect(lambda _=False, seed=tile.seed: self._take(seed))
        self.tiles[0].setFocus()
        self._waiting = [seeds[start : start + ACROSS] for start in range(0, len(seeds), ACROSS)]
        self._ask()

    def _ask(self) -> None:
        """The next row; `aside` gives up the row that was asked for before."""
        seeds = self._waiting.pop(0)
        params = replace(self._request.params, size=SIDE)
        request = VariationsRequest(self._request.source, params, self._request.hints, seeds)
        self._ticket = self._service.aside(request)

    def _take(self, seed: int) -> None:
        self.chosen.emit(seed)
        self.accept()

    def _on_finished(self, ticket: int, result: object, _seconds: float) -> None:
        if ticket != self._ticket or not isinstance(result, dict):
            return
        for tile in self.tiles:
            if tile.seed in result:
                tile.show_picture(result[tile.seed])
        if self._waiting:
            self._ask()

    def _on_failed(self, ticket: int, sentence: str) -> None:
        if ticket == self._ticket:
            self.words.setProperty("tone", "danger")
            self.words.setText(sentence)
            self.words.style().polish(self.words)

    def done(self, result: int) -> None:
        """Closed, one way or the other: what has not been made is not made."""
        self._waiting.clear()
        self._service.cancel(self._ticket)
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._service.cancel(self._ticket)
        super().closeEvent(event)

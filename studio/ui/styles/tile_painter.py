"""The style tiles show the artist's own photo: painted aside, only those on screen, a few at a time."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from studio.core.picture import Picture
from studio.core.request import TilesRequest
from studio.core.resize import fit
from studio.library.styles import Style
from studio.service import StudioService
from studio.ui.session.session import Photo, Session
from studio.ui.styles.picker import StylePicker

SIDE = 160  # pixels of a tile's picture
CHUNK = 8  # tiles that are asked for at once
CALM_MS = 60  # after the last scroll


class TilePainter(QObject):
    """Fills the picker's tiles with the session's photo in each style; the thumbnails stay where it cannot."""

    def __init__(
        self, session: Session, service: StudioService, picker: StylePicker, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._service, self._picker = session, service, picker
        self._photo: Photo | None = None  # the one that the tiles show
        self._small: Picture | None = None
        self._seen: set[str] = set()  # styles that were asked for with this photo
        self._under_way: dict[int, tuple[str, ...]] = {}  # one ticket at most counts: the newest
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.timeout.connect(self._go)
        session.photo_changed.connect(self._on_photo_changed)
        picker.visible_changed.connect(lambda: self._calm.start(CALM_MS))
        service.finished.connect(self._on_finished)
        service.failed.connect(self._on_failed)
        service.cancelled.connect(self._on_cancelled)

    def forget(self, style: Style) -> None:
        """That style has changed: its tile is painted anew."""
        self._seen.discard(style.id)
        self._calm.start(CALM_MS)

    def _on_photo_changed(self) -> None:
        if self._session.photo is self._photo:
            return
        self._photo = self._session.photo
        self._small = small_square(self._photo.draft) if self._photo else None
        self._seen.clear()
        for ticket in self._under_way:
            self._service.cancel(ticket)
        self._under_way.clear()
        self._picker.clear_tile_pictures()
        self._go()

    def _go(self) -> None:
        """Asks for the next few tiles on screen, unless some are on their way."""
        if self._small is None or self._under_way or not self._picker.isVisible():
            return
        missing = [style for style in self._picker.visible_style_ids() if style not in self._seen][:CHUNK]
        if missing:
            ticket = self._service.aside(TilesRequest(self._small, tuple(missing)))
            self._under_way[ticket] = tuple(missing)
            self._seen.update(missing)

    def _on_finished(self, ticket: int, result: object, _seconds: float) -> None:
        if self._under_way.pop(ticket, None) is None or not isinstance(result, dict):
            return
        for style, picture in result.items():
            self._picker.set_tile_picture(style, picture)
        self._go()

    def _on_failed(self, ticket: int, _sentence: str) -> None:
        # The thumbnails do as well; what is wrong is told where the picture itself is painted.
        self._under_way.pop(ticket, None)

    def _on_cancelled(self, ticket: int) -> None:
        self._seen.difference_update(self._under_way.pop(ticket, ()))


def small_square(picture: Picture) -> Picture:
    """The middle of `picture`, which is what a tile shows, at most `SIDE` pixels a side."""
    side = min(picture.width, picture.height)
    left, top = (picture.width - side) // 2, (picture.height - side) // 2
    return fit(picture.with_pixels(picture.pixels[top : top + side, left : left + side]), SIDE, enlarge=False)

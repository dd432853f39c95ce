"""What is made in one room goes on in another: while they are linked, each new picture replaces the last one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, SignalInstance

from studio.core.picture import Picture
from studio.ui.session.session import Photo, make_photo
from studio.ui.widgets.background import Background


class Link(QObject):
    """Hands pictures to a room that works on photos. Another photo there ends it, and so does `cut`."""

    changed = Signal()  # linked or not

    def __init__(
        self,
        open_photo: Callable[[Photo, str], object],
        photo: Callable[[], Photo | None],
        photo_changed: SignalInstance,
        background: Background,
        name: str,
        words: str,
        parent: QObject | None = None,
    ) -> None:
        """open_photo, photo, photo_changed: of the other room. name: what the photo is called there; words: what undo
        would take back there."""
        super().__init__(parent)
        self._open, self._photo, self._background = open_photo, photo, background
        self._name, self._words = name, words
        self._series: object = None
        self._key: object = None  # of the picture handed over last
        self._newest = 0
        photo_changed.connect(self._on_photo)

    @property
    def linked(self) -> bool:
        return self._series is not None

    def comes(self, photo: Photo | None) -> bool:
        """Whether a photo came through this link as it is now."""
        return photo is not None and self.linked and photo.series is self._series

    def link(self, picture: Picture, key: object, name: str = "") -> None:
        """Carries this picture on, and those that follow it. key: of the request that made it."""
        self._series = object()
        self._name = name or self._name
        self._hand_over(picture, key)
        self.changed.emit()

    def follow(self, picture: Picture, key: object) -> bool:
        """There is a newer picture: it takes the place of the one before, if they are linked.

        False if that one is there already.
        """
        if self.linked and key != self._key:
            self._hand_over(picture, key)
            return True
        return not self.linked

    def cut(self) -> None:
        """The photo stays as it is from now on."""
        if self.linked:
            self._series = self._key = None
            self._newest += 1
            self.changed.emit()

    def _hand_over(self, picture: Picture, key: object) -> None:
        self._key = key
        self._newest += 1
        number, series, name = self._newest, self._series, self._name

        def arrived(photo: Photo) -> None:
            if number == self._newest and series is self._series:
                self._open(photo, self._words)

        self._background.run(lambda: make_photo(picture, name, series=series), arrived, lambda _: self.cut())

    def _on_photo(self) -> None:
        if self.linked and not self.comes(self._photo()):
            self.cut()

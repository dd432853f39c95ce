"""From drawing to photo to painting: as long as they are linked, each new photo is painted anew."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from studio.core.errors import StudioError
from studio.core.picture import Picture
from studio.library.styles import StyleLibrary
from studio.ui.session.asks import Ask
from studio.ui.session.painter import Painter
from studio.ui.session.session import Photo, Session, make_photo
from studio.ui.sketch.flow import Made
from studio.ui.widgets.background import Background


class Chain(QObject):
    """Hands what is made of the drawing to the photo room. Another photo there ends it, and so does `cut`.

    painted: what the style made of the newest photo.
    """

    changed = Signal()  # linked or not, another style
    painted = Signal(object)  # Picture

    def __init__(
        self,
        session: Session,
        painter: Painter,
        library: StyleLibrary,
        background: Background,
        name: str,
        parent: QObject | None = None,
    ) -> None:
        """name: what the photo is called in the photo room."""
        super().__init__(parent)
        self._name = name
        self._session, self._painter, self._library, self._background = session, painter, library, background
        self._series: object = None
        self._key: object = None  # of the picture handed over last
        self._newest = 0
        session.photo_changed.connect(self._on_photo)
        session.choices_changed.connect(self._on_choices)
        painter.live_finished.connect(self._on_painted)

    @property
    def linked(self) -> bool:
        return self._series is not None

    @property
    def paints(self) -> bool:
        """Whether each new photo is painted at once."""
        return self.linked and self._painter.live and bool(self._session.choices.styles)

    @property
    def style(self) -> str:
        """The title of the painting that the photo is painted after, "" when none is picked."""
        titles = []
        for style_id, _ in self._session.choices.styles:
            try:
                titles.append(self._library.get(style_id).title)
            except StudioError:
                titles.append(style_id)
        return " + ".join(titles)

    def link(self, made: Made) -> None:
        """Carries this photo on, and those that follow it."""
        self._series = object()
        self._hand_over(made)
        self.changed.emit()

    def follow(self, made: Made) -> None:
        """There is a newer photo: it takes the place of the one before, if they are linked."""
        if not self.linked:
            return
        if made.request.key != self._key:
            self._hand_over(made)
        else:
            self._painter.touch()  # the same photo again: its painting may have been interrupted

    def repaint(self) -> None:
        """Asks for the painting of the photo at hand once more."""
        if self.linked:
            self._painter.flow.drop()
            self._painter.touch()

    def cut(self) -> None:
        """The photo stays as it is from now on."""
        if self.linked:
            self._series = self._key = None
            self._newest += 1
            self.changed.emit()

    def _hand_over(self, made: Made) -> None:
        self._key = made.request.key
        self._newest += 1
        number, series, name = self._newest, self._series, self._name

        def arrived(photo: Photo) -> None:
            if number == self._newest and series is self._series:
                self._session.open(photo, self.tr("Stylise"))

        picture = made.picture
        self._background.run(lambda: make_photo(picture, name, series=series), arrived, lambda _: self.cut())

    def _on_photo(self) -> None:
        photo = self._session.photo
        if self.linked and (photo is None or photo.series is not self._series):
            self.cut()

    def _on_choices(self) -> None:
        if self.linked:
            self.changed.emit()

    def _on_painted(self, picture: Picture, ask: Ask, _seconds: float) -> None:
        photo = ask.document.photo
        if self.linked and photo is not None and photo.series is self._series:
            self.painted.emit(picture)

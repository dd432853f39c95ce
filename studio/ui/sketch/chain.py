"""From drawing to photo to painting: as long as they are linked, each new photo is painted anew."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from studio.core.errors import StudioError
from studio.core.picture import Picture
from studio.library.styles import StyleLibrary
from studio.ui.session.asks import Ask
from studio.ui.session.link import Link
from studio.ui.session.painter import Painter
from studio.ui.session.session import Session
from studio.ui.sketch.flow import Made
from studio.ui.widgets.background import Background


class Chain(QObject):
    """Hands what is made here to the photo room. Another photo there ends it, and so does `cut`.

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
        self._session, self._painter, self._library = session, painter, library
        self._link = Link(
            session.open, lambda: session.photo, session.photo_changed, background, name, self.tr("Stylise"), self
        )
        self._link.changed.connect(self.changed)
        session.choices_changed.connect(self._on_choices)
        painter.live_finished.connect(self._on_painted)

    @property
    def linked(self) -> bool:
        return self._link.linked

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

    def link(self, made: Made, name: str = "") -> None:
        """Carries this photo on, and those that follow it. name: what it is called there, if that is another one."""
        self._link.link(made.picture, made.request.key, name)

    def follow(self, made: Made) -> None:
        """There is a newer photo: it takes the place of the one before, if they are linked."""
        if not self._link.follow(made.picture, made.request.key):
            self._painter.touch()  # the same photo again: its painting may have been interrupted

    def repaint(self) -> None:
        """Asks for the painting of the photo at hand once more."""
        if self.linked:
            self._painter.flow.drop()
            self._painter.touch()

    def cut(self) -> None:
        """The photo stays as it is from now on."""
        self._link.cut()

    def _on_choices(self) -> None:
        if self.linked:
            self.changed.emit()

    def _on_painted(self, picture: Picture, ask: Ask, _seconds: float) -> None:
        if self._link.comes(ask.document.photo):
            self.painted.emit(picture)

"""Pictures that come to the Transform room from the others: drawings and maps go on arriving, photos come once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from studio.core.picture import Picture
from studio.ui.canvas.captions import Shown
from studio.ui.session.link import Link
from studio.ui.session.session import Session, make_photo
from studio.ui.sketch.drawing_room import DrawingRoom
from studio.ui.sketch.flow import Made
from studio.ui.transform.session import TransformSession
from studio.ui.widgets.background import Background
from studio.ui.window.room import Room
from studio.ui.window.status_line import StatusLine


class Arrivals(QObject):
    """Carries what is in view in another room to `session`.

    What is drawn stays linked: each new photo of the drawing takes the place of the last one, until another photo is
    opened here.
    """

    changed = Signal()  # linked to a drawing or not

    def __init__(
        self,
        session: TransformSession,
        photos: Session,
        makers: Sequence[DrawingRoom],
        background: Background,
        status: StatusLine,
        parent: QObject | None = None,
    ) -> None:
        """photos: of the photo room. makers: the rooms where one draws."""
        super().__init__(parent)
        self._session, self._photos = session, photos
        self._background, self._status = background, status
        self._links: dict[DrawingRoom, Link] = {}
        self._words = self.tr("Transform this")
        for maker in makers:
            link = Link(
                session.set_photo, lambda: session.photo, session.photo_changed, background, maker.title,
                self._words, self,
            )  # fmt: skip
            link.changed.connect(self.changed)
            self._links[maker] = link
            maker.desk.flow.made.connect(lambda made, link=link: self._follow(made, link))

    @property
    def origin(self) -> DrawingRoom | None:
        """Where the photo comes from, if it still does."""
        return next((maker for maker, link in self._links.items() if link.linked), None)

    def carry(self, room: Room) -> bool:
        """Works on the picture of `room` from now on; False, and a sentence, if there is none."""
        if isinstance(room, DrawingRoom):
            made = room.desk.newest()
            if made is not None:
                self._links[room].link(made.picture, made.request.key)
                return True
        elif isinstance(room.shown, Shown) and not room.shown.draft:
            self._take(room.shown.picture, room.title)
            return True
        elif room.shown is None and self._photos.photo is not None:
            self._session.set_photo(self._photos.photo, self._words)
            return True
        self._status.say(self.tr("The picture comes first; let the hand rest for a moment."))
        return False

    def _take(self, picture: Picture, name: str) -> None:
        self._background.run(
            lambda: make_photo(picture, name),
            lambda photo: self._session.set_photo(photo, self._words),
            self._status.complain,
        )

    def _follow(self, made: Made, link: Link) -> None:
        if made.full:
            link.follow(made.picture, made.request.key)

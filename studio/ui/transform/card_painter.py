"""Shows on each card what its change makes of the photo at hand: made aside, those in view first."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from studio.core.generate import GenerateParams, GenerateRequest
from studio.core.picture import Picture
from studio.core.resize import fit
from studio.ui.session.small_pictures import Errand, Rank, SmallPictures
from studio.ui.transform.cards import ChangeCards
from studio.ui.transform.session import TransformSession
from studio.ui.transform.step_words import Change

SIDE = 192  # pixels of the long side: crisp at 200 %
CALM_MS = 350  # after the last change of what is seen: the result itself comes first


class CardPainter(QObject):
    """Keeps `cards` true to the photo of `session`; pauses while it is not active."""

    def __init__(
        self, session: TransformSession, cards: ChangeCards, pictures: SmallPictures, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._cards, self._pictures = session, cards, pictures
        self._active = False
        self._small: Picture | None = None
        self._of: object = None  # the photo that `_small` and the cards show
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.timeout.connect(self._go)
        session.photo_changed.connect(self.touch)
        session.chain_changed.connect(self._wait)

    def set_active(self, on: bool) -> None:
        """Pauses while the cards are hidden."""
        self._active = on
        if on:
            self.touch()
        else:
            self._calm.stop()
            self._pictures.want(Rank.CHANGES, ())

    def touch(self) -> None:
        """The photo, the cards or what is seen of them may have changed."""
        if not self._active:
            return
        photo = self._session.photo
        if photo is not self._of:
            self._of = photo
            self._small = fit(photo.draft, SIDE) if photo is not None else None
            self._cards.set_before(self._small)
        self._calm.start(CALM_MS)

    def _wait(self) -> None:
        """While a slider moves, the result itself comes first."""
        if self._calm.isActive():
            self._calm.start(CALM_MS)

    def _go(self) -> None:
        small = self._small
        wanted = self._cards.waiting() if small is not None else ()
        self._pictures.want(Rank.CHANGES, [self._errand(one, small) for one in wanted if small is not None])

    def _errand(self, change: Change, small: Picture) -> Errand:
        step, of = change.step(), self._of
        params = GenerateParams(step.model, size=SIDE, domains=step.domains)

        def done(picture: Picture | None) -> None:
            if picture is not None and of is self._of:  # else it is made when it is wanted next
                self._cards.set_after(change, picture)

        return Errand(GenerateRequest(small, params), done)

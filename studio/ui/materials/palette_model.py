"""What can be painted with: the materials, the small picture of each, and finding one by name."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from studio.core.palettes import Palette
from studio.core.picture import Picture
from studio.ui.widgets.words import words

OTHER_WORDS = {
    "anything": "nothing background whatever", "sky": "air heaven", "cloud": "clouds fog mist",
    "mountain": "mountains hill hills peak", "water": "sea lake river ocean pond stream", "sand": "beach desert dune",
    "rock": "stone stones cliff", "snow": "ice winter glacier", "grass": "meadow lawn field",
    "trees": "tree forest wood woods bush", "flowers": "flower blossom poppies", "path": "road way street track",
    "building": "house houses hut castle town",
}  # fmt: skip
"""What people call the materials besides."""


class PaletteModel(QObject):
    """The classes of a palette in index order, and how each looks to the model that paints with them."""

    palette_changed = Signal()
    picture_changed = Signal(int)  # the class that has another picture

    def __init__(self, palette: Palette, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.palette = palette
        self._pictures: dict[int, Picture] = {}

    def set_palette(self, palette: Palette) -> None:
        """Other materials; without pictures at first."""
        if palette != self.palette:
            self.palette = palette
            self._pictures = {}
            self.palette_changed.emit()

    def picture(self, index: int) -> Picture | None:
        """How a material looks; None before that is known."""
        return self._pictures.get(index)

    def set_pictures(self, pictures: dict[int, Picture]) -> None:
        """Takes over what is known of how the materials look, and forgets the rest."""
        before, self._pictures = self._pictures, dict(pictures)
        for index in range(len(self.palette)):
            if before.get(index) is not self._pictures.get(index):
                self.picture_changed.emit(index)

    def set_picture(self, index: int, picture: Picture) -> None:
        """Takes over how one material looks."""
        self._pictures[index] = picture
        self.picture_changed.emit(index)

    def find(self, asked: str) -> list[int]:
        """The classes that these words may mean, those that begin with them first; all of them for "".

        "sea" finds the water as well.
        """
        wanted = asked.casefold().split()
        names = [name.casefold() for name in self.palette.names]
        found = [
            index
            for index, name in enumerate(names)
            if all(any(word in one for one in (*_called(name), *OTHER_WORDS.get(name, "").split())) for word in wanted)
        ]
        return sorted(
            found, key=lambda index: not any(one.startswith(asked.casefold().strip()) for one in _called(names[index]))
        )


def _called(name: str) -> tuple[str, str]:
    """A material in English and in the language of the user."""
    return name, words(name).casefold()

"""Saving with provenance: pictures go into files that say how they were made."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from studio.core.picture import Picture
from studio.document.document import Document
from studio.library.models import ModelStore
from studio.library.paths import models_dir, user_models_dir
from studio.library.styles import StyleLibrary
from studio.library.titles import Titles
from studio.provenance.origin import Origin
from studio.provenance.write import write_picture
from studio.ui.provenance.origins import origin_of, origin_of_layers
from studio.ui.provenance.writing import Plan, Written, says_of, signer_of
from studio.ui.window.settings import ProvenanceSettings, SaveSettings


class Provenance:
    """Writes pictures that say how they were made. `plan` on the UI thread, what it returns in the background."""

    def __init__(
        self, library: StyleLibrary, settings: Callable[[], ProvenanceSettings], drawing: Callable[[], Document]
    ) -> None:
        """drawing: the document of the rooms where one draws."""
        self._library, self._settings, self._drawing = library, settings, drawing

    @cached_property
    def names(self) -> Titles:
        """What models and styles are called."""
        return Titles(self._library, ModelStore([models_dir(), user_models_dir()]))

    def origin_of(self, made: object) -> Origin:
        """Of a result, of what a room shows, or of a drawing; touches the disk for the titles of models."""
        return origin_of(made, self.names)

    def origin_of_drawing(self) -> Origin:
        """Of the drawing as it looks now."""
        return origin_of_layers(self._drawing().layers)

    def plan(self, made: object, saving: SaveSettings) -> Plan:
        """What writes a picture, by the settings of this moment.

        made: as in `origin_of`; a text stands for the drawing or the map.
        """
        settings = self._settings()
        drawn = self.origin_of_drawing() if isinstance(made, str) else None

        def write(picture: Picture, path: Path, quality: int) -> Written:
            signer = signer_of(settings)
            origin = drawn or self.origin_of(made)
            bits = saving.bits_for(path)
            write_picture(picture, path, origin, says_of(saving, settings), signer, quality=quality, bits=bits)
            had = picture.metadata.credentials or (origin.parent is not None and origin.parent.signed)
            return Written(path, unsigned=signer is None and had)

        return write

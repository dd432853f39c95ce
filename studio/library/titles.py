"""What models and styles are called, for people and for files that say how they were made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from studio.core.errors import StudioError
from studio.library.models import ModelStore

PAINTED, ANY = "painted-styles", "any-style"  # the feed-forward networks


class _Styles(Protocol):
    def get(self, style_id: str, /) -> object: ...


class Titles:
    """Asks the library; what is no longer installed is called by its id."""

    def __init__(self, styles: _Styles, models: ModelStore) -> None:
        self._styles, self._models = styles, models

    def model(self, model_id: str) -> str:
        """The title of a model."""
        try:
            return self._models.manifest(model_id).title
        except StudioError:
            return model_id

    def style(self, style_id: str) -> str:
        """The title of a style."""
        try:
            return str(getattr(self._styles.get(style_id), "title", style_id))
        except StudioError:
            return style_id

    def takes_photos(self, model_id: str) -> bool:
        """Whether the model changes photos, rather than following a drawing or a map."""
        try:
            return self._models.manifest(model_id).input.kind == "picture"
        except StudioError:
            return False

    def instant(self, styles: Sequence[str]) -> str:
        """The id of the network that paints these styles together in one pass, as the engine chooses it."""
        try:
            known = self._models.manifest(PAINTED).network["styles"]
            bundled = all(getattr(self._styles.get(style), "picture", None) is None for style in styles)
        except (StudioError, KeyError):
            return ANY
        return PAINTED if bundled and set(styles) <= set(known) else ANY

"""Small pictures of the user's photo in many styles, for the style picker."""

from __future__ import annotations

from studio.core.errors import StudioError
from studio.core.params import StylizeParams
from studio.core.picture import Picture
from studio.core.request import InstantRequest, TilesRequest
from studio.core.step import Job, Step, finish
from studio.engines.instant import InstantEngine

STROKE = 2.0  # a tile is small: strokes of the usual size could not be told apart


class TilesEngine:
    """Answers a `TilesRequest` with a dict of style id to `Picture`; styles that fail are left out."""

    def __init__(self, instant: InstantEngine) -> None:
        self.instant = instant

    def run(self, request: object) -> Job[dict[str, Picture]]:
        """One step per tile."""
        assert isinstance(request, TilesRequest)
        tiles: dict[str, Picture] = {}
        for number, style in enumerate(request.styles):
            try:
                params = StylizeParams(((style, 1.0),), stroke=STROKE, size=None)
                tiles[style] = finish(self.instant.run(InstantRequest(request.photo, params)))
            except StudioError:
                pass
            yield Step((number + 1) / len(request.styles), "showing your photo in every style")
        return tiles

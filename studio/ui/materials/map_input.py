"""What goes into a model of materials: the map as it is painted."""

from __future__ import annotations

from studio.core.generate import GenerateRequest
from studio.ui.materials.map_session import MapSession
from studio.ui.sketch.generation import Generation


class MapInput:
    """Turns the map as it is into a request; what is not painted is see-through, which models take as class 0."""

    def __init__(self, session: MapSession, generation: Generation) -> None:
        self._session, self._generation = session, generation

    def request(self) -> GenerateRequest | None:
        """What the model would be asked for now, at full size; None without a model or with nothing painted."""
        labels = self._session.labels() if self._generation.generator is not None else None
        return None if labels is None else GenerateRequest(labels, self._generation.params())

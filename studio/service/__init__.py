"""The background inference service: one QThread that runs engines for the window."""

from studio.service.engine_set import EngineSet
from studio.service.service import StudioService

__all__ = ["EngineSet", "StudioService"]

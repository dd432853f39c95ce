"""What the worker thread gets when everything heavy has been loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from studio.core.step import Engine


@dataclass(frozen=True)
class EngineSet:
    """The engines by the id that requests name, and a few words about where they run ("CPU, 2 cores, bf16")."""

    engines: Mapping[str, Engine]
    description: str

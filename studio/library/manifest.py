"""What a model says about itself: the strict form of `models/<id>/model.toml`."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from studio.core.files import atomic_bytes
from studio.library.names import is_slug
from studio.library.strict import OPTIONAL, damaged, read_toml, to_toml

FILE_NAME = "model.toml"
INPUT_KINDS = ("picture", "sketch", "labels")
NORMS = ("none", "instance", "batch")
TILINGS = ("none", "plain", "frozen-statistics")
_WEIGHTS_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.safetensors")
SHA256 = re.compile(r"[0-9a-f]{64}")


def _one_of(name: str, value: str, choices: Collection[str]) -> None:
    if value not in choices:
        raise ValueError(f"{name} must be one of {', '.join(choices)}, not {value!r}")


def _filled(name: str, value: str) -> None:
    if not value.strip():
        raise ValueError(f"{name} must not be empty")


@dataclass(frozen=True)
class Input:
    """What goes in: its kind, the number its sides must be a multiple of (pixels), and the range of its values.

    palette: for labels, the name of the palette whose colours stand for the classes. hints: whether colour hints may
    come with it. position: whether the network is told how high in the picture each pixel lies. domains: the names of
    the numbers of its look code, each 0 to 1, for networks that translate between many domains.
    """

    kind: str
    multiple: int
    range: tuple[float, float]
    palette: str = field(default="", metadata=OPTIONAL)
    hints: bool = field(default=False, metadata=OPTIONAL)
    position: bool = field(default=False, metadata=OPTIONAL)
    domains: tuple[str, ...] = field(default=(), metadata=OPTIONAL)

    def __post_init__(self) -> None:
        _one_of("kind", self.kind, INPUT_KINDS)
        if not 1 <= self.multiple <= 1024:
            raise ValueError(f"multiple must be between 1 and 1024, not {self.multiple}")
        if not self.range[0] < self.range[1]:
            raise ValueError("range must grow from its first to its second value")
        if self.palette and not is_slug(self.palette):
            raise ValueError(f"palette must be lower-case letters, digits and hyphens, not {self.palette!r}")
        if len(set(self.domains)) < len(self.domains) or not all(is_slug(name) for name in self.domains):
            raise ValueError("domains must be different names in lower-case letters, digits and hyphens")


@dataclass(frozen=True)
class Inference:
    """How the model runs: which statistics it normalises with, whether dropout stays on, how it may be tiled.

    working: for translations, the longest side in pixels at which the network looks at a photo; what it changes is
    carried to the full size. 0: what the engine can afford, 1024.
    """

    norm: str
    dropout: bool
    tiling: str
    working: int = field(default=0, metadata=OPTIONAL)

    def __post_init__(self) -> None:
        _one_of("norm", self.norm, NORMS)
        _one_of("tiling", self.tiling, TILINGS)
        if self.working and not 64 <= self.working <= 1024:
            raise ValueError(f"working must be 0 or between 64 and 1024, not {self.working}")


@dataclass(frozen=True)
class Weights:
    """The weights file beside the manifest, and its SHA-256 in hexadecimal ("" until the model is exported)."""

    file: str = "weights.safetensors"
    sha256: str = ""

    def __post_init__(self) -> None:
        if not _WEIGHTS_NAME.fullmatch(self.file):
            raise ValueError(f"file must be the name of a .safetensors file in the same folder, not {self.file!r}")
        if self.sha256 and not SHA256.fullmatch(self.sha256):
            raise ValueError("sha256 must be 64 lower-case hexadecimal digits")


@dataclass(frozen=True)
class Provenance:
    """Where the weights come from, in words."""

    recipe: str
    data: str
    metrics: str
    licence: str


@dataclass(frozen=True)
class Manifest:
    """One model.

    title: its name in the picker. task: what the picker groups it by. architecture: which network the weights fit.
    network: that network's arguments; lists are kept as tuples. Raises ValueError for values out of range.
    """

    title: str
    task: str
    architecture: str
    network: Mapping[str, Any]
    input: Input
    inference: Inference
    provenance: Provenance
    weights: Weights = field(default_factory=Weights)

    def __post_init__(self) -> None:
        for name in ("title", "task", "architecture"):
            _filled(name, getattr(self, name))
        object.__setattr__(self, "network", {key: _tuples(value) for key, value in self.network.items()})


def _tuples(value: Any) -> Any:
    return tuple(_tuples(item) for item in value) if isinstance(value, list | tuple) else value


def read_manifest(path: Path) -> Manifest:
    """The manifest at `path`; ModelError naming the file and the key if anything does not fit."""
    return _finished(path, read_toml(path, Manifest))


def manifest_text(path: Path, manifest: Manifest) -> bytes:
    """What `write_manifest` writes."""
    return to_toml(_finished(path, manifest), path)


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Writes `manifest` atomically; ModelError if it could not be read again, StudioError if the disk refuses."""
    atomic_bytes(path, manifest_text(path, manifest))


def _finished(path: Path, manifest: Manifest) -> Manifest:
    if not manifest.weights.sha256:
        raise damaged(path, "weights.sha256 must be 64 lower-case hexadecimal digits")
    return manifest

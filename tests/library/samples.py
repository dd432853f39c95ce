"""Small models and styles to put on a disk."""

from __future__ import annotations

from pathlib import Path

from studio.library.manifest import Inference, Input, Manifest, Provenance
from studio.library.styles import STATISTICS, EncoderStamp, StyleValues, write_style

STAMP = EncoderStamp("atelier-encoder", "a" * 64)


def make_manifest(**changes: object) -> Manifest:
    values: dict = {
        "title": "Small encoder",
        "task": "encoder",
        "architecture": "encoder",
        "network": {"wide": [8, 16], "trunk": [[4], [4, 4]], "slope": 0.2, "norm": "none", "bias": True},
        "input": Input("picture", 16, (0.0, 1.0)),
        "inference": Inference("none", False, "plain"),
        "provenance": Provenance("resources/recipes/encoder.toml", "photos", "0.9", "Apache-2.0"),
    }
    return Manifest(**(values | changes))


def put_style(folder: Path, title: str, **values: object) -> None:
    write_style(folder, StyleValues(title=title, encoder=STAMP, **values), {STATISTICS: b"numbers"})  # type: ignore[arg-type]

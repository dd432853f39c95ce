"""A document that is exported says of its merged picture how it was made."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest

from studio.core.picture_io import load_picture
from studio.document.layer import Kind
from studio.project.openraster_read import load_ora
from studio.project.openraster_write import save_ora
from studio.project.project import Project, SavedLayer
from studio.provenance.label import labelled, read_claims
from studio.provenance.origin import Origin, Says, Source


@pytest.mark.parametrize("says", [Says(), Says(ai=False)])
def test_the_merged_picture_has_the_label(tmp_path: Path, says: Says) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (20, 30, 4), np.uint8)
    project = Project(30, 20, (SavedLayer(1, "Sketch", Kind.SKETCH, pixels),))
    save_ora(project, tmp_path / "a.ora", labelled(None, Origin(Source.DRAWN), says))
    with zipfile.ZipFile(tmp_path / "a.ora") as package:
        data = package.read("mergedimage.png")
    merged = load_picture(data)
    assert read_claims(merged.metadata.xmp).known is (Source.DRAWN if says.ai else None)
    save_ora(project, tmp_path / "b.ora")
    with zipfile.ZipFile(tmp_path / "b.ora") as package:
        plain = load_picture(package.read("mergedimage.png"))
    assert (plain.pixels == merged.pixels).all()
    assert len(load_ora(tmp_path / "a.ora").project.layers) == 1

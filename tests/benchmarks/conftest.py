"""Folders of models and of pictures in the place of the real ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from translate_bench_makers import make_sets

from benchmarks import generator_studio


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of models in the place of all that are installed."""
    folder = tmp_path / "models"
    folder.mkdir()
    monkeypatch.setattr(generator_studio, "models_dir", lambda: folder)
    monkeypatch.setattr(generator_studio, "user_models_dir", lambda: tmp_path / "own")
    return folder


@pytest.fixture(scope="session")
def _picture_sets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("data")
    make_sets(root)
    return root


@pytest.fixture
def data(_picture_sets: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of a few pictures of each domain, as the one to train and measure on."""
    monkeypatch.setenv("ATELIER_DATA", str(_picture_sets))
    return _picture_sets

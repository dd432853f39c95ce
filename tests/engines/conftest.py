"""A studio with a tiny encoder and two styles, copied fresh for every test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from engine_makers import Studio, dots, install_encoder, waves

from studio.core.params import Quality
from studio.engines import gatys
from studio.engines.gatys import Plan
from studio.library import statistics

FEW_SIZES = (48, 96, 128)


@pytest.fixture(scope="session")
def _finished_studio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("studio")
    install_encoder(root / "models")
    studio = Studio(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(statistics, "SIZES", FEW_SIZES)
        studio.learn(waves(), "waves")
        studio.learn(dots(), "dots")
    return root


@pytest.fixture
def studio(_finished_studio: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Studio:
    """With the user's styles "waves" and "dots"; what it learns is measured at few sizes."""
    shutil.copytree(_finished_studio, tmp_path / "studio")
    monkeypatch.setattr(statistics, "SIZES", FEW_SIZES)
    return Studio(tmp_path / "studio")


@pytest.fixture
def few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drafts of six steps, for what does not depend on how well it is painted."""
    monkeypatch.setitem(gatys.PLANS, Quality.DRAFT, Plan((0.4, 0.7, 1.0), (2, 2, 2), 0.04, 0.01))


@pytest.fixture(autouse=True)
def _grad_mode_is_left_alone() -> Iterator[None]:
    yield
    assert torch.is_grad_enabled()
    assert not torch.is_inference_mode_enabled()

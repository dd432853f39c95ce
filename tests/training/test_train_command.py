from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from torch import Tensor
from training_makers import RECIPE, Toy

from studio.core.errors import StudioError, UnknownChoiceError
from studio.library.models import ModelStore
from studio.library.paths import resources_dir
from studio.training.cli import main
from studio.training.methods import METHODS
from studio.training.recipe import parse_recipe

pytestmark = pytest.mark.usefixtures("own_accelerate")


class Terminated(Toy):
    """Somebody ends the process in the third step, once."""

    patience = 2

    def step(self, number: int) -> dict[str, Tensor]:
        if number == 2 and Terminated.patience:
            Terminated.patience = 0
            os.kill(os.getpid(), signal.SIGTERM)
        return super().step(number)


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The arguments that train the toy."""
    monkeypatch.setitem(METHODS, "toy", "training_makers:Toy")
    monkeypatch.setitem(METHODS, "terminated", "test_train_command:Terminated")
    (tmp_path / "toy.toml").write_text(RECIPE)
    before = signal.getsignal(signal.SIGTERM)
    yield [str(tmp_path / "toy.toml"), "--run", str(tmp_path / "run"), "--models", str(tmp_path / "models"), "--cpu"]
    signal.signal(signal.SIGTERM, before)


def test_without_a_recipe_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    lines = capsys.readouterr().out.splitlines()
    paths = sorted((resources_dir() / "recipes").glob("*.toml"))
    assert [line.split(maxsplit=1) for line in lines] == [[path.stem, parse_recipe(path).title] for path in paths]


def test_a_recipe_is_trained_and_its_figures_shown(
    toy: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(toy) == 0
    out = capsys.readouterr().out
    assert "error" in out
    assert f"3 steps, 0.00 h, written to {tmp_path / 'models' / 'toy'}" in out
    assert ModelStore([tmp_path / "models"]).ids() == ("toy",)


def test_the_number_of_steps_can_be_chosen(toy: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*toy, "--steps", "11"]) == 0
    out = capsys.readouterr().out
    assert "11 steps" in out
    assert "step 10 of 11  loss " in out


def test_a_terminated_run_goes_on(toy: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "toy.toml"
    path.write_text(path.read_text().replace('method = "toy"', 'method = "terminated"'))
    Terminated.patience = 2
    assert main(toy) == 130
    assert "the same command goes on from the checkpoint" in capsys.readouterr().err
    assert torch.load(tmp_path / "run" / "checkpoint.pt", weights_only=True)["step"] == 2
    assert not (tmp_path / "models").exists()
    assert main(toy) == 0
    assert "3 steps" in capsys.readouterr().out


def test_mistakes_are_sentences(toy: list[str], tmp_path: Path) -> None:
    with pytest.raises(UnknownChoiceError, match="no recipe called 'enkoder'"):
        main(["enkoder"])
    path = tmp_path / "toy.toml"
    path.write_text(RECIPE.replace('method = "toy"', 'method = "magic"'))
    with pytest.raises(UnknownChoiceError, match="no training method called 'magic'"):
        main(toy)
    path.write_text(RECIPE + "[extra]\n")
    with pytest.raises(StudioError, match="unknown key: extra"):
        main(toy)

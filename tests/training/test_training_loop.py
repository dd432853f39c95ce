from __future__ import annotations

import json
import math
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from torch import Tensor
from training_makers import Toy, other_width, toy_recipe

from studio.core.errors import StudioError
from studio.core.step import Job, Step, finish
from studio.library.models import ModelStore
from studio.training.loop import Trained, rate_at, train
from studio.training.method import Context
from studio.training.recipe import Recipe, Schedule

pytestmark = pytest.mark.usefixtures("own_accelerate")


def start(folder: Path, recipe: Recipe | None = None, method: type[Toy] = Toy) -> Job[Trained]:
    return train(recipe or toy_recipe(), method, folder / "run", folder / "models", cpu=True)


def exact_weights(folder: Path) -> dict[str, Tensor]:
    return torch.load(folder / "models.exact", weights_only=True)


def test_it_learns_and_leaves_a_model(tmp_path: Path) -> None:
    untrained = finish(start(tmp_path / "untrained", toy_recipe(steps=1, learning_rate=1e-9)))
    trained = finish(start(tmp_path / "trained", toy_recipe(steps=200, learning_rate=5e-2)))
    assert trained.steps == 200
    assert trained.hours >= 0
    assert trained.figures["error"] < 0.5 * untrained.figures["error"]
    assert trained.folder == tmp_path / "trained" / "models" / "toy"
    model = ModelStore([tmp_path / "trained" / "models"]).get("toy")
    assert model.manifest.provenance.metrics == f"error {trained.figures['error']:.4g}"


def test_steps_say_how_far_it_is(tmp_path: Path) -> None:
    steps: list[Step] = []
    for step in start(tmp_path, toy_recipe(steps=20)):
        steps.append(step)
        if step.preview:
            picture = step.preview()
            assert (picture.width, picture.height) == (16, 12)
    assert [step.done for step in steps] == pytest.approx([n / 20 for n in range(1, 21)])
    assert [bool(step.note) for step in steps] == [n % 10 == 0 for n in range(1, 21)]
    assert steps[9].note.startswith("step 10 of 20  loss ")
    assert [step.preview is not None for step in steps] == [n == 20 for n in range(1, 21)]


def test_log_sheets_and_checkpoints_are_written_on_the_way(tmp_path: Path) -> None:
    job = start(tmp_path, toy_recipe(steps=4, sheet_every=0, checkpoint_every=0))
    run = tmp_path / "run"
    next(job)
    next(job)
    row = json.loads((run / "log.jsonl").read_text().splitlines()[0])
    assert row.keys() == {"step", "seconds", "loss"}
    assert row["step"] == 1
    assert math.isfinite(row["loss"])
    assert torch.load(run / "checkpoint.pt", weights_only=True)["step"] == 1
    finish(job)
    with Image.open(run / "sheet-000004.png") as sheet:
        assert sheet.size == (16, 12)
        assert np.asarray(sheet).std() > 0
    assert torch.load(run / "checkpoint.pt", weights_only=True)["step"] == 4
    assert not list(run.glob("*.part")) + list(run.glob(".*"))


@pytest.mark.parametrize("stops", [(5,), (1, 2, 9)])
def test_an_interrupted_run_ends_with_the_same_weights(tmp_path: Path, stops: tuple[int, ...]) -> None:
    whole = finish(start(tmp_path / "whole"))
    for begin, stop in pairwise((0, *stops)):
        job = start(tmp_path / "parts")
        for _ in range(stop - begin):
            step = next(job)
        assert step.done == pytest.approx(stop / 12)
        job.close()
        torch.manual_seed(99)  # what happens in between does not count
    parts = finish(start(tmp_path / "parts"))
    assert (parts.steps, parts.figures) == (whole.steps, whole.figures)
    ours, theirs = exact_weights(tmp_path / "parts"), exact_weights(tmp_path / "whole")
    assert ours.keys() == theirs.keys()
    for name, weight in ours.items():
        assert torch.equal(weight, theirs[name]), name


def test_another_seed_is_another_run(tmp_path: Path) -> None:
    finish(start(tmp_path / "a"))
    finish(start(tmp_path / "b", toy_recipe(seed=1)))
    assert not torch.equal(exact_weights(tmp_path / "a")["0.weight"], exact_weights(tmp_path / "b")["0.weight"])


def test_what_is_exported_is_the_moving_average(tmp_path: Path) -> None:
    seen: list[Tensor] = []

    class Watched(Toy):
        def step(self, number: int) -> dict[str, Tensor]:
            losses = super().step(number)
            seen.append(self.line[0].weight.detach().clone())  # type: ignore[arg-type]
            return losses

    finish(start(tmp_path, toy_recipe(steps=5, ema=0.8), Watched))
    average = seen[0]
    for weight in seen[1:]:
        average = 0.8 * average + 0.2 * weight
    torch.testing.assert_close(exact_weights(tmp_path)["0.weight"], average)


def test_the_learning_rate_follows_the_schedule(tmp_path: Path) -> None:
    rates: list[list[float]] = []
    recipe = toy_recipe(steps=8)

    class Watched(Toy):
        def step(self, number: int) -> dict[str, Tensor]:
            rates.append([optimiser.param_groups[0]["lr"] for optimiser in self.optimiser_list])
            return super().step(number)

    job = start(tmp_path, recipe, Watched)
    for _ in range(4):
        next(job)
    job.close()
    finish(start(tmp_path, recipe, Watched))
    expected = [1e-2 * rate_at(step, recipe.schedule) for step in range(8)]
    assert [muon for muon, _ in rates] == pytest.approx(expected)
    assert [adam for _, adam in rates] == pytest.approx([3 * rate for rate in expected])


def test_a_failing_step_keeps_what_was_learned(tmp_path: Path) -> None:
    class Failing(Toy):
        def step(self, number: int) -> dict[str, Tensor]:
            if number == 7:
                raise RuntimeError("the disk is on fire")
            return super().step(number)

    with pytest.raises(RuntimeError, match="on fire"):
        finish(start(tmp_path, method=Failing))
    assert torch.load(tmp_path / "run" / "checkpoint.pt", weights_only=True)["step"] == 7
    assert finish(start(tmp_path)).steps == 12


def test_a_finished_run_is_only_exported_again(tmp_path: Path) -> None:
    first = finish(start(tmp_path))

    class Done(Toy):
        def step(self, number: int) -> dict[str, Tensor]:
            raise AssertionError("there is nothing left to train")

    assert finish(start(tmp_path, method=Done)).figures == first.figures


@pytest.mark.parametrize("content", [b"", b"no checkpoint", b"PK\3\4" + b"\0" * 50])
def test_a_damaged_checkpoint_is_a_sentence_and_stays(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "run" / "checkpoint.pt"
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(StudioError, match=r"checkpoint.pt is damaged or belongs to another recipe; move it away"):
        next(start(tmp_path))
    assert path.read_bytes() == content


def test_the_checkpoint_of_another_network_is_a_sentence_and_stays(tmp_path: Path) -> None:
    finish(start(tmp_path))
    before = (tmp_path / "run" / "checkpoint.pt").read_bytes()
    with pytest.raises(StudioError, match="belongs to another recipe"):
        next(start(tmp_path, other_width(toy_recipe(), 7)))
    assert (tmp_path / "run" / "checkpoint.pt").read_bytes() == before


def test_a_checkpoint_holds_no_code(tmp_path: Path) -> None:
    """It is read with weights_only: a hostile one can do nothing."""
    path = tmp_path / "run" / "checkpoint.pt"
    path.parent.mkdir()
    torch.save({"networks": Context}, path)
    with pytest.raises(StudioError, match="is damaged"):
        next(start(tmp_path))


def test_a_full_disk_keeps_the_last_checkpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job = start(tmp_path)
    next(job)
    job.close()
    before = (tmp_path / "run" / "checkpoint.pt").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    job = start(tmp_path)
    next(job)
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(StudioError, match=r"checkpoint.pt cannot be written: the disk is full"):
            job.close()
    assert (tmp_path / "run" / "checkpoint.pt").read_bytes() == before
    assert sorted(p.name for p in (tmp_path / "run").iterdir()) == ["checkpoint.pt"]


def test_rates_warm_up_and_then_fall() -> None:
    schedule = Schedule(steps=100, learning_rate=1.0, warmup=10, final_rate=0.05)
    rates = [rate_at(step, schedule) for step in range(101)]
    assert rates[:10] == pytest.approx([(n + 1) / 10 for n in range(10)])
    assert rates[10] == 1
    assert all(a > b for a, b in pairwise(rates[10:]))
    assert rates[55] == pytest.approx((1 + 0.05) / 2)
    assert rates[100] == pytest.approx(0.05)
    assert rate_at(500, schedule) == pytest.approx(0.05)


def test_a_schedule_may_do_without_a_warm_up_or_be_all_warm_up() -> None:
    assert rate_at(0, Schedule(steps=10, learning_rate=1.0, warmup=0)) == 1
    assert rate_at(9, Schedule(steps=10, learning_rate=1.0, warmup=10)) == 1
    assert math.isfinite(rate_at(10, Schedule(steps=10, learning_rate=1.0, warmup=10)))

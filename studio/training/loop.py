"""The training loop that every recipe uses.

Accelerate chooses the device, wraps the networks for mixed precision and for several GPUs or machines
(`accelerate launch main.py train RECIPE`); this loop adds the schedule, averaged weights, checkpoints that resume,
sample sheets while it runs, and progress as the same `Step`s that painting yields.
"""

from __future__ import annotations

import ast
import json
import math
import pickle
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from accelerate import Accelerator
from accelerate.utils import set_seed
from PIL import Image
from torch import Tensor, nn
from torch.optim.lr_scheduler import LambdaLR
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from studio.core.errors import StudioError
from studio.core.files import atomic_write
from studio.core.picture import Picture
from studio.core.step import Job, Step
from studio.training.method import Context, Method
from studio.training.recipe import Recipe, Schedule

MethodFactory = Callable[[Recipe, Context], Method]


@dataclass(frozen=True)
class Trained:
    """What a run leaves: the exported model's folder, its figures, steps and hours of training."""

    folder: Path
    figures: dict[str, float]
    steps: int
    hours: float


def train(
    recipe: Recipe, make_method: MethodFactory, run_folder: Path, models_folder: Path, cpu: bool = False
) -> Job[Trained]:
    """Trains `recipe` to its end, going on from `run_folder`'s checkpoint if there is one.

    run_folder receives checkpoint.pt, sheet-*.png and log.jsonl; models_folder receives the finished model.
    Closing the generator writes a checkpoint, so an interrupted run loses nothing.
    """
    schedule = recipe.schedule
    accelerator = Accelerator(mixed_precision=schedule.precision, cpu=cpu)
    set_seed(schedule.seed + accelerator.process_index)
    rng = random.Random(schedule.seed * 1000 + accelerator.process_index)
    method = make_method(recipe, Context(accelerator, rng))
    run = _Run(recipe, method, accelerator, run_folder)
    run.resume()
    try:
        while run.step < schedule.steps:
            losses = run.advance()
            yield Step(run.step / schedule.steps, _note(run, losses), run.preview if run.step % 20 == 0 else None)
            run.keep_up(losses)
    finally:
        run.checkpoint()
    figures = method.evaluate(run.averaged_networks)
    folder = (
        method.export(run.averaged_networks, figures, models_folder) if accelerator.is_main_process else models_folder
    )
    return Trained(folder, figures, run.step, run.seconds / 3600)


def rate_at(step: int, schedule: Schedule) -> float:
    """The learning rate's factor at `step`: linear warm-up, then a cosine down to `final_rate`."""
    if step < schedule.warmup:
        return (step + 1) / schedule.warmup
    progress = (step - schedule.warmup) / max(1, schedule.steps - schedule.warmup)
    return schedule.final_rate + (1 - schedule.final_rate) * 0.5 * (1 + math.cos(math.pi * min(1.0, progress)))


class _Run:
    """The state of one training run."""

    def __init__(self, recipe: Recipe, method: Method, accelerator: Accelerator, folder: Path) -> None:
        self.recipe, self.method, self.accelerator, self.folder = recipe, method, accelerator, folder
        folder.mkdir(parents=True, exist_ok=True)
        self.step, self.seconds = 0, 0.0
        networks = {name: net.to(memory_format=torch.channels_last) for name, net in method.trained.items()}  # type: ignore[call-overload]
        optimisers = method.optimisers(recipe.schedule.learning_rate)
        prepared = accelerator.prepare(*networks.values(), *optimisers)
        prepared = prepared if isinstance(prepared, tuple) else (prepared,)
        self.networks: dict[str, nn.Module] = dict(zip(networks, prepared, strict=False))
        self.optimisers = list(prepared[len(networks) :])
        self.schedulers = [LambdaLR(o.optimizer, lambda n: rate_at(n, recipe.schedule)) for o in self.optimisers]
        average = get_ema_multi_avg_fn(recipe.schedule.ema)
        self.averaged = {
            name: AveragedModel(accelerator.unwrap_model(self.networks[name]), multi_avg_fn=average, use_buffers=True)
            for name in method.averaged
        }
        method.prepare(self.networks, self.optimisers)
        self.last_sheet = self.last_checkpoint = self.last_log = time.monotonic()

    @property
    def averaged_networks(self) -> dict[str, nn.Module]:
        return {name: average.module.eval() for name, average in self.averaged.items()}

    @property
    def checkpoint_path(self) -> Path:
        return self.folder / "checkpoint.pt"

    def advance(self) -> dict[str, Tensor]:
        started = time.monotonic()
        losses = self.method.step(self.step)
        for scheduler in self.schedulers:
            scheduler.step()
        for name, average in self.averaged.items():
            average.update_parameters(self.accelerator.unwrap_model(self.networks[name]))
        self.step += 1
        self.seconds += time.monotonic() - started
        return losses

    def keep_up(self, losses: dict[str, Tensor]) -> None:
        """Log, sheet and checkpoint when their time has come."""
        now, schedule = time.monotonic(), self.recipe.schedule
        if not self.accelerator.is_main_process:
            return
        if now - self.last_log > 10 or self.step == 1:
            self.last_log = now
            row = {"step": self.step, "seconds": round(self.seconds, 1)} | {
                k: round(float(v), 5) for k, v in losses.items()
            }
            with (self.folder / "log.jsonl").open("a", encoding="utf-8") as log:
                log.write(json.dumps(row) + "\n")
        if now - self.last_sheet > schedule.sheet_every:
            self.last_sheet = now
            Image.fromarray(_pixels(self.method.sheet(self.averaged_networks))).save(
                self.folder / f"sheet-{self.step:06d}.png"
            )
        if now - self.last_checkpoint > schedule.checkpoint_every:
            self.last_checkpoint = now
            self.checkpoint()

    def preview(self) -> Picture:
        return Picture(_pixels(self.method.sheet(self.averaged_networks)))

    def checkpoint(self) -> None:
        if not self.accelerator.is_main_process:
            return
        state: dict[str, Any] = {
            "recipe": self.recipe.name,
            "step": self.step,
            "seconds": self.seconds,
            "networks": {name: self.accelerator.unwrap_model(net).state_dict() for name, net in self.networks.items()},
            "averaged": {name: average.state_dict() for name, average in self.averaged.items()},
            "optimisers": [o.state_dict() for o in self.optimisers],
            "schedulers": [s.state_dict() for s in self.schedulers],
            "method": self.method.state(),
            "torch_rng": torch.get_rng_state(),
            "python_rng": repr(self.method.context.rng.getstate()),
        }
        atomic_write(self.checkpoint_path, lambda file: torch.save(state, file))

    def resume(self) -> None:
        """Goes on from the checkpoint, if there is one; StudioError if it is damaged or of another recipe."""
        if not self.checkpoint_path.is_file():
            return
        try:
            self._take(torch.load(self.checkpoint_path, map_location=self.accelerator.device, weights_only=True))
        except (OSError, EOFError, pickle.UnpicklingError, RuntimeError, LookupError, TypeError, ValueError) as error:
            raise StudioError(
                f"{self.checkpoint_path} is damaged or belongs to another recipe; move it away to start afresh."
            ) from error

    def _take(self, state: dict[str, Any]) -> None:
        for name, net in self.networks.items():
            self.accelerator.unwrap_model(net).load_state_dict(state["networks"][name])
        for name, average in self.averaged.items():
            average.load_state_dict(state["averaged"][name])
        for ours, kept in zip(self.optimisers, state["optimisers"], strict=True):
            ours.load_state_dict(kept)
        for ours, kept in zip(self.schedulers, state["schedulers"], strict=True):
            ours.load_state_dict(kept)
        self.method.load_state(state["method"])
        torch.set_rng_state(state["torch_rng"].cpu())
        self.method.context.rng.setstate(ast.literal_eval(state["python_rng"]))
        self.step, self.seconds = state["step"], state["seconds"]


def _pixels(sheet: Tensor) -> np.ndarray:
    return (sheet.detach().float().clamp(0, 1) * 255).round().byte().permute(1, 2, 0).cpu().numpy()


def _note(run: _Run, losses: dict[str, Tensor]) -> str:
    if run.step % 10:
        return ""
    shown = "  ".join(f"{name} {float(value):.4f}" for name, value in losses.items())
    return f"step {run.step} of {run.recipe.schedule.steps}  {shown}"

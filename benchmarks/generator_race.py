"""One race of generators against a published network: processes take turns, so that a busy moment hits all.

Medians count. One process runs the published network (random weights, eager float32, eval mode, tensor to tensor), one
runs ours in the application's way: its precision, its memory format, and freed memory kept (`studio/core/heap.py`). The
third gives the published network that memory too, to tell what is the network's merit.

"request" rows are the engine from an 8-bit picture to an 8-bit picture; "network" rows are its passes from the smallest
level on, tensor to tensor. Every request is another picture, so that nothing can be remembered.
"""

from __future__ import annotations

import argparse
import itertools
import json
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor

from benchmarks.generator_studio import GeneratorStudio
from benchmarks.instant_speed import interleaved
from studio.core.files import atomic_bytes
from studio.core.generate import GenerateRequest
from studio.core.heap import reuse_memory
from studio.core.step import finish
from studio.engines.device import choose_device
from studio.library.generators import Generator
from studio.library.load import load_network
from studio.library.models import ModelStore
from studio.networks.pyramid import level_count, levels

SIDE = 256  # where the published networks work
GROUPS, BLOCKS, KEEPING = ("published", "ours", "kept"), 3, ", keeping memory"
Run = Callable[[], object]


@dataclass(frozen=True)
class Race:
    """What is raced. module: whose command line this is. reference: name of the published network, made by `published`.

    requests: what a model is asked at a side. main: the model that is also raced at other sizes than `SIDE`.
    limits: row to (least ratio to the published network, most milliseconds). rounds: by default, at `SIDE`.
    """

    module: str
    title: str
    reference: str
    published: Callable[[torch.device], Run]
    requests: Callable[[Generator, int], list[GenerateRequest]]
    main: str
    limits: Mapping[str, tuple[float, float]]
    rounds: int = 24
    models: Sequence[str] | None = None  # None: all that are installed

    def run(self) -> None:
        """The command line."""
        parser = argparse.ArgumentParser(description=self.title)
        parser.add_argument("--sizes", type=int, nargs="+", default=[256, 512, 1024])
        parser.add_argument("--models", nargs="+", default=self.models, help="ids of models")
        parser.add_argument("--rounds", type=int, default=self.rounds, help="at 256 px; fewer for larger pictures")
        parser.add_argument("--device", default="cpu")
        parser.add_argument("--json", type=Path)
        parser.add_argument("--group", choices=GROUPS, help=argparse.SUPPRESS)
        args = parser.parse_args()
        if args.group:
            print(json.dumps(self.measure(args)))
            return
        device, times = choose_device(args.device), {}
        print(
            f"{device.name}, {torch.get_num_threads()} threads; ours in {str(device.precision).removeprefix('torch.')}."
        )
        for _ in range(BLOCKS):
            for group in GROUPS:
                for name, values in self.in_own_process(group, args).items():
                    times.setdefault(name, []).extend(values)
        timings = judged(times, self.reference, self.limits)
        for timing in timings:
            print(line(timing, self.reference, self.limits))
        if args.json:
            content = {"device": device.name, "rows": [asdict(timing) for timing in timings]}
            atomic_bytes(args.json, (json.dumps(content, indent=2) + "\n").encode())

    def in_own_process(self, group: str, args: argparse.Namespace) -> dict[str, list[float]]:
        """One block of one group's timings, measured in a fresh process."""
        command = [sys.executable, "-m", self.module, "--group", group, "--device", args.device]
        command += ["--rounds", str(-(-args.rounds // BLOCKS)), "--sizes", *map(str, args.sizes)]
        command += ["--models", *args.models] if args.models else []
        result = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        return json.loads(result.stdout.splitlines()[-1])

    def measure(self, args: argparse.Namespace) -> dict[str, list[float]]:
        """Milliseconds of every run of a group."""
        device = choose_device(args.device).device
        if args.group != "published":
            reuse_memory()
        if args.group != "ours":
            name = self.reference + (KEEPING if args.group == "kept" else "")
            return interleaved({name: self.published(device)}, args.rounds, device)
        studio = GeneratorStudio(args.device)
        times: dict[str, list[float]] = {}
        for side in sorted({SIDE, *args.sizes}):
            runs: dict[str, Run] = {}
            for generator in studio.generators(args.models):
                if side == SIDE or generator.id in (self.main, *(args.models or ())):
                    runs |= self.contenders(studio, generator, side, args.device)
            times |= interleaved(runs, max(1, args.rounds * SIDE // side), device)
        return times

    def contenders(self, studio: GeneratorStudio, generator: Generator, side: int, device: str) -> dict[str, Run]:
        """What one model does at one size."""
        engine, requests = studio.engines["generate"], itertools.cycle(self.requests(generator, side))
        runs: dict[str, Run] = {f"{generator.id}, request, {side}": lambda: finish(engine.run(next(requests)))}
        if run := network_alone(studio.store, generator, side, device):
            runs[f"{generator.id}, network, {side}"] = run
        return runs


@dataclass(frozen=True)
class Timing:
    """median_ms, fastest_ms: of all rounds. ratio: the published network's median over ours, None but for rows of 256
    px."""

    name: str
    median_ms: float
    fastest_ms: float
    ratio: float | None = None
    met: bool | None = None


def network_alone(store: ModelStore, generator: Generator, side: int, wanted: str) -> Callable[[], Tensor] | None:
    """All levels over a random condition as the engine runs them; None for a network of another architecture."""
    if store.manifest(generator.id).architecture != "generator":
        return None
    device = choose_device(wanted)
    network = load_network(store, generator.id, "generator")
    network.to(device.device, device.precision, memory_format=torch.channels_last)
    step = network.multiple * 2 ** level_count(side, side)
    side = -(-side // step) * step
    condition = torch.rand(1, network.channels, side, side).to(device.device, memory_format=torch.channels_last)
    look = torch.randn(1, network.look_size).to(device.device) if network.look_size else None

    def run() -> Tensor:
        *_, made = levels(network, condition, look)
        return made

    return run


def judged(
    times: Mapping[str, Sequence[float]], reference: str, limits: Mapping[str, tuple[float, float]]
) -> list[Timing]:
    """The medians; ratios at 256 px, verdicts where there is a limit."""
    medians = {name: statistics.median(values) for name, values in times.items()}
    timings = []
    for name, median in medians.items():
        ratio = medians[reference] / median if name.endswith(f", {SIDE}") else None
        met = None
        if name in limits and ratio is not None:
            least, most = limits[name]
            met = ratio >= least and median <= most
        timings.append(Timing(name, median, min(times[name]), ratio, met))
    return timings


def line(timing: Timing, reference: str, limits: Mapping[str, tuple[float, float]]) -> str:
    """One line of the report."""
    text = f"{timing.name:40} median {timing.median_ms:8.1f} ms, best {timing.fastest_ms:8.1f} ms"
    if timing.ratio is not None:
        text += f", {timing.ratio:.1f}x as fast as the {reference}"
    if timing.met is not None:
        least, most = limits[timing.name]
        text += f" (limits {most:g} ms and {least:g}x: {'met' if timing.met else 'MISSED'})"
    return text

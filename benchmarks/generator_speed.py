"""How fast the generators are, against the U-Net that pix2pix published, in one run.

    python -m benchmarks.generator_speed [--sizes 256 512 1024] [--rounds 24] [--models ID ...] [--device cpu]
                                         [--json FILE]

Processes take turns, so that a busy moment hits all; medians count. One runs the published U-Net-256 (54 M random
weights, eager float32, eval mode, tensor to tensor), one runs ours in the application's way: its precision, its memory
format, and freed memory kept (`studio/core/heap.py`). The third gives the U-Net that memory too, to tell what is the
network's merit.

"request" rows are the engine from an 8-bit picture (and colour hints, where the model takes them) to an 8-bit picture;
"network" rows are its passes from the smallest level on, tensor to tensor. Every request is another picture, so that
nothing can be remembered.
"""

from __future__ import annotations

import argparse
import itertools
import json
import statistics
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from benchmarks.generator_studio import SKETCH, GeneratorStudio
from benchmarks.instant_speed import interleaved
from studio.core.examples import example
from studio.core.files import atomic_bytes
from studio.core.generate import GenerateParams, GenerateRequest
from studio.core.heap import reuse_memory
from studio.core.picture import Picture
from studio.core.step import finish
from studio.engines.device import choose_device
from studio.library.generators import Generator
from studio.library.load import load_network
from studio.library.models import ModelStore
from studio.networks.pyramid import level_count, levels
from studio.networks.unet import PixUNet

SIDE = 256  # where the published network works
UNET, KEEPING = "published U-Net-256", ", keeping memory"
# Our row: the least ratio to the published U-Net, the most milliseconds.
LIMITS = {f"{SKETCH}, request, {SIDE}": (4.0, 60.0)}
GROUPS, BLOCKS, PICTURES = ("published", "ours", "kept"), 3, 8


@dataclass(frozen=True)
class Timing:
    """median_ms, fastest_ms: of all rounds. ratio: the U-Net's median over ours, None but for rows of 256 px."""

    name: str
    median_ms: float
    fastest_ms: float
    ratio: float | None = None
    met: bool | None = None


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the generators against the published U-Net.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[256, 512, 1024])
    parser.add_argument("--models", nargs="+", help="ids; all that are installed without")
    parser.add_argument("--rounds", type=int, default=24, help="at 256 px; fewer for larger pictures")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--group", choices=GROUPS, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.group:
        print(json.dumps(measure(args)))
        return
    device, times = choose_device(args.device), {}
    print(f"{device.name}, {torch.get_num_threads()} threads; ours in {str(device.precision).removeprefix('torch.')}.")
    for _ in range(BLOCKS):
        for group in GROUPS:
            for name, values in in_own_process(group, args).items():
                times.setdefault(name, []).extend(values)
    timings = judged(times)
    for timing in timings:
        print(line(timing))
    if args.json:
        content = {"device": device.name, "rows": [asdict(timing) for timing in timings]}
        atomic_bytes(args.json, (json.dumps(content, indent=2) + "\n").encode())


def in_own_process(group: str, args: argparse.Namespace) -> dict[str, list[float]]:
    """One block of one group's timings, measured in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.generator_speed", "--group", group, "--device", args.device]
    command += ["--rounds", str(-(-args.rounds // BLOCKS)), "--sizes", *map(str, args.sizes)]
    command += ["--models", *args.models] if args.models else []
    result = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(result.stdout.splitlines()[-1])


def measure(args: argparse.Namespace) -> dict[str, list[float]]:
    """Milliseconds of every run of a group."""
    device = choose_device(args.device).device
    if args.group != "published":
        reuse_memory()
    if args.group != "ours":
        name = UNET + (KEEPING if args.group == "kept" else "")
        return interleaved({name: published(device)}, args.rounds, device)
    studio = GeneratorStudio(args.device)
    engine = studio.engines["generate"]
    times: dict[str, list[float]] = {}
    for side in sorted({SIDE, *args.sizes}):
        runs: dict[str, Callable[[], object]] = {}
        for generator in studio.generators(args.models):
            if side == SIDE or generator.id == SKETCH:
                requests = itertools.cycle(requests_to(generator, side))
                runs[f"{generator.id}, request, {side}"] = lambda r=requests: finish(engine.run(next(r)))
                if run := network_alone(studio.store, generator, side, args.device):
                    runs[f"{generator.id}, network, {side}"] = run
        times |= interleaved(runs, max(1, args.rounds * SIDE // side), device)
    return times


@torch.inference_mode()
def published(device: torch.device) -> Callable[[], object]:
    """The U-Net as published, on a random picture."""
    network, photo = PixUNet().eval().to(device), torch.rand(1, 3, SIDE, SIDE).to(device) * 2 - 1
    return torch.inference_mode()(lambda: network(photo))


def requests_to(generator: Generator, side: int) -> list[GenerateRequest]:
    """Requests that differ: the application's own example, moved sideways, each with another seed."""
    picture = example(generator.task, side, side)
    hints = Picture(colour_strokes(side)) if generator.hints else None
    return [
        GenerateRequest(
            Picture(np.roll(picture.pixels, 3 * n, axis=1)), GenerateParams(generator.id, seed=n, size=side), hints
        )
        for n in range(PICTURES)
    ]


def colour_strokes(side: int) -> np.ndarray:
    """Hints: a stroke of sky above, one of grass below."""
    pixels, high = np.zeros((side, side, 4), np.uint8), max(1, side // 20)
    for top, colour in ((0.15, (120, 170, 225)), (0.8, (96, 142, 58))):
        pixels[int(top * side) : int(top * side) + high, side // 5 : side * 4 // 5] = (*colour, 255)
    return pixels


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


def judged(times: dict[str, list[float]]) -> list[Timing]:
    """The medians; ratios at 256 px, verdicts where there is a limit."""
    medians = {name: statistics.median(values) for name, values in times.items()}
    timings = []
    for name, median in medians.items():
        ratio = medians[UNET] / median if name.endswith(f", {SIDE}") else None
        met = None
        if name in LIMITS and ratio is not None:
            least, most = LIMITS[name]
            met = ratio >= least and median <= most
        timings.append(Timing(name, median, min(times[name]), ratio, met))
    return timings


def line(timing: Timing) -> str:
    """One line of the report."""
    text = f"{timing.name:40} median {timing.median_ms:8.1f} ms, best {timing.fastest_ms:8.1f} ms"
    if timing.ratio is not None:
        text += f", {timing.ratio:.1f}x as fast as the {UNET}"
    if timing.met is not None:
        least, most = LIMITS[timing.name]
        text += f" (limits {most:g} ms and {least:g}x: {'met' if timing.met else 'MISSED'})"
    return text


if __name__ == "__main__":
    main()

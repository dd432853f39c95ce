"""How fast photos are translated, against the published layouts of CycleGAN, UNIT and StarGAN, in one run.

    python -m benchmarks.translate_speed [--size 512] [--rounds 9] [--models ID ...] [--device cpu] [--json FILE]

Processes take turns, so that a busy moment hits all; medians count. One runs the published layouts (ResNet-9-blocks,
UNIT and StarGAN 64x6, all of width 64; random weights, eager float32, eval mode, tensor to tensor), one runs ours in
the application's way: its precision, its memory format, and freed memory kept (`studio/core/heap.py`). The third gives
the published layouts that memory too, to tell what is the networks' merit.

"network" rows are ours from tensor to tensor, "request" rows a step of a chain from an 8-bit photo to an 8-bit photo,
"draft" rows the same as it is done while a slider moves. Every request is another photo, so that nothing can be
remembered. Each model is measured against the layout of the method that trained it.
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

import numpy as np
import torch
from torch import nn

from benchmarks.instant_speed import interleaved
from benchmarks.translate_studio import TranslateStudio
from studio.core.chain import Chain, ChainRequest, Generate
from studio.core.errors import StudioError
from studio.core.files import atomic_bytes
from studio.core.heap import reuse_memory
from studio.core.picture import Picture
from studio.core.resize import resize
from studio.core.scene import scene_picture
from studio.core.step import finish
from studio.engines.device import choose_device
from studio.library.generators import Generator
from studio.library.load import load_network
from studio.networks.resnet import ResNetGenerator
from studio.networks.stargan import StarGenerator
from studio.networks.unit import Unit

RESNET, UNIT, STAR = "ResNet-9-blocks", "UNIT", "StarGAN 64x6"
REFERENCES = {"weather": STAR, "sunset": UNIT}  # by task; the others are CycleGAN's
RATIO = 4.0  # times as fast as the published layout, at least
GROUPS, BLOCKS, KEEPING = ("published", "ours", "kept"), 3, ", keeping memory"
NETWORK, REQUEST, DRAFT = "network", "request", "draft"
DOMAINS = 6  # of the published StarGAN's code, as many as ours
PHOTOS = 4
Run = Callable[[], object]


@dataclass(frozen=True)
class Timing:
    """median_ms, fastest_ms: of all rounds. reference: the published layout; ratio: its median over ours, met: whether
    that is enough. None for rows that are not judged."""

    name: str
    median_ms: float
    fastest_ms: float
    reference: str | None = None
    ratio: float | None = None
    met: bool | None = None


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the translations against the published layouts.")
    parser.add_argument("--size", type=int, default=512, help="sides of the photos, a multiple of 8")
    parser.add_argument("--models", nargs="+", help="ids; all that are installed without")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--group", choices=GROUPS, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.group:
        print(json.dumps(measure(args.group, args.size, args.rounds, args.device, args.models)))
        return
    device, times = choose_device(args.device), {}
    try:
        found = TranslateStudio(args.device).translations(args.models)
    except StudioError as error:
        parser.exit(2, f"{error}\n")
    precision = str(device.precision).removeprefix("torch.")
    threads = torch.get_num_threads()
    print(f"{device.name}, {threads} threads, {args.size} x {args.size}; ours in {precision}.")
    if not found:
        print("No translation is installed, so only the published layouts are measured.")
    for _ in range(BLOCKS):
        for group in GROUPS if found else ("published", "kept"):
            for name, values in in_own_process(group, args).items():
                times.setdefault(name, []).extend(values)
    timings = judged(times, {generator.id: reference_of(generator) for generator in found})
    for timing in timings:
        print(line(timing))
    if args.json:
        content = {"device": device.name, "threads": threads, "size": args.size, "precision": precision}
        content |= {"rows": [asdict(timing) for timing in timings]}
        atomic_bytes(args.json, (json.dumps(content, indent=2) + "\n").encode())


def in_own_process(group: str, args: argparse.Namespace) -> dict[str, list[float]]:
    """One block of one group's timings, measured in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.translate_speed", "--group", group, "--device", args.device]
    command += ["--size", str(args.size), "--rounds", str(-(-args.rounds // BLOCKS))]
    command += ["--models", *args.models] if args.models else []
    result = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(result.stdout.splitlines()[-1])


def measure(
    group: str, size: int, rounds: int, wanted: str, models: Sequence[str] | None = None
) -> dict[str, list[float]]:
    """Milliseconds of every run of a group."""
    device = choose_device(wanted).device
    if group != "published":
        reuse_memory()
    if group != "ours":
        runs = published(size, device)
        return interleaved(
            {name + (KEEPING if group == "kept" else ""): run for name, run in runs.items()}, rounds, device
        )
    studio = TranslateStudio(wanted)
    runs = {}
    for generator in studio.translations(models):
        runs |= contenders(studio, generator, size, wanted)
    return interleaved(runs, rounds, device)


def published(size: int, device: torch.device) -> dict[str, Run]:
    """The published layouts, from a random picture in -1..1 to a picture; UNIT from one side to the other."""
    x, code = torch.rand(1, 3, size, size).to(device) * 2 - 1, torch.zeros(1, DOMAINS).to(device)
    resnet, unit, star = (
        network.eval().requires_grad_(False).to(device)
        for network in (ResNetGenerator(), Unit(), StarGenerator(DOMAINS))
    )
    runs: dict[str, Run] = {
        RESNET: lambda: resnet(x), UNIT: lambda: unit(x, "a", "b"), STAR: lambda: star(x, code)
    }  # fmt: skip
    return {name: torch.inference_mode()(run) for name, run in runs.items()}


def contenders(studio: TranslateStudio, generator: Generator, size: int, wanted: str) -> dict[str, Run]:
    """What one model does, in the application's way."""
    step = Generate(model=generator.id, domains=tuple((name, 1.0) for name in generator.domains[-1:]))
    photos, engine = photos_of(size), studio.engines["chain"]
    full, draft = (itertools.cycle([ChainRequest(p, Chain((step,)), draft=d) for p in photos]) for d in (False, True))
    return {
        f"{generator.id}, {NETWORK}": network_alone(studio, generator, size, wanted),
        f"{generator.id}, {REQUEST}": lambda: finish(engine.run(next(full))),
        f"{generator.id}, {DRAFT}": lambda: finish(engine.run(next(draft))),
    }


def network_alone(studio: TranslateStudio, generator: Generator, size: int, wanted: str) -> Run:
    """One pass over a random picture in the engine's precision and memory format."""
    device, architecture = choose_device(wanted), studio.store.manifest(generator.id).architecture
    network: nn.Module = load_network(studio.store, generator.id, architecture)
    network.to(device.device, device.precision, memory_format=torch.channels_last)  # type: ignore[call-overload]
    x = torch.rand(1, 3, size, size).to(device.device, memory_format=torch.channels_last)
    code = torch.zeros(1, len(generator.domains)).to(device.device)
    code[:, -1:] = 1
    if isinstance(network, Unit):
        y = (2 * x - 1).to(device.precision)
        return torch.inference_mode()(lambda: network(y, "a", "b"))
    if architecture != "generator":
        x = (2 * x - 1).to(device.precision)
    return torch.inference_mode()(lambda: network(x, code) if generator.domains else network(x))


def photos_of(size: int) -> list[Picture]:
    """Different photos with sides of `size`: the drawn scene, each time a little further."""
    scene = resize(scene_picture(), size, size)
    return [Picture(np.roll(scene.pixels[..., :3], n * size // PHOTOS, axis=1).copy()) for n in range(PHOTOS)]


def reference_of(generator: Generator) -> str:
    return REFERENCES.get(generator.task, RESNET)


def judged(times: Mapping[str, Sequence[float]], references: Mapping[str, str]) -> list[Timing]:
    """The medians, those of networks and requests against the published layout. references: by model."""
    medians = {name: statistics.median(values) for name, values in times.items()}
    timings = []
    for name, median in medians.items():
        model, _, what = name.partition(", ")
        reference = references.get(model) if what in (NETWORK, REQUEST) else None
        ratio = medians[reference] / median if reference else None
        met = None if ratio is None else ratio >= RATIO
        timings.append(Timing(name, median, min(times[name]), reference, ratio, met))
    return timings


def line(timing: Timing) -> str:
    """One line of the report."""
    text = f"{timing.name:36} median {timing.median_ms:8.1f} ms, best {timing.fastest_ms:8.1f} ms"
    if timing.ratio is not None:
        text += f", {timing.ratio:.1f}x as fast as {timing.reference} (limit {RATIO:g}x: "
        text += f"{'met' if timing.met else 'MISSED'})"
    return text


if __name__ == "__main__":
    main()

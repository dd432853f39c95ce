"""How fast the instant networks are, against two public architectures, in one run.

    python -m benchmarks.instant_speed [--size 512] [--rounds 24] [--device cpu] [--json FILE]

Three processes take turns, so that a busy moment hits all; medians count. One runs the public networks as published
(eager float32 NCHW, tensor to tensor), one runs ours in the application's way, which also keeps freed memory
(`studio/core/heap.py`); the third gives the public ones that memory too, to tell what is the network's merit.

"network" rows are ours as the engine runs them, tensor to tensor: colours moved to the painting's, the code turned into
scales and shifts, the pass itself. "engine" rows are a whole request, from an 8-bit picture to an 8-bit picture. Codes
are made beforehand in the network rows; MicroAST encodes photo and style.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor

from benchmarks.instant_studio import InstantStudio
from benchmarks.reference_nets import MicroAST, TransformerNet
from studio.core.files import atomic_bytes
from studio.core.heap import reuse_memory
from studio.core.params import StylizeParams
from studio.core.picture import Picture
from studio.core.request import InstantRequest
from studio.core.resize import resize
from studio.core.scene import scene_picture
from studio.core.step import finish
from studio.core.style_masks import Region
from studio.engines.brush import Brush
from studio.engines.device import choose_device
from studio.engines.tensors import to_tensor

JOHNSON, MICRO = "TransformerNet", "MicroAST, both encodes"
# Our row: the reference it is divided into, the least ratio, the most milliseconds.
LIMITS = {"painted, network": (JOHNSON, 9.0, 60.0), "any, network": (MICRO, 12.0, 80.0)}
GROUPS, BLOCKS, KEEPING = ("public", "ours", "kept"), 3, ", keeping memory"
SEEN_SIDE = 192  # of the small copy from which the engine reads the photo's colours


@dataclass(frozen=True)
class Timing:
    """median_ms, fastest_ms: of all rounds. ratio: reference over ours, None for rows without a limit."""

    name: str
    median_ms: float
    fastest_ms: float
    precision: str
    reference: str | None = None
    ratio: float | None = None
    met: bool | None = None


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure against public architectures.")
    parser.add_argument("--size", type=int, default=512)
    parser.add_argument("--rounds", type=int, default=24)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--group", choices=GROUPS, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.group:
        print(json.dumps(measure(args.group, args.size, args.rounds, args.device)))
        return
    device, times = choose_device(args.device), {}
    print(f"{device.name}, {torch.get_num_threads()} threads, {args.size} x {args.size}.")
    for _ in range(BLOCKS):
        for group in GROUPS:
            for name, values in in_own_process(group, args).items():
                times.setdefault(name, []).extend(values)
    timings = judged(times, str(device.precision).removeprefix("torch."))
    for timing in timings:
        text = (
            f"{timing.name:36} {timing.precision:9} median {timing.median_ms:8.1f} ms, best {timing.fastest_ms:8.1f} ms"
        )
        if timing.ratio is not None:
            _, least, most = LIMITS[timing.name]
            verdict = "met" if timing.met else "MISSED"
            text += f", {timing.ratio:.1f}x {timing.reference} (limits {most:g} ms and {least:g}x: {verdict})"
        print(text)
    if args.json:
        content = {"device": device.name, "size": args.size, "rows": [asdict(t) for t in timings]}
        atomic_bytes(args.json, (json.dumps(content, indent=2) + "\n").encode())


def in_own_process(group: str, args: argparse.Namespace) -> dict[str, list[float]]:
    """One block of one group's timings, measured in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.instant_speed", "--group", group, "--device", args.device]
    command += ["--size", str(args.size), "--rounds", str(-(-args.rounds // BLOCKS))]
    result = subprocess.run(command, check=True, capture_output=True, text=True)
    *notes, last = result.stdout.splitlines()
    for note in notes:
        print(note)
    return json.loads(last)


def measure(group: str, size: int, rounds: int, device: str) -> dict[str, list[float]]:
    """Milliseconds of every run of a group."""
    if group != "public":
        reuse_memory()
    if group != "ours":
        target = choose_device(device).device
        times = interleaved(references(size, target), rounds, target)
        return {name + (KEEPING if group == "kept" else ""): values for name, values in times.items()}
    with InstantStudio(device) as studio:
        times = interleaved(ours(studio, size), rounds, studio.perception.device.device)
        if note := studio.note():
            print(note)
        return times


def references(size: int, device: torch.device) -> dict[str, Callable[[], object]]:
    """The public architectures on random pictures."""
    photo, painting = torch.rand(2, 1, 3, size, size).to(device)
    johnson, micro = TransformerNet().eval().to(device), MicroAST().eval().to(device)
    return {
        JOHNSON: torch.inference_mode()(lambda: johnson(photo)),
        MICRO: torch.inference_mode()(lambda: micro(photo, painting)),
    }


def ours(studio: InstantStudio, size: int) -> dict[str, Callable[[], object]]:
    """Both networks alone, and whole requests; the network for any picture paints a picture that nobody trained on."""
    photo = resize(scene_picture(), size, size)
    known, foreign = studio.bundled[0], studio.learn(_own_picture(), "own")
    runs: dict[str, Callable[[], object]] = {}
    for name, style in (("painted", known), ("any", foreign)):
        runs[f"{name}, network"] = _network(studio, photo, style)
        request = InstantRequest(photo, StylizeParams(((style, 1.0),), size=size))
        runs[f"{name}, engine"] = lambda request=request: finish(studio.engine.run(request))
    return runs


def _network(studio: InstantStudio, photo: Picture, style: str) -> Callable[[], Tensor]:
    models, mix = studio.engine.models, ((style, 1.0),)
    network = models.network(models.choose([style]))
    side = max(photo.width, photo.height)
    ink = models.ink(network, mix, finish(models.statistics(mix)), side)
    x = to_tensor(photo, studio.perception.device.device)
    small = to_tensor(resize(photo, SEEN_SIDE, SEEN_SIDE), studio.perception.device.device)
    window, size = (slice(0, photo.height), slice(0, photo.width)), (photo.height, photo.width)

    def run() -> Tensor:
        brush = Brush(network, [Region(None, mix)], [ink], [1.0], small)
        return brush.paint(brush.coloured(x, window, size), window, size)

    return run


def interleaved(runs: dict[str, Callable[[], object]], rounds: int, device: torch.device) -> dict[str, list[float]]:
    """Milliseconds of every run, `rounds` times after three to warm up, the contenders taking turns."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(rounds + 3):
        for name, run in runs.items():
            started = time.perf_counter()
            run()
            if device.type == "cuda":
                torch.cuda.synchronize(device)
            if number >= 3:
                times[name].append(1000 * (time.perf_counter() - started))
    return times


def judged(times: dict[str, list[float]], precision: str) -> list[Timing]:
    """The medians with ratios and verdicts."""
    medians = {name: statistics.median(values) for name, values in times.items()}
    timings = []
    for name, median in medians.items():
        if name not in LIMITS:
            kind = "float32" if name.startswith((JOHNSON, MICRO)) else precision
            timings.append(Timing(name, median, min(times[name]), kind))
            continue
        reference, least, most = LIMITS[name]
        ratio = medians[reference] / median
        met = ratio >= least and median <= most
        timings.append(Timing(name, median, min(times[name]), precision, reference, ratio, met))
    return timings


def _own_picture() -> Picture:
    """The scene upside down in other colours, to be a user's style."""
    return Picture(scene_picture(256).pixels[::-1, :, ::-1].copy())


if __name__ == "__main__":
    main()

"""`python main.py bench`: how fast the engines are on this computer, as a table or as JSON."""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from studio.core.errors import UnavailableError
from studio.core.params import Quality, StylizeParams
from studio.core.request import StylizeRequest
from studio.core.resize import resize
from studio.core.scene import scene_picture
from studio.engines.device import choose_device
from studio.engines.gatys import GatysEngine
from studio.engines.perception import Perception
from studio.library.models import ModelStore
from studio.library.paths import bundled_styles_dir, models_dir, user_models_dir, user_styles_dir
from studio.library.styles import StyleLibrary

WIDTHS = {
    "engine": 8,
    "quality": 8,
    "size": 6,
    "device": 24,
    "precision": 10,
    "first_ms": 9,
    "total_ms": 9,
    "peak_mb": 8,
}


@dataclass(frozen=True)
class Row:
    """One line of the table. first_ms: until the first preview. total_ms: whole runs, median. peak_mb: the process."""

    engine: str
    quality: str
    size: int
    device: str
    precision: str
    first_ms: float
    total_ms: float
    peak_mb: float


def main(argv: list[str]) -> int:
    """Runs the command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="studio bench", description="Measure the engines on this computer.")
    parser.add_argument("--device", default="auto", help="auto, cpu or cuda")
    parser.add_argument("--sizes", type=int, nargs="+", default=[256, 448], help="long sides in pixels")
    parser.add_argument("--quality", nargs="+", default=["draft", "good"], choices=list(Quality))
    parser.add_argument("--rounds", type=int, default=3, help="runs per line; the median counts")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the table as JSON")
    args = parser.parse_args(argv)
    rows = []
    print(" ".join(f"{name:{width}}" for name, width in WIDTHS.items()))
    for quality in args.quality:
        for size in args.sizes:
            row = measure_gatys(Quality(quality), size, args.device, args.rounds)
            rows.append(row)
            values = {n: f"{v:.0f}" if isinstance(v, float) else v for n, v in asdict(row).items()}
            print(" ".join(f"{values[name]:{width}}" for name, width in WIDTHS.items()), flush=True)
    if args.json:
        args.json.write_text(json.dumps([asdict(row) for row in rows], indent=2) + "\n", encoding="utf-8")
    return 0


def measure_gatys(quality: Quality, size: int, wanted: str, rounds: int) -> Row:
    """The optimiser on the application's own scene, in the first style that is installed."""
    device = choose_device(wanted)
    library = StyleLibrary(bundled_styles_dir(), user_styles_dir())
    perception = Perception(library, ModelStore([models_dir(), user_models_dir()]), device)
    engine = GatysEngine(perception.encoder, perception.style, device)
    if not library.all():
        raise UnavailableError("No style is installed; add a picture to your styles first.")
    params = StylizeParams(((library.all()[0].id, 1.0),), size=size, quality=quality)
    request = StylizeRequest(resize(scene_picture(), size, size), params)
    firsts, totals = [], []
    for _ in range(rounds + 1):
        started, first = time.perf_counter(), 0.0
        for step in engine.run(request):
            if step.preview and not first:
                step.preview()
                first = time.perf_counter() - started
        totals.append(time.perf_counter() - started)
        firsts.append(first)
    return Row(
        "gatys",
        str(quality),
        size,
        device.name,
        str(device.precision).removeprefix("torch."),
        1000 * statistics.median(firsts[1:]),
        1000 * statistics.median(totals[1:]),
        _peak_mb(device.device),
    )


def _peak_mb(device: torch.device) -> float:
    if device.type == "cuda":
        return torch.cuda.max_memory_allocated(device) / 1e6
    if sys.platform == "win32":
        return 0.0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)

"""`python main.py bench`: how fast the engines are on this computer, as a table or as JSON.

Every line is measured in a process of its own, so that its memory is its own too.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path

import torch

from studio.core.errors import UnavailableError
from studio.core.files import atomic_bytes
from studio.core.params import Quality, StylizeParams
from studio.core.request import InstantRequest, StylizeRequest
from studio.core.resize import resize
from studio.core.scene import scene_picture
from studio.core.step import Engine, finish
from studio.engines.device import Device, choose_device
from studio.engines.gatys import GatysEngine
from studio.engines.instant import InstantEngine
from studio.engines.instant_models import ANY, PAINTED
from studio.engines.perception import ENCODER, Perception
from studio.library.models import ModelStore
from studio.library.paths import bundled_styles_dir, models_dir, user_models_dir, user_styles_dir
from studio.library.styles import StyleLibrary

INSTANT = {"instant painted": PAINTED, "instant any": ANY}
GATYS = {f"gatys {quality}": quality for quality in (Quality.DRAFT, Quality.GOOD, Quality.BEST)}
USUAL = {"instant painted": (256, 512, 1024), "instant any": (256, 512, 1024), "gatys draft": (256, 448)}
USUAL["gatys good"] = USUAL["gatys draft"]
QUICK = {"instant painted": (256, 512), "instant any": (512,), "gatys draft": (256,)}
# Column of the table to its form: text to the left, numbers to the right.
COLUMNS = {"engine": "<16", "size": ">5", "device": "<24", "precision": "<9", "median_ms": ">10", "peak_mb": ">8"}


@dataclass(frozen=True)
class Case:
    """One line to be measured: the engine as the table names it, the long side in pixels, the device asked for."""

    engine: str
    size: int
    device: str
    rounds: int


@dataclass(frozen=True)
class Row:
    """One line of the table.

    median_ms: a picture in, the painted picture out, everything loaded. peak_mb: on a graphics card the most that was
    allocated there; else by how much the process grew while it loaded and painted. None where that is not known.
    """

    engine: str
    size: int
    device: str
    precision: str
    median_ms: float
    peak_mb: float | None


def main(argv: list[str]) -> int:
    """Runs the command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="studio bench", description="Measure the engines on this computer.")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda or mps")
    parser.add_argument("--engines", nargs="+", choices=[*INSTANT, *GATYS], help="lines to measure")
    parser.add_argument("--sizes", type=int, nargs="+", help="long sides in pixels")
    parser.add_argument("--rounds", type=int, help="runs per line, of which the median counts (default 15; gatys 3)")
    parser.add_argument("--quick", action="store_true", help="fewer lines and runs: under a minute")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the table as JSON")
    args = parser.parse_args(argv)
    choose_device(args.device)
    rows: list[Row] = []
    print(" ".join(f"{name:{form}}" for name, form in COLUMNS.items()))
    for case in cases(args.device, args.engines, args.sizes, args.rounds, args.quick):
        rows.append(apart(measure, case))
        print(line(rows[-1]), flush=True)
    if args.json:
        atomic_bytes(args.json, (json.dumps([asdict(row) for row in rows], indent=2) + "\n").encode())
    return 0


def cases(
    device: str,
    engines: Sequence[str] | None = None,
    sizes: Sequence[int] | None = None,
    rounds: int | None = None,
    quick: bool = False,
) -> list[Case]:
    """What to measure. Instant lines whose network is not installed are left out, and a sentence says so."""
    plan = QUICK if quick else USUAL
    installed = _models().ids()
    found = []
    for engine in engines or plan:
        if engine in INSTANT and INSTANT[engine] not in installed:
            print(f"{engine}: left out, the network {INSTANT[engine]} is not installed.", file=sys.stderr)
            continue
        usual = (5 if quick else 15) if engine in INSTANT else (1 if quick else 3)
        found += [
            Case(engine, size, device, rounds or usual) for size in sizes or plan.get(engine, USUAL["gatys good"])
        ]
    return found


def line(row: Row) -> str:
    """The row as it stands in the table."""
    peak = "?" if row.peak_mb is None else f"{row.peak_mb:.0f}"
    milliseconds = f"{row.median_ms:.1f}" if row.median_ms < 100 else f"{row.median_ms:.0f}"
    texts = [row.engine, str(row.size), row.device, row.precision, milliseconds, peak]
    return " ".join(f"{text:{form}}" for text, form in zip(texts, COLUMNS.values(), strict=True))


def apart(function: Callable[[Case], Row], case: Case) -> Row:
    """`function(case)` in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function, case).result()


def measure(case: Case) -> Row:
    """The application's own scene in the first style that is installed. Call it in a fresh process, for the memory."""
    device = choose_device(case.device)
    library = StyleLibrary(bundled_styles_dir(), user_styles_dir())
    if not library.all():
        raise UnavailableError("No style is installed; add a picture to your styles first.")
    photo = resize(scene_picture(), case.size, case.size)
    params = StylizeParams(
        ((library.all()[0].id, 1.0),), size=case.size, quality=GATYS.get(case.engine, Quality.INSTANT)
    )
    base = resident_mb()
    with tempfile.TemporaryDirectory() as folder:
        if case.engine in INSTANT:
            models = _only(INSTANT[case.engine], Path(folder))
            engine: Engine = InstantEngine(Perception(library, models, device))
            request = InstantRequest(photo, params)
        else:
            perception = Perception(library, _models(), device)
            engine = GatysEngine(perception.encoder, perception.style, device)
            request = StylizeRequest(photo, params)
        times = []
        for _ in range(case.rounds + (2 if case.engine in INSTANT else 1)):
            started = time.perf_counter()
            finish(engine.run(request))
            times.append(time.perf_counter() - started)
    precision = str(device.precision).removeprefix("torch.")
    median = 1000 * statistics.median(times[-case.rounds :])
    return Row(case.engine, case.size, device.name, precision, median, _peak(device, base))


def _models() -> ModelStore:
    return ModelStore([models_dir(), user_models_dir()])


def _only(model_id: str, folder: Path) -> ModelStore:
    """A store with one feed-forward network, so that the engine cannot choose another."""
    for name in (model_id, ENCODER):
        shutil.copytree(_models().get(name).folder, folder / name)
    return ModelStore([folder])


def _peak(device: Device, base: float | None) -> float | None:
    if device.device.type == "cuda":
        return torch.cuda.max_memory_allocated(device.device) / 1e6
    peak = peak_mb()
    return None if peak is None or base is None else max(0.0, peak - base)


def resident_mb() -> float | None:
    """Memory of this process now, in millions of bytes; where the system does not tell, the most it ever was."""
    return _status("VmRSS") or peak_mb()


def peak_mb() -> float | None:
    """The most memory that this process ever had, in millions of bytes; None on Windows.

    Linux counts for a new process what its parent had in `ru_maxrss`, so /proc is asked first.
    """
    if found := _status("VmHWM"):
        return found
    if sys.platform == "win32":
        return None
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


def _status(key: str) -> float | None:
    try:
        for entry in Path("/proc/self/status").read_text().splitlines():
            if entry.startswith(key + ":"):
                return int(entry.split()[1]) * 1024 / 1e6
    except OSError:
        pass
    return None

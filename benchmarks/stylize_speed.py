"""How fast the optimiser is: the application against the plain loop, to the same judged style loss, in one run.

    python -m benchmarks.stylize_speed [--style starry-night] [--photo astronaut] [--limit 20]

Needs the teachers and paintings beside the checkout. The plain loop gets the best of three learning rates and stops
after `--limit` times the application's seconds; a ratio that hits the limit is printed as "more than".
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import torch
from PIL import Image

from benchmarks.common import installed, paint, photo, style_loss, tensor
from benchmarks.plain_gatys import RATES, plain_gatys
from studio.core.params import Quality, StylizeParams
from studio.engines.gatys import weights
from studio.engines.perception import ENCODER
from studio.training.teachers import Judge


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure against the plain loop.")
    parser.add_argument("--style", default="starry-night")
    parser.add_argument("--photo", default="astronaut")
    parser.add_argument("--size", type=int, default=448)
    parser.add_argument("--limit", type=float, default=12.0)
    args = parser.parse_args()
    picture = photo(args.photo, args.size)
    params = StylizeParams(((args.style, 1.0),), size=args.size, quality=Quality.GOOD)
    engine, perception = installed()
    judge = Judge()

    command_s = _whole_command(picture, args)
    print(f"python main.py stylize, {args.size} px, good, whole process: {command_s:.1f} s")
    runs = sorted(paint(engine, picture, params)[1] for _ in range(3))
    result, _ = paint(engine, picture, params)
    ours, wanted = runs[1], style_loss(judge, result, args.style)
    print(f"application, engine alone: median {ours:.2f} s of 3, judged style loss {wanted:.4f}")

    encoder = perception.encoder(ENCODER, torch.float32)
    for parameter in encoder.parameters():  # type: ignore[attr-defined]
        parameter.data = parameter.data.contiguous()
    content = tensor(picture)
    targets = perception.grams(args.style, ENCODER, args.size)
    painting_grams = judge.grams(_painting(args))
    best = None
    for rate in RATES:
        seconds, loss, steps = plain_gatys(
            encoder,  # type: ignore[arg-type]
            content,
            targets,
            weights(params),
            rate,
            lambda x: judge.style(x, painting_grams),
            wanted,
            args.limit * ours,
        )
        reached = loss <= wanted
        note = "" if reached else " (gave up)"
        print(f"plain loop, rate {rate}: {seconds:.1f} s, {steps} steps, judged {loss:.4f}{note}", flush=True)
        if reached and (best is None or seconds < best):
            best = seconds
    if best is None:
        print(f"ratio: more than {args.limit:.1f} (no rate reached {wanted:.4f})")
    else:
        print(f"ratio: {best / ours:.1f}")


def _painting(args: argparse.Namespace) -> torch.Tensor:
    from benchmarks.common import painting

    return painting(args.style, args.size)


def _whole_command(picture, args: argparse.Namespace) -> float:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "photo.png", Path(folder) / "out.png"
        Image.fromarray(picture.as_uint8()).save(source)
        main_py = Path(__file__).resolve().parents[1] / "main.py"
        command = [
            sys.executable,
            str(main_py),
            "stylize",
            str(source),
            "--style",
            args.style,
            "--size",
            str(args.size),
        ]
        times = []
        for number in range(3):
            started = time.perf_counter()
            subprocess.run([*command, "-o", str(target.with_stem(f"out{number}"))], check=True, capture_output=True)
            times.append(time.perf_counter() - started)
        return sorted(times)[1]


if __name__ == "__main__":
    main()

"""How good the generated pictures are: LPIPS, kernel distance and PSNR on held-back pairs, beside simple baselines.

    python -m benchmarks.generator_table [--models ID ...] [--pictures 200] [--device cpu] [--markdown FILE.md]
                                         [--json FILE.json] [--previous FILE.json]

Every shipped generator gets its task's held-back pairs through the engine, as the application runs it. Judged by
`studio/training/judges.py`: LPIPS to the photo that belongs to the sketch, grey photo or label map; the kernel distance
between all results and all photos, with its standard error; PSNR where there is one right answer. Baselines: the input
itself; the photo's own colours blurred beyond recognition; the hints' colours spread over the picture. --previous
compares with the JSON file of an earlier run. Needs the teachers and the picture sets beside the checkout.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from benchmarks.generator_studio import Case, GeneratorStudio, pixels
from studio.core.files import atomic_bytes
from studio.library.generators import Generator
from studio.networks.line_art import blur
from studio.training.judges import Lpips, SqueezeFeatures, kernel_distance, psnr, summary

PLAIN, SEEDED, HINTED = "generated", "generated, a seed each", "generated with hints"
INPUT, BLURRED, SPREAD = "the input itself", "the photo's colours, blurred", "the hints' colours, spread"
BASELINES = (INPUT, BLURRED)  # what is to be beaten
ONE_ANSWER = ("colourise", "enhance", "map-to-aerial", "aerial-to-map")  # tasks for which PSNR means something
SOFT = 1 / 10  # sigma of the blur, as a share of the side
GAIN = 2.0  # dB that `enhance` has to win


@dataclass(frozen=True)
class Row:
    """One way of making the pictures. lpips, even: means over the pictures (see `Lpips`), lower is better.

    kernel, error: kernel distance to the photos and its standard error. psnr: mean in dB.
    """

    model: str
    way: str
    lpips: float
    even: float
    kernel: float
    error: float
    psnr: float


class Judges:
    """All measures at once, the features looked at once."""

    def __init__(self) -> None:
        self.features = SqueezeFeatures()
        self.lpips, self.even = Lpips(self.features), Lpips(self.features, even=True)

    @torch.inference_mode()
    def row(self, model: str, way: str, made: Sequence[Tensor], targets: Sequence[Tensor]) -> Row:
        """made, targets: 3 x H x W in 0..1, one of each for every pair."""
        figures: dict[str, list[float]] = {"lpips": [], "even": [], "psnr": []}
        ours, theirs = [], []
        for mine, target in zip(made, targets, strict=True):
            mine, target = mine[None], target[None]
            seen, wanted = self.features(mine), self.features(target)
            figures["lpips"].append(float(self.lpips.between(seen, wanted)))
            figures["even"].append(float(self.even.between(seen, wanted)))
            figures["psnr"].append(min(float(psnr(mine, target)), 99.0))
            ours.append(summary(seen))
            theirs.append(summary(wanted))
        kernel, error = kernel_distance(torch.cat(ours), torch.cat(theirs))
        means = {name: statistics.fmean(values) for name, values in figures.items()}
        return Row(model, way, kernel=kernel, error=error, **means)


def main() -> None:
    parser = argparse.ArgumentParser(description="Judge the generators on held-back pairs.")
    parser.add_argument("--models", nargs="+", help="ids; all that are installed without")
    parser.add_argument("--pictures", type=int, default=200, help="at most, of each task")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--markdown", type=Path, help="also write the table there")
    parser.add_argument("--json", type=Path, help="also write the figures there")
    parser.add_argument("--previous", type=Path, help="the JSON file of an earlier run, to compare with")
    args = parser.parse_args()
    studio, judges = GeneratorStudio(args.device), Judges()
    before = [Row(**row) for row in json.loads(args.previous.read_text())] if args.previous else []
    rows: list[Row] = []
    for generator in studio.generators(args.models):
        found = measure(studio, judges, generator, args.pictures)
        print(report(found, before), flush=True)
        rows += found
    if args.markdown:
        atomic_bytes(args.markdown, report(rows, before).encode())
    if args.json:
        atomic_bytes(args.json, (json.dumps([asdict(row) for row in rows], indent=1) + "\n").encode())


def measure(studio: GeneratorStudio, judges: Judges, generator: Generator, count: int) -> list[Row]:
    """All ways for one model."""
    model, cases = generator.id, studio.cases(generator, count)
    hinted = studio.cases(generator, count, hints=True) if generator.hints else []
    targets = [case.target for case in cases]

    def made(given: Sequence[Case], look: float = 0.0) -> list[Tensor]:
        results = (studio.make(model, c.source, c.hints, n if look else 0, look) for n, c in enumerate(given))
        return [fitting(pixels(result), case.target) for result, case in zip(results, given, strict=True)]

    ways = {PLAIN: made(cases)}
    if generator.kind == "sketch":
        ways[SEEDED] = made(cases, look=1.0)
    if hinted:
        ways[HINTED] = made(hinted)
    ways[INPUT] = [fitting(pixels(case.source), case.target) for case in cases]
    ways[BLURRED] = [blur(target[None], SOFT * target.shape[1])[0] for target in targets]
    if hinted:
        ways[SPREAD] = [spread(case) for case in hinted]
    return [judges.row(model, way, results, targets) for way, results in ways.items()]


def fitting(made: Tensor, target: Tensor) -> Tensor:
    """`made` at the size of `target`; nothing to do unless the engine rounded the size."""
    if made.shape == target.shape:
        return made
    return F.interpolate(made[None], size=target.shape[1:], mode="bilinear", antialias=True, align_corners=False)[0]


def spread(case: Case) -> Tensor:
    """The hints' colours blurred until they cover the picture; where none reaches, mid-grey."""
    assert case.hints is not None
    given = torch.from_numpy(case.hints.as_float().copy()).permute(2, 0, 1)[None]
    cover = given[:, 3:]
    soft = blur(torch.cat([given[:, :3] * cover, cover], 1), SOFT * given.shape[2])
    whole = blur(soft, 2.5 * SOFT * given.shape[2])  # for what is far from all strokes
    colours = (soft[:, :3] + 0.01 * whole[:, :3] + 5e-7) / (soft[:, 3:] + 0.01 * whole[:, 3:] + 1e-6)
    return colours[0].clamp(0, 1)


def report(rows: Sequence[Row], before: Sequence[Row] = ()) -> str:
    """Markdown: the table, and what is won or missed."""
    earlier = {(row.model, row.way): row for row in before}
    lines = [
        "| model | way | LPIPS | LPIPS, even | kernel distance | PSNR |",
        "|---|---|---:|---:|---:|---:|",
    ]
    for row in rows:
        old = earlier.get((row.model, row.way))
        error = "" if math.isnan(row.error) else f" ± {row.error:.3f}"
        lines.append(
            f"| {row.model} | {row.way} | {row.lpips:.3f}{_was(old and old.lpips, '.3f')} | {row.even:.3f} |"
            f" {row.kernel:.3f}{error}{_was(old and old.kernel, '.3f')} |"
            f" {f'{row.psnr:.1f}' if row.model in ONE_ANSWER else '–'} |"
        )
    lines.append("")
    for model in dict.fromkeys(row.model for row in rows):
        lines += verdicts({row.way: row for row in rows if row.model == model})
    return "\n".join(lines) + "\n"


def verdicts(ways: dict[str, Row]) -> list[str]:
    """One line for each way of generating, against each baseline; and what `enhance` gains."""
    lines = []
    for way in (PLAIN, SEEDED, HINTED):
        if way not in ways:
            continue
        ours, missed = ways[way], []
        for baseline in BASELINES + ((SPREAD,) if way == HINTED else ()):
            theirs = ways[baseline]
            missed += [f"LPIPS of {baseline}"] if ours.lpips >= theirs.lpips else []
            missed += [f"kernel distance of {baseline}"] if ours.kernel >= theirs.kernel else []
        lines.append(f"- {ours.model}, {way}: {'better than every baseline' if not missed else 'NOT better than '}")
        lines[-1] += f"{', '.join(missed)}."
    if PLAIN in ways and ways[PLAIN].model == "enhance":
        gain = ways[PLAIN].psnr - ways[INPUT].psnr
        lines.append(f"- enhance gains {gain:.2f} dB (limit {GAIN:g}): {'met' if gain >= GAIN else 'MISSED'}.")
    return lines


def _was(value: float | None, form: str) -> str:
    return "" if value is None else f" (was {value:{form}})"


if __name__ == "__main__":
    main()

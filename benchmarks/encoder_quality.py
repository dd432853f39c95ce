"""How good the encoder is: pictures made with it, against pictures made with the teachers themselves.

    python -m benchmarks.encoder_quality [--paintings 6] [--photos 3] [--sheet FILE.jpg]

The same optimiser, plan and weights; only the encoder differs. The judge looks at both. Needs the teachers and
paintings beside the checkout; about half an hour on two cores, most of it for the teachers.
"""

from __future__ import annotations

import argparse
import statistics
from pathlib import Path

import torch
from torch import Tensor

from benchmarks.common import PAINTINGS, PHOTOS, installed, paint, painting, photo, sheet, style_loss, tensor
from studio.core.params import Quality, StylizeParams
from studio.core.step import Job
from studio.engines.gatys import GatysEngine
from studio.library.statistics import StyleStatistics, measure
from studio.training.teachers import WIDTHS, Judge, Teachers


class TeacherEncoder(Teachers):
    """The teachers with the encoder's interface."""

    tap_channels = WIDTHS

    def forward(self, x: Tensor, depth: int = 5) -> list[Tensor]:
        return super().forward(x)[:depth]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure against the teachers.")
    parser.add_argument("--paintings", type=int, default=len(PAINTINGS))
    parser.add_argument("--photos", type=int, default=len(PHOTOS))
    parser.add_argument("--size", type=int, default=448)
    parser.add_argument("--sheet", type=Path)
    parser.add_argument("--ours-only", action="store_true", help="leave the teachers' pictures out")
    args = parser.parse_args()
    judge, (engine, _) = Judge(), installed()
    teachers = _teacher_engine(engine)
    ratios, losses, rows = [], [], []
    for name in PHOTOS[: args.photos]:
        picture, row = photo(name, args.size), []
        for style in list(PAINTINGS)[: args.paintings]:
            params = StylizeParams(((style, 1.0),), size=args.size, quality=Quality.GOOD)
            made, seconds = paint(engine, picture, params)
            loss = style_loss(judge, made, style)
            content = judge.content(tensor(made), tensor(picture))
            losses.append(loss)
            line = f"{name:10} {style:16} ours {loss:.4f} (content {content:.2f}, {seconds:.1f} s)"
            row.append(made)
            if not args.ours_only:
                theirs, seconds = paint(teachers, picture, params)
                reference = style_loss(judge, theirs, style)
                content = judge.content(tensor(theirs), tensor(picture))
                ratios.append(loss / reference)
                line += f"  teachers {reference:.4f} (content {content:.2f}, {seconds:.1f} s)  ratio {ratios[-1]:.2f}"
                row.append(theirs)
            print(line, flush=True)
        rows.append(row)
    print(f"judged style loss, median of {len(losses)}: {statistics.median(losses):.4f}")
    if ratios:
        print(f"ratio to the teachers' own pictures, median of {len(ratios)}: {statistics.median(ratios):.2f}")
    if args.sheet:
        sheet(rows, 256, args.sheet)


def _teacher_engine(engine: GatysEngine) -> GatysEngine:
    precise = TeacherEncoder()
    quick = TeacherEncoder().to(engine.device.precision).to(memory_format=torch.channels_last)  # type: ignore[call-overload]

    def learned(style: str, _encoder: str) -> Job[StyleStatistics]:
        return measure(precise, painting(style)[0])

    return GatysEngine(lambda _: quick, learned, engine.device, engine.tile)


if __name__ == "__main__":
    main()
